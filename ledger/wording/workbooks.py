"""What is said of a file that somebody sent to be imported, and of the sheet of a workbook."""

from __future__ import annotations

from ledger.wording.catalogue import noted

UPLOADS: dict[str, str] = {
    "upload_missing": noted("Choose a file first: a spreadsheet as CSV, TSV or XLSX."),
    "upload_too_large": noted("The file is larger than 100 MB, which is the most. Split it, or import it at the command line."),
    "upload_cut_off": noted("The file did not arrive whole. Send it again."),
    "is_no_text": noted("This is no spreadsheet. Send CSV, TSV or XLSX. Nothing was kept."),
    "is_markup": noted(
        "This is a page or a drawing (HTML, XML, SVG), whatever its name. Save the spreadsheet as CSV or XLSX and send that. "
        "Nothing was kept."
    ),
    "too_many_parts": noted("This archive has more parts than any workbook. Save the sheet as CSV and send that. Nothing was kept."),
    "swells": noted(
        "This workbook would become more than a hundred times its size when it is unpacked. Save the sheet as CSV and send that. "
        "Nothing was kept."
    ),
    "too_many_columns": noted("The file has more than %(most)s columns. Delete those that are not needed, or choose what separates the cells."),
    "imports_full": noted(
        "The files sent to be imported fill the room there is for them (500 files, 2 GB). Remove some that are done with, "
        "then send this one again."
    ),
    "is_old_workbook": noted("This is a workbook in the old form (.xls). Open it, save it as .xlsx, and send that. Nothing was kept."),
    "is_locked": noted("This workbook is encrypted. Take its password off (save it without one) and send it again. Nothing was kept."),
    "has_macros": noted("This workbook holds macros (.xlsm). Save it as .xlsx, without them, and send that. Nothing was kept."),
    "is_binary_workbook": noted("This is a binary workbook (.xlsb). Save it as .xlsx and send that. Nothing was kept."),
    "is_opendocument": noted("This is an OpenDocument file (.ods). Save it as .xlsx or CSV and send that. Nothing was kept."),
    "is_no_workbook": noted("This archive holds no workbook. Unpack it and send the spreadsheet itself. Nothing was kept."),
    "is_damaged": noted("This workbook cannot be read: it is damaged, or was cut off. Save it anew and send it again."),
    "has_doctype": noted(
        "This workbook defines entities of its own, which no spreadsheet program writes. It is not read. Save it anew as .xlsx."
    ),
    "no_sheet": noted("This workbook has no sheet with cells. Send one that has."),
    "sheet_is_empty": noted("The sheet “%(sheet)s” is empty. Choose another, or send another file."),
    "workbook_too_large": noted(
        "This workbook is too large when it is unpacked (600 MB, or 200,000 formulas without a result, is the most). "
        "Save the sheet as CSV and send that."
    ),
    "text_too_large": noted(
        "Reading this file took more memory or time than any file may. Split it into smaller ones and send them one by one."
    ),
    "cells_far_apart": noted(
        "The sheet reaches as far as cell %(cell)s, which makes it too large. Delete what stands there by mistake, or save it as CSV."
    ),
    "merged_cells": noted(
        "Merged cells reach into the table: %(cells)s. Which rows they speak for is not guessed. Undo the merging, fill each cell, "
        "and send the file again."
    ),
    "too_many_rows": noted("The file has more than %(most)s rows, which is the most a spreadsheet has. Split it."),
    "no_header": noted("Row %(row)s, which should name the columns, is empty or not there. Say which row does."),
    "import_running": noted("This file is being worked on already. Wait for it to end, then look again."),
    "nothing_checked": noted("The file was not looked at with this mapping yet. Look at the preview first."),
    "import_fault": noted(
        "Something went wrong on our side. What was recorded by then stays; import again, which goes on from there, or tell the operator."
    ),
    "no_such_import": noted("There is no such file here. It may have been removed."),
    "work_interrupted": noted(
        "The work on this file was interrupted: the server stopped meanwhile. Nothing of it was recorded. Begin it again."
    ),
    "import_interrupted": noted(
        "The import was interrupted: the server stopped meanwhile. What was recorded by then stays. Go on: nothing is imported twice."
    ),
}  # fmt: skip
"""About the file as a whole."""

CELLS: dict[str, str] = {
    "cell_error": noted(
        "The spreadsheet program could not compute this cell (%(value)s). Put the right value into it."
    ),
}
"""About one row."""

FORM: dict[str, str] = {
    "edition_there": noted("There is an edition at this address already. Choose it above, or give another address."),
    "show_there": noted("There is a show at this address already. Choose it, or give another address."),
    "not_a_number_typed": noted("Write a whole number from 1 to 999,999,999 in digits, or leave it empty."),
    "not_a_year_typed": noted("Write a year of four digits."),
    "no_such_mapping": noted("There is no saved mapping of that name any more. Choose another."),
}
"""About an answer of the mapping form."""
