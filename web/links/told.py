"""What a party was told, as its own page says it: of which acts, when and how. Acts of which nobody told it are not there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from ledger.application.editions import edition_seen
from ledger.application.ledger import Story
from ledger.domain.nomination import Entered
from ledger.domain.party_told import PartyTold, learnt
from ledger.domain.states import credits_of
from ledger.projections.parties_search import linked_records, naming
from ledger.wording.acts import label_of_entry, sentence
from ledger.wording.catalogue import gettext as _
from ledger.wording.times import say_when
from ledger.wording.vocabulary import HOW
from web.links.visiting import Visit
from web.people import services


def told_to(visit: Visit) -> list[dict[str, Any]]:
    """What the party was told on the show for which the link was made, as itself or with all who were named, the newest first."""
    found = services()
    records = linked_records(found.parties, visit.party.hex)
    nominations = {UUID(hex=subject) for subject, _thing, _name in naming(found.parties, records)}
    own = {UUID(hex=one) for one in records}
    rows = [row for story in found.ledger.stories(nominations).values() for row in _told(story, own, visit.show)]
    return [row for _counts, row in sorted(rows, key=lambda one: one[0], reverse=True)]


def _told(story: Story, own: Collection[UUID], show: UUID) -> Iterator[tuple[int, dict[str, Any]]]:
    entry = story[0][1]
    if not isinstance(entry, Entered) or edition_seen(services().ledger, entry.edition).show != show:
        return
    for (act, _party), word in learnt(story).items():
        if word.told and _is_theirs(story, word, own):
            # In the words that held when they were told: what was recorded since is not for them yet.
            then = [event for _position, event in story if event.originator_version <= act]
            yield (
                word.counts_from,
                {
                    "when": _("day unknown") if word.effective.is_unknown else say_when(word.effective),
                    "how": HOW.get(word.how or "", ""),
                    "about": label_of_entry(entry),
                    "act": sentence(then[-1], then),
                },
            )


def _is_theirs(story: Story, word: PartyTold, own: Collection[UUID]) -> bool:
    """Whether it was them who were told: by name, or among all who were named then."""
    if word.party is not None:
        return word.party in own
    before = [(position, event) for position, event in story if event.originator_version < word.originator_version]
    return any(credit.party in own for credit in credits_of(before).values())
