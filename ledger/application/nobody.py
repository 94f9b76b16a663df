"""A category confers on somebody or on nobody, never on both at once: in force at any moment, and as the public reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from ledger.application.act_kinds import ActKind
from ledger.application.ledger import Story
from ledger.application.legality import unsaved
from ledger.domain.award_acts import Chosen, NotConferred
from ledger.domain.event import Event
from ledger.domain.nomination import ENTRY, ActStruck, Announced, Conferred, Entered, TimeCorrected
from ledger.domain.readings import history_of, placed, read
from ledger.domain.standing import CHOSEN, CONFERRED
from ledger.domain.times import FOREVER
from ledger.errors import Refused
from ledger.wording.acts import label_of_entry

Stories = Mapping[UUID, Story]
OF_NOBODY = (Chosen, Conferred, NotConferred, TimeCorrected, ActStruck)
"""The acts that there can be where no award is made: there is no nominee of whom anything else could be told."""


def is_no_award(story: Story) -> bool:
    """Whether the story is that of a category which confers on nobody."""
    entry = story[0][1]
    return isinstance(entry, Entered) and entry.is_no_award


def category_of(story: Story) -> UUID:
    """The category it is in by everything known now. Raises Refused `not_a_nomination`."""
    entry, standing = story[0][1], read(history_of(story))
    if not isinstance(entry, Entered):
        raise Refused("not_a_nomination")
    return (standing.category if standing else None) or entry.category


def has_award(story: Story, at: int = FOREVER, announced: int | None = None) -> bool:
    """Whether the award has gone this way at a moment (µs), in force or as announced."""
    standing = read(history_of(story), at=at, announced=announced)
    return standing is not None and standing.award in (CHOSEN, CONFERRED)


def check_act_on_nobody(kind: ActKind, story: Story, act: int | None) -> None:
    """Refuse what only a nominee can meet, and striking the record of what the public heard. Raises Refused."""
    if not is_no_award(story):
        return
    if kind.event not in OF_NOBODY:
        raise Refused("confers_on_nobody")
    if kind.event is ActStruck and act == ENTRY and any(isinstance(event, Announced) for _position, event in story):
        raise Refused("no_award_was_heard")


def check_one_way(stories: Stories, added: Iterable[Event]) -> None:
    """Refuse what makes a category confer on somebody and on nobody at one moment; `stories` are those of the edition."""
    drafted = list(added)
    after = _with(stories, drafted)
    if not any(is_no_award(story) for story in after.values()):
        return
    moving = {event.originator_id for event in drafted} & after.keys()
    for category in {category_of(after[stream]) for stream in moving}:
        both = next(_both(_inside(after, category)), None)
        # What somebody brings along from another category was not there before.
        if both is None or next(_both(_inside(stories, category)), None) is not None:
            continue
        nobody, somebody = both
        if nobody in moving:
            raise Refused("somebody_has_the_award", name=_label(after[somebody]))
        raise Refused("nobody_has_the_award")


def check_heard_one_way(stories: Stories, added: Iterable[Event]) -> None:
    """Refuse to tell the public of an award while it goes on reading that there is none, or the other way round."""
    silent = heard_both_ways(stories, added)
    if silent is not None:
        raise Refused("needs_with_it", needs=silent)


def heard_both_ways(stories: Stories, added: Iterable[Event]) -> str | None:
    """Where the public would read of an award and of none in one category: what it has not been told is over. None where it would not."""
    drafted = list(added)
    after = _with(stories, drafted)
    if not any(is_no_award(story) for story in after.values()):
        return None
    for category in {category_of(after[event.originator_id]) for event in drafted if event.originator_id in after}:
        heard = [stream for stream in _inside(after, category) if has_award(after[stream], announced=FOREVER)]
        if len({is_no_award(after[stream]) for stream in heard}) > 1:
            return _label(after[next((one for one in heard if not has_award(after[one])), heard[0])])
    return None


def _with(stories: Stories, added: Iterable[Event]) -> dict[UUID, Story]:
    """The stories with what is drafted; a stream that begins with an entry is one more."""
    after: dict[UUID, Story] = dict(stories)
    for event in added:
        if event.originator_id in after or isinstance(event, Entered):
            after[event.originator_id] = [*after.get(event.originator_id, ()), *unsaved([event])]
    return after


def _inside(stories: Stories, category: UUID) -> dict[UUID, Story]:
    """The stories of a category."""
    return {stream: story for stream, story in stories.items() if category_of(story) == category}


def _both(inside: Stories) -> Iterator[tuple[UUID, UUID]]:
    """Where a category confers on nobody and on somebody at one moment: the two."""
    deciding = {
        stream: story
        for stream, story in inside.items()
        if any(isinstance(event, Chosen | Conferred) for _position, event in story)
    }
    moments = {step.counts_from for story in deciding.values() for step in placed(history_of(story), FOREVER, None)}
    for moment in sorted(moments):
        here = [stream for stream, story in deciding.items() if has_award(story, moment)]
        nobody = [stream for stream in here if is_no_award(inside[stream])]
        yield from ((nobody[0], one) for one in here if nobody and one not in nobody)


def _label(story: Story) -> str:
    entry = story[0][1]
    return label_of_entry(entry) if isinstance(entry, Entered) else ""
