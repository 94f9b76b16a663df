"""What is asked, decided, answered and said: the public is told nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from ledger.application.asking_by_link import Comes, ask_by_link
from ledger.bootstrap import Services
from tests.support.acts import Desk
from tests.support.records import known, recorded
from tests.support.requests import ask, decide, keep, send
from tests.web.hidden_records import MARKER


def request_open(demo: Services) -> None:
    ask(Desk(demo), "Static", "Saltwater Psalm", asker_words1=MARKER, words=MARKER, wishes=["withdraw", "not_voted"])


def request_decided(demo: Services) -> None:
    desk = Desk(demo)
    asked = ask(desk, "Tahmina Studio", asker_words1=MARKER, wishes=["withdraw", "reconsider"])
    decide(desk, asked, "1:too_late", "2:refused", private_reason=MARKER)


def request_granted(demo: Services) -> None:
    desk = Desk(demo, "11")
    asked = ask(desk, "Neon Courtyard", asker_words1=MARKER, received="19 October 2025")
    decide(desk, asked, "1:granted", decided="20 October 2025", body="committee")


def request_taken_back_and_struck(demo: Services) -> None:
    desk = Desk(demo)
    asked = ask(desk, "Lal & Sons", asker_words1=MARKER)
    send(desk, "retract", asked, source_note=MARKER)
    send(desk, "strike", asked)


def organiser_asked(demo: Services) -> None:
    desk = Desk(demo)
    asked = ask(desk, "Atelier Ødegård 🧵", direction="of_party", asker_words1=MARKER)
    send(desk, "answer", asked, outcome="agreed")


def asked_by_link(demo: Services) -> None:
    party, static = known(demo, "Bilal Lal"), Desk(demo).stream("Static")
    comes = Comes(party, frozenset({party}), [static])
    form: dict[str, Any] = {"command": str(uuid4()), "nominations": [str(static)], "wish": "withdraw", "words": MARKER}
    ask_by_link(demo.ledger, comes, form, lambda: None)


def statement_kept(demo: Services) -> None:
    desk = Desk(demo)
    keep(desk, words=MARKER, nominations=[str(desk.stream("Static"))])


def refusal_stands(demo: Services) -> None:
    recorded(demo, known(demo, "Faraz Lodhi"), "refusal", stands="true", words=MARKER)
    recorded(demo, known(demo, "Static", "work"), "refusal", "work", stands="true", words=MARKER)


HIDDEN_REQUESTS: tuple[Callable[[Services], None], ...] = (
    request_open,
    request_decided,
    request_granted,
    request_taken_back_and_struck,
    organiser_asked,
    asked_by_link,
    statement_kept,
    refusal_stands,
)
