"""gunicorn with one worker process and several threads; the ledger and its consumer thread are made after the fork."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from socket import socket
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wsgi import get_host

from ledger.bootstrap import Services, build, clock
from ledger.errors import LedgerError
from ledger.running import say
from ledger.settings import Settings
from ledger.wording.errors import error_sentence
from web import create_app
from web.accounts.inviting import first_link
from web.accounts.opening import Accounts, open_accounts
from web.headers import ALWAYS, UNKEPT
from web.limits import REQUEST, TRUSTED
from web.links.opening import Links, open_links
from web.pacing import HurriedWorker
from web.server_log import ServerLog
from web.starting import address_of, cookie_keys, refuse_stray_demo

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
STRICT = ("Strict-Transport-Security", "max-age=31536000")
SHOWN_BEFORE_READY_MS = 5000
"""How long the first page waits for read models that are behind; after that it says so itself."""


class OwnNames:
    """Answers requests that call this machine by a name of its own; others get 400.

    A page elsewhere, whose name is made to lead to this machine, must not act as whoever is signed in here.
    """

    def __init__(self, app: WSGIApplication, names: Sequence[str]) -> None:
        self.app = app
        self.names = names

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The application's answer, or the refusal."""
        try:
            get_host(environ, self.names)
        except SecurityError as error:
            refusal = error.get_response(environ)
            refusal.headers.extend((*ALWAYS, UNKEPT))
            return refusal(environ, start_response)
        return self.app(environ, start_response)


class OverHttps:
    """Tells browsers to come over https only, from then on, for a year."""

    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The application's answer."""

        def start(status: str, headers: list[tuple[str, str]], trouble: Any = None) -> Callable[[bytes], object]:
            return start_response(status, [*headers, STRICT], trouble)

        return self.app(environ, start)


def served_as(app: WSGIApplication, settings: Settings) -> WSGIApplication:
    """The application behind as many proxies as are told of, answering to its own names alone where anybody can sign in."""
    own = urlsplit(settings.address).hostname
    if settings.is_loopback or own:
        # The name that counts is the one a proxy of ours says it was asked for, so it is looked at behind what believes that.
        app = OwnNames(app, (*LOOPBACK_NAMES, *filter(None, [own])))
    if own:
        app = OverHttps(app)
    if settings.proxies:
        told = settings.proxies
        app = ProxyFix(app, x_for=told, x_proto=told, x_host=told)
    return app


class Server(BaseApplication):
    """Serves until TERM or INT, then lets running requests end."""

    def __init__(self, settings: Settings, taken: socket) -> None:
        self.settings = settings
        self.address = address_of(taken)
        self.taken = taken
        self.services: Services | None = None
        self.accounts: Accounts | None = None
        self.links: Links | None = None
        """Of the demo: elsewhere they stand beside the accounts."""
        self.first: str | None = None
        super().__init__()

    def load_config(self) -> None:
        """What gunicorn is told; it reads no file, argument or variable of its own."""
        told: Mapping[str, Any] = {
            "bind": f"fd://{self.taken.detach()}",
            "workers": 1,
            "worker_class": HurriedWorker,
            "threads": self.settings.threads,
            "graceful_timeout": 10,
            "timeout": 120,
            "loglevel": "warning",
            "logger_class": ServerLog,
            "control_socket_disable": True,
            # By themselves, peers on this machine are believed: a stranger behind a proxy here could say where the pages begin.
            "forwarded_allow_ips": "",
            "forwarder_headers": "",
            "secure_scheme_headers": {},
            "worker_tmp_dir": str(self.settings.data),
            "post_worker_init": self.say_ready,
            "worker_exit": self.close,
            **REQUEST,
            **TRUSTED,
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
            self.accounts = self._open_accounts(self.services)
            if self.settings.demo:
                self.links = open_links(self.settings, clock)
            secret, *former = cookie_keys(self.settings.data)
            app = create_app(
                self.services,
                secret_key=secret,
                former_keys=former,
                demo=self.settings.demo,
                accounts=self.accounts,
                links=self.links,
            )
        except LedgerError as error:
            say(error_sentence(error), to_error=True)
            sys.exit(Arbiter.APP_LOAD_ERROR)
        return served_as(app, self.settings)

    def _open_accounts(self, services: Services) -> Accounts | None:
        """People sign in where nobody can listen: on this machine, or under an address of https. The demo has people of its own."""
        refuse_stray_demo(services.ledger, self.settings)
        if self.settings.demo or not (self.settings.is_loopback or self.settings.address):
            return None
        opened = open_accounts(self.settings, clock)
        token = first_link(opened)
        if token is not None and self.settings.address:
            self.first = (
                'Make the first administrator’s link: python -m web.accounts "Their Name" their@address.example'
            )
        elif token is not None:
            self.first = (
                f"The first administrator’s link, for an hour and this machine: {self.address}/account/link/{token}"
            )
        return opened

    def say_ready(self, worker: Any) -> None:
        """Say where it can be read, once: from here on requests are answered."""
        if worker.age == 1:
            say(f"Ready: {self.address}")
            if self.first is not None:
                say(f"Nobody has an account yet. {self.first}")

    def close(self, _arbiter: Any, _worker: Any) -> None:
        """Stop the consumer thread and let go of the databases, when the last request has ended."""
        if self.services is not None:
            self.services.close()
        for opened in (self.accounts, self.links):
            if opened is not None:
                opened.close()
