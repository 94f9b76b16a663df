"""The folder of read models beside SQLite: private, disposable, healed by a fresh build."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.consumers.rebuild import rebuild
from ledger.consumers.rewriting import rewrite
from ledger.consumers.runner import catch_up
from ledger.consumers.sqlite_storage import SqliteStorage
from ledger.consumers.storage import Storage
from ledger.consumers.views import View
from ledger.errors import Unavailable
from tests.consumers.toys import Blank, Journal, folded, rows_of, some_acts, view_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "a folder with %20 and ?"


@pytest.fixture
def storage(folder: Path) -> Iterator[SqliteStorage]:
    opened = SqliteStorage(folder)
    yield opened
    opened.close()


def test_files_are_private(view: View, folder: Path) -> None:
    rebuild(view)
    catch_up(view)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir() if not path.is_dir()}.keys() >= {
        "toys.1.db",
        "registry.json",
    }
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_deleted_folder_is_missed_by_open_readers_and_healed_by_a_build(
    view: View, journal: Journal, folder: Path
) -> None:
    acts = some_acts(20)
    journal.record(acts)
    rebuild(view)
    assert rows_of(view) == folded(acts)
    shutil.rmtree(folder)
    with pytest.raises(Unavailable):
        rows_of(view)
    assert view.live() is None
    rebuild(view)
    assert rows_of(view) == folded(acts)


@pytest.mark.parametrize("left", ["registry.json", "toys.1.db", "toys.1.db-wal"])
def test_any_single_file_left_alone_does_no_harm(view: View, journal: Journal, folder: Path, left: str) -> None:
    acts = some_acts(20)
    journal.record(acts)
    rebuild(view)
    journal.record(acts)
    catch_up(view)
    for path in folder.iterdir():
        if path.name != left:
            path.unlink()
    assert view.live() is None
    rebuild(view)
    assert rows_of(view) == folded(acts + acts)


def test_damaged_registry_counts_as_empty(view: View, journal: Journal, folder: Path) -> None:
    journal.record(some_acts(5))
    rebuild(view)
    (folder / "registry.json").write_text('{"toys": [[1')
    assert view.live() is None
    rebuild(view)
    assert rows_of(view) == folded(some_acts(5))


def test_another_process_switching_is_seen_at_once(view: View, journal: Journal, folder: Path) -> None:
    journal.record(some_acts(5))
    other = view_of(journal, SqliteStorage(folder))
    rebuild(other)
    assert rows_of(view) == folded(some_acts(5))
    rebuild(other)
    assert view.require_live().number == 2


def test_version_left_by_a_build_that_died_is_cleared_away(view: View, folder: Path) -> None:
    rebuild(view)
    with view.storage.changing("toys") as versions:
        versions.append(versions[0]._replace(number=2, state="building"))
    (folder / "toys.2.db").write_bytes(b"half")
    rebuild(view)
    assert not (folder / "toys.2.db").exists()
    assert [version.number for version in view.storage.versions("toys")] == [1, 3]


def test_text_rewritten_away_is_in_no_file_of_the_folder(
    view: View, journal: Journal, storage: Storage, folder: Path
) -> None:
    stream = some_acts(1)[0][0]
    journal.record([(stream, "a very private colour", 1), *some_acts(50)])
    rebuild(view)
    journal.record([(stream, "another private colour", 1)])
    catch_up(view)
    assert b"private" in b"".join(path.read_bytes() for path in folder.iterdir())

    rewrite(view_of(journal, storage, Blank()), [stream])
    assert b"private" not in b"".join(path.read_bytes() for path in folder.iterdir())


def test_reading_connection_refuses_to_write(view: View) -> None:
    rebuild(view)
    with pytest.raises(Unavailable), view.read() as connection:
        connection.exec_driver_sql("DELETE FROM toy")


def test_damaged_file_is_told_apart_from_a_busy_one(view: View, journal: Journal, folder: Path) -> None:
    journal.record(some_acts(500, toys=100))
    rebuild(view)
    path = folder / "toys.1.db"
    path.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(Exception, match="not a database") as caught:
        rows_of(view)
    assert view.storage.is_broken(caught.value)
    assert not view.storage.is_broken(sqlite3.OperationalError("database is locked"))
