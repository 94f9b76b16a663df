"""Mappings that people saved under a name: the answers of the form, to be chosen again for another sheet.

Each is its maker's alone: the answers may name a show that nobody else knows of.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

import msgspec

from ledger.errors import NotFound
from ledger.importing.sent_files import write_whole


class SavedMapping(msgspec.Struct, frozen=True):
    """Answers by their names; `by` is who saved them, None for what was kept before that was."""

    name: str
    answers: dict[str, str]
    by: UUID | None = None


class SavedMappings:
    """All of them, in one folder; a name that the same person saves again is replaced."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self, by: UUID) -> list[str]:
        """The names of a person's, in order."""
        every = (msgspec.json.decode(path.read_bytes(), type=SavedMapping) for path in self.folder.glob("*.json"))
        return sorted((one.name for one in every if one.by == by), key=lambda name: (name.casefold(), name))

    def save(self, by: UUID, name: str, answers: Mapping[str, str]) -> None:
        """Keep answers under a name. Raises Unavailable `store_full`."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self._path(by, name), msgspec.json.encode(SavedMapping(name, dict(answers), by)))

    def answers(self, by: UUID, name: str) -> dict[str, str]:
        """The answers of a person's under that name. Raises NotFound `no_such_mapping`."""
        try:
            return msgspec.json.decode(self._path(by, name).read_bytes(), type=SavedMapping).answers
        except FileNotFoundError:
            raise NotFound("no_such_mapping") from None

    def _path(self, by: UUID, name: str) -> Path:
        return self.folder / f"{hashlib.sha256(f'{by} {name}'.encode()).hexdigest()[:32]}.json"
