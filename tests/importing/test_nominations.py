from __future__ import annotations

from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.values import ExternalId
from ledger.importing.checking import check_sheet
from ledger.importing.entries import ImportedNomination
from ledger.importing.grouping import Group
from ledger.importing.nominations import canonical, editions_of
from ledger.importing.reader import Row
from ledger.wording.importing import told
from tests.importing.sheets import DATA, GOOD, HEADER, found, mapping, read, samples, sheet, year_of


@pytest.fixture(scope="module")
def odd() -> dict[int, ImportedNomination]:
    """The odd rows by their numbers."""
    checked = check_sheet(DATA / "odd.tsv", DATA / "odd.toml")
    assert checked.findings.refused_rows == 0
    return {made.row: made for reading in checked.read() if (made := reading.made) is not None}


def credited(one: ImportedNomination) -> list[tuple[str, str, list[str]]]:
    return [(party.name, party.kind, [known.value for known in party.external]) for party in one.parties]


def test_nomination_holds_what_its_row_says(odd: dict[int, ImportedNomination]) -> None:
    one = odd[2]
    assert (one.edition.name, year_of(one.edition)) == ("1st Meridian Prizes", "2000")
    assert (one.category.name, one.category.canonical, one.category.group) == ("Novel", "NOVEL", "Prose")
    assert [(work.title, work.external, work.kind) for work in one.works] == [
        ("The Long Tide", ExternalId(scheme="test-work", value="w1"), "book")
    ]
    assert credited(one) == [("Mina Shah", "person", ["p1"])]
    assert (one.credit_line, one.details, one.citation, one.note) == ("by Mina Shah", (), None, None)
    assert (one.won, one.outcome, one.announced, one.because) == (True, "announced", True, None)


def test_nomination_splits_cells_in_step(odd: dict[int, ImportedNomination]) -> None:
    assert [(work.title, work.external and work.external.value) for work in odd[3].works] == [
        ("Two Rooms", "w2"),
        ("A Third", "w3"),
    ]
    assert credited(odd[3]) == [("Ada Moss", "person", ["p2"]), ("Bea Moss", "person", ["p3"])]
    assert odd[8].details == ("Refrain", "Coda")
    assert odd[11].note == "first note\nsecond note"


def test_nomination_with_unknown_ids_has_parties_and_works_of_its_own(odd: dict[int, ImportedNomination]) -> None:
    assert credited(odd[4]) == credited(odd[5]) == [("Mina Shah", "unknown", [])]
    assert odd[5].works[0].external is None


def test_nomination_gives_several_ids_behind_one_name_each_a_credit(odd: dict[int, ImportedNomination]) -> None:
    assert credited(odd[6]) == [("R. James", "person", ["p4"]), ("R. James", "person", ["p5"])]


def test_nomination_takes_the_kind_from_the_longest_beginning(odd: dict[int, ImportedNomination]) -> None:
    assert [one.parties[0].kind for one in (odd[8], odd[10], odd[11])] == ["person", "organisation", "office"]


def test_nomination_follows_the_reviewed_table_alone(odd: dict[int, ImportedNomination]) -> None:
    outcomes = {number: one.outcome for number, one in odd.items() if one.outcome != "announced"}
    assert outcomes == {5: "recorded:write_in", 7: "recorded:preliminary", 16: "announced:not_standing"}
    assert [(odd[n].announced, odd[n].because) for n in (5, 16)] == [(False, "write_in"), (True, None)]


def test_nomination_keeps_every_script_and_sign(odd: dict[int, ImportedNomination]) -> None:
    assert odd[4].works[0].title == 'He said "go"'
    assert odd[8].parties[0].name == "چاند بی بی"
    assert [odd[n].works[0].title for n in (10, 13, 14, 15, 16)] == [
        "🎷 & 🎺",
        "<script>alert('x')</script>",
        '{"_type_": "tuple", "_data_": []}',
        "-30-",
        "=LOVE",
    ]
    assert odd[13].parties[0].name == "O'Brien"
    assert odd[12].works == ()


def test_ids_that_do_not_fit_the_names_are_left_out_and_told() -> None:
    checked = check_sheet(DATA / "odd.tsv", DATA / "odd.toml")
    (problem,) = samples(checked.findings)
    assert (problem.row, problem.severity) == (7, "note")
    assert told(problem.row, problem.column, problem.code, problem.params) == (
        "Row 7, “Ids”: There are 3 values in “Names” and 2 ids, so none can be given its id. They are imported without ids."
    )


def test_more_names_than_ids_is_told_only_where_an_id_is_known(tmp_path: Path) -> None:
    two = GOOD.replace("Mina Shah,p1", "Mina|Bea,{}")
    rows = [
        two.format(ids).replace("Tide", str(n)) for n, ids in enumerate(["", "?", "?|?|?", "p1", "p1|?|p2", "p1|?"])
    ]
    nominations, findings = read(sheet(tmp_path, *rows), mapping())
    assert [[len(party.external) for party in one.parties] for one in nominations] == [[0, 0]] * 5 + [[1, 0]]
    assert found(findings) == [(n, "Ids", "ids_do_not_fit", "note") for n in (5, 6)]


@pytest.mark.parametrize(
    "row, problem",
    [
        (GOOD.replace("Mina Shah", "Mina||Bea"), ("Names", "blank_among_several")),
        (GOOD.replace("Tide", "Tide|"), ("Title", "blank_among_several")),
        (GOOD.replace("p1", "p 1"), ("Ids", "not_an_id")),
        (GOOD.replace("p1", "p" * 101), ("Ids", "not_an_id")),
        (GOOD.replace("yes", "maybe"), ("Won", "not_a_result")),
        (GOOD.replace("Novel", " "), ("Prize", "required")),
        ("1,1999,Novel,,,,,,", (None, "nothing_named")),
    ],
)
def test_row_that_cannot_be_entered_is_refused_and_the_others_are_not(
    tmp_path: Path, row: str, problem: tuple[str | None, str]
) -> None:
    nominations, findings = read(sheet(tmp_path, GOOD, row, GOOD.replace("Tide", "Ebb")), mapping())
    assert [one.row for one in nominations] == [2, 4]
    assert found(findings) == [(3, *problem, "refused")]


def test_row_with_several_faults_has_each_told(tmp_path: Path) -> None:
    row = GOOD.replace("yes", "maybe").replace("Mina Shah", "Mina||Bea")
    _, findings = read(sheet(tmp_path, row), mapping())
    assert found(findings) == [
        (2, "Names", "blank_among_several", "refused"),
        (2, "Won", "not_a_result", "refused"),
    ]
    assert findings.refused_rows == 1


def test_id_that_says_nothing_of_its_kind_is_told(tmp_path: Path) -> None:
    nominations, findings = read(sheet(tmp_path, GOOD), mapping(people={"kinds": {"co": "organisation"}}))
    assert nominations[0].parties[0].kind == "unknown"
    assert found(findings) == [(2, "Ids", "id_of_no_kind", "note")]


def test_row_given_twice_is_imported_once(tmp_path: Path) -> None:
    nominations, findings = read(sheet(tmp_path, GOOD, GOOD.replace("yes", "no"), GOOD), mapping())
    assert [one.row for one in nominations] == [2, 3]
    assert found(findings) == [(4, None, "same_as_row", "note")]
    assert findings.refused_rows == 0


def test_row_without_works_or_people_needs_a_citation(tmp_path: Path) -> None:
    nominations, _ = read(sheet(tmp_path, "1,1999,Honour,,,,,yes,For all of it."), mapping())
    assert (nominations[0].works, nominations[0].parties, nominations[0].citation) == ((), (), "For all of it.")


def test_canonical_form_does_not_depend_on_columns_that_move_or_are_added_empty(tmp_path: Path) -> None:
    columns, cells = HEADER.split(","), GOOD.split(",")
    before = read(sheet(tmp_path, GOOD), mapping())[0][0]
    turned = sheet(tmp_path, ",".join(cells[::-1]), header=",".join(columns[::-1]))
    after = read(turned, mapping())[0][0]
    wider = sheet(tmp_path, f"{GOOD},", header=f"{HEADER},Wording")
    added = read(wider, mapping(texts={"credit_line": "Wording"}))[0][0]
    assert before.canonical == after.canonical == added.canonical
    assert read(sheet(tmp_path, GOOD.replace("p1", "p2")), mapping())[0][0].canonical != before.canonical


text = st.text(st.characters(codec="utf-8"), max_size=20)


@given(st.dictionaries(text, text, max_size=5))
def test_canonical_form_is_canonical_json(cells: dict[str, str]) -> None:
    ordered = dict(sorted(cells.items(), key=lambda cell: cell[0].encode("utf-16-be")))
    filled = {name: cell for name, cell in cells.items() if cell}
    assert canonical(Group((Row(2, ordered, sound=True),), sound=True)) == rfc8785.dumps(filled)


def test_editions_come_once_each_with_their_nominations(tmp_path: Path) -> None:
    numbers = [2, 2, 1, 2, 3, 1]
    rows = [GOOD.replace("1,1999", f"{n},1999").replace("Tide", str(at)) for at, n in enumerate(numbers)]
    nominations, _ = read(sheet(tmp_path, *rows), mapping())
    together = [(edition.key, [one.row for one in of]) for edition, of in editions_of(nominations, scattered=True)]
    assert together == [("2", [2, 3, 5]), ("1", [4, 7]), ("3", [6])]
    ordered = sorted(nominations, key=lambda one: one.edition.ordinal)
    in_order = [(edition.key, len(of)) for edition, of in editions_of(ordered, scattered=False)]
    assert in_order == [("1", 2), ("2", 3), ("3", 1)]
