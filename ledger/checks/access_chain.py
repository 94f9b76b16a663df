"""Whether the access record is whole: every hash made again, every column compared with its line, and each head in the log found in it.

What was read since the last head can still be cut off, or written anew from some reading on, by whoever has the database; nothing
before it can.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ledger.application.access_heads import heads
from ledger.application.ledger import Ledger
from ledger.persistence.access import (
    NONE_BEFORE,
    AccessRecord,
    AccessRow,
    UnreadableAccess,
    hash_text,
    instant_text,
    kinds_text,
)
from ledger.wording.access import say_chain, say_last_head

PAGE = 1000


class Head(NamedTuple):
    """A head in the log: the entry's position, when it was recorded (µs), of which reading it is, and its hash."""

    position: int
    recorded_at: int
    number: int
    head: str


class Verified(NamedTuple):
    """How many readings there are, what is wrong (empty: nothing) with the first that does not hold, and the last head in the log.

    `wrong` is altered · out_of_line · missing · other_head · cut_off. `position` is the entry of the log that tells so, 0 where the
    record does itself.
    """

    rows: int
    heads: int
    wrong: str = ""
    first_wrong: int = 0
    position: int = 0
    last: Head | None = None

    @property
    def is_whole(self) -> bool:
        """Whether everything holds."""
        return not self.wrong

    def text(self) -> str:
        """What was found, in words."""
        told = say_chain(self.rows, self.wrong, self.first_wrong, self.position)
        if self.last is None:
            return told
        return f"{told} {say_last_head(self.last.position, self.last.recorded_at, self.last.number)}"

    def view(self) -> dict[str, Any]:
        """What was found, as JSON gives it."""
        return {
            **self._asdict(),
            "whole": self.is_whole,
            "told": self.text(),
            "last": self.last._asdict() if self.last else None,
        }


class _Wrong(Exception):
    """Ends the walk at the first reading that does not hold."""

    def __init__(self, wrong: str, number: int, position: int = 0) -> None:
        super().__init__(wrong)
        self.wrong, self.number, self.position = wrong, number, position


def verify(ledger: Ledger, access: AccessRecord) -> Verified:
    """Read the whole record. Raises Unavailable."""
    # The log first: what it holds was in the record before.
    known = [Head(position, at, event.number, event.head) for position, at, event in heads(ledger)]
    last = known[-1] if known else None
    rows = 0
    try:
        for row in _walk(access, known):
            rows = row.number
    except _Wrong as wrong:
        newest = access.newest()
        return Verified(newest.number if newest else 0, len(known), wrong.wrong, wrong.number, wrong.position, last)
    return Verified(rows, len(known), last=last)


def _walk(access: AccessRecord, known: Sequence[Head]) -> Iterator[AccessRow]:
    """Every reading that holds, in order; raises _Wrong at the first that does not."""
    told = {head.number: head for head in known}
    number, previous = 0, NONE_BEFORE
    while page := access.rows(number, PAGE):
        for row in page:
            number += 1
            _check(row, number, previous)
            if (head := told.get(number)) is not None and head.head != row.head:
                raise _Wrong("other_head", number, head.position)
            previous = row.hash
            yield row
    beyond = next((head for head in known if head.number > number), None)
    if beyond is not None:
        raise _Wrong("cut_off", beyond.number, beyond.position)


def _check(row: AccessRow, number: int, previous: bytes) -> None:
    """One reading in its place, after the one whose hash is `previous`."""
    if row.number != number:
        raise _Wrong("missing", number)
    if hashlib.sha256(row.entry).digest() != row.hash:
        raise _Wrong("altered", number)
    try:
        told = row.told
    except UnreadableAccess:
        raise _Wrong("altered", number) from None
    if told.get("previous") != hash_text(previous):
        raise _Wrong("out_of_line", number)
    if _columns(told) != (row.number, instant_text(row.at), row.account, row.kinds, row.show):
        raise _Wrong("altered", number)


def _columns(told: dict[str, Any]) -> tuple[Any, ...]:
    return told.get("n"), told.get("at"), told.get("account"), kinds_text(told.get("kinds", ())), told.get("show")
