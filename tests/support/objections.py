"""Objections on the demo's running edition, sent as the desk's forms send them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ledger.application.ledger import Receipt
from ledger.application.objection_forms import decide_objection_form, record_objection_form
from ledger.application.objections import ObjectionSeen, objection_seen
from ledger.application.settings_changes import record_change
from ledger.domain.nomination import Announced
from ledger.domain.objection import Point
from ledger.domain.values import Provenance
from tests.support.acts import Desk
from tests.support.requests import edition_of, typed
from tests.support.services import by as organiser
from tests.support.services import follow


def contesting(desk: Desk, *titles: str, **more: Any) -> dict[str, Any]:
    """The form of an objection to these nominations, received on 19 October."""
    usual = {
        "nominations": [str(desk.stream(one)) for one in titles],
        "words": "Somebody",
        "concerned_as": "competitor",
        "ground": "eligibility",
        "received": "19 October 2026",
        "source_kind": "letter",
    }
    return {**usual, **more}


def send(desk: Desk, name: str, about: UUID, author: Provenance | None = None, **more: Any) -> Receipt:
    """Record a form about objections."""
    author = author or organiser()
    form = typed(desk, author) | more
    receipt = record_objection_form(desk.ledger, author, (name, about), form, desk.stories())
    follow(desk.demo)
    return receipt


def preview(desk: Desk, name: str, about: UUID, **more: Any) -> list[str]:
    """The topics that a form would record."""
    author = organiser()
    draft = decide_objection_form(desk.ledger, author, (name, about), typed(desk, author, **more), desk.stories())
    return [event.TOPIC for event in draft.events]


def contest(desk: Desk, *titles: str, **more: Any) -> UUID:
    """Record an objection; its stream."""
    receipt = send(desk, "new", edition_of(desk), **contesting(desk, *titles, **more))
    return UUID(receipt.acts[0].partition("@")[0])


def put(desk: Desk, made: UUID, party: UUID, **more: Any) -> Receipt:
    """Put it to a party objected to, on 20 October."""
    return send(desk, "put-to", made, **{"whom": str(party), "effective": "20 October 2026", "how": "letter", **more})


def decide(desk: Desk, made: UUID, *outcomes: str, **more: Any) -> Receipt:
    """Decide points of an objection, `<number>:<outcome>`, by the committee on 22 October."""
    usual = {"outcomes": list(outcomes), "decided": "22 October 2026", "body": "committee", "unheard": "urgent"}
    return send(desk, "decide", made, **{**usual, **more})


def seen(desk: Desk, made: UUID) -> ObjectionSeen:
    """The objection as it stands."""
    return objection_seen(desk.ledger, made)


def outcomes(desk: Desk, made: UUID) -> list[str]:
    """What became of each of its points."""
    return [one.outcome for one in seen(desk, made).objection.targets]


def points(desk: Desk, made: UUID) -> list[Point]:
    """What is contested."""
    return [one.target for one in seen(desk, made).objection.targets]


def limit(desk: Desk, **told: Any) -> None:
    """Set a limit of the edition."""
    author = organiser()
    record_change(desk.ledger, author, edition_of(desk), "objection-limit", typed(desk, author, **told))
    follow(desk.demo)


def announced(desk: Desk, title: str) -> Announced:
    """The first announcement in a nomination's story."""
    return next(one for _at, one in desk.ledger.story(desk.stream(title)) if isinstance(one, Announced))
