"""The pages over the demo's ledger, and people who look around in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ledger.bootstrap import Services
from ledger.demo.fill import fill
from tests.support.services import follow, services
from tests.web.reading import form_of
from web import create_app

__all__ = ["services"]
Visit = Callable[[str], FlaskClient]


@pytest.fixture
def demo(services: Services) -> Services:
    """The demo, recorded by its own commands and followed to the head."""
    fill(services.ledger)
    follow(services)
    services.ledger.after_save.append(lambda _receipt: follow(services))
    return services


@pytest.fixture
def app(demo: Services) -> Flask:
    return create_app(demo, secret_key="of these tests", demo=True)


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
