"""One field of a command's schema by itself, for input that comes cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec
from marshmallow import Schema, ValidationError, fields, missing

from ledger.errors import Invalid
from ledger.schemas.commands import load

REMEMBERED = 20_000
"""Values: a spreadsheet repeats half of its cells, and a field gives the same text the same answer."""


class Answer(msgspec.Struct, frozen=True, gc=False):
    """What a field makes of a text: its value, or the code of what is wrong with the text."""

    value: Any
    code: str | None


FieldRule = Callable[[str], Answer]
"""Answers as loading the whole schema would; a blank text is none, as in a form."""


def field_rule(schema: type[Schema], *path: str) -> FieldRule:
    """The rule of the field at `path`, which leads through lists and parts."""
    field = schema().fields[path[0]]
    for name in path[1:]:
        inner = field.inner if isinstance(field, fields.List) else field
        if not isinstance(inner, fields.Nested):
            raise TypeError(f"nothing inside {name}")
        field = inner.schema.fields[name]
    if isinstance(field, fields.List):
        field = field.inner
    alone = Schema.from_dict({path[-1]: field})()

    @lru_cache(REMEMBERED)
    def ask(text: str) -> Answer:
        plain = text.strip()
        try:
            return Answer(field.deserialize(plain or missing), None)
        except ValidationError:
            return Answer(None, _code(alone, {path[-1]: plain} if plain else {}))

    return ask


def _code(alone: Schema, data: dict[str, str]) -> str:
    """What a form would be told."""
    try:
        load(alone, data)
    except Invalid as refused:
        return refused.problems[0].code
    raise TypeError("the field refused what its schema takes")
