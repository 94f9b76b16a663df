"""Schemas of the commands by which an edition's settings change; `seen` is the position up to which the author had read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from babel import Locale
from marshmallow import ValidationError, fields, validate, validates_schema

from ledger.domain.edition import MILESTONES, STANDINGS, VACANCIES
from ledger.domain.edition_categories import CATEGORY_STANDINGS, VACANT
from ledger.domain.edition_rules import RULEBOOK_STANDINGS
from ledger.domain.edition_running import ANNOUNCES, BODY_KINDS, DECIDES, STAGES, WITHDRAWALS
from ledger.domain.naming import HOWS
from ledger.domain.objection_limits import OF as LIMITS_OF
from ledger.schemas.commands import SOURCES, Command, one_of
from ledger.schemas.names import Ordinal
from ledger.schemas.setting_up import OpenEditionCommand
from ledger.schemas.texts import Line, Prose

TAG = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|\d{3}))?")
"""A BCP-47 tag as names need it: language, script, region."""
LONGEST_RULES = 200_000
LONGEST_LIMIT = 3650
"""Days."""
MOST_AT_ONCE = 300
"""Lines of a pasted list."""


class LanguageTag(Line):
    """A BCP-47 tag of a language that CLDR knows, in its usual letters: "ur", "pa-Arab", "zh-Hant-TW"."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        found = TAG.fullmatch(super()._deserialize(value, attr, data, **kwargs))
        if found is None or found[1].lower() not in Locale("en").languages:
            raise ValidationError("not_a_language")
        language, script, region = found.groups()
        if script is not None and script.title() not in Locale("en").scripts:
            raise ValidationError("not_a_language")
        return "-".join(filter(None, (language.lower(), script and script.title(), region and region.upper())))


class Pasted(Prose):
    """Lines as they are pasted, each with something in it, at most 300 of at most 500 characters; loaded as a list of them."""

    longest = 60_000

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        if len(lines) > MOST_AT_ONCE:
            raise ValidationError("too_many_lines")
        if any(len(line) > Line.longest for line in lines):
            raise ValidationError("line_too_long")
        return lines


class RulesText(Prose):
    """The text of a rulebook, at most 200,000 characters."""

    longest = LONGEST_RULES


class SettingCommand(Command):
    """What every change of an edition or a show carries."""

    seen = fields.Integer(load_default=None)


class NameCommand(SettingCommand):
    """How the show, the edition or a category (`about`: its id; empty for the show or edition itself) is called."""

    about = fields.UUID(load_default=None)
    language = LanguageTag(load_default=None)
    name = Line(load_default=None)
    how = fields.String(load_default="renamed", validate=one_of(*HOWS))

    @validates_schema(skip_on_field_errors=True)
    def _called_something(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["language"] is None and data["name"] is None:
            raise ValidationError("required", "name")


class AddCategoriesCommand(SettingCommand):
    """Add categories, one a line, with what they have in common."""

    names = Pasted(required=True)
    group = Line(load_default=None)
    places = Ordinal(load_default=None)
    vacancy = fields.String(load_default="stays_empty", validate=one_of(*VACANCIES))


class HeadingCommand(SettingCommand):
    """Under which heading (None: none) a category, or (None) every one that is held, stands on lists."""

    category = fields.UUID(load_default=None)
    heading = Line(load_default=None)


class OrderCommand(SettingCommand):
    """Put categories in order: their names, one a line."""

    names = Pasted(required=True)


class CategoryStandingCommand(SettingCommand):
    """Whether a category is held."""

    category = fields.UUID(required=True)
    standing = fields.String(required=True, validate=one_of(*CATEGORY_STANDINGS))
    into = fields.UUID(load_default=None)

    @validates_schema(skip_on_field_errors=True)
    def _merged_into_another(self, data: Mapping[str, Any], **_: Any) -> None:
        if (data["standing"] == "merged") != (data["into"] is not None):
            raise ValidationError("into_when_merged", "into")
        if data["into"] == data["category"]:
            raise ValidationError("merged_into_itself", "into")


class PlacesCommand(SettingCommand):
    """How many places a category (None: every category that is held) has, on the announced list or at a stage."""

    category = fields.UUID(load_default=None)
    stage = Line(load_default=None)
    places = Ordinal(load_default=None)
    shown = fields.Boolean(load_default=False)


class VacancyCommand(SettingCommand):
    """What happens to an empty place or a fallen award, in a category or (None) in every one that is held."""

    category = fields.UUID(load_default=None)
    of = fields.String(required=True, validate=one_of(*VACANT))
    policy = fields.String(required=True, validate=one_of(*VACANCIES))
    until = fields.String(load_default=None, validate=one_of(*MILESTONES))
    shown = fields.Boolean(load_default=False)


class BodyCommand(SettingCommand):
    """A body as it is from now on; `body` is its code, None for a new one."""

    body = Line(load_default=None)
    kind = fields.String(required=True, validate=one_of(*BODY_KINDS))
    name = Line(required=True)
    may_decide = fields.List(fields.String(validate=one_of(*DECIDES)), load_default=list)
    may_announce = fields.List(fields.String(validate=one_of(*ANNOUNCES)), load_default=list)
    stands = fields.Boolean(load_default=True)


class StageCommand(SettingCommand):
    """A stage as it is from now on; `stage` is its code, None for one of another kind."""

    stage = Line(load_default=None)
    name = Line(load_default=None)
    order = Ordinal(required=True)
    stands = fields.Boolean(load_default=True)

    @validates_schema(skip_on_field_errors=True)
    def _has_a_name(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["name"] is None and data["stage"] not in STAGES:
            raise ValidationError("required", "name")


class MilestoneCommand(SettingCommand):
    """A milestone of the edition or of one category: planned, done, moved or cancelled."""

    milestone = fields.String(required=True, validate=one_of(*MILESTONES))
    category = fields.UUID(load_default=None)
    standing = fields.String(required=True, validate=one_of(*STANDINGS))
    effective = Line(load_default=None)
    source_kind = fields.String(load_default="none", validate=one_of(*SOURCES))

    @validates_schema(skip_on_field_errors=True)
    def _has_a_time(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["effective"] is None and data["standing"] != "cancelled":
            raise ValidationError("required", "effective")


class WithdrawalRuleCommand(SettingCommand):
    """Whether a nominee may withdraw, and until when."""

    rule = fields.String(required=True, validate=one_of(*WITHDRAWALS))
    until_milestone = fields.String(load_default=None, validate=one_of(*MILESTONES))
    until = Line(load_default=None)
    afterwards = fields.String(load_default=None, validate=one_of(*WITHDRAWALS))

    @validates_schema(skip_on_field_errors=True)
    def _one_end(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["until_milestone"] and data["until"]:
            raise ValidationError("one_end_only", "until")
        ends = bool(data["until_milestone"] or data["until"])
        if ends != (data["afterwards"] is not None):
            raise ValidationError("afterwards_with_an_end", "afterwards")


class ObjectionLimitCommand(SettingCommand):
    """Until when one may object, or appeal: days after it was announced, a milestone, the earlier of both, or without limit."""

    of = fields.String(required=True, validate=one_of(*LIMITS_OF))
    days = Ordinal(load_default=None, validate=validate.Range(max=LONGEST_LIMIT, error="not_so_many_days"))
    until_milestone = fields.String(load_default=None, validate=one_of(*MILESTONES))


class RulebookCommand(SettingCommand):
    """File a version of the rulebook."""

    label = Line(required=True)
    effective = Line(required=True)
    text = RulesText(required=True)
    standing = fields.String(load_default="internal", validate=one_of("internal", "public"))


class RulebookStandingCommand(SettingCommand):
    """Who may read a version from now on."""

    rulebook = fields.UUID(required=True)
    standing = fields.String(required=True, validate=one_of(*RULEBOOK_STANDINGS))


class OpenEditionAsCommand(OpenEditionCommand):
    """Open an edition of a show, run as an earlier one of it was: `as_in`, None for an empty one."""

    as_in = fields.UUID(load_default=None)
