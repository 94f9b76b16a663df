"""Readings for tests."""

from __future__ import annotations

from ledger.persistence.access import Access

SHOW = "5" * 32


def access(account: str = "a" * 32, kinds: tuple[str, ...] = ("sealed_names",), show: str = SHOW) -> Access:
    """Something read on a show."""
    return Access(account, "organiser", "organiser", kinds, f"show:{show}" if show else "ledger", show, "desk.page")
