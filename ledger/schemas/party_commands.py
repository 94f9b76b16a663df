"""Schemas of the commands on parties and works: names and titles, ids, terms for a minor, links, and what was entered in error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from ledger.schemas.commands import SOURCES, Command, one_of
from ledger.schemas.mapping_values import PARTY_KINDS, WORK_KINDS
from ledger.schemas.names import Address, Identifier
from ledger.schemas.texts import Line, Prose

NAME_KINDS = ("spelling", "transliteration", "translation", "former", "pen_name", "stage_name")
TITLE_KINDS = ("original", "translation", "transliteration", "spelling", "former", "working")
FORMS = ("full", "given_name", "initials", "not_named")
REASONS = ("same_id", "same_name", "same_spelling", "other_script", "own_word", "document", "known")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
"""Language, script, region of a BCP 47 tag: `ur`, `ur-Latn`, `en-GB`."""
LETTER_OR_DIGIT = re.compile(r"\w")


class Language(Line):
    """A language tag, in whatever case it is typed."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        parts = super()._deserialize(value, attr, data, **kwargs).split("-")
        sized = [part.title() if len(part) == 4 else part.upper() for part in parts[1:]]
        text = "-".join([parts[0].lower(), *sized])
        if not LANGUAGE.fullmatch(text):
            raise ValidationError("not_a_language")
        return text


class _About(Command):
    """An act on one record; `seen` is the position up to which the author had read."""

    seen = fields.Integer(load_default=None)
    source_kind = fields.String(load_default="none", validate=one_of(*SOURCES))
    source_note = Prose(load_default=None)


class AddNameCommand(_About):
    """Another name of a party."""

    name = Line(required=True)
    kind = fields.String(required=True, validate=one_of(*NAME_KINDS))
    language = Language(load_default=None)


class AddTitleCommand(_About):
    """Another title of a work."""

    name = Line(required=True)
    kind = fields.String(required=True, validate=one_of(*TITLE_KINDS))
    language = Language(load_default=None)


class ChangePublicNameCommand(_About):
    """The name a party uses from now on; `linked` are records found to be one with it that are to be called so too."""

    name = Line(required=True)
    effective = Line(load_default=None)
    linked = fields.List(fields.UUID(), load_default=list)


class AddIdCommand(_About):
    """An id in another catalogue."""

    scheme = Address(required=True)
    value = Identifier(required=True)


class AgreeTermsCommand(_About):
    """How a minor may be named; `shown_as` is the given name or the initials as the guardian wrote them."""

    form = fields.String(required=True, validate=one_of(*FORMS))
    shown_as = Line(load_default=None)
    until = Line(load_default=None)

    @validates_schema(skip_on_field_errors=True)
    def _written_out(self, data: Mapping[str, Any], **_: Any) -> None:
        needed = data["form"] in {"given_name", "initials"}
        if needed != (data["shown_as"] is not None):
            raise ValidationError("shown_as_needed" if needed else "shown_as_unused", "shown_as")


class CorrectKindCommand(_About):
    """What kind of party it is, and always was."""

    kind = fields.String(required=True, validate=one_of(*PARTY_KINDS))


class LinkCommand(_About):
    """Found to be one with the record `to`, which is read as the main one."""

    to = fields.UUID(required=True)
    reasons = fields.List(fields.String(validate=one_of(*REASONS)), required=True)

    @validates_schema(skip_on_field_errors=True)
    def _for_a_reason(self, data: Mapping[str, Any], **_: Any) -> None:
        if not data["reasons"]:
            raise ValidationError("required", "reasons")


class UnlinkCommand(_About):
    """The link that stands is no longer held to be right."""


class StrikeCommand(_About):
    """The act of this version was entered in error."""

    act = fields.Integer(required=True)


class NewRecordCommand(Command):
    """A new record of the desk's form: one name, one id at most; `anyway` says that none of those alike is meant."""

    name = Line(required=True)
    scheme = Address(load_default=None)
    value = Identifier(load_default=None)
    anyway = fields.List(fields.String(validate=one_of("yes")), load_default=list)

    @validates_schema(skip_on_field_errors=True)
    def _whole_id(self, data: Mapping[str, Any], **_: Any) -> None:
        if (data["scheme"] is None) != (data["value"] is None):
            raise ValidationError("required", "value" if data["value"] is None else "scheme")

    @validates_schema(skip_on_field_errors=True)
    def _a_name(self, data: Mapping[str, Any], **_: Any) -> None:
        if not LETTER_OR_DIGIT.search(data["name"]):
            raise ValidationError("name_without_letters", "name")


class NewPartyCommand(NewRecordCommand):
    """A new party."""

    kind = fields.String(required=True, validate=one_of(*PARTY_KINDS))


class NewWorkCommand(NewRecordCommand):
    """A new work."""

    kind = fields.String(required=True, validate=one_of(*WORK_KINDS))
