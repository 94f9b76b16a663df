"""Empty places: who took one, and what becomes of that when the first comes back (DOMAIN.md, Vacancies)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Story
from ledger.application.legality import check_legal
from ledger.application.occupied import Stories, linked, occupants, parted, place_of, shown, stood, with_added
from ledger.domain.credit_acts import Corrected
from ledger.domain.endings import Reinstated, Rescinded
from ledger.domain.event import Event
from ledger.domain.nomination import ENTRY, Entered
from ledger.domain.readings import standing_of
from ledger.errors import Invalid, Problem, Refused


def replacements(stories: Stories, fallen: UUID) -> list[tuple[UUID, bool]]:
    """The nominations that took the place of this one, and whether each is on the list by everything known now."""
    found = []
    for stream, story in stories.items():
        entry = story[0][1]
        fills = took(story)
        if isinstance(entry, Entered) and fills and fills.startswith(f"{fallen}@"):
            standing = standing_of(story)
            found.append((stream, standing is not None and standing.listed))
    return found


def took(story: Story) -> str | None:
    """The act whose empty place a nomination took, by its entry or as put right since; None if it took none, or never was."""
    if not any(getattr(event, "fills", None) for _position, event in story):
        return None
    here = stood(story)
    return None if here is None else here.fills


def empty_places(stories: Stories, category: UUID | None = None) -> list[tuple[str, Entered]]:
    """What fell and whose place nobody took: the name of the act that ended it, and its entry; the latest first.

    Where who took it fell in turn, the empty place is that one's.
    """
    fillers = {stream: fills for stream, story in stories.items() if (fills := took(story))}
    taken = set(fillers.values())
    linked_ = shown(linked(stories, fillers))
    filled = occupants(linked_)
    found = []
    for story in stories.values():
        entry, standing = story[0][1], standing_of(story)
        if (
            not isinstance(entry, Entered)
            or standing is None
            or standing.place in ("nominated", "recorded", "no_award")
        ):
            continue
        name = f"{entry.originator_id}@{standing.place_act}"
        if name in taken or place_of(linked_, entry.originator_id) in filled:
            continue
        if category in (None, standing.category or entry.category):
            found.append((standing.since, name, entry))
    return [(name, entry) for _since, name, entry in sorted(found, key=lambda one: (-one[0], one[1]))]


def check_empty(draft: Draft, stories: Stories, category: UUID, fills: str) -> None:
    """Refuse to fill a place that is not empty, and rely on the fall that emptied it."""
    if fills not in {name for name, _entry in empty_places(stories, category)}:
        raise Invalid([Problem("fills", "place_not_empty")])
    fallen = parted(fills)[0]
    draft.rely_on(fallen, stories[fallen][-1][1].originator_version)


def settle_taken_place(draft: Draft, acts: Iterable[Event], stories: Stories) -> None:
    """What is said to have taken a place took one that is empty, in its own category, and not its own. Raises Invalid."""
    for act in acts:
        if not isinstance(act, Corrected) or act.fills is None:
            continue
        entry, standing = stories[act.originator_id][0][1], standing_of(stories[act.originator_id])
        if not isinstance(entry, Entered):
            raise Refused("not_a_nomination")
        check_empty(draft, stories, (standing.category if standing else None) or entry.category, act.fills)
        if _comes_back(stories, act.fills, act.originator_id):
            raise Invalid([Problem("fills", "place_not_empty")])


def _comes_back(stories: Stories, fills: str | None, stream: UUID) -> bool:
    """Whether a chain of replacements from this empty place leads to the nomination itself."""
    seen: set[UUID] = set()
    while fills is not None:
        fallen = parted(fills)[0]
        if fallen == stream or fallen in seen:
            return True
        seen.add(fallen)
        fills = took(stories[fallen]) if fallen in stories else None
    return False


def settle_filled_place(draft: Draft, answer: str | None, acts: Iterable[Event], stories: Stories) -> None:
    """Coming back to a place that was filled asks which: a further place, or who is in it falls. Raises Invalid."""
    back = [act for act in acts if isinstance(act, Reinstated)]
    if not back:
        return
    coming = {act.originator_id for act in back}
    # Who leaves a place by the same draft is in nobody's way.
    fallen = with_added(stories, [one for one in draft.events if one.originator_id not in coming])
    near = linked(fallen, coming)
    shown_ = shown(near)
    filled_ = occupants(shown_)
    for act in back:
        filled = filled_.get(place_of(shown_, act.originator_id), [])
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
        if not draft.version(stream):
            draft.goes_on(stream, story[-1][1].originator_version)
        draft.add(
            Rescinded,
            stream,
            effective=act.effective,
            counts_from=act.counts_from,
            follows=ENTRY,
            authority=act.authority,
            reason="reconsidered",
            source=act.source,
            decided=act.decided,
            ruling=act.ruling,
            irregular=act.irregular,
            irregular_reason=act.irregular_reason,
        )
        try:
            check_legal(story, draft.added_to(stream))
        except Refused as error:
            raise Refused("replacement_cannot_fall", **error.params) from error
