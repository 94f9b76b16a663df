"""What the forms of requests and statements send."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from ledger.domain.request import ANSWERS, CAPACITIES, CONFIRMED, DIRECTIONS, OUTCOMES, REASONS, WISHES
from ledger.domain.statement import CHANNELS
from ledger.schemas.commands import SOURCES, CitingCommand, Command, one_of
from ledger.schemas.names import Identifier, Ordinal
from ledger.schemas.texts import Line, Prose

ASKERS = 3
"""Askers that the form takes."""
BY_LINK = (
    "withdraw",
    "take_name_off",
    "put_right",
    "change_name",
    "not_voted",
    "not_attend",
    "reconsider",
    "reinstate",
)
"""What a party may ask by its own link, about what is announced."""
LINK_CAPACITIES = ("nominee", "group", "agent", "manager", "guardian", "heir", "counsel")
OF_NOMINATIONS = ("nomination", "award", "invitation")
ON_NAME = "[0-9a-f-]{36}:[0-9a-f-]{36}"
CONSEQUENCES = ("rescind", "not_counted", "off_ballot", "may_not_win", "review")
"""What may follow from what is granted instead of the very wish."""
ON_CONSEQUENCE = f"[0-9]{{1,6}}:(?:{'|'.join(CONSEQUENCES)})"
ON_TARGET = f"[0-9]{{1,6}}:(?:{'|'.join(OUTCOMES)})"


class _RequestFields(CitingCommand):
    """All but who asks; `seen` is the position up to which the author had read."""

    seen = fields.Integer(required=True)
    direction = fields.String(load_default="of_organiser", validate=one_of(*DIRECTIONS))
    nominations = fields.List(fields.UUID(), load_default=list)
    about = fields.String(load_default="nomination", validate=one_of(*OF_NOMINATIONS))
    wishes = fields.List(fields.String(validate=one_of(*WISHES)), load_default=list)
    credits = fields.List(
        fields.String(validate=validate.Regexp(f"^{ON_NAME}$", error="unknown_choice")), load_default=list
    )
    """Names on nominations, `<nomination>:<credit>`."""
    credit_wish = fields.String(load_default=None, validate=one_of(*WISHES))
    party = fields.UUID(load_default=None)
    work = fields.UUID(load_default=None)
    whole_wish = fields.String(load_default=None, validate=one_of(*WISHES))
    together = fields.Boolean(load_default=False)
    words = Prose(load_default=None)
    sent = Line(load_default=None)
    received = Line(load_default=None)
    reply_by = Line(load_default=None)
    arises_from = fields.String(load_default=None)
    source_kind = fields.String(load_default="none", validate=one_of(*SOURCES))
    source_note = Prose(load_default=None)


def _askers() -> dict[str, fields.Field[Any]]:
    found: dict[str, fields.Field[Any]] = {}
    for number in range(1, ASKERS + 1):
        found[f"asker{number}"] = fields.UUID(load_default=None)
        found[f"asker_words{number}"] = Line(load_default=None)
        found[f"capacity{number}"] = fields.String(load_default="nominee", validate=one_of(*CAPACITIES))
        found[f"capacity_words{number}"] = Line(load_default=None)
        found[f"for_party{number}"] = fields.UUID(load_default=None)
        found[f"confirmed{number}"] = fields.String(load_default="not_known", validate=one_of(*CONFIRMED))
        found[f"confirmed_by{number}"] = Line(load_default=None)
    return found


RequestForm = type("RequestForm", (_RequestFields,), _askers())
"""With those who ask, numbered from 1."""


class DecideRequestForm(CitingCommand):
    """What becomes of a request, target by target; what is not named stays as it is."""

    seen = fields.Integer(required=True)
    outcomes = fields.List(
        fields.String(validate=validate.Regexp(f"^{ON_TARGET}$", error="unknown_choice")), load_default=list
    )
    """`<number>:<outcome>`."""
    consequences = fields.List(
        fields.String(validate=validate.Regexp(f"^{ON_CONSEQUENCE}$", error="unknown_choice")), load_default=list
    )
    """`<number>:<code>`, where something else follows than what was asked."""
    decided = Line(load_default=None)
    effective = Line(load_default=None)
    reason = fields.String(load_default="not_given", validate=one_of(*REASONS))
    body = Identifier(load_default="organiser")
    rule = Line(load_default=None)
    private_reason = Prose(load_default=None)
    happened = fields.Boolean(load_default=False)
    irregular_reason = Prose(load_default=None)


class EndingForm(CitingCommand):
    """What ends something: when, and by which document."""

    seen = fields.Integer(required=True)
    effective = Line(load_default=None)
    source_kind = fields.String(load_default="none", validate=one_of(*SOURCES))
    source_note = Prose(load_default=None)


class RetractRequestForm(EndingForm):
    """Taken back, for these targets or for all that are open."""

    targets = fields.List(Ordinal(), load_default=list)


class AnswerRequestForm(EndingForm):
    """What a party answered to what the organiser asked."""

    outcome = fields.String(required=True, validate=one_of(*ANSWERS))


class StrikeForm(Command):
    """Entered in error."""

    seen = fields.Integer(required=True)
    private_reason = Prose(load_default=None)


class StatementForm(CitingCommand):
    """Something said, by a party, a body or somebody in words."""

    seen = fields.Integer(required=True)
    party = fields.UUID(load_default=None)
    body = Identifier(load_default=None)
    words = Line(load_default=None)
    capacity = fields.String(load_default=None, validate=one_of(*CAPACITIES))
    channel = fields.String(required=True, validate=one_of(*CHANNELS))
    effective = Line(load_default=None)
    nominations = fields.List(fields.UUID(), load_default=list)
    about_party = fields.UUID(load_default=None)
    source_kind = fields.String(load_default="none", validate=one_of(*SOURCES))
    source_note = Prose(load_default=None)


class RefusalForm(Command):
    """That a party, or for a work somebody who may, asks not to be nominated; or no longer."""

    seen = fields.Integer(load_default=None)
    stands = fields.Boolean(required=True)
    words = Prose(load_default=None)
    source_kind = fields.String(load_default="none", validate=one_of(*SOURCES))
    source_note = Prose(load_default=None)


class LinkRequestForm(Command):
    """What a party asks by its own link, about nominations of its own."""

    nominations = fields.List(fields.UUID(), load_default=list)
    wish = fields.String(required=True, validate=one_of(*BY_LINK))
    capacity = fields.String(load_default="nominee", validate=one_of(*LINK_CAPACITIES))
    name = Line(load_default=None)
    """Of whoever asks for the party."""
    words = Prose(load_default=None)
