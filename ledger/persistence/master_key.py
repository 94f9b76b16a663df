"""The key that wraps the keys of persons, in generations: the newest wraps, each unwraps what it wrapped until it is forgotten."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from ledger.errors import SettingsError
from ledger.persistence.secret_files import read_all


class MasterKey:
    """All generations in `master.key` and the files beside it. Raises as `read_all`."""

    def __init__(self, path: Path, *, create: bool) -> None:
        self._path = path
        self._generations = list(read_all(path, create=create).values())

    def read_again(self) -> None:
        """Learn of generations that another process made."""
        self._generations = list(read_all(self._path, create=False).values())

    def wrap(self, key: bytes) -> bytes:
        """A key under the newest generation (RFC 3394)."""
        return aes_key_wrap(self._generations[0], key)

    def unwrap(self, wrapped: bytes) -> bytes:
        """The key, whichever generation wrapped it, also one made meanwhile. Raises SettingsError `keys_wrong` where none did."""
        found = self._unwrapped(wrapped)
        if found is None:
            self.read_again()
            found = self._unwrapped(wrapped)
        if found is None:
            raise SettingsError("keys_wrong", path=str(self._path.parent))
        return found

    def is_newest(self, wrapped: bytes) -> bool:
        """Whether the newest generation wrapped it."""
        return self._opened(self._generations[0], wrapped) is not None

    def _unwrapped(self, wrapped: bytes) -> bytes | None:
        return next((key for one in self._generations if (key := self._opened(one, wrapped)) is not None), None)

    @staticmethod
    def _opened(generation: bytes, wrapped: bytes) -> bytes | None:
        try:
            return aes_key_unwrap(generation, wrapped)
        except InvalidUnwrap:
            return None
