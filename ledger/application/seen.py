"""The position of the log up to which the author of a command had read: what was recorded after that is shown before it is decided on."""

from __future__ import annotations

from ledger.application.ledger import Ledger
from ledger.errors import Conflict, Invalid, Problem


def check_seen(ledger: Ledger, seen: int | None, newest: int, code: str = "moved_on") -> None:
    """Refuse a position that the log has not reached: by it nothing would ever be news. `newest` is that of what the command rests on.

    Raises Invalid `unreadable` at `seen`, Conflict `code` where something was recorded meanwhile.
    """
    if seen is None:
        return
    if seen > ledger.recorder.head()[0]:
        raise Invalid([Problem("seen", "unreadable")])
    if newest > seen:
        raise Conflict(code, seen=seen, now=newest)
