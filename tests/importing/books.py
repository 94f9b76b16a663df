"""Workbooks for these tests, made by a real writer, and what a stranger may do to one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

Fill = Callable[[Any, Any], None]
"""Fills a workbook (and its first sheet)."""


def book(fill: Fill | None = None, *rows: Sequence[Any]) -> bytes:
    """A workbook of one sheet "Nominees" with rows from A1 on, then filled on."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet("Nominees")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if fill is not None:
            fill(workbook, sheet)
    return made.getvalue()


def altered(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The workbook with these parts in the place of its own, or beside them."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in (*(one for one in old.namelist() if one not in parts), *parts):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return made.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def ole(stream: str) -> bytes:
    """The beginning of a compound file, as old and as encrypted workbooks are, with the name of one of its streams."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + stream.encode("utf-16-le") + b"\0" * 1000
