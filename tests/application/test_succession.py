"""A tabulator names who is next in line for a place that fell: it enters nobody, and only those who know results are told."""

from __future__ import annotations

import pytest

from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.domain.succession import next_in_line
from ledger.errors import Invalid, NotAllowed
from ledger.history.nomination_story import Reads, nomination_story
from tests.support.acts import Desk
from tests.support.services import by

NEXT = "Night Bus to Multan · Sana O’Brien"


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


def version(act: str) -> str:
    """The version in the name of an act."""
    return act.partition("@")[2]


def test_next_in_line_is_named_for_the_place_that_fell_and_changes_no_list(desk: Desk) -> None:
    fell = desk.act("rescind", "Static")
    before = desk.listed(), desk.listed("announced")
    desk.act("name-next", "Static", act=version(fell), next="Somebody else")
    desk.act("name-next", "Static", act=version(fell), next=NEXT)
    named = next_in_line(desk.stories()[desk.stream("Static")], int(version(fell)))
    assert named is not None
    assert named.next.text == NEXT
    assert (desk.listed(), desk.listed("announced")) == before
    told = nomination_story(desk.ledger.recorder, desk.ledger.mapper, desk.stream("Static"), desk.ledger.now())
    assert NEXT in str(told)
    hidden = nomination_story(
        desk.ledger.recorder, desk.ledger.mapper, desk.stream("Static"), desk.ledger.now(), Reads(results=False)
    )
    assert NEXT not in str(hidden)
    assert "next_named" not in str(hidden)
    assert desk.agrees()


def test_word_recorded_in_error_names_nobody(desk: Desk) -> None:
    fell = desk.act("rescind", "Static")
    named = desk.act("name-next", "Static", act=version(fell), next=NEXT)
    desk.act("entered-in-error", "Static", act=version(named))
    assert next_in_line(desk.stories()[desk.stream("Static")], int(version(fell))) is None


def test_nobody_is_next_where_no_place_fell(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        desk.act("name-next", "Static", act="1", next=NEXT)
    assert [(one.field, one.code) for one in refused.value.problems] == [("act", "no_place_fell_by_it")]


def test_deputies_name_nobody(desk: Desk) -> None:
    fell = desk.act("rescind", "Static")
    deputy = next(person for person in PEOPLE if person.role == "deputy")
    with pytest.raises(NotAllowed):
        desk.act("name-next", "Static", by=by(deputy), act=version(fell), next=NEXT)
