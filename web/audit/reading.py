"""The page of the access record: what the address asks for, and whether the chain holds."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import current_app, request

from ledger.application.roster import roster_in
from ledger.checks.access_chain import Verified, verify
from ledger.domain.access import STREAM
from ledger.domain.times import parse_when
from ledger.errors import Invalid, Problem
from ledger.history.accesses import readers, readings
from ledger.importing.command import OPERATOR
from ledger.persistence.access import Looked
from ledger.projections.shows import every_show
from ledger.wording.access import KINDS, at_the_machine, say_chain, say_last_head
from ledger.wording.catalogue import gettext as _
from ledger.wording.times import say_instant
from web.following import shortcomings
from web.forms import Field, Group, choices, fill
from web.people import Person, services
from web.sight import sees
from web.twins import Shown, wants_json

PAGE = 50
NAMES = ("person", "kind", "show", "day")
LONGEST_NUMBER = 15
LONG = 10_000
"""So many readings are read through within a tenth of a second."""
CHECKED_FOR_US = 60_000_000
"""How long what was found by reading through a record longer than that is told again (µs)."""


def reads_shown(person: Person) -> Shown:
    """The readings that an auditor may see: of shows on whose roster they are, and of no one show."""
    found = services()
    named = {show["id"]: show["name"] for show in every_show(found.lists) if _is_auditor_of(person, show["id"])}
    typed = {name: request.args.get(name, "").strip() for name in NAMES}
    bounded = Looked(shows=tuple(named), before=_before())
    everybody = found.access.accounts(bounded._replace(before=None))
    error, looked = None, bounded._replace(account=typed["person"], kind=typed["kind"], show=typed["show"])
    try:
        looked = _on_day(typed["day"], looked)
    except Invalid as refused:
        if wants_json():
            raise
        error = refused
    rows = found.access.find(looked, PAGE + 1)
    more, rows = len(rows) > PAGE, rows[:PAGE]
    view: dict[str, Any] = {
        "chain": _chain(),
        "filters": fill(_fields(everybody, named), typed, error),
        "is_filtered": any(typed.values()),
        "readings": readings(found.ledger.recorder, found.ledger.mapper, rows, named, sees),
        "next": rows[-1].number if more else None,
        "next_href": _address(typed, before=rows[-1].number) if more else None,
        "first_href": _address(typed) if looked.before else None,
        "total": found.access.count(looked),
        "shortcomings": shortcomings(),
    }
    return Shown(view, status=error.status if error else 200)


def _is_auditor_of(person: Person, show: str) -> bool:
    return person.role in roster_in(services().ledger.story(UUID(hex=show))).roles_of(person.id)


def _fields(everybody: list[str], shows: dict[str, str]) -> list[Group]:
    found = services()
    names = {**readers(found.ledger.recorder, found.ledger.mapper), OPERATOR.hex: at_the_machine()}
    people = sorted(((one, names[one]) for one in everybody if one in names), key=lambda one: (one[1], one[0]))
    return [
        Group(
            _("Filter"),
            (
                Field("person", _("Person"), "choice", (("", _("Everybody")), *people)),
                Field("kind", _("What was read"), "choice", (("", _("All of it")), *choices(KINDS))),
                Field("show", _("Show"), "choice", (("", _("All shows")), *shows.items())),
                Field("day", _("Day"), help=_("Or a month, a year; UTC")),
            ),
        )
    ]


def _on_day(day: str, looked: Looked) -> Looked:
    if not day:
        return looked
    try:
        when = parse_when(day, "UTC")
    except Invalid as error:
        raise Invalid([Problem("day", one.code, one.params) for one in error.problems]) from None
    return looked._replace(since=when.earliest_us, until=when.before_us)


def _chain() -> dict[str, Any]:
    """Whether the record is whole."""
    found = services()
    now = found.ledger.clock()
    held: tuple[int, Verified] | None = current_app.extensions.get("ledger_access_checked")
    if held is None or held[1].rows < LONG or not held[0] <= now < held[0] + CHECKED_FOR_US:
        held = current_app.extensions["ledger_access_checked"] = now, verify(found.ledger, found.access)
    at, checked = held
    last = checked.last
    return {
        "whole": checked.is_whole,
        "told": say_chain(checked.rows, checked.wrong, checked.first_wrong, checked.position),
        "head": say_last_head(last.position, last.recorded_at, last.number) if last else None,
        "head_href": f"/audit/acts/{STREAM}@{checked.heads}" if last else None,
        "checked": say_instant(at, "UTC", "second"),
    }


def _before() -> int | None:
    text = request.args.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


def _address(typed: dict[str, str], **more: Any) -> str:
    asked = {name: value for name, value in {**typed, **more}.items() if value}
    return "/log/reads" + (f"?{urlencode(asked)}" if asked else "")
