"""The fields of the forms on names and categories, with what stands already filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ledger.application.settings_deciding import listed_names
from ledger.application.settings_view import category_choices
from ledger.domain.edition_settings import Category, EditionSettings
from ledger.wording.catalogue import Words, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.settings import CATEGORY_STANDINGS, HOWS, MILESTONES, POLICIES, VACANCY_OF
from web.forms import Field, Group, choices

Typed = Mapping[str, Any]
Choices = tuple[tuple[str, str], ...]
SHOWN = Words(
    {
        "false": noted("It goes on saying what it says."),
        "true": noted("It says so at once."),
    }
)
LANGUAGE = _("Empty for the name that pages are headed by; else the language's tag, such as ur, ar or pa-Arab.")


def name_fields(about: Choices = ()) -> list[Group]:
    """How a thing is called; `about` are the things to choose from."""
    which = (Field("about", _("What"), "choice", about),) if about else ()
    return [
        Group(
            _("How it is called"),
            (
                *which,
                Field("name", _("Name"), help=_("Empty takes the name in a further language away.")),
                Field("language", _("Language"), help=LANGUAGE),
                Field("how", _("Since when"), "radio", choices(HOWS)),
            ),
        )
    ]


def names(settings: EditionSettings) -> list[Group]:
    """The fields."""
    return name_fields((("", settings.names.name), *category_choices(settings)))


def _asked_category(settings: EditionSettings, asked: Typed, field: str = "category") -> Category | None:
    try:
        return settings.categories.get(UUID(asked.get(field, "")))
    except ValueError:
        return None


def suggest_name(settings: EditionSettings, asked: Typed) -> Mapping[str, Any]:
    """What is filled in at first."""
    category = _asked_category(settings, asked, "about")
    names = category.names if category else settings.names
    return {"about": asked.get("about", ""), "name": names.name, "language": "", "how": "renamed"}


def categories(_settings: EditionSettings) -> list[Group]:
    """The fields."""
    return [
        Group(
            _("Which"),
            (
                Field("names", _("Names, one a line"), "pasted", help=_("Paste a list; empty lines are passed over.")),
                Field("group", _("Heading they stand under"), help=_("May stay empty.")),
            ),
        ),
        Group(
            _("What they have in common"),
            (
                Field("places", _("Places"), help=_("A number. Empty where it is open.")),
                Field("vacancy", _("A place that falls empty"), "radio", choices(POLICIES)),
            ),
        ),
    ]


def heading(settings: EditionSettings) -> list[Group]:
    """The fields."""
    told = _("It shows above categories that stand beside each other and share it. Empty takes it away.")
    return [Group(_("Under which heading"), (_which(settings), Field("heading", _("Heading"), help=told)))]


def suggest_heading(settings: EditionSettings, asked: Typed) -> Mapping[str, Any]:
    """What is filled in at first."""
    category = _asked_category(settings, asked)
    return {"category": asked.get("category", ""), "heading": (category.heading if category else None) or ""}


def order(_settings: EditionSettings) -> list[Group]:
    """The fields."""
    told = _("Cut lines and paste them where they belong. Every category keeps one line.")
    return [Group(_("In which order"), (Field("names", _("Categories, one a line"), "pasted", help=told),))]


def standing(settings: EditionSettings) -> list[Group]:
    """The fields."""
    offered = category_choices(settings)
    return [
        Group(
            _("What becomes of it"),
            (
                Field("category", _("Category"), "choice", offered),
                Field("standing", _("It"), "radio", choices(CATEGORY_STANDINGS)),
                Field("into", _("Merged into"), "choice", (("", _("not merged")), *offered)),
            ),
        )
    ]


def suggest_standing(settings: EditionSettings, asked: Typed) -> Mapping[str, Any]:
    """What is filled in at first."""
    category = _asked_category(settings, asked)
    told = category.standing if category else None
    into = str(told.into) if told and told.into else ""
    return {"category": asked.get("category", ""), "standing": told.standing if told else "stands", "into": into}


def _which(settings: EditionSettings) -> Field:
    return Field(
        "category", _("Category"), "choice", (("", _("every category that is held")), *category_choices(settings))
    )


def places(settings: EditionSettings) -> list[Group]:
    """The fields."""
    stages = tuple((one.stage, one.name) for one in settings.stages.values() if one.stands)
    return [
        Group(
            _("How many places"),
            (
                _which(settings),
                Field("stage", _("On"), "choice", (("", _("the list that is announced")), *stages)),
                Field("places", _("Places"), help=_("A number. Empty where it is open.")),
                Field("shown", _("The public list"), "radio", choices(SHOWN)),
            ),
        )
    ]


def suggest_places(settings: EditionSettings, asked: Typed) -> Mapping[str, Any]:
    """What is filled in at first."""
    category = _asked_category(settings, asked)
    places = category.places.get(asked.get("stage") or None) if category else None
    return {"category": "", "stage": "", "shown": "false", **asked, "places": "" if places is None else str(places)}


def vacancy(settings: EditionSettings) -> list[Group]:
    """The fields."""
    milestones = (("", _("no end")), *choices(MILESTONES))
    return [
        Group(
            _("What happens"),
            (
                _which(settings),
                Field("of", _("To what"), "radio", choices(VACANCY_OF)),
                Field("policy", _("If it falls empty, it"), "radio", choices(POLICIES)),
                Field("until", _("Until the milestone"), "choice", milestones, help=_("From then on it stays empty.")),
                Field("shown", _("The public list"), "radio", choices(SHOWN)),
            ),
        )
    ]


def suggest_vacancy(settings: EditionSettings, asked: Typed) -> Mapping[str, Any]:
    """What is filled in at first."""
    category = _asked_category(settings, asked)
    told = {"category": "", "of": "places", "policy": "stays_empty", "until": "", "shown": "false"} | dict(asked)
    if category is not None and told["of"] == "places":
        told |= {"policy": category.vacancy, "until": category.vacancy_until or ""}
    elif category is not None and category.award is not None:
        told |= {"policy": category.award.policy, "until": category.award.until or ""}
    return told


def suggest_order(settings: EditionSettings, _asked: Typed) -> Mapping[str, Any]:
    """What is filled in at first."""
    return {"names": "\n".join(listed_names(settings))}
