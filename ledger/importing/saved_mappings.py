"""Mappings that people saved under a name: the answers of the form, to be chosen again for another sheet."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from ledger.errors import NotFound
from ledger.importing.sent_files import write_whole


class SavedMapping(msgspec.Struct, frozen=True):
    """Answers by their names."""

    name: str
    answers: dict[str, str]


class SavedMappings:
    """All of them, in one folder; a name saved again is replaced."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        """Their names in order."""
        found = (msgspec.json.decode(path.read_bytes(), type=SavedMapping).name for path in self.folder.glob("*.json"))
        return sorted(found, key=lambda name: (name.casefold(), name))

    def save(self, name: str, answers: Mapping[str, str]) -> None:
        """Keep answers under a name. Raises Unavailable `store_full`."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self._path(name), msgspec.json.encode(SavedMapping(name, dict(answers))))

    def answers(self, name: str) -> dict[str, str]:
        """The answers of that name. Raises NotFound `no_such_mapping`."""
        try:
            return msgspec.json.decode(self._path(name).read_bytes(), type=SavedMapping).answers
        except FileNotFoundError:
            raise NotFound("no_such_mapping") from None

    def _path(self, name: str) -> Path:
        return self.folder / f"{hashlib.sha256(name.encode()).hexdigest()[:32]}.json"
