"""From a file to the log: what is added, what a second import adds, and what a bad file leaves behind."""

from __future__ import annotations

import gc
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import pytest

from ledger.bootstrap import Services
from ledger.domain.edition import CategoryAdded, MilestoneRecorded
from ledger.domain.event import Event
from ledger.domain.nomination import Conferred, Entered
from ledger.domain.party import Registered as Party
from ledger.domain.show import Established
from ledger.domain.work import Registered as Work
from ledger.errors import LedgerError, NotAllowed
from ledger.importing.command import Imported, import_file
from ledger.importing.writer import Author
from tests.importing.sheets import DATA
from tests.support.rosters import as_


def events(services: Services) -> list[Event]:
    ledger = services.ledger
    return [ledger.mapper.decode(entry) for entry in ledger.recorder.entries(0, 100_000)]


OTHER = UUID(int=31)
"""An organiser of another show."""


def bring_in(services: Services, name: str = "odd", fates: Path | None = None) -> Imported:
    file = next(DATA.glob(f"{name}.[ct]sv"))
    return import_file(services.ledger, file, DATA / f"{name}.toml", fates=fates)


def test_import_adds_every_nomination_with_what_it_needs(services: Services) -> None:
    imported = bring_in(services)
    assert (imported.rows, imported.written.nominations, imported.written.editions, imported.refused) == (15, 15, 3, 0)
    log = events(services)
    entries = [event for event in log if isinstance(event, Entered)]
    assert len(entries) == 15
    assert [event.name for event in log if isinstance(event, Established)] == ["Meridian Prizes"]
    assert [event.name for event in log if isinstance(event, CategoryAdded)] == ["Novel", "Song", "Honour", "Song"]
    assert sum(isinstance(event, Conferred) for event in log) == 3
    assert [event.because for event in entries if event.listing == "recorded"] == ["write_in", "preliminary"]
    assert [event.marks for event in entries if event.marks] == [("not_standing",)]


def test_import_is_one_append_an_edition(services: Services) -> None:
    bring_in(services)
    appends = [entry.command for entry in services.ledger.recorder.entries(0, 100_000)]
    assert len(set(appends)) == 3


def test_import_keeps_apart_who_merely_shares_a_name(services: Services) -> None:
    bring_in(services)
    parties = [(event.name.text, len(event.external)) for event in events(services) if isinstance(event, Party)]
    assert sorted(known for name, known in parties if name == "Mina Shah") == [0, 0, 1]
    assert [known for name, known in parties if name == "R. James"] == [1, 1]
    assert [known for name, known in parties if name == "Ada Moss"] == [1, 0]
    titles = [event.title for event in events(services) if isinstance(event, Work)]
    assert titles.count("Night Bus") == 1


def test_import_of_the_same_file_twice_adds_nothing(services: Services) -> None:
    for name, n in (("odd", 15), ("laurels", 8)):
        bring_in(services, name)
        head = services.ledger.recorder.head()
        again = bring_in(services, name)
        assert (again.written.nominations, again.written.present, again.written.events) == (0, n, 0)
        assert services.ledger.recorder.head() == head


def test_import_into_a_show_of_others_is_refused_also_where_nothing_of_it_is_new(services: Services) -> None:
    """What is there already would tell whoever guesses it what a show prepares."""
    bring_in(services, "laurels")
    head = services.ledger.recorder.head()
    with pytest.raises(NotAllowed, match="not_on_roster"):
        import_file(
            services.ledger,
            DATA / "laurels.csv",
            DATA / "laurels.toml",
            author=Author(lambda: as_("organiser", OTHER), lambda: None),
        )
    assert services.ledger.recorder.head() == head


def test_import_that_is_interrupted_goes_on_where_it_stopped(services: Services) -> None:
    def interrupt(_done: int, total: int | None) -> None:
        if total is not None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(services.ledger, DATA / "odd.tsv", DATA / "odd.toml", interrupt)
    assert sum(isinstance(event, Entered) for event in events(services)) == 6
    imported = bring_in(services)
    assert (imported.written.nominations, imported.written.present) == (9, 6)
    log = events(services)
    assert sum(isinstance(event, Entered) for event in log) == 15
    assert [event.name.text for event in log if isinstance(event, Party)].count("Ada Moss") == 2


def test_import_leaves_the_garbage_collector_as_it_was(services: Services, tmp_path: Path) -> None:
    seen: list[int] = []
    import_file(
        services.ledger, DATA / "odd.tsv", DATA / "odd.toml", lambda _done, _total: seen.append(gc.get_freeze_count())
    )
    assert min(seen) > 0
    assert gc.get_freeze_count() == 0
    with pytest.raises(LedgerError):
        import_file(services.ledger, tmp_path / "none.tsv", DATA / "odd.toml")
    assert gc.get_freeze_count() == 0


def test_import_of_a_longer_file_adds_what_is_new(services: Services, tmp_path: Path) -> None:
    bring_in(services)
    before = len(events(services))
    shutil.copytree(DATA, tmp_path / "data")
    file = tmp_path / "data" / "odd.tsv"
    with file.open("a", encoding="utf-8") as text:
        text.write("3\t2000/01\tSong\tSONG\tSong\tEbb Song\tw13\t\tAda Moss\tp2\n")
    imported = import_file(services.ledger, file, tmp_path / "data" / "odd.toml")
    assert (imported.written.nominations, imported.written.present) == (1, 15)
    added = events(services)[before:]
    assert sum(isinstance(event, Entered) for event in added) == 1
    assert not any(isinstance(event, Party | CategoryAdded) for event in added)


def test_import_reports_a_bad_row_and_loses_nothing_else(services: Services, tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    file = tmp_path / "data" / "odd.tsv"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].replace("Two Rooms", "=SUM(A1)")
    lines[9] = f"{lines[9]}\t" * 5 + "too many"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    fates = tmp_path / "fates.tsv"
    imported = import_file(services.ledger, file, tmp_path / "data" / "odd.toml", fates=fates)
    assert (imported.written.nominations, imported.refused) == (13, 2)
    assert imported.lines()[0] == ("15 rows read: 13 nominations added, 0 in the ledger already, 2 rows not imported.")
    assert "Row 3, “Title”: This is a formula." in "\n".join(imported.lines())
    told = [line.split("\t")[:2] for line in fates.read_text(encoding="utf-8").splitlines()[1:]]
    assert [(int(row), fate) for row, fate in told] == [
        (row, "not imported" if row in (3, 10) else "added") for row in range(2, 17)
    ]
    assert json.loads(json.dumps(imported.view()))["refused_rows"] == 2


def sheet_of(folder: Path, rows: Sequence[int]) -> Path:
    """A sheet of its own with some rows of the odd one, in this order, and what was reviewed of row 5."""
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    lines = (DATA / "odd.tsv").read_text(encoding="utf-8").splitlines()
    file = folder / "some.tsv"
    file.write_text("\n".join(lines[row - 1] for row in (1, *rows)) + "\n", encoding="utf-8")
    reviewed = (DATA / "odd-reviewed.tsv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in reviewed if line.startswith("No\t") or "write_in" in line]
    (folder / "odd-reviewed.tsv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    return file


def test_fates_stand_in_the_order_of_the_rows(services: Services, tmp_path: Path) -> None:
    file = sheet_of(tmp_path, (8, 5, 12, 9, 6, 13))
    fates = tmp_path / "fates.tsv"
    imported = import_file(services.ledger, file, tmp_path / "odd.toml", fates=fates)
    assert imported.written.nominations == 6
    told = [line.split("\t") for line in fates.read_text(encoding="utf-8").splitlines()]
    assert [cells[0] for cells in told] == ["row", "2", "3", "4", "5", "6", "7"]
    assert not (tmp_path / "fates.tsv.ordered").exists()


def test_nominees_that_come_after_what_was_only_recorded_bring_their_milestone(
    services: Services, tmp_path: Path
) -> None:
    def milestones() -> list[str]:
        return [event.milestone for event in events(services) if isinstance(event, MilestoneRecorded)]

    import_file(services.ledger, sheet_of(tmp_path, (5,)), tmp_path / "odd.toml")
    assert milestones() == ["ceremony"]
    import_file(services.ledger, sheet_of(tmp_path, (5, 2)), tmp_path / "odd.toml")
    assert milestones() == ["ceremony", "nominations_announced"]
    import_file(services.ledger, sheet_of(tmp_path, (5, 2, 3)), tmp_path / "odd.toml")
    assert milestones() == ["ceremony", "nominations_announced"]


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04",
        b"",
        b"No\tSeason\n\x00",
        "No\tSeason\nPr\xe9s\n".encode("latin-1"),
        b"No;Season\n1;1999\n",
        b"A,B\n1,2\n",
    ],
)
def test_import_of_a_bad_file_writes_nothing(services: Services, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "bad.tsv"
    file.write_bytes(content)
    head = services.ledger.recorder.head()
    with pytest.raises(LedgerError):
        import_file(services.ledger, file, DATA / "odd.toml")
    assert services.ledger.recorder.head() == head


def test_import_of_names_in_any_script_comes_back_unchanged(services: Services) -> None:
    bring_in(services)
    bring_in(services, "laurels")
    names = {event.name.text for event in events(services) if isinstance(event, Party)}
    assert {"چاند بی بی", "עדה מוס", "O'Brien", "O'Brien, Aoife", "Ravi 🎷 Lal", "שרה כהן"} <= names
    titles = {event.title for event in events(services) if isinstance(event, Work)}
    assert {"<script>alert('x')</script>", '{"_type_": "tuple", "_data_": []}', "🎷 & 🎺", "چاند رات"} <= titles
