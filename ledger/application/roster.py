"""The roster of a show: checked inside every command, granted and ended by acts of the show's own stream."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.four_eyes import Proposing
from ledger.application.ledger import Ledger, Story
from ledger.application.roles import MAY, WHOLE_LEDGER, require
from ledger.application.seen import check_seen
from ledger.domain import show
from ledger.domain.roster import FourEyesSet, RoleEnded, RoleGranted, Roster, roster_of, under_four_eyes
from ledger.domain.values import Provenance
from ledger.errors import Invalid, NotAllowed, Problem, Refused


def roster_in(story: Story) -> Roster:
    """Who is on the roster after this story of a show."""
    return roster_of(event for _position, event in story)


def check_may(ledger: Ledger, draft: Draft, power: str, on: UUID) -> None:
    """Raise NotAllowed unless the author may do this on the show now, in the role in which they act; or may propose it, if they only propose.

    The show is guarded: where the role is ended meanwhile, nothing is recorded.
    """
    by = draft.by
    check_covers(by, power)
    if by.role in WHOLE_LEDGER:
        return
    story = ledger.story(on)
    if by.role not in roster_in(story).roles_of(by.actor):
        raise NotAllowed("not_on_roster", role=by.role)
    draft.rely_on(on, story[-1][1].originator_version)


def check_covers(by: Provenance, power: str) -> None:
    """Raise NotAllowed `role_cannot` unless the author's role covers this, or proposing it where they only propose."""
    only_proposes = isinstance(by, Proposing) and power not in MAY.get(by.role, frozenset())
    require(by.role, "propose" if only_proposes else power)


def check_may_somewhere(ledger: Ledger, draft: Draft, power: str) -> None:
    """As `check_may` on any show: parties and works belong to all of them."""
    by = draft.by
    require(by.role, power)
    if by.role in WHOLE_LEDGER:
        return
    for on, story in ledger.stories(ledger.recorder.holders("show_address")).items():
        if by.role in roster_in(story).roles_of(by.actor):
            draft.rely_on(on, story[-1][1].originator_version)
            return
    raise NotAllowed("on_no_roster", role=by.role)


def grant_role(draft: Draft, on: UUID, person: tuple[UUID, str], role: str) -> RoleGranted:
    """Put a person (id, name) on the roster of a show that the draft establishes or goes on."""
    account, name = person
    return draft.add(RoleGranted, on, person=account, name=draft.named(account, name), role=role)


def decide_grant(ledger: Ledger, by: Provenance, data: Mapping[str, Any]) -> Draft:
    """Grant a role (`role`) on a show (`show`) to an account (`person`, `person_name`).

    Raises NotAllowed, Conflict `settings_moved`, Invalid `has_role_already`.
    """
    draft, story = _changing(ledger, by, data)
    if data["person_name"] is None or data["role"] is None:
        raise Invalid([Problem("person", "unknown_choice")])
    if data["role"] in roster_in(story).roles_of(data["person"]):
        raise Invalid([Problem("person", "has_role_already")])
    grant_role(draft, data["show"], (data["person"], data["person_name"]), data["role"])
    return draft


def decide_end(ledger: Ledger, by: Provenance, data: Mapping[str, Any]) -> Draft:
    """End a role by the version of its grant (`grant`). Raises NotAllowed, Conflict `settings_moved`, Invalid `no_such_grant`.

    An organiser cannot end the last organiser's role: nobody on the show could grant another.
    """
    draft, story = _changing(ledger, by, data)
    roster = roster_in(story)
    grant = roster.grant(data["grant"])
    if grant is None:
        raise Invalid([Problem("grant", "no_such_grant")])
    organisers = [one for one in roster.granted if one.role == "organiser"]
    if organisers == [grant] and by.role not in WHOLE_LEDGER:
        raise Refused("last_organiser")
    draft.add(RoleEnded, data["show"], grant=data["grant"])
    if under_four_eyes(event for _position, event in story) and by.role not in WHOLE_LEDGER:
        _check_enough(Roster(tuple(one for one in roster.granted if one is not grant)))
    return draft


def decide_four_eyes(ledger: Ledger, by: Provenance, data: Mapping[str, Any]) -> Draft:
    """Put a show under four eyes (`on`), or no longer; the latter is itself proposed and confirmed, as `Ledger.save` sees to.

    Raises NotAllowed, Conflict `settings_moved`, Invalid `stands_so_already`, Refused `too_few_for_four_eyes`.
    """
    draft, story = _changing(ledger, by, data)
    if under_four_eyes(event for _position, event in story) == data["on"]:
        raise Invalid([Problem("", "stands_so_already")])
    if data["on"]:
        _check_enough(roster_in(story))
    draft.add(FourEyesSet, data["show"], on=data["on"])
    return draft


def _check_enough(roster: Roster) -> None:
    """Refuse a roster on which nobody could confirm what another proposes: an organiser, and one more who may propose."""
    may_propose = {one.person for one in roster.granted if "propose" in MAY[one.role]}
    if len(may_propose) < len(("proposer", "confirmer")) or all(one.role != "organiser" for one in roster.granted):
        raise Refused("too_few_for_four_eyes")


def _changing(ledger: Ledger, by: Provenance, data: Mapping[str, Any]) -> tuple[Draft, Story]:
    draft, on = Draft(by), data["show"]
    story = ledger.story(on)
    if not isinstance(story[0][1], show.Established):
        raise Refused("not_a_show")
    check_may(ledger, draft, "roster", on)
    check_seen(ledger, data["seen"], story[-1][0], "settings_moved")
    draft.goes_on(on, story[-1][1].originator_version)
    return draft, story
