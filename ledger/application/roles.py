"""What each role may do: one table."""

from __future__ import annotations

from ledger.errors import NotAllowed

MAY: dict[str, frozenset[str]] = {
    "organiser": frozenset({"set_up", "enter", "withdraw", "rule", "confer", "announce", "import", "read"}),
    "deputy": frozenset({"enter", "withdraw", "rule", "read"}),
    "auditor": frozenset({"read"}),
    # Nothing is theirs to do yet: check-in and rankings are still to come.
    "door": frozenset(),
    "tabulator": frozenset(),
    # Accounts and settings of the server, never the log.
    "administrator": frozenset({"accounts"}),
    "operator": frozenset({"set_up", "enter", "withdraw", "rule", "confer", "announce", "import", "read"}),
}


def require(role: str, act: str) -> None:
    """Raise NotAllowed `role_cannot` unless the role covers the act."""
    if act not in MAY.get(role, frozenset()):
        raise NotAllowed("role_cannot", role=role, act=act)
