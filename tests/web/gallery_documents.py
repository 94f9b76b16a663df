"""Made-up views of documents at their extremes."""

from __future__ import annotations

from typing import Any

from ledger.errors import Invalid, Problem
from tests.web.extremes import HOSTILE, LONG_NAME, LONG_NAME_IN_ONE, LONG_WORD, ROWS, URDU
from tests.web.gallery_log import entry
from web.desk.document_fields import FORMS, document_groups, kept_choices
from web.forms import fill

EDITION = {"name": LONG_NAME, "address": "meridian/12"}
LETTER = {"word": "letter", "label": "Letter"}
CONFIDENTIAL = {"word": "confidential", "label": "confidential"}
LINE = "Letter by post or courier, sent 1 October 2026, received by 4 October 2026, confidential"
NAMES = (LONG_NAME, LONG_NAME_IN_ONE, URDU, HOSTILE, "🧵 O'Brien’s “letter”.pdf")


def row(number: int, title: str, *, struck: bool = False) -> dict[str, Any]:
    """A document as a row."""
    told = {"id": f"{number:036x}", "title": title, "kind": LETTER, "line": LINE, "standing": CONFIDENTIAL}
    return told | {"parts": number, "filed": "27 November 2026, 02:14 Karachi time", "struck": struck}


def part(number: int, name: str, state: str = "whole", label: str = "whole") -> dict[str, Any]:
    """A part of one."""
    return {
        "digest": f"sha256:{number:064x}",
        "name": name,
        "role": {"word": "attachment", "label": "Attachment"},
        "media_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "size": 1_234_567,
        "size_label": "1.2 MB",
        "state": {"word": state, "label": label},
        "href": f"/desk/documents/1/parts/{number}" if state == "whole" else "",
    }


KINDS = [
    {"word": "", "label": "All", "n": 12_345, "href": "/desk/meridian/12/documents"},
    {**LETTER, "n": 12_344, "href": "/desk/meridian/12/documents?kind=letter"},
    {"word": "e_mail", "label": LONG_WORD, "n": 1, "href": "/desk/meridian/12/documents?kind=e_mail"},
]
DOCUMENTS: dict[str, Any] = {
    "edition": EDITION,
    "kind": "letter",
    "kinds": KINDS,
    "documents": [row(number, name, struck=number == 1) for number, name in enumerate(NAMES)],
    "total": 12_345,
    "next_href": "/desk/meridian/12/documents?after=50",
    "may": {"file": True},
}
DOCUMENTS_500 = DOCUMENTS | {"documents": [row(number, f"Letter {number}") for number in range(ROWS)]}
DOCUMENTS_EMPTY = DOCUMENTS | {
    "kinds": KINDS[:1],
    "documents": [],
    "total": 0,
    "next_href": None,
    "may": {"file": False},
}
FACTS = [
    {"label": "It came", "text": "by post or courier", "href": ""},
    {"label": "Sender", "text": LONG_NAME, "href": ""},
    {"label": "Sender, as a party", "text": "the party’s record", "href": "/desk/parties/1/"},
    {"label": "Received", "text": URDU, "href": ""},
]
DOCUMENT: dict[str, Any] = {
    "id": "1",
    "title": LONG_NAME_IN_ONE,
    "edition": EDITION,
    "kind": LETTER,
    "standing": CONFIDENTIAL,
    "erased": False,
    "struck": "",
    "facts": FACTS,
    "parts": [
        *(part(number, name) for number, name in enumerate(NAMES)),
        part(9, "gone.pdf", "missing", "The file is not there any more."),
    ],
    "cited_by": [entry(number) for number in range(3)],
    "cited_in_all": 1_234,
    "acts": [entry(4)],
    "may": {"file": True},
}
DOCUMENT_ENDED = DOCUMENT | {
    "standing": {"word": "public", "label": "published by somebody"},
    "erased": True,
    "struck": HOSTILE,
    "cited_by": [],
    "cited_in_all": 0,
    "may": {"file": False},
}
DOCUMENT_500 = DOCUMENT | {
    "parts": [part(number, f"part {number}.pdf") for number in range(50)],
    "cited_by": [entry(number) for number in range(ROWS)],
    "cited_in_all": ROWS,
}
KEPT = [
    {"digest": f"sha256:{number:064x}", "name": name, "size_label": "1.2 MB", "media_type": "application/pdf"}
    for number, name in enumerate(NAMES)
]
TYPED = {"command": "1", "seen": "3", "title": LONG_NAME, "sender": URDU, "received": HOSTILE, "text": "x" * 10_000}
FORM: dict[str, Any] = {
    "verb": FORMS["file"].verb,
    "lead": FORMS["file"].lead,
    "subject": URDU,
    "href": "",
    "edition": EDITION,
    "form": fill(
        document_groups("file", kept_choices(KEPT), (("1", LONG_NAME), ("2", URDU))),
        TYPED | {"kept": [KEPT[0]["digest"]]},
        Invalid(
            [Problem("files", "document_is_a_program", {"name": LONG_WORD}), Problem("received", "document_in_future")]
        ),
    ),
    "preview": {"acts": [{"number": 1, "sentence": f"A document is filed: {LINE}, with 5 parts."}]},
    "proposes": True,
    "changed": [HOSTILE],
    "kept": KEPT,
    "left_out": [f"“{LONG_WORD}”: This is a program.", f"“{URDU}”: This is an archive."],
    "unseen": True,
}
ANEW = FORM | {"href": "/desk/documents/1/", "form": fill(document_groups("describe", ()), TYPED), "preview": None}
STRIKE = ANEW | {"form": fill(document_groups("strike", ()), {}), "kept": [], "left_out": [], "unseen": False}

DOCUMENTS_GALLERY: dict[str, tuple[str, dict[str, Any]]] = {
    "documents": ("desk/documents.html", {"view": DOCUMENTS}),
    "documents-500": ("desk/documents.html", {"view": DOCUMENTS_500}),
    "documents-empty": ("desk/documents.html", {"view": DOCUMENTS_EMPTY}),
    "document": ("desk/document.html", {"view": DOCUMENT}),
    "document-ended": ("desk/document.html", {"view": DOCUMENT_ENDED}),
    "document-500": ("desk/document.html", {"view": DOCUMENT_500}),
    "document-form": ("desk/document_form.html", {"view": FORM, "uploads": True}),
    "document-anew": ("desk/document_form.html", {"view": ANEW, "uploads": False}),
    "document-strike": ("desk/document_form.html", {"view": STRIKE, "uploads": False}),
}
