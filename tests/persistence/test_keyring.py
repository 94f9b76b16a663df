"""The keys: made once, for their owner's eyes alone, destroyed for ever."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from ledger.errors import SettingsError, Unavailable
from ledger.persistence.keyring import SEEN_WITHIN, Keyring


def test_keys_are_the_same_after_opening_again(tmp_path: Path) -> None:
    subjects = [uuid4() for _ in range(3)]
    first = Keyring(tmp_path / "keys")
    first.ensure(subjects)
    keys = [first.key(subject) for subject in subjects]
    claim_key = first.claims.first
    first.close()
    again = Keyring(tmp_path / "keys")
    assert [again.key(subject) for subject in subjects] == keys
    assert again.claims.first == claim_key
    again.close()
    assert len({*keys, claim_key}) == 4
    assert {len(key) for key in keys if key} == {len(claim_key)} == {32}


def test_key_of_somebody_unknown_is_none(keyring: Keyring) -> None:
    assert keyring.key(uuid4()) is None


def test_ensure_keeps_the_keys_there_are(keyring: Keyring) -> None:
    subjects = [uuid4() for _ in range(1200)]
    keyring.ensure(subjects[:600])
    before = [keyring.key(subject) for subject in subjects[:600]]
    keyring.ensure(subjects)
    assert [keyring.key(subject) for subject in subjects[:600]] == before
    assert len({keyring.key(subject) for subject in subjects}) == 1200


def test_cache_is_bounded_and_keys_beyond_it_are_found(tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "keys", cached=10)
    subjects = [uuid4() for _ in range(50)]
    ring.ensure(subjects)
    assert len(ring._cache) == 10
    assert None not in [ring.key(subject) for subject in subjects]
    assert len(ring._cache) == 10
    ring.close()


def test_two_threads_ensuring_the_same_get_the_same_key(keyring: Keyring) -> None:
    subjects = [uuid4() for _ in range(30)]

    def keys(_: int) -> list[bytes | None]:
        keyring.ensure(subjects)
        return [keyring.key(subject) for subject in subjects]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(keys, range(4)))
    assert found == [found[0]] * 4


_STARTER = """
import sys
from pathlib import Path
from uuid import UUID
from ledger.persistence.keyring import Keyring
ring = Keyring(Path(sys.argv[1]))
ring.ensure([UUID(int=1)])
print(ring.key(UUID(int=1)).hex(), ring.claims.first.hex())
"""


def test_two_processes_starting_at_once_share_the_keys(tmp_path: Path) -> None:
    starting = [
        subprocess.Popen([sys.executable, "-c", _STARTER, str(tmp_path / "keys")], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    told = {process.communicate()[0] for process in starting}
    assert len(told) == 1
    assert told != {""}


def test_destroyed_key_stays_destroyed(tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "keys")
    subject, other = uuid4(), uuid4()
    ring.ensure([subject, other])
    assert ring.key(subject) is not None
    ring.destroy(subject)
    ring.ensure([subject, other])
    assert ring.key(subject) is None
    assert ring.key(other) is not None
    ring.close()
    again = Keyring(tmp_path / "keys")
    again.ensure([subject])
    assert again.key(subject) is None
    again.close()


def test_person_erased_before_there_was_a_key_never_gets_one(keyring: Keyring) -> None:
    subject = uuid4()
    keyring.destroy(subject)
    keyring.ensure([subject])
    assert keyring.key(subject) is None


def test_key_destroyed_by_another_process_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.persistence.keyring.SEEN_WITHIN", 0.0)
    assert SEEN_WITHIN < 0.1
    mine, other = Keyring(tmp_path / "keys"), Keyring(tmp_path / "keys")
    subject = uuid4()
    mine.ensure([subject])
    assert mine.key(subject) == other.key(subject) is not None
    other.destroy(subject)
    assert mine.key(subject) is None
    mine.close()
    other.close()


def test_destroyed_key_leaves_no_byte_in_any_file(tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "keys")
    subjects = [uuid4() for _ in range(120)]
    ring.ensure(subjects)
    connection = sqlite3.connect(tmp_path / "keys" / "subjects.db")
    wrapped = {UUID(bytes=row[0]): row[1] for row in connection.execute("SELECT subject, wrapped FROM subject_keys")}
    connection.close()
    for subject in subjects[::4]:
        ring.destroy(subject)
    content = b"".join(path.read_bytes() for path in (tmp_path / "keys").iterdir())
    assert [subject for subject in subjects[::4] if wrapped[subject] in content] == []
    assert all(wrapped[subject] in content for subject in subjects[1::4])
    ring.close()


def test_subject_keys_are_stored_wrapped(tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "keys")
    subject = uuid4()
    ring.ensure([subject])
    key = ring.key(subject)
    assert key is not None
    assert key not in (tmp_path / "keys" / "subjects.db").read_bytes()
    ring.close()


def test_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        Keyring(tmp_path / "keys").close()
    finally:
        os.umask(old)
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    files = list((tmp_path / "keys").iterdir())
    assert {"master.key", "claims.key", "subjects.db"} <= {path.name for path in files}
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


@pytest.mark.parametrize("name", ["master.key", "claims.key", "subjects.db", "."])
@pytest.mark.parametrize("right", [0o040, 0o004, 0o020])
def test_keys_that_others_may_read_stop_the_start(tmp_path: Path, name: str, right: int) -> None:
    Keyring(tmp_path / "keys").close()
    place = tmp_path / "keys" / name
    place.chmod((place.stat().st_mode & 0o777) | right)
    with pytest.raises(SettingsError) as caught:
        Keyring(tmp_path / "keys")
    assert caught.value.code == "others_can_read"
    assert caught.value.params == {"path": str(place), "mode": "700" if place.is_dir() else "600"}


@pytest.mark.parametrize("name", ["master.key", "claims.key"])
def test_missing_key_is_never_made_anew_beside_subjects_keys(tmp_path: Path, name: str) -> None:
    Keyring(tmp_path / "keys").close()
    (tmp_path / "keys" / name).unlink()
    with pytest.raises(SettingsError) as caught:
        Keyring(tmp_path / "keys")
    assert caught.value.code == "keys_missing"
    assert not (tmp_path / "keys" / name).exists()


def test_master_key_that_does_not_fit_stops_the_start(tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "keys")
    ring.ensure([uuid4()])
    ring.close()
    (tmp_path / "keys" / "master.key").write_bytes(os.urandom(32))
    with pytest.raises(SettingsError) as caught:
        Keyring(tmp_path / "keys")
    assert caught.value.code == "keys_wrong"


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 33])
def test_damaged_key_stops_the_start(tmp_path: Path, content: bytes) -> None:
    Keyring(tmp_path / "keys").close()
    (tmp_path / "keys" / "master.key").write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        Keyring(tmp_path / "keys")
    assert caught.value.code == "keys_unusable"


def test_start_interrupted_between_the_files_is_carried_on(tmp_path: Path) -> None:
    Keyring(tmp_path / "keys").close()
    master = (tmp_path / "keys" / "master.key").read_bytes()
    for name in ("claims.key", "subjects.db"):
        (tmp_path / "keys" / name).unlink()
    Keyring(tmp_path / "keys").close()
    assert (tmp_path / "keys" / "master.key").read_bytes() == master


def test_folder_that_cannot_be_made_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file")
    with pytest.raises(SettingsError) as caught:
        Keyring(tmp_path / "keys")
    assert caught.value.code == "keys_unusable"


@pytest.mark.parametrize("gone", ["subjects.db", "."])
def test_keys_of_a_log_with_events_are_never_made_anew(tmp_path: Path, gone: str) -> None:
    folder = tmp_path / "keys"
    Keyring(folder).close()
    shutil.rmtree(folder) if gone == "." else (folder / gone).unlink()
    left = sorted(tmp_path.rglob("*"))
    for _start in range(2):
        with pytest.raises(SettingsError) as caught:
            Keyring(folder, create=False)
        assert caught.value.code == "keys_missing"
        assert sorted(tmp_path.rglob("*")) == left


def test_busy_keys_are_told_as_busy(tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "keys")
    ring._connection.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(tmp_path / "keys" / "subjects.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Unavailable, match="store_busy"):
            ring.ensure([uuid4()])
        with pytest.raises(Unavailable, match="store_busy"):
            ring.key(uuid4())
    ring.ensure([uuid4()])
    ring.close()
