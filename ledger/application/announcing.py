"""Telling the public: which acts, as what, through what, when, and in which words (DOMAIN.md, Announcing)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from ledger.application.announcing_rulings import announce_rulings, apart, check_rulings, with_their_acts
from ledger.application.documents import cite
from ledger.application.draft import Draft
from ledger.application.editions import edition_seen
from ledger.application.filling import settle_places
from ledger.application.halves import around, check_together, check_whole
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.legality import check_legal
from ledger.application.narrowing import narrow_to_announcement
from ledger.application.nobody import check_heard_one_way, check_one_way
from ledger.application.occupied import Stories
from ledger.application.once import once
from ledger.application.powers import check_speaker, what_is_told
from ledger.application.roster import check_may
from ledger.application.seen import check_seen
from ledger.application.told_first import check_court, untold_by
from ledger.domain import announcement
from ledger.domain.event import Event
from ledger.domain.nomination import Announced, Said, Withheld
from ledger.domain.readings import history_of, named_by
from ledger.domain.telling import told_along
from ledger.domain.times import FOREVER, When
from ledger.domain.values import Provenance
from ledger.errors import Invalid, NotFound, Problem, Refused


@dataclass(frozen=True)
class Wording:
    """How one act is announced where that is not plainly the act in the ledger's words."""

    without: tuple[str, ...] = ()
    """rule · reason."""
    said: str | None = None


@dataclass(frozen=True)
class AnnouncementData:
    """What announcing takes, but for the acts; `counts_from` in µs, `otherwise` by the act's name."""

    edition: UUID
    what: str
    spoken_as: str
    through: str
    effective: When
    counts_from: int
    otherwise: Mapping[str, Wording] | None = None
    over_court: str | None = None
    """Why what is before a court is announced all the same."""
    untold: str | None = None
    """Why somebody who is named to their disadvantage was not told first."""
    instrument: UUID | None = None
    """The filed document that it rests on."""


def announce_in(
    ledger: Ledger,
    draft: Draft,
    data: AnnouncementData,
    acts: Mapping[UUID, Sequence[int]],
    rulings: Mapping[UUID, Sequence[int]] | None = None,
    untold: tuple[announcement.Untold, ...] = (),
) -> UUID:
    """Add an announcement and its echo in the stream of every nomination and decision it names. Streams stand in the draft."""
    stream, whole = ledger.new_id(), {**(rulings or {}), **acts}
    items = [f"{subject}@{version}" for subject, versions in whole.items() for version in versions]
    draft.add(
        announcement.Made,
        stream,
        edition=data.edition,
        what=data.what,
        spoken_as=data.spoken_as,
        through=data.through,
        effective=data.effective,
        counts_from=data.counts_from,
        items=tuple(items),
        otherwise=_otherwise(draft, data, items),
        untold=untold,
        over_court=draft.personal(stream, data.over_court),
    )
    announce_rulings(draft, rulings or {}, stream, data.effective, data.counts_from)
    for subject, versions in acts.items():
        _echo(draft, data, (stream, subject), versions)
    return stream


def _otherwise(draft: Draft, data: AnnouncementData, items: Sequence[str]) -> tuple[announcement.Otherwise, ...]:
    """What is announced in part or in other words, in the order of the items."""
    told = data.otherwise or {}
    return tuple(
        announcement.Otherwise(
            item=item,
            without=told[item].without,
            said=draft.personal(UUID(item.partition("@")[0]), told[item].said),
        )
        for item in items
        if item in told
    )


def _echo(draft: Draft, data: AnnouncementData, of: tuple[UUID, UUID], versions: Sequence[int]) -> None:
    """Of the announcement (id) in the stream of a nomination (id)."""
    stream, subject = of
    worded = {version: (data.otherwise or {}).get(f"{subject}@{version}", Wording()) for version in versions}
    draft.add(
        Announced,
        subject,
        announcement=stream,
        acts=tuple(versions),
        effective=data.effective,
        counts_from=data.counts_from,
        without=tuple(Withheld(act=act, parts=one.without) for act, one in worded.items() if one.without),
        said=tuple(Said(act=act, words=draft.named(subject, one.said)) for act, one in worded.items() if one.said),
    )


def parse_act(name: str) -> tuple[UUID, int]:
    """The stream and the version that the name of an act gives, however it is spelt. Raises Invalid at `acts`."""
    stream, _, version = name.partition("@")
    try:
        return UUID(stream), int(version)
    except ValueError:
        raise Invalid([Problem("acts", "not_an_act", {"name": name[:80]})]) from None


def parse_acts(names: Sequence[str]) -> dict[UUID, list[int]]:
    """Names of acts by stream, versions in order. Raises Invalid at `acts`."""
    found: dict[UUID, list[int]] = {}
    for name in names:
        stream, version = parse_act(name)
        found.setdefault(stream, []).append(version)
    if not found:
        raise Invalid([Problem("acts", "choose_an_act")])
    return {stream: sorted(set(versions)) for stream, versions in found.items()}


def draft_announcement(
    ledger: Ledger,
    by: Provenance,
    data: AnnouncementData,
    names: Sequence[str],
    seen: int | None = None,
    others: Mapping[UUID, Story] | None = None,
) -> tuple[Draft, dict[UUID, Story]]:
    """Decide an announcement of acts already recorded; nothing is written. Raises NotAllowed, Invalid, Refused.

    `others` are the edition's stories: what must be told with it may be an act of one of them.
    `seen` is the position the author's page stood at: Conflict `announced_meanwhile` if their subjects have moved on since.
    """
    draft, edition = Draft(by), edition_seen(ledger, data.edition)
    check_may(ledger, draft, "announce", edition.show)
    cite(ledger, draft, data.instrument, data.edition)
    stories = _read(ledger, parse_acts(names), seen)
    chosen = apart(parse_acts(names), stories)
    acts = _with_what_goes_along(with_their_acts(ledger, chosen, stories), stories)
    check_rulings(chosen, acts, stories, data.edition)
    for stream in (*chosen.rulings, *acts):
        check_seen(ledger, seen, stories[stream][-1][0], "announced_meanwhile")
        draft.goes_on(stream, stories[stream][-1][1].originator_version)
    stories = {stream: stories[stream] for stream in acts}
    named = _named(acts, stories)
    check_speaker(edition, data.spoken_as, named)
    if data.what == "changes":
        data = replace(data, what=what_is_told(named))
    for stream, versions in acts.items():
        check_whole(stories[stream], versions, data.edition, data.counts_from)
    check_court(stories, data.over_court)
    untold = untold_by(stories, acts, data.counts_from, ledger.now(), data.untold)
    announce_in(ledger, draft, data, acts, chosen.rulings, untold)
    for notice in [event for event in draft.events if isinstance(event, Announced)]:
        story = stories[notice.originator_id]
        _narrow(draft, story, notice)
        check_legal(story, draft.added_to(notice.originator_id), notice)
    _check_among(ledger, draft, stories, others or {})
    return draft, stories


def _read(ledger: Ledger, acts: Mapping[UUID, Sequence[int]], seen: int | None) -> dict[UUID, Story]:
    """The streams that are named. Raises NotFound, Conflict `announced_meanwhile`."""
    stories = ledger.stories(acts)
    for stream in acts:
        if stream not in stories:
            raise NotFound("no_such_stream", stream=str(stream))
        check_seen(ledger, seen, stories[stream][-1][0], "announced_meanwhile")
    return stories


def _check_among(ledger: Ledger, draft: Draft, stories: Stories, others: Stories) -> None:
    """What it comes to among the nominations of the edition: nothing by halves, no place twice, one way for every award."""
    near = around(ledger, stories, others)
    check_together(draft, near, "needs_with_it")
    _check_places(ledger, draft, near)
    _check_awards({**others, **stories}, draft.events)


def _check_places(ledger: Ledger, draft: Draft, stories: Stories) -> None:
    """Refuse what shows a fall to have been before a return that it then undoes, beside who has taken the place since."""
    try:
        settle_places(ledger, draft, stories)
    except Refused as error:
        if error.code != "place_filled_twice":
            raise
        raise Refused("comes_back_by_it", **error.params) from error


def _check_awards(stories: Mapping[UUID, Story], added: Sequence[Event]) -> None:
    """Refuse what tells of an award and of none, or shows that both must have been at one moment."""
    check_heard_one_way(stories, added)
    try:
        check_one_way(stories, added)
    except Refused as error:
        # It must have been so before the announcement, when the award of its category still went another way.
        raise Refused("told_too_early", **error.params) from error


def _with_what_goes_along(acts: Mapping[UUID, Sequence[int]], stories: Mapping[UUID, Story]) -> dict[UUID, list[int]]:
    """What is chosen, and what an announcement of it names by itself."""
    return {stream: sorted({*versions, *told_along(history_of(stories[stream]))}) for stream, versions in acts.items()}


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


def _named(acts: Mapping[UUID, Sequence[int]], stories: Mapping[UUID, Story]) -> dict[str, Event]:
    """The acts that are announced, by name."""
    chosen = {f"{stream}@{version}" for stream, versions in acts.items() for version in versions}
    events = [event for stream in acts for _position, event in stories[stream]]
    return {event.act_name: event for event in events if event.act_name in chosen}


def _narrow(draft: Draft, story: Story, notice: Announced) -> None:
    history = history_of(story)
    named = named_by(history, FOREVER)
    acts = {step.version for step in history.steps}
    narrow_to_announcement(draft, story, notice, [one for one in notice.acts if one in acts and one not in named])
