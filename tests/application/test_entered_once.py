"""The same is entered in a category once, and again only where it never was: entered or announced in error (decision 13)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from ledger.application.act_forms import record_act
from ledger.application.entering import record_entry
from ledger.application.ledger import Receipt
from ledger.bootstrap import Services
from ledger.domain.nomination import ENTRY, Entered
from ledger.errors import Conflict, Invalid, Refused
from ledger.wording.errors import problem_sentence
from tests.application.test_places import refused_as, struck
from tests.support.acts import Desk
from tests.support.services import by


@pytest.fixture
def desk(demo: Services) -> Desk:
    """The demo's desk."""
    return Desk(demo)


def entering(desk: Desk, work: UUID | None = None) -> Callable[[], Receipt]:
    """Enter a work by the form, in the category of Static; a new one if none is given."""
    stories, author = desk.stories(), by()
    entry = stories[desk.stream("Static")][0][1]
    assert isinstance(entry, Entered)
    form = {
        "command": str(author.command),
        "seen": str(desk.ledger.recorder.head()[0]),
        "category": str(entry.category),
        "title": "Once",
        "effective": "2 October 2026",
    }
    if work is not None:
        form["work"] = str(work)
    return lambda: record_entry(desk.ledger, author, entry.edition, form, stories)


def first(desk: Desk) -> tuple[str, UUID]:
    """An entry of a new work: its name, and the work."""
    entering(desk)()
    stream = desk.stream("Once")
    entry = desk.stories()[stream][0][1]
    assert isinstance(entry, Entered)
    return f"{stream}@{ENTRY}", entry.works[0].work


def test_the_same_is_not_entered_twice(desk: Desk) -> None:
    entry, work = first(desk)
    error = refused_as(desk, entering(desk, work))
    assert (error.code, error.params["holder"]) == ("claim_taken", UUID(entry.partition("@")[0]))
    desk.act("rescind", "Once")
    assert refused_as(desk, entering(desk, work)).code == "claim_taken"


def test_what_was_entered_in_error_is_entered_anew(desk: Desk) -> None:
    entry, work = first(desk)
    strike = struck(desk, entry)
    again = entering(desk, work)()
    with pytest.raises(Invalid) as refused:
        struck(desk, strike)
    assert [(one.field, one.code) for one in refused.value.problems] == [("act", "entered_again")]
    assert problem_sentence(refused.value.problems[0]).startswith("The same has been entered again since: Once.")
    second_strike = struck(desk, again.acts[-1])
    struck(desk, strike)
    with pytest.raises(Invalid):
        struck(desk, second_strike)
    assert refused_as(desk, entering(desk, work)).code == "claim_taken"


def test_what_was_announced_in_error_is_entered_anew(desk: Desk) -> None:
    entry, work = first(desk)
    desk.announce(entry)
    stream, author = entry.partition("@")[0], by()
    form = {**desk.form("announced-in-error", author, effective="22 October 2026"), "nominations": [stream]}
    record_act(desk.ledger, author, "announced-in-error", form, desk.stories())
    entering(desk, work)()
    author = by()
    form = {**desk.form("enter-anew", author, effective="23 October 2026"), "nominations": [stream]}
    error = refused_as(desk, lambda: record_act(desk.ledger, author, "enter-anew", form, desk.stories()))
    assert (error.code, error.params) == ("entered_again", {"name": "Once"})


def test_of_two_who_enter_it_anew_at_once_one_is_refused(desk: Desk) -> None:
    entry, work = first(desk)
    struck(desk, entry)
    one, other = entering(desk, work), entering(desk, work)
    one()
    assert refused_as(desk, other).code == "claim_taken"


def test_entry_is_not_made_anew_while_its_strike_is_struck_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    entry, work = first(desk)
    strike = struck(desk, entry)
    save, enter = desk.ledger.save, entering(desk, work)

    def meanwhile(draft: object, request: object) -> Receipt:
        monkeypatch.setattr(desk.ledger, "save", save)
        struck(desk, strike)
        return save(draft, request)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.ledger, "save", meanwhile)
    with pytest.raises((Conflict, Refused)) as refused:
        enter()
    assert refused.value.code in ("claim_taken", "guard_failed")
