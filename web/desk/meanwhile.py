"""When somebody acted while a form was open: what they recorded, and the form made ready to go on from there."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from flask import g

from ledger.application.announcement_forms import recorded_since
from ledger.errors import Conflict, LedgerError
from web.forms import fresh_command
from web.people import services
from web.sight import as_told


def recorded_meanwhile(error: LedgerError, typed: dict[str, Any], streams: Callable[[], Collection[UUID]]) -> list[str]:
    """Where a form was refused for what was recorded meanwhile in these streams: that in sentences, else nothing.

    What was typed then carries a fresh command and the position read up to now.
    """
    if not isinstance(error, Conflict):
        return []
    ledger, seen = services().ledger, str(typed.get("seen", ""))
    head = ledger.recorder.head()[0]
    typed |= {"seen": str(head), "command": fresh_command()}
    told = recorded_since(ledger, streams(), int(seen) if seen.isascii() and seen.isdigit() else head, as_told)
    # A refusal names no nomination by its id, by which else the access record would know what was read.
    g.told_in_words = bool(told)
    return told
