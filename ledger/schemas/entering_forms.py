"""What the form sends by which a nomination is entered: works and names as typed or chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from ledger.schemas.acting import Lines
from ledger.schemas.commands import SOURCES, CitingCommand, one_of
from ledger.schemas.entering import BECAUSE, LISTINGS, names_something
from ledger.schemas.mapping_values import PARTY_KINDS, WORK_KINDS
from ledger.schemas.texts import Line, Prose

NAMES = 6
"""Names that the form takes; more are added to the nomination afterwards, one by one."""


class _EnterFields(CitingCommand):
    """All but the names."""

    seen = fields.Integer(required=True)
    category = fields.UUID(required=True)
    title = Line(load_default=None)
    work = fields.UUID(load_default=None)
    work_kind = fields.String(load_default="unknown", validate=one_of(*WORK_KINDS))
    details = Lines(load_default=None)
    citation = Prose(load_default=None)
    credit_line = Prose(load_default=None)
    listing = fields.String(load_default="nominee", validate=one_of(*LISTINGS))
    because = fields.String(load_default=None, validate=one_of(*BECAUSE))
    fills = Line(load_default=None)
    effective = Line(load_default="unknown")
    source_kind = fields.String(load_default="none", validate=one_of(*SOURCES))
    source_note = Prose(load_default=None)
    happened = fields.Boolean(load_default=False)
    irregular_reason = Prose(load_default=None)

    @validates_schema(skip_on_field_errors=True)
    def _something_is_entered(self, data: Mapping[str, Any], **_: Any) -> None:
        named = [data[f"{field}{number}"] for number in range(1, NAMES + 1) for field in ("name", "party")]
        if not names_something(data["title"], data["work"], any(named), data["credit_line"], data["citation"]):
            raise ValidationError("nothing_named", "title")

    @validates_schema(skip_on_field_errors=True)
    def _recorded_because(self, data: Mapping[str, Any], **_: Any) -> None:
        if (data["listing"] == "recorded") != (data["because"] is not None):
            raise ValidationError("because_when_recorded", "because")


def _names() -> dict[str, fields.Field[Any]]:
    found: dict[str, fields.Field[Any]] = {}
    for number in range(1, NAMES + 1):
        found[f"name{number}"] = Line(load_default=None)
        found[f"party{number}"] = fields.UUID(load_default=None)
        found[f"role{number}"] = Line(load_default=None)
        found[f"kind{number}"] = fields.String(load_default="person", validate=one_of(*PARTY_KINDS))
    return found


EnterForm = type("EnterForm", (_EnterFields,), _names())
"""With the names, numbered from 1."""
