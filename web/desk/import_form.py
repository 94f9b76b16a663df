"""The two forms about a sheet that was sent: how it is to be read, and what its columns are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ledger.errors import Invalid, NotFound, Problem
from ledger.importing.mapping_form import COLUMNS, NEW, Place
from ledger.importing.sent_states import Opened
from ledger.importing.uploads import WORKBOOK
from ledger.projections.nominees import editions, find_edition, shows
from ledger.schemas.mapping_values import DELIMITERS, ENCODINGS
from ledger.wording.catalogue import gettext as _
from ledger.wording.import_form import (
    ANSWERS_ASKED,
    DELIMITERS_ASKED,
    PARTY_KINDS_ASKED,
    WAYS_ANNOUNCED,
    WORK_KINDS_ASKED,
    YEAR_RULES_ASKED,
)
from web.forms import Field, Form, Group, choices
from web.people import services
from web.sight import sight

FOUNDING = _("A new show or edition, where there is none yet")
BESIDE = _("What is told beside it")
SEVERAL = _("Columns that name the edition, where the rows belong to several")


def closed_groups(form: Form) -> list[str]:
    """Groups that need no answer as things stand: they begin closed, for whoever wants them."""
    edition = next(one.value for group in form.groups for one in group.fields if one.name == "edition")
    wanted = {FOUNDING: edition in (NEW, COLUMNS, ""), SEVERAL: edition == COLUMNS}
    return [
        group.legend
        for group in form.groups
        if group.legend in (FOUNDING, BESIDE, SEVERAL)
        and not wanted.get(group.legend, any(one.value for one in group.fields))
        and not any(one.problem for one in group.fields)
    ]


def reading_groups(kind: str, opened: Opened) -> list[Group]:
    """How the file is to be read: the sheet, the row of its columns' names, and of a text how it is written."""
    fields = []
    if kind == WORKBOOK and len(opened.sheets) > 1:
        hidden = _(" (hidden)")
        named = tuple((str(at), one.name + (hidden if one.hidden else "")) for at, one in enumerate(opened.sheets))
        fields.append(_field("sheet", "choice", named))
    fields.append(_field("header_row"))
    if kind != WORKBOOK:
        fields.append(_field("delimiter", "choice", tuple((one, DELIMITERS_ASKED[one]) for one in DELIMITERS)))
        fields.append(_field("encoding", "choice", tuple((one, one.upper()) for one in ENCODINGS)))
    return [Group(_("How it is read"), tuple(fields))]


def reading_answers(opened: Opened) -> dict[str, str]:
    """What is so now."""
    form = opened.form
    return {
        "sheet": str(opened.sheet),
        "header_row": str(form.header_row),
        "delimiter": form.delimiter,
        "encoding": form.encoding,
    }


def first_answers() -> dict[str, str]:
    """Where the rows belong, as long as nobody said: to a new edition of the only show, and nobody has been told."""
    every_show = _own_shows()
    only = every_show[0]["address"] if len(every_show) == 1 else NEW
    return {"edition": NEW, "show": only, "announced": "not_yet"}


def mapping_groups(header: Sequence[str], saved: Iterable[str]) -> list[Group]:
    """What the columns are."""
    every_show = _own_shows()
    return [
        Group(_("Where the rows belong"), _belonging(every_show)),
        Group(FOUNDING, _founding(every_show)),
        Group(_("Category"), _columns(header, "category", "category_group", "category_canonical")),
        Group(_("What is nominated"), _works(header)),
        Group(_("Who is nominated"), _people(header)),
        Group(_("Who won"), _winning(header)),
        Group(
            BESIDE,
            (
                *_columns(header, "credit_line", "citation", "detail"),
                _field("detail_separator"),
                *_columns(header, "note"),
            ),
        ),
        Group(SEVERAL, _several(header)),
        Group(_("Keep this mapping"), (Field("save_as", _("Save it under the name"), help=_saved_help(saved)),)),
    ]


def _founding(every_show: Sequence[Mapping[str, Any]]) -> tuple[Field, ...]:
    there = ((one["address"], one["name"]) for one in every_show)
    return (
        _field("show", "choice", (*there, (NEW, _("a new show")))),
        _field("show_name"),
        _field("show_address", help=_("In web addresses, for ever: small letters, digits, hyphens.")),
        _field("show_zone", help=_("Such as Europe/London or Asia/Karachi.")),
        _field("edition_name"),
        _field("edition_address", help=_("Such as 12 or 2026.")),
        _field("edition_label", help=_("Such as 2026, or 1927/28.")),
        _field("edition_number", help=_("May stay empty.")),
    )


def _works(header: Sequence[str]) -> tuple[Field, ...]:
    return (
        *_columns(header, "title"),
        _field("work_separator", help=_("Such as | where one cell holds several. May stay empty.")),
        _field("work_kind", "choice", choices(WORK_KINDS_ASKED)),
        *_columns(header, "title_id"),
        _field("work_scheme", help=_("Such as imdb. Needed with ids.")),
    )


def _people(header: Sequence[str]) -> tuple[Field, ...]:
    return (
        *_columns(header, "name", "role"),
        _field("people_separator", help=_("Such as | or ; where one cell holds several. May stay empty.")),
        _field("people_kind", "choice", choices(PARTY_KINDS_ASKED)),
        *_columns(header, "name_id"),
        _field("people_scheme", help=_("Such as imdb. Needed with ids.")),
    )


def _winning(header: Sequence[str]) -> tuple[Field, ...]:
    others = _("A line each; an empty cell always means it. Any other word refuses its row.")
    return (
        *_columns(header, "winner"),
        _field("won_words", "prose", help=_("A line each.")),
        _field("not_won_words", "prose", help=others),
    )


def _saved_help(saved: Iterable[str]) -> str:
    return _("May stay empty. A name in use is replaced.") if list(saved) else _("May stay empty.")


def _belonging(every_show: Sequence[Mapping[str, Any]]) -> tuple[Field, ...]:
    now = services().ledger.now()
    there = [
        (f"{show['address']}/{one['address']}", f"{show['name']}, {one['name']}")
        for show in every_show
        for one in editions(services().lists, show["address"], now, public=False)["editions"]
    ]
    ways = (*there, (NEW, _("a new edition")), (COLUMNS, _("editions that columns name")))
    return (
        _field("edition", "choice", ways),
        _field("announced", "radio", choices(WAYS_ANNOUNCED)),
        _field("year", help=_("Only where the public was told.")),
    )


def _several(header: Sequence[str]) -> tuple[Field, ...]:
    return (*_columns(header, "number", "label"), _field("year_rule", "choice", choices(YEAR_RULES_ASKED)))


def _columns(header: Sequence[str], *names: str) -> tuple[Field, ...]:
    offered = (("", _("– no column –")), *((one, one) for one in dict.fromkeys(header) if one))
    return tuple(_field(name, "choice", offered) for name in names)


def _field(name: str, kind: str = "line", offered: tuple[tuple[str, str], ...] = (), help: str = "") -> Field:  # noqa: A002 - as in Field
    return Field(name, ANSWERS_ASKED[name], kind, offered, help=help)


def _own_shows() -> list[dict[str, Any]]:
    """The shows that the person sees, by name."""
    seen = sight()
    return [one for one in shows(services().lists) if seen is None or one["id"] in seen.shows]


def place_of(answers: Mapping[str, str]) -> Place | None:
    """The show, and the edition, that was chosen; None for a new show.

    Raises NotFound, of another's show as of what is not there, and Invalid where something new would have the address of something that is there.
    """
    lists = services().lists
    own = {one["address"]: one for one in _own_shows()}
    show, _slash, edition = answers.get("edition", "").partition("/")
    if edition:
        if show not in own:
            raise NotFound("no_such_show", address=show)
        found = find_edition(lists, show, edition)
        named = {"name": found.show["name"], "address": found.show["address"], "zone": found.edition["zone"]}
        return Place(named, {key: found.edition[key] for key in ("name", "address", "label")})
    chosen = own.get(answers.get("show", ""))
    if chosen is None:
        # An address is everybody's: two shows never have the same.
        if answers.get("show_address", "").strip() in {one["address"] for one in shows(lists)}:
            raise Invalid([Problem("show_address", "show_there")])
        return None
    there = editions(lists, chosen["address"], services().ledger.now(), public=False)["editions"]
    address = answers.get("edition_address", "").strip()
    if answers.get("edition") == NEW and address in {one["address"] for one in there}:
        raise Invalid([Problem("edition_address", "edition_there")])
    return Place({key: chosen[key] for key in ("name", "address", "zone")})
