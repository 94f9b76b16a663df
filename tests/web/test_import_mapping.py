"""The page that says what the columns of a sheet are: how it is read, what is suggested, what is wrong, what is kept."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from ledger.bootstrap import Services
from ledger.demo.people import Person
from tests.importing.books import book
from tests.web.conftest import Visit
from tests.web.reading import form_of, page_of
from tests.web.test_importing import SHEET, ended, mapped, opened, started
from web.looking_around import KNOWN

LINES = [line.split(",") for line in SHEET.splitlines()]


def test_sheet_is_chosen_and_hidden_cells_and_formulas_are_told(visit: Visit) -> None:
    def fill(workbook: Any, sheet: Any) -> None:
        sheet.write_formula("B2", '="T"&"ide"', None, "Tide")
        sheet.set_row(2, None, None, {"hidden": True})
        other = workbook.add_worksheet("باقی")
        for number, row in enumerate((["Prize", "Book"], ["Novel", "Salt"])):
            other.write_row(number, 0, row)
        other.hide()

    client = visit("organiser")
    address, page = opened(client, book(fill, *LINES))
    assert page_of(page).options["sheet"] == ["0", "1"]
    assert "باقی (hidden)" in page
    assert "1 cell holds a formula (B2): its last result is taken." in page
    assert "1 row is hidden (3). It is imported like the others." in page
    form = form_of(page)
    anew = client.post(
        address, data={"csrf_token": form["csrf_token"], "step": "read", "sheet": "1", "header_row": "1"}
    )
    form = form_of(client.get(anew.location).text)
    assert (form["sheet"], form["category"], form["title"]) == ("1", "Prize", "Book")


def test_row_of_the_header_can_be_said(visit: Visit) -> None:
    client = visit("organiser")
    address, page = opened(client, f"a,b,c,d\n{SHEET}", "a.csv")
    typed = form_of(page)
    read = {"csrf_token": typed["csrf_token"], "step": "read", "delimiter": "comma", "encoding": "utf-8"}
    assert form_of(page)["header_row"] == "1"
    wrong = client.post(address, data=read | {"header_row": "none"})
    assert wrong.status_code == 422
    assert "e-header_row" in page_of(wrong.text).elements
    assert page_of(wrong.text).form["header_row"] == "none"
    anew = client.post(address, data=read | {"header_row": "2"})
    assert form_of(client.get(anew.location).text)["category"] == "Category"


@pytest.mark.parametrize(
    "content, said",
    [
        ("Category,Film,Film\nSong,Tide,Ebb\n", "Two columns of the file are called “Film”. Rename one."),
        ("Category,,Film\nSong,x,Ebb\n", "Column 2 of the file has no name in the first row. Give it one."),
    ],
)
def test_header_in_doubt_is_told_before_and_after_the_mapping(visit: Visit, content: str, said: str) -> None:
    client = visit("organiser")
    address, page = opened(client, content, "a.csv")
    assert said in page
    checked = mapped(client, address, category="Category", title="Film", name="")
    assert said in client.get(checked.location).text


def test_merged_cells_are_told_before_and_after_the_mapping(visit: Visit) -> None:
    client = visit("organiser")
    address, page = opened(client, book(lambda _book, sheet: sheet.merge_range("A2:A3", "Song"), *LINES))
    assert "Merged cells reach into the table: A2:A3." in page
    assert "Merged cells reach into the table: A2:A3." in client.get(mapped(client, address).location).text


@pytest.mark.parametrize(
    "encoding, name", [("utf-16", "گلزار خان"), ("windows-1252", "Zoë Müller"), ("utf-8-sig", "שלום")]
)
def test_names_arrive_whole_in_any_encoding(visit: Visit, demo: Services, encoding: str, name: str) -> None:
    client = visit("organiser")
    address, page = opened(client, SHEET.replace("گلزار خان", name).encode(encoding), "a.csv")
    assert f"<bdi>{name}</bdi>" in page
    preview = mapped(client, address).location
    started(client, preview)
    ended(client, demo)
    assert name in client.get("/desk/meridian/12/").text


def test_refused_mapping_keeps_what_was_chosen_and_points_at_the_field(visit: Visit) -> None:
    client = visit("organiser")
    address, page = opened(client, SHEET, "a.csv")
    answer = mapped(client, address, category="", save_as="<b>Kept</b>", people_separator=" ")
    assert answer.status_code == 422
    page = page_of(answer.text)  # type: ignore[assignment]
    assert page.form["save_as"] == "<b>Kept</b>"  # type: ignore[attr-defined]
    assert page.elements["f-category"][1].get("aria-invalid") == "true"  # type: ignore[attr-defined]
    assert "autofocus" in page.elements["f-category"][1]  # type: ignore[attr-defined]


def test_mapping_is_saved_chosen_again_and_taken_away_as_a_file(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    address, _page = opened(client, SHEET, "a.csv")
    mapped(client, address, save_as="Every year 🧵", work_kind="film", won_words="yes\nSieger")
    text = client.get(f"{address}.toml", buffered=True)
    assert text.mimetype == "application/toml"
    assert 'kind = "film"' in text.text
    other, page = opened(client, SHEET.replace("Tide", "Salt"), "b.csv")
    assert form_of(page)["work_kind"] == "unknown"
    typed = {"csrf_token": form_of(page)["csrf_token"], "step": "choose", "saved": "Every year 🧵"}
    form = form_of(client.post(other, data=typed).text)
    assert (form["work_kind"], form["won_words"].split(), form["edition"]) == ("film", ["yes", "Sieger"], "meridian/12")
    gone = client.post(other, data=typed | {"saved": "nothing"})
    assert gone.status_code == 404
    assert "There is no saved mapping of that name" in gone.text


def test_saved_mapping_is_its_makers_alone(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KNOWN, "other", Person("other", UUID(int=9), "Organiser elsewhere", "organiser"))
    address, _page = opened(visit("organiser"), SHEET, "a.csv")
    mapped(visit("organiser"), address, save_as="Of the show nobody knows of")
    other = visit("other")
    theirs, page = opened(other, SHEET.replace("Tide", "Salt"), "b.csv")
    assert "Of the show nobody knows of" not in page
    typed = {"csrf_token": form_of(page)["csrf_token"], "step": "choose", "saved": "Of the show nobody knows of"}
    assert other.post(theirs, data=typed).status_code == 404


@pytest.mark.parametrize(
    "new, field",
    [
        ({"show": "meridian", "edition_name": "A", "edition_address": "12", "edition_label": "a"}, "edition_address"),
        ({"show": "new", "show_name": "A", "show_address": "meridian", "show_zone": "UTC"}, "show_address"),
    ],
)
def test_new_thing_at_an_address_in_use_is_refused_at_its_field(visit: Visit, new: dict[str, str], field: str) -> None:
    client = visit("organiser")
    address, _page = opened(client, SHEET, "a.csv")
    answer = mapped(client, address, edition="new", **new)
    assert answer.status_code == 422
    assert f"e-{field}" in page_of(answer.text).elements
    assert "There is a" in answer.text
    assert answer.text.count("<details") - answer.text.count('<details class="import-group" open>') == 2


def test_empty_first_sheet_is_passed_over_and_an_empty_choice_is_taken_back(visit: Visit, demo: Services) -> None:
    def fill(workbook: Any, _sheet: Any) -> None:
        other = workbook.add_worksheet("Nominees 2")
        for number, row in enumerate(LINES):
            other.write_row(number, 0, row)

    client = visit("organiser")
    address, page = opened(client, book(fill))
    form = form_of(page)
    assert (form["sheet"], form["category"]) == ("1", "Category")
    read = {"csrf_token": form["csrf_token"], "step": "read", "header_row": "1", "sheet": "0"}
    standing = client.get(client.post(address, data=read).location).text
    assert "The sheet “Nominees” is empty." in standing
    assert address in standing
    assert form_of(client.get(address).text)["category"] == "Category"


def test_file_whose_opening_was_interrupted_is_opened_again(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    address, _page = opened(client, SHEET, "a.csv")
    one = demo.imports.files.every()[0]
    one.forget("opened")
    one.write("job", {"what": "open", "state": "running", "began": 1})
    standing = client.get(address.removesuffix("mapping"))
    assert "The work on this file was interrupted" in standing.text
    typed = {"csrf_token": form_of(standing.text)["csrf_token"], "step": "open"}
    assert client.post(address.removesuffix("mapping"), data=typed).location == address
