"""Which rows together are one nomination."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from ledger.importing.problems import Findings
from ledger.importing.reader import Row
from ledger.schemas.mapping_values import SheetMapping


class Group(msgspec.Struct, frozen=True, gc=False):
    """The rows of one nomination, in the order of the file; mostly one."""

    rows: tuple[Row, ...]
    sound: bool

    @property
    def first(self) -> Row:
        """The row that speaks for the others."""
        return self.rows[0]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the rows."""
        return tuple(row.number for row in self.rows)

    def text(self, column: str | None) -> str:
        """What the rows say in a column, empty if nothing."""
        if column is None:
            return ""
        return next((text for row in self.rows if (text := row.cells[column].strip())), "")

    def parts(self, column: str | None, separator: str | None) -> dict[str, int]:
        """The values of a column in order, each once, with the number of the row it stands in; blank ones are left out."""
        found: dict[str, int] = {}
        if column is None:
            return found
        for row in self.rows:
            text = row.cells[column]
            for part in text.split(separator) if separator else (text,):
                if plain := part.strip():
                    found.setdefault(plain, row.number)
        return found


def groups_of(rows: Iterable[Row], mapping: SheetMapping, findings: Findings) -> Iterator[Group]:
    """The rows of each nomination. Where rows are grouped, all are held until the last is read: they may lie apart."""
    if mapping.rows.style == "one_row":
        yield from (Group((row,), row.sound) for row in rows)
        return
    held: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        key = tuple(row.cells[column].strip() for column in mapping.rows.key)
        if row.sound and not any(key):
            findings.refuse(row.number, mapping.rows.key[0], "no_group_key")
            yield Group((row,), sound=False)
        else:
            held.setdefault(key, []).append(row)
    shared = _shared_columns(mapping)
    for together in held.values():
        yield Group(tuple(together), _agree(together, shared, findings))


def _shared_columns(mapping: SheetMapping) -> list[str]:
    """The columns that say something of the nomination as a whole, not of one person, work or detail."""
    each = {mapping.texts.detail, mapping.texts.note}
    if mapping.people is not None:
        each |= {mapping.people.name, mapping.people.id, mapping.people.role}
    if mapping.works is not None:
        each |= {mapping.works.title, mapping.works.id}
    return sorted(mapping.columns - each)


def _agree(rows: list[Row], shared: list[str], findings: Findings) -> bool:
    """Whether the rows of a group can be one nomination."""
    sound = all(row.sound for row in rows)
    for row in rows[1:] if sound else ():
        for column in shared:
            if row.cells[column].strip() != rows[0].cells[column].strip():
                findings.refuse(row.number, column, "group_differs", other=rows[0].number)
                sound = False
    return sound
