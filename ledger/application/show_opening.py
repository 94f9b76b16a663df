"""What organisers do with shows: establish one, name it, open an edition of it, also as an earlier one was run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Ledger, Receipt
from ledger.application.once import once
from ledger.application.roles import require
from ledger.application.roster import check_may, decide_end, decide_four_eyes, decide_grant
from ledger.application.seen import check_seen
from ledger.application.settings_changes import sentences_of
from ledger.application.settings_deciding import says_anew
from ledger.application.shows import CategoryData, EditionData, add_category, establish_show, open_edition
from ledger.domain import edition_categories, show
from ledger.domain.edition_settings import Category, EditionSettings, Names, settings_of
from ledger.domain.event import Event
from ledger.domain.values import Provenance
from ledger.errors import Invalid, Problem, Refused
from ledger.schemas.commands import load, plain
from ledger.schemas.setting_up import EndRoleCommand, EstablishShowCommand, FourEyesCommand, GrantRoleCommand
from ledger.schemas.settings import NameCommand, OpenEditionAsCommand

Deciding = Callable[[Ledger, Provenance, Mapping[str, Any]], Draft]
EDITION_RESERVED = frozenset({"names", "open", "proposals", "receipts", "roster", "rules", "settings"})
"""Addresses of pages beside an edition's at its show; no edition can take one."""


def show_names(events: list[Event]) -> Names:
    """How a show is called after these acts of its stream. Raises Refused `not_a_show`."""
    first = events[0]
    if not isinstance(first, show.Established):
        raise Refused("not_a_show")
    names = Names(first.name, first.act_name)
    for event in events:
        if isinstance(event, show.Named):
            names.hear(event)
    return names


def decide_show(ledger: Ledger, by: Provenance, data: Mapping[str, Any]) -> Draft:
    """A new show. Raises NotAllowed, Invalid."""
    require(by.role, "set_up")
    if ledger.holder("show_address", data["address"]) is not None:
        raise Invalid([Problem("address", "address_taken", {"address": data["address"]})])
    draft = Draft(by)
    establish_show(ledger, draft, name=data["name"], address=data["address"], zone=data["zone"])
    return draft


def decide_name(ledger: Ledger, by: Provenance, data: Mapping[str, Any]) -> Draft:
    """How a show (`show`) is called, in its own or a further language. Raises NotAllowed, Conflict `settings_moved`, Invalid."""
    draft, story = Draft(by), ledger.story(data["show"])
    check_may(ledger, draft, "set_up", data["show"])
    names = show_names([event for _position, event in story])
    check_seen(ledger, data["seen"], story[-1][0], "settings_moved")
    if not says_anew(names, data):
        raise Invalid([Problem("", "stands_so_already")])
    draft.goes_on(data["show"], story[-1][1].originator_version)
    draft.add(show.Named, data["show"], language=data["language"], name=data["name"], how=data["how"])
    return draft


def decide_edition(ledger: Ledger, by: Provenance, data: Mapping[str, Any]) -> Draft:
    """A new edition of a show, with everything of the edition `as_in` that goes on from year to year.

    Raises NotAllowed, Invalid; the earlier edition is guarded: it must not change while it is copied.
    """
    draft = Draft(by)
    check_may(ledger, draft, "set_up", data["show"])
    if data["address"] in EDITION_RESERVED:
        raise Invalid([Problem("address", "address_reserved", {"address": data["address"]})])
    if ledger.holder("edition_address", str(data["show"]), data["address"]) is not None:
        raise Invalid([Problem("address", "address_taken", {"address": data["address"]})])
    fields = ("show", "name", "address", "label", "ordinal", "zone")
    opened = open_edition(ledger, draft, EditionData(**{field: data[field] for field in fields}))
    if data["as_in"] is not None:
        earlier = settings_of(event for _position, event in ledger.story(data["as_in"]))
        if earlier is None or earlier.opened.show != data["show"]:
            raise Invalid([Problem("as_in", "unknown_choice")])
        draft.rely_on(data["as_in"], earlier.version)
        run_as(ledger, draft, opened, earlier)
    return draft


def run_as(ledger: Ledger, draft: Draft, opened: UUID, earlier: EditionSettings) -> None:
    """Set up an edition as an earlier one stands: bodies, stages, categories that are held, policies. No milestone and no rulebook."""
    for body in earlier.bodies.values():
        if body.stands:
            _again(draft, opened, body, ("body", "kind", "name", "may_decide", "may_announce"))
    for stage in earlier.stages.values():
        if stage.stands:
            _again(draft, opened, stage, ("stage", "name", "order"))
    rule = earlier.withdrawal
    if rule is not None and rule.until is None:
        _again(draft, opened, rule, ("rule", "until_milestone", "afterwards"))
    for limit in earlier.objection_limits.values():
        _again(draft, opened, limit, ("of", "days", "until_milestone"))
    for order, category in enumerate((one for one in earlier.in_order() if one.stands), 1):
        _category_again(ledger, draft, opened, (order, category))


def _again(draft: Draft, stream: UUID, event: Event, fields: tuple[str, ...]) -> None:
    draft.add(type(event), stream, **{field: getattr(event, field) for field in fields})


def _category_again(ledger: Ledger, draft: Draft, opened: UUID, ordered: tuple[int, Category]) -> None:
    order, earlier = ordered
    added = earlier.added
    about = CategoryData(
        opened, earlier.names.name, added.address, order, added.group, earlier.places.get(None), earlier.vacancy
    )
    category = add_category(ledger, draft, about)
    for language, named in earlier.names.others.items():
        draft.add(edition_categories.CategoryNamed, opened, category=category, language=language, name=named.name)
    for stage, places in earlier.places.items():
        if stage is not None:
            draft.add(edition_categories.PlacesSet, opened, category=category, places=places, stage=stage)
    if earlier.vacancy_until is not None:
        _policy_again(draft, opened, category, ("places", earlier.vacancy, earlier.vacancy_until))
    if earlier.award is not None:
        _policy_again(draft, opened, category, ("awards", earlier.award.policy, earlier.award.until))


def _policy_again(draft: Draft, opened: UUID, category: UUID, told: tuple[str, str, str | None]) -> None:
    of, policy, until = told
    draft.add(edition_categories.VacancySet, opened, category=category, of=of, policy=policy, until=until)


SHOW_COMMANDS = {
    "show": (EstablishShowCommand(), decide_show),
    "show-names": (NameCommand(), decide_name),
    "edition": (OpenEditionAsCommand(), decide_edition),
    "grant": (GrantRoleCommand(), decide_grant),
    "end-role": (EndRoleCommand(), decide_end),
    "four-eyes": (FourEyesCommand(), decide_four_eyes),
}
"""By what they are about: the schema of what is typed, and how it is decided."""


def preview_show(ledger: Ledger, by: Provenance, name: str, form: Mapping[str, Any], show_id: UUID | None) -> list[str]:
    """What would be recorded, in sentences; nothing is written."""
    draft = decide_show_form(ledger, by, name, form, show_id)
    return sentences_of(draft, ledger.story(show_id) if show_id else ())


def decide_show_form(ledger: Ledger, by: Provenance, name: str, form: Mapping[str, Any], show_id: UUID | None) -> Draft:
    """Decide what a form says; nothing is written."""
    schema, decide = SHOW_COMMANDS[name]
    return decide(ledger, by, _loaded(schema, form, show_id))


def record_show(ledger: Ledger, by: Provenance, name: str, form: Mapping[str, Any], show_id: UUID | None) -> Receipt:
    """Record what the form says. The same command sent twice is one act."""
    schema, decide = SHOW_COMMANDS[name]
    data = _loaded(schema, form, show_id)
    request = {"set_up": name, **plain(data)}
    return once(ledger, by, request, lambda: ledger.save(decide(ledger, by, data), request))


def _loaded(schema: Any, form: Mapping[str, Any], show_id: UUID | None) -> dict[str, Any]:
    if show_id is None:
        return load(schema, form)
    return load(schema, {**form, "show": str(show_id)}) | {"show": show_id}
