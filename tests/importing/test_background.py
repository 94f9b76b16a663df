"""The work on files that were sent: its progress, its end, two at once, and a process that ends in the middle of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ledger.bootstrap import Services
from ledger.errors import Conflict, NotAllowed, NotFound
from ledger.importing import background, sent_work
from ledger.importing.sent_files import SentFile, write_whole
from ledger.importing.sent_states import CHECK, ENDED, FAILED, IMPORT, OPEN, Checked, Result
from ledger.importing.sent_work import problems_of
from ledger.importing.toml_text import toml_of
from tests.importing.books import book
from tests.importing.sending import PERSON, checked, entries, over, said, sent
from tests.importing.test_one_edition import HEADER, ROWS, told


@pytest.mark.parametrize(
    "make", [lambda: None, lambda: book(None, *(row.split(",") for row in (HEADER, *ROWS)))], ids=["text", "book"]
)
def test_file_is_opened_checked_and_imported_as_the_person_who_asked(
    sqlite: Services, make: Callable[[], bytes | None]
) -> None:
    with sqlite as services:
        one = sent(services, make())
        assert checked(services, one).state == ENDED
        look = one.read("checked", Checked)
        assert look is not None
        assert (look.rows, look.nominations, look.present, look.refused_rows, look.problems) == (3, 3, 0, 0, 0)
        assert look.editions == (("meridian/3", "The 3rd Prizes"),)
        assert [(each.category, each.nominations, each.won) for each in look.categories] == [
            ("Novel", 2, 1),
            ("Song", 1, 0),
        ]
        services.imports.bring_in(one, PERSON, "a")
        assert (over(services, one).what, over(services, one).state) == (IMPORT, ENDED)
        acts = tuple(event.act_name for event in entries(services))
        done = Result(3, 3, 0, 0, is_announced=False, editions=look.editions, entered=(("meridian/3", acts),))
        assert one.read("result", Result) == done
        authors = {(event.by.actor, event.by.name.text, event.by.via) for event in entries(services)}
        assert authors == {(PERSON[0], "Hina Mirza", "import")}
        assert one.fates is not None
        assert one.fates.read_text(encoding="utf-8").splitlines() == [
            "row\tfate\tproblems",
            *(f"{n}\tadded\t" for n in (2, 3, 4)),
        ]
        assert checked(services, one).state == ENDED
        again = one.read("checked", Checked)
        assert again is not None
        assert (again.nominations, again.present) == (3, 3)


def test_same_command_is_one_import_and_another_adds_nothing(sqlite: Services) -> None:
    with sqlite as services:
        one = sent(services)
        checked(services, one)
        for command in ("a", "a", "b"):
            services.imports.bring_in(one, PERSON, command)
            over(services, one)
        assert len(entries(services)) == 3
        assert len(list(one.folder.glob("fates-*"))) == 2


def test_mapping_changed_since_the_look_is_looked_at_first(sqlite: Services) -> None:
    with sqlite as services:
        one = sent(services)
        checked(services, one)
        write_whole(one.mapping, toml_of(told(winner=None, file={"delimiter": "comma", "ignored": ["Won"]})).encode())
        services.imports.bring_in(one, PERSON, "a")
        job = over(services, one)
        assert (job.state, job.error and job.error.code) == (FAILED, "nothing_checked")
        assert entries(services) == []


def test_role_that_may_not_import_does_not(sqlite: Services) -> None:
    with sqlite as services:
        one = sent(services)
        checked(services, one)
        services.imports.bring_in(one, (*PERSON[:2], "deputy"), "a")
        job = over(services, one)
        assert job.error is not None
        assert isinstance(job.error.error(), NotAllowed)
        assert entries(services) == []


def test_problems_are_told_in_the_order_of_the_rows(sqlite: Services) -> None:
    with sqlite as services:
        lines = [
            HEADER,
            "Novel,=A1,Mina Shah,",
            *ROWS,
            "Song,�,Ira Bell,",
            ",Salt,Ira Bell,maybe",
            "Song,#N/A,Ira Bell,",
        ]
        one = sent(services, "\n".join(lines).encode())
        checked(services, one)
        look = one.read("checked", Checked)
        assert look is not None
        assert (look.problems, look.refused_rows, look.nominations) == (5, 3, 4)
        found = [(each.row, each.column, each.code) for each in sent_work.problems_of(one, 0, 100)]
        assert found == [
            (2, "Title", "formula"),
            (6, "Title", "replacement_character"),
            (7, "Prize", "required"),
            (7, "Won", "not_a_result"),
            (8, "Title", "cell_error"),
        ]
        assert sent_work.problems_of(one, 1, 2) == sent_work.problems_of(one, 0, 3)[1:]


def test_file_as_a_whole_is_refused_with_its_sentence(sqlite: Services) -> None:
    with sqlite as services:
        one = sent(services, b"Prize,Title,Title,Won\nNovel,Tide,x,\n")
        job = checked(services, one)
        assert (job.what, job.state) == (CHECK, FAILED)
        assert "Two columns of the file are called “Title”. Rename one." in said(job)
        assert one.read("checked", Checked) is None


def test_sheet_longer_than_any_spreadsheet_is_refused(sqlite: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sent_work, "MOST_ROWS", 3)
    with sqlite as services:
        assert said(checked(services, sent(services))).startswith("The file has more than 3 rows")


def test_merged_cells_in_the_table_are_refused_by_name(sqlite: Services) -> None:
    with sqlite as services:
        content = book(
            lambda _book, sheet: sheet.merge_range("A2:A3", "Novel"),
            tuple(HEADER.split(",")),
            ("", "Tide"),
            ("", "Ebb"),
        )
        one = sent(services, content, "merged.xlsx")
        assert said(checked(services, one)).startswith("Merged cells reach into the table: A2:A3.")


def test_workbook_that_cannot_be_opened_says_so(sqlite: Services) -> None:
    with sqlite as services:
        job = over(services, sent(services, book(), "empty.xlsx"))
        assert (job.what, job.state) == (OPEN, FAILED)
        assert said(job) == "The sheet “Nominees” is empty. Choose another, or send another file."


def test_fault_of_ours_is_told_and_the_thread_goes_on(sqlite: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_given: object) -> None:
        raise ZeroDivisionError

    with sqlite as services:
        one = sent(services)
        with monkeypatch.context() as patched:
            patched.setattr(background, "check_sent", fault)
            assert "on our side" in said(checked(services, one))
        assert checked(services, one).state == ENDED


def test_same_bytes_are_worked_on_once_at_a_time(sqlite: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite as services:
        one, other = sent(services), sent(services)
        with one.hold():
            asked: tuple[Callable[[SentFile], None], ...] = (services.imports.check, services.imports.files.remove)
            for ask in asked:
                with pytest.raises(Conflict) as refused:
                    ask(other)
                assert refused.value.code == "import_running"
        services.imports.files.remove(other)
        with pytest.raises(NotFound):
            services.imports.files.find(other.about.id)


def test_problems_stand_in_the_order_of_the_rows_though_nominations_lie_apart(sqlite: Services) -> None:
    rows = ("Novel,Tide,Mina Shah,yes", "Song,Bus,=A1,", "Novel,Tide,=B1,yes")
    with sqlite as services:
        one = sent(services, "\n".join((HEADER, *rows)).encode())
        mapping = told(rows={"style": "grouped", "key": ["Prize", "Title"]})
        write_whole(one.mapping, toml_of(mapping).encode())
        services.imports.check(one)
        assert over(services, one).state == ENDED
        found = [(each.row, each.column, each.code) for each in problems_of(one, 0, 10)]
        assert found == [(2, None, "group_broken"), (3, "Names", "formula"), (4, "Names", "formula")]
        assert [each.row for each in problems_of(one, 1, 1)] == [3]
