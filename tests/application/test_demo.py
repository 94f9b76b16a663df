"""The demo is filled once, also when its filling was interrupted."""

from __future__ import annotations

from contextlib import suppress

import pytest

from ledger.application.draft import Draft
from ledger.application.shows import establish_show
from ledger.bootstrap import Services, build
from ledger.demo.causeway import CATEGORIES
from ledger.demo.fill import fill, fill_meridian, record_lists
from ledger.domain.times import parse_when
from ledger.errors import SettingsError
from ledger.wording.errors import error_sentence
from tests.support.services import by, embedded


def test_filling_twice_adds_nothing(demo: Services) -> None:
    fill(demo.ledger)
    head = demo.ledger.recorder.head()
    fill(demo.ledger)
    assert demo.ledger.recorder.head() == head


def test_interrupted_filling_is_taken_up_again(services: Services) -> None:
    record_lists(services.ledger)
    before = services.ledger.recorder.head()[0]
    fill_meridian(services.ledger)
    assert services.ledger.recorder.head()[0] == before + 7


def test_filling_interrupted_at_any_step_is_taken_up_again(
    services: Services, tmp_path_factory: pytest.TempPathFactory
) -> None:
    fill(services.ledger)
    whole = services.ledger.recorder.head()[0]
    with build(embedded(tmp_path_factory.mktemp("interrupted"))) as other:
        saves = 0

        def stop(_receipt: object) -> None:
            nonlocal saves
            saves += 1
            if saves % 3 == 0:
                raise KeyboardInterrupt

        other.ledger.after_save.append(stop)
        while other.ledger.recorder.head()[0] < whole:
            with suppress(KeyboardInterrupt):
                fill(other.ledger)
        assert other.ledger.recorder.head()[0] == whole
    assert saves > 30


def test_demo_that_an_earlier_version_filled_keeps_its_story(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(services.ledger)
    head = services.ledger.recorder.head()
    monkeypatch.setattr("ledger.demo.causeway_fill.CATEGORIES", (*CATEGORIES, "Of a later version"))
    fill(services.ledger)
    assert services.ledger.recorder.head() == head


def test_log_of_somebody_else_is_left_alone(services: Services) -> None:
    draft = Draft(by())
    establish_show(services.ledger, draft, name="Another", address="another", zone="UTC")
    services.ledger.save(draft, {"show": "another"})
    before = services.ledger.recorder.head()
    fill(services.ledger)
    assert services.ledger.recorder.head() == before


def test_clock_that_stands_before_the_story_is_told_and_nothing_is_written(services: Services) -> None:
    services.ledger.clock = lambda: parse_when("2026-10-13", "UTC").earliest_us
    with pytest.raises(SettingsError) as refused:
        fill(services.ledger)
    assert error_sentence(refused.value) == (
        "This machine’s clock stands at 13 October 2026, 00:00 UTC, before the demo’s story ends (14 October 2026, "
        "09:00 Karachi time). Set the clock right, then start again."
    )
    assert services.ledger.recorder.head()[0] == 0
