"""What each role may do: one table. `retry` records nothing: it asks for another try of what a read model holds back."""

from __future__ import annotations

from ledger.errors import NotAllowed

MAY: dict[str, frozenset[str]] = {
    "organiser": frozenset({"set_up", "enter", "withdraw", "rule", "confer", "announce", "import", "retry", "read"}),
    "deputy": frozenset({"enter", "withdraw", "rule", "read"}),
    "auditor": frozenset({"read"}),
    "operator": frozenset({"set_up", "enter", "withdraw", "rule", "confer", "announce", "import", "retry", "read"}),
}


def require(role: str, act: str) -> None:
    """Raise NotAllowed `role_cannot` unless the role covers the act."""
    if act not in MAY.get(role, frozenset()):
        raise NotAllowed("role_cannot", role=role, act=act)
