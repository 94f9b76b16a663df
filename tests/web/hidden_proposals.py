"""What is proposed, returned, withdrawn and confirmed under four eyes: the public is told nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

from ledger.application.editions import edition_seen
from ledger.application.proposable import Form
from ledger.application.proposals import confirm, give_back, propose, withdraw
from ledger.application.roster import roster_in
from ledger.bootstrap import Services
from ledger.domain.roster import under_four_eyes
from tests.support.four_eyes import SECOND, second, stories, switch
from tests.support.rosters import grant, meridian
from tests.support.services import by
from tests.web.hidden_imports import confirmed_of_an_edition, proposed_of_an_edition
from tests.web.hidden_settings import MARKER, announced_edition


def proposal(demo: Services, form: Form) -> UUID:
    """Made by the first organiser."""
    return propose(demo.ledger, by(), form, stories(demo))[1]


def entering(demo: Services) -> Form:
    """The form that enters a nomination."""
    seen = {"seen": str(demo.ledger.recorder.head()[0]), "command": str(uuid4())}
    categories = edition_seen(demo.ledger, announced_edition(demo)).categories
    held = next(id_ for id_, one in categories.items() if one.stands)
    told = {"title": MARKER, "work_kind": "film", "effective": "2026-10-01", "source_note": MARKER, "name1": MARKER}
    return Form("enter", None, announced_edition(demo), {**seen, **told, "category": str(held)})


def naming(demo: Services) -> Form:
    """The form that names the edition, which the public would read at once."""
    seen = {"seen": str(demo.ledger.recorder.head()[0]), "command": str(uuid4())}
    return Form("setting", "names", announced_edition(demo), {**seen, "name": MARKER, "how": "renamed"})


@contextmanager
def four_eyes(demo: Services) -> Iterator[None]:
    """The show under four eyes meanwhile; two switch them off again."""
    ledger, show = demo.ledger, meridian(demo.ledger)
    if not roster_in(ledger.story(show)).roles_of(SECOND):
        grant(ledger, by(), SECOND, "organiser")
    switch(demo, by())
    yield
    off = Form("show", "four-eyes", show, {"command": str(uuid4()), "on": "off"})
    confirm(ledger, second(), proposal(demo, off), stories(demo))
    assert not under_four_eyes(event for _position, event in ledger.story(show))


def proposed_and_left(demo: Services) -> None:
    with four_eyes(demo):
        proposal(demo, entering(demo))
        proposal(demo, naming(demo))


def proposed_and_returned(demo: Services) -> None:
    with four_eyes(demo):
        give_back(demo.ledger, second(), proposal(demo, naming(demo)), {"command": str(uuid4()), "reason": MARKER})
        withdraw(demo.ledger, by(), proposal(demo, entering(demo)))


def proposed_and_confirmed(demo: Services) -> None:
    with four_eyes(demo):
        confirm(demo.ledger, second(), proposal(demo, entering(demo)), stories(demo))


def import_proposed(demo: Services) -> None:
    with four_eyes(demo):
        proposed_of_an_edition(demo, f"{MARKER} proposed")


def import_confirmed(demo: Services) -> None:
    with four_eyes(demo):
        confirmed_of_an_edition(demo, f"{MARKER} confirmed")


HIDDEN_PROPOSALS: tuple[Callable[[Services], None], ...] = (
    proposed_and_left,
    proposed_and_returned,
    proposed_and_confirmed,
    import_proposed,
    import_confirmed,
)
