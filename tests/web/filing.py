"""Documents filed by the desk's form, as a browser sends it."""

from __future__ import annotations

import io
import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.documents import LETTER, PDF
from tests.web.reading import form_of

LIST = "/desk/meridian/12/documents"
NEW = f"{LIST}/new"
SECRET = "Vexmoor’s own words"


def send(client: FlaskClient, path: str, *files: tuple[str, bytes], before: str = "", **typed: Any) -> TestResponse:
    """Fill in the form as it stands (`before`: the page that is open) and send it."""
    form = {name: value for name, value in form_of(before or client.get(path).text).items() if name != "files"}
    streams = [(io.BytesIO(data), name) for name, data in files]
    return client.post(path, data={**form, **typed, "files": streams}, content_type="multipart/form-data")


def filed(client: FlaskClient, *files: tuple[str, bytes], **typed: Any) -> str:
    """The address of a document filed by form: previewed, then recorded."""
    told = {**LETTER, **typed}
    preview = send(client, NEW, *(files or (("letter.pdf", PDF),)), **told, step="preview")
    assert preview.status_code == 200, preview.text
    answer = send(client, NEW, before=preview.text, step="record")
    assert answer.status_code == 303, answer.text
    found = re.search(r'href="(/desk/documents/[0-9a-f-]{36}/)"', client.get(answer.location).text)
    assert found is not None
    return found[1]


def parts(client: FlaskClient, address: str) -> list[dict[str, Any]]:
    told = client.get(f"{address[:-1]}.json").json
    assert told is not None
    found: list[dict[str, Any]] = told["parts"]
    return found
