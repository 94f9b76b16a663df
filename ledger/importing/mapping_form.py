"""What an organiser answers about a sheet, as the mapping that the command line reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ledger.errors import Invalid, Problem
from ledger.importing.mapping_file import mapping_of
from ledger.importing.text_forms import TextForm
from ledger.wording.import_form import ANSWERS_ASKED
from ledger.wording.importing import VALUE_REFUSED

NEW, COLUMNS = "new", "columns"
"""Answers to "which edition": a new one, or those that columns name; any other is the address of one, as show/edition."""
COLUMN_ANSWERS = {
    "number": "edition.number",
    "label": "edition.label",
    "category": "category.name",
    "category_canonical": "category.canonical",
    "category_group": "category.group",
    "title": "works.title",
    "title_id": "works.id",
    "name": "people.name",
    "name_id": "people.id",
    "role": "people.role",
    "winner": "winner.column",
    "credit_line": "texts.credit_line",
    "detail": "texts.detail",
    "note": "texts.note",
    "citation": "texts.citation",
}
"""The answers that name a column, with the key of the mapping they become."""
_OTHERS = {
    "show_name": "show.name",
    "show_address": "show.address",
    "show_zone": "show.zone",
    "edition_name": "one_edition.name",
    "edition_address": "one_edition.address",
    "edition_label": "one_edition.label",
    "edition_number": "one_edition.number",
    "year": "one_edition.year",
    "announced": "announced.how",
    "year_rule": "edition.year.rule",
    "work_separator": "works.separator",
    "work_scheme": "works.scheme",
    "work_kind": "works.kind",
    "people_separator": "people.separator",
    "people_scheme": "people.scheme",
    "people_kind": "people.kind",
    "detail_separator": "texts.detail_separator",
    "header_row": "file.header_row",
}
ANSWERS = (*COLUMN_ANSWERS, *_OTHERS, "edition", "show", "won_words", "not_won_words")
"""Every answer of the form by its name."""
_FIELDS = {path: name for name, path in (_OTHERS | COLUMN_ANSWERS).items()} | {
    "winner.won": "won_words",
    "winner.not_won": "not_won_words",
    "winner": "winner",
    "category": "category",
    "works": "title",
    "people": "name",
    "edition.name": "edition_name",
    "edition.address": "edition_address",
    "one_edition": "edition",
}
_NUMBERS = ("edition_number", "year")


class Place(NamedTuple):
    """A show, and where the rows belong to one that is there, the edition; `zone` is an IANA name."""

    show: Mapping[str, str]
    edition: Mapping[str, str] | None = None


def mapping_said(
    answers: Mapping[str, str], form: TextForm, header: Sequence[str], place: Place | None
) -> dict[str, Any]:
    """The mapping that the answers say, as the tables of its file; `place` is the show or edition that was chosen, None for new ones.

    Raises Invalid at the names of the answers.
    """
    data = _tables(answers, form, header, place)
    try:
        mapping_of(data)
    except Invalid as error:
        raise Invalid([_at_its_field(one, answers) for one in error.problems]) from None
    return data


def _at_its_field(problem: Problem, answers: Mapping[str, str]) -> Problem:
    code = problem.params["code"] if problem.code == VALUE_REFUSED else problem.code
    field = _FIELDS.get(problem.field, problem.field.partition(".")[0])
    if code == "nothing_nominated":
        return Problem("title", code, problem.params)
    if code == "key_missing":
        code = "required"
    if code in ("not_a_number", "not_a_year") and field in _NUMBERS:
        code = f"{code}_typed"
    params = dict(problem.params)
    if code == "column_twice":
        params["other"] = ANSWERS_ASKED[_FIELDS[params["other"]]]
        field = (
            field
            if answers.get(field) == params["column"]
            else next((name for name in COLUMN_ANSWERS if answers.get(name) == params["column"]), field)
        )
    return Problem(field, code, params)


def _tables(answers: Mapping[str, str], form: TextForm, header: Sequence[str], place: Place | None) -> dict[str, Any]:
    told = {name: answers.get(name, "").strip() for name in ANSWERS}
    told |= {name: answers.get(name, "") for name in ("work_separator", "people_separator", "detail_separator")}
    read = {told[name] for name in _columns_read(told)}
    data: dict[str, Any] = {
        "file": {
            "delimiter": form.delimiter,
            "encoding": form.encoding,
            "header_row": form.header_row,
            "short_rows": True,
            "ignored": [name for name in dict.fromkeys(header) if name and name not in read],
        },
        "show": dict(place.show)
        if place
        else _filled(told, name="show_name", address="show_address", zone="show_zone"),
        **_edition(told, place),
        "announced": {"how": told["announced"] or "not_yet"},
        "category": _filled(told, name="category", canonical="category_canonical", group="category_group"),
    }
    if told["title"] or told["title_id"]:
        data["works"] = _named(told, "title", "title_id", "work")
    if told["name"] or told["name_id"] or told["role"]:
        data["people"] = _named(told, "name", "name_id", "people") | _filled(told, role="role")
    if told["winner"]:
        won, not_won = _words(told["won_words"]), _words(told["not_won_words"])
        data["winner"] = {"column": told["winner"], "won": won, "not_won": ["", *not_won]}
    texts = _filled(told, credit_line="credit_line", detail="detail", note="note", citation="citation")
    if told["detail"] and told["detail_separator"]:
        texts["detail_separator"] = told["detail_separator"]
    return data | ({"texts": texts} if texts else {})


def _columns_read(told: Mapping[str, str]) -> list[str]:
    """The answers that name a column that is read; those of editions only where columns name them."""
    by_columns = told["edition"] == COLUMNS
    return [name for name in COLUMN_ANSWERS if told[name] and (by_columns or name not in ("number", "label"))]


def _edition(told: Mapping[str, str], place: Place | None) -> dict[str, Any]:
    if told["edition"] == COLUMNS:
        pattern = "{number}" if told["number"] else "{label}"
        table: dict[str, Any] = _filled(told, number="number", label="label")
        table |= {"name": told["edition_name"] or pattern, "address": pattern}
        table["year"] = {"rule": told["year_rule"] or "label"}
        return {"edition": table}
    if place is not None and place.edition is not None:
        one: dict[str, Any] = {key: place.edition[key] for key in ("name", "address", "label")}
        return {"one_edition": one | _numbers(told, year="year")}
    one = _filled(told, name="edition_name", address="edition_address", label="edition_label")
    return {"one_edition": one | _numbers(told, number="edition_number", year="year")}


def _filled(told: Mapping[str, str], **keys: str) -> dict[str, Any]:
    return {key: told[name] for key, name in keys.items() if told[name]}


def _numbers(told: Mapping[str, str], **keys: str) -> dict[str, Any]:
    """Numbers as such; what is none is left as it is, and refused by its key."""
    return {
        key: int(told[name]) if told[name].isascii() and told[name].isdigit() and len(told[name]) < 10 else told[name]
        for key, name in keys.items()
        if told[name]
    }


def _named(told: Mapping[str, str], name: str, known: str, part: str) -> dict[str, Any]:
    first = "title" if part == "work" else "name"
    table = _filled(told, **{first: name, "id": known, "separator": f"{part}_separator", "kind": f"{part}_kind"})
    if told[known]:
        table |= _filled(told, scheme=f"{part}_scheme") | {"unknown_ids": ["?"]}
    return table


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
