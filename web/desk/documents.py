"""An edition's documents, one of them, its files as downloads, and the forms about them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote
from uuid import UUID

from flask import Blueprint, g, request
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response

from ledger.application.documents import Standing, document_in
from ledger.domain.instrument import Document, Part
from ledger.errors import NotFound
from ledger.importing.document_kinds import ENDINGS, TEXT
from ledger.projections.nominees import EditionFound, edition_by_id, find_edition
from ledger.schemas.documents import DocumentFormView, DocumentsView, DocumentView
from web.desk.citing import read_by
from web.desk.document_forms import Asked, document_form
from web.desk.documents_shown import document_view, documents_view
from web.desk.keeping import kept_until_due
from web.desk.proposing import begins, required_on
from web.headers import ATTACHED
from web.people import required, services
from web.twins import Shown, Twin, twin

documents = Blueprint("documents", __name__)
FORM = Twin("desk/document_form.html", DocumentFormView())


@twin(
    documents,
    "/desk/<show>/<edition>/documents",
    Twin("desk/documents.html", DocumentsView()),
    around=kept_until_due,
)
def edition_documents(show: str, edition: str) -> Shown:
    """The documents of an edition that its reader may read, by kind (`?kind=`)."""
    required("read")
    return Shown(documents_view(find_edition(services().lists, show, edition), request.args))


@twin(documents, "/desk/<show>/<edition>/documents/new", FORM, posts=True)
def new(show: str, edition: str) -> Shown | Response:
    """File a document: form, preview, record."""
    begins("file")
    found = find_edition(services().lists, show, edition)
    return document_form(required_on("file", UUID(hex=found.show["subject"])), Asked("file", found))


@twin(documents, "/desk/documents/<uuid:document>/", Twin("desk/document.html", DocumentView()))
def one_document(document: UUID) -> Shown:
    """What is told of a document, its files, and the acts that rest on it."""
    required("read")
    here = _read(document)
    return Shown(document_view(here, _edition_of(here.document)))


@twin(documents, "/desk/documents/<uuid:document>/<form>", FORM, posts=True)
def change(document: UUID, form: str) -> Shown | Response:
    """Describe it, add to it, or say that it was filed in error."""
    if form not in ("describe", "add", "strike"):
        raise NoPage
    begins("file")
    here = _read(document)
    found = _edition_of(here.document)
    return document_form(required_on("file", UUID(hex=found.show["subject"])), Asked(form, found, here))


@documents.get("/desk/documents/<uuid:document>/parts/<digest>")
def part(document: UUID, digest: str) -> Response:
    """A file of the document to be kept, never shown: it holds what a stranger wrote."""
    required("read")
    here = _read(document).document
    found = next((one for one in here.parts if one.digest == digest), None)
    if found is None:
        raise NotFound("document_missing")
    g.told_documents = True
    return _attached(found, services().ledger.files.read(document, digest))


def _read(document: UUID) -> Standing:
    """The document, if the person looking around reads it. Raises NotFound `no_such_document`, also as of what is not there."""
    here = document_in(services().ledger, document)
    if not read_by(here.document):
        raise NotFound("no_such_document")
    return here


def _edition_of(document: Document) -> EditionFound:
    return edition_by_id(services().lists, document.filed.edition.hex)


def _attached(found: Part, chunks: Iterator[bytes]) -> Response:
    kind = found.media_type if found.media_type in ENDINGS else "application/octet-stream"
    answer = Response(chunks, content_type=f"{kind}; charset=utf-8" if kind == TEXT else kind)
    name = quote(found.name.text or "document", safe="")
    plain = f"document{ENDINGS.get(kind, '')}"
    answer.headers["Content-Disposition"] = f"attachment; filename={plain}; filename*=UTF-8''{name}"
    answer.headers["Content-Length"] = str(found.size)
    answer.headers["Content-Security-Policy"] = ATTACHED
    return answer
