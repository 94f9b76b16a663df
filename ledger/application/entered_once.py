"""The same works, parties and named thing are entered in a category once; what was entered or announced in error frees that (decision 13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Ledger, Story
from ledger.application.legality import unsaved
from ledger.application.turns import holders, take_turn
from ledger.domain.endings import EnteredAnew
from ledger.domain.event import Event
from ledger.domain.nomination import ActStruck, Entered, TimeCorrected
from ledger.domain.readings import history_of, read
from ledger.domain.standing import IN_ERROR
from ledger.errors import Invalid, Problem, Refused
from ledger.wording.acts import label_of_entry

MEANT, NO_AWARD = "nomination", "no_award"
COMES_BACK = (ActStruck, EnteredAnew, TimeCorrected)
"""Acts by which what was in error may be a nomination again."""


def entry_parts(
    category: UUID, works: Iterable[UUID], parties: Iterable[UUID], named: Sequence[str], citation: str | None
) -> list[str]:
    """What an entry is claimed by."""
    return [
        str(category), "|".join(str(one) for one in works), "|".join(str(one) for one in parties), "|".join(named), citation or "",
    ]  # fmt: skip


def no_award_parts(category: UUID) -> tuple[str, list[str]]:
    """What a category that confers on nobody is claimed by: as what, and its parts."""
    return NO_AWARD, [str(category)]


def claim_entry(ledger: Ledger, draft: Draft, claimed: tuple[str, Sequence[str]], stream: UUID) -> None:
    """Claim what is entered, as what and by its parts. Raises Refused `claim_taken` while another entry of the same stands."""
    meant, parts = claimed
    known = _known(ledger, holders(ledger, meant, parts))
    if known and not is_free(list(known.values())[-1]):
        raise Refused("claim_taken", meant=meant, holder=list(known)[-1])
    take_turn(ledger, draft, claimed, stream, known.get)


def settle_entries(ledger: Ledger, draft: Draft, stories: Mapping[UUID, Story]) -> None:
    """What is a nomination again by what is drafted holds its claim again. Raises Invalid `entered_again` where another has it."""
    for act in [one for one in draft.events if isinstance(one, COMES_BACK)]:
        stream, story = act.originator_id, stories[act.originator_id]
        if is_free(story) and not is_free([*story, *unsaved(draft.added_to(stream))]):
            _come_back(ledger, draft, act, story)


def is_free(story: Story) -> bool:
    """Whether it never was a nomination, by everything known: entered in error, or announced in error."""
    standing = read(history_of(story))
    return standing is None or IN_ERROR in (standing.place, *(one.word for one in standing.also))


def _come_back(ledger: Ledger, draft: Draft, act: Event, story: Story) -> None:
    entry = story[0][1]
    if not isinstance(entry, Entered):
        raise Refused("not_a_nomination")
    claimed = _claimed_by(entry)
    held = holders(ledger, *claimed)
    if entry.originator_id not in held:
        # An import's: it holds the claim of its row, which nobody else can take.
        return
    known = _known(ledger, held)
    last = list(known)[-1]
    if last != entry.originator_id and not is_free(known[last]):
        other = known[last][0][1]
        params = {"name": label_of_entry(other) if isinstance(other, Entered) else ""}
        raise (
            Invalid([Problem("act", "entered_again", params)])
            if isinstance(act, ActStruck)
            else Refused("entered_again", **params)
        )
    take_turn(ledger, draft, claimed, entry.originator_id, known.get)


def _claimed_by(entry: Entered) -> tuple[str, list[str]]:
    if entry.is_no_award:
        return no_award_parts(entry.category)
    return MEANT, entry_parts(
        entry.category,
        (one.work for one in entry.works),
        (one.party for one in entry.credits),
        entry.details,
        entry.citation.text if entry.citation else None,
    )


def _known(ledger: Ledger, held: Sequence[UUID]) -> dict[UUID, Story]:
    """The stories of those who held a claim, the last one last."""
    stories = ledger.stories(held) if held else {}
    return {one: stories[one] for one in sorted(stories, key=lambda one: len(held) - 1 - held[::-1].index(one))}
