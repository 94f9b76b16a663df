"""Empty places: who took one, and what becomes of that when the first comes back (DOMAIN.md, Vacancies)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Story
from ledger.application.legality import check_legal, unsaved
from ledger.domain.endings import Reinstated, Rescinded
from ledger.domain.event import Event
from ledger.domain.nomination import ENTRY, Entered
from ledger.domain.readings import history_of, read
from ledger.errors import Invalid, Problem, Refused

Stories = Mapping[UUID, Story]


def replacements(stories: Stories, fallen: UUID) -> list[tuple[UUID, bool]]:
    """The nominations that took the place of this one, and whether each is on the list by everything known now."""
    found = []
    for stream, story in stories.items():
        entry = story[0][1]
        if isinstance(entry, Entered) and entry.fills and entry.fills.startswith(f"{fallen}@"):
            standing = read(history_of(story))
            found.append((stream, standing is not None and standing.listed))
    return found


def empty_places(stories: Stories, category: UUID | None = None) -> list[tuple[str, Entered]]:
    """What fell and whose place nobody took: the name of the act that ended it, and its entry; the latest first.

    Where who took it fell in turn, the empty place is that one's.
    """
    taken = {
        entry.fills
        for story in stories.values()
        if isinstance(entry := story[0][1], Entered) and entry.fills and read(history_of(story)) is not None
    }
    found = []
    for story in stories.values():
        entry, standing = story[0][1], read(history_of(story))
        if not isinstance(entry, Entered) or standing is None or standing.place in ("nominated", "recorded"):
            continue
        name = f"{entry.originator_id}@{standing.place_act}"
        if name not in taken and category in (None, standing.category or entry.category):
            found.append((standing.since, name, entry))
    return [(name, entry) for _since, name, entry in sorted(found, key=lambda one: (-one[0], one[1]))]


def check_empty(draft: Draft, stories: Stories, category: UUID, fills: str, stream: UUID) -> None:
    """Refuse to fill a place that is not empty; claims it, so that two people cannot fill it at once."""
    if fills not in {name for name, _entry in empty_places(stories, category)}:
        raise Invalid([Problem("fills", "place_not_empty")])
    fallen = UUID(fills.partition("@")[0])
    draft.claim("place", [fills, str(len(replacements(stories, fallen)))], stream)
    draft.rely_on(fallen, stories[fallen][-1][1].originator_version)


def check_filled_once(stories: Stories, added: Iterable[Event]) -> None:
    """Refuse what would fill a place twice at a time (DOMAIN.md, What must always hold, 3)."""
    new: dict[UUID, Story] = {}
    for event in added:
        new.setdefault(event.originator_id, []).extend(unsaved([event]))
    listed: set[str] = set()
    for stream, story in stories.items():
        entry = story[0][1]
        if not isinstance(entry, Entered) or not entry.fills or not _listed([*story, *new.get(stream, [])]):
            continue
        if entry.fills in listed:
            raise Refused("place_filled_twice")
        listed.add(entry.fills)


def settle_filled_place(draft: Draft, answer: str | None, acts: Iterable[Event], stories: Stories) -> None:
    """Coming back to a place that was filled asks which: a further place, or the replacement falls. Raises Invalid."""
    back = [act for act in acts if isinstance(act, Reinstated)]
    if back:
        # Most nominations took nobody's place: they are passed over once, not once for each act.
        stories = {
            stream: story
            for stream, story in stories.items()
            if isinstance(entry := story[0][1], Entered) and entry.fills
        }
    for act in back:
        filled = [stream for stream, listed in replacements(stories, act.originator_id) if listed]
        if not filled:
            if answer == "further":
                raise Invalid([Problem("place_filled", "place_is_empty")])
        elif answer is None:
            raise Invalid([Problem("place_filled", "place_was_filled")])
        elif answer == "replacement_falls":
            _let_fall(draft, act, filled, stories)


def _let_fall(draft: Draft, act: Reinstated, filled: Sequence[UUID], stories: Stories) -> None:
    for stream in filled:
        story = stories[stream]
        draft.goes_on(stream, story[-1][1].originator_version)
        fell = draft.add(
            Rescinded,
            stream,
            effective=act.effective,
            counts_from=act.counts_from,
            follows=ENTRY,
            authority=act.authority,
            reason="reconsidered",
            source=act.source,
            decided=act.decided,
        )
        try:
            check_legal(story, [fell])
        except Refused as error:
            raise Refused("replacement_cannot_fall", **error.params) from error


def _listed(story: Story) -> bool:
    standing = read(history_of(story))
    return standing is not None and standing.listed
