"""Files that hold one secret each: 32 random bytes that nobody but their owner may read."""

from __future__ import annotations

import errno
import os
import re
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from ledger.errors import SettingsError, Unavailable
from ledger.settings import refuse_readable

SIZE = 32
FOLDER_MODE = 0o700
FILE_MODE = 0o600
FULL = (errno.ENOSPC, errno.EDQUOT)
"""No room on the disk, or none left for this user."""


def make_folder(folder: Path) -> None:
    """Make the folder for its owner alone; SettingsError `others_can_read` if others may enter one that exists."""
    try:
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in FULL:
            raise Unavailable("store_full") from error
        raise SettingsError("keys_unusable", path=str(folder)) from error
    refuse_readable(folder)


def find_folder(folder: Path) -> None:
    """The same of a folder that must be there: SettingsError `keys_missing` if it is not."""
    if not folder.is_dir():
        raise SettingsError("keys_missing", path=str(folder))
    refuse_readable(folder)


def read_secret(path: Path, *, create: bool) -> bytes:
    """The secret in a file; a new one is on the disk before it is returned, and two processes that create it get the same.

    Raises SettingsError `keys_missing` (it is not there and must not be new), `keys_unusable`, `others_can_read`.
    """
    if create and not path.exists():
        _write_new(path)
    try:
        refuse_readable(path)
        secret = path.read_bytes()
    except FileNotFoundError as error:
        raise SettingsError("keys_missing", path=str(path)) from error
    except OSError as error:
        raise SettingsError("keys_unusable", path=str(path)) from error
    if len(secret) != SIZE:
        raise SettingsError("keys_unusable", path=str(path))
    return secret


def read_all(path: Path, *, create: bool = True) -> dict[int, bytes]:
    """A secret and those that were there before it, by generation, the newest first; with `create` the first is made where there is none.

    Generation 1 is the file itself, later ones carry their number: `accounts.key`, `accounts.2.key`. Raises as `read_secret`.
    """
    found = _generations(path) or {1: path}
    return {number: read_secret(found[number], create=create) for number in sorted(found, reverse=True)}


def make_next(path: Path) -> None:
    """Make the next generation of a secret, which is used from now on. Raises as `read_secret`."""
    number = newest(path)[0] + 1
    read_secret(path if number == 1 else path.with_name(f"{path.stem}.{number}{path.suffix}"), create=True)


def newest(path: Path) -> tuple[int, Path]:
    """The number of the newest generation and its file; 0 where there is none."""
    return max(_generations(path).items(), default=(0, path))


def forget_former(path: Path) -> int:
    """Take away all generations but the newest; how many they were."""
    found = _generations(path)
    former = sorted(found)[:-1]
    for number in former:
        found[number].unlink()
    if former:
        sync_folder(path.parent)
    return len(former)


def _generations(path: Path) -> dict[int, Path]:
    numbered = re.compile(rf"{re.escape(path.stem)}\.([1-9][0-9]*){re.escape(path.suffix)}")
    found = {1: path} if path.exists() else {}
    for one in path.parent.glob(f"{path.stem}.*{path.suffix}"):
        if match := numbered.fullmatch(one.name):
            found[int(match[1])] = one
    return found


def derived(secret: bytes, purpose: str) -> bytes:
    """A key for one purpose (32 bytes); it tells nothing about the secret, nor about the keys for other purposes."""
    return HKDFExpand(SHA256(), SIZE, purpose.encode()).derive(secret)


def write_mark(path: Path, text: str) -> None:
    """A note beside the secrets, on the disk and whole, in the place of an earlier one. Raises as `read_secret`."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    _written(draft, text.encode(), lambda: draft.replace(path))


def _write_new(path: Path) -> None:
    """Written whole beside its place and then linked there: it is never seen half written and never overwrites another."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    _written(draft, secrets.token_bytes(SIZE), lambda: os.link(draft, path))


def _written(draft: Path, text: bytes, put: Callable[[], object]) -> None:
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        try:
            os.write(descriptor, text)
            os.fsync(descriptor)
            put()
        except FileExistsError:
            return
        finally:
            os.close(descriptor)
            draft.unlink(missing_ok=True)
        sync_folder(draft.parent)
    except OSError as error:
        if error.errno in FULL:
            raise Unavailable("store_full") from error
        raise SettingsError("keys_unusable", path=str(draft.parent)) from error


def sync_folder(folder: Path) -> None:
    """What was named, renamed or taken away in the folder is so on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
