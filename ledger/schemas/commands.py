"""One schema per command, whoever sends it: form, JSON, command line, import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from marshmallow import EXCLUDE, Schema, ValidationError, fields, pre_load, validate

from ledger.domain.announcement import CHANNELS, SPEAKERS, WHY_UNTOLD
from ledger.errors import Invalid, Problem
from ledger.schemas.texts import Line, Prose

CAPACITIES = (
    "nominee", "co_nominee", "group", "producer", "label", "manager", "publisher", "agent", "guardian", "heir", "counsel", "body",
)  # fmt: skip
SOURCES = ("letter", "e_mail", "conversation", "post", "press", "minutes", "record", "none")


def one_of(*choices: str) -> validate.OneOf:
    """One of a closed list of codes."""
    return validate.OneOf(choices, error="unknown_choice")


class Command(Schema):
    """What every command form sends; unknown fields (tokens, buttons) are passed over."""

    class Meta:
        """Pass over what is not ours."""

        unknown = EXCLUDE

    command = fields.UUID(required=True)

    @pre_load
    def trim(self, data: Mapping[str, Any], **_kwargs: Any) -> dict[str, Any]:
        """Blank answers are no answers."""
        trimmed = {}
        for key, value in dict(data).items():
            plain = value.strip() if isinstance(value, str) else value
            if plain not in ("", None):
                trimmed[key] = plain
        return trimmed


class CitingCommand(Command):
    """What rests on a filed document says which: `instrument` is its id."""

    instrument = fields.UUID(load_default=None)


class AnnounceCommand(CitingCommand):
    """Announce acts of an edition; `seen` is the position up to which the author had read."""

    seen = fields.Integer(load_default=None)
    acts = fields.List(fields.String(), load_default=list)
    kept_back = fields.List(fields.String(), load_default=list)
    """What stays unsaid: `<act>:rule`, `<act>:reason`."""
    said_of = fields.String(load_default=None)
    """The entry that was announced in other words than the ledger's."""
    said = Line(load_default=None)
    effective = Line(load_default=None)
    over_court = Prose(load_default=None)
    untold = fields.String(load_default=None, validate=one_of(*WHY_UNTOLD))
    """Why somebody who is named to their disadvantage was not told first."""
    spoken_as = fields.String(load_default="organiser", validate=one_of(*SPEAKERS))
    through = fields.String(load_default="page", validate=one_of(*CHANNELS))


class TakeBackCommand(CitingCommand):
    """Take an announcement back, or call off one set for later; `seen` is the position up to which the author had read."""

    seen = fields.Integer(required=True)
    effective = Line(load_default=None)
    private_reason = Prose(load_default=None)


def load(schema: Schema, data: Mapping[str, Any]) -> dict[str, Any]:
    """Validated data. Raises Invalid with a problem per field."""
    try:
        loaded: dict[str, Any] = schema.load(data)
    except ValidationError as error:
        raise Invalid(list(_problems(error.messages_dict))) from None
    return loaded


def _problems(messages: Mapping[str, Any], prefix: str = "") -> list[Problem]:
    problems: list[Problem] = []
    for name, told in messages.items():
        field = f"{prefix}{name}"
        if isinstance(told, dict):
            problems += _problems({str(key): value for key, value in told.items()}, f"{field}.")
        else:
            problems.append(Problem(field, _code(str(told[0]))))
    return problems


def _code(message: str) -> str:
    if message == "Missing data for required field.":
        return "required"
    return message if message.replace("_", "").isalpha() and message.islower() else "unreadable"


def plain(data: Mapping[str, Any]) -> dict[str, object]:
    """Loaded data as strings and numbers, for the digest that tells a repeated command."""
    return {key: str(value) if isinstance(value, UUID) else value for key, value in data.items()}
