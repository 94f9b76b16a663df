"""Who gets the award of a category: one winner, not twice at once, and nothing that was ruled out before."""

from __future__ import annotations

import pytest

from ledger.application.act_forms import record_act
from ledger.bootstrap import Services
from ledger.errors import Refused
from tests.support.acts import Desk
from tests.support.services import by


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


@pytest.mark.parametrize("verb", ["choose", "confer"])
def test_two_winners_named_at_once_are_one(desk: Desk, verb: str) -> None:
    before = desk.stories()
    desk.act(verb, "Static")
    author = by()
    form = desk.form(verb, author, nominations=[str(desk.stream("The Weight of Rain"))])
    with pytest.raises(Refused, match="claim_taken"):
        record_act(desk.ledger, author, verb, form, before)
    assert desk.words("The Weight of Rain") == "nominated"


def test_award_goes_to_nothing_that_was_ruled_out_before(desk: Desk) -> None:
    desk.act("rule-ineligible", "Static", holds="from_the_start", effective="20 October 2026")
    with pytest.raises(Refused, match="already_off_the_list"):
        desk.act("confer", "Static", effective="25 October 2026")
    desk.act("confer", "Static", effective="15 October 2026")
    assert desk.words("Static") == "ineligible · won"
