"""Names and numbers by which things are found: public addresses, time zones, ids in other catalogues, places in an order."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import available_timezones

from marshmallow import ValidationError, fields

from ledger.schemas.texts import Line

ADDRESS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""A public address: small letters, digits and single hyphens."""
ZONES = frozenset(available_timezones())
"""IANA names."""
LONGEST_NAME = 100
"""Characters of an address or an id."""
LARGEST_NUMBER = 999_999_999


class Address(Line):
    """A public address, chosen once and kept for ever: the rule of `ADDRESS`, at most 100 characters."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if len(text) > LONGEST_NAME or not ADDRESS.fullmatch(text):
            raise ValidationError("not_an_address")
        return text


class Zone(Line):
    """A time zone by its IANA name."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text not in ZONES:
            raise ValidationError("not_a_zone")
        return text


class Identifier(Line):
    """What another catalogue calls a thing: no blanks, at most 100 characters."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if len(text) > LONGEST_NAME or len(text.split()) != 1:
            raise ValidationError("not_an_id")
        return text


class Ordinal(fields.Field[int]):
    """A whole number from 1 to 999,999,999, also as digits 0 to 9."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        text = str(value)
        digits = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_NUMBER))
        if not digits or not int(text):
            raise ValidationError("not_an_ordinal")
        return int(text)
