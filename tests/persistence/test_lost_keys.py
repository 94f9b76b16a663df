"""The log is there and its keys are not, or not all, or not its own: the start is refused, every time, and nothing is made."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from ledger.application.draft import Draft
from ledger.application.entries import register_party
from ledger.bootstrap import build
from ledger.domain.party import Registered
from ledger.errors import SettingsError
from ledger.persistence.store import open_keyring
from ledger.settings import Settings
from ledger.wording.errors import error_sentence
from tests.persistence.logs import Clock
from tests.support.services import by, embedded

Opened = Callable[[], list[str | None]]
FILES = ("claims.key", "master.key", "subjects.db")


def record(settings: Settings) -> None:
    """One party is recorded."""
    with build(settings) as services:
        draft = Draft(by())
        register_party(services.ledger, draft, name="Anila Khan", kind="person")
        services.ledger.save(draft, {})


@pytest.fixture
def names(url: str, tmp_path: Path) -> Opened:
    """Starts on a log with one act, whose keys are in `tmp_path/keys`, and gives the names it can read."""
    settings = Settings(data=tmp_path, database=url)
    record(settings)

    def start() -> list[str | None]:
        with build(settings) as services:
            entries = services.ledger.recorder.entries(0, 1000)
            events = [services.ledger.mapper.decode(entry) for entry in entries]
            return [event.name.text for event in events if isinstance(event, Registered)]

    return start


def held(folder: Path) -> dict[str, bytes] | None:
    """What is in the folder, None if there is none."""
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else None


def check_refused(start: Opened, folder: Path, code: str) -> None:
    """Twice, because a first start must not make what the second takes for the log's own."""
    before = held(folder)
    for _ in range(2):
        with pytest.raises(SettingsError) as refused:
            start()
        assert refused.value.code == code
        assert held(folder) == before


@pytest.mark.parametrize(
    "lost",
    [("keys",), *((name,) for name in FILES), ("master.key", "claims.key"), ("master.key", "subjects.db"), FILES],
)
def test_start_without_the_logs_keys_is_refused_and_makes_none(
    names: Opened, tmp_path: Path, lost: tuple[str, ...]
) -> None:
    keys, backup = tmp_path / "keys", tmp_path / "backup"
    shutil.copytree(keys, backup)
    if lost == ("keys",):
        shutil.rmtree(keys)
    else:
        for name in lost:
            (keys / name).unlink()
    check_refused(names, keys, "keys_missing")
    shutil.rmtree(keys, ignore_errors=True)
    shutil.copytree(backup, keys)
    assert names() == ["Anila Khan"]


def test_sentence_says_what_is_missing_and_what_to_do(names: Opened, tmp_path: Path) -> None:
    (tmp_path / "keys" / "claims.key").unlink()
    with pytest.raises(SettingsError) as refused:
        names()
    assert error_sentence(refused.value).replace("\u2068", "").replace("\u2069", "") == (
        f"The log is there, but not all of its keys: {tmp_path / 'keys' / 'claims.key'} is missing. "
        "Put the keys folder back from its own backup, then start again."
    )


def test_file_of_keys_that_was_emptied_counts_as_missing(names: Opened, tmp_path: Path) -> None:
    (tmp_path / "keys" / "subjects.db").write_bytes(b"")
    check_refused(names, tmp_path / "keys", "keys_missing")


@pytest.mark.parametrize("taken", [FILES, *((name,) for name in FILES), ("claims.key", "master.key")])
def test_keys_of_another_log_whole_or_in_part_are_refused(
    names: Opened, tmp_path: Path, taken: tuple[str, ...]
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    record(embedded(other))
    for name in taken:
        shutil.copy(other / "keys" / name, tmp_path / "keys" / name)
    check_refused(names, tmp_path / "keys", "keys_wrong")


def test_second_machine_with_keys_of_its_own_is_refused_before_anything_is_recorded(url: str, tmp_path: Path) -> None:
    build(Settings(data=tmp_path / "first", database=url)).close()
    with pytest.raises(SettingsError, match="keys_missing"):
        build(Settings(data=tmp_path / "second", database=url))
    assert not (tmp_path / "second" / "keys").exists()


def forget_key_set(url: str) -> None:
    """The log as it was made before it knew its keys."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.execute("DROP TABLE key_set")
    else:
        with psycopg.connect(url) as server:
            server.execute("DROP TABLE ledger.key_set")


def test_log_that_did_not_know_its_keys_yet_takes_a_whole_set_only(names: Opened, url: str, tmp_path: Path) -> None:
    keys, backup = tmp_path / "keys", tmp_path / "backup"
    shutil.copytree(keys, backup)
    forget_key_set(url)
    with closing(sqlite3.connect(keys / "subjects.db")) as connection:
        connection.execute("DROP TABLE key_set")
    (keys / "claims.key").unlink()
    check_refused(names, keys, "keys_missing")
    shutil.copy(backup / "claims.key", keys)
    assert names() == ["Anila Khan"]
    shutil.rmtree(keys)
    check_refused(names, keys, "keys_missing")
    other = tmp_path / "other"
    other.mkdir()
    record(embedded(other))
    shutil.copytree(other / "keys", keys)
    check_refused(names, keys, "keys_wrong")


def test_first_start_interrupted_before_the_log_knew_its_keys_is_carried_on(url: str, tmp_path: Path) -> None:
    from ledger.persistence.store import open_recorder

    keys = tmp_path / "keys"
    with closing(open_recorder(url, Clock())) as recorder:
        open_keyring(keys, recorder).close()
        master = (keys / "master.key").read_bytes()
    forget_key_set(url)
    for name in ("claims.key", "subjects.db"):
        (keys / name).unlink()
    record(Settings(data=tmp_path, database=url))
    assert (keys / "master.key").read_bytes() == master


_STARTERS = """
import os, sys
from pathlib import Path
from ledger.bootstrap import build
from tests.support.services import embedded
for folder in sys.argv[1:]:
    held, go = os.pipe()
    children = []
    for number in range(6):
        children.append(os.fork())
        if not children[-1]:
            os.close(go)
            os.read(held, 1)
            with build(embedded(Path(folder))) as services:
                told = services.ledger.keyring.fingerprint.hex(), services.ledger.recorder.key_set().hex()
            (Path(folder) / f"{number}.told").write_text(" ".join(told))
            os._exit(0)
    os.close(go)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 6
    os.close(held)
"""


@pytest.mark.slow
def test_processes_that_start_at_once_on_an_empty_folder_share_the_keys(tmp_path: Path) -> None:
    folders = [tmp_path / f"{number}" for number in range(25)]
    for folder in folders:
        folder.mkdir()
    subprocess.run([sys.executable, "-c", _STARTERS, *map(str, folders)], check=True)
    for folder in folders:
        told = [path.read_text().split() for path in folder.glob("*.told")]
        assert [len(both) for both in told] == [2] * 6
        assert len({one for both in told for one in both}) == 1
