"""Decisions as sentences."""

from __future__ import annotations

from ledger.domain import ruling
from ledger.domain.event import Event
from ledger.wording.catalogue import gettext as _
from ledger.wording.names import isolated
from ledger.wording.ruling_kinds import RULING_KINDS
from ledger.wording.times import say_when
from ledger.wording.vocabulary import BODIES, REASONS


def say_ruling(event: Event) -> str:
    """One sentence for organisers and auditors; empty for what is no event of a decision.

    It tells of no target: whoever may know of one reads it there.
    """
    if isinstance(event, ruling.Made):
        return decided_by(event.body, "", say_when(event.effective))
    if isinstance(event, ruling.Announced):
        return _("A decision is announced, %(when)s.") % {"when": say_when(event.effective)}
    if isinstance(event, ruling.AnnouncementTakenBack):
        return _("The announcement of a decision is taken back, %(when)s.") % {"when": say_when(event.effective)}
    if isinstance(event, ruling.TextApproved):
        return _("What a decision says to the public is approved.")
    return RULING_KINDS[event.TOPIC] + "." if isinstance(event, ruling.Struck) else ""


def decided_by(body: str, name: str, when: str) -> str:
    """Who decided, by the edition's own name for the body where it has one."""
    who = isolated(name) or BODIES.get(body, isolated(body))
    return _("Decided by %(body)s, %(when)s.") % {"body": who, "when": when}


def say_rule(rule: str | None, *, told: bool = True) -> str:
    """Which rule a decision cites."""
    if not told:
        return _("The rule is not told.")
    return _("Cited: rule %(rule)s.") % {"rule": isolated(rule)} if rule else _("No rule cited.")


def say_reason(reason: str) -> str:
    """The public reason."""
    return REASONS.get(reason, "")
