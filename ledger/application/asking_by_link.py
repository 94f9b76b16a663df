"""What a party asks by its own link, without an account: the ledger records it for that party, as of when it was received."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.editions import edition_seen
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.once import once
from ledger.application.requests import AskerData, RequestData, TargetData, make_request
from ledger.application.typed_times import now_when
from ledger.domain.access import LEDGER
from ledger.domain.nomination import Entered
from ledger.domain.states import credits_of
from ledger.domain.values import Personal, Provenance
from ledger.errors import Conflict, Invalid, Problem
from ledger.schemas.commands import load, plain
from ledger.schemas.requests import LinkRequestForm

OF_A_NAME = "take_name_off"
"""The wish that is about the party's own names on a nomination, not about the nomination."""
TRIES = 3
"""How often it gives way to what is recorded in the same moment."""


class Comes(NamedTuple):
    """Who came by a link: the party, every record found to be one with it, and the nominations of which it may ask."""

    party: UUID
    records: frozenset[UUID]
    nominations: Collection[UUID]
    """Its own that are announced, of the show for which the link was made."""


def ask_by_link(ledger: Ledger, comes: Comes, form: Mapping[str, Any], count: Callable[[], None]) -> Receipt:
    """Record what the form asks: a request in each edition that it is about, in one append. The same command sent twice is one act.

    `count` is called once, before what is decided is recorded, and may refuse it (TooOften). What somebody records in the same moment
    is none of the party's business: then it is decided anew. Raises Invalid (`nothing_of_yours`, `who_asks`, `unknown_choice`).
    """
    data = load(LinkRequestForm(), form)
    request = {"ask": str(comes.party), **plain(data)}
    name = Personal(LEDGER, "Awards Ledger")
    by = Provenance(actor=LEDGER, name=name, role="ledger", command=data["command"], via="link")

    def act() -> Receipt:
        draft = _decide(ledger, by, comes, data)
        count()
        for _again in range(TRIES):
            try:
                return ledger.save(draft, request)
            except Conflict:
                draft = _decide(ledger, by, comes, data)
        return ledger.save(draft, request)

    return once(ledger, by, request, act)


def _decide(ledger: Ledger, by: Provenance, comes: Comes, data: Mapping[str, Any]) -> Draft:
    draft, chosen = Draft(by), list(dict.fromkeys(data["nominations"]))
    if not chosen or not set(chosen) <= set(comes.nominations):
        raise Invalid([Problem("nominations", "nothing_of_yours")])
    asker = _asker(comes, data)
    by_edition: dict[UUID, dict[UUID, Story]] = {}
    for stream, story in ledger.stories(chosen).items():
        entry = story[0][1]
        if isinstance(entry, Entered):
            by_edition.setdefault(entry.edition, {})[stream] = story
    for edition, stories in by_edition.items():
        seen = edition_seen(ledger, edition)
        draft.rely_on(seen.stream, seen.version)
        told = RequestData(
            seen,
            (asker,),
            [one for stream, story in stories.items() for one in _targets(data["wish"], stream, story, comes)],
            received=now_when(ledger.now(), seen.zone),
            words=data["words"],
            through="link",
        )
        make_request(ledger, draft, told, stories)
    return draft


def _asker(comes: Comes, data: Mapping[str, Any]) -> AskerData:
    """The party itself, or somebody for it: that they may is told by nothing but that they had the link."""
    if data["capacity"] in ("nominee", "group"):
        return AskerData(data["capacity"], party=comes.party)
    if data["name"] is None:
        raise Invalid([Problem("name", "required")])
    return AskerData(data["capacity"], words=data["name"], for_party=comes.party)


def _targets(wish: str, stream: UUID, story: Story, comes: Comes) -> Sequence[TargetData]:
    own = [id_ for id_, credit in credits_of(story).items() if credit.party in comes.records]
    if wish == OF_A_NAME and own:
        return [TargetData(wish, "credit", nomination=stream, credit=one) for one in own]
    return [TargetData(wish, nomination=stream)]
