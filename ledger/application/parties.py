"""Acts on parties: names, ids, how a minor may be named, and which records are one (DOMAIN.md, Vocabulary, Words about people)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.entries import register_party
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
    one_with,
    record_new,
    strikable,
)
from ledger.application.refusals import REFUSAL
from ledger.application.roles import require
from ledger.application.roster import check_may_somewhere
from ledger.domain import party
from ledger.domain.party_readings import record_of
from ledger.domain.times import UNKNOWN, When, parse_when
from ledger.domain.values import ExternalId, Provenance, Source
from ledger.errors import Invalid, Problem, Refused
from ledger.schemas.party_commands import (
    AddIdCommand,
    AddNameCommand,
    AgreeTermsCommand,
    ChangePublicNameCommand,
    CorrectKindCommand,
    LinkCommand,
    NewPartyCommand,
    StrikeCommand,
    UnlinkCommand,
)

TERMED = {"person", "unknown"}
"""Kinds that may be of a minor."""
ZONE = "UTC"
"""Parties belong to no edition, so days are told in no zone of one."""


def _source(on: Ground, about: UUID | None = None) -> Source:
    return Source(kind=on.data["source_kind"], note=on.draft.personal(about or on.id, on.data["source_note"]))


def _when(field: str, text: str | None) -> When | None:
    try:
        return parse_when(text, ZONE) if text else None
    except Invalid as error:
        raise Invalid([Problem(field, one.code, one.params) for one in error.problems]) from None


def _add_name(on: Ground) -> None:
    new_names([one.text for one in on.here.record.names], on.data["name"], "name")
    on.draft.add(
        party.NameAdded,
        on.id,
        name=on.draft.named(on.id, on.data["name"]),
        kind=on.data["kind"],
        language=on.data["language"],
        source=_source(on),
    )


def _change_public_name(on: Ground) -> None:
    effective = _when("effective", on.data["effective"]) or UNKNOWN
    if effective.earliest is not None and effective.earliest_us > on.ledger.now():
        raise Invalid([Problem("effective", "name_in_future")])
    new_names([on.here.record.main.text], on.data["name"], "name")
    others = one_with(on.ledger, on.draft, on.here, on.data["linked"])
    for one in (on.here, *(other for other in others if other.record.main.text != on.data["name"])):
        on.draft.goes_on(one.record.id, one.version)
        on.draft.add(
            party.PublicNameChanged,
            one.record.id,
            name=on.draft.named(one.record.id, on.data["name"]),
            effective=effective,
            source=_source(on, one.record.id),
        )


def _add_id(on: Ground) -> None:
    external = ExternalId(scheme=on.data["scheme"], value=on.data["value"])
    claim_id(on.ledger, on.draft, ById("party", external, on.id, on.finds_by))
    known_as = on.draft.named(on.id, f"{on.data['scheme']}:{on.data['value']}")
    on.draft.add(party.IdAdded, on.id, external=known_as, source=_source(on))


def _agree_terms(on: Ground) -> None:
    if on.here.record.kind not in TERMED:
        raise Refused("terms_for_persons")
    on.draft.add(
        party.TermsAgreed,
        on.id,
        form=on.data["form"],
        shown_as=on.draft.personal(on.id, on.data["shown_as"]),
        until=_when("until", on.data["until"]),
        source=_source(on),
    )


def _correct_kind(on: Ground) -> None:
    if on.data["kind"] == on.here.record.kind:
        raise Invalid([Problem("kind", "of_that_kind")])
    _terms_fit(on, on.data["kind"])
    on.draft.add(party.KindCorrected, on.id, kind=on.data["kind"], source=_source(on))


def _terms_fit(on: Ground, kind: str) -> None:
    """Refuse a kind under which the terms that a guardian agreed to would be nobody's."""
    if on.here.record.terms is not None and kind not in TERMED:
        raise Refused("kind_with_terms")


def _link(on: Ground) -> None:
    check_link(on.ledger, on.draft, on.here, on.data["to"])
    reasons = tuple(dict.fromkeys(on.data["reasons"]))
    on.draft.add(party.Linked, on.id, to=on.data["to"], reasons=reasons, source=_source(on))


def _unlink(on: Ground) -> None:
    if on.here.record.link is None:
        raise Refused("not_linked")
    on.draft.add(party.Unlinked, on.id, link=on.here.record.link.version, source=_source(on))


def _strike(on: Ground) -> None:
    strikable(on.here.record, on.data["act"])
    struck = on.here.events[on.data["act"] - 1]
    if isinstance(struck, party.PublicNameChanged | party.TermsAgreed):
        require(on.draft.by.role, "announce")
    if isinstance(struck, party.KindCorrected):
        rest = [(position, one) for position, one in on.here.story if one is not struck]
        before = record_of(rest)
        _terms_fit(on, before.kind if before else "unknown")
    on.draft.add(party.EntryStruck, on.id, act=on.data["act"], source=_source(on))


ACTS: dict[str, RecordAct] = {
    "name": RecordAct(AddNameCommand(), "enter", _add_name),
    # What every public page says at once is told by those who may tell the public.
    "public-name": RecordAct(ChangePublicNameCommand(), "announce", _change_public_name),
    "id": RecordAct(AddIdCommand(), "enter", _add_id),
    "terms": RecordAct(AgreeTermsCommand(), "announce", _agree_terms),
    "kind": RecordAct(CorrectKindCommand(), "enter", _correct_kind),
    "link": RecordAct(LinkCommand(), "enter", _link),
    "unlink": RecordAct(UnlinkCommand(), "enter", _unlink),
    "refusal": REFUSAL,
    "strike": RecordAct(StrikeCommand(), "enter", _strike),
}
"""Every act on a party, by the last part of its form's address."""


def decide_new_party(ledger: Ledger, by: Provenance, data: Mapping[str, Any], finds_by: FindsBy = finds_all) -> Draft:
    """A new record, decided and not written. Raises NotAllowed, Invalid (`id_taken`)."""
    draft = Draft(by)
    check_may_somewhere(ledger, draft, "enter")
    stream = register_party(ledger, draft, name=data["name"], kind=data["kind"])
    if data["value"] is not None:
        # Registering would claim the id in its first turn; one that was struck elsewhere is claimed in a further one.
        external = ExternalId(scheme=data["scheme"], value=data["value"])
        claim_id(ledger, draft, ById("party", external, stream, finds_by))
        draft.add(party.IdAdded, stream, external=draft.named(stream, f"{data['scheme']}:{data['value']}"))
    return draft


def record_new_party(
    ledger: Ledger, by: Provenance, form: Mapping[str, Any], alike: Alike, finds_by: FindsBy = finds_all
) -> Receipt:
    """Register a party as the form says. Raises as `record_new`."""
    return record_new(ledger, by, form, alike, NewRecord("party", NewPartyCommand(), decide_new_party), finds_by)
