"""The same command sent twice is one act and gives the same answer (DOMAIN.md, What must always hold, 5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ledger.application.ledger import Ledger, Receipt
from ledger.domain.values import Provenance
from ledger.errors import Conflict, Invalid, Refused


def once(ledger: Ledger, by: Provenance, request: Mapping[str, object], act: Callable[[], Receipt]) -> Receipt:
    """The receipt of the command if it was recorded before, else of `act`, which decides and saves.

    What is refused because the same command was recorded meanwhile, a form sent twice at one moment, gives that receipt too.
    Raises whatever `act` raises, and Conflict `command_reused` where the command was recorded with other data.
    """
    earlier = ledger.repeated(by.command, request)
    if earlier is not None:
        return earlier
    try:
        return act()
    except (Conflict, Invalid, Refused):
        earlier = ledger.repeated(by.command, request)
        if earlier is None:
            raise
        return earlier
