"""The roster of a show: who may do what there, as part of the log (ARCHITECTURE.md, Writing). It stands in the show's own stream.

A role holds from the moment it is recorded until its end is, never from before: what somebody did meanwhile was done in that role.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple
from uuid import UUID

from ledger.domain.event import Event
from ledger.domain.values import Internal, Personal

ROLES = ("organiser", "deputy", "tabulator", "door", "auditor")
"""What a person can be on a show's roster, the widest first. An administrator is one of the whole ledger, and on none."""


class RoleGranted(Event, frozen=True, kw_only=True):
    """From now on this person may do on the show what the role may. A person can have several roles."""

    TOPIC: ClassVar[str] = "show.role_granted"

    person: Internal[UUID]
    """The account, by which acts name their author."""
    name: Internal[Personal]
    """As the account was called then."""
    role: Internal[str]
    """organiser · deputy · tabulator · door · auditor."""


class RoleEnded(Event, frozen=True, kw_only=True):
    """From now on the role granted by that act is no longer this person's; what was done in it stays done."""

    TOPIC: ClassVar[str] = "show.role_ended"

    grant: Internal[int]
    """The version of the grant in this stream."""


class FourEyesSet(Event, frozen=True, kw_only=True):
    """From now on acts on the show are proposed by one person and confirmed by another, or no longer."""

    TOPIC: ClassVar[str] = "show.four_eyes_set"

    on: Internal[bool]


class Roster(NamedTuple):
    """Who is on it now, in the order in which they came."""

    granted: tuple[RoleGranted, ...] = ()

    def roles_of(self, person: UUID) -> tuple[str, ...]:
        """Every role of a person, the widest first."""
        held = {grant.role for grant in self.granted if grant.person == person}
        return tuple(role for role in ROLES if role in held)

    def grant(self, version: int) -> RoleGranted | None:
        """The grant of that version, if it stands."""
        return next((one for one in self.granted if one.originator_version == version), None)


def roster_of(events: Iterable[Event]) -> Roster:
    """The roster after these acts of a show's stream."""
    standing: dict[int, RoleGranted] = {}
    for event in events:
        if isinstance(event, RoleGranted):
            standing[event.originator_version] = event
        elif isinstance(event, RoleEnded):
            standing.pop(event.grant, None)
    return Roster(tuple(standing.values()))


def under_four_eyes(events: Iterable[Event]) -> bool:
    """Whether these acts of a show's stream leave it under four eyes."""
    on = False
    for event in events:
        if isinstance(event, FourEyesSet):
            on = event.on
    return on
