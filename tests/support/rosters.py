"""Rosters for tests: somebody in a role, and every kind of command on a show as they would send it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from ledger.application.act_forms import record_act
from ledger.application.announcement_forms import record_announcement
from ledger.application.draft import Draft
from ledger.application.entering import record_entry
from ledger.application.ledger import Ledger
from ledger.application.settings_changes import record_change
from ledger.application.show_opening import record_show
from ledger.application.shows import establish_show
from ledger.bootstrap import Services
from ledger.demo.people import PEOPLE
from ledger.domain.nomination import ENTRY, Entered
from ledger.domain.values import Personal, Provenance
from ledger.projections.nominees import find_edition
from tests.application.test_withdrawing import nomination
from tests.support.documents import file_document

Send = Callable[[Provenance], object]
ADMINISTRATOR = PEOPLE[3]


def as_(role: str, account: UUID, name: str = "Farid Khan") -> Provenance:
    """A fresh command of somebody."""
    return Provenance(actor=account, name=Personal(account, name), role=role, command=uuid4(), via="web")


def meridian(ledger: Ledger) -> UUID:
    """The show."""
    found = ledger.holder("show_address", "meridian")
    assert found is not None
    return found


def grant(ledger: Ledger, author: Provenance, account: UUID, role: str, show: UUID | None = None) -> int:
    """Grant a role; the version of the grant."""
    form = {"command": str(author.command), "person": str(account), "person_name": "Farid Khan", "role": role}
    receipt = record_show(ledger, author, "grant", form, show or meridian(ledger))
    return int(receipt.acts[0].partition("@")[2])


def end(ledger: Ledger, author: Provenance, version: int, **typed: str) -> None:
    """End a role."""
    record_show(
        ledger, author, "end-role", {"command": str(author.command), "grant": str(version), **typed}, meridian(ledger)
    )


def withdrawal(demo: Services, author: Provenance, title: str = "Static") -> dict[str, Any]:
    """The form of a withdrawal."""
    return {
        "command": str(author.command),
        "seen": str(demo.ledger.recorder.head()[0]),
        "nominations": [nomination(demo, title)["id"]],
        "effective": "20 October 2026",
        "reason": "own_wish",
        "capacity": "nominee",
        "body": "committee",
    }


def another_show(ledger: Ledger, account: UUID, *roles: str) -> UUID:
    """A show of its own, with an account on its roster."""
    draft = Draft(as_("operator", UUID(int=1)))
    show = establish_show(ledger, draft, name="Another", address=f"another-{uuid4().hex[:8]}", zone="UTC")
    ledger.save(draft, {"show": "another"})
    for role in roles:
        grant(ledger, as_("administrator", ADMINISTRATOR.id), account, role, show)
    return show


def commands(demo: Services) -> dict[str, tuple[str, Send]]:
    """Every kind of command on a show: the power it takes, and how it is sent."""
    ledger = demo.ledger
    edition = UUID(hex=find_edition(demo.lists, "meridian", "12").edition["subject"])
    entry = UUID(nomination(demo, "Static")["id"])
    stories = ledger.stories([entry])
    entered = stories[entry][0][1]
    assert isinstance(entered, Entered)
    head = str(ledger.recorder.head()[0])

    def sent(author: Provenance, **typed: Any) -> dict[str, Any]:
        return {"command": str(author.command), "seen": head, **typed}

    new = {"category": str(entered.category), "title": "Once More", "work_kind": "film", "effective": "1 October 2026"}
    acts = [f"{entry}@{ENTRY}"]
    return {
        "withdraw": ("withdraw", lambda a: record_act(ledger, a, "withdraw", withdrawal(demo, a), stories)),
        "enter": ("enter", lambda a: record_entry(ledger, a, edition, sent(a, **new), stories)),
        "announce": ("announce", lambda a: record_announcement(ledger, a, edition, sent(a, acts=acts), "UTC")),
        "settings": (
            "set_up",
            lambda a: record_change(ledger, a, edition, "names", sent(a, name="12th", how="renamed")),
        ),
        "file": ("file", lambda a: file_document(ledger, a, edition)),
        **_of_the_show(ledger, sent),
    }


def _of_the_show(ledger: Ledger, sent: Callable[..., dict[str, Any]]) -> dict[str, tuple[str, Send]]:
    show = meridian(ledger)
    opened = {"name": "13th", "address": "13", "label": "13th", "ordinal": "13", "zone": "UTC"}
    named = {"name": "Meridian", "how": "renamed"}
    return {
        "names": ("set_up", lambda a: record_show(ledger, a, "show-names", sent(a, **named), show)),
        "open": ("set_up", lambda a: record_show(ledger, a, "edition", sent(a, **opened), show)),
        "grant": ("roster", lambda a: grant(ledger, a, UUID(int=99), "door")),
    }
