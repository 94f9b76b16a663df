"""Acts on works: titles, ids, and which records are one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ledger.application.draft import Draft
from ledger.application.entries import register_work
from ledger.application.ledger import Ledger, Receipt
from ledger.application.once import once
from ledger.application.records import (
    Alike,
    RecordAct,
    Standing,
    check_known,
    check_link,
    claim_id,
    new_names,
    strikable,
)
from ledger.application.roles import require
from ledger.domain import work
from ledger.domain.values import ExternalId, Provenance, Source
from ledger.errors import Refused
from ledger.schemas.commands import load, plain
from ledger.schemas.party_commands import (
    AddIdCommand,
    AddTitleCommand,
    LinkCommand,
    NewWorkCommand,
    StrikeCommand,
    UnlinkCommand,
)


def _source(draft: Draft, here: Standing, data: Mapping[str, Any]) -> Source:
    return Source(kind=data["source_kind"], note=draft.personal(here.record.id, data["source_note"]))


def _add_title(ledger: Ledger, draft: Draft, here: Standing, data: Mapping[str, Any]) -> None:
    new_names([one.text for one in here.record.names], data["name"], "name")
    draft.add(
        work.TitleAdded,
        here.record.id,
        title=data["name"],
        kind=data["kind"],
        language=data["language"],
        source=_source(draft, here, data),
    )


def _add_id(ledger: Ledger, draft: Draft, here: Standing, data: Mapping[str, Any]) -> None:
    claim_id(ledger, draft, "work", (data["scheme"], data["value"]), here.record.id)
    known_as = ExternalId(scheme=data["scheme"], value=data["value"])
    draft.add(work.IdAdded, here.record.id, external=known_as, source=_source(draft, here, data))


def _link(ledger: Ledger, draft: Draft, here: Standing, data: Mapping[str, Any]) -> None:
    check_link(ledger, draft, here, data["to"])
    reasons = tuple(dict.fromkeys(data["reasons"]))
    draft.add(work.Linked, here.record.id, to=data["to"], reasons=reasons, source=_source(draft, here, data))


def _unlink(ledger: Ledger, draft: Draft, here: Standing, data: Mapping[str, Any]) -> None:
    if here.record.link is None:
        raise Refused("not_linked")
    draft.add(work.Unlinked, here.record.id, link=here.record.link.version, source=_source(draft, here, data))


def _strike(ledger: Ledger, draft: Draft, here: Standing, data: Mapping[str, Any]) -> None:
    strikable(here.record, data["act"])
    draft.add(work.EntryStruck, here.record.id, act=data["act"], source=_source(draft, here, data))


ACTS: dict[str, RecordAct] = {
    "name": RecordAct(AddTitleCommand(), "enter", _add_title),
    "id": RecordAct(AddIdCommand(), "enter", _add_id),
    "link": RecordAct(LinkCommand(), "enter", _link),
    "unlink": RecordAct(UnlinkCommand(), "enter", _unlink),
    "strike": RecordAct(StrikeCommand(), "enter", _strike),
}
"""Every act on a work, by the last part of its form's address."""


def decide_new_work(ledger: Ledger, by: Provenance, data: Mapping[str, Any]) -> Draft:
    """A new record, decided and not written. Raises NotAllowed, Invalid (`id_taken`)."""
    require(by.role, "enter")
    draft = Draft(by)
    stream = register_work(ledger, draft, title=data["name"], kind=data["kind"])
    if data["value"] is not None:
        # Registering would claim the id in its first turn; one that was struck elsewhere is claimed in a further one.
        claim_id(ledger, draft, "work", (data["scheme"], data["value"]), stream)
        draft.add(work.IdAdded, stream, external=ExternalId(scheme=data["scheme"], value=data["value"]))
    return draft


def record_new_work(ledger: Ledger, by: Provenance, form: Mapping[str, Any], alike: Alike) -> Receipt:
    """Register a work as the form says; `alike` gives the records that may be the same. Raises Invalid `alike_known`."""
    data = load(NewWorkCommand(), form)
    request = {"register": "work", **plain(data)}

    def act() -> Receipt:
        check_known(data, alike(data))
        return ledger.save(decide_new_work(ledger, by, data), request)

    return once(ledger, by, request, act)
