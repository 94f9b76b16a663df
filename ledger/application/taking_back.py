"""Taking back an announcement put out by mistake, or calling off one set for later (DOMAIN.md, Announcing, 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ledger.application.announcing_rulings import is_ruling, take_back_rulings
from ledger.application.documents import cite
from ledger.application.draft import Draft
from ledger.application.editions import edition_seen
from ledger.application.halves import around, check_together
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.legality import unsaved
from ledger.application.nobody import heard_both_ways
from ledger.application.once import once
from ledger.application.roster import check_may
from ledger.application.seen import check_seen
from ledger.application.typed_times import now_when, typed_when
from ledger.domain.announcement import Made, TakenBack
from ledger.domain.nomination import ENTRY, Announced, AnnouncementTakenBack
from ledger.domain.readings import SPOKEN, history_of, named_by
from ledger.domain.times import FOREVER, When, propose_counts_from
from ledger.domain.values import Provenance
from ledger.errors import Invalid, NotFound, Problem, Refused
from ledger.schemas.commands import TakeBackCommand, load, plain


def announcement_of(story: Story) -> tuple[Made, bool]:
    """The announcement of a stream, and whether it was taken back. Raises NotFound `announcement_not_made`."""
    made = story[0][1]
    if not isinstance(made, Made):
        raise NotFound("announcement_not_made")
    return made, any(isinstance(event, TakenBack) for _position, event in story)


def decide_taking_back(
    ledger: Ledger,
    by: Provenance,
    announcement: UUID,
    data: Mapping[str, Any],
    zone: str,
    others: Mapping[UUID, Story] | None = None,
) -> tuple[Draft, dict[UUID, Story]]:
    """Decide without writing: the draft, and the stories of everything the announcement named; `others` are the edition's.

    Raises NotAllowed, NotFound, Conflict `moved_on`, Invalid, and Refused: `already_taken_back`, `misreading_is_put_right`,
    `others_rest_on_it`, `told_by_halves`.
    """
    draft, told = Draft(by), ledger.story(announcement)
    made, taken_back = announcement_of(told)
    check_may(ledger, draft, "announce", edition_seen(ledger, made.edition).show)
    if taken_back:
        raise Refused("already_taken_back")
    cite(ledger, draft, data["instrument"], made.edition)
    whole = ledger.stories({UUID(item.partition("@")[0]) for item in made.items})
    rulings = {stream: story for stream, story in whole.items() if is_ruling(story)}
    stories = {stream: story for stream, story in whole.items() if stream not in rulings}
    _check_no_misreading(made, stories)
    newest = max((story[-1][0] for story in (*whole.values(), told)), default=0)
    check_seen(ledger, data["seen"], newest)
    effective, counts_from = _when(ledger, made, data, zone)
    fields: dict[str, Any] = {"effective": effective, "counts_from": counts_from}
    draft.goes_on(announcement, told[-1][1].originator_version)
    draft.add(TakenBack, announcement, private_reason=draft.personal(announcement, data["private_reason"]), **fields)
    take_back_rulings(draft, rulings, announcement, effective, counts_from)
    for stream, story in stories.items():
        draft.goes_on(stream, story[-1][1].originator_version)
        for _position, notice in story:
            if isinstance(notice, Announced) and notice.announcement == announcement:
                draft.add(AnnouncementTakenBack, stream, notice=notice.originator_version, **fields)
        _check_nothing_hangs(story, [one for one in draft.events if one.originator_id == stream])
    check_together(draft, around(ledger, stories, others or {}), "told_by_halves")
    if heard_both_ways({**(others or {}), **stories}, draft.events) is not None:
        raise Refused("others_rest_on_it")
    return draft, stories


def _when(ledger: Ledger, made: Made, data: Mapping[str, Any], zone: str) -> tuple[When, int]:
    """When it is taken back, now where nothing is said, and from which instant (µs) that counts."""
    now = ledger.now()
    effective = typed_when("effective", data["effective"], zone, {}) if data["effective"] else now_when(now, zone)
    counts_from = propose_counts_from(effective, now)
    if made.counts_from <= now and counts_from < made.counts_from:
        raise Invalid([Problem("effective", "taken_back_before_it_was_made")])
    return effective, counts_from


def misread_by(stories: Mapping[UUID, Story]) -> set[UUID]:
    """The announcements by which a winner was read out in error, or that was put right: they are not taken back."""
    return {one.announcement for story in stories.values() for _position, one in story if isinstance(one, SPOKEN)}


def take_back(
    ledger: Ledger,
    by: Provenance,
    announcement: UUID,
    form: Mapping[str, Any],
    zone: str,
    others: Mapping[UUID, Story] | None = None,
) -> Receipt:
    """Record it. The same command sent twice is one act."""
    data = load(TakeBackCommand(), form)
    request = {"take_back": str(announcement), **plain(data)}

    def act() -> Receipt:
        return ledger.save(decide_taking_back(ledger, by, announcement, data, zone, others)[0], request)

    return once(ledger, by, request, act)


def _check_no_misreading(made: Made, stories: Mapping[UUID, Story]) -> None:
    """What was read out in error was heard: lists go on saying so until it is put right."""
    spoken = {event.act_name for story in stories.values() for _position, event in story if isinstance(event, SPOKEN)}
    if spoken & set(made.items):
        raise Refused("misreading_is_put_right")


def _check_nothing_hangs(story: Story, added: list[Any]) -> None:
    """Without its entry nothing of a nomination can be public; a later announcement that stands must not hang in the air."""
    named = named_by(history_of([*story, *unsaved(added)]), FOREVER)
    acts = {step.version for step in history_of(story).steps}
    if ENTRY not in named and named & acts:
        raise Refused("others_rest_on_it")
