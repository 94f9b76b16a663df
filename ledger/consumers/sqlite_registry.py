"""The registry of read models' versions beside SQLite: one JSON file, replaced as a whole."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from ledger.consumers.versions import Version, Versions
from ledger.errors import Conflict, Unavailable

Signature = tuple[int, int, int]


class Registry:
    """`registry.json` in the folder of read models; a missing or damaged one counts as empty, as does a deleted folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / "registry.json"
        self._known: tuple[Signature, dict[str, list[Version]]] | None = None

    def versions(self, consumer: str) -> Versions:
        """The versions of one consumer; the file is only read again once it was replaced."""
        return tuple(self._read().get(consumer, ()))

    @contextmanager
    def changing(self, consumer: str) -> Iterator[list[Version]]:
        """The versions of one consumer to change in place, saved on leaving; other processes wait."""
        with self._locked("registry.lock", wait=True):
            content = self._read()
            versions = list(content.get(consumer, ()))
            yield versions
            self._replace({**content, consumer: versions})

    @contextmanager
    def building(self, consumer: str) -> Iterator[None]:
        """Held while a version of the consumer is built; freed by the kernel if the process dies."""
        with self._locked(f"{consumer}.lock", wait=False):
            yield

    def _read(self) -> dict[str, list[Version]]:
        try:
            found = self._file.stat()
        except FileNotFoundError:
            return {}
        signature = (found.st_ino, found.st_mtime_ns, found.st_size)
        known = self._known
        if known is None or known[0] != signature:
            known = self._known = (signature, self._parse())
        return known[1]

    def _parse(self) -> dict[str, list[Version]]:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=dict[str, list[Version]])
        except (FileNotFoundError, msgspec.DecodeError):
            return {}

    def _replace(self, content: dict[str, list[Version]]) -> None:
        fresh = self._file.with_suffix(".new")
        try:
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(msgspec.json.encode(content))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._file)
            sync_folder(self.folder)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise Unavailable("store_full" if error.errno == errno.ENOSPC else "store_gone") from error

    @contextmanager
    def _locked(self, name: str, *, wait: bool) -> Iterator[None]:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self.folder / name, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                raise Conflict("rebuild_running", consumer=name.removesuffix(".lock")) from None
            yield
        finally:
            os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make a replaced or new name in the folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
