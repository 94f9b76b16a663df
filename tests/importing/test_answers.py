"""Each cell is asked of the field of the command it becomes: refused at its row and column, in the words of a form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from marshmallow import Schema

from ledger.errors import Invalid, Problem
from ledger.importing.mapping_file import read_mapping
from ledger.schemas.commands import load
from ledger.schemas.entering import EnterNominationCommand, RegisterPartyCommand, RegisterWorkCommand
from ledger.schemas.setting_up import AddCategoryCommand, EstablishShowCommand, OpenEditionCommand
from ledger.wording.errors import problem_sentence
from ledger.wording.importing import refusal, told
from tests.importing.sheets import DATA, GOOD, HEADER, found, mapping, read, samples, sheet

LONG, PROSE, CONTROL, HALF = "x" * 501, "x" * 10_001, "a\x07b", "half \ud83c"
COLUMNS = f"{HEADER},Line,Field,Wording,Part,Note"
TEXTS = {"credit_line": "Wording", "detail": "Part", "note": "Note"}
CELLS = dict(zip(COLUMNS.split(","), f"{GOOD},,,,,".split(","), strict=True))


def row(**changes: str) -> str:
    """A good row with the cells of these columns changed; `_` in a name stands for a blank."""
    return ",".join((CELLS | {name.replace("_", " "): text for name, text in changes.items()}).values())


def form_says(schema: type[Schema], data: dict[str, Any], field: str) -> str:
    """The code a form of this command is told at a field."""
    with pytest.raises(Invalid) as refused:
        load(schema(), data)
    return next(problem.code for problem in refused.value.problems if problem.field == field)


@pytest.mark.parametrize(
    "column, text, schema, data, field, code",
    [
        ("Title", LONG, RegisterWorkCommand, {"title": LONG}, "title", "text_too_long"),
        ("Title", CONTROL, RegisterWorkCommand, {"title": CONTROL}, "title", "text_not_storable"),
        ("Title", HALF, RegisterWorkCommand, {"title": HALF}, "title", "text_not_storable"),
        ("Title", "a\tb", RegisterWorkCommand, {"title": "a\tb"}, "title", "text_not_storable"),
        ("Names", LONG, RegisterPartyCommand, {"name": LONG}, "name", "text_too_long"),
        ("Names", CONTROL, RegisterPartyCommand, {"name": CONTROL}, "name", "text_not_storable"),
        ("Names", "a\x85b", RegisterPartyCommand, {"name": "a\x85b"}, "name", "text_not_storable"),
        ("Ids", "p 1", RegisterPartyCommand, {"external": [{"value": "p 1"}]}, "external.0.value", "not_an_id"),
        ("Ids", "p" * 101, RegisterPartyCommand, {"external": [{"value": "p" * 101}]}, "external.0.value", "not_an_id"),
        ("Title id", "w 1", RegisterWorkCommand, {"external": [{"value": "w 1"}]}, "external.0.value", "not_an_id"),
        ("Prize", " ", AddCategoryCommand, {"name": " "}, "name", "required"),
        ("Prize", LONG, AddCategoryCommand, {"name": LONG}, "name", "text_too_long"),
        ("Line", LONG, AddCategoryCommand, {"group": LONG}, "group", "text_too_long"),
        ("Field", LONG, AddCategoryCommand, {"group": LONG}, "group", "text_too_long"),
        ("No", "one", OpenEditionCommand, {"ordinal": "one"}, "ordinal", "not_an_ordinal"),
        ("No", "1_0", OpenEditionCommand, {"ordinal": "1_0"}, "ordinal", "not_an_ordinal"),
        ("No", "1" * 10, OpenEditionCommand, {"ordinal": "1" * 10}, "ordinal", "not_an_ordinal"),
        ("Season", "", OpenEditionCommand, {"label": ""}, "label", "required"),
        ("For", PROSE, EnterNominationCommand, {"citation": PROSE}, "citation", "text_too_long"),
        ("For", CONTROL, EnterNominationCommand, {"citation": CONTROL}, "citation", "text_not_storable"),
        ("Wording", PROSE, EnterNominationCommand, {"credit_line": PROSE}, "credit_line", "text_too_long"),
        ("Note", PROSE, EnterNominationCommand, {"source_note": PROSE}, "source_note", "text_too_long"),
        ("Part", LONG, EnterNominationCommand, {"details": [LONG]}, "details.0", "text_too_long"),
    ],
    ids=lambda value: ascii(value[:12]) if isinstance(value, str) else "",
)
def test_cell_is_refused_where_it_stands_as_a_form_would_refuse_it(
    tmp_path: Path, column: str, text: str, schema: type[Schema], data: dict[str, Any], field: str, code: str
) -> None:
    how = mapping(texts=TEXTS, category={"canonical": "Line", "group": "Field"})
    lines = row(), row(**{column.replace(" ", "_"): text}), row(Title="Ebb")
    nominations, findings = read(sheet(tmp_path, *lines, header=COLUMNS), how)
    assert [one.row for one in nominations] == [2, 4]
    assert found(findings) == [(3, column, code, "refused")]
    assert code == form_says(schema, data, field)
    (one,) = samples(findings)
    said = problem_sentence(Problem(field, code))
    assert told(one.row, one.column, one.code, one.params) == f"Row 3, “{column}”: {said}"


def test_every_wrong_cell_of_a_row_is_told(tmp_path: Path) -> None:
    how = mapping(texts={"citation": "For"})
    _, findings = read(sheet(tmp_path, GOOD.replace("Tide", LONG).replace("Mina", LONG).replace("p1", "p 1")), how)
    assert found(findings) == [
        (2, "Ids", "not_an_id", "refused"),
        (2, "Title", "text_too_long", "refused"),
        (2, "Names", "text_too_long", "refused"),
    ]


def test_row_refused_twice_for_the_same_text_is_not_also_called_a_repeat(tmp_path: Path) -> None:
    bad = GOOD + "x" * 10_001
    _, findings = read(sheet(tmp_path, bad, bad), mapping())
    assert found(findings) == [(n, "For", "text_too_long", "refused") for n in (2, 3)]


def test_detail_in_a_later_row_of_a_group_is_told_there(tmp_path: Path) -> None:
    header = f"{HEADER},Part"
    how = mapping(texts={"detail": "Part"}, rows={"style": "grouped", "key": ["No", "Prize"]})
    path = sheet(tmp_path, f"{GOOD},Opening", f"{GOOD},{LONG}", header=header)
    _, findings = read(path, how)
    assert found(findings) == [(2, None, "group_broken", "refused"), (3, "Part", "text_too_long", "refused")]


def test_edition_whose_name_grows_too_long_is_told_at_its_label(tmp_path: Path) -> None:
    how = mapping(edition={"name": "{label}" * 130})
    nominations, findings = read(sheet(tmp_path, GOOD), how)
    assert nominations == []
    assert found(findings) == [(2, "Season", "text_too_long", "refused")]


def test_line_breaks_and_tabs_are_allowed_in_prose_only(tmp_path: Path) -> None:
    title, prose = GOOD.replace("Tide", '"Ti\nde"'), '1,1999,Novel,Ebb,w2,Mina,p1,,"one\n\ttwo"'
    nominations, findings = read(sheet(tmp_path, title, prose), mapping())
    assert [one.citation for one in nominations] == ["one\n\ttwo"]
    assert found(findings) == [(2, "Title", "text_not_storable", "refused")]


def test_text_is_kept_composed_and_the_row_stays_the_same(tmp_path: Path) -> None:
    (one,), _ = read(sheet(tmp_path, GOOD.replace("Tide", "Cafe\u0301")), mapping())
    assert one.works[0].title == "Caf\u00e9"
    assert "Cafe\u0301".encode() in one.canonical


@pytest.mark.parametrize(
    "key, good, text, said",
    [
        ("name", "Meridian Prizes", LONG, "The text is longer than this field takes."),
        ("name", "Meridian Prizes", "a\\u0007b", "The text holds a character that cannot be stored."),
        ("address", "meridian", "a" * 101, "An address has small letters a to z, digits and single hyphens"),
        ("zone", "Europe/London", "Europe/Londn", "There is no such time zone."),
    ],
)
def test_show_of_the_mapping_is_refused_as_a_form_would_refuse_it(
    tmp_path: Path, key: str, good: str, text: str, said: str
) -> None:
    content = (DATA / "odd.toml").read_text(encoding="utf-8")
    assert f'{key} = "{good}"' in content
    path = tmp_path / "mapping.toml"
    path.write_text(content.replace(f'{key} = "{good}"', f'{key} = "{text}"'), encoding="utf-8")
    with pytest.raises(Invalid) as refused:
        read_mapping(path)
    assert str(refusal(refused.value)).startswith(f"show.{key}: {said}")
    code = form_says(EstablishShowCommand, {key: text.replace("\\u0007", "\x07")}, key)
    assert problem_sentence(Problem(key, code)).startswith(said)


@pytest.mark.parametrize("table, scheme", [("works", "test-work"), ("people", "test-party")])
def test_scheme_of_the_mapping_is_refused_as_a_form_would_refuse_it(tmp_path: Path, table: str, scheme: str) -> None:
    content = (DATA / "odd.toml").read_text(encoding="utf-8")
    path = tmp_path / "mapping.toml"
    path.write_text(content.replace(scheme, "a" * 101), encoding="utf-8")
    with pytest.raises(Invalid) as refused:
        read_mapping(path)
    assert refusal(refused.value) == (
        f"{table}.scheme: An address has small letters a to z, digits and single hyphens, at most 100 characters."
    )
