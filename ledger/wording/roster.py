"""Who may do what on a show, in words."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.domain.event import Event
from ledger.domain.roster import RoleEnded, RoleGranted
from ledger.wording.catalogue import Words, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.names import isolated
from ledger.wording.vocabulary import ROLES

DOES = Words(
    {
        "set_up": noted("sets up editions, categories and rules"),
        "file": noted("files documents, records what is asked and what became of it, and what is said"),
        "enter": noted("enters nominations, parties and works, and puts names right"),
        "withdraw": noted("records what nominees and winners ask for or do themselves"),
        "rule": noted("records rulings"),
        "confer": noted("records results"),
        "announce": noted("announces, and takes announcements back"),
        "import": noted("imports spreadsheets"),
        "retry": noted("asks for another try of what a read model holds back"),
        "propose": noted("under four eyes, proposes whatever an organiser could record"),
        "confirm": noted(
            "under four eyes, confirms what somebody else proposed, as far as the role covers that itself"
        ),
        "roster": noted("grants and ends roles on a show"),
        "read": noted("reads what is not announced, but for what stands below"),
        "results": noted("reads results before the public hears them"),
        "private": noted("reads who asked, the source and the private reason of an act"),
        "log": noted("reads the log, and what others recorded"),
        "read_access": noted("reads who read what is confidential"),
        "links": noted("makes links for parties without an account, and ends them"),
        "door": noted("checks guests in"),
        "accounts": noted("invites colleagues and closes accounts"),
    }
)
"""What each power of `ledger.application.roles` comes to."""


def say_roster(event: Event, story: Sequence[Event]) -> str | None:
    """The sentence of an act on a show's roster; None for what is none. `story` is its stream, for the grant that is ended."""
    if isinstance(event, RoleGranted):
        template = _("%(name)s is on the roster of the show from now on: %(role)s.")
        return template % {"name": person_of(event), "role": ROLES.get(event.role, event.role)}
    if not isinstance(event, RoleEnded):
        return None
    granted = next((one for one in story if one.originator_version == event.grant), None)
    if not isinstance(granted, RoleGranted):
        return _("A role on the roster of the show is ended.")
    template = _("%(name)s is on the roster of the show no longer as: %(role)s.")
    return template % {"name": person_of(granted), "role": ROLES.get(granted.role, granted.role)}


def person_of(grant: RoleGranted) -> str:
    """As whom it knows the person."""
    return isolated(grant.name.text or _("[erased]"))
