"""Two versions of a read model, row by row, in constant memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, MetaData, Table, select

from ledger.consumers.position import PARKED

READ_AT_ONCE = 2000
FIRST_DIFFERENCES = 20
LOOK_AHEAD = 1000
"""How many rows may stand unmatched before two tables count as plainly different."""
Row = tuple[Any, ...]


class Difference(NamedTuple):
    """One row that is not the same in both: missing in the new version, only there, or with other values in `columns`.

    Names the row by its key and never shows its values.
    """

    table: str
    key: Row
    kind: Literal["missing", "added", "changed"]
    columns: tuple[str, ...] = ()


class Comparison(NamedTuple):
    """Rows compared, the first differences, and how many streams were left out because one side holds them back."""

    rows: int
    differences: tuple[Difference, ...]
    left_out: int

    @property
    def equal(self) -> bool:
        """Whether every compared row is the same."""
        return not self.differences


def compare(live: Connection, new: Connection, metadata: MetaData) -> Comparison:
    """Compare all tables; both must stand at the same position."""
    parked = _parked(live) | _parked(new)
    total = 0
    differences: list[Difference] = []
    for table in metadata.sorted_tables:
        comparison = _Table(table, FIRST_DIFFERENCES - len(differences))
        total += comparison.run(_rows(live, table, parked), _rows(new, table, parked))
        differences += comparison.differences
        if len(differences) >= FIRST_DIFFERENCES:
            break
    return Comparison(total, tuple(differences), len(parked))


class _Table:
    """Walks two runs of rows in the same order. Rows that meet no partner wait: the order is the database's and not known here."""

    def __init__(self, table: Table, wanted: int) -> None:
        self.differences: list[Difference] = []
        self._table = table
        self._names = [column.name for column in table.columns]
        self._key = [self._names.index(column.name) for column in table.primary_key.columns]
        self._wanted = wanted
        self._waiting: tuple[dict[Row, Row], dict[Row, Row]] = ({}, {})

    def run(self, live: Iterator[Row], new: Iterator[Row]) -> int:
        """Compare to the end, or until enough differs; the number of rows seen."""
        seen = 0
        left, right = self._waiting
        while len(self.differences) < self._wanted and len(left) + len(right) < LOOK_AHEAD:
            pair = (next(live, None), next(new, None))
            if pair == (None, None):
                break
            seen += 1
            if pair[0] == pair[1]:
                continue
            for side, row in enumerate(pair):
                if row is not None:
                    self._meet(side, row)
        self._report("missing", left)
        self._report("added", right)
        return seen

    def _meet(self, side: int, row: Row) -> None:
        key = tuple(row[index] for index in self._key)
        other = self._waiting[1 - side].pop(key, None)
        if other is None:
            self._waiting[side][key] = row
        elif other != row:
            columns = tuple(name for name, a, b in zip(self._names, row, other, strict=True) if a != b)
            self.differences.append(Difference(self._table.name, key, "changed", columns))

    def _report(self, kind: Literal["missing", "added"], rows: dict[Row, Row]) -> None:
        for key in list(rows)[: max(0, self._wanted - len(self.differences))]:
            self.differences.append(Difference(self._table.name, key, kind))


def _rows(connection: Connection, table: Table, parked: set[str]) -> Iterator[Row]:
    ordered = select(table).order_by(*table.primary_key.columns)
    subject = list(table.columns).index(table.c.subject)
    for row in connection.execution_options(yield_per=READ_AT_ONCE).execute(ordered):
        if row[subject] not in parked:
            yield tuple(row)


def _parked(connection: Connection) -> set[str]:
    return set(connection.execute(select(PARKED.c.subject)).scalars())
