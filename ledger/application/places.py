"""Empty places: who took one, and what becomes of that when the first comes back (DOMAIN.md, Vacancies)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Story
from ledger.application.legality import check_legal, unsaved
from ledger.domain.credit_acts import Corrected
from ledger.domain.endings import Reinstated, Rescinded
from ledger.domain.event import Event
from ledger.domain.nomination import ENTRY, Entered
from ledger.domain.readings import history_of, read
from ledger.domain.states import display
from ledger.errors import Invalid, Problem, Refused

Stories = Mapping[UUID, Story]


def replacements(stories: Stories, fallen: UUID) -> list[tuple[UUID, bool]]:
    """The nominations that took the place of this one, and whether each is on the list by everything known now."""
    found = []
    for stream, story in stories.items():
        entry = story[0][1]
        fills = took(story)
        if isinstance(entry, Entered) and fills and fills.startswith(f"{fallen}@"):
            standing = read(history_of(story))
            found.append((stream, standing is not None and standing.listed))
    return found


def took(story: Story) -> str | None:
    """The act whose empty place a nomination took, by its entry or as put right since; None if it took none, or never was."""
    entry = story[0][1]
    known = any(getattr(event, "fills", None) for _position, event in story)
    standing = read(history_of(story)) if known else None
    if not isinstance(entry, Entered) or standing is None:
        return None
    events = {event.originator_version: event for _position, event in story}
    fills: str | None = display(entry, standing, events)["fills"]
    return fills


def empty_places(stories: Stories, category: UUID | None = None) -> list[tuple[str, Entered]]:
    """What fell and whose place nobody took: the name of the act that ended it, and its entry; the latest first.

    Where who took it fell in turn, the empty place is that one's.
    """
    taken = {fills for story in stories.values() if (fills := took(story))}
    found = []
    for story in stories.values():
        entry, standing = story[0][1], read(history_of(story))
        if (
            not isinstance(entry, Entered)
            or standing is None
            or standing.place in ("nominated", "recorded", "no_award")
        ):
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
    _claim(draft, stories, fills, stream)
    draft.rely_on(fallen, stories[fallen][-1][1].originator_version)


def _claim(draft: Draft, stories: Stories, fills: str, stream: UUID) -> None:
    """Who fills a place and who comes back to it both take it as they saw it: of two at once, one succeeds."""
    fallen = UUID(fills.partition("@")[0])
    back = sum(isinstance(event, Reinstated) for _position, event in stories[fallen])
    draft.claim("place", [fills, str(len(replacements(stories, fallen))), str(back)], stream)


def check_filled_once(stories: Stories, added: Iterable[Event]) -> None:
    """Refuse what would fill a place twice at a time (DOMAIN.md, What must always hold, 3)."""
    new: dict[UUID, Story] = {}
    for event in added:
        new.setdefault(event.originator_id, []).extend(unsaved([event]))
    listed: set[str] = set()
    for stream, story in stories.items():
        whole = [*story, *new.get(stream, [])]
        fills = took(whole)
        if fills is None or not _listed(whole):
            continue
        if fills in listed:
            raise Refused("place_filled_twice")
        listed.add(fills)


def settle_taken_place(draft: Draft, acts: Iterable[Event], stories: Stories) -> None:
    """What is said to have taken a place took one that is empty, in its own category, and not its own. Raises Invalid."""
    for act in acts:
        if not isinstance(act, Corrected) or act.fills is None:
            continue
        entry, standing = stories[act.originator_id][0][1], read(history_of(stories[act.originator_id]))
        if not isinstance(entry, Entered) or act.fills.startswith(f"{act.originator_id}@"):
            raise Invalid([Problem("fills", "place_not_empty")])
        check_empty(
            draft, stories, (standing.category if standing else None) or entry.category, act.fills, act.originator_id
        )


def settle_filled_place(draft: Draft, answer: str | None, acts: Iterable[Event], stories: Stories) -> None:
    """Coming back to a place that was filled asks which: a further place, or the replacement falls. Raises Invalid."""
    back = [act for act in acts if isinstance(act, Reinstated)]
    # Most nominations took nobody's place: they are passed over once, not once for each act.
    took_one = {
        stream: story
        for stream, story in (stories.items() if back else ())
        if any(getattr(event, "fills", None) for _position, event in story)
    }
    for act in back:
        filled = [stream for stream, listed in replacements(took_one, act.originator_id) if listed]
        if not filled:
            if answer == "further":
                raise Invalid([Problem("place_filled", "place_is_empty")])
        elif answer is None:
            raise Invalid([Problem("place_filled", "place_was_filled")])
        elif answer == "replacement_falls":
            _let_fall(draft, act, filled, stories)
        _claim(draft, stories, f"{act.originator_id}@{act.follows}", act.originator_id)


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
