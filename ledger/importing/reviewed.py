"""The reviewed table: which rows of a spreadsheet were not ordinary announced nominations, as people found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import Invalid, NotFound, Problem, Refused
from ledger.importing.entries import ANNOUNCED, REVIEWED
from ledger.schemas.mapping_values import ReviewedMapping

Key = tuple[str, ...]
_OUTCOME, _REASON = "outcome", "reason"
LARGEST_TABLE = 16 * 1024 * 1024
"""Bytes."""


@dataclass
class _Line:
    number: int
    outcome: str
    rows: list[int]


class ReviewedTable:
    """Outcomes by key. Each key is met by exactly one row of the spreadsheet, or `unsettled` tells which is not."""

    def __init__(self, columns: tuple[str, ...] = (), lines: Mapping[Key, tuple[int, str]] | None = None) -> None:
        self._columns = columns
        self._lines = {key: _Line(number, outcome, []) for key, (number, outcome) in (lines or {}).items()}

    def outcome(self, row: int, cells: Mapping[str, str]) -> str:
        """What the table says of a row, "announced" if nothing; remembers by `row`, the first of its nomination, that the key was met."""
        line = self._lines.get(tuple(cells[column].strip() for column in self._columns)) if self._lines else None
        if line is None:
            return ANNOUNCED
        if row not in line.rows:
            line.rows.append(row)
        return line.outcome

    def unsettled(self) -> list[Problem]:
        """The keys that no row met, or several did, once the whole spreadsheet has been read."""
        problems = []
        for key, line in self._lines.items():
            if len(line.rows) != 1:
                code = "key_matches_several" if line.rows else "key_matches_nothing"
                params = {
                    "line": line.number,
                    "key": " · ".join(part for part in key if part),
                    "rows": tuple(line.rows),
                }
                problems.append(Problem("reviewed", code, params))
        return problems


def read_reviewed(path: Path, mapping: ReviewedMapping) -> ReviewedTable:
    """The table in a tab-separated UTF-8 file: the key columns, `outcome` and `reason`; a line tells of one row.

    Raises NotFound "table_not_found", Refused "table_unreadable", Invalid with every wrong line.
    """
    header, *lines = _read(path)
    expected = [*mapping.key, _OUTCOME, _REASON]
    if header != expected:
        params = {"expected": tuple(expected), "found": tuple(header)}
        raise Invalid([Problem("reviewed", "table_header", params)])
    found: dict[Key, tuple[int, str]] = {}
    problems: list[Problem] = []
    for number, cells in enumerate(lines, 2):
        if not any(cells):
            continue
        if len(cells) != len(expected):
            counts = {"line": number, "expected": len(expected), "found": len(cells)}
            problems.append(Problem("reviewed", "table_cells", counts))
            continue
        *key, outcome, _reason = cells
        if outcome not in REVIEWED:
            told = {"line": number, "value": outcome, "allowed": REVIEWED}
            problems.append(Problem("reviewed", "table_outcome", told))
        elif tuple(key) in found:
            problems.append(Problem("reviewed", "table_key_twice", {"line": number, "other": found[tuple(key)][0]}))
        else:
            found[tuple(key)] = (number, outcome)
    if problems:
        raise Invalid(problems)
    return ReviewedTable(mapping.key, found)


def _read(path: Path) -> list[list[str]]:
    try:
        if path.stat().st_size > LARGEST_TABLE:
            raise Refused("table_unreadable", path=str(path), reason="too large")
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise NotFound("table_not_found", path=str(path)) from None
    except OSError as failed:
        raise Refused("table_unreadable", path=str(path), reason=failed.strerror or "") from failed
    except UnicodeDecodeError:
        raise Refused("table_unreadable", path=str(path), reason="not UTF-8") from None
    return [[cell.strip() for cell in line.split("\t")] for line in text.split("\n")]
