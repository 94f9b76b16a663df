"""The forms that change an edition's settings: what each is called and does, its fields, what is filled in at first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ledger.domain.edition_settings import EditionSettings
from ledger.wording.catalogue import gettext as _
from web.desk import category_fields, running_fields
from web.forms import Group

Typed = Mapping[str, Any]


class Setting(NamedTuple):
    """A form: what it is called, what it does, its fields by what stands, and what is filled in at first."""

    title: str
    lead: str
    groups: Callable[[EditionSettings], list[Group]]
    suggest: Callable[[EditionSettings, Typed], Mapping[str, Any]]
    uploads: bool = False


def _suggest(**fixed: Any) -> Callable[[EditionSettings, Typed], Mapping[str, Any]]:
    return lambda _settings, _asked: fixed


ONCE_READ = _("The public reads a name at once, where it knows what is called so.")
NOT_READ = _("The public does not read it.")
SETTINGS: dict[str, Setting] = {
    "names": Setting(_("Names"), ONCE_READ, category_fields.names, category_fields.suggest_name),
    "categories": Setting(
        _("Add categories"),
        _("Nobody outside reads of a category before a nomination in it is announced."),
        category_fields.categories,
        _suggest(vacancy="stays_empty"),
    ),
    "heading": Setting(
        _("Heading of categories"),
        _("Every list follows it at once, for categories that the public knows."),
        category_fields.heading,
        category_fields.suggest_heading,
    ),
    "order": Setting(
        _("Order of categories"),
        _("Every list follows it at once."),
        category_fields.order,
        category_fields.suggest_order,
    ),
    "standing": Setting(
        _("Cancel or merge a category"),
        _("What becomes of its nominations is recorded and announced with each of them."),
        category_fields.standing,
        category_fields.suggest_standing,
    ),
    "places": Setting(
        _("Places"), _("How many a category has."), category_fields.places, category_fields.suggest_places
    ),
    "vacancy": Setting(
        _("Empty places and awards"),
        _("What happens when one falls empty."),
        category_fields.vacancy,
        category_fields.suggest_vacancy,
    ),
    "body": Setting(_("Body"), NOT_READ, running_fields.body, running_fields.suggest_body),
    "stage": Setting(_("Stage"), NOT_READ, running_fields.stage, running_fields.suggest_stage),
    "milestone": Setting(_("Milestone"), NOT_READ, running_fields.milestone, running_fields.suggest_milestone),
    "withdrawal": Setting(_("Withdrawing"), NOT_READ, running_fields.withdrawal, running_fields.suggest_withdrawal),
    "objection-limit": Setting(
        _("Objections"),
        _("What comes too late is recorded all the same, and said to be late. The public does not read it."),
        running_fields.objection_limit,
        running_fields.suggest_objection_limit,
    ),
    "rulebook": Setting(
        _("File rules"),
        _("A version is filed once and never changed; a later one takes its place."),
        running_fields.rulebook,
        _suggest(standing="internal"),
        uploads=True,
    ),
    "rulebook-standing": Setting(
        _("Who may read the rules"),
        _("What stands as public is read by everybody at once, where the edition is known."),
        running_fields.rulebook_standing,
        running_fields.suggest_rulebook_standing,
    ),
}
"""By the word in the address."""
