"""What may exist only once at a time: whoever comes after an earlier holder claims the turn after (decision 13).

Claims are rows of the log and never change. A thing that is free again, because its holder never was or gave it up, is claimed in
the next turn; so does a holder that comes back to it. Of two who take the same turn at once, one is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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
    for earlier, after in _turns(ledger, meant, parts):
        parts = after
        if not draft.version(earlier):
            story = known(earlier)
            if story is None:
                raise Refused("claim_taken", meant=meant, holder=earlier)
            draft.rely_on(earlier, story[-1][1].originator_version)
    draft.claim(meant, parts, holder)


def take_turns(ledger: Ledger, draft: Draft, claimed: tuple[str, Mapping[UUID, str]], known: Known) -> None:
    """The same for several things at once, by who claims them: those that nobody ever held are found in one look."""
    meant, wanted = claimed
    held = ledger.claimed(meant, [(one,) for one in wanted.values()])
    for holder, one in wanted.items():
        if (one,) in held:
            take_turn(ledger, draft, (meant, [one]), holder, known)
        else:
            draft.claim(meant, [one], holder)


def holders(ledger: Ledger, meant: str, parts: Sequence[str]) -> list[UUID]:
    """Who held it, turn by turn; the last may hold it still."""
    return [holder for holder, _after in _turns(ledger, meant, parts)]


def _turns(ledger: Ledger, meant: str, parts: Sequence[str]) -> Iterator[tuple[UUID, Sequence[str]]]:
    """The turns taken, each with what the turn after it is claimed by."""
    while (holder := ledger.holder(meant, *parts)) is not None:
        parts = [AFTER, ledger.claim_key(meant, *parts).hex()]
        yield holder, parts
