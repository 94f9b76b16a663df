"""The pages over the demo's ledger, with links for its parties."""

from __future__ import annotations

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from ledger.bootstrap import Services
from tests.support.accounts import clock
from tests.support.party_links import links
from tests.web.conftest import compiled, demo, demo_folder, demo_services, visit
from web import create_app
from web.links.opening import Links

__all__ = ["clock", "compiled", "demo", "demo_folder", "demo_services", "links", "visit"]


@pytest.fixture
def app(demo: Services, links: Links, compiled: FileSystemBytecodeCache) -> Flask:
    made = create_app(demo, secret_key="of these tests", demo=True, links=links)
    made.jinja_env.bytecode_cache = compiled
    return made
