"""The tables of a mapping file that tell of editions, and what every table is."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, fields, post_load, validates_schema

from ledger.schemas import mapping_values as values
from ledger.schemas.mapping_fields import MESSAGES, Number, Pattern, Text, Year, Years, fault
from ledger.schemas.names import ADDRESS, LARGEST_NUMBER

_TABLE_MESSAGES = {"unknown": "unknown_key", "type": "not_a_table"}


class Part(Schema):
    """A table of the mapping; `MAKES` is what it becomes."""

    MAKES: type
    error_messages = _TABLE_MESSAGES

    class Meta:
        """Refuse what is not ours: a mistyped key would be passed over."""

        unknown = RAISE

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Any:
        return self.MAKES(**data)


class YearSchema(Part):
    """When an edition was announced."""

    MAKES = values.YearRule

    rule = Text(allowed=values.YEAR_RULES, required=True)
    column = Text()
    exceptions = Years()

    @validates_schema(skip_on_field_errors=True)
    def _column_where_it_is_read(self, data: dict[str, Any], **_: Any) -> None:
        if data["rule"] == "column" and "column" not in data:
            raise fault("key_missing", "column")
        if data["rule"] != "column" and "column" in data:
            raise fault("needs", "column", other='rule = "column"')


class EditionSchema(Part):
    """The columns that name an edition."""

    MAKES = values.EditionMapping

    label = Text(required=True)
    number = Text(load_default=None)
    name = Pattern(required=True)
    address = Pattern(required=True)
    year = fields.Nested(YearSchema, required=True, error_messages=MESSAGES)

    @validates_schema(skip_on_field_errors=True)
    def _numbered_where_it_is_named(self, data: dict[str, Any], **_: Any) -> None:
        for key in ("name", "address"):
            if data["number"] is None and ("{number}" in data[key] or "{ordinal}" in data[key]):
                raise fault("needs", key, other="number")


class OneEditionSchema(Part):
    """The edition that all rows belong to."""

    MAKES = values.OneEdition

    name = Text(required=True)
    address = Text(pattern=ADDRESS, required=True)
    label = Text(required=True)
    number = Number(most=LARGEST_NUMBER)
    year = Year()


class AnnouncedSchema(Part):
    """Whether the rows were announced."""

    MAKES = values.AnnouncedMapping

    how = Text(allowed=values.ANNOUNCED, required=True)
