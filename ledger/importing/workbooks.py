"""Workbooks (XLSX): which sheets there are, and one of them as CSV. Both are done by a process that may fail without harm."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

from ledger.errors import Refused

PATIENCE_SECONDS = 600
READER = ("-m", "ledger.importing.workbook_process")
HANDED_ON = ("LANG", "LC_ALL", "PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "TMPDIR")
"""Of the environment."""


class Sheet(msgspec.Struct, frozen=True):
    """A sheet that holds cells."""

    name: str
    hidden: bool


class SheetMarks(msgspec.Struct, frozen=True):
    """What stands in a sheet beside its values; rows as a spreadsheet program numbers them, the first few of each by name."""

    rows: int
    columns: int
    formulas: int
    formula_cells: tuple[str, ...]
    uncomputed: int
    """Formulas whose result the workbook does not hold."""
    errors: int
    hidden_rows: int
    hidden_row_numbers: tuple[int, ...]
    hidden_columns: int
    merged: tuple[tuple[str, int], ...]
    """Each range with its last row."""

    def merged_below(self, header_row: int) -> list[str]:
        """The merged ranges that reach into the table."""
        return [name for name, last in self.merged if last >= header_row]


def sheets_of(path: Path) -> list[Sheet]:
    """The sheets in their order. Raises Refused `is_damaged`, `has_doctype`, `no_sheet`, `workbook_too_large`."""
    return msgspec.convert(_asked("sheets", str(path.absolute()))["sheets"], list[Sheet])


def write_sheet(path: Path, number: int, to: Path) -> SheetMarks:
    """Write a sheet, counted from 0, as CSV in UTF-8, each row at its place.

    A formula stands for its last result, one without a result for itself, which the import then refuses by row.
    Raises Refused as `sheets_of`, and `sheet_is_empty`, `cells_far_apart`.
    """
    return msgspec.convert(_asked("write", str(path.absolute()), str(number), str(to.absolute()))["marks"], SheetMarks)


def _asked(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, *READER, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own module; the arguments are paths and a number
            command,
            cwd=ROOT,
            env=handed_on(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused("workbook_too_large") from None
    if done.returncode:
        # It met its limit of memory or time, and was ended.
        raise Refused("workbook_too_large")
    answer: dict[str, Any] = msgspec.json.decode(done.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"], **answer["params"])
    return answer


def handed_on() -> dict[str, str]:
    """The environment of a process that opens a stranger's file: nothing that is told to us, for addresses of databases hold passwords."""
    return {name: os.environ[name] for name in HANDED_ON if name in os.environ}


ROOT = Path(__file__).parents[2]
"""Where the packages lie, whether installed or not."""
