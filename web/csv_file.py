"""Tables as files: comma-separated, in UTF-8, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

CSV = "text/csv; charset=utf-8"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a cell would be a formula to a spreadsheet."""


def plain_cell(text: object) -> str:
    """A cell that no spreadsheet takes for a formula: what begins like one is led by an apostrophe."""
    told = str(text)
    return f"'{told}" if told.lstrip().startswith(FORMULA) or told.startswith(FORMULA) else told


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The table with its heads, a line each, ended as RFC 4180 asks."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(heads)
    lines.writerows([plain_cell(cell) for cell in row] for row in rows)
    return written.getvalue()


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """The table as a file to keep; the mark in front tells spreadsheets that it is UTF-8."""
    body = ("\ufeff" + csv_text(heads, rows)).encode("utf-8")
    return Response(body, content_type=CSV, headers={"Content-Disposition": f'attachment; filename="{name}.csv"'})
