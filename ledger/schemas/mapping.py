"""The schema of a mapping file: every problem is told with its key path and, as a code, what would be right.

Codes are worded by `ledger.wording.importing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from ledger.errors import Invalid, Problem
from ledger.schemas import mapping_values as values
from ledger.schemas.mapping_editions import AnnouncedSchema, EditionSchema, OneEditionSchema, Part
from ledger.schemas.mapping_fields import (
    MESSAGES,
    Fault,
    Flag,
    Kinds,
    Number,
    Separator,
    Text,
    Texts,
    Zone,
    fault,
)
from ledger.schemas.names import ADDRESS


def _need(data: Mapping[str, Any], key: str, other: str) -> None:
    """Refuse `key` where `other`, which gives it its meaning, is not there."""
    if key in data and other not in data:
        raise fault("needs", key, other=other)


class _FileSchema(Part):
    MAKES = values.FileFormat

    delimiter = Text(allowed=values.DELIMITERS, required=True)
    encoding = Text(allowed=values.ENCODINGS)
    quoting = Text(allowed=values.QUOTING)
    short_rows = Flag()
    ignored = Texts()
    header_row = Number(most=values.LAST_HEADER_ROW)


class _ShowSchema(Part):
    MAKES = values.ShowMapping

    name = Text(required=True)
    address = Text(pattern=ADDRESS, required=True)
    zone = Zone(required=True)


class _CategorySchema(Part):
    MAKES = values.CategoryMapping

    name = Text(required=True)
    canonical = Text()
    group = Text()


class _WorksSchema(Part):
    MAKES = values.WorksMapping

    title = Text(required=True)
    id = Text()
    separator = Separator()
    scheme = Text(pattern=ADDRESS)
    unknown_ids = Texts(empty=True)
    kind = Text(allowed=values.WORK_KINDS)

    @validates_schema(skip_on_field_errors=True)
    def _ids_have_a_scheme(self, data: dict[str, Any], **_: Any) -> None:
        if "id" in data and "scheme" not in data:
            raise fault("key_missing", "scheme")
        for key in ("scheme", "unknown_ids"):
            _need(data, key, "id")


class _PeopleSchema(Part):
    MAKES = values.PeopleMapping

    name = Text(required=True)
    id = Text()
    separator = Separator()
    joined = Separator()
    scheme = Text(pattern=ADDRESS)
    unknown_ids = Texts(empty=True)
    kind = Text(allowed=values.PARTY_KINDS)
    kinds = Kinds()
    role = Text()

    @validates_schema(skip_on_field_errors=True)
    def _ids_have_a_scheme(self, data: dict[str, Any], **_: Any) -> None:
        if "id" in data and "scheme" not in data:
            raise fault("key_missing", "scheme")
        for key in ("scheme", "unknown_ids", "joined", "kinds"):
            _need(data, key, "id")
        if data.get("joined") is not None and data["joined"] == data.get("separator"):
            raise fault("same_separator", "joined", value=data["joined"])


class _WinnerSchema(Part):
    MAKES = values.WinnerMapping

    column = Text(required=True)
    won = Texts(least=1, required=True)
    not_won = Texts(empty=True, least=1, required=True)

    @validates_schema(skip_on_field_errors=True)
    def _one_meaning(self, data: dict[str, Any], **_: Any) -> None:
        for value in data["won"]:
            if value in data["not_won"]:
                raise fault("two_meanings", "not_won", value=value)


class _TextsSchema(Part):
    MAKES = values.TextsMapping

    credit_line = Text()
    detail = Text()
    detail_separator = Separator()
    note = Text()
    note_separator = Separator()
    citation = Text()

    @validates_schema(skip_on_field_errors=True)
    def _separators_have_a_column(self, data: dict[str, Any], **_: Any) -> None:
        _need(data, "detail_separator", "detail")
        _need(data, "note_separator", "note")


class _RowsSchema(Part):
    MAKES = values.RowsMapping

    style = Text(allowed=values.STYLES, required=True)
    key = Texts(least=1)

    @validates_schema(skip_on_field_errors=True)
    def _key_where_grouped(self, data: dict[str, Any], **_: Any) -> None:
        if data["style"] == "grouped" and "key" not in data:
            raise fault("key_missing", "key")
        if data["style"] != "grouped" and "key" in data:
            raise fault("needs", "key", other='style = "grouped"')


class _ReviewedSchema(Part):
    MAKES = values.ReviewedMapping

    file = Text(required=True)
    key = Texts(least=1, required=True)


class MappingSchema(Part):
    """The whole file; loading it gives a `SheetMapping`."""

    MAKES = values.SheetMapping

    file = fields.Nested(_FileSchema, required=True, error_messages=MESSAGES)
    show = fields.Nested(_ShowSchema, required=True, error_messages=MESSAGES)
    edition = fields.Nested(EditionSchema, error_messages=MESSAGES)
    one_edition = fields.Nested(OneEditionSchema, error_messages=MESSAGES)
    category = fields.Nested(_CategorySchema, required=True, error_messages=MESSAGES)
    works = fields.Nested(_WorksSchema, error_messages=MESSAGES)
    people = fields.Nested(_PeopleSchema, error_messages=MESSAGES)
    winner = fields.Nested(_WinnerSchema, error_messages=MESSAGES)
    announced = fields.Nested(AnnouncedSchema, error_messages=MESSAGES)
    texts = fields.Nested(_TextsSchema, error_messages=MESSAGES)
    rows = fields.Nested(_RowsSchema, error_messages=MESSAGES)
    reviewed = fields.Nested(_ReviewedSchema, error_messages=MESSAGES)

    @validates_schema(skip_on_field_errors=True)
    def _one_way_to_an_edition(self, data: dict[str, Any], **_: Any) -> None:
        if "edition" not in data and "one_edition" not in data:
            raise fault("key_missing", "edition")
        if "edition" in data and "one_edition" in data:
            raise fault("two_ways_to_an_edition", "one_edition")
        told = data.get("announced", values.AnnouncedMapping()).how
        if "one_edition" in data and data["one_edition"].year is None and told == "in_its_year":
            raise ValidationError(_nested("one_edition.year", Fault("key_missing")))

    @validates_schema(skip_on_field_errors=True)
    def _no_column_twice(self, data: dict[str, Any], **_: Any) -> None:
        mapping = values.SheetMapping(**data)
        read: dict[str, list[str]] = defaultdict(list)
        for path, column in mapping.uses():
            read[column].append(path)
        for column, paths in read.items():
            if len(paths) > 1:
                raise ValidationError(_nested(paths[-1], Fault("column_twice", column=column, other=paths[0])))
        for path, column in (*mapping.uses(), *mapping.keys()):
            if column in mapping.file.ignored:
                raise ValidationError(_nested("file.ignored", Fault("column_twice", column=column, other=path)))

    @validates_schema(skip_on_field_errors=True)
    def _something_is_nominated(self, data: dict[str, Any], **_: Any) -> None:
        if "works" not in data and "people" not in data:
            raise fault("nothing_nominated", "people")


def _nested(path: str, found: Fault) -> dict[str, Any]:
    messages: Any = [found]
    for key in reversed(path.split(".")):
        messages = {key: messages}
    return dict(messages)


def load_mapping(data: Mapping[str, Any]) -> values.SheetMapping:
    """The mapping that a parsed file holds; raises Invalid with every problem found, in the file's order of keys."""
    schema = MappingSchema()
    try:
        loaded = schema.load(data)
    except ValidationError as invalid:
        raise Invalid(list(_problems(invalid.messages, schema))) from None
    if not isinstance(loaded, values.SheetMapping):
        raise TypeError("the schema makes a SheetMapping")
    return loaded


def _problems(messages: Any, schema: Schema | None, path: str = "") -> Iterator[Problem]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            part = schema.fields.get(key) if schema is not None else None
            below = part.schema if isinstance(part, fields.Nested) else None
            where = path if key == "_schema" else f"{path}.{key}" if path else str(key)
            if inner == ["unknown_key"] and schema is not None:
                yield Problem(where, "unknown_key", {"allowed": tuple(schema.fields)})
            else:
                yield from _problems(inner, below if isinstance(below, Schema) else None, where)
        return
    for message in messages if isinstance(messages, list) else [messages]:
        if isinstance(message, Fault):
            yield Problem(path, message.code, message.params)
        else:
            yield Problem(path, str(message))
