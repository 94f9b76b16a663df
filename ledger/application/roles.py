"""What each role may do: one table, shown as a page, asked by pages and inside every command.

`read` covers what is not announced, but for `results` that the public has not heard, for who asked and the `private` reason behind an
act, and for the `log` as a whole.
`retry` records nothing: it asks for another try of what a read model holds back. Nor does `links`: links stand beside the log.
Under four eyes whoever covers `propose` may propose anything, others what they cover; `confirm` covers what another proposed as far
as the role covers that.
"""

from __future__ import annotations

from ledger.errors import NotAllowed

_READS = frozenset({"read", "results", "private", "log"})
_WRITES = frozenset({"set_up", "file", "enter", "withdraw", "rule", "confer", "announce", "import", "roster"})
_ACTS = _READS | _WRITES | {"retry", "links", "propose", "confirm"}
MAY: dict[str, frozenset[str]] = {
    "organiser": _ACTS,
    "deputy": frozenset({"file", "enter", "withdraw", "rule", "read", "private", "propose", "confirm"}),
    "tabulator": frozenset({"confer", "read", "results", "confirm"}),
    "door": frozenset({"door"}),
    "auditor": _READS | {"read_access"},
    "administrator": frozenset({"roster", "accounts", "confirm"}),
    "operator": _ACTS,
}
WHOLE_LEDGER = ("administrator", "operator")
"""Roles that are on no show's roster: who keeps the accounts, and who has the machine itself."""


def require(role: str, act: str) -> None:
    """Raise NotAllowed `role_cannot` unless the role covers the act."""
    if act not in MAY.get(role, frozenset()):
        raise NotAllowed("role_cannot", role=role, act=act)
