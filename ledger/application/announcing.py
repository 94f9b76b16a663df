"""Telling the public: which acts, as what, through what, when (DOMAIN.md, Announcing)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.legality import check_legal
from ledger.application.narrowing import narrow_to_announcement
from ledger.application.once import once
from ledger.application.roles import require
from ledger.domain import announcement
from ledger.domain.event import Act, Event
from ledger.domain.nomination import ENTRY, ActStruck, Announced, Entered, TimeCorrected
from ledger.domain.readings import History, history_of, named_by
from ledger.domain.times import FOREVER, When
from ledger.domain.values import Provenance
from ledger.errors import Conflict, Invalid, NotFound, Problem, Refused


@dataclass(frozen=True)
class AnnouncementData:
    """What announcing takes, but for the acts; `counts_from` in µs."""

    edition: UUID
    what: str
    spoken_as: str
    through: str
    effective: When
    counts_from: int


def announce_in(ledger: Ledger, draft: Draft, data: AnnouncementData, acts: Mapping[UUID, Sequence[int]]) -> UUID:
    """Add an announcement and its echo in the stream of every subject it names. Streams stand in the draft."""
    stream = ledger.new_id()
    items = tuple(f"{subject}@{version}" for subject, versions in acts.items() for version in versions)
    draft.add(
        announcement.Made,
        stream,
        edition=data.edition,
        what=data.what,
        spoken_as=data.spoken_as,
        through=data.through,
        effective=data.effective,
        counts_from=data.counts_from,
        items=items,
    )
    for subject, versions in acts.items():
        draft.add(
            Announced,
            subject,
            announcement=stream,
            acts=tuple(versions),
            effective=data.effective,
            counts_from=data.counts_from,
        )
    return stream


def unannounced(history: History) -> list[int]:
    """Versions of what no announcement has named, in order: acts, and corrections of what one did name."""
    named = named_by(history, FOREVER)
    acts = [step.version for step in history.steps]
    corrections = [one.version for one in history.changes if one.public_with == one.version and one.act in named]
    return sorted(version for version in (*acts, *corrections) if version not in named)


def parse_acts(names: Sequence[str]) -> dict[UUID, list[int]]:
    """Names of acts by stream, versions in order. Raises Invalid at `acts`."""
    found: dict[UUID, list[int]] = {}
    for name in names:
        stream, _, version = name.partition("@")
        try:
            found.setdefault(UUID(stream), []).append(int(version))
        except ValueError:
            raise Invalid([Problem("acts", "not_an_act", {"name": name[:80]})]) from None
    if not found:
        raise Invalid([Problem("acts", "choose_an_act")])
    return {stream: sorted(set(versions)) for stream, versions in found.items()}


def draft_announcement(
    ledger: Ledger, by: Provenance, data: AnnouncementData, names: Sequence[str], seen: int | None = None
) -> tuple[Draft, dict[UUID, Story]]:
    """Decide an announcement of acts already recorded; nothing is written. Raises NotAllowed, Invalid, Refused.

    `seen` is the position the author's page stood at: Conflict `announced_meanwhile` if their subjects have moved on since.
    """
    require(by.role, "announce")
    acts = parse_acts(names)
    stories = ledger.stories(acts)
    draft = Draft(by)
    for stream, versions in acts.items():
        story = stories.get(stream)
        if story is None:
            raise NotFound("no_such_stream", stream=str(stream))
        if seen is not None and story[-1][0] > seen:
            raise Conflict("announced_meanwhile")
        _check(story, versions, data)
        draft.goes_on(stream, story[-1][1].originator_version)
    announce_in(ledger, draft, data, acts)
    for notice in [event for event in draft.events if isinstance(event, Announced)]:
        story = stories[notice.originator_id]
        _narrow(draft, story, notice)
        check_legal(story, [event for event in draft.events if event.originator_id == notice.originator_id])
    return draft, stories


def announce(
    ledger: Ledger,
    by: Provenance,
    data: AnnouncementData,
    names: Sequence[str],
    request: Mapping[str, object],
    *,
    seen: int | None = None,
) -> Receipt:
    """Record an announcement. The same command sent twice is one announcement."""

    def act() -> Receipt:
        return ledger.save(draft_announcement(ledger, by, data, names, seen)[0], request)

    return once(ledger, by, request, act)


def _narrow(draft: Draft, story: Story, notice: Announced) -> None:
    history = history_of(story)
    named = named_by(history, FOREVER)
    acts = {step.version for step in history.steps}
    narrow_to_announcement(draft, story, notice, [one for one in notice.acts if one in acts and one not in named])


def _check(story: Story, versions: Sequence[int], data: AnnouncementData) -> None:
    events: dict[int, Event] = {event.originator_version: event for _position, event in story}
    history = history_of(story)
    entry = events[ENTRY]
    if not isinstance(entry, Entered) or entry.edition != data.edition:
        raise Refused("announced_elsewhere")
    public = named_by(history, data.counts_from) | set(versions)
    for version in versions:
        act = events.get(version)
        if not isinstance(act, Act | TimeCorrected | ActStruck):
            raise Refused("not_to_be_announced", act=version)
        if isinstance(act, TimeCorrected) and act.counts_from > data.counts_from:
            raise Refused("announced_before_it_held", act=version)
        if not isinstance(act, Act) and act.act not in public:
            raise Refused("corrected_not_announced", act=version)
        if version != ENTRY and ENTRY not in public:
            raise Refused("entry_not_announced", act=version)
