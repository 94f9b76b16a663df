"""Stories read before are the stories as they are, whoever has recorded or destroyed something since."""

from __future__ import annotations

from itertools import pairwise
from uuid import UUID

import pytest

from ledger.application.kept_stories import KeptStories
from ledger.bootstrap import Services, build
from ledger.domain.nomination import ENTRY, Entered
from ledger.domain.readings import history_of, read, standing_of
from ledger.persistence.reading import LogReader
from tests.application.test_withdrawing import nomination, withdraw
from tests.support.services import by, embedded


def afresh(demo: Services) -> KeptStories:
    """One that has kept nothing."""
    return KeptStories(demo.ledger.recorder, demo.ledger.mapper, demo.ledger.keyring)


def everything(demo: Services) -> list[UUID]:
    """The streams of the whole log."""
    return list(dict.fromkeys(entry.originator_id for entry in demo.ledger.recorder.entries(0, 10_000)))


def test_story_goes_on_with_what_was_recorded_since(demo: Services) -> None:
    stream = UUID(nomination(demo, "Static")["id"])
    before = demo.ledger.story(stream)
    receipt = withdraw(demo, "Static", by(), effective="unknown")
    after = demo.ledger.story(stream)
    assert list(after) == [*before, *after[len(before) :]]
    assert [event.act_name for position, event in after if position >= receipt.first] == list(receipt.acts)
    assert after == afresh(demo).read([stream])[stream]


def test_story_goes_on_with_what_another_process_recorded(demo_services: Services) -> None:
    stream = UUID(nomination(demo_services, "Static")["id"])
    before = demo_services.ledger.story(stream)
    with build(embedded(demo_services.settings.data)) as other:
        receipt = withdraw(other, "Static", by(), effective="unknown")
    assert [event.act_name for _position, event in demo_services.ledger.story(stream)[len(before) :]] == list(
        receipt.acts
    )


def test_standing_is_that_of_the_longer_story(demo: Services) -> None:
    stream = UUID(nomination(demo, "Static")["id"])
    assert getattr(standing_of(demo.ledger.story(stream)), "place", None) == "nominated"
    withdraw(demo, "Static", by(), effective="unknown")
    story = demo.ledger.story(stream)
    assert getattr(standing_of(story), "place", None) == "withdrawn"
    assert standing_of(story) == read(history_of(list(story)))


def test_streams_read_together_and_at_different_moments_are_whole(demo: Services) -> None:
    streams, kept = everything(demo), afresh(demo)
    kept.read(streams[:7])
    withdraw(demo, "Static", by(), effective="unknown")
    kept.read(streams[5:9])
    assert kept.read(streams) == afresh(demo).read(streams)
    for story in kept.read(streams).values():
        versions = [event.originator_version for _position, event in story]
        assert versions == list(range(1, len(versions) + 1))


def test_nothing_that_was_opened_is_given_again_once_a_key_is_destroyed(demo: Services) -> None:
    stream = UUID(nomination(demo, "Static")["id"])
    entry = demo.ledger.story(stream)[ENTRY - 1][1]
    assert isinstance(entry, Entered)
    credit = entry.credits[0]
    assert credit.name.text
    demo.ledger.keyring.destroy(credit.party)
    again = demo.ledger.story(stream)[ENTRY - 1][1]
    assert isinstance(again, Entered)
    assert again.credits[0].name.text is None


def test_nothing_that_was_opened_is_given_again_once_another_process_destroyed_a_key(demo_services: Services) -> None:
    stream = UUID(nomination(demo_services, "Static")["id"])
    entry = demo_services.ledger.story(stream)[ENTRY - 1][1]
    assert isinstance(entry, Entered)
    assert entry.credits[0].name.text
    with build(embedded(demo_services.settings.data)) as other:
        other.ledger.keyring.destroy(entry.credits[0].party)
    again = demo_services.ledger.story(stream)[ENTRY - 1][1]
    assert isinstance(again, Entered)
    assert again.credits[0].name.text is None


def test_longest_unread_are_let_go_beyond_the_room(demo_services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    whole = LogReader.streams

    def counted(self: LogReader, ids: list[UUID], upto: int | None = None, *, after: int = 0) -> object:
        asked.append(len(ids) if after == 0 else 0)
        return whole(self, ids, upto, after=after)

    monkeypatch.setattr(LogReader, "streams", counted)
    streams, ledger = everything(demo_services), demo_services.ledger
    kept = KeptStories(ledger.recorder, ledger.mapper, ledger.keyring, events=20)
    for one, next_ in pairwise(streams):
        assert kept.read([one, next_]) == afresh(demo_services).read([one, next_])
    assert kept._held <= 20
    assert kept._held == sum(len(one.story) for one in kept._kept.values())
    asked.clear()
    kept.read([streams[-1]])
    kept.read([streams[0]])
    assert sum(asked) == 1


def test_stream_that_does_not_exist_is_left_out_until_it_does(services: Services) -> None:
    assert services.ledger.stories([UUID(int=7)]) == {}
