"""Files of documents: whole or not at all, opened by their document's key alone, in constant memory, and swept when nothing names them."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from ledger.errors import LedgerError, NotFound, Refused, TooLarge
from ledger.persistence.attachments import ALTERED, CHUNK, MISSING, WHOLE, Attachments
from ledger.persistence.keyring import Keyring
from tests.persistence.disks import on_a_disk

MEGABYTE = 1024 * 1024
MOST = 60 * MEGABYTE
LATER = 2**62


@pytest.fixture
def files(tmp_path: Path, keyring: Keyring) -> Attachments:
    return Attachments(tmp_path / "files", keyring)


def contents(files: Attachments) -> list[Path]:
    return sorted(files.folder.iterdir())


@pytest.mark.parametrize("size", [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5])
def test_what_was_stored_is_read_again(files: Attachments, size: int) -> None:
    document, data = uuid4(), os.urandom(size)
    stored = files.receive(document, [data[:10], data[10:]], MOST)
    assert b"".join(files.read(document, stored.digest)) == data
    assert (stored.size, stored.plain) == (size, hashlib.sha256(data).hexdigest())
    assert files.state(stored.digest) == WHOLE


def test_it_is_named_by_the_digest_of_what_is_stored_and_for_its_owner_alone(files: Attachments) -> None:
    stored = files.receive(uuid4(), [b"Dear organisers"], MOST)
    (path,) = contents(files)
    assert stored.digest == f"sha256:{path.name}" == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    assert (path.stat().st_mode & 0o777, files.folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert b"organisers" not in path.read_bytes()


def test_the_same_bytes_are_never_stored_alike(files: Attachments) -> None:
    document = uuid4()
    digests = {files.receive(one, [b"the same"], MOST).digest for one in (document, document, uuid4())}
    assert len(digests) == 3


def test_destroyed_key_makes_it_unreadable_and_nothing_more_can_be_stored(files: Attachments, keyring: Keyring) -> None:
    document = uuid4()
    stored = files.receive(document, [b"the letter"], MOST)
    keyring.destroy(document)
    with pytest.raises(NotFound, match="document_erased"):
        files.read(document, stored.digest)
    with pytest.raises(Refused, match="subject_erased"):
        files.receive(document, [b"more"], MOST)


def test_another_documents_key_opens_nothing(files: Attachments, keyring: Keyring) -> None:
    stored, other = files.receive(uuid4(), [b"the letter"], MOST), uuid4()
    keyring.ensure([other])
    with pytest.raises(NotFound, match="document_altered"):
        list(files.read(other, stored.digest))


@pytest.mark.parametrize("change", ["first", "middle", "last", "cut", "longer", "swapped"])
def test_altered_bytes_are_told_before_any_is_given_out(files: Attachments, change: str) -> None:
    document = uuid4()
    stored = files.receive(document, [os.urandom(3 * CHUNK)], MOST)
    (path,) = contents(files)
    data = bytearray(path.read_bytes())
    if change in ("first", "middle", "last"):
        data[{"first": 0, "middle": len(data) // 2, "last": -1}[change]] ^= 1
    elif change == "swapped":
        one, two = slice(36, 36 + CHUNK + 16), slice(36 + CHUNK + 16, 36 + 2 * (CHUNK + 16))
        data[one], data[two] = data[two], data[one]
    path.write_bytes(data[:-100] if change == "cut" else data + b"x" if change == "longer" else data)
    assert files.state(stored.digest) == ALTERED
    with pytest.raises(NotFound, match="document_altered"):
        files.read(document, stored.digest)


def test_chunks_cannot_be_swapped_or_cut_off_even_by_who_makes_the_name_fit(files: Attachments) -> None:
    document = uuid4()
    files.receive(document, [os.urandom(3 * CHUNK)], MOST)
    (path,) = contents(files)
    data = path.read_bytes()
    cut = data[: 36 + 2 * (CHUNK + 16)]
    swapped = (
        data[:36]
        + data[36 + CHUNK + 16 : 36 + 2 * (CHUNK + 16)]
        + data[36 : 36 + CHUNK + 16]
        + data[36 + 2 * (CHUNK + 16) :]
    )
    for forged in (cut, swapped):
        name = hashlib.sha256(forged).hexdigest()
        (files.folder / name).write_bytes(forged)
        with pytest.raises(NotFound, match="document_altered"):
            list(files.read(document, f"sha256:{name}"))


def test_missing_file_and_odd_digests_are_told(files: Attachments) -> None:
    document = uuid4()
    stored = files.receive(document, [b"the letter"], MOST)
    contents(files)[0].unlink()
    assert files.state(stored.digest) == MISSING
    for digest in (stored.digest, "sha256:../../keys/master.key", "sha256:" + "g" * 64, ""):
        with pytest.raises(NotFound, match="document_missing"):
            files.read(document, digest)


def test_nothing_is_kept_of_what_is_refused(files: Attachments) -> None:
    refusals: list[tuple[list[bytes], type[LedgerError]]] = [([], Refused), ([b""], Refused), ([b"x" * 101], TooLarge)]
    for chunks, refusal in refusals:
        with pytest.raises(refusal):
            files.receive(uuid4(), chunks, 100)
    assert contents(files) == []


def test_upload_that_breaks_off_leaves_nothing(files: Attachments) -> None:
    def breaking() -> Iterator[bytes]:
        yield b"x" * CHUNK * 3
        raise ConnectionError

    with pytest.raises(ConnectionError):
        files.receive(uuid4(), breaking(), MOST)
    assert contents(files) == []


_FULL = """
import sys
from pathlib import Path
from uuid import UUID
from ledger.errors import Unavailable
from ledger.persistence.attachments import Attachments
from ledger.persistence.keyring import Keyring
folder = Path(sys.argv[1])
files = Attachments(folder / "files", Keyring(folder / "keys"))
try:
    files.receive(UUID(int=1), [b"x" * 3_000_000], 10_000_000)
except Unavailable as error:
    print(error.code, len(list((folder / "files").iterdir())))
"""


def test_full_disk_is_told_and_nothing_is_kept(tmp_path: Path) -> None:
    done = on_a_disk(tmp_path, "size=2m,mode=700", sys.executable, "-c", _FULL, str(tmp_path))
    assert done.stdout == "store_full 0\n", done.stderr


def test_fifty_megabytes_take_no_memory_in_and_out(files: Attachments) -> None:
    document, some = uuid4(), os.urandom(MEGABYTE)
    tracemalloc.start()
    stored = files.receive(document, (some for _ in range(50)), MOST)
    size = sum(len(chunk) for chunk in files.read(document, stored.digest))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size == stored.size == 50 * MEGABYTE
    assert peak < 6 * MEGABYTE


def test_sweep_takes_what_nothing_names_and_only_that(files: Attachments) -> None:
    document = uuid4()
    named, orphan = (files.receive(document, [data], MOST).digest for data in (b"named", b"orphan"))
    files.note(document, orphan, "what is known of it")
    (files.folder / "somebody-elses.txt").write_text("not ours")
    assert files.sweep([named], time.time() - 3600) == 0
    assert files.sweep([named], LATER) == 1
    assert sorted(path.name for path in contents(files)) == sorted(
        [named.removeprefix("sha256:"), "somebody-elses.txt"]
    )
    assert b"".join(files.read(document, named)) == b"named"


def test_nothing_is_swept_while_something_is_being_filed(files: Attachments) -> None:
    with ThreadPoolExecutor(1) as beside:

        def alone() -> None:
            with files.holding(alone=True):
                pass

        with files.holding(), files.holding():
            waiting = beside.submit(alone)
            with pytest.raises(TimeoutError):
                waiting.result(0.2)
        waiting.result(10)


def test_notes_are_sealed_and_tell_nothing_to_another_document(files: Attachments) -> None:
    document = uuid4()
    stored = files.receive(document, [b"the letter"], MOST)
    files.note(document, stored.digest, "Resignation of O’Brien.pdf")
    assert files.noted(document, stored.digest) == "Resignation of O’Brien.pdf"
    assert files.noted(uuid4(), stored.digest) is None
    assert not any(b"Resignation" in path.read_bytes() for path in contents(files))
    files.forget_note(stored.digest)
    assert files.noted(document, stored.digest) is None


_KILLED = """
import os, sys
from pathlib import Path
from uuid import UUID
from ledger.persistence.attachments import Attachments
from ledger.persistence.keyring import Keyring
files = Attachments(Path(sys.argv[1]) / "files", Keyring(Path(sys.argv[1]) / "keys"))
def coming():
    yield b"x" * 1_000_000
    print("half", flush=True)
    sys.stdin.read()
files.receive(UUID(int=1), coming(), 10_000_000)
"""


def test_killed_upload_is_swept_and_one_under_way_is_not(tmp_path: Path, keyring: Keyring) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2],
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == b"half\n"
        files = Attachments(tmp_path / "files", keyring)
        assert files.sweep([], LATER) == 0
        assert len(contents(files)) == 1
        process.kill()
        process.wait()
        assert files.sweep([], LATER) == 1
        assert contents(files) == []
