"""The demo's show under four eyes: who proposes and who confirms, and the forms that they send."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from ledger.application.announcement_forms import record_announcement
from ledger.application.entering import record_entry
from ledger.application.ledger import Ledger, Receipt
from ledger.application.proposable import Form, Stories
from ledger.application.proposals import confirm, propose
from ledger.application.show_opening import record_show
from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.domain.nomination import ENTRY, Entered
from ledger.domain.values import Provenance
from ledger.errors import LedgerError
from ledger.projections.nominees import find_edition, nominations_of
from tests.application.test_withdrawing import nomination
from tests.support.documents import LETTER, PDF, sent
from tests.support.rosters import as_, grant, meridian, withdrawal
from tests.support.services import by, follow

SECOND = UUID(int=0x5EC0)
"""Another organiser of the demo's show."""
DEPUTY, AUDITOR = PEOPLE[1], PEOPLE[2]


def second() -> Provenance:
    """A fresh command of the second organiser."""
    return as_("organiser", SECOND, "Nargis Fatima")


def switch(demo: Services, author: Provenance, to: str = "on", show: UUID | None = None) -> Receipt:
    """Put a show under four eyes, or try to end that."""
    form = {"command": str(author.command), "on": to}
    return record_show(demo.ledger, author, "four-eyes", form, show or meridian(demo.ledger))


def two_organisers(demo: Services) -> None:
    """Put the second organiser on the roster of the demo's show and the show under four eyes."""
    grant(demo.ledger, by(), SECOND, "organiser")
    switch(demo, by())
    follow(demo)


def edition_of(demo: Services) -> UUID:
    """The demo's edition."""
    return UUID(hex=find_edition(demo.lists, "meridian", "12").edition["subject"])


def stories(demo: Services) -> Stories:
    """Every nomination of it, with its story."""
    return demo.ledger.stories([UUID(hex=one) for one in nominations_of(demo.lists, edition_of(demo).hex)])


def withdrawing(demo: Services, title: str = "Static", **typed: Any) -> Form:
    """The form that withdraws a nomination."""
    return Form("act", "withdraw", None, {**withdrawal(demo, by(), title), **typed})


def entered(demo: Services) -> str:
    """The entry of a new nomination that is not announced, before four eyes are on."""
    edition, ledger = edition_of(demo), demo.ledger
    author = by()
    head = str(ledger.recorder.head()[0])
    new = _of_static(demo) | {"command": str(author.command), "seen": head, "title": "Told Too Soon"}
    receipt = record_entry(ledger, author, edition, new, stories(demo))
    follow(demo)
    return next(one for one in receipt.acts if isinstance(ledger.story(UUID(one.partition("@")[0]))[0][1], Entered))


def announced(demo: Services) -> UUID:
    """An announcement that can be taken back, of a new nomination, made before four eyes are on."""
    edition, ledger = edition_of(demo), demo.ledger
    act, author = entered(demo), by()
    told = record_announcement(
        ledger, author, edition, {"command": str(author.command), "acts": [act]}, "UTC", stories(demo)
    )
    follow(demo)
    return UUID(told.acts[0].partition("@")[0])


def _of_static(demo: Services) -> dict[str, Any]:
    entry = demo.ledger.story(UUID(nomination(demo, "Static")["id"]))[0][1]
    assert isinstance(entry, Entered)
    return {"category": str(entry.category), "work_kind": "film", "effective": "1 October 2026"}


def forms(demo: Services) -> dict[str, Form]:
    """One form of every kind that can be proposed, as they could be sent now; call `announced` first for the announcement to take back."""
    ledger, edition, show = demo.ledger, edition_of(demo), meridian(demo.ledger)
    seen = {"seen": str(ledger.recorder.head()[0]), "command": str(by().command)}
    entry, of_static = nomination(demo, "Static")["id"], _of_static(demo)
    opened = {"name": "13th", "address": "13", "label": "13th", "ordinal": "13", "zone": "UTC"}
    person = {"person": str(UUID(int=99)), "person_name": "Farid Khan", "role": "door"}
    nobody = {"category": of_static["category"], "stage": "chosen", "body": "organiser", "reason": "nobody_left"}
    return {
        "act": withdrawing(demo),
        "several": Form("act", "withdraw", None, withdrawal(demo, by()) | {"nominations": [entry, _other(demo)]}),
        "enter": Form("enter", None, edition, of_static | seen | {"title": "Once More"}),
        "announce": Form("announce", None, edition, {**seen, "acts": [f"{entry}@{ENTRY}"]}),
        "no_award": Form("no_award", None, edition, nobody | seen),
        "document": Form("document", "file", edition, _letter(ledger) | seen),
        "request": Form(
            "request",
            "new",
            edition,
            {**seen, "asker_words1": "Somebody", "nominations": [entry], "wishes": ["withdraw"]},
        ),
        "statement": Form("statement", "new", edition, {**seen, "words": "Somebody", "channel": "press"}),
        "setting": Form("setting", "names", edition, {**seen, "name": "12th", "how": "renamed"}),
        "names": Form("show", "show-names", show, {**seen, "name": "Meridian", "how": "renamed"}),
        "open": Form("show", "edition", show, opened | seen),
        "grant": Form("show", "grant", show, person | seen),
        "four_eyes": Form("show", "four-eyes", show, {**seen, "on": "off"}),
    }


def _letter(ledger: Ledger) -> dict[str, Any]:
    document = uuid4()
    return LETTER | {"document": str(document), "kept": sent(ledger, document, ("letter.pdf", PDF))}


def _other(demo: Services) -> str:
    other: str = nomination(demo, "Paper Lanterns")["id"]
    return other


def proposed(demo: Services, form: Form, author: Provenance | None = None) -> UUID:
    """The proposal that somebody makes of a form."""
    return propose(demo.ledger, author or by(), form, stories(demo))[1]


def confirmed(demo: Services, proposal: UUID, author: Provenance | None = None) -> Receipt:
    """The second organiser confirms it, or somebody else."""
    return confirm(demo.ledger, author or second(), proposal, stories(demo))


def code_of(act: Callable[[], object]) -> str:
    """Why it is refused."""
    with pytest.raises(LedgerError) as refused:
        act()
    return refused.value.code
