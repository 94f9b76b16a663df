"""The keys under which claims and the data of commands are hashed, in generations, all of which are kept for ever.

A claim says that something exists, so a former key has to be asked as long as the log stands. A new key is begun in two steps. First
claims are taken under it and under every former one: who does not know of it yet, and who does, still meet. When all know of it,
the former ones are retired: they are asked, and nothing new is hashed under them.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Sequence
from pathlib import Path

from ledger.errors import SettingsError
from ledger.persistence.secret_files import derived, make_next, newest, read_all, write_mark

CLAIMS, RETIRED = "claims.key", "claims.retired"
TICK_NS = 1_000_000_000
KNOWN_AFTER_SECONDS = 600
"""No save takes so long; whoever begins one asks for new keys first."""


class ClaimKeys:
    """Those in the folder of keys. Raises as `read_all`, and SettingsError `keys_missing` where one of them is not there."""

    def __init__(self, folder: Path, *, create: bool) -> None:
        self._folder = folder
        self._read(create=create)

    @property
    def first(self) -> bytes:
        """The one that the log was begun with."""
        return self._all[-1]

    @property
    def digests(self) -> Sequence[bytes]:
        """By which data of commands is told from other data, the newest first."""
        return self._digests

    def follow(self) -> None:
        """Learn of a key that another process made."""
        try:
            changed = self._folder.stat().st_mtime_ns
        except OSError:
            return
        # Two changes within a tick of the file system's clock are of one time.
        if changed != self._seen or time.time_ns() - changed < TICK_NS:
            self._read(create=False)

    def taken_under(self, meant: str, parts: Sequence[str]) -> list[bytes]:
        """What a claim is taken under, the newest first."""
        return [hashed(key, meant, parts) for key in self._all[: len(self._all) - self._retired]]

    def retired(self, meant: str, parts: Sequence[str]) -> list[bytes]:
        """What it must not have been taken under before."""
        return [hashed(key, meant, parts) for key in self._all[len(self._all) - self._retired :]]

    def asked_under(self, meant: str, parts: Sequence[str]) -> list[bytes]:
        """Whatever it may have been taken under."""
        return [hashed(key, meant, parts) for key in self._all]

    def _read(self, *, create: bool) -> None:
        self._seen = self._folder.stat().st_mtime_ns
        found = read_all(self._folder / CLAIMS, create=create)
        for number in range(1, max(found)):
            if number not in found:
                raise SettingsError("keys_missing", path=str(self._folder / CLAIMS))
        self._all = list(found.values())
        self._digests = [derived(one, "data of a command") for one in self._all]
        mark = self._folder / RETIRED
        told = mark.read_text("ascii", "replace") if mark.exists() else ""
        # The newest is never retired; where the mark is lost, more is hashed than has to be.
        self._retired = min(int(told), len(self._all) - 1) if told.isdecimal() else 0


def hashed(key: bytes, meant: str, parts: Sequence[str]) -> bytes:
    """A claim under one key (HMAC-SHA-256); it tells nothing without the key."""
    return hmac.digest(key, "\x1f".join((meant, *parts)).encode("utf-8", "surrogatepass"), "sha256")


def rotate_claims(folder: Path) -> None:
    """Begin with a new key in the folder of keys, beside the former ones. Raises as `ClaimKeys`."""
    ClaimKeys(folder, create=False)
    make_next(folder / CLAIMS)


def retire_claims(folder: Path) -> int:
    """Ask the former keys alone from now on; how many they are.

    Raises as `ClaimKeys`, and SettingsError `key_too_new`: a save that began before the newest key knows nothing of it.
    """
    ClaimKeys(folder, create=False)
    number, path = newest(folder / CLAIMS)
    former = number - 1
    if former:
        if time.time() - path.stat().st_mtime < KNOWN_AFTER_SECONDS:
            raise SettingsError("key_too_new", minutes=KNOWN_AFTER_SECONDS // 60)
        write_mark(folder / RETIRED, str(former))
    return former
