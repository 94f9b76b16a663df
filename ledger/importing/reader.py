"""Streams the rows of a spreadsheet; nothing is kept but the row at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from ledger.errors import Invalid, Problem, Refused
from ledger.importing.cells import CellRules
from ledger.importing.problems import Findings
from ledger.importing.text_records import Record
from ledger.importing.texts import rows_of
from ledger.schemas.mapping_values import FileFormat, SheetMapping
from ledger.wording.outward import is_shielded, unshielded


class Row(msgspec.Struct, frozen=True, gc=False):
    """The cells a mapping reads, by column, the columns ordered by UTF-16 code units as in canonical JSON (RFC 8785).

    `number` as a spreadsheet program shows it: the header is row 1.
    """

    number: int
    cells: dict[str, str]
    sound: bool
    """False if a problem was found that keeps the row out; its cells are then only good for telling which row it is."""


def read_rows(path: Path, mapping: SheetMapping, findings: Findings) -> Iterator[Row]:
    """The rows of a file that `survey` accepts; blank rows are passed over.

    Raises Invalid before the first row where the header and the mapping differ, Refused "open_quote", "line_ends" or "text_too_large".
    """
    with closing(rows_of(path, mapping.file)) as rows:
        records = _sound(rows, findings)
        named_in = mapping.file.header_row
        header = _header(next((one.cells for one in records if one.number == named_in), []), mapping)
        rules = CellRules(mapping)
        blank = dict.fromkeys(sorted(mapping.columns, key=lambda name: name.encode("utf-16-be")), "")
        for number, record, _broken in records:
            if not any(record):
                continue
            sound = _right_length(number, record, header, mapping.file, findings)
            cells = blank.copy()
            for column, cell in zip(header, record, strict=False):
                if column in cells:
                    cells[column] = cell
            plain = _unshielded(number, cells, findings)
            yield Row(number, cells, rules.check(number, cells, findings, plain) and sound)


def _unshielded(number: int, cells: dict[str, str], findings: Findings) -> frozenset[str]:
    """Take the apostrophes off with which texts are kept from being computed; the columns that had one."""
    had = frozenset(column for column, cell in cells.items() if cell[:1] == "'" and is_shielded(cell))
    for column in had:
        cells[column] = unshielded(cells[column])
        findings.note(number, column, "apostrophe_taken_off")
    return had


def _sound(rows: Iterator[Record], findings: Findings) -> Iterator[Record]:
    for one in rows:
        if one.broken:
            findings.refuse(one.number, None, "broken_row", reason=one.broken)
        else:
            yield one


def _right_length(number: int, record: list[str], header: list[str], form: FileFormat, findings: Findings) -> bool:
    if len(record) > len(header) and any(record[len(header) :]):
        findings.refuse(number, None, "too_many_cells", expected=len(header), found=len(record))
        return False
    if len(record) < len(header) and not form.short_rows:
        findings.refuse(number, None, "too_few_cells", expected=len(header), found=len(record))
        return False
    return True


def _header(record: list[str], mapping: SheetMapping) -> list[str]:
    """The names of the columns; Invalid if the mapping does not know exactly what to do with each."""
    header = [name.strip() for name in record]
    if any("\r" in name for name in header):
        raise Refused("line_ends")
    while header and not header[-1]:
        header.pop()
    missing = [(path, column) for path, column in (*mapping.uses(), *mapping.keys()) if column not in header]
    if missing and len(header) < 2:
        raise Refused("wrong_delimiter", delimiter=mapping.file.delimiter)
    problems = [Problem(path, "column_missing", {"column": name, "there": tuple(header)}) for path, name in missing]
    for name, n in Counter(header).items():
        if not name:
            problems.append(Problem("file", "column_unnamed", {"at": header.index(name) + 1}))
        elif n > 1:
            problems.append(Problem("file", "column_repeated", {"column": name}))
        elif name not in mapping.columns and name not in mapping.file.ignored:
            problems.append(Problem("file.ignored", "column_unmapped", {"column": name}))
    if problems:
        raise Invalid(problems)
    return header
