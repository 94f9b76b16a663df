"""Acts on parties: names, ids, how a minor may be named, and which records are one (DOMAIN.md, Vocabulary, Words about people)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ledger.application.draft import Draft
from ledger.application.entries import register_party
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
    one_with,
    strikable,
)
from ledger.application.roles import require
from ledger.domain import party
from ledger.domain.times import UNKNOWN, When, parse_when
from ledger.domain.values import Provenance, Source
from ledger.errors import Invalid, Problem, Refused
from ledger.schemas.commands import load, plain
from ledger.schemas.party_commands import (
    AddIdCommand,
    AddNameCommand,
    AgreeTermsCommand,
    ChangePublicNameCommand,
    LinkCommand,
    NewPartyCommand,
    StrikeCommand,
    UnlinkCommand,
)

ZONE = "UTC"
"""Parties belong to no edition, so days are told in no zone of one."""


def _source(draft: Draft, here: Standing, data: Mapping[str, Any]) -> Source:
    return Source(kind=data["source_kind"], note=draft.personal(here.record.id, data["source_note"]))


def _when(field: str, text: str | None) -> When | None:
    try:
        return parse_when(text, ZONE) if text else None
    except Invalid as error:
        raise Invalid([Problem(field, one.code, one.params) for one in error.problems]) from None


def _add_name(ledger: Ledger, draft: Draft, here: Standing, data: Mapping[str, Any]) -> None:
    new_names([one.text for one in here.record.names], data["name"], "name")
    draft.add(
        party.NameAdded,
        here.record.id,
        name=draft.named(here.record.id, data["name"]),
        kind=data["kind"],
        language=data["language"],
        source=_source(draft, here, data),
    )


def _change_public_name(ledger: Ledger, draft: Draft, here: Standing, data: Mapping[str, Any]) -> None:
    effective = _when("effective", data["effective"]) or UNKNOWN
    if effective.earliest is not None and effective.earliest_us > ledger.now():
        raise Invalid([Problem("effective", "name_in_future")])
    new_names([here.record.main.text], data["name"], "name")
    for one in (here, *one_with(ledger, draft, here, data["linked"])):
        draft.goes_on(one.record.id, one.version)
        draft.add(
            party.PublicNameChanged,
            one.record.id,
            name=draft.named(one.record.id, data["name"]),
            effective=effective,
            source=_source(draft, one, data),
        )


def _add_id(ledger: Ledger, draft: Draft, here: Standing, data: Mapping[str, Any]) -> None:
    claim_id(ledger, draft, "party", (data["scheme"], data["value"]), here.record.id)
    known_as = draft.named(here.record.id, f"{data['scheme']}:{data['value']}")
    draft.add(party.IdAdded, here.record.id, external=known_as, source=_source(draft, here, data))


def _agree_terms(ledger: Ledger, draft: Draft, here: Standing, data: Mapping[str, Any]) -> None:
    if here.record.kind not in {"person", "unknown"}:
        raise Refused("terms_for_persons")
    draft.add(
        party.TermsAgreed,
        here.record.id,
        form=data["form"],
        shown_as=draft.personal(here.record.id, data["shown_as"]),
        until=_when("until", data["until"]),
        source=_source(draft, here, data),
    )


def _link(ledger: Ledger, draft: Draft, here: Standing, data: Mapping[str, Any]) -> None:
    check_link(ledger, draft, here, data["to"])
    reasons = tuple(dict.fromkeys(data["reasons"]))
    draft.add(party.Linked, here.record.id, to=data["to"], reasons=reasons, source=_source(draft, here, data))


def _unlink(ledger: Ledger, draft: Draft, here: Standing, data: Mapping[str, Any]) -> None:
    if here.record.link is None:
        raise Refused("not_linked")
    draft.add(party.Unlinked, here.record.id, link=here.record.link.version, source=_source(draft, here, data))


def _strike(ledger: Ledger, draft: Draft, here: Standing, data: Mapping[str, Any]) -> None:
    strikable(here.record, data["act"])
    draft.add(party.EntryStruck, here.record.id, act=data["act"], source=_source(draft, here, data))


ACTS: dict[str, RecordAct] = {
    "name": RecordAct(AddNameCommand(), "enter", _add_name),
    # What every public page says at once is told by those who may tell the public.
    "public-name": RecordAct(ChangePublicNameCommand(), "announce", _change_public_name),
    "id": RecordAct(AddIdCommand(), "enter", _add_id),
    "terms": RecordAct(AgreeTermsCommand(), "announce", _agree_terms),
    "link": RecordAct(LinkCommand(), "enter", _link),
    "unlink": RecordAct(UnlinkCommand(), "enter", _unlink),
    "strike": RecordAct(StrikeCommand(), "announce", _strike),
}
"""Every act on a party, by the last part of its form's address."""


def decide_new_party(ledger: Ledger, by: Provenance, data: Mapping[str, Any]) -> Draft:
    """A new record, decided and not written. Raises NotAllowed, Invalid (`id_taken`)."""
    require(by.role, "enter")
    draft = Draft(by)
    stream = register_party(ledger, draft, name=data["name"], kind=data["kind"])
    if data["value"] is not None:
        # Registering would claim the id in its first turn; one that was struck elsewhere is claimed in a further one.
        claim_id(ledger, draft, "party", (data["scheme"], data["value"]), stream)
        draft.add(party.IdAdded, stream, external=draft.named(stream, f"{data['scheme']}:{data['value']}"))
    return draft


def record_new_party(ledger: Ledger, by: Provenance, form: Mapping[str, Any], alike: Alike) -> Receipt:
    """Register a party as the form says; `alike` gives the records that may be the same. Raises Invalid `alike_known`."""
    data = load(NewPartyCommand(), form)
    request = {"register": "party", **plain(data)}

    def act() -> Receipt:
        check_known(data, alike(data))
        return ledger.save(decide_new_party(ledger, by, data), request)

    return once(ledger, by, request, act)
