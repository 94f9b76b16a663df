"""The work on a file that was sent: opening it, checking it with its mapping. Takes primitives and reports progress."""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Sequence

import msgspec

from ledger.application.ledger import Ledger
from ledger.errors import Refused
from ledger.importing.checking import CheckedSheet, Report, check_sheet
from ledger.importing.entries import ImportedNomination
from ledger.importing.fates import in_row_order
from ledger.importing.mapping_file import read_mapping
from ledger.importing.nominations import BATCH
from ledger.importing.problems import Found
from ledger.importing.sent_files import SentFile
from ledger.importing.sent_states import Checked, InCategory, Opened, with_tuples
from ledger.importing.text_forms import TextForm, guess_header_row
from ledger.importing.texts import beginning, likeliest_form, surveyed
from ledger.importing.uploads import WORKBOOK
from ledger.importing.workbooks import SheetMarks, sheets_of, write_sheet

BEGINNING = "beginning"
"""Under what the first rows of a file are kept."""
MOST_CATEGORIES = 500
"""Categories that a preview counts one by one."""
MOST_COLUMNS = 1_000
MOST_ROWS = 1_048_576
"""As many as a sheet of a spreadsheet program has."""


def open_sent(sent: SentFile, chosen: TextForm | None = None, sheet: int | None = None) -> None:
    """Find out the form of a text, or write a workbook's sheet as text; what was known of another form or sheet is let go.

    Raises Refused `too_many_columns`, and as `sheets_of`, `write_sheet` and `likeliest_form` do.
    """
    if sent.about.kind == WORKBOOK:
        sheets = sheets_of(sent.source)
        visible = [at for at, one in enumerate(sheets) if not one.hidden]
        number, marks = _write_first(sent, (visible or [0]) if sheet is None else [sheet])
        form = TextForm("comma", "utf-8")
        row = guess_header_row(beginning(sent.sheet, form))
        opened = Opened(chosen or msgspec.structs.replace(form, header_row=row), tuple(sheets), number, marks)
    else:
        opened = Opened(chosen or likeliest_form(sent.source))
    rows = beginning(sent.sheet, opened.form)
    _check_width(rows)
    sent.forget("checked", "result")
    sent.write(BEGINNING, rows)
    sent.write("opened", opened)


def first_rows_of(sent: SentFile, opened: Opened) -> list[list[str]]:
    """The first rows of what was opened, as they were kept then. Raises Refused `text_too_large`."""
    kept = sent.read(BEGINNING, list[list[str]])
    return beginning(sent.sheet, opened.form) if kept is None else kept


def _check_width(rows: list[list[str]]) -> None:
    """Pages offer every column in every field."""
    if max(map(len, rows), default=0) > MOST_COLUMNS:
        raise Refused("too_many_columns", most=f"{MOST_COLUMNS:,}")


def _write_first(sent: SentFile, numbers: Sequence[int]) -> tuple[int, SheetMarks]:
    """Write the first of these sheets that is not empty; what was written before stays until it is there whole."""
    beside = sent.sheet.with_suffix(".coming")
    for number in numbers:
        try:
            marks = write_sheet(sent.source, number, beside)
        except Refused as refused:
            if refused.code != "sheet_is_empty" or number == numbers[-1]:
                raise
        else:
            beside.replace(sent.sheet)
            return number, marks
    raise Refused("no_sheet")


def check_sent(ledger: Ledger, sent: SentFile, report: Report) -> None:
    """Look at everything with the mapping and write nothing of it.

    Raises as `check_sheet` does, and Refused `merged_cells` or `too_many_rows`.
    """
    sent.forget("checked")
    check_marks(sent)
    if surveyed(sent.sheet, read_mapping(sent.mapping).file).lines > MOST_ROWS:
        raise Refused("too_many_rows", most=f"{MOST_ROWS:,}")
    sheet = check_sheet(sent.sheet, sent.mapping, report)
    categories: Counter[tuple[str, str]] = Counter()
    won: Counter[tuple[str, str]] = Counter()
    editions: dict[str, str] = {}
    present = 0
    batch: list[ImportedNomination] = []
    rows = array("q")
    with sent.problems.open("wb") as file:
        for reading in sheet.read():
            made = reading.made
            for one in reading.found:
                rows.append(one.row)
                file.write(_line(one))
            if made is not None:
                key = (made.edition.name, made.category.name)
                categories[key] += 1
                won[key] += made.won
                editions[f"{sheet.show.address}/{made.edition.address}"] = made.edition.name
                batch.append(made)
            if len(batch) >= BATCH:
                present += _present(ledger, sheet, batch)
                batch.clear()
    in_row_order(sent.problems, rows)
    present += _present(ledger, sheet, batch)
    told = [InCategory(*key, n, won[key]) for key, n in list(categories.items())[:MOST_CATEGORIES]]
    is_announced = sheet.mapping.announced.how != "not_yet"
    counts = (sheet.rows, sheet.nominations, present, sheet.findings.refused_rows, len(rows))
    checked = Checked(*counts, is_announced, tuple(told), tuple(editions.items()), mapping_digest(sent))
    sent.write("checked", checked)


def check_marks(sent: SentFile) -> None:
    """Raise Refused `merged_cells` where cells of the table are merged."""
    opened = sent.opened()
    if opened is not None and opened.marks is not None:
        merged = opened.marks.merged_below(opened.form.header_row)
        if merged:
            more = ("…",) if len(merged) > 5 else ()
            raise Refused("merged_cells", cells=(*merged[:5], *more))


def _line(found: Found) -> bytes:
    told = (found.row, found.column, found.code, found.severity, dict(found.params))
    return msgspec.json.encode(told) + b"\n"


def problems_of(sent: SentFile, after: int, most: int) -> list[Found]:
    """So many of the problems that the last check found, in the order of the rows."""
    found: list[Found] = []
    with sent.problems.open("rb") as file:
        for number, line in enumerate(file):
            if number >= after + most:
                break
            if number >= after:
                row, column, code, severity, params = msgspec.json.decode(line)
                found.append(Found(row, column, code, severity, with_tuples(params)))
    return found


def _present(ledger: Ledger, sheet: CheckedSheet, batch: list[ImportedNomination]) -> int:
    return len(ledger.claimed("import_row", [(sheet.show.address, one.canonical.hex()) for one in batch]))


def mapping_digest(sent: SentFile) -> str:
    """What tells a mapping from another."""
    return hashlib.sha256(sent.mapping.read_bytes()).hexdigest()
