"""Who gets the award of a category: one winner, not twice at once, and nothing that was ruled out before."""

from __future__ import annotations

import pytest

from ledger.application.act_forms import record_act
from ledger.bootstrap import Services
from ledger.errors import Conflict, Refused
from tests.support.acts import Desk
from tests.support.services import by


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


@pytest.mark.parametrize("first", ["choose", "confer"])
@pytest.mark.parametrize("second", ["choose", "confer"])
def test_two_winners_named_at_once_are_one(desk: Desk, first: str, second: str) -> None:
    before = desk.stories()
    desk.act(first, "Static")
    author = by()
    form = desk.form(second, author, nominations=[str(desk.stream("The Weight of Rain"))])
    with pytest.raises(Conflict, match="guard_failed"):
        record_act(desk.ledger, author, second, form, before)
    assert desk.words("The Weight of Rain") == "nominated"


def test_award_goes_to_nothing_that_was_ruled_out_before(desk: Desk) -> None:
    desk.act("rule-ineligible", "Static", holds="from_the_start", effective="20 October 2026")
    with pytest.raises(Refused, match="already_off_the_list"):
        desk.act("confer", "Static", effective="25 October 2026")
    desk.act("confer", "Static", effective="15 October 2026")
    assert desk.words("Static") == "ineligible · won"


def test_award_that_comes_back_while_another_gets_it_is_refused(desk: Desk) -> None:
    desk.act("confer", "Static")
    desk.act("revoke-award", "Static")
    before = desk.stories()
    desk.act("confer", "The Weight of Rain")
    author = by()
    form = desk.form("restore-award", author, nominations=[str(desk.stream("Static"))])
    with pytest.raises(Conflict, match="guard_failed"):
        record_act(desk.ledger, author, "restore-award", form, before)


def test_striking_what_took_an_award_away_is_refused_while_another_has_it(desk: Desk) -> None:
    desk.act("confer", "Static")
    revoked = desk.act("revoke-award", "Static").partition("@")[2]
    desk.act("confer", "The Weight of Rain")
    with pytest.raises(Refused, match="other_has_the_award"):
        desk.act("entered-in-error", "Static", act=revoked)
    desk.act("revoke-award", "The Weight of Rain")
    desk.act("entered-in-error", "Static", act=revoked)
    assert desk.words("Static") == "nominated · won"
