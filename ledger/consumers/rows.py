"""Derived rows on their way into the tables: checked one by one, written in bulk, and the stream at fault found when the bulk fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Dialect, MetaData, Table, bindparam, delete

from ledger.consumers.storage import RowsRefused, Storage
from ledger.errors import LedgerError

DELETED_AT_ONCE = 1000
Row = tuple[Any, ...]
T = TypeVar("T")


class UnfitRow(ValueError):
    """A row that does not name exactly its table's columns, or another stream's subject."""


class Shape:
    """How a mapping becomes a tuple of one table's columns in the driver's types."""

    def __init__(self, table: Table, dialect: Dialect) -> None:
        names = [column.name for column in table.columns]
        self.width = len(names)
        self.subject = names.index("subject")
        self._pick: Callable[[Mapping[str, object]], Any] = itemgetter(*names)
        processors = (column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.columns)
        self._processors = [(index, processor) for index, processor in enumerate(processors) if processor is not None]
        in_chunk = table.c.subject.in_(bindparam("subjects", expanding=True))
        self.delete = delete(table).where(in_chunk)

    def row(self, values: Mapping[str, object]) -> Row:
        """The tuple; raises UnfitRow or KeyError."""
        if len(values) != self.width:
            raise UnfitRow
        row: Row = self._pick(values) if self.width > 1 else (self._pick(values),)
        if not self._processors:
            return row
        changed = list(row)
        for index, processor in self._processors:
            changed[index] = processor(changed[index])
        return tuple(changed)


class Rows:
    """The rows of some streams, kept until `write`."""

    def __init__(self, metadata: MetaData, dialect: Dialect) -> None:
        self.shapes = {table: Shape(table, dialect) for table in metadata.sorted_tables}
        self.clear()

    def clear(self) -> None:
        """Forget all rows."""
        self.streams: list[UUID] = []
        self.tables: dict[Table, list[Row]] = {table: [] for table in self.shapes}
        self.count = 0

    def add(self, stream: UUID, derived: Iterable[tuple[Table, Mapping[str, object]]]) -> None:
        """Keep one stream's rows; whatever `derived` raises is raised and nothing of the stream kept."""
        subject = stream.hex
        rows = []
        for table, values in derived:
            row = self.shapes[table].row(values)
            if values["subject"] != subject:
                raise UnfitRow
            rows.append((table, row))
        for table, row in rows:
            self.tables[table].append(row)
        self.streams.append(stream)
        self.count += len(rows)

    def write(self, storage: Storage, connection: Connection, *, fresh: bool = False) -> dict[UUID, str]:
        """Replace the kept streams' rows in the tables (`fresh`: there are none yet); the streams the database refused, with why."""
        try:
            with connection.begin_nested():
                self._replace(storage, connection, self.streams, self.tables, fresh=fresh)
        except RowsRefused:
            return self._write_each(storage, connection, fresh=fresh)
        return {}

    def _write_each(self, storage: Storage, connection: Connection, *, fresh: bool) -> dict[UUID, str]:
        refused = {}
        by_subject: dict[str, dict[Table, list[Row]]] = {stream.hex: {} for stream in self.streams}
        for table, rows in self.tables.items():
            for row in rows:
                by_subject[row[self.shapes[table].subject]].setdefault(table, []).append(row)
        for stream in self.streams:
            try:
                with connection.begin_nested():
                    self._replace(storage, connection, [stream], by_subject[stream.hex], fresh=fresh)
            except RowsRefused as refusal:
                refused[stream] = error_text(refusal.cause)
        return refused

    def _replace(
        self,
        storage: Storage,
        connection: Connection,
        streams: Sequence[UUID],
        tables: Mapping[Table, Sequence[Row]],
        *,
        fresh: bool,
    ) -> None:
        for chunk in [] if fresh else chunks((stream.hex for stream in streams), DELETED_AT_ONCE):
            for shape in self.shapes.values():
                connection.execute(shape.delete, {"subjects": chunk})
        for table, rows in tables.items():
            if rows:
                storage.insert(connection, table, rows)


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of up to `size`."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def error_text(error: BaseException) -> str:
    """The class and code of an error: what it was about may be personal and stays out."""
    name = type(error).__qualname__
    return f"{name}:{error.code}" if isinstance(error, LedgerError) else name
