"""The demo's contested year: what its lists say, what waits, and that filling it twice records it once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from ledger.application.ledger import Story
from ledger.bootstrap import Services, build
from ledger.checks.reconcile import reconcile
from ledger.demo.fill import fill
from ledger.domain.nomination import Entered
from ledger.domain.party_told import learnt
from ledger.projections.decisions import decisions
from ledger.projections.nominees import Asked, find_edition, nominations_of, nominee_list
from ledger.projections.request_inbox import requests_of
from ledger.projections.untold import untold
from ledger.projections.waiting import known
from ledger.wording.acts import label_of_entry
from tests.cases.telling import short
from tests.support.services import embedded, follow


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The whole demo, filled twice."""
    folder: Path = tmp_path_factory.mktemp("contested")
    with build(embedded(folder)) as built:
        fill(built.ledger)
        head = built.ledger.recorder.head()[0]
        fill(built.ledger)
        assert built.ledger.recorder.head()[0] == head
        follow(built)
        yield built


def notices(demo: Services, title: str, reading: str) -> list[str]:
    """What a list says beside a nomination."""
    now = demo.ledger.now()
    view = nominee_list(demo.lists, "causeway", "8", Asked(reading, now, now=now))
    nominations = [one for category in view["categories"] for one in category["nominations"]]
    (found,) = [one for one in nominations if one["works"][0]["title"] == title]
    return [one["text"] for one in found["notices"]]


def test_list_counts_who_left_and_who_was_ruled_out(demo: Services) -> None:
    now = demo.ledger.now()
    for reading in ("force", "announced"):
        assert short(nominee_list(demo.lists, "causeway", "8", Asked(reading, now))).endswith("14=12+1w+1i")


def test_public_reads_of_what_was_asked_only_where_it_was_announced(demo: Services) -> None:
    assert notices(demo, "Tin Roof", "announced") == []
    assert notices(demo, "Tin Roof", "force") != []
    assert any("too late" in one for one in notices(demo, "Kiln", "announced"))
    assert notices(demo, "Glass Meadow", "force") == ["The organiser asked (withdraw it), 2 April 2026: refused."]


def test_one_request_is_open_one_refused_and_one_decided_in_part(demo: Services) -> None:
    edition = find_edition(demo.lists, "causeway", "8").edition["subject"]
    waits, others = requests_of(demo.requests, edition)
    assert sorted(one.waits for one in waits) == [1, 2]
    assert sorted(",".join(one.outcomes) for one in others) == ["refused", "refused", "too_late,noted"]


def test_director_was_told_first_and_nobody_of_the_year_waits_to_be(demo: Services) -> None:
    now = demo.ledger.now()
    waits, _in_all = untold(demo.today, known(demo.lists, now), now, None, results=True)
    assert [one["label"] for one in waits if one["edition"]["address"] == "causeway/8"] == []
    story = next(
        story for story in demo.ledger.stories(every(demo)).values() if "The Lock-Keeper" in label_of_story(story)
    )
    assert [event.told for event in learnt(story).values()] == [True]


def every(demo: Services) -> list[UUID]:
    """The nominations of the year."""
    edition = find_edition(demo.lists, "causeway", "8").edition["subject"]
    return [UUID(hex=one) for one in nominations_of(demo.lists, edition)]


def label_of_story(story: Story) -> str:
    """What a nomination is called."""
    entry = story[0][1]
    return label_of_entry(entry) if isinstance(entry, Entered) else ""


def test_public_decision_has_the_first_number(demo: Services) -> None:
    told = decisions(demo.lists, find_edition(demo.lists, "causeway", "8"), demo.ledger.now())
    assert [one["number"] for one in told] == [1]


def test_every_read_model_says_what_the_log_does(demo: Services) -> None:
    told = [reconcile(view, demo.ledger.recorder, demo.ledger.mapper) for view in demo.views]
    assert all(one.agrees and one.held_back == 0 for one in told)
