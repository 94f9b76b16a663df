"""The one form that may be large: its limit is raised for those who may import, before anything of it is read."""

from __future__ import annotations

from flask import Flask, request

from ledger.errors import TooLarge
from ledger.importing.uploads import LARGEST
from web.people import required

UPLOAD = "importing.imports"
AROUND = 1024 * 1024
"""Bytes of the form around the file."""
_CHUNK = 1024 * 1024


def install(app: Flask) -> None:
    """Raise the limit; to be installed before the token is looked for, which reads the form."""

    @app.before_request
    def let_in() -> None:
        if request.endpoint != UPLOAD or request.method != "POST":
            return
        required("import")
        request.max_content_length = LARGEST + AROUND
        if (request.content_length or 0) > LARGEST + AROUND:
            _read_past(2 * LARGEST)
            raise TooLarge("upload_too_large")


def _read_past(most: int) -> None:
    """Let what is too large arrive, up to a limit: a browser shows no answer before it has sent everything."""
    stream, left = request.environ["wsgi.input"], min(most, request.content_length or 0)
    while left > 0 and (chunk := stream.read(min(_CHUNK, left))):
        left -= len(chunk)
