"""What happens with a form about a party or a work: preview, refusal at the field, record, and back to the record with a receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import redirect, request
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response

from ledger.application import parties as of_parties
from ledger.application import works as of_works
from ledger.application.draft import Draft
from ledger.application.records import Deciding, RecordAct, Standing, preview_act, record_act, standing
from ledger.domain.event import Event
from ledger.domain.party_readings import record_of
from ledger.errors import Conflict, Invalid, LedgerError, Refused, Unavailable
from ledger.persistence.linked import names_linked
from ledger.projections.parties_named import announced_count
from ledger.projections.parties_search import linked_records
from ledger.wording.acts import sentence
from ledger.wording.parties import ERASED
from web.desk.choosing import Picked, chosen
from web.desk.meanwhile import recorded_meanwhile
from web.desk.record_forms import WORDS, groups, note_on, suggested
from web.forms import fill, fresh_command
from web.people import Person, provenance, required, services
from web.sight import records, sees
from web.twins import Shown

ACTS: Mapping[str, Mapping[str, RecordAct]] = {"party": of_parties.ACTS, "work": of_works.ACTS}
FOLDERS = {"party": "parties", "work": "works"}
SEVERAL = ("reasons", "linked", "anyway")
"""Fields of which several answers may be sent."""


def address_of(sort: str, record: UUID | str) -> str:
    """The desk's page of a record."""
    return f"/desk/{FOLDERS[sort]}/{record}/"


def typed_form() -> dict[str, Any]:
    """What the form sent."""
    return {**request.form.to_dict(), **{name: request.form.getlist(name) for name in SEVERAL}}


def record_form(sort: str, id_: UUID, name: str) -> Shown | Response:
    """The form of one act on a record: shown, previewed or recorded."""
    act = ACTS[sort].get(name)
    if act is None:
        raise NoPage
    person = required(act.may)
    # Before anything is read: what is recorded in between counts as not seen.
    seen = services().ledger.recorder.head()[0]
    here = standing(services().ledger, sort, id_)
    if request.method == "GET":
        fresh = {"command": fresh_command(), "seen": str(seen)}
        return _shown(here, name, suggested(request.args.to_dict()) | fresh)
    return _answered(person, here, (name, act))


def _answered(person: Person, here: Standing, called: tuple[str, RecordAct]) -> Shown | Response:
    name, act = called
    typed = typed_form()
    sort, id_ = here.record.sort, here.record.id
    picked = chosen(typed, "to", sort) if name == "link" else Picked({})
    asked = (
        services().ledger,
        provenance(person, typed.get("command")),
        (sort, id_),
        act,
        typed | picked.answer,
        records,
    )
    try:
        if picked.problem is not None:
            raise Invalid([picked.problem])  # noqa: TRY301 - shown like every other refusal
        if typed.get("step") == "record":
            receipt = record_act(*asked)
            services().shown(receipt.last)
            return redirect(f"{address_of(sort, id_)}?recorded={receipt.command}", 303)
        return _shown(here, name, typed, preview=_preview(preview_act(*asked), name))
    except (Invalid, Refused, Conflict, Unavailable) as error:
        return _refused(here, name, typed, (error, picked))


def _refused(here: Standing, name: str, typed: dict[str, Any], why: tuple[LedgerError, Picked]) -> Shown:
    """The form again with everything typed; when somebody acted meanwhile, with what they did and ready to go on."""
    error, picked = why
    changed = recorded_meanwhile(error, typed, lambda: [here.record.id])
    return _shown(here, name, typed, error=error, changed=changed, offered={"to": picked.offered})


def _preview(deciding: Deciding, name: str) -> dict[str, Any]:
    found, things = services(), {event.originator_id.hex for event in deciding.draft.events}
    announced = announced_count(found.parties, found.lists, sorted(things), found.ledger.now())
    return {"acts": sentences(deciding.draft), "note": note_on(name, announced)}


def sentences(draft: Draft) -> list[dict[str, Any]]:
    """The acts of a draft as they will read, each after the story of its stream."""
    stories = services().ledger.stories({event.originator_id for event in draft.events})
    told: dict[UUID, list[Event]] = {stream: [event for _position, event in story] for stream, story in stories.items()}
    for event in draft.events:
        told.setdefault(event.originator_id, []).append(event)
    ledger = services().ledger
    others = names_linked(ledger.recorder, ledger.mapper, [one for story in told.values() for one in story], sees)
    return [
        {"number": number, "sentence": sentence(event, told[event.originator_id], others)}
        for number, event in enumerate(draft.events, 1)
    ]


def _shown(
    here: Standing,
    name: str,
    typed: Mapping[str, Any],
    *,
    preview: Mapping[str, Any] | None = None,
    error: LedgerError | None = None,
    changed: Sequence[str] = (),
    offered: Mapping[str, tuple[tuple[str, str], ...]] | None = None,
) -> Shown:
    record, words = here.record, WORDS[name]
    linked = _linked(here) if name == "public-name" else []
    view = {
        "title": words.title,
        "lead": words.lead,
        "about": {
            "sort": record.sort,
            "name": record.main.text or ERASED,
            "address": address_of(record.sort, record.id),
        },
        "form": fill(groups(record, name, offered or {}, linked), typed, error),
        "preview": preview,
        "changed": changed,
        "alike": [],
    }
    return Shown(view, status=error.status if error else 200)


def _linked(here: Standing) -> list[tuple[str, str]]:
    """The records found to be one with this, by id and name."""
    ids = [one for one in map(UUID, linked_records(services().parties, here.record.id.hex)) if sees(one)]
    found = {id_: record_of(story) for id_, story in services().ledger.stories(ids).items() if id_ != here.record.id}
    return [(str(id_), f"{record.main.text or ERASED} · {id_}") for id_, record in found.items() if record is not None]
