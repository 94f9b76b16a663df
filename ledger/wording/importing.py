"""What an import says: about its mapping file, its spreadsheet, and each row by row and column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ledger.errors import Invalid, LedgerError, Problem
from ledger.wording.catalogue import Words, ngettext, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.fields import FIELDS
from ledger.wording.workbooks import CELLS, FORM, UPLOADS

VALUE_REFUSED = "value_refused"
"""About a key of the mapping file whose text the form it stands for would refuse; `code` tells why."""
MAPPING: dict[str, str] = {
    "blank_separator": noted("A separator is one or more visible characters, such as | or ;."),
    "broken_pattern": noted(
        "The pattern “%(value)s” has a brace that is not closed, or more than a name between two. Write for example {number}."
    ),
    "column_twice": noted("The column “%(column)s” is read as %(other)s already. Each column has one meaning."),
    "empty_list": noted("Give at least one value."),
    "empty_text": noted("This must not be empty."),
    "key_missing": noted("This is needed."),
    "listed_twice": noted("“%(value)s” is listed twice."),
    "needs": noted("This has a meaning only together with %(other)s."),
    "not_a_flag": noted("Write true or false, without quotation marks."),
    "not_a_number": noted("Write a whole number from 1 to %(most)s, without quotation marks."),
    "not_a_table": noted("This must be a table of its own, under a heading in square brackets."),
    "not_a_text": noted("Write a text in quotation marks."),
    "not_a_year": noted("Write a year of four digits, without quotation marks."),
    "not_a_zone": FIELDS["not_a_zone"],
    "not_an_address": FIELDS["not_an_address"],
    "not_beside": noted("“%(value)s” lies outside the mapping's folder. Put the table beside the mapping file."),
    "not_one_of": noted("“%(value)s” is not known here. Use one of: %(allowed)s."),
    "not_texts": noted('Write a list of texts, such as ["True"].'),
    "nothing_nominated": noted(
        "The mapping reads neither works nor people. Add a [works] or a [people] table, or both."
    ),
    "same_separator": noted(
        "“%(value)s” separates the values of a cell already. Several ids behind one name need another sign."
    ),
    "two_ways_to_an_edition": noted(
        "The edition is told by [edition] already. Keep the one table or the other: [edition] reads columns, [one_edition] names it."
    ),
    "two_meanings": noted("“%(value)s” cannot mean both that it won and that it did not."),
    "unknown_key": noted("There is no such key. Known here: %(allowed)s."),
    "wrong_placeholder": noted("“%(value)s” needs at least one of these in braces, and no others: %(allowed)s."),
    "wrong_type": noted("This has the wrong form."),
}
"""About a key of the mapping file."""

SHEET: dict[str, str] = {
    "column_missing": noted("The file has no column “%(column)s”. Its columns are: %(there)s."),
    "column_repeated": noted("Two columns of the file are called “%(column)s”. Rename one."),
    "column_unmapped": noted("The file's column “%(column)s” is not mapped. Map it, or list it as ignored."),
    "column_unnamed": noted("Column %(at)s of the file has no name in the first row. Give it one."),
    "endless_line": noted(
        "Line %(line)s is longer than %(limit)s characters: this is not a spreadsheet saved as text. Nothing was imported."
    ),
    "fates_unwritable": noted("The file of fates %(path)s cannot be written: %(reason)s. Name another."),
    "is_a_pdf": noted("This is a PDF, not a spreadsheet saved as text. Nothing was imported."),
    "is_a_workbook": noted(
        "This is a workbook of a spreadsheet program. Save the sheet as CSV (UTF-8) there and import that. Nothing was imported."
    ),
    "is_binary": noted("Line %(line)s holds a zero byte: this is not text. Nothing was imported."),
    "is_compressed": noted("This file is compressed. Unpack it and import what is inside. Nothing was imported."),
    "is_empty": noted("The file is empty. Nothing was imported."),
    "key_matches_nothing": noted(
        "Line %(line)s of the reviewed table fits no row of the file: %(key)s. Correct it, or take the line out."
    ),
    "key_matches_several": noted(
        "Line %(line)s of the reviewed table fits several rows (%(rows)s): %(key)s. Add a key column that tells them apart."
    ),
    "line_ends": noted(
        "The lines end with a carriage return alone. Save the file with the line ends of today's systems. Nothing was imported."
    ),
    "looks_like_utf16": noted(
        "The file is UTF-16, but the mapping says %(encoding)s. Save it as UTF-8, or say so under file.encoding. "
        "Nothing was imported."
    ),
    "mapping_not_found": noted("There is no mapping file at %(path)s."),
    "mapping_not_toml": noted("The mapping file %(path)s cannot be read as TOML: %(reason)s."),
    "mapping_not_utf8": noted("The mapping file %(path)s is not UTF-8 at line %(line)s. Save it as UTF-8."),
    "mapping_unreadable": noted("The mapping file %(path)s cannot be opened: %(reason)s."),
    "open_quote": noted(
        "A quotation mark in the record that begins in line %(line)s is never closed where a cell ends. Close it, or write "
        "quotation marks inside a cell twice. Nothing was imported."
    ),
    "sheet_not_found": noted("There is no file at %(path)s."),
    "sheet_unreadable": noted("The file %(path)s cannot be opened: %(reason)s."),
    "table_cells": noted("Line %(line)s of the reviewed table has %(found)s cells; %(expected)s are needed."),
    "table_header": noted("The reviewed table begins with the columns %(found)s; it must begin with %(expected)s."),
    "table_key_twice": noted("Line %(line)s of the reviewed table has the same key as line %(other)s."),
    "table_not_found": noted("There is no reviewed table at %(path)s."),
    "table_outcome": noted("Line %(line)s of the reviewed table says “%(value)s”. Use one of: %(allowed)s."),
    "table_unreadable": noted("The reviewed table %(path)s cannot be read: %(reason)s."),
    "wrong_delimiter": noted(
        "The first row holds one cell only: the cells of this file are not separated as the mapping says (%(delimiter)s). "
        "Nothing was imported."
    ),
    "wrong_encoding": noted(
        "Line %(line)s cannot be read as %(encoding)s: byte %(byte)s of the file is %(value)s. Save it as %(encoding)s, or "
        "name its encoding under file.encoding. Nothing was imported."
    ),
}
"""About the file as a whole: nothing of it is imported."""

ROWS: dict[str, str] = {
    "apostrophe_taken_off": noted(
        "The apostrophe that keeps spreadsheet programs from computing this cell was taken off; the text behind it is imported."
    ),
    "blank_among_several": noted("Value %(at)s of several is blank. Write it, or take its separator out."),
    "broken_row": noted("The row cannot be taken apart into cells (%(reason)s)."),
    "category_differs": noted("Row %(at)s files the category “%(category)s” of this edition differently."),
    "edition_address_taken": noted("This edition would get the address “%(address)s”, which edition %(other)s has."),
    "edition_differs": noted("Edition %(key)s is “%(there)s” in row %(at)s and “%(here)s” here."),
    "formula": noted("This is a formula. Put its result into the cell; formulas are not imported, nor kept as text."),
    "group_broken": noted("It belongs to one nomination with row %(other)s, which cannot be imported."),
    "group_differs": noted("It belongs to one nomination with row %(other)s, which says something else here."),
    "huge_cell": noted("This cell has %(size)s bytes; %(limit)s is the most."),
    "id_of_no_kind": noted(
        "The id “%(value)s” begins with none of %(allowed)s, so what kind of party it is stays open."
    ),
    "ids_do_not_fit": noted(
        "There are %(names)s values in “%(of)s” and %(ids)s ids, so none can be given its id. They are imported without ids."
    ),
    "no_edition_address": noted("No address can be made for edition %(key)s. Use numbers, or labels in Latin letters."),
    "no_group_key": noted("All key cells are empty, so it cannot be told to which nomination this row belongs."),
    "no_year": noted(
        "The year of edition %(key)s does not follow from “%(value)s”. Name it under edition.year.exceptions."
    ),
    "not_a_result": noted(
        "“%(value)s” is not known as a result. Known are: %(allowed)s. List it under winner.won or winner.not_won."
    ),
    "outcomes_differ": noted("The reviewed table says different things of the rows of this nomination."),
    "roles_do_not_fit": noted(
        "There are %(names)s names in “%(of)s” and %(roles)s roles, so none can be given its role. They are imported without roles."
    ),
    "replacement_character": noted("There is a � where an earlier program could not read a character."),
    "same_as_row": noted("Every cell is the same as in row %(other)s. It was imported once."),
    "too_few_cells": noted("The row has %(found)s cells; the first row has %(expected)s."),
    "too_many_cells": noted(
        "The row has %(found)s cells; the first row has %(expected)s. Is a separator missing its quotation marks?"
    ),
}
"""About one row; the other rows are imported."""

OF_A_FILE = {VALUE_REFUSED, *MAPPING, *SHEET, *UPLOADS}
SENTENCES = Words(FIELDS | MAPPING | SHEET | ROWS | UPLOADS | CELLS | FORM)


def sentence(code: str, params: Mapping[str, Any]) -> str:
    """The sentence for a code of this module or of a field, with lists written out."""
    if code == VALUE_REFUSED:
        return sentence(params["code"], params)
    shown = {key: ", ".join(map(str, value)) if isinstance(value, tuple) else value for key, value in params.items()}
    return SENTENCES[code] % shown


def told(row: int, column: str | None, code: str, params: Mapping[str, Any]) -> str:
    """One problem of a row: where (the row as a spreadsheet program shows it), and what would be right."""
    template = _("Row %(row)s, “%(column)s”: %(said)s") if column else _("Row %(row)s: %(said)s")
    return template % {"row": row, "column": column, "said": sentence(code, params)}


def more(count: int) -> str:
    """After the problems shown: how many more there are of the kind."""
    return ngettext("… and %(count)s more like it", "… and %(count)s more like it", count) % {"count": f"{count:,}"}


def counted(counts: Mapping[str, int]) -> str:
    """The result of an import: `rows` read, nominations `added` and `already` there, rows `refused`."""
    told = {
        "rows": ngettext("%(n)s row read", "%(n)s rows read", counts["rows"]),
        "added": ngettext("%(n)s nomination added", "%(n)s nominations added", counts["added"]),
        "already": _("%(n)s in the ledger already"),
        "refused": ngettext("%(n)s row not imported", "%(n)s rows not imported", counts["refused"]),
    }
    said = {key: words % {"n": f"{counts[key]:,}"} for key, words in told.items()}
    return _("%(rows)s: %(added)s, %(already)s, %(refused)s.") % said


def key_line(problem: Problem) -> str:
    """One problem of the mapping file, the reviewed table or the first row: at which key, and what would be right."""
    said = sentence(problem.code, problem.params)
    return f"{problem.field}: {said}" if problem.field else said


def refusal(error: LedgerError) -> str | None:
    """What stopped an import, each problem on a line of its own; None if it is no error of this module."""
    if isinstance(error, Invalid):
        # What is wrong with a field alone is told at that field, in a form.
        known = all(problem.code in OF_A_FILE for problem in error.problems)
        return "\n".join(map(key_line, error.problems)) if known else None
    return sentence(error.code, error.params) if error.code in OF_A_FILE else None


FATES = Words(
    {
        "added": noted("added"),
        "already": noted("in the ledger already"),
        "refused": noted("not imported"),
        "same": noted("the same as an earlier row"),
    }
)
"""What became of a row."""
