"""What shows that an act was earlier brings nobody back beside who took the place (DOMAIN.md, What must always hold, 3)."""

from __future__ import annotations

import pytest

from ledger.bootstrap import Services
from ledger.errors import Refused
from ledger.wording.errors import error_sentence
from tests.application.test_places import taking
from tests.support.acts import Desk


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


def test_fall_is_not_announced_before_an_earlier_return_whose_place_was_then_taken(desk: Desk) -> None:
    desk.act("withdraw", "Static", effective="12 October 2026")
    desk.act("reinstate", "Static", effective="2026-10-25 12:00")
    fell = desk.act("disqualify", "Static", effective="October 2026")
    taking(desk, fell, "Understudy", effective="5 November 2026")
    with pytest.raises(Refused, match="comes_back_by_it") as refused:
        desk.announce(fell, at="2026-10-20 12:00")
    assert "Understudy" in error_sentence(refused.value)
    assert [desk.words(one) for one in ("Static", "Understudy")] == ["disqualified", "nominated"]
    desk.announce(fell, at="2026-11-02 12:00")
    assert desk.agrees()
