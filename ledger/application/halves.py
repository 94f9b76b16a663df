"""Nothing by halves: what an announcement must also name (DOMAIN.md, Announcing)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from ledger.application.ledger import Ledger, Story
from ledger.domain.event import Act, Event
from ledger.domain.nomination import ENTRY, ActStruck, Entered, TimeCorrected
from ledger.domain.readings import changes_of, history_of, named_by, standing_notices
from ledger.domain.times import FOREVER
from ledger.errors import Refused
from ledger.wording.acts import label_of_entry


def standing_items(
    ledger: Ledger, stories: Mapping[UUID, Story], acts: Mapping[UUID, Sequence[int]], moment: int
) -> Mapping[str, str]:
    """For every fall whose place something chosen takes, and that is not public by `moment` (µs) or with it: what fell."""
    fallen = {
        fills
        for stream, versions in acts.items()
        for _position, event in stories[stream]
        if event.originator_version in versions and (fills := getattr(event, "fills", None))
    }
    others = ledger.stories({UUID(fill.partition("@")[0]) for fill in fallen})
    missing = {}
    for fill in fallen:
        stream, version = UUID(fill.partition("@")[0]), int(fill.partition("@")[2])
        entry = others[stream][0][1]
        public = named_by(history_of(others[stream]), moment) | set(acts.get(stream, ()))
        # What fell before it was announced stays unnamed: whoever takes that place is an ordinary nominee.
        if ENTRY in public and version not in public and isinstance(entry, Entered):
            missing[fill] = label_of_entry(entry)
    return missing


def check_whole(story: Story, versions: Sequence[int], edition: UUID, moment: int, missing: Mapping[str, str]) -> None:
    """Refuse to announce, at `moment` (µs), what cannot be understood without something the public has not been told."""
    events: dict[int, Event] = {event.originator_version: event for _position, event in story}
    entry = events[ENTRY]
    if not isinstance(entry, Entered) or entry.edition != edition:
        raise Refused("announced_elsewhere")
    public = named_by(history_of(story), moment) | set(versions)
    struck = {act for act, change in changes_of(history_of(story)).items() if change.counts_from is None}
    for version in versions:
        act = events.get(version)
        if not isinstance(act, Act | TimeCorrected | ActStruck):
            raise Refused("not_to_be_announced", act=version)
        if version in struck:
            raise Refused("was_entered_in_error", act=version)
        if getattr(act, "fills", None) in missing:
            raise Refused("needs_with_it", needs=missing[getattr(act, "fills", "")])
        if getattr(act, "reason", "") == "as_first_announced" and moment > _first_heard(story, moment, versions):
            raise Refused("first_is_with_the_list", act=version)
        if isinstance(act, TimeCorrected) and act.counts_from > moment:
            raise Refused("announced_before_it_held", act=version)
        if not isinstance(act, Act) and act.act not in public:
            raise Refused("corrected_not_announced", act=version)
        if version != ENTRY and ENTRY not in public:
            raise Refused("entry_not_announced", act=version)


def _first_heard(story: Story, moment: int, versions: Sequence[int]) -> int:
    """When the public first heard of the nomination (µs), with an announcement that names `versions` at `moment`."""
    notices = standing_notices(history_of(story), FOREVER)
    heard = [notice.counts_from for notice in notices if ENTRY in notice.acts]
    return min([*heard, moment] if ENTRY in versions else heard, default=FOREVER)
