"""Count lines: what is on the list and not counted is in the list's number, and told in a line of its own (CASES.md, g20)."""

from __future__ import annotations

from ledger.domain.counts import Counted, count
from ledger.wording.standings import further_lines


def test_votes_that_are_not_counted_stand_in_a_line_that_reconciles() -> None:
    listed = [Counted("nominated", None)] * 2 + [Counted("nominated", None, uncounted=True)] * 3
    left = [Counted("withdrawn", None, uncounted=True)]
    counts = count([*listed, *left])
    assert (counts.named, counts.parts, counts.uncounted) == (6, (("nominated", 5), ("withdrawn", 1)), 3)
    assert further_lines(counts) == [{"text": "5 on the list = 2 counted + 3 not counted"}]
    assert further_lines(count(listed[:2])) == []
