"""Requests on the demo's running edition, sent as the desk's forms send them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ledger.application.ledger import Receipt
from ledger.application.request_forms import decide_request_form, record_request_form
from ledger.application.requests import RequestSeen, request_seen
from ledger.application.statements import record_statement_form
from ledger.domain.nomination import Entered
from ledger.domain.values import Provenance
from ledger.projections.nominees import find_edition
from ledger.projections.request_inbox import waiting_requests
from tests.support.acts import Desk
from tests.support.services import by as organiser
from tests.support.services import follow


def edition_of(desk: Desk) -> UUID:
    """The edition."""
    follow(desk.demo)
    return UUID(hex=find_edition(desk.demo.lists, "meridian", desk.edition).edition["subject"])


def credit_of(desk: Desk, title: str, name: str) -> str:
    """A name on a nomination, as the form names it."""
    entry = desk.ledger.story(desk.stream(title))[0][1]
    assert isinstance(entry, Entered)
    credit = next(one.id for one in entry.credits if one.name.text == name)
    return f"{entry.originator_id}:{credit}"


def party_of(desk: Desk, title: str, name: str) -> UUID:
    """The party that a nomination credits by this name."""
    entry = desk.ledger.story(desk.stream(title))[0][1]
    assert isinstance(entry, Entered)
    return next(one.party for one in entry.credits if one.name.text == name)


def typed(desk: Desk, author: Provenance, /, **more: Any) -> dict[str, Any]:
    """What every form carries, and what is typed."""
    return {"command": str(author.command), "seen": str(desk.ledger.recorder.head()[0]), **more}


def asking(desk: Desk, *titles: str, **more: Any) -> dict[str, Any]:
    """The form of a request about these nominations: withdraw them, received on 19 October."""
    usual = {
        "nominations": [str(desk.stream(one)) for one in titles],
        "wishes": ["withdraw"] if titles else [],
        "asker_words1": "Somebody",
        "received": "19 October 2026",
        "source_kind": "e_mail",
    }
    return {**usual, **more}


def send(desk: Desk, name: str, about: UUID, author: Provenance | None = None, /, **more: Any) -> Receipt:
    """Record a form about requests."""
    author = author or organiser()
    receipt = record_request_form(desk.ledger, author, (name, about), typed(desk, author, **more), desk.stories())
    follow(desk.demo)
    return receipt


def preview(desk: Desk, name: str, about: UUID, /, **more: Any) -> list[str]:
    """The topics that a form would record."""
    author = organiser()
    draft = decide_request_form(desk.ledger, author, (name, about), typed(desk, author, **more), desk.stories())
    return [event.TOPIC for event in draft.events]


def ask(desk: Desk, *titles: str, **more: Any) -> UUID:
    """Record a request; its stream."""
    receipt = send(desk, "new", edition_of(desk), **asking(desk, *titles, **more))
    return UUID(receipt.acts[0].partition("@")[0])


def keep(desk: Desk, **more: Any) -> UUID:
    """Keep a statement; its stream."""
    author = organiser()
    form = typed(desk, author, **{"channel": "press", **more})
    receipt = record_statement_form(desk.ledger, author, ("new", edition_of(desk)), form, desk.stories())
    follow(desk.demo)
    return UUID(receipt.acts[0].partition("@")[0])


def decide(desk: Desk, asked: UUID, *outcomes: str, **more: Any) -> Receipt:
    """Decide points of a request, `<number>:<outcome>`, by the committee on 20 October."""
    usual = {"outcomes": list(outcomes), "decided": "20 October 2026", "body": "committee"}
    return send(desk, "decide", asked, **{**usual, **more})


def seen(desk: Desk, asked: UUID) -> RequestSeen:
    """The request as it stands."""
    return request_seen(desk.ledger, asked)


def waiting(desk: Desk) -> dict[str, int]:
    """How many requests wait, by edition."""
    return waiting_requests(desk.demo.requests, desk.demo.lists, desk.ledger.now())


def outcomes(desk: Desk, asked: UUID) -> list[str]:
    """What became of each of its points."""
    return [one.outcome for one in seen(desk, asked).request.targets]
