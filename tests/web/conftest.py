"""The pages over the demo's ledger, and people who look around in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from ledger.bootstrap import Services
from tests.support.services import demo_folder, demo_services, follow
from tests.web.reading import form_of
from web import create_app

__all__ = ["demo_folder", "demo_services"]
Visit = Callable[[str], FlaskClient]


@pytest.fixture
def demo(demo_services: Services) -> Services:
    """The demo, followed to the head after every save."""
    demo_services.ledger.after_save.append(lambda _receipt: follow(demo_services))
    return demo_services


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """The templates, compiled once for every application of the session."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(demo: Services, compiled: FileSystemBytecodeCache) -> Flask:
    made = create_app(demo, secret_key="of these tests", demo=True)
    made.jinja_env.bytecode_cache = compiled
    return made


@pytest.fixture
def visit(app: Flask) -> Visit:
    """A browser of somebody: organiser, deputy, auditor, or the public."""

    def somebody(key: str) -> FlaskClient:
        client = app.test_client()
        if key != "public":
            token = form_of(client.get("/people").text)["csrf_token"]
            client.post("/people", data={"csrf_token": token, "person": key})
        return client

    return somebody
