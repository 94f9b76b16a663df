"""The words of the form that says what the columns of a sheet are, and of how far an import is."""

from __future__ import annotations

from ledger.wording.catalogue import Words, ngettext, noted
from ledger.wording.catalogue import gettext as _

ANSWERS_ASKED = Words(
    {
        "edition": noted("The rows belong to"),
        "show": noted("Show"),
        "show_name": noted("Name of the new show"),
        "show_address": noted("Address of the new show"),
        "show_zone": noted("Its time zone"),
        "edition_name": noted("Name of the new edition"),
        "edition_address": noted("Address of the new edition"),
        "edition_label": noted("What it is known by"),
        "edition_number": noted("Its number"),
        "number": noted("Edition’s number"),
        "label": noted("Edition’s label"),
        "year_rule": noted("Its list was announced in"),
        "announced": noted("The public"),
        "year": noted("Year in which it was announced"),
        "category": noted("Category"),
        "category_canonical": noted("Category’s name across editions"),
        "category_group": noted("Heading above categories"),
        "title": noted("Title of the work"),
        "title_id": noted("Id of the work"),
        "work_scheme": noted("Whose ids these are"),
        "work_separator": noted("Sign between several works"),
        "work_kind": noted("The works are"),
        "name": noted("Names of those nominated"),
        "name_id": noted("Ids of those nominated"),
        "role": noted("What they are credited as"),
        "people_scheme": noted("Whose ids these are"),
        "people_separator": noted("Sign between several names"),
        "people_kind": noted("They are"),
        "winner": noted("Who won"),
        "won_words": noted("Words for having won"),
        "not_won_words": noted("Words for not having won"),
        "credit_line": noted("Credit as worded"),
        "detail": noted("Detail, such as a part or a song"),
        "detail_separator": noted("Sign between several details"),
        "note": noted("Note"),
        "citation": noted("Citation"),
        "sheet": noted("Sheet"),
        "header_row": noted("Row that names the columns"),
        "delimiter": noted("Sign between cells"),
        "encoding": noted("Encoding"),
    }
)
"""What each answer is asked by."""
WAYS_ANNOUNCED = Words(
    {
        "not_yet": noted("has not been told: the rows are entered only, and announced later on the desk"),
        "in_its_year": noted("was told in the year of the edition: the list is public as soon as it is imported"),
    }
)
YEAR_RULES_ASKED = Words(
    {
        "label": noted("the year its label ends with"),
        "after_label": noted("the year after that"),
    }
)
WORK_KINDS_ASKED = Words(
    {
        "unknown": noted("not said"),
        "film": noted("films"),
        "song": noted("songs"),
        "book": noted("books"),
        "performance": noted("performances"),
        "other": noted("something else"),
    }
)
PARTY_KINDS_ASKED = Words(
    {
        "unknown": noted("not said"),
        "person": noted("persons"),
        "group": noted("groups"),
        "organisation": noted("organisations"),
        "office": noted("offices"),
    }
)
DELIMITERS_ASKED = Words(
    {
        "comma": noted("comma"),
        "tab": noted("tab"),
        "semicolon": noted("semicolon"),
        "bar": noted("bar"),
    }
)
STAGES = Words(
    {
        "opening": noted("being opened"),
        "unopened": noted("could not be opened"),
        "mapping": noted("waits for its columns to be mapped"),
        "checking": noted("being checked"),
        "unchecked": noted("could not be checked"),
        "checked": noted("checked, not imported yet"),
        "importing": noted("being imported"),
        "stopped": noted("the import stopped"),
        "imported": noted("imported"),
    }
)
"""How far a file is."""


def size_words(size: int) -> str:
    """Bytes as people read them."""
    if size < 1_000_000:
        return _("%(n)s KB") % {"n": f"{max(1, round(size / 1000)):,}"}
    return _("%(n)s MB") % {"n": f"{size / 1_000_000:,.1f}"}


def progress_words(done: int, total: int | None, seconds: float) -> str:
    """How many rows are done, and about how long the rest will take at the pace of the seconds so far."""
    if not done:
        return _("It has begun.")
    if not total:
        return ngettext("%(done)s row so far.", "%(done)s rows so far.", done) % {"done": f"{done:,}"}
    left = seconds / done * (total - done)
    minutes = round(left / 60)
    rest = (
        _("less than a minute left")
        if minutes < 1
        else ngettext("about %(n)d minute left", "about %(n)d minutes left", minutes) % {"n": minutes}
    )
    told = {"done": f"{done:,}", "total": f"{total:,}", "rest": rest}
    return _("%(done)s of %(total)s rows, %(rest)s.") % told


def sheet_notes(formulas: int, cells: str, hidden_rows: int, rows: str, hidden_columns: int) -> list[str]:
    """What of a workbook's sheet is worth knowing before it is imported; `cells` and `rows` name the first few."""
    notes = []
    if formulas:
        said = ngettext(
            "%(n)s cell holds a formula (%(cells)s): its last result is taken.",
            "%(n)s cells hold formulas (%(cells)s): their last results are taken.",
            formulas,
        )
        notes.append(said % {"n": f"{formulas:,}", "cells": cells})
    if hidden_rows:
        said = ngettext(
            "%(n)s row is hidden (%(rows)s). It is imported like the others.",
            "%(n)s rows are hidden (%(rows)s). They are imported like the others.",
            hidden_rows,
        )
        notes.append(said % {"n": f"{hidden_rows:,}", "rows": rows})
    if hidden_columns:
        notes.append(_("Some columns are hidden. They can be mapped like the others."))
    return notes
