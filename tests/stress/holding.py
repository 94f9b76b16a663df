"""What must always hold (DOMAIN.md): read from the lists as people read them, and from the log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from ledger.application.ledger import Story
from ledger.application.nobody import category_of, has_award, is_no_award
from ledger.bootstrap import Services
from ledger.checks.reconcile import _Checking, reconcile
from ledger.domain.endings import Moved
from ledger.domain.nomination import Entered
from ledger.domain.readings import History, history_of, named_by, placed, read
from ledger.domain.standing import Standing
from ledger.domain.times import FOREVER, parse_when
from ledger.history.nomination_story import nomination_story
from ledger.projections.nominees import Asked, nominee_list
from tests.stress.setting import ZONE, Setting
from tests.support.services import follow

MOMENTS = ("2026-10-01 18:00", "2026-10-12 15:00", "2026-10-13", "2026-10-21", "2026-11-03", "2027-12-06")


def check_everything(services: Services, settings: list[Setting]) -> None:
    """Rules 1 to 3 and 7, on the whole ledger and on every edition given; 4 to 6 are the driver's."""
    check_rows(services)
    for setting in settings:
        check_edition(services, setting)


def check_rows(services: Services) -> None:
    """Rule 1: every row of every read model is what the log says, and no stream is held back."""
    follow(services)
    for view in services.views:
        found = reconcile(view, services.ledger.recorder, services.ledger.mapper)
        assert found.agrees, f"{view.name}: {found}"
        assert found.held_back == 0, view.name


def check_edition(services: Services, setting: Setting) -> None:
    """Rules 1 to 3 and 7 on one edition, whatever else the ledger holds."""
    follow(services)
    stories = services.ledger.stories(setting.nominations)
    _rows_are_the_log(services, setting)
    for listed in _lists(services, setting, _two_thirds(stories)):
        _counts_reconcile(listed)
        _everything_is_traced(listed, stories)
    _places_are_sound(stories)
    _nothing_is_told_by_halves(stories)
    _awards_go_one_way(stories)
    _stories_read(services, setting)


def _rows_are_the_log(services: Services, setting: Setting) -> None:
    """Rule 1 of the edition's nominations: as reconciling asks it, without going through the rest of the log."""
    lists, streams = services.lists, services.ledger.recorder.streams(setting.nominations)
    with lists.read() as connection:
        checking = _Checking(lists, services.ledger.mapper, connection, held=set())
        assert list(checking._differences(streams)) == []
        assert checking.nominations == len(setting.nominations)


def _two_thirds(stories: dict[UUID, Story]) -> int:
    """A position with a good part of the edition's acts before it and some after."""
    positions = sorted(position for story in stories.values() for position, _event in story)
    return positions[len(positions) * 2 // 3]


def _lists(services: Services, setting: Setting, position: int) -> Iterator[dict[str, Any]]:
    for text in MOMENTS:
        at = parse_when(text, ZONE).latest_us
        for reading, known in (("announced", FOREVER), ("force", FOREVER), ("force", position)):
            yield nominee_list(services.lists, setting.show_address, "1", Asked(reading, at, known))


def _counts_reconcile(listed: dict[str, Any]) -> None:
    """Rule 2: named so far is the sum of its parts, and each nomination stands once, under one word."""
    count = listed["count"]
    assert count["named"] == sum(part["count"] for part in count["parts"])
    here = [
        one["id"]
        for category in listed["categories"]
        for one in (*category["nominations"], *category["recorded"])
        if one["place"]["word"] != "moved"
    ]
    assert len(here) == len(set(here))
    moved = 0
    for category in listed["categories"]:
        part = category["count"]
        assert part["named"] == sum(one["count"] for one in part["parts"])
        moved += sum(one["count"] for one in part["parts"] if one["word"] == "moved")
    assert sum(category["count"]["named"] for category in listed["categories"]) == count["named"] + moved
    if listed["entered"]:
        whole, _equals, parts = listed["entered"].partition(" = ")
        assert int(whole.split()[0]) == sum(int(part.split()[0]) for part in parts.split(" + "))


def _everything_is_traced(listed: dict[str, Any], stories: dict[UUID, Story]) -> None:
    """Rule 7: what a list says of a nomination are acts in the log, and in public ones that were announced."""
    for category in listed["categories"]:
        nobody = [category["no_award"]] if category["no_award"] else []
        for one in (*category["nominations"], *category["recorded"], *nobody):
            story = stories[UUID(one["id"])]
            known = {event.act_name for _position, event in story}
            assert set(one["acts"]) <= known
            if listed["reading"] == "announced":
                named = named_by(history_of(story), FOREVER) | {
                    version for notice in history_of(story).notices for version in notice.acts
                }
                assert {int(act.partition("@")[2]) for act in one["acts"]} <= named


def _awards_go_one_way(stories: dict[UUID, Story]) -> None:
    """A category confers on somebody or on nobody, at no moment on both; on several where they were told as a tie."""
    given: dict[UUID, list[UUID]] = {}
    for stream, story in stories.items():
        given.setdefault(category_of(story), []).append(stream)
    for streams in given.values():
        won = [stories[one] for one in streams if has_award(stories[one]) and not is_no_award(stories[one])]
        tied = [event for story in won for _position, event in story if getattr(event, "tie", False)]
        assert len(won) < 2 or tied
        moments = {step.counts_from for one in streams for step in placed(history_of(stories[one]), FOREVER, None)}
        for moment in moments:
            assert len({is_no_award(stories[one]) for one in streams if has_award(stories[one], moment)}) < 2


def _places_are_sound(stories: dict[UUID, Story]) -> None:
    """Rule 3: each place is filled at most once at a time; no chain of replacements comes back to itself."""
    fillers: dict[str, list[UUID]] = {}
    before: dict[UUID, UUID] = {}
    for stream, story in stories.items():
        entry, standing = story[0][1], read(history_of(story))
        if isinstance(entry, Entered) and entry.fills:
            before[stream] = UUID(entry.fills.partition("@")[0])
            if standing is not None and standing.listed and not _has_own_place(history_of(story), standing):
                fillers.setdefault(entry.fills, []).append(stream)
    assert all(len(one) == 1 for one in fillers.values())
    for stream in before:
        seen = {stream}
        link = before.get(stream)
        while link is not None:
            assert link not in seen
            seen.add(link)
            link = before.get(link)


def _nothing_is_told_by_halves(stories: dict[UUID, Story]) -> None:
    """Announcing, 5, and rule 3: who took a place is told with the fall, and is on no list beside who fell, in force or announced."""
    for story in stories.values():
        entry = story[0][1]
        if not isinstance(entry, Entered) or not entry.fills:
            continue
        fallen, _at, version = entry.fills.partition("@")
        both = (history_of(story), history_of(stories[UUID(fallen)]))
        assert not _beside(both, FOREVER, None)
        for moment in {one.counts_from for history in both for part in history[:1] + history[2:] for one in part}:
            took, fell = (read(one, at=moment, announced=moment) for one in both)
            if took is not None and fell is not None:
                assert int(version) in named_by(both[1], moment)
            assert not _beside(both, moment, moment)


def _beside(both: tuple[History, History], at: int, announced: int | None) -> bool:
    """Whether both are on the list, and neither has a place of its own by an extension or a move."""
    for history in both:
        standing = read(history, at=at, announced=announced)
        if standing is None or not standing.listed or _has_own_place(history, standing):
            return False
    return True


def _has_own_place(history: History, standing: Standing) -> bool:
    """Whether an extension or a move gave it a place of its own, so that it is no more in the one that it was entered in."""
    events = {step.version: step.event for step in history.steps}
    did = [events[act] for act in standing.acts if act not in standing.idle]
    return any(isinstance(one, Moved) or getattr(one, "further_place", False) for one in did)


def _stories_read(services: Services, setting: Setting) -> None:
    """The story of each nomination tells every act of its stream in a sentence."""
    now = services.ledger.now()
    for stream in setting.nominations[:3]:
        told = nomination_story(services.ledger.recorder, services.ledger.mapper, stream, now)
        assert all(act["sentence"] for act in told["acts"])
