"""A new master key: every person's key is wrapped anew under it, and the log is not touched.

The former one stays beside it until all is wrapped anew and it is forgotten, so that whatever ends this in the middle leaves
keys that open everything; said again, it goes on from there.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from ledger.persistence.keyring import Keyring
from ledger.persistence.secret_files import forget_former, make_next

MASTER = "master.key"


def rotate_master(folder: Path) -> int:
    """Make a new master key in the folder of keys, or go on where that was interrupted; how many keys were wrapped anew. Raises as `Keyring`."""
    with closing(Keyring(folder, create=False)) as keyring:
        if keyring.is_wrapped_by_newest():
            make_next(folder / MASTER)
        return keyring.wrap_anew()


def forget_masters(folder: Path) -> int:
    """Let go of the former master keys, once nothing is wrapped by them; how many they were. Raises as `Keyring`."""
    with closing(Keyring(folder, create=False)) as keyring:
        keyring.wrap_anew()
    return forget_former(folder / MASTER)
