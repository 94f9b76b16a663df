"""Putting right what a list shows: a part that is wrong is given as it is right, or emptied."""

from __future__ import annotations

from uuid import UUID

import pytest

from ledger.application.act_forms import record_act
from ledger.application.draft import Draft
from ledger.application.entries import EntryData, enter_nomination
from ledger.bootstrap import Services
from ledger.domain.nomination import Entered
from ledger.errors import Invalid
from ledger.wording.acts import sentence
from tests.support.acts import Desk
from tests.support.services import by


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


def test_correction_empties_what_never_should_have_been_there(desk: Desk) -> None:
    act = desk.act("correct", "Static", details_text="A reel", citation="For the light", credit_line="By nobody")
    entered = desk.found("Static")[0][1]
    assert (entered["details"], entered["citation"], entered["credit_line"]) == (
        ["A reel"],
        "For the light",
        "By nobody",
    )
    desk.announce(act)
    emptied = desk.act("correct", "Static", emptied=["details", "citation", "credit_line"], effective="21 October 2026")
    right = desk.found("Static")[0][1]
    assert (right["details"], right["citation"], right["credit_line"]) == ([], None, None)
    assert desk.found("Static", "announced")[0][1]["citation"] == "For the light"
    desk.announce(emptied)
    public = desk.found("Static", "announced")[0][1]
    assert (public["details"], public["citation"], public["credit_line"]) == ([], None, None)
    event = desk.ledger.story(desk.stream("Static"))[-2][1]
    told = sentence(event, [event])
    assert "details (now none), citation (now none), wording of the names (now none)" in told
    assert desk.agrees()


def test_correction_that_empties_is_refused_where_nothing_would_change_or_be_left(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        desk.act("correct", "Static", emptied=["citation"])
    assert [(one.field, one.code) for one in refused.value.problems] == [("works_text", "nothing_put_right")]
    with pytest.raises(Invalid) as both:
        desk.act("correct", "Static", emptied=["citation"], citation="For the light")
    assert [(one.field, one.code) for one in both.value.problems] == [("citation", "emptied_and_given")]
    nameless = str(recorded_nameless(desk, "For the light"))
    author = by()
    form = {**desk.form("correct", author, emptied=["citation"], effective="unknown"), "nominations": [nameless]}
    with pytest.raises(Invalid) as left:
        record_act(desk.ledger, author, "correct", form, desk.stories())
    assert [(one.field, one.code) for one in left.value.problems] == [("citation", "nothing_left")]


def recorded_nameless(desk: Desk, citation: str) -> UUID:
    """An entry of the record that names no work and nobody."""
    entry, draft = desk.stories()[desk.stream("Static")][0][1], Draft(by())
    assert isinstance(entry, Entered)
    data = EntryData(entry.edition, entry.category, entry.effective, entry.counts_from, citation=citation)
    stream = enter_nomination(desk.ledger, draft, data).originator_id
    desk.ledger.save(draft, {"enter": str(stream)})
    return stream
