"""The fields of a mapping file's schema. Each refuses with a code and parameters, never with a sentence."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import ValidationError, fields

from ledger.schemas import mapping_values as values
from ledger.schemas.names import ZONES

_FIRST_YEAR, _LAST_YEAR = 1000, 9999
MESSAGES: dict[str, str | list[Any] | dict[Any, Any]] = {
    "required": "key_missing",
    "null": "key_missing",
    "invalid": "wrong_type",
    "type": "not_a_table",
}


class Fault:
    """A code with parameters, carried through marshmallow's messages."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code = code
        self.params = params


def fault(code: str, field: str | None = None, /, **params: Any) -> ValidationError:
    """The refusal of a value, or of the `field` named."""
    messages: list[Any] = [Fault(code, **params)]
    return ValidationError(messages) if field is None else ValidationError({field: messages})


class Text(fields.Field[str]):
    """A text that is not blank; `allowed` closes the list of values."""

    default_error_messages = MESSAGES

    def __init__(self, allowed: Iterable[str] = (), pattern: re.Pattern[str] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.allowed = tuple(allowed)
        self.pattern = pattern

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise fault("not_a_text")
        if not value.strip():
            raise fault("empty_text")
        if self.allowed and value not in self.allowed:
            raise fault("not_one_of", value=value, allowed=self.allowed)
        if self.pattern is not None and not self.pattern.fullmatch(value):
            raise fault("not_an_address", value=value)
        return value


class Separator(Text):
    """What stands between several values of one cell; blanks alone are too easily part of a value."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise fault("not_a_text")
        if not value or value.isspace():
            raise fault("blank_separator")
        return value


class Zone(Text):
    """An IANA time zone."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text not in ZONES:
            raise fault("not_a_zone", value=text)
        return text


class Pattern(Text):
    """A text with placeholders in braces, such as `{number}`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            found = [
                (name, form, turned) for _, name, form, turned in string.Formatter().parse(text) if name is not None
            ]
        except ValueError:
            raise fault("broken_pattern", value=text) from None
        # After a colon stands how long the text is to be made: as long as the machine's memory, if somebody likes.
        if any(form or turned for _name, form, turned in found):
            raise fault("broken_pattern", value=text)
        names = [name for name, _form, _turned in found]
        if not names or not set(names) <= set(values.PLACEHOLDERS):
            raise fault("wrong_placeholder", value=text, allowed=values.PLACEHOLDERS)
        return text


class Texts(fields.Field[tuple[str, ...]]):
    """A list of texts, none of them twice; a text may be empty where `empty` says so."""

    default_error_messages = MESSAGES

    def __init__(self, *, empty: bool = False, least: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.empty = empty
        self.least = least

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise fault("not_texts")
        if len(value) < self.least:
            raise fault("empty_list")
        if not self.empty and not all(item.strip() for item in value):
            raise fault("empty_text")
        if twice := [item for item, n in Counter(value).items() if n > 1]:
            raise fault("listed_twice", value=twice[0])
        return tuple(value)


class Flag(fields.Field[bool]):
    """`true` or `false`."""

    default_error_messages = MESSAGES

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise fault("not_a_flag")
        return value


class Number(fields.Field[int]):
    """A whole number from 1 to `most`."""

    default_error_messages = MESSAGES

    def __init__(self, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= self.most:
            raise fault("not_a_number", most=self.most)
        return value


class Year(fields.Field[int]):
    """A year (AD, four digits)."""

    default_error_messages = MESSAGES

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:
        if not _is_year(value):
            raise fault("not_a_year")
        return int(value)


def _is_year(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and _FIRST_YEAR <= value <= _LAST_YEAR


class Years(fields.Field[dict[str, int]]):
    """A table of years (AD, four digits) by edition."""

    default_error_messages = MESSAGES

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> dict[str, int]:
        if not isinstance(value, dict):
            raise fault("not_a_table")
        wrong = {key: [Fault("not_a_year")] for key, year in value.items() if not _is_year(year)}
        if wrong:
            raise ValidationError(wrong)
        return value


class Kinds(fields.Field[dict[str, str]]):
    """A table of party kinds by the beginning of an id."""

    default_error_messages = MESSAGES

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> dict[str, str]:
        if not isinstance(value, dict):
            raise fault("not_a_table")
        wrong = {
            prefix: [Fault("not_one_of", value=kind, allowed=values.PARTY_KINDS)]
            for prefix, kind in value.items()
            if kind not in values.PARTY_KINDS
        }
        if wrong:
            raise ValidationError(wrong)
        return value
