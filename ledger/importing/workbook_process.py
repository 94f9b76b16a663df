"""A process of its own that opens a stranger's workbook, with a limit on memory and time: `… sheets FILE`, `… write FILE N TO`.

It answers with JSON on standard output: what it found, or the code of a refusal. What a workbook can do to it ends with it.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import errno
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import msgspec
from python_calamine import CalamineError, CalamineWorkbook

from ledger.importing.process_limits import limit
from ledger.importing.workbook_marks import Marks, Refusal, marks_of, read_part, sheets_named

INFLATED = 600 * 1024**2
"""Bytes that the parts of a workbook may come to when they are unpacked."""
LARGEST_TABLE = 20_000_000
"""Cells of the rectangle from A1 to the last filled row and column."""


def main(arguments: list[str]) -> None:
    """Do what the arguments say."""
    limit()
    try:
        answer = _answer(*arguments)
    except Refusal as refused:
        answer = {"refused": refused.code, "params": refused.params}
    except MemoryError:
        answer = {"refused": "workbook_too_large", "params": {}}
    except (BadZipFile, CalamineError, NotImplementedError, RuntimeError, OSError, ValueError, zlib.error) as broken:
        is_long = isinstance(broken, OSError) and broken.errno == errno.EFBIG
        answer = {"refused": "workbook_too_large" if is_long else "is_damaged", "params": {}}
    sys.stdout.buffer.write(msgspec.json.encode(answer))


def _answer(what: str, path: str, number: str = "0", to: str = "") -> dict[str, Any]:
    with ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > INFLATED:
            raise Refusal("workbook_too_large")
        sheets = sheets_named(archive)
        if not sheets:
            raise Refusal("no_sheet")
        if what == "sheets":
            return {"sheets": [{"name": one.name, "hidden": one.hidden} for one in sheets]}
        sheet = sheets[min(int(number), len(sheets) - 1)]
        return _write(archive, path, sheet.name, marks_of(archive, sheet.part), Path(to))


def _write(archive: ZipFile, path: str, sheet: str, marks: Marks, to: Path) -> dict[str, Any]:
    """The sheet as CSV in UTF-8, row by row as it stands there."""
    if marks.rows * marks.columns > LARGEST_TABLE:
        raise Refusal("cells_far_apart", cell=marks.farthest)
    if not marks.rows:
        raise Refusal("sheet_is_empty", sheet=sheet)
    for part in ("xl/sharedStrings.xml", "xl/styles.xml"):
        if part in archive.namelist():
            read_part(archive, part, lambda _name, _told: None)
    with CalamineWorkbook.from_path(path) as workbook, to.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        for row in _rows(workbook, sheet, marks):
            lines.writerow(row)
    told = dataclasses.asdict(marks) | {"errors": len(marks.errors), "uncomputed": len(marks.uncomputed)}
    return {"marks": told}


def _rows(workbook: CalamineWorkbook, sheet: str, marks: Marks) -> Iterator[list[str]]:
    found = workbook.get_sheet_by_name(sheet)
    odd: dict[int, dict[int, str]] = {}
    for (row, column), text in (*marks.uncomputed.items(), *marks.errors.items()):
        odd.setdefault(row, {})[column] = text
    first = found.start[1] if found.start else 0
    values = found.iter_rows() if found.start else iter(())
    for number in range(marks.rows):
        cells = [""] * first + [_text(value) for value in next(values, [])]
        for column, text in odd.get(number, {}).items():
            cells += [""] * (column + 1 - len(cells))
            cells[column] = text
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _text(value: Any) -> str:
    """A value as a person would type it: a whole number without a point, a day or an hour as ISO 8601."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


if __name__ == "__main__":
    main(sys.argv[1:])
