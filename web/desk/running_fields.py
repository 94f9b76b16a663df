"""The fields of the forms on bodies, stages, milestones, withdrawing and rules, with what stands already filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ledger.application.settings_view import category_choices
from ledger.domain.edition_settings import EditionSettings
from ledger.domain.objection_limits import OBJECTIONS
from ledger.wording.catalogue import Words, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.settings import (
    ANNOUNCES,
    BODY_KINDS,
    DECIDES,
    MILESTONE_STANDINGS,
    MILESTONES,
    RULEBOOK_STANDINGS,
    STAGES,
    WITHDRAWALS,
)
from ledger.wording.vocabulary import SOURCES
from ledger.wording.vocabulary_objections import LIMITS_OF
from web.forms import Field, Group, choices

Typed = Mapping[str, Any]
STANDS = Words({"true": noted("yes"), "false": noted("no longer")})
READERS = Words({"internal": RULEBOOK_STANDINGS["internal"], "public": RULEBOOK_STANDINGS["public"]})
TIMES = _("12 December 2026, 20:00 · by April 2027 · about 1988 · after the list was announced · unknown")


def body(settings: EditionSettings) -> list[Group]:
    """The fields."""
    known = tuple((one.body, one.name) for one in settings.bodies.values())
    return [
        Group(
            _("Which body"),
            (
                Field("body", _("Body"), "choice", (("", _("a new one")), *known)),
                Field("kind", _("Kind"), "choice", choices(BODY_KINDS), help=_("A body stays of its kind.")),
                Field("name", _("Name"), help=_("Of the office or the group, not of a person.")),
                Field("stands", _("It is there"), "radio", choices(STANDS)),
            ),
        ),
        Group(
            _("What it may do"),
            (
                Field("may_decide", _("It may decide on"), "checks", choices(DECIDES)),
                Field("may_announce", _("It may announce"), "checks", choices(ANNOUNCES)),
            ),
        ),
    ]


def suggest_body(settings: EditionSettings, asked: Typed) -> Mapping[str, Any]:
    """What is filled in at first."""
    body = settings.bodies.get(asked.get("body", ""))
    if body is None:
        return {"body": "", "kind": "jury", "stands": "true", "may_decide": [], "may_announce": []}
    told = {"body": body.body, "kind": body.kind, "name": body.name, "stands": "true" if body.stands else "false"}
    return told | {"may_decide": list(body.may_decide), "may_announce": list(body.may_announce)}


def stage(settings: EditionSettings) -> list[Group]:
    """The fields."""
    others = tuple((one.stage, one.name) for one in settings.stages.values() if one.stage not in STAGES)
    return [
        Group(
            _("Which stage"),
            (
                Field("stage", _("Stage"), "choice", (*choices(STAGES), *others, ("", _("another")))),
                Field("name", _("Name"), help=_("Empty: as above.")),
                Field("order", _("Number in order"), help=_("1 is the first.")),
                Field("stands", _("It is there"), "radio", choices(STANDS)),
            ),
        )
    ]


def suggest_stage(settings: EditionSettings, asked: Typed) -> Mapping[str, Any]:
    """What is filled in at first."""
    stage = settings.stages.get(asked.get("stage", ""))
    if stage is None:
        return {"stage": "long_list", "order": str(len(settings.stages) + 1), "stands": "true"}
    told = {"stage": stage.stage, "name": stage.name, "order": str(stage.order)}
    return told | {"stands": "true" if stage.stands else "false"}


def milestone(settings: EditionSettings) -> list[Group]:
    """The fields."""
    offered = (("", _("the whole edition")), *category_choices(settings))
    return [
        Group(
            _("Which milestone"),
            (
                Field("milestone", _("Milestone"), "choice", choices(MILESTONES)),
                Field("category", _("Of"), "choice", offered),
                Field("standing", _("It is"), "radio", choices(MILESTONE_STANDINGS)),
                Field("effective", _("When"), help=TIMES),
                Field("source_kind", _("As told by"), "choice", choices(SOURCES)),
            ),
        )
    ]


def suggest_milestone(_settings: EditionSettings, asked: Typed) -> Mapping[str, Any]:
    """What is filled in at first."""
    return {"milestone": "ballot_locked", "category": "", "standing": "planned", "source_kind": "none", **asked}


def withdrawal(_settings: EditionSettings) -> list[Group]:
    """The fields."""
    return [
        Group(
            _("Withdrawing after the list was announced"),
            (
                Field("rule", _("It is possible"), "radio", choices(WITHDRAWALS)),
                Field("until_milestone", _("Until the milestone"), "choice", (("", _("no end")), *choices(MILESTONES))),
                Field("until", _("or until"), help=TIMES),
                Field("afterwards", _("Afterwards"), "choice", (("", _("nothing changes")), *choices(WITHDRAWALS))),
            ),
        )
    ]


def suggest_withdrawal(settings: EditionSettings, _asked: Typed) -> Mapping[str, Any]:
    """What is filled in at first."""
    told = settings.withdrawal
    if told is None:
        return {"rule": "as_of_right", "until_milestone": "ballot_locked", "afterwards": "when_granted"}
    until = told.until.text if told.until else ""
    return {
        "rule": told.rule,
        "until_milestone": told.until_milestone or "",
        "until": until,
        "afterwards": told.afterwards or "",
    }


def objection_limit(_settings: EditionSettings) -> list[Group]:
    """The fields."""
    return [
        Group(
            _("Until when one may object"),
            (
                Field("of", _("It is the limit for"), "radio", choices(LIMITS_OF)),
                Field(
                    "days",
                    _("Days"),
                    help=_(
                        "Whole days after what is contested was announced; a decision: after the objector was told of it."
                    ),
                ),
                Field("until_milestone", _("Until the milestone"), "choice", (("", _("none")), *choices(MILESTONES))),
            ),
        )
    ]


def suggest_objection_limit(settings: EditionSettings, asked: Typed) -> Mapping[str, Any]:
    """What is filled in at first."""
    of = asked.get("of", OBJECTIONS)
    told = settings.objection_limits.get(of)
    if told is None:
        return {"of": of, "days": "", "until_milestone": ""}
    return {"of": of, "days": str(told.days or ""), "until_milestone": told.until_milestone or ""}


def rulebook(_settings: EditionSettings) -> list[Group]:
    """The fields."""
    begins = _("Each rule begins with its number at the beginning of a line: 7, 7.2, Rule 7, § 7a.")
    return [
        Group(
            _("Which version"),
            (
                Field("label", _("Version"), help=_("By which it is cited, for example: 2026.")),
                Field("effective", _("Holds from"), help=TIMES),
                Field("standing", _("Who may read it"), "radio", choices(READERS)),
            ),
        ),
        Group(
            _("Its text"),
            (
                Field("text", _("Text"), "pasted", help=begins),
                Field(
                    "file", _("or a text file"), "file", help=_("Plain text in UTF-8; it takes the place of the text.")
                ),
            ),
        ),
    ]


def rulebook_standing(settings: EditionSettings) -> list[Group]:
    """The fields."""
    known = tuple((str(id_), one.filed.label) for id_, one in settings.rulebooks.items())
    return [
        Group(
            _("Who may read it"),
            (
                Field("rulebook", _("Version"), "choice", known),
                Field("standing", _("From now on"), "radio", choices(RULEBOOK_STANDINGS)),
            ),
        )
    ]


def suggest_rulebook_standing(settings: EditionSettings, asked: Typed) -> Mapping[str, Any]:
    """What is filled in at first."""
    chosen = asked.get("rulebook", "")
    now = next((one.standing for id_, one in settings.rulebooks.items() if str(id_) == chosen), "public")
    return {"rulebook": chosen, "standing": now}
