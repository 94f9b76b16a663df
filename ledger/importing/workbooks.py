"""Workbooks (XLSX): which sheets there are, and one of them as CSV. Both are done by a process that may fail without harm."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ledger.importing.limited_process import asked

READER: tuple[str, ...] = ("-m", "ledger.importing.workbook_process")
TOO_LARGE = "workbook_too_large"


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
    return msgspec.convert(asked((*READER, "sheets", str(path.absolute())), TOO_LARGE)["sheets"], list[Sheet])


def write_sheet(path: Path, number: int, to: Path) -> SheetMarks:
    """Write a sheet, counted from 0, as CSV in UTF-8, each row at its place.

    A formula stands for its last result, one without a result for itself, which the import then refuses by row.
    Raises Refused as `sheets_of`, and `sheet_is_empty`, `cells_far_apart`.
    """
    command = (*READER, "write", str(path.absolute()), str(number), str(to.absolute()))
    return msgspec.convert(asked(command, TOO_LARGE)["marks"], SheetMarks)
