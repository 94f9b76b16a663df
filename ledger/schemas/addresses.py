"""Public addresses made of names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def address_of(name: str, taken: Iterable[str], otherwise: str = "category") -> str:
    """An address made of a name's letters and digits, none of those taken; `otherwise` where the name has none of a to z and 0 to 9."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-") or otherwise
    held = set(taken)
    address, number = base, 1
    while address in held:
        number += 1
        address = f"{base}-{number}"
    return address
