"""What each role may do: one table, shown as a page, asked by pages and inside every command.

`retry` records nothing: it asks for another try of what a read model holds back.
"""

from __future__ import annotations

from ledger.errors import NotAllowed

_ACTS = frozenset({"set_up", "enter", "withdraw", "rule", "confer", "announce", "import", "roster", "retry", "read"})
MAY: dict[str, frozenset[str]] = {
    "organiser": _ACTS,
    "deputy": frozenset({"enter", "withdraw", "rule", "read"}),
    "tabulator": frozenset({"confer", "read"}),
    "door": frozenset({"door"}),
    "auditor": frozenset({"read", "read_access"}),
    "administrator": frozenset({"roster", "accounts"}),
    "operator": _ACTS,
}
WHOLE_LEDGER = ("administrator", "operator")
"""Roles that are on no show's roster: who keeps the accounts, and who has the machine itself."""


def require(role: str, act: str) -> None:
    """Raise NotAllowed `role_cannot` unless the role covers the act."""
    if act not in MAY.get(role, frozenset()):
        raise NotAllowed("role_cannot", role=role, act=act)
