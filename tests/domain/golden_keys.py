"""Keys of invented people, under which golden events are sealed: what opened once opens for ever."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from ledger.persistence.keyring import Keyring

AUTHOR = UUID("00000000-0000-4000-8000-000000000001")
SINGER = UUID("00000000-0000-4000-8000-000000000005")
MASTER, CLAIMS = bytes(range(32)), bytes(range(96, 128))
KEYS = {SINGER: bytes(range(32, 64)), AUTHOR: bytes(range(64, 96))}
OPENED = {
    "party.registered.2.json": ("Hina Mirza", "زرمینہ O’Brien-Kohi 🎶", "imdb:nm0000001"),
}
"""The texts in a golden event: of its author's name first."""


def golden_keyring(folder: Path) -> Keyring:
    """The keyring with these keys, its files as they are stored."""
    folder.mkdir(mode=0o700)
    for name, secret in (("master.key", MASTER), ("claims.key", CLAIMS)):
        (folder / name).write_bytes(secret)
        (folder / name).chmod(0o600)
    opened = Keyring(folder)
    with opened._transaction():
        opened._connection.executemany(
            "INSERT INTO subject_keys (subject, wrapped) VALUES (?, ?)",
            [(subject.bytes, aes_key_wrap(MASTER, key)) for subject, key in KEYS.items()],
        )
    return opened
