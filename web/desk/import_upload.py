"""The forms that may be large: their limit is raised for those who may send them, before anything of them is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from flask import Flask, request

from ledger.errors import TooLarge
from ledger.importing.documents_sent import TOGETHER
from ledger.importing.uploads import LARGEST
from web.desk.proposing import begins
from web.people import required

AROUND = 1024 * 1024
"""Bytes of the form around its files."""
_CHUNK = 1024 * 1024


class Upload(NamedTuple):
    """A form that may be large: what its sender has to cover, how many bytes its files may have, and the refusal of more."""

    let_in: Callable[[], object]
    most: int
    code: str


_DOCUMENTS = Upload(lambda: begins("file"), TOGETHER, "documents_too_large")
UPLOADS = {
    "importing.imports": Upload(lambda: required("import"), LARGEST, "upload_too_large"),
    "documents.new": _DOCUMENTS,
    "documents.change": _DOCUMENTS,
}


def install(app: Flask) -> None:
    """Raise the limit; to be installed before the token is looked for, which reads the form."""

    @app.before_request
    def let_in() -> None:
        upload = UPLOADS.get(request.endpoint or "")
        if upload is None or request.method != "POST":
            return
        upload.let_in()
        request.max_content_length = upload.most + AROUND
        if (request.content_length or 0) > upload.most + AROUND:
            _read_past(2 * upload.most)
            raise TooLarge(upload.code)


def _read_past(most: int) -> None:
    """Let what is too large arrive, up to a limit: a browser shows no answer before it has sent everything."""
    stream, left = request.environ["wsgi.input"], min(most, request.content_length or 0)
    while left > 0 and (chunk := stream.read(min(_CHUNK, left))):
        left -= len(chunk)
