from __future__ import annotations

from pathlib import Path

import pytest

from ledger.importing.checking import check_sheet
from ledger.importing.entries import ImportedNomination
from tests.importing.sheets import DATA, HEADER, found, mapping, read, sheet

GROUPED = {"style": "grouped", "key": ["No", "Prize", "Entry"]}
ENTRY = f"{HEADER},Entry"


@pytest.fixture(scope="module")
def laurels() -> dict[tuple[int, ...], ImportedNomination]:
    """Nominations by their rows."""
    checked = check_sheet(DATA / "laurels.csv", DATA / "laurels.toml")
    assert checked.findings.tallies() == []
    return {made.rows: made for reading in checked.read() if (made := reading.made) is not None}


def credited(one: ImportedNomination) -> list[tuple[str, list[str]]]:
    return [(party.name, [known.value for known in party.external]) for party in one.parties]


def test_rows_of_one_key_are_one_nomination_wherever_they_stand(
    laurels: dict[tuple[int, ...], ImportedNomination],
) -> None:
    assert list(laurels) == [(2, 3), (4, 5), (6,), (7,), (8, 12), (9,), (10, 13), (11,)]
    assert credited(laurels[2, 3]) == [("نور بانو", ["c-1"]), ("O'Brien, Aoife", ["c-2"])]
    assert credited(laurels[8, 12]) == [("Mina Shah", ["c-9"]), ("Ada Moss", ["c-5"])]
    assert laurels[4, 5].works[0].title == 'The "Quiet" One'


def test_rows_of_one_key_say_the_same_thing_once(laurels: dict[tuple[int, ...], ImportedNomination]) -> None:
    one = laurels[10, 13]
    assert [work.title for work in one.works] == ["Tide"]
    assert credited(one) == [("Ravi Lal", ["c-4"])]
    assert one.details == ("Opening", "Closing")


def test_people_without_ids_stay_apart_though_they_share_a_name(
    laurels: dict[tuple[int, ...], ImportedNomination], tmp_path: Path
) -> None:
    assert credited(laurels[6,]) == credited(laurels[7,]) == [("Mina Shah", [])]
    row = "1,1999,Novel,Tide,w1,Mina Shah,?,yes,,e1"
    nominations, _ = read(sheet(tmp_path, row, row, header=ENTRY), mapping(rows=GROUPED))
    assert credited(nominations[0]) == [("Mina Shah", []), ("Mina Shah", [])]


def test_citation_over_several_lines_is_kept(laurels: dict[tuple[int, ...], ImportedNomination]) -> None:
    assert laurels[9,].citation == "For a life of song,\nand for the school."


def test_rows_that_contradict_each_other_are_refused_together(tmp_path: Path) -> None:
    rows = [
        "1,1999,Novel,Tide,w1,Mina Shah,p1,yes,,e1",
        "1,1999,Novel,Tide,w1,Bea Moss,p2,no,,e1",
        "1,1999,Novel,Ebb,w2,Ada Moss,p3,no,,e2",
    ]
    nominations, findings = read(sheet(tmp_path, *rows, header=ENTRY), mapping(rows=GROUPED))
    assert [one.rows for one in nominations] == [(4,)]
    assert found(findings) == [(2, None, "group_broken", "refused"), (3, "Won", "group_differs", "refused")]


def test_row_that_cannot_be_imported_takes_its_nomination_with_it(tmp_path: Path) -> None:
    rows = [
        "1,1999,Novel,Tide,w1,Mina Shah,p1,yes,,e1",
        "1,1999,Novel,Tide,w1,=SUM(A1),p2,yes,,e1",
        "1,1999,Novel,Ebb,w2,Ada Moss,p3,no,,e2",
    ]
    nominations, findings = read(sheet(tmp_path, *rows, header=ENTRY), mapping(rows=GROUPED))
    assert [one.rows for one in nominations] == [(4,)]
    assert found(findings) == [(2, None, "group_broken", "refused"), (3, "Names", "formula", "refused")]


def test_row_with_a_faulty_credit_takes_its_nomination_with_it(tmp_path: Path) -> None:
    rows = ["1,1999,Novel,Tide,w1,Mina Shah,p1,yes,,e1", "1,1999,Novel,Tide,w1,Bea,p 2,yes,,e1"]
    nominations, findings = read(sheet(tmp_path, *rows, header=ENTRY), mapping(rows=GROUPED))
    assert nominations == []
    assert found(findings) == [(2, None, "group_broken", "refused"), (3, "Ids", "not_an_id", "refused")]


def test_row_without_any_key_is_refused(tmp_path: Path) -> None:
    rows = [",1999,,Tide,w1,Mina Shah,p1,yes,,", "1,1999,Novel,Tide,w1,Mina Shah,p1,yes,,e1"]
    nominations, findings = read(sheet(tmp_path, *rows, header=ENTRY), mapping(rows=GROUPED))
    assert [one.rows for one in nominations] == [(3,)]
    assert found(findings) == [(2, "No", "no_group_key", "refused")]


def test_canonical_form_does_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    rows = ["1,1999,Novel,Tide,w1,Mina Shah,p1,yes,,e1", "1,1999,Novel,Tide,w1,Bea Moss,p2,yes,,e1"]
    one, two = (read(sheet(tmp_path, *some, header=ENTRY), mapping(rows=GROUPED))[0][0] for some in (rows, rows[::-1]))
    assert one.canonical == two.canonical
    assert one.parties == two.parties[::-1]
