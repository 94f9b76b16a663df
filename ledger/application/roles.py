"""What each role may do: one table, shown as a page, asked by pages and inside every command.

`read` covers what is not announced, but for `results` that the public has not heard, for who asked and the `private` reason behind an
act, and for the `log` as a whole.
`retry` records nothing: it asks for another try of what a read model holds back. Nor does `links`: links stand beside the log.
"""

from __future__ import annotations

from ledger.errors import NotAllowed

_READS = frozenset({"read", "results", "private", "log"})
_ACTS = (
    frozenset({"set_up", "enter", "withdraw", "rule", "confer", "announce", "import", "roster", "retry", "links"})
    | _READS
)
MAY: dict[str, frozenset[str]] = {
    "organiser": _ACTS,
    "deputy": frozenset({"enter", "withdraw", "rule", "read", "private"}),
    "tabulator": frozenset({"confer", "read", "results"}),
    "door": frozenset({"door"}),
    "auditor": _READS | {"read_access"},
    "administrator": frozenset({"roster", "accounts"}),
    "operator": _ACTS,
}
WHOLE_LEDGER = ("administrator", "operator")
"""Roles that are on no show's roster: who keeps the accounts, and who has the machine itself."""


def require(role: str, act: str) -> None:
    """Raise NotAllowed `role_cannot` unless the role covers the act."""
    if act not in MAY.get(role, frozenset()):
        raise NotAllowed("role_cannot", role=role, act=act)
