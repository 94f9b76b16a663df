"""The pages over the planted log, browsers of every audience, and what each of them meets."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import structlog
from flask import Flask
from flask.testing import FlaskClient

from ledger import logs
from ledger.bootstrap import Services, build
from ledger.domain.nomination import Entered
from ledger.domain.request import Made
from ledger.settings import Settings
from tests.support.accounts import Clock, make, sign_in
from tests.support.party_links import come, link_for
from tests.support.rosters import another_show
from tests.support.services import follow
from tests.web.planted.addresses import addresses
from tests.web.planted.audiences import ELSEWHERE, PARTY, PUBLIC
from tests.web.planted.kinds import Log
from tests.web.planted.planting import WORD, Planter
from tests.web.planted.shows import plant
from tests.web.reading import form_of
from web import create_app
from web.accounts.opening import Accounts, open_accounts
from web.accounts.roles import ROLES
from web.links.making import ASK
from web.links.opening import links_beside

SEARCHES = ("/search", "/desk/search", "/desk/parties/", "/desk/works/")
BEGINNING = 5
"""Letters of a planted word that are searched for: no more words begin so than a search shows."""


class Met(NamedTuple):
    """What somebody met: each word with one address that told it; addresses that ended as a fault; and what the server logged meanwhile."""

    words: dict[str, str]
    faults: list[str]
    logged: str


@dataclass
class Planted:
    """The planted log, served."""

    services: Services
    accounts: Accounts
    app: Flask
    folder: Path
    log: Log
    shows: dict[str, UUID]

    @cached_property
    def addresses(self) -> list[str]:
        """All that answer a GET."""
        return addresses(self.app, self.log.events, self.log.unlike())

    def browser(self, audience: str) -> FlaskClient:
        """A browser of somebody of this audience."""
        client = self.app.test_client()
        if audience == PARTY:
            return come(client, self.link())
        return client if audience == PUBLIC else sign_in(client, self.accounts, audience)

    def link(self) -> str:
        """The token of a link by which the party may ask."""
        return link_for(links_beside(self.accounts), asking_party(self.log), show=self.shows["show"], purpose=ASK)

    def met(self, audience: str) -> Met:
        """Everything that answers this audience, by whatever address, search and type-ahead."""
        met: dict[str, str] = {}
        faults = []
        with logged() as lines:
            client = self.browser(audience)
            for address in (*self.addresses, *self._searches()):
                answer = client.get(address)
                if answer.status_code >= 500:
                    faults.append(address)
                told = answer.text + "".join(value for _name, value in answer.headers)
                # What was asked for is told back, whether it is there or not.
                met |= {word: address for word in WORD.findall(told) if word not in met and word not in address}
                answer.close()
        return Met(met, faults, lines.getvalue())

    def _searches(self) -> Iterator[str]:
        beginnings = sorted({word[:BEGINNING] for word in self.log.words()})
        for search in SEARCHES:
            for begins in beginnings:
                yield f"{search.rstrip('/')}.json?q={begins}"
            yield from (f"{search}?q={begins}" for begins in beginnings[::12])


def asking_party(log: Log) -> UUID:
    """Somebody who asks, and of whose announced nomination most is secret."""
    asking = {one.party for made in log.events if isinstance(made, Made) for one in made.askers}
    heard = [one for one in log.events if isinstance(one, Entered) and one.act_name in log.heard]
    entries = [one for one in heard if one.credits and one.credits[0].party in asking]
    secret = Counter(one.originator_id for one in log.events if one.act_name not in log.heard)
    return max(entries, key=lambda one: secret[one.originator_id]).credits[0].party


def ask(client: FlaskClient) -> None:
    """Ask something for the party that came by a link, with a word in each text of the form."""
    page = client.get("/party/ask")
    chosen = re.findall(r'name="nominations"[^>]*value="([^"]+)"', page.text)
    typed = {
        "nominations": chosen,
        "wish": "withdraw",
        "capacity": "agent",
        "name": Planter.word(),
        "words": Planter.word(),
    }
    answer = client.post("/party/ask", data={**form_of(page.text), **typed})
    assert answer.status_code == 303, answer.text


@contextmanager
def planted(folder: Path) -> Iterator[Planted]:
    """Plant the log in a folder and serve it."""
    settings = Settings(folder, f"sqlite:///{folder / 'ledger.db'}")
    with build(settings) as services:
        accounts = open_accounts(settings, Clock(), cheap=True)
        readers = {
            role: make(accounts, role) for role in ("administrator", *(one for one in ROLES if one != "administrator"))
        }
        shows = plant(services, {role: id_ for role, id_ in readers.items() if role != "administrator"})
        another_show(services.ledger, make(accounts, "organiser", called=ELSEWHERE), "organiser")
        follow(services)
        app = create_app(services, secret_key="of these tests", accounts=accounts)
        served = Planted(services, accounts, app, folder, Log(services.ledger), shows)
        ask(served.browser(PARTY))
        follow(services)
        served.log = Log(services.ledger)
        yield served
        accounts.close()


@contextmanager
def logged() -> Iterator[io.StringIO]:
    """What is logged meanwhile, as the server writes it."""
    root, lines, configured = logging.getLogger(), io.StringIO(), structlog.get_config()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(logs.OneLine("json"))
    root.addHandler(handler)
    structlog.configure(
        processors=[logs._to_logging],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    try:
        yield lines
    finally:
        structlog.configure(**configured)
        root.removeHandler(handler)
