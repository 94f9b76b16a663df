"""The files that people sent to be imported: each in a folder of its own in the data folder, with what came of it; never in the log."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, Any, TypeVar
from uuid import UUID, uuid4

import msgspec

from ledger.errors import Conflict, NotFound, Refused, TooLarge, Unavailable
from ledger.importing.sent_states import About, Opened
from ledger.importing.uploads import LARGEST, WORKBOOK, kind_of
from ledger.settings import NO_ROOM

T = TypeVar("T")
_CHUNK = 1024 * 1024
ROOM = 2 * 1024**3
"""Bytes that all files together, and what was made of them, may take."""
MOST_FILES = 500
LONGEST_NAME = 200
_JOINERS = "\u200c\u200d"
"""Of the characters without a shape of their own, those that Persian, Urdu and others are spelled with."""
COMING = "coming-"
"""What the folder of a file begins with until all of it is there."""


class SentFile:
    """One file with its folder; every part of it is written whole or not at all."""

    def __init__(self, folder: Path, about: About) -> None:
        self.folder = folder
        self.about = about

    @property
    def source(self) -> Path:
        """The file as it was sent."""
        return self.folder / "source"

    @property
    def sheet(self) -> Path:
        """What is imported: the file itself, or of a workbook the sheet that was chosen, as CSV."""
        return self.folder / "sheet.csv" if self.about.kind == WORKBOOK else self.source

    @property
    def mapping(self) -> Path:
        """The mapping file."""
        return self.folder / "mapping.toml"

    @property
    def problems(self) -> Path:
        """Every problem that the last check found, a line of JSON each."""
        return self.folder / "problems.jsonl"

    @property
    def fates(self) -> Path | None:
        """The newest file of fates, None before the first import."""
        return max(self.folder.glob("fates-*.tsv"), default=None)

    def next_fates(self) -> Path:
        """A new file of fates; those of imports that were interrupted stay."""
        return self.folder / f"fates-{len(list(self.folder.glob('fates-*.tsv'))) + 1:04d}.tsv"

    def opened(self) -> Opened | None:
        """What is known of its sheets and its form, None before it was opened."""
        return self.read("opened", Opened)

    def read(self, name: str, kind: type[T]) -> T | None:
        """What was kept under a name, None if nothing was."""
        try:
            return msgspec.json.decode((self.folder / f"{name}.json").read_bytes(), type=kind)
        except FileNotFoundError:
            return None

    def write(self, name: str, value: Any) -> None:
        """Keep a value under a name, in the place of an earlier one. Raises Unavailable `store_full`."""
        write_whole(self.folder / f"{name}.json", msgspec.json.encode(value))

    def forget(self, *names: str) -> None:
        """Let go of what was kept under these names."""
        for name in names:
            (self.folder / f"{name}.json").unlink(missing_ok=True)

    def hold(self) -> IO[bytes]:
        """Hold the file, and every other with the same bytes, until what this gives is closed, however that comes.

        Raises Conflict `import_running` where somebody holds it.
        """
        held = (self.folder.parent / f"{self.about.sha256}.lock").open("ab")
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held.close()
            raise Conflict("import_running") from None
        return held

    @property
    def is_held(self) -> bool:
        """Whether somebody works on these bytes now."""
        try:
            self.hold().close()
        except Conflict:
            return True
        return False


class SentFiles:
    """All of them, in one folder that is made when the first is sent."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def receive(self, stream: IO[bytes], name: str, by: UUID, now: int) -> SentFile:
        """Keep what was sent, in constant memory; `now` in µs.

        Raises TooLarge `upload_too_large`, Refused `imports_full`, as `kind_of` does, Unavailable `store_full`; then nothing of it is kept.
        What an earlier upload left that was cut off with its process goes first: it may be what the disk is full of.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.sweep()
        room = self._room()
        given = uuid4()
        with self._coming(given) as coming:
            size, digest = _copy(stream, coming / "source", room)
            kind = kind_of(coming / "source")
            about = About(given, shown_name(name), size, digest, kind, by, now)
            write_whole(coming / "about.json", msgspec.json.encode(about))
            coming.rename(self.folder / str(given))
        return SentFile(self.folder / str(given), about)

    def _room(self) -> int:
        """Bytes that another file may take. Raises Refused `imports_full`."""
        every = list(self.folder.glob("*-*-*-*-*/about.json"))
        taken = sum(one.stat().st_size for path in every for one in path.parent.iterdir())
        if len(every) >= MOST_FILES or taken >= ROOM:
            raise Refused("imports_full")
        return ROOM - taken

    @contextmanager
    def _coming(self, given: UUID) -> Iterator[Path]:
        """A folder for what is coming in, held until it is there or given up; a process that is killed holds it no more."""
        coming = self.folder / f"{COMING}{given}"
        with _holding(self.folder):
            coming.mkdir(mode=0o700)
            held = _hold(coming)
        try:
            yield coming
        finally:
            shutil.rmtree(coming, ignore_errors=True)
            os.close(held)

    def sweep(self) -> int:
        """Take away what uploads left that ended with their process; how many there were. What is still coming in stays."""
        left = list(self.folder.glob(f"{COMING}*"))
        swept = 0
        with _holding(self.folder) if left else nullcontext():
            for coming in left:
                try:
                    os.close(_hold(coming))
                except OSError:
                    continue  # held by the upload that is under way, or gone by now
                shutil.rmtree(coming, ignore_errors=True)
                swept += 1
        return swept

    def find(self, given: UUID) -> SentFile:
        """One of them. Raises NotFound `no_such_import`."""
        try:
            found = (self.folder / str(given) / "about.json").read_bytes()
        except FileNotFoundError:
            raise NotFound("no_such_import") from None
        return SentFile(self.folder / str(given), msgspec.json.decode(found, type=About))

    def every(self) -> list[SentFile]:
        """All of them, the newest first."""
        found = [
            self.find(UUID(path.parent.name)) for path in self.folder.glob("*-*-*-*-*/about.json") if _is_kept(path)
        ]
        return sorted(found, key=lambda one: (-one.about.sent_at, str(one.about.id)))

    def remove(self, sent: SentFile) -> None:
        """Take the file and what came of it out of the data folder; what was recorded stays. Raises Conflict `import_running`."""
        with sent.hold():
            shutil.rmtree(sent.folder)


def _hold(folder: Path, *, waiting: bool = False) -> int:
    """Hold a folder; the descriptor that does. Raises OSError where it is not there, or somebody else holds it."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | (0 if waiting else fcntl.LOCK_NB))
    except OSError:
        os.close(held)
        raise
    return held


@contextmanager
def _holding(folder: Path) -> Iterator[None]:
    """Between making a folder and holding it nobody looks at it."""
    held = _hold(folder, waiting=True)
    try:
        yield
    finally:
        os.close(held)


def _is_kept(path: Path) -> bool:
    return not path.parent.name.startswith(COMING)


def _copy(stream: IO[bytes], to: Path, room: int) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    try:
        with to.open("wb") as file:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > LARGEST:
                    raise TooLarge("upload_too_large")
                if size > room:
                    raise Refused("imports_full")
                digest.update(chunk)
                file.write(chunk)
    except OSError as error:
        raise _no_room(error) from None
    return size, digest.hexdigest()


def shown_name(told: str) -> str:
    """The last part of a file's name, with nothing in it that is not seen, turns a line around or begins another one."""
    spaced = re.sub(r"\s+", " ", re.split(r"[/\\]", told)[-1])
    seen = "".join(one for one in spaced if one in _JOINERS or unicodedata.category(one)[0] != "C")
    name = seen.strip()[:LONGEST_NAME]
    return name if name.strip(f". {_JOINERS}") else "file"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is there whole, or as it was before. Raises Unavailable `store_full`."""
    beside = path.with_name(f"{path.name}.{uuid4().hex}")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)  # noqa: PTH105 - Path.replace does the same; this one says that it is atomic
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise _no_room(error) from None


def _no_room(error: OSError) -> Exception:
    return Unavailable("store_full") if error.errno in NO_ROOM else error
