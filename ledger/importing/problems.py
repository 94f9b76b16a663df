"""What is wrong in a spreadsheet, told by row and column; the rows themselves stay where they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

REFUSED = "refused"
"""The row is not imported."""
NOTE = "note"
"""The row is imported; somebody may want to look."""
SAMPLES = 20
"""How many problems of each code are kept with their place; all are counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """One problem. `row` counts as a spreadsheet program does (the header is row 1); column None for the whole row."""

    row: int
    column: str | None
    code: str
    severity: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tally:
    """All problems of one code."""

    code: str
    severity: str
    count: int
    samples: tuple[Found, ...]


class Findings:
    """Collects problems while a file is read: all are counted, the first of each kind are kept."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._samples: dict[tuple[str, str], list[Found]] = {}
        self._of_row: list[Found] = []
        self._refused: set[int] = set()

    @property
    def refused_rows(self) -> int:
        """How many rows cannot be imported."""
        return len(self._refused)

    def is_refused(self, row: int) -> bool:
        """Whether the row cannot be imported."""
        return row in self._refused

    def first_refused(self, rows: Iterable[int]) -> int | None:
        """The first of the rows that cannot be imported, None if all can."""
        for row in rows:
            if row in self._refused:
                return row
        return None

    def refuse(self, row: int, column: str | None, code: str, **params: Any) -> None:
        """The row cannot be imported."""
        self._refused.add(row)
        self._add(Found(row, column, code, REFUSED, params))

    def note(self, row: int, column: str | None, code: str, **params: Any) -> None:
        """The row is imported, with something worth telling."""
        self._add(Found(row, column, code, NOTE, params))

    def _add(self, found: Found) -> None:
        key = (found.severity, found.code)
        self._counts[key] += 1
        self._of_row.append(found)
        samples = self._samples.setdefault(key, [])
        if len(samples) < SAMPLES:
            samples.append(found)

    def take(self) -> tuple[Found, ...]:
        """The problems found since the last call, for the file of fates."""
        taken, self._of_row = tuple(self._of_row), []
        return taken

    def tallies(self) -> list[Tally]:
        """By code, refusals first, the most frequent first; within each in the order of the rows."""
        ordered = sorted(self._counts.items(), key=lambda item: (item[0][0] != REFUSED, -item[1], item[0][1]))
        return [
            Tally(code, severity, n, tuple(sorted(self._samples[severity, code], key=lambda one: one.row)))
            for (severity, code), n in ordered
        ]
