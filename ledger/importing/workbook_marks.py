"""What stands in the sheet of a workbook beside its values: formulas, errors, merged and hidden cells, and how far it reaches."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat
from zipfile import ZipFile

CHUNK = 65_536
SAMPLES = 5
MOST_ODD = 200_000
"""Formulas without a result and errors of one sheet, each kept until its cell is written."""
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]


class Refusal(Exception):
    """A code of `ledger.wording.workbooks` with its parameters; this process knows no more of the ledger."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class SheetNamed(NamedTuple):
    """A sheet of a workbook: its name, where its part lies, and whether a reader sees it."""

    name: str
    part: str
    hidden: bool


def cell_name(row: int, column: int) -> str:
    """Give "C5" for row 4, column 2, both counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def read_part(archive: ZipFile, part: str, start: Start, end: Start | None = None, text: Start | None = None) -> None:
    """Stream one XML part of a workbook. Raises Refusal `has_doctype` at once where it could define entities, `is_damaged`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = lambda name: end(name, {})
    if text is not None:
        parser.CharacterDataHandler = lambda data: text(data, {})

    def doctype(*_told: object) -> None:
        raise Refusal("has_doctype")

    parser.StartDoctypeDeclHandler = doctype
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk, False)  # noqa: FBT003 - a C function that knows no names
        parser.Parse(b"", True)  # noqa: FBT003
    except (expat.ExpatError, KeyError) as broken:
        raise Refusal("is_damaged") from broken


def sheets_named(archive: ZipFile) -> list[SheetNamed]:
    """The sheets that hold cells, in the workbook's order."""
    parts: dict[str, str] = {}
    sheets: list[SheetNamed] = []

    def relation(name: str, told: Attributes) -> None:
        if name.endswith(" Relationship") and told.get("Type", "").endswith("/worksheet"):
            target = told.get("Target", "")
            parts[told.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")

    def sheet(name: str, told: Attributes) -> None:
        part = parts.get(next((value for key, value in told.items() if key.endswith("relationships id")), ""))
        if name.endswith(" sheet") and part:
            sheets.append(SheetNamed(told.get("name", ""), part, told.get("state", "visible") != "visible"))

    read_part(archive, "xl/_rels/workbook.xml.rels", relation)
    read_part(archive, "xl/workbook.xml", sheet)
    return sheets


@dataclass
class Marks:
    """What the first pass over a sheet found; rows and columns from 0, `uncomputed` and `errors` by cell."""

    rows: int = 0
    columns: int = 0
    farthest: str = ""
    formulas: int = 0
    formula_cells: list[str] = field(default_factory=list)
    uncomputed: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: int = 0
    hidden_row_numbers: list[int] = field(default_factory=list)
    hidden_columns: int = 0
    merged: list[tuple[str, int]] = field(default_factory=list)
    """Each range with its last row, counted from 1."""


class MarksReader:
    """Collects the marks of one sheet while its part streams by."""

    def __init__(self) -> None:
        self.marks = Marks()
        self._row = self._column = -1
        self._kind = ""
        self._texts: dict[str, str] = {}
        self._inside = ""
        self._hidden: set[int] = set()

    def start(self, name: str, told: Attributes) -> None:
        """The handler of an element's beginning."""
        tag = name.rpartition(" ")[2]
        if tag == "c":
            self._at(told.get("r", ""))
            self._kind = told.get("t", "")
            self._texts = {}
        elif tag == "row":
            self._row = int(told["r"]) - 1 if told.get("r", "").isdigit() else self._row + 1
            self._column = -1
            if told.get("hidden") in ("1", "true"):
                self._hidden.add(self._row)
        elif tag in ("f", "v", "t"):
            self._inside = tag
            self._texts.setdefault(tag, "")
        elif tag == "mergeCell":
            self._merged(told.get("ref", ""))
        elif tag == "col" and told.get("hidden") in ("1", "true"):
            self.marks.hidden_columns += 1

    def text(self, data: str, _told: Attributes) -> None:
        """The handler of text."""
        if self._inside and len(self._texts[self._inside]) < CHUNK:
            self._texts[self._inside] += data

    def end(self, name: str, _told: Attributes) -> None:
        """The handler of an element's end."""
        tag = name.rpartition(" ")[2]
        if tag == self._inside:
            self._inside = ""
        elif tag == "c":
            self._close()

    def _at(self, reference: str) -> None:
        found = _CELL.fullmatch(reference)
        if found is None:
            self._column += 1
            return
        self._row = int(found[2]) - 1
        self._column = 0
        for letter in found[1]:
            self._column = self._column * 26 + ord(letter) - 64
        self._column -= 1

    def _close(self) -> None:
        marks, texts, here = self.marks, self._texts, (self._row, self._column)
        value = texts.get("v") or texts.get("t") or ""
        if "f" in texts:
            marks.formulas += 1
            if len(marks.formula_cells) < SAMPLES:
                marks.formula_cells.append(cell_name(*here))
            if not value:
                marks.uncomputed[here] = f"={texts['f']}"
        if self._kind == "e" and value:
            marks.errors[here] = value
        if len(marks.uncomputed) + len(marks.errors) > MOST_ODD:
            raise Refusal("workbook_too_large")
        if value or "f" in texts:
            if self._row >= marks.rows or self._column >= marks.columns:
                marks.farthest = cell_name(*here)
            marks.rows = max(marks.rows, self._row + 1)
            marks.columns = max(marks.columns, self._column + 1)
            if self._row in self._hidden:
                self._hidden.discard(self._row)
                marks.hidden_rows += 1
                if len(marks.hidden_row_numbers) < SAMPLES:
                    marks.hidden_row_numbers.append(self._row + 1)

    def _merged(self, reference: str) -> None:
        last = _CELL.fullmatch(reference.rpartition(":")[2])
        if last is not None and len(self.marks.merged) < 1000:
            self.marks.merged.append((reference, int(last[2])))


def marks_of(archive: ZipFile, part: str) -> Marks:
    """What stands in a sheet beside its values. Raises Refusal as `read_part` does."""
    reader = MarksReader()
    read_part(archive, part, reader.start, reader.end, reader.text)
    return reader.marks
