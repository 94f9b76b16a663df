"""What a withdrawal may be told with: times of any precision, and long texts of any script, on both databases."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from ledger.application.announcement_forms import record_announcement
from ledger.bootstrap import Services
from ledger.checks.reconcile import reconcile
from ledger.errors import Invalid
from ledger.projections.nominees import find_edition
from tests.application.test_withdrawing import nomination, withdraw
from tests.support.services import by


@pytest.mark.parametrize("told", ["1929", "about 1988 or 1989", "by 1 September 2026", "before the list was announced"])
def test_time_before_the_list_is_refused_at_its_field(demo: Services, told: str) -> None:
    head = demo.ledger.recorder.head()
    with pytest.raises(Invalid) as refused:
        withdraw(demo, "Static", by(), effective=told)
    assert [(one.field, one.code) for one in refused.value.problems] == [("effective", "before_the_list")]
    assert demo.ledger.recorder.head() == head


@pytest.mark.parametrize(
    "told", ["unknown", "after the list was announced, about October 2026", "2026-10-20 or 2026-10-21"]
)
def test_vague_time_after_the_list_is_recorded_announced_and_shown_as_told(demo: Services, told: str) -> None:
    act = withdraw(demo, "Static", by(), effective=told).acts[0]
    author = by()
    edition = UUID(hex=find_edition(demo.lists, "meridian", "12").edition["subject"])
    record_announcement(demo.ledger, author, edition, {"command": str(author.command), "acts": [act]}, "Asia/Karachi")
    entry = nomination(demo, "Static")
    assert entry["place"]["word"] == "withdrawn"
    said = {"unknown": "day unknown", "2026-10-20 or 2026-10-21": "20 October 2026 or 21 October 2026"}
    assert said.get(told, told) in entry["notices"][0]["text"]
    assert reconcile(demo.lists, demo.ledger.recorder, demo.ledger.mapper).agrees


def test_ten_thousand_characters_of_any_script_are_kept_and_one_more_is_refused(demo: Services) -> None:
    text = ("چاند کے پار 🎶 <script>alert(1)</script> O’Brien \u202e " * 300)[:9_999] + "x"
    act = withdraw(demo, "Static", by(), private_reason=text, source_note=text).acts[0]
    stream, _at, version = act.partition("@")
    event: Any = demo.ledger.story(UUID(stream))[int(version) - 1][1]
    assert (event.private_reason.text, event.source.note.text) == (text, text)
    with pytest.raises(Invalid) as refused:
        withdraw(demo, "Saltwater Psalm", by(), private_reason=f"{text}x")
    assert [(one.field, one.code) for one in refused.value.problems] == [("private_reason", "text_too_long")]


def test_name_that_left_a_nomination_that_then_fell_is_not_said_to_leave_it_standing(demo: Services) -> None:
    credit = nomination(demo, "Paper Lanterns")["credits"][2]["id"]
    withdraw(demo, "Paper Lanterns", by(), effective="20 October 2026", credit=credit)
    assert "; the nomination stands." in nomination(demo, "Paper Lanterns")["notices"][0]["text"]
    withdraw(demo, "Paper Lanterns", by(), effective="21 October 2026")
    name, whole = (one["text"] for one in nomination(demo, "Paper Lanterns")["notices"])
    assert "took their name off, 20 October 2026. " in name
    assert "stands" not in name
    assert whole.startswith("Withdrawn, 21 October 2026.")
