"""The demo on either database, for queries."""

from __future__ import annotations

from tests.application.conftest import demo, demo_folder, demo_on_postgres, demo_services, postgres_url

__all__ = ["demo", "demo_folder", "demo_on_postgres", "demo_services", "postgres_url"]
