"""What an edition's settings let its bodies decide and announce, and whether a nomination may be withdrawn at all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from ledger.application.draft import Draft
from ledger.bootstrap import Services
from ledger.domain.edition_running import BodySet, WithdrawalRuleSet
from ledger.errors import Invalid, Refused
from ledger.projections.nominees import find_edition
from tests.support.acts import Desk
from tests.support.services import by


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


def set_up(desk: Desk, event: Any, **fields: Any) -> None:
    """Record a setting of the edition as its form does."""
    edition = UUID(hex=find_edition(desk.demo.lists, "meridian", "12").edition["subject"])
    draft = Draft(by())
    draft.goes_on(edition, desk.ledger.story(edition)[-1][1].originator_version)
    draft.add(event, edition, **fields)
    desk.ledger.save(draft, {"set": event.TOPIC, **{key: str(value) for key, value in fields.items()}})


def refused(act: Any) -> list[tuple[str, str]]:
    """Where and why it is refused."""
    with pytest.raises(Invalid) as told:
        act()
    return [(one.field, one.code) for one in told.value.problems]


def test_body_decides_only_what_the_edition_lets_it(desk: Desk) -> None:
    jury = {"body": "jury-2", "kind": "jury", "name": "The jury for film"}
    set_up(desk, BodySet, **jury, may_decide=("eligibility",))
    assert refused(lambda: desk.act("rule-ineligible", "Static", body="committee")) == [("body", "unknown_choice")]
    assert refused(lambda: desk.act("disqualify", "Static", body="jury-2")) == [("body", "body_may_not_decide")]
    act = desk.act("rule-ineligible", "Static", body="jury-2")
    assert desk.words("Static") == "ineligible"
    assert refused(lambda: desk.announce(act)) == [("spoken_as", "body_may_not_announce")]
    organiser = {"body": "organiser", "kind": "organiser", "name": "The foundation"}
    set_up(desk, BodySet, **organiser, may_announce=("changes",))
    desk.announce(act)
    told = desk.found("Static", "announced")[0][1]["notices"][0]["text"]
    assert "Decided by The jury for film, no rule cited." in told


def test_withdrawal_that_the_rules_do_not_allow_is_refused(desk: Desk) -> None:
    set_up(desk, WithdrawalRuleSet, rule="not_possible")
    head = desk.ledger.recorder.head()
    with pytest.raises(Refused, match="withdrawal_not_possible"):
        desk.act("withdraw", "Static")
    assert desk.ledger.recorder.head() == head
    desk.act("rescind", "Static")
    assert desk.words("Static") == "rescinded"
