"""Spreadsheets in by form: send a file, say what its columns are, look at what would be added, import it, see what came of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, request, send_file, url_for
from werkzeug.wrappers import Response

from ledger.errors import Conflict, Invalid, LedgerError, NotFound, Problem, Refused
from ledger.importing.mapping_form import ANSWERS, mapping_said
from ledger.importing.proposed_files import form_of, takes_two
from ledger.importing.sent_files import SentFile, write_whole
from ledger.importing.sent_states import Checked, Opened
from ledger.importing.sent_work import mapping_digest
from ledger.importing.suggesting import suggest
from ledger.importing.text_forms import TextForm
from ledger.importing.toml_text import toml_of
from ledger.schemas.import_views import ImportFileView, ImportMappingView, ImportPreviewView, ImportsView
from ledger.schemas.mapping_values import DELIMITERS, ENCODINGS, LAST_HEADER_ROW
from ledger.wording.errors import error_sentence
from web.desk.import_files import confirmed_of, find_file, proposal_href, sees_file, waiting_of
from web.desk.import_form import closed_groups, first_answers, mapping_groups, place_of, reading_answers, reading_groups
from web.desk.import_pages import file_view, preview_view, sample, sample_view, stage_of, standing_view
from web.desk.keeping import kept_beside
from web.desk.proposing import proposed_form
from web.forms import fill, fresh_command
from web.headers import ATTACHED
from web.people import Person, covers, required, services
from web.twins import Shown, Twin, twin

importing = Blueprint("importing", __name__)
PATIENCE_SECONDS = 2.0
"""How long a page waits for work that may be short."""
REFUSALS = (Refused, Invalid, Conflict)


def _while_files_stand(render: Callable[[], Response]) -> Response:
    """The list of files is kept while each is as far as it was."""
    return kept_beside(render, _files) if covers("import") else render()


@twin(importing, "/desk/import/", Twin("desk/import.html", ImportsView()), posts=True, around=_while_files_stand)
def imports() -> Shown | Response:
    """Send a file; the files sent before, and how far each is."""
    person = required("import")
    if request.method == "GET":
        return imports_shown()
    sent_file = request.files.get("file")
    try:
        if sent_file is None or not sent_file.filename:
            raise Refused("upload_missing")
        found = services()
        with closing(sent_file):
            sent = found.imports.files.receive(sent_file.stream, sent_file.filename, person.id, found.ledger.now())
        found.imports.open(sent)
    except REFUSALS as error:
        return imports_shown(error)
    return _onward(sent)


def imports_shown(error: LedgerError | None = None) -> Shown:
    """The page, with why a file was refused."""
    return Shown(
        {"files": _files(), "problem": error_sentence(error) if error else ""}, status=error.status if error else 200
    )


def _files() -> list[dict[str, Any]]:
    """The files sent before, and how far each is."""
    desk = services().imports
    return [file_view(sent, desk.job(sent)) for sent in desk.files.every() if sees_file(sent)]


@twin(importing, "/desk/import/<uuid:given>/", Twin("desk/import_file.html", ImportFileView()), posts=True)
def standing(given: UUID) -> Shown | Response:
    """How far a file is; go on with it, or take it away."""
    required("import")
    sent = find_file(given)
    step = request.form.get("step") if request.method == "POST" else None
    if step == "remove":
        services().imports.files.remove(sent)
        return redirect(url_for("importing.imports"), 303)
    if step == "open":
        services().imports.open(sent)
        return _onward(sent)
    return Shown(standing_view(sent), {"command": fresh_command()})


@twin(importing, "/desk/import/<uuid:given>/mapping", Twin("desk/import_mapping.html", ImportMappingView()), posts=True)
def mapping(given: UUID) -> Shown | Response:
    """How the file is read, and what its columns are."""
    person = required("import")
    sent = find_file(given)
    opened = sent.opened()
    if opened is None or stage_of(services().imports.job(sent)) == "opening":
        return redirect(url_for("importing.standing", given=given), 303)
    if request.method == "GET":
        return _mapping_shown(sent, opened, _kept_answers(sent))
    typed = request.form.to_dict()
    try:
        if typed.get("step") == "read":
            return _read_anew(sent, opened, typed)
        if typed.get("step") == "choose":
            return _mapping_shown(sent, opened, services().imports.mappings.answers(person.id, typed.get("saved", "")))
        _keep_mapping(sent, opened, typed, person.id)
        services().imports.check(sent)
    except (*REFUSALS, NotFound) as error:
        return _mapping_shown(sent, opened, typed, error)
    return _onward(sent)


def _read_anew(sent: SentFile, opened: Opened, typed: dict[str, str]) -> Response:
    row = typed.get("header_row", "").strip()
    if not (row.isascii() and row.isdigit() and 1 <= int(row[:9]) <= LAST_HEADER_ROW):
        raise Invalid([Problem("header_row", "not_a_number_typed")])
    delimiter, encoding = typed.get("delimiter", opened.form.delimiter), typed.get("encoding", opened.form.encoding)
    if delimiter not in DELIMITERS or encoding not in ENCODINGS:
        raise Invalid([Problem("delimiter", "unknown_choice")])
    sheet = typed.get("sheet", str(opened.sheet))
    number = int(sheet) if sheet.isascii() and sheet.isdigit() and int(sheet[:6]) < len(opened.sheets) else 0
    form = TextForm(delimiter, encoding, int(row))
    # Another sheet has a header of its own: its row is found anew.
    services().imports.open(sent, form if number == opened.sheet else None, number)
    sent.forget("answers")
    return _onward(sent)


def _kept_answers(sent: SentFile) -> dict[str, str] | None:
    return sent.read("answers", dict[str, str])


def _keep_mapping(sent: SentFile, opened: Opened, typed: dict[str, str], by: UUID) -> None:
    """Keep the answers, the mapping file they make, and under a name what may be chosen again. Raises Invalid."""
    header, _rows = sample(sent, opened)
    answers = {name: typed.get(name, "") for name in ANSWERS}
    data = mapping_said(answers, opened.form, header, place_of(answers))
    with sent.hold():
        write_whole(sent.mapping, toml_of(data, "Made on the desk.\nWhat each key means: docs/import.md.").encode())
        sent.write("answers", answers)
    if name := typed.get("save_as", "").strip()[:200]:
        services().imports.mappings.save(by, name, answers)


def _mapping_shown(
    sent: SentFile, opened: Opened, answers: dict[str, str] | None, error: LedgerError | None = None
) -> Shown:
    header, rows = sample(sent, opened)
    typed: dict[str, Any] = first_answers() | suggest(header, rows) if answers is None else answers
    saved = services().imports.mappings.names(required("import").id)
    of_reading = isinstance(error, Invalid) and error.problems[0].field in ("header_row", "delimiter")
    form = fill(mapping_groups(header, saved), typed, None if of_reading else error)
    view = sample_view(header, rows, opened) | {
        "file": file_view(sent, services().imports.job(sent)),
        "reading": fill(
            reading_groups(sent.about.kind, opened),
            reading_answers(opened) | (typed if of_reading else {}),
            error if of_reading else None,
        ),
        "form": form,
        "closed": closed_groups(form),
        "saved": saved,
        "has_mapping": sent.mapping.exists(),
    }
    return Shown(view, status=error.status if error else 200)


@importing.get("/desk/import/<uuid:given>/mapping.toml")
def mapping_file(given: UUID) -> Response:
    """The mapping, as the command line reads it."""
    required("import")
    sent = find_file(given)
    if not sent.mapping.exists():
        raise NotFound("no_such_import")
    return _attached(sent.mapping, "application/toml", "mapping.toml")


@twin(importing, "/desk/import/<uuid:given>/preview", Twin("desk/import_preview.html", ImportPreviewView()), posts=True)
def preview(given: UUID) -> Shown | Response:
    """What would be added, and every problem; import it, or under four eyes propose to."""
    person = required("import")
    sent = find_file(given)
    if request.method == "POST":
        return _begun(person, sent, request.form.get("command", ""))
    checked = sent.read("checked", Checked)
    if checked is None or checked.mapping != mapping_digest(sent):
        return redirect(url_for("importing.standing", given=given), 303)
    return Shown(preview_view(sent, checked), {"command": fresh_command()})


def _begun(person: Person, sent: SentFile, command: str) -> Response:
    """Import it; into a show under four eyes only what the person confirmed, else it is proposed."""
    going_on = None
    if sent.mapping.exists() and takes_two(services().ledger, sent):
        waits, going_on = proposal_href(waiting_of(sent)), confirmed_of(sent)
        if waits is not None:
            return redirect(waits, 303)
        if going_on is None:
            return proposed_form(person, form_of(services().ledger, sent, command), {})
    asked = (person.id, person.name, person.role)
    services().imports.bring_in(sent, asked, command, going_on.made.originator_id if going_on else None)
    return _onward(sent)


@importing.get("/desk/import/<uuid:given>/fates.tsv")
def fates(given: UUID) -> Response:
    """What became of each row."""
    required("import")
    path = find_file(given).fates
    if path is None:
        raise NotFound("no_such_import")
    return _attached(path, "text/tab-separated-values; charset=utf-8", "fates.tsv")


def _attached(path: Path, kind: str, name: str) -> Response:
    """A file to be kept, never shown: it holds what a stranger wrote."""
    answer = send_file(path, kind, as_attachment=True, download_name=name)
    answer.headers["Content-Security-Policy"] = ATTACHED
    return answer


def _onward(sent: SentFile) -> Response:
    """To the page that comes next, if the work begun is short enough to wait for."""
    desk = services().imports
    desk.wait(sent, PATIENCE_SECONDS)
    page = {"mapping": "mapping", "checked": "preview"}.get(stage_of(desk.job(sent)), "standing")
    return redirect(url_for(f"importing.{page}", given=sent.about.id), 303)
