"""The answers of the mapping form as a mapping file, and what is wrong at the answer where it is."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.errors import Invalid
from ledger.importing.mapping_file import mapping_of
from ledger.importing.mapping_form import ANSWERS, Place, mapping_said
from ledger.importing.text_forms import TextForm
from ledger.wording.errors import problem_sentence
from ledger.wording.import_form import ANSWERS_ASKED

HEADER = ["Category", "Film", "Nominees", "Winner", "Row", "Year"]
SHOW = {"name": "Meridian Awards", "address": "meridian", "zone": "Asia/Karachi"}
THERE = Place(SHOW, {"name": "12th edition", "address": "12", "label": "2026"})
PLAIN = {"edition": "meridian/12", "announced": "not_yet", "category": "Category", "title": "Film", "name": "Nominees"}
NEW = {
    "edition": "new", "show": "new", "show_name": "Prizes", "show_address": "prizes", "show_zone": "Europe/London",
    "edition_name": "The third", "edition_address": "3", "edition_label": "2024", "category": "Category", "name": "Nominees",
}  # fmt: skip


def said(answers: dict[str, str], place: Place | None = THERE) -> dict[str, Any]:
    return mapping_said(answers, TextForm("comma", "utf-8", 2), HEADER, place)


def wrong(answers: dict[str, str], place: Place | None = THERE) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        said(answers, place)
    for one in refused.value.problems:
        assert one.field in ANSWERS, one
        assert problem_sentence(one) != f"{one.code.replace('_', ' ').capitalize()}.", one
    return [(one.field, one.code) for one in refused.value.problems]


def test_rows_of_an_edition_that_is_there() -> None:
    mapping = mapping_of(said(PLAIN | {"winner": "Winner", "won_words": "yes\n Sieger \nyes", "not_won_words": "no"}))
    assert mapping.one_edition is not None
    assert (mapping.show.zone, mapping.one_edition.address, mapping.one_edition.year) == ("Asia/Karachi", "12", None)
    assert (mapping.file.header_row, mapping.file.ignored) == (2, ("Row", "Year"))
    assert mapping.winner is not None
    assert (mapping.winner.won, mapping.winner.not_won) == (("yes", "Sieger"), ("", "no"))


def test_rows_of_a_new_edition_of_a_new_show() -> None:
    mapping = mapping_of(said(NEW | {"edition_number": "3", "announced": "in_its_year", "year": "2024"}, None))
    assert mapping.one_edition is not None
    assert (mapping.show.address, mapping.one_edition.number, mapping.one_edition.year) == ("prizes", 3, 2024)
    assert mapping.announced.how == "in_its_year"


def test_rows_of_editions_that_a_column_names() -> None:
    answers = NEW | {"edition": "columns", "label": "Year", "edition_name": "Prizes of {label}", "title": "Film"}
    mapping = mapping_of(said(answers, None))
    assert mapping.edition is not None
    assert (mapping.edition.label, mapping.edition.name, mapping.edition.address) == (
        "Year",
        "Prizes of {label}",
        "{label}",
    )
    assert "Year" not in mapping.file.ignored


def test_form_of_nothing_says_what_is_needed() -> None:
    assert wrong({}, None) == [
        ("show_name", "required"),
        ("show_address", "required"),
        ("show_zone", "required"),
        ("edition_name", "required"),
        ("edition_address", "required"),
        ("edition_label", "required"),
        ("category", "required"),
    ]


@pytest.mark.parametrize(
    "answers, problem",
    [
        ({"title": "", "name": ""}, ("title", "nothing_nominated")),
        ({"name": "Film"}, ("name", "column_twice")),
        ({"winner": "Category", "won_words": "yes"}, ("winner", "column_twice")),
        ({"winner": "Winner"}, ("won_words", "empty_list")),
        ({"winner": "Winner", "won_words": "yes", "not_won_words": "yes"}, ("not_won_words", "two_meanings")),
        ({"announced": "in_its_year"}, ("year", "required")),
        ({"announced": "in_its_year", "year": "soon"}, ("year", "not_a_year_typed")),
        ({"announced": "maybe"}, ("announced", "not_one_of")),
        ({"title_id": "Row"}, ("work_scheme", "required")),
        ({"name_id": "Row", "people_scheme": "I M D B"}, ("people_scheme", "not_an_address")),
        ({"people_separator": " "}, ("people_separator", "blank_separator")),
        ({"work_kind": "opera"}, ("work_kind", "not_one_of")),
    ],
)  # fmt: skip
def test_wrong_answer_is_told_where_it_is(answers: dict[str, str], problem: tuple[str, str]) -> None:
    assert wrong(PLAIN | answers) == [problem]


@pytest.mark.parametrize(
    "answers, problem",
    [
        ({"show_zone": "Karachi"}, ("show_zone", "not_a_zone")),
        ({"show_address": "desk"}, ("show_address", "address_reserved")),
        ({"show_name": "x" * 501}, ("show_name", "text_too_long")),
        ({"edition_address": "The 3rd"}, ("edition_address", "not_an_address")),
        ({"edition_number": "third"}, ("edition_number", "not_a_number_typed")),
        ({"edition_name": "a\tb"}, ("edition_name", "text_not_storable")),
    ],
)  # fmt: skip
def test_wrong_name_of_something_new_is_told_where_it_is(answers: dict[str, str], problem: tuple[str, str]) -> None:
    assert wrong(NEW | answers, None) == [problem]


def test_every_answer_is_asked_for_in_words() -> None:
    assert set(ANSWERS) <= set(ANSWERS_ASKED)
