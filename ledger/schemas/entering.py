"""Schemas of the commands of `ledger.application.entries`: what a party, a work, a nomination, an award may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from ledger.schemas.commands import SOURCES, Command, one_of
from ledger.schemas.mapping_values import PARTY_KINDS, WORK_KINDS
from ledger.schemas.names import Address, Identifier, Ordinal
from ledger.schemas.texts import Line, Prose

LISTINGS = ("nominee", "recorded")
BECAUSE = ("no_announced_nominations", "preliminary", "write_in", "honorary")
MARKS = ("not_standing",)


class ExternalIdPart(Schema):
    """What another catalogue, the `scheme`, calls a party or a work."""

    scheme = Address(required=True)
    value = Identifier(required=True)


class RegisterPartyCommand(Command):
    """Add a party."""

    name = Line(required=True)
    kind = fields.String(required=True, validate=one_of(*PARTY_KINDS))
    external = fields.List(fields.Nested(ExternalIdPart), load_default=list)


class RegisterWorkCommand(Command):
    """Add a work."""

    title = Line(required=True)
    kind = fields.String(required=True, validate=one_of(*WORK_KINDS))
    external = fields.List(fields.Nested(ExternalIdPart), load_default=list)


class WorkPart(Schema):
    """A work with the title the list gives it."""

    work = fields.UUID(required=True)
    title = Line(required=True)


class CreditPart(Schema):
    """One name on a nomination: whose, as credited, as what."""

    party = fields.UUID(required=True)
    name = Line(required=True)
    role = Line(load_default=None)


class EnterNominationCommand(Command):
    """Enter a nomination; `details` name the thing itself (song, character), `because` says why a recorded one was not announced."""

    edition = fields.UUID(required=True)
    category = fields.UUID(required=True)
    effective = Line(load_default="unknown")
    works = fields.List(fields.Nested(WorkPart), load_default=list)
    credits = fields.List(fields.Nested(CreditPart), load_default=list)
    details = fields.List(Line(), load_default=list)
    citation = Prose(load_default=None)
    credit_line = Prose(load_default=None)
    listing = fields.String(load_default="nominee", validate=one_of(*LISTINGS))
    because = fields.String(load_default=None, validate=one_of(*BECAUSE))
    marks = fields.List(fields.String(validate=one_of(*MARKS)), load_default=list)
    order = Ordinal(load_default=None)
    source_kind = fields.String(load_default="none", validate=one_of(*SOURCES))
    source_note = Prose(load_default=None)

    @validates_schema(skip_on_field_errors=True)
    def _something_is_entered(self, data: Mapping[str, Any], **_: Any) -> None:
        if not names_something(data["works"], data["credits"], data["credit_line"], data["citation"]):
            raise ValidationError("nothing_named", "works")

    @validates_schema(skip_on_field_errors=True)
    def _recorded_because(self, data: Mapping[str, Any], **_: Any) -> None:
        if (data["listing"] == "recorded") != (data["because"] is not None):
            raise ValidationError("because_when_recorded", "because")


class ConferCommand(Command):
    """The award of its category goes to a nomination."""

    nomination = fields.UUID(required=True)
    effective = Line(required=True)
    source_kind = fields.String(load_default="none", validate=one_of(*SOURCES))


def names_something(*what: object) -> bool:
    """Whether an entry has works, credits, a credit line or a citation: one of them at least says what it is about."""
    return any(what)
