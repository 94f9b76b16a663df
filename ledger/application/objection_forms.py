"""What the forms of objections do: from what was typed to a decided draft, and its receipt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from marshmallow import Schema

from ledger.application.documents import cite
from ledger.application.draft import Draft
from ledger.application.editions import edition_seen
from ledger.application.ledger import Ledger, Receipt
from ledger.application.noting import Ending, Stories
from ledger.application.objection_deciding import Putting, hear, put_to, strike_objection, take_back
from ledger.application.objection_upholding import decide_points
from ledger.application.objections import ObjectionData, ObjectionSeen, make_objection, objection_seen, point_of_act
from ledger.application.once import once
from ledger.application.origins import check_origin
from ledger.application.request_forms import NEW, On
from ledger.application.roster import check_may
from ledger.application.seen import check_seen
from ledger.application.typed_times import now_when, typed_times
from ledger.domain.objection import Point
from ledger.domain.values import Provenance
from ledger.errors import NotFound
from ledger.schemas.commands import load, plain
from ledger.schemas.objections import (
    DecideObjectionForm,
    HeardForm,
    ObjectionForm,
    PutToForm,
    TakeBackObjectionForm,
)
from ledger.schemas.requests import StrikeForm


def _made(on: On, data: Mapping[str, Any]) -> None:
    check_seen(on.ledger, data["seen"], on.edition.moved)
    times = typed_times(data, on.edition.zone, on.edition.references, ("sent", "received"))
    same = (
        "concerned_as",
        "ground",
        "objector",
        "words",
        "capacity",
        "lateness",
        "source_kind",
        "source_note",
        "instrument",
    )
    make_objection(
        on.ledger,
        on.draft,
        ObjectionData(
            on.edition,
            tuple(_points(data)),
            sent=times["sent"],
            received=times["received"],
            arises_from=check_origin(on.ledger, data["arises_from"], on.edition.stream),
            **{name: data[name] for name in same},
        ),
        on.stories,
    )


def _points(data: Mapping[str, Any]) -> Iterator[Point]:
    """What was chosen, each once, without numbers."""
    kinds = (
        ("nomination", "nominations"), ("award", "awards"), ("category", "categories"), ("announcement", "announcements"),
    )  # fmt: skip
    for kind, field in kinds:
        for id_ in dict.fromkeys(data[field]):
            yield Point(number=0, kind=kind, id=id_)
    for named in dict.fromkeys(data["credits"]):
        nomination, _colon, credit = named.partition(":")
        yield Point(number=0, kind="credit", id=UUID(nomination), credit=UUID(credit))
    for act in dict.fromkeys(data["acts"]):
        yield point_of_act(act)
    if data["party"] is not None:
        yield Point(number=0, kind="invitation", party=data["party"])


def _ending(on: On, data: Mapping[str, Any]) -> Ending:
    times = typed_times(data, on.edition.zone, on.edition.references, ("effective",))
    when = times["effective"] or now_when(on.ledger.now(), on.edition.zone)
    return Ending(when, data["source_kind"], data["source_note"], data["instrument"])


def _put_to(on: On, about: ObjectionSeen, data: Mapping[str, Any]) -> None:
    times = typed_times(data, on.edition.zone, on.edition.references, ("effective", "reply_by"))
    when = times["effective"] or now_when(on.ledger.now(), on.edition.zone)
    party = data["whom"] or data["other_party"]
    putting = Putting(party, when, data["substance"], data["how"], times["reply_by"])
    put_to(on.ledger, on.draft, about, putting)


def _heard(on: On, about: ObjectionSeen, data: Mapping[str, Any]) -> None:
    hear(on.ledger, on.draft, about, (data["whom"], data["outcome"]), _ending(on, data))


def _decided(on: On, about: ObjectionSeen, data: Mapping[str, Any]) -> None:
    decide_points(on.ledger, on.draft, (about, on.edition, on.stories), data)


def _taken_back(on: On, about: ObjectionSeen, data: Mapping[str, Any]) -> None:
    take_back(on.ledger, on.draft, about, data["targets"], _ending(on, data))


def _struck(on: On, about: ObjectionSeen, data: Mapping[str, Any]) -> None:
    strike_objection(on.ledger, on.draft, about, data["private_reason"])


class ObjectionAct(NamedTuple):
    """One form about an objection that is there: what it sends, what a role must cover, how it is decided into a draft."""

    schema: Schema
    may: str
    decide: Callable[[On, ObjectionSeen, Mapping[str, Any]], None]


FILE = "file"
OBJECTION_ACTS: dict[str, ObjectionAct] = {
    "put-to": ObjectionAct(PutToForm(), FILE, _put_to),
    "heard": ObjectionAct(HeardForm(), FILE, _heard),
    "decide": ObjectionAct(DecideObjectionForm(), "rule", _decided),
    "take-back": ObjectionAct(TakeBackObjectionForm(), FILE, _taken_back),
    "strike": ObjectionAct(StrikeForm(), FILE, _struck),
}
"""By the last part of the form's address, which a proposal keeps for ever; `new` is about an edition."""
OBJECTION_FORMS = (NEW, *OBJECTION_ACTS)


def power_of_objection(name: str) -> str:
    """What a role must cover for a form. Raises NotFound `no_such_kind`."""
    return FILE if name == NEW else objection_act(name).may


def objection_act(name: str) -> ObjectionAct:
    """Raises NotFound `no_such_kind`."""
    found = OBJECTION_ACTS.get(name)
    if found is None:
        raise NotFound("no_such_kind")
    return found


def decide_objection_form(
    ledger: Ledger, by: Provenance, form: tuple[str, UUID], typed: Mapping[str, Any], stories: Stories
) -> Draft:
    """Decide a form without writing: its name, and the edition (of a new objection) or the objection that it is about.

    Raises NotAllowed, NotFound, Conflict `moved_on`, Invalid (a document that is not of its edition at `instrument`), Refused.
    """
    name, about = form
    draft = Draft(by)
    seen = None if name == NEW else objection_seen(ledger, about)
    edition = edition_seen(ledger, about if seen is None else seen.objection.made.edition)
    check_may(ledger, draft, power_of_objection(name), edition.show)
    # Times and limits may refer to its milestones.
    draft.rely_on(edition.stream, edition.version)
    on = On(ledger, draft, edition, stories)
    data = load(_schema(name), typed)
    cite(ledger, draft, data.get("instrument"), edition.stream)
    if seen is None:
        _made(on, data)
        return draft
    check_seen(ledger, data["seen"], max(seen.moved, edition.moved))
    objection_act(name).decide(on, seen, data)
    return draft


def _schema(name: str) -> Schema:
    return ObjectionForm() if name == NEW else objection_act(name).schema


def record_objection_form(
    ledger: Ledger, by: Provenance, form: tuple[str, UUID], typed: Mapping[str, Any], stories: Stories
) -> Receipt:
    """Record what a form about objections says; the same command sent twice is one act."""
    name, about = form
    request = {"objection": name, "about": str(about), **plain(load(_schema(name), typed))}
    return once(
        ledger, by, request, lambda: ledger.save(decide_objection_form(ledger, by, form, typed, stories), request)
    )
