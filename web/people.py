"""Who is looking around: somebody signed in, or in the demo one of its people. Everything else of the pages asks here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID, uuid4

from flask import current_app

from ledger.application.roles import MAY
from ledger.bootstrap import Services
from ledger.domain.values import Personal, Provenance
from ledger.errors import Invalid, NotAllowed, Problem


class Person(Protocol):
    """Somebody who acts."""

    @property
    def key(self) -> str:
        """By which pages kept for them are told apart from those of others."""

    @property
    def id(self) -> UUID:
        """Whose acts theirs are, for ever."""

    @property
    def name(self) -> str:
        """As the log keeps it, sealed."""

    @property
    def role(self) -> str:
        """What they act as: a key of `MAY`."""


class Present(Protocol):
    """How the person looking around is told: by a sign-in, or by a choice of the demo's people."""

    def current(self) -> Person | None:
        """The person, None for the public."""

    def nobody(self) -> NotAllowed:
        """Why there is nobody, and what can be done about it."""

    def colleagues(self) -> Sequence[Person]:
        """Everybody who can be put on a roster, by name."""

    def ready(self, act: str) -> None:
        """Raises NotAllowed where the person has to prove themselves anew for this act."""


class Nobody:
    """Where nobody can sign in: everybody is the public."""

    def current(self) -> Person | None:
        """See `Present`."""
        return None

    def nobody(self) -> NotAllowed:
        """See `Present`."""
        return NotAllowed("nobody_chosen")

    def colleagues(self) -> Sequence[Person]:
        """See `Present`."""
        return ()

    def ready(self, act: str) -> None:
        """See `Present`."""


def services() -> Services:
    """The process's services."""
    found: Services = current_app.extensions["ledger_services"]
    return found


def _present() -> Present:
    present: Present = current_app.extensions["ledger_present"]
    return present


def current() -> Person | None:
    """The person looking around, None for the public."""
    return _present().current()


def colleagues() -> Sequence[Person]:
    """Everybody who can be put on a roster, by name."""
    return _present().colleagues()


def covers(act: str) -> bool:
    """Whether the person looking around may do this."""
    person = current()
    return person is not None and act in MAY[person.role]


def required(act: str) -> Person:
    """The person, if their role covers the act. Raises NotAllowed."""
    person = current()
    if person is None:
        raise _present().nobody()
    if act not in MAY[person.role]:
        raise NotAllowed("role_cannot", role=person.role, act=act)
    _present().ready(act)
    return person


def provenance(person: Person, command: str | None) -> Provenance:
    """Who does it, by which command: the id that the form carries, so that a form sent twice is one act."""
    try:
        chosen = UUID(command) if command else uuid4()
    except ValueError:
        raise Invalid([Problem("command", "unreadable")]) from None
    return Provenance(
        actor=person.id, name=Personal(person.id, person.name), role=person.role, command=chosen, via="web"
    )
