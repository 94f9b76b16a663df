"""What is guessed of a sheet: how its text is written, which row names its columns, what they mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.importing.suggesting import suggest
from ledger.importing.text_forms import TextForm, first_rows, guess_form

LINES = "Category{0}Film{0}Nominees\nSong{0}Tide{0}گلزار خان\nScore{0}Ebb{0}Ira Bell\n"


@pytest.mark.parametrize(
    "delimiter, sign", [("comma", ","), ("tab", "\t"), ("semicolon", ";"), ("bar", "|")]
)  # fmt: skip
@pytest.mark.parametrize("encoding, named", [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16")])
def test_form_of_a_text_is_found(tmp_path: Path, delimiter: str, sign: str, encoding: str, named: str) -> None:
    path = tmp_path / "sheet"
    path.write_bytes(LINES.format(sign).encode(encoding))
    form = guess_form(path)
    assert form == TextForm(delimiter, named, 1)
    assert first_rows(path, form)[1] == ["Song", "Tide", "گلزار خان"]


def test_text_that_is_no_utf8_is_taken_for_windows(tmp_path: Path) -> None:
    path = tmp_path / "sheet"
    path.write_bytes(b"x" * 70_000 + "\nCatégorie;Film\n".encode("windows-1252"))
    assert guess_form(path).encoding == "windows-1252"


def test_commas_in_texts_do_not_pass_for_separators(tmp_path: Path) -> None:
    path = tmp_path / "sheet"
    path.write_text('Category;Film;For\nSong;"Tide; or Ebb";Well, well, well\nScore;Salt;None\n', encoding="utf-8")
    assert guess_form(path).delimiter == "semicolon"


def test_titles_above_the_table_are_no_header(tmp_path: Path) -> None:
    path = tmp_path / "sheet"
    path.write_text("Nominees of the year\n\nCategory,Film,Won\nSong,Tide,\nSong,Ebb,yes\n", encoding="utf-8")
    assert guess_form(path).header_row == 3


def test_zero_bytes_and_endless_lines_are_looked_at_without_harm(tmp_path: Path) -> None:
    path = tmp_path / "sheet"
    path.write_bytes(b"a,b\n\0,1\n" + b"x" * 3_000_000)
    rows = first_rows(path, TextForm("comma", "utf-8"))
    assert rows == [["a", "b"], ["�", "1"], []]


def test_columns_are_suggested_by_the_words_of_the_header() -> None:
    header = ["Award  Category", "FILM_TITLE", "Nominees", "Won?", "Year", "Remarks", "Film Id"]
    assert suggest(header, []) == {
        "category": "Award  Category",
        "title": "FILM_TITLE",
        "name": "Nominees",
        "winner": "Won?",
        "label": "Year",
        "note": "Remarks",
        "title_id": "Film Id",
        "won_words": "",
        "not_won_words": "",
    }


def test_columns_are_suggested_by_what_they_hold() -> None:
    rows = [
        ["Song", "Tide", "tt0111161", "nm0000001|nm0000002", "Winner"],
        ["Song", "Ebb", "tt0111162", "nm0000003", "Nominee"],
        ["Score", "Salt", "tt0111163", "nm0000004", "Nominee"],
        ["Score", "Night Bus", "?", "", "Nominee"],
    ]
    assert suggest(["A", "B", "C", "D", "E"], rows) == {
        "category": "A",
        "title": "B",
        "title_id": "C",
        "work_scheme": "imdb",
        "name_id": "D",
        "people_scheme": "imdb",
        "winner": "E",
        "won_words": "Winner",
        "not_won_words": "Nominee",
    }


def test_sign_between_several_names_is_suggested() -> None:
    rows = [["Song", "Mina Shah; Ira Bell"], ["Song", "Ada Moss"]]
    assert suggest(["Category", "Name"], rows)["people_separator"] == ";"


def test_nothing_is_suggested_of_what_says_nothing() -> None:
    assert suggest(["", "17", "x"], [["", "1", "2"], ["", "2", "4"]]) == {}
    assert suggest([], []) == {}
