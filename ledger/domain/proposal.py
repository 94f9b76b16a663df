"""What one person proposes and another confirms or returns, where a show is under four eyes. Drafts are no facts: nothing else reads these."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple
from uuid import UUID

from ledger.domain.event import Event
from ledger.domain.values import Internal, Personal


class Made(Event, frozen=True, kw_only=True):
    """A form was filled in and given to a second person. Nothing of it holds before it is confirmed."""

    TOPIC: ClassVar[str] = "proposal.made"

    show: Internal[UUID]
    edition: Internal[UUID | None] = None
    command: Internal[str]
    """act · announce · take_back · enter · no_award · rule · approve_text · request · objection · statement · document · setting · show · import."""
    what: Internal[str | None] = None
    """Of an act which one; of a document, request, objection or statement what is done with it; of a setting or a show what is changed; else none."""
    subject: Internal[UUID | None] = None
    """The edition, announcement, show or document that the form is about, or that a file is imported into; none where it names nominations itself."""
    form: Internal[Personal]
    """What was typed, as JSON with sorted keys: under the proposal's own key, since it can hold names and private reasons.

    Of an import which file is meant, by its digest and what it is called, and how many rows it has; never the rows.
    """
    seen: Internal[int]
    """The position up to which the proposer had read: what moved after that is proposed anew."""


class Confirmed(Event, frozen=True, kw_only=True):
    """Another person sent the very form. What came of it is in the same append, and theirs to answer for."""

    TOPIC: ClassVar[str] = "proposal.confirmed"

    acts: Internal[tuple[str, ...]]
    """Names of the acts that it became, `<stream id>@<version>`; of an import those of its first append."""
    digest: Internal[str | None] = None
    """Of an import the digest of what was proposed (`sha256:` and hex): by it the appends that follow are told from any other. Else none."""


class Returned(Event, frozen=True, kw_only=True):
    """Another person gave it back: it can be made anew, and this one is over."""

    TOPIC: ClassVar[str] = "proposal.returned"

    reason: Internal[Personal | None] = None
    """What the proposer is told; under the proposal's own key, and none where that was destroyed."""


class Withdrawn(Event, frozen=True, kw_only=True):
    """Whoever made it thought better of it, or made it anew."""

    TOPIC: ClassVar[str] = "proposal.withdrawn"


IMPORT = "import"
"""The command of a proposal that comes in over many appends."""
OPEN, CONFIRMED, RETURNED, WITHDRAWN = "open", "confirmed", "returned", "withdrawn"
_ENDS: dict[type[Event], str] = {Confirmed: CONFIRMED, Returned: RETURNED, Withdrawn: WITHDRAWN}


class Proposal(NamedTuple):
    """A proposal as it stands."""

    made: Made
    state: str
    """open · confirmed · returned · withdrawn."""
    end: Event | None
    """What decided it."""


def proposal_of(events: Iterable[Event]) -> Proposal | None:
    """The proposal after these acts of a stream; None where it is the stream of something else. What came first decided it."""
    made: Made | None = None
    for event in events:
        if isinstance(event, Made):
            made = event
        elif made is not None and type(event) in _ENDS:
            return Proposal(made, _ENDS[type(event)], event)
    return None if made is None else Proposal(made, OPEN, None)
