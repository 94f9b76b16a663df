"""What is sent as a document's part is told by its bytes, whatever its name: kept where it is of the closed list, else refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from ledger.errors import Refused
from ledger.importing.document_kinds import ENDINGS, kind_of_part
from ledger.wording.documents import DOCUMENT_PROBLEMS
from tests.support.documents import PDF, PNG, e_mail

WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def office(*names: str) -> bytes:
    return zipped(**{"[Content_Types].xml": b"<Types/>"}, **dict.fromkeys(names, b"<x/>"))


KEPT = {
    "pdf": (PDF, "application/pdf"),
    "png": (PNG, "image/png"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(20), "image/jpeg"),
    "webp": (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
    "tiff": (b"II*\0" + bytes(20), "image/tiff"),
    "tiff of the other order": (b"MM\0*" + bytes(20), "image/tiff"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic"),
    "text": ("یہ خط 🧵\nFrom here on".encode(), "text/plain"),
    "text with a mark": (b"\xef\xbb\xbfDear organisers", "text/plain"),
    "text of less than": (b"a < b and c > d", "text/plain"),
    "long text": ("ہ".encode() * 700_001, "text/plain"),
    "e-mail": (e_mail(), "message/rfc822"),
    "e-mail of a mailbox": (
        b"From zehra Thu Oct  1 10:30:00 2026\r\nReceived: x\r\nFrom: zehra\r\n\r\nhi",
        "message/rfc822",
    ),
    "e-mail in latin letters": (b"From: z\r\nSubject: \xe9\r\nDate: x\r\n\r\n\xe9\xe9", "message/rfc822"),
    "docx": (office("word/document.xml"), WORDS),
    "xlsx": (office("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "odt": (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "application/vnd.oasis.opendocument.text"),
}
REFUSED = {
    "nothing": (b"", "document_empty"),
    "blanks": (b" \n\t", "document_empty"),
    "html": (b"<!DOCTYPE html><script>alert(1)</script>", "document_is_markup"),
    "html late": (b"\xef\xbb\xbf \r\n <BODY>", "document_is_markup"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "document_is_markup"),
    "xml": (b'<?xml version="1.0"?><a/>', "document_is_markup"),
    "program": (b"MZ\x90\0" + bytes(60), "document_is_a_program"),
    "another": (b"\x7fELF" + bytes(60), "document_is_a_program"),
    "script": (b"#!/bin/sh\nrm -rf x\n", "document_is_a_program"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "document_is_old_office"),
    "zip": (zipped(**{"letter.pdf": PDF}), "document_is_an_archive"),
    "zip that is cut": (office("word/document.xml")[:-10], "document_is_an_archive"),
    "gzip": (b"\x1f\x8b\x08\0", "document_is_an_archive"),
    "macros": (office("word/document.xml", "word/vbaProject.bin"), "document_has_macros"),
    "macros of the other kind": (
        zipped(mimetype=b"application/vnd.oasis.opendocument.text", **{"Basic/Standard/x.xml": b"x"}), "document_has_macros",
    ),
    "other open document": (zipped(mimetype=b"application/vnd.oasis.opendocument.formula"), "document_is_an_archive"),
    "zero bytes": (b"Dear\0organisers", "document_is_unknown"),
    "latin": (b"Caf\xe9", "document_is_unknown"),
    "latin far behind": (b"a" * 2_000_000 + b"\xe9", "document_is_unknown"),
    "noise": (bytes(range(128, 256)) * 10, "document_is_unknown"),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_kept(name: str) -> None:
    data, kind = KEPT[name]
    file = io.BytesIO(data)
    assert kind_of_part(file) == kind
    assert kind in ENDINGS
    assert file.tell() == 0


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_what_would_be_right(name: str) -> None:
    data, code = REFUSED[name]
    with pytest.raises(Refused, match=code):
        kind_of_part(io.BytesIO(data))
    assert DOCUMENT_PROBLEMS[code] % {"name": "x"}


def test_nothing_that_a_browser_runs_is_on_the_list() -> None:
    assert not [
        kind
        for kind in ENDINGS
        if any(word in kind for word in ("html", "svg", "script", "octet")) or kind.endswith("/xml")
    ]
