"""Documents for tests: files as somebody sends them, and a document filed with them."""

from __future__ import annotations

import io
from email.message import EmailMessage
from typing import Any
from uuid import UUID, uuid4

import pytest

from ledger.application.documents import record_document
from ledger.application.ledger import Ledger
from ledger.domain.instrument import Document, document_of
from ledger.domain.values import Provenance
from ledger.errors import Invalid, LedgerError
from ledger.importing.documents_sent import ROOM, keep_sent, keep_text

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
LETTER: dict[str, str] = {
    "kind": "letter",
    "channel": "mail",
    "title": "Letter of O’Brien",
    "sender": "Omar O’Brien",
    "sent": "1 October 2026",
    "received": "2 October 2026",
    "standing": "confidential",
}


def sent(ledger: Ledger, document: UUID, *files: tuple[str, bytes], text: str = "") -> list[str]:
    """The digests of files, and of a text, that were sent for a document."""
    found = keep_sent(ledger, document, [(name, io.BytesIO(data)) for name, data in files], [], ROOM)
    assert found.problems == []
    return [*([keep_text(ledger, document, text, None)] if text else []), *found.kept]


def file_document(
    ledger: Ledger, author: Provenance, edition: UUID, *files: tuple[str, bytes], text: str = "", **typed: Any
) -> UUID:
    """File a document of these files; with none of a PDF of its own."""
    document = uuid4()
    kept = sent(ledger, document, *(files or (("letter.pdf", PDF + document.bytes),)), text=text)
    form = {**LETTER, "command": str(author.command), "document": str(document), "kept": kept, **typed}
    record_document(ledger, author, "file", edition, form)
    return document


def change_document(ledger: Ledger, author: Provenance, act: str, document: UUID, **typed: Any) -> None:
    """Describe it, add to it or strike it."""
    form = {"command": str(author.command), "seen": str(ledger.recorder.head()[0]), **typed}
    record_document(ledger, author, act, document, form)


def standing(ledger: Ledger, document: UUID) -> Document:
    """The document as it stands."""
    found = document_of(event for _position, event in ledger.story(document))
    assert found is not None
    return found


def e_mail(*files: tuple[str, bytes], text: str = "We withdraw.", **headings: str) -> bytes:
    """An e-mail as it lies on a disk."""
    letter = EmailMessage()
    told = {"From": "Zehra O’Brien <zehra@example.org>", "To": "desk@example.org", "Subject": "Our nomination",
            "Date": "Thu, 01 Oct 2026 10:30:00 +0500", "Message-ID": "<1@example.org>"}  # fmt: skip
    for name, value in (told | headings).items():
        letter[name] = value
    letter.set_content(text)
    for name, data in files:
        letter.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return letter.as_bytes()


def problems_of(refused: pytest.ExceptionInfo[LedgerError]) -> list[tuple[str, str]]:
    assert isinstance(refused.value, Invalid)
    return [(one.field, one.code) for one in refused.value.problems]
