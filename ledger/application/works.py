"""Acts on works: titles, ids, and which records are one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ledger.application.draft import Draft
from ledger.application.entries import register_work
from ledger.application.id_holders import FindsBy, finds_all
from ledger.application.ledger import Ledger, Receipt
from ledger.application.records import (
    Alike,
    ById,
    Ground,
    NewRecord,
    RecordAct,
    check_link,
    claim_id,
    new_names,
    record_new,
    strikable,
)
from ledger.application.refusals import REFUSAL
from ledger.application.roster import check_may_somewhere
from ledger.domain import work
from ledger.domain.values import ExternalId, Provenance, Source
from ledger.errors import Refused
from ledger.schemas.party_commands import (
    AddIdCommand,
    AddTitleCommand,
    LinkCommand,
    NewWorkCommand,
    StrikeCommand,
    UnlinkCommand,
)


def _source(on: Ground) -> Source:
    return Source(kind=on.data["source_kind"], note=on.draft.personal(on.id, on.data["source_note"]))


def _add_title(on: Ground) -> None:
    new_names([one.text for one in on.here.record.names], on.data["name"], "name")
    on.draft.add(
        work.TitleAdded,
        on.id,
        title=on.data["name"],
        kind=on.data["kind"],
        language=on.data["language"],
        source=_source(on),
    )


def _add_id(on: Ground) -> None:
    external = ExternalId(scheme=on.data["scheme"], value=on.data["value"])
    claim_id(on.ledger, on.draft, ById("work", external, on.id, on.finds_by))
    on.draft.add(work.IdAdded, on.id, external=external, source=_source(on))


def _link(on: Ground) -> None:
    check_link(on.ledger, on.draft, on.here, on.data["to"])
    reasons = tuple(dict.fromkeys(on.data["reasons"]))
    on.draft.add(work.Linked, on.id, to=on.data["to"], reasons=reasons, source=_source(on))


def _unlink(on: Ground) -> None:
    if on.here.record.link is None:
        raise Refused("not_linked")
    on.draft.add(work.Unlinked, on.id, link=on.here.record.link.version, source=_source(on))


def _strike(on: Ground) -> None:
    strikable(on.here.record, on.data["act"])
    on.draft.add(work.EntryStruck, on.id, act=on.data["act"], source=_source(on))


ACTS: dict[str, RecordAct] = {
    "name": RecordAct(AddTitleCommand(), "enter", _add_title),
    "id": RecordAct(AddIdCommand(), "enter", _add_id),
    "link": RecordAct(LinkCommand(), "enter", _link),
    "unlink": RecordAct(UnlinkCommand(), "enter", _unlink),
    "refusal": REFUSAL,
    "strike": RecordAct(StrikeCommand(), "enter", _strike),
}
"""Every act on a work, by the last part of its form's address."""


def decide_new_work(ledger: Ledger, by: Provenance, data: Mapping[str, Any], finds_by: FindsBy = finds_all) -> Draft:
    """A new record, decided and not written. Raises NotAllowed, Invalid (`id_taken`)."""
    draft = Draft(by)
    check_may_somewhere(ledger, draft, "enter")
    stream = register_work(ledger, draft, title=data["name"], kind=data["kind"])
    if data["value"] is not None:
        # Registering would claim the id in its first turn; one that was struck elsewhere is claimed in a further one.
        external = ExternalId(scheme=data["scheme"], value=data["value"])
        claim_id(ledger, draft, ById("work", external, stream, finds_by))
        draft.add(work.IdAdded, stream, external=external)
    return draft


def record_new_work(
    ledger: Ledger, by: Provenance, form: Mapping[str, Any], alike: Alike, finds_by: FindsBy = finds_all
) -> Receipt:
    """Register a work as the form says. Raises as `record_new`."""
    return record_new(ledger, by, form, alike, NewRecord("work", NewWorkCommand(), decide_new_work), finds_by)
