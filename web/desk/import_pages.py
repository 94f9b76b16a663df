"""What the pages of an import show: how far a file is, its first rows, what a look at it found, what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import request

from ledger.errors import Invalid
from ledger.importing.problems import REFUSED
from ledger.importing.proposed_files import takes_two
from ledger.importing.sent_files import SentFile
from ledger.importing.sent_states import CHECK, ENDED, OPEN, RUNNING, Checked, Job, Opened, Result
from ledger.importing.sent_work import first_rows_of, problems_of
from ledger.wording.errors import error_sentence
from ledger.wording.import_form import STAGES, progress_words, sheet_notes, size_words
from ledger.wording.importing import counted, key_line, sentence
from ledger.wording.times import say_instant
from web.desk.import_files import confirmed_of, proposal_href, proposals_of, waiting_of
from web.people import covers, services

SAMPLE_ROWS = 12
PROBLEMS_ON_A_PAGE = 100
LONGEST_NUMBER = 9
_RUNNING = {OPEN: "opening", CHECK: "checking"}
_FAILED = {OPEN: "unopened", CHECK: "unchecked"}
_ENDED = {OPEN: "mapping", CHECK: "checked"}


def stage_of(job: Job | None) -> str:
    """How far a file is: a key of `STAGES`."""
    if job is None:
        return "unopened"
    if job.state == RUNNING:
        return _RUNNING.get(job.what, "importing")
    return _ENDED.get(job.what, "imported") if job.state == ENDED else _FAILED.get(job.what, "stopped")


def file_view(sent: SentFile, job: Job | None) -> dict[str, Any]:
    """A file as every page names it."""
    stage = stage_of(job)
    return {
        "id": str(sent.about.id),
        "name": sent.about.name,
        "size": size_words(sent.about.size),
        "sent": say_instant(sent.about.sent_at, "UTC"),
        "stage": stage,
        "stage_label": STAGES[stage],
    }


def standing_view(sent: SentFile) -> dict[str, Any]:
    """How far one file is."""
    job = services().imports.job(sent)
    result = sent.read("result", Result) if job is not None and stage_of(job) == "imported" else None
    return {
        "file": file_view(sent, job),
        "progress": _progress(job) if job is not None and job.state == RUNNING else None,
        "refusal": _refusal(job),
        "result": _result(result, sent.read("checked", Checked)) if result else None,
        "has_fates": sent.fates is not None,
        "proposal_href": proposal_href(next(iter(proposals_of(sent)), None)),
        "can_map": sent.opened() is not None and (job is None or job.state != RUNNING),
    }


def _progress(job: Job) -> dict[str, Any]:
    seconds = max(0, services().ledger.clock() - job.began) / 1_000_000
    return {"done": job.done, "total": job.total, "text": progress_words(job.done, job.total, seconds)}


def _refusal(job: Job | None) -> list[str]:
    """Why the last work stopped, a line each."""
    if job is None or job.error is None:
        return []
    error = job.error.error()
    if isinstance(error, Invalid):
        return [key_line(one) for one in error.problems]
    return error_sentence(error).splitlines()


def _result(result: Result, checked: Checked | None) -> dict[str, Any]:
    counts = {
        "rows": result.rows,
        "added": result.added,
        "already": result.present,
        "refused": result.refused_rows,
    }
    entered = dict(result.entered)
    return {
        "text": counted(counts),
        "rows": result.rows,
        "added": result.added,
        "present": result.present,
        "refused_rows": result.refused_rows,
        "is_announced": result.is_announced,
        "editions": [
            one | {"announce_href": None if result.is_announced else _announce_href(one["address"], entered)}
            for one in _editions(checked.editions if checked else result.editions)
        ],
    }


def _announce_href(address: str, entered: Mapping[str, Sequence[str]]) -> str | None:
    """The form that announces what was entered, chosen already where it is not too much, for whoever may."""
    if not covers("announce"):
        return None
    chosen = urlencode([("act", act) for act in entered.get(address, ())], safe="@")
    return f"/desk/{address}/announce" + (f"?{chosen}" if chosen else "")


def _editions(told: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"address": address, "name": name} for address, name in told]


def sample(sent: SentFile, opened: Opened) -> tuple[list[str], list[list[str]]]:
    """The names of the columns, and the rows below them, as far as they are looked at."""
    rows = first_rows_of(sent, opened)
    at = opened.form.header_row
    header = [name.strip() for name in rows[at - 1]] if len(rows) >= at else []
    while header and not header[-1]:
        header.pop()
    return header, rows[at:]


def sample_view(header: Sequence[str], rows: Sequence[Sequence[str]], opened: Opened) -> dict[str, Any]:
    """The first rows as they are read, and what of the sheet is worth knowing."""
    marks, first = opened.marks, opened.form.header_row + 1
    notes = (
        sheet_notes(
            marks.formulas,
            ", ".join(marks.formula_cells),
            marks.hidden_rows,
            ", ".join(map(str, marks.hidden_row_numbers)),
            marks.hidden_columns,
        )
        if marks
        else []
    )
    if marks and (merged := marks.merged_below(opened.form.header_row)):
        notes.append(sentence("merged_cells", {"cells": tuple(merged[:5])}))
    if not header:
        notes.append(sentence("no_header", {"row": opened.form.header_row}))
    numbered = [
        {"number": first + at, "cells": [*row[: len(header)], *[""] * (len(header) - len(row))]}
        for at, row in enumerate(rows[:SAMPLE_ROWS])
    ]
    return {"header": list(header), "rows": numbered, "notes": notes + _header_notes(header)}


def _header_notes(header: Sequence[str]) -> list[str]:
    unnamed = [sentence("column_unnamed", {"at": at}) for at, name in enumerate(header, 1) if not name]
    twice = {name for name in header if name and header.count(name) > 1}
    return unnamed + [sentence("column_repeated", {"column": name}) for name in sorted(twice)]


def preview_view(sent: SentFile, checked: Checked) -> dict[str, Any]:
    """What an import would add, with one page of the problems."""
    job = services().imports.job(sent)
    typed = request.args.get("after", "")
    after = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER else 0
    found = problems_of(sent, after, PROBLEMS_ON_A_PAGE)
    here = f"/desk/import/{sent.about.id}/preview"
    return {
        "file": file_view(sent, job),
        "rows": checked.rows,
        "nominations": checked.nominations,
        "fresh": checked.nominations - checked.present,
        "present": checked.present,
        "refused_rows": checked.refused_rows,
        "is_announced": checked.is_announced,
        "proposes": takes_two(services().ledger, sent) and confirmed_of(sent) is None,
        "proposal_href": proposal_href(waiting_of(sent)),
        "editions": _editions(checked.editions),
        "categories": [
            {"edition": one.edition, "category": one.category, "nominations": one.nominations, "won": one.won}
            for one in checked.categories
        ],
        "problems": [
            {
                "row": one.row,
                "column": one.column,
                "is_refused": one.severity == REFUSED,
                "text": sentence(one.code, one.params),
            }
            for one in found
        ],
        "problems_total": checked.problems,
        "problems_from": after + 1,
        "next_href": f"{here}?after={after + len(found)}" if after + len(found) < checked.problems else None,
        "first_href": here if after else None,
    }
