"""gunicorn with one worker process and several threads; the ledger and its consumer thread are made after the fork."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from socket import socket
from typing import TYPE_CHECKING, Any

import click
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from werkzeug.exceptions import SecurityError
from werkzeug.wsgi import get_host

from ledger.bootstrap import Services, build
from ledger.errors import LedgerError
from ledger.settings import Settings
from ledger.wording.errors import error_sentence
from web import create_app
from web.starting import address_of, cookie_key

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"]
SHOWN_BEFORE_READY_MS = 5000
"""How long the first page waits for read models that are behind; after that it says so itself."""


class OwnNames:
    """Answers requests that call this machine by a name of its own; others get 400.

    A page elsewhere, whose name is made to lead to this machine, must not act as the demo's people.
    """

    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The application's answer, or the refusal."""
        try:
            get_host(environ, LOOPBACK_NAMES)
        except SecurityError as error:
            return error(environ, start_response)
        return self.app(environ, start_response)


class Server(BaseApplication):
    """Serves until TERM or INT, then lets running requests end."""

    def __init__(self, settings: Settings, taken: socket) -> None:
        self.settings = settings
        self.address = address_of(taken)
        self.taken = taken
        self.services: Services | None = None
        super().__init__()

    def load_config(self) -> None:
        """What gunicorn is told; it reads no file, argument or variable of its own."""
        told: Mapping[str, Any] = {
            "bind": f"fd://{self.taken.detach()}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": self.settings.threads,
            "graceful_timeout": 10,
            "timeout": 120,
            "loglevel": "warning",
            "control_socket_disable": True,
            "worker_tmp_dir": str(self.settings.data),
            "post_worker_init": self.say_ready,
            "worker_exit": self.close,
        }
        for name, value in told.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        """The application, in the worker; a refusal is one sentence and ends the start."""
        try:
            self.services = build(self.settings)
            self.services.imports.files.sweep()
            self.services.start()
            self.services.caught_up(SHOWN_BEFORE_READY_MS)
            app = create_app(self.services, secret_key=cookie_key(self.settings.data), demo=self.settings.demo)
        except LedgerError as error:
            click.echo(error_sentence(error), err=True)
            sys.exit(Arbiter.APP_LOAD_ERROR)
        return OwnNames(app) if self.settings.is_loopback else app

    def say_ready(self, worker: Any) -> None:
        """Say where it can be read, once: from here on requests are answered."""
        if worker.age == 1:
            click.echo(f"Ready: {self.address}")

    def close(self, _arbiter: Any, _worker: Any) -> None:
        """Stop the consumer thread and let go of the databases, when the last request has ended."""
        if self.services is not None:
            self.services.close()
