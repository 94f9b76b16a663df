"""The bytes of documents: encrypted files beside the log, each named by the digest of what is stored (INTEGRITY: erasing).

A file is a mark (4 bytes), a salt (32) and chunks, each sealed by AES-256-GCM under a key made of the document's own and the salt. A chunk's
nonce is its number and whether it is the last, so that none can be dropped, moved or cut off. A file is whole on the disk before an event
names it; what no event names is swept.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ledger.errors import NotFound, Refused, TooLarge, Unavailable
from ledger.persistence.keyring import Keyring
from ledger.persistence.sealing import Sealed, seal, unseal
from ledger.persistence.secret_files import FOLDER_MODE, FULL, derived, sync_folder

CHUNK = 64 * 1024
"""Bytes of a chunk before it is sealed; the last may be shorter."""
MARK = b"ALF1"
SALT = 32
TAG = 16
PREFIX = "sha256:"
COMING = ".coming-"
NOTE = ".waiting"
WHOLE, MISSING, ALTERED = "whole", "missing", "altered"


class Stored(NamedTuple):
    """What was stored: the digest of the stored bytes, and of the plain ones their number and SHA-256 (hexadecimal): never kept in the clear."""

    digest: str
    size: int
    plain: str


class Attachments:
    """The files of all documents, in one folder of mode 0700 that is made with the first. Safe for many threads and processes of one machine."""

    def __init__(self, folder: Path, keyring: Keyring) -> None:
        self.folder = folder
        self._keyring = keyring

    def receive(self, document: UUID, chunks: Iterable[bytes], most: int) -> Stored:
        """Encrypt and keep what comes, in constant memory; it is on the disk, under its name, when this returns.

        Raises TooLarge `document_too_large` (beyond `most` bytes), Refused `document_empty`, `subject_erased`, Unavailable `store_full`;
        then nothing of it is kept.
        """
        self._keyring.ensure([document])
        key = self._keyring.key(document)
        if key is None:
            raise Refused("subject_erased", subject=document)
        try:
            self.folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            with self._coming() as (file, path):
                stored = _sealed(file, _limited(chunks, most), document, key)
                os.fsync(file.fileno())
                path.rename(self._path(stored.digest))
            sync_folder(self.folder)
        except OSError as error:
            if error.errno in FULL:
                raise Unavailable("store_full") from error
            raise
        return stored

    def read(self, document: UUID, digest: str) -> Iterator[bytes]:
        """The plain bytes, chunk by chunk, in constant memory; what is stored is looked at as a whole before the first is given.

        Raises NotFound `document_erased` (its key was destroyed), `document_missing`, `document_altered`.
        """
        key = self._keyring.key(document)
        if key is None:
            raise NotFound("document_erased")
        if (state := self.state(digest)) != WHOLE:
            raise NotFound(f"document_{state}")
        return _opened(self._path(digest), document, key)

    def state(self, digest: str) -> str:
        """Whether the stored bytes are those that the digest is of: whole · missing · altered."""
        found = hashlib.sha256()
        try:
            with self._path(digest).open("rb") as file:
                while chunk := file.read(CHUNK):
                    found.update(chunk)
        except FileNotFoundError:
            return MISSING
        return WHOLE if PREFIX + found.hexdigest() == digest else ALTERED

    def has(self, digest: str) -> bool:
        """Whether there is a file of that name."""
        return self._path(digest).exists()

    def is_readable(self, document: UUID) -> bool:
        """Whether the document's key still stands."""
        return self._keyring.key(document) is not None

    def note(self, document: UUID, digest: str, text: str) -> None:
        """Keep, sealed under the document's key, what is known of a file that no event names yet."""
        sealed = msgspec.json.encode(seal(self._keyring, document, text))
        try:
            with self._coming() as (file, path):
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
                path.rename(self._path(digest).with_suffix(NOTE))
        except OSError as error:
            if error.errno in FULL:
                raise Unavailable("store_full") from error
            raise

    def noted(self, document: UUID, digest: str) -> str | None:
        """What was noted of a file; None where there is no such file of this document that no event names."""
        try:
            sealed = msgspec.json.decode(self._path(digest).with_suffix(NOTE).read_bytes(), type=Sealed)
        except FileNotFoundError:
            return None
        return unseal(self._keyring, sealed) if sealed.subject == document else None

    def waiting_bytes(self) -> int:
        """Bytes of all stored files that are noted, and not filed yet."""
        noted = self.folder.glob(f"*{NOTE}") if self.folder.exists() else ()
        files = (path.with_suffix("") for path in noted)
        return sum(file.stat().st_size for file in files if file.exists())

    def forget_note(self, digest: str) -> None:
        """Let go of what was noted: an event names the file."""
        self._path(digest).with_suffix(NOTE).unlink(missing_ok=True)

    def sweep(self, named: Iterable[str], before: float) -> int:
        """Take away files that nothing names, last written `before` (seconds since 1970), and what uploads left that ended with their process.

        To be called while nothing is being filed (`holding`). How many files were taken away.
        """
        kept, swept = set(named), 0
        for path in sorted(self.folder.iterdir()) if self.folder.exists() else ():
            if path.name.startswith(COMING):
                swept += _swept_if_left(path)
            elif len(path.stem) == 2 * hashlib.sha256().digest_size and path.stat().st_mtime < before:
                if PREFIX + path.stem not in kept:
                    swept += path.suffix != NOTE
                    path.unlink(missing_ok=True)
                elif path.suffix == NOTE:
                    path.unlink(missing_ok=True)
        return swept

    @contextmanager
    def holding(self, *, alone: bool = False) -> Iterator[None]:
        """While something is filed nothing is swept; with `alone`, for sweeping, nothing is filed."""
        self.folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        held = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
            yield
        finally:
            os.close(held)

    @contextmanager
    def _coming(self) -> Iterator[tuple[IO[bytes], Path]]:
        """A file of its own that is held while it is written, and gone again unless it was given a name."""
        descriptor, name = tempfile.mkstemp(prefix=COMING, dir=self.folder)
        path = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            try:
                yield file, path
            finally:
                path.unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        name = digest.removeprefix(PREFIX)
        if len(name) != 2 * hashlib.sha256().digest_size or not set(name) <= set("0123456789abcdef"):
            raise NotFound("document_missing")
        return self.folder / name


def _swept_if_left(path: Path) -> int:
    """Take away a file that was coming in and is held by nobody."""
    with path.open("rb") as left:
        try:
            fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0
        path.unlink(missing_ok=True)
    return 1


def _limited(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    """The same bytes in chunks of one size, the last alone shorter."""
    size, left = 0, bytearray()
    for some in chunks:
        size += len(some)
        if size > most:
            raise TooLarge("document_too_large", most=most)
        left += some
        while len(left) > CHUNK:
            yield bytes(left[:CHUNK])
            del left[:CHUNK]
    if not size:
        raise Refused("document_empty")
    yield bytes(left)


def _sealed(file: IO[bytes], chunks: Iterator[bytes], document: UUID, key: bytes) -> Stored:
    salt = os.urandom(SALT)
    cipher, stored, plain, size = AESGCM(_key(key, salt)), hashlib.sha256(), hashlib.sha256(), 0

    def write(data: bytes) -> None:
        stored.update(data)
        file.write(data)

    write(MARK + salt)
    number, waiting = 0, next(chunks)
    for after in _with_end(chunks):
        plain.update(waiting)
        size += len(waiting)
        write(cipher.encrypt(_nonce(number, last=after is None), waiting, document.bytes))
        number, waiting = number + 1, after or b""
    file.flush()
    return Stored(PREFIX + stored.hexdigest(), size, plain.hexdigest())


def _with_end(chunks: Iterator[bytes]) -> Iterator[bytes | None]:
    yield from chunks
    yield None


def _opened(path: Path, document: UUID, key: bytes) -> Iterator[bytes]:
    with path.open("rb") as file:
        head = file.read(len(MARK) + SALT)
        if head[: len(MARK)] != MARK:
            raise NotFound("document_altered")
        cipher = AESGCM(_key(key, head[len(MARK) :]))
        number, sealed = 0, file.read(CHUNK + TAG)
        while sealed:
            after = file.read(CHUNK + TAG)
            try:
                yield cipher.decrypt(_nonce(number, last=not after), sealed, document.bytes)
            except InvalidTag:
                raise NotFound("document_altered") from None
            number, sealed = number + 1, after


def _key(key: bytes, salt: bytes) -> bytes:
    return derived(key, f"part of a document {salt.hex()}")


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
