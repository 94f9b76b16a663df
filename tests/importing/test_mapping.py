from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ledger.errors import Invalid, NotFound, Refused
from ledger.importing.mapping_file import read_mapping, reviewed_path
from ledger.schemas.mapping import load_mapping
from ledger.schemas.mapping_values import SheetMapping
from ledger.wording.importing import key_line, refusal
from tests.importing.sheets import DATA, mapping, plain

ACADEMY = Path(__file__).resolve().parents[2] / "examples" / "academy" / "mapping.toml"


def problems(data: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        load_mapping(data)
    assert all(key_line(problem) for problem in refused.value.problems)
    return [(problem.field, problem.code) for problem in refused.value.problems]


@pytest.mark.parametrize("path", [ACADEMY, DATA / "odd.toml", DATA / "laurels.toml"], ids=lambda path: path.stem)
def test_mapping_file_is_read(path: Path) -> None:
    assert isinstance(read_mapping(path), SheetMapping)


def test_mapping_tells_which_columns_it_reads() -> None:
    assert mapping().columns == {"No", "Season", "Prize", "Title", "Title id", "Names", "Ids", "Won", "For"}
    assert mapping().separators == {"Title": "|", "Title id": "|", "Names": "|", "Ids": "|"}


def test_mapping_empty_tells_every_table_that_is_needed() -> None:
    needed = ["file", "show", "category"]
    assert problems({}) == [(table, "key_missing") for table in needed]


def test_mapping_tells_all_problems_at_once_with_their_key_paths() -> None:
    data = plain(
        file={"delimiter": "tabulator", "colour": "red"},
        show={"zone": "Europe/Londn", "address": "My Show"},
        edition={"name": "{nummer} Prizes", "year": {"rule": "label", "exceptions": {"1": 99, "2": True, "3": 1950}}},
        winner={"won": []},
    )
    assert sorted(problems(data)) == [
        ("edition.name", "wrong_placeholder"),
        ("edition.year.exceptions.1", "not_a_year"),
        ("edition.year.exceptions.2", "not_a_year"),
        ("file.colour", "unknown_key"),
        ("file.delimiter", "not_one_of"),
        ("show.address", "not_an_address"),
        ("show.zone", "not_a_zone"),
        ("winner.won", "empty_list"),
    ]


@pytest.mark.parametrize(
    "changes, expected",
    [
        ({"file": {"short_rows": "yes"}}, ("file.short_rows", "not_a_flag")),
        ({"file": {"ignored": "Note"}}, ("file.ignored", "not_texts")),
        ({"file": {"ignored": ["Note", "Note"]}}, ("file.ignored", "listed_twice")),
        ({"file": {"ignored": ["Won"]}}, ("file.ignored", "column_twice")),
        ({"show": {"name": " "}}, ("show.name", "empty_text")),
        ({"show": {"name": 7}}, ("show.name", "not_a_text")),
        ({"edition": {"address": "{number"}}, ("edition.address", "broken_pattern")),
        ({"edition": {"address": "always"}}, ("edition.address", "wrong_placeholder")),
        ({"edition": {"name": "{label:>3000000000}"}}, ("edition.name", "broken_pattern")),
        ({"edition": {"name": "{label:{label.__class__}}"}}, ("edition.name", "broken_pattern")),
        ({"edition": {"name": "{label!r}"}}, ("edition.name", "broken_pattern")),
        ({"edition": {"number": None, "address": "{year}"}}, ("edition.name", "needs")),
        ({"edition": {"year": {"rule": "column"}}}, ("edition.year.column", "key_missing")),
        ({"edition": {"year": {"rule": "label", "column": "Held"}}}, ("edition.year.column", "needs")),
        ({"edition": {"year": "1999"}}, ("edition.year", "not_a_table")),
        ({"edition": {"year": {"rule": "label", "exceptions": 3}}}, ("edition.year.exceptions", "not_a_table")),
        ({"works": {"separator": " "}}, ("works.separator", "blank_separator")),
        ({"works": {"kind": "movie"}}, ("works.kind", "not_one_of")),
        ({"works": {"scheme": None}}, ("works.scheme", "key_missing")),
        ({"works": {"id": None}}, ("works.scheme", "needs")),
        ({"people": {"title": "Other"}}, ("people.title", "unknown_key")),
        ({"people": {"kinds": {"nm": "human"}}}, ("people.kinds.nm", "not_one_of")),
        ({"people": {"joined": "|"}}, ("people.joined", "same_separator")),
        ({"people": {"name": "Title"}}, ("people.name", "column_twice")),
        ({"winner": {"not_won": ["", "yes"]}}, ("winner.not_won", "two_meanings")),
        ({"texts": {"note_separator": ";"}}, ("texts.note_separator", "needs")),
        ({"rows": {"style": "grouped"}}, ("rows.key", "key_missing")),
        ({"rows": {"style": "one_row", "key": ["No"]}}, ("rows.key", "needs")),
        (
            {"file": {"ignored": ["Entry"]}, "rows": {"style": "grouped", "key": ["Entry"]}},
            ("file.ignored", "column_twice"),
        ),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_mapping_with_one_mistake_names_its_key(changes: dict[str, dict[str, Any]], expected: tuple[str, str]) -> None:
    assert problems(plain(**changes)) == [expected]


def test_mapping_without_works_and_people_is_refused() -> None:
    data = plain()
    del data["works"], data["people"]
    assert problems(data) == [("people", "nothing_nominated")]


def test_mapping_sentence_says_what_would_be_right() -> None:
    with pytest.raises(Invalid) as refused:
        load_mapping(plain(file={"delimeter": "comma"}))
    assert refusal(refused.value) == (
        "file.delimeter: There is no such key. Known here: delimiter, encoding, quoting, short_rows, ignored, header_row."
    )


def test_mapping_file_that_is_no_toml_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text('[file]\ndelimiter = tab"\n', encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_mapping(path)
    assert refused.value.code == "mapping_not_toml"
    assert "line 2" in str(refusal(refused.value))


def test_mapping_file_in_another_encoding_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    path.write_bytes('[show]\nname = "Prés"\n'.encode("latin-1"))
    with pytest.raises(Refused, match="mapping_not_utf8") as refused:
        read_mapping(path)
    assert refused.value.params["line"] == 2


def test_mapping_file_missing_or_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="mapping_not_found"):
        read_mapping(tmp_path / "none.toml")
    with pytest.raises(Refused, match="mapping_unreadable"):
        read_mapping(tmp_path)


def test_reviewed_table_lies_beside_its_mapping(tmp_path: Path) -> None:
    beside = mapping(reviewed={"file": "table.tsv", "key": ["No"]})
    above = mapping(reviewed={"file": "../table.tsv", "key": ["No"]})
    assert reviewed_path(tmp_path / "mapping.toml", beside) == tmp_path / "table.tsv"
    assert reviewed_path(tmp_path / "mapping.toml", mapping()) is None
    with pytest.raises(Invalid, match=r"reviewed\.file: not_beside"):
        reviewed_path(tmp_path / "mapping.toml", above)
