"""What may exist only once at a time: whoever comes after an earlier holder claims the turn after (decision 13).

Claims are rows of the log and never change. A thing that is free again, because its holder never was or gave it up, is claimed in
the next turn; so does a holder that comes back to it. Of two who take the same turn at once, one is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from ledger.application.draft import Draft
from ledger.application.ledger import Ledger, Story
from ledger.errors import Refused

AFTER = "after"
"""The first part of what a further turn is claimed by; the second is the key of the turn before, as hexadecimal digits."""
Known = Callable[[UUID], Story | None]
"""The story of a holder as the command read it, None where it did not."""


def take_turn(ledger: Ledger, draft: Draft, claimed: tuple[str, Sequence[str]], holder: UUID, known: Known) -> None:
    """Claim what is free by everything the command read, in the first turn that nobody has taken.

    Relies on every earlier holder as it was read. Raises Refused `claim_taken` where somebody of whom the command knows nothing has it.
    """
    meant, parts = claimed
    while (earlier := ledger.holder(meant, *parts)) is not None:
        if not draft.version(earlier):
            story = known(earlier)
            if story is None:
                raise Refused("claim_taken", meant=meant, holder=earlier)
            draft.rely_on(earlier, story[-1][1].originator_version)
        parts = turn_after(ledger.claim_key(meant, *parts))
    draft.claim(meant, parts, holder)


def turn_after(key: bytes) -> list[str]:
    """What the turn after the one with this key is claimed by."""
    return [AFTER, key.hex()]
