"""Under four eyes nothing of a show is recorded by one person: asked of every save, so that no command can be forgotten (decision 16)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

import msgspec

from ledger.domain import (
    announcement,
    edition,
    instrument,
    nomination,
    objection,
    party,
    request,
    rulebook,
    ruling,
    show,
    statement,
    work,
)
from ledger.domain import asked as nomination_notes
from ledger.domain.proposal import IMPORT, OPEN, Confirmed, Made, Proposal, proposal_of
from ledger.domain.roster import under_four_eyes
from ledger.domain.values import Provenance
from ledger.errors import NotAllowed, Refused

if TYPE_CHECKING:
    from ledger.application.draft import Draft
    from ledger.application.ledger import Ledger
    from ledger.domain.event import Event

OF_NO_SHOW = frozenset({"party", "work", "proposal", "access"})
"""Kinds of streams that belong to no one show, or hold no fact."""
NONE = str(UUID(int=0))
"""The id of no stream."""


class Proposing(Provenance, frozen=True, kw_only=True, gc=False):
    """An author who only proposes: what is decided for them is looked at, and never recorded."""


def proposing(by: Provenance) -> Proposing:
    """The author as one who only proposes."""
    return Proposing(**{name: getattr(by, name) for name in by.__struct_fields__})


class Concerned(NamedTuple):
    """What a draft touches."""

    shows: frozenset[UUID]
    editions: frozenset[UUID]
    """Both as far as they stand in the log: of what the draft itself begins nobody else knows yet."""


def concerned(ledger: Ledger, draft: Draft) -> Concerned:
    """The shows and editions whose streams, or whose nominations', announcements', rulebooks' or documents' streams, a draft adds to."""
    firsts = _firsts(ledger, draft)
    editions = {one.edition for one in firsts if isinstance(one, _OF_EDITION)}
    editions |= {one.originator_id for one in firsts if isinstance(one, edition.Opened)}
    opened = {one.originator_id: one for one in firsts if isinstance(one, edition.Opened)}
    unread = editions - opened.keys()
    told = ledger.stories(unread) if unread else {}
    opened |= {id_: one for id_, story in told.items() if isinstance(one := story[0][1], edition.Opened)}
    shows = {one.show for one in opened.values()}
    shows |= {one.originator_id for one in firsts if isinstance(one, show.Established)}
    new = {one.originator_id for one in draft.events if one.originator_version == 1}
    return Concerned(frozenset(shows - new), frozenset(editions - new))


_OF_EDITION = (
    nomination.Entered, announcement.Made, rulebook.Filed, request.Made, objection.Made, statement.Made, instrument.Filed, ruling.Made,
)  # fmt: skip


def _firsts(ledger: Ledger, draft: Draft) -> list[Event]:
    """The first event of every stream that a draft adds to and that belongs to a show."""
    first: dict[UUID, Event] = {}
    for event in draft.events:
        if event.TOPIC.partition(".")[0] not in OF_NO_SHOW:
            first.setdefault(event.originator_id, event)
    found = [one for one in first.values() if one.originator_version == 1]
    going_on = [stream for stream, one in first.items() if one.originator_version != 1]
    return found + [story[0][1] for story in ledger.stories(going_on).values()] if going_on else found


def check_two(ledger: Ledger, draft: Draft) -> None:
    """Refuse what one person would record on a show under four eyes; every show concerned is guarded, so that they cannot come on meanwhile.

    Raises Refused `four_eyes`, `proposal_decided`, `import_not_as_proposed`, NotAllowed `own_proposal`.
    """
    if isinstance(draft.by, Proposing):
        raise Refused("four_eyes")
    shows = frozenset[UUID]() if _comes_in(draft) else concerned(ledger, draft).shows
    if not shows:
        return
    for on, story in ledger.stories(shows).items():
        draft.rely_on(on, story[-1][1].originator_version)
        if under_four_eyes(event for _position, event in story):
            _check_confirmed(ledger, draft, on)


COMES_IN = (request.Made, nomination_notes.Asked)
"""What a party sends by its own link: that it asks changes nothing, and nobody of the show records it."""


def _comes_in(draft: Draft) -> bool:
    """Whether all of it is what a party asks by its link, which the ledger records by itself."""
    return draft.by.role == "ledger" and all(isinstance(one, COMES_IN) for one in draft.events)


def _check_confirmed(ledger: Ledger, draft: Draft, on: UUID) -> None:
    """Raise unless the draft confirms an open proposal on this show, made by somebody else, and says so in every event.

    Of an import the first append does; those after it go on with what was confirmed.
    """
    found = [event for event in draft.events if isinstance(event, Confirmed)]
    if len(found) > 1 or (draft.brings_in is not None and not _is_of_import(draft)):
        raise Refused("four_eyes")
    proposal = _proposal_named(ledger, draft, on)
    if not found:
        _check_goes_on(draft, proposal)
        return
    if found[0].originator_id != proposal.made.originator_id:
        raise Refused("four_eyes")
    if proposal.state != OPEN:
        raise Refused("proposal_decided")
    if proposal.made.by.actor == draft.by.actor:
        raise NotAllowed("own_proposal")
    if not found[0].digest == draft.brings_in == digest_proposed(proposal.made):
        raise Refused("import_not_as_proposed")


def _proposal_named(ledger: Ledger, draft: Draft, on: UUID) -> Proposal:
    """The proposal that every event of the draft names. Raises Refused `four_eyes` where it names none on this show."""
    stream = UUID((draft.by.proposal or NONE).partition("@")[0])
    proposal = proposal_of(event for _position, event in ledger.stories([stream]).get(stream, ()))
    if proposal is None or proposal.made.show != on or draft.by.proposal != proposal.made.act_name:
        raise Refused("four_eyes")
    return proposal


def _check_goes_on(draft: Draft, proposal: Proposal) -> None:
    """Raise unless the draft is a later append of the very import that the proposal's confirmer confirmed."""
    if proposal.made.command != IMPORT or proposal.state == OPEN or draft.brings_in is None:
        raise Refused("four_eyes")
    if not isinstance(proposal.end, Confirmed) or proposal.end.by.actor != draft.by.actor:
        raise Refused("proposal_decided")
    if proposal.end.digest != draft.brings_in:
        raise Refused("import_not_as_proposed")


OF_IMPORT = (
    announcement.Made, edition.CategoryAdded, edition.MilestoneRecorded, edition.Opened, nomination.Announced,
    nomination.Conferred, nomination.Entered, party.Registered, work.Registered, Confirmed,
)  # fmt: skip
"""What an import records on a show that is there; by its proposal nothing else is."""


def _is_of_import(draft: Draft) -> bool:
    return draft.by.via == IMPORT and all(isinstance(one, OF_IMPORT) for one in draft.events)


def digest_proposed(made: Made) -> str | None:
    """The digest of what is to be imported; None where something else was proposed. Raises Refused `proposal_erased`."""
    if made.command != IMPORT:
        return None
    if not made.form.text:
        raise Refused("proposal_erased")
    return str(msgspec.json.decode(made.form.text)["digest"])


def confirming(by: Provenance, proposal: str) -> Provenance:
    """The author as one who confirms a proposal, by its name."""
    return msgspec.structs.replace(by, proposal=proposal)
