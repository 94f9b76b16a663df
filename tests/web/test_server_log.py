"""What the real server logs when requests fail: lines of JSON, and nothing of what was sent."""

from __future__ import annotations

import json
import socket
import sqlite3
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlencode, urlsplit

import pytest

from tests.support.serving import READY, Served, serving
from tests.web.reading import form_of

pytestmark = [pytest.mark.server, pytest.mark.slow]
MARKERS = {
    place: f"MARKER-in-the-{place}"
    for place in ("form", "query", "path", "header", "cookie", "agent", "invalid", "method")
}


def ask(address: str, method: str, path: str, body: str = "", **headers: str) -> tuple[int, dict[str, str], str]:
    """One request; status, headers, body."""
    there = urlsplit(address)
    connection = HTTPConnection(there.hostname or "", there.port, timeout=30)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    told = answer.status, dict(answer.getheaders()), answer.read().decode()
    connection.close()
    return told


def raw(address: str, request: bytes) -> bytes:
    """The first of what is answered to these bytes."""
    there = urlsplit(address)
    with socket.create_connection((there.hostname or "", there.port or 0), timeout=30) as connection:
        connection.sendall(request)
        return connection.recv(100)


def as_organiser(address: str) -> str:
    """The cookie of somebody who looks around as the organiser."""
    _status, headers, page = ask(address, "GET", "/people")
    cookie = headers["Set-Cookie"].partition(";")[0]
    typed = urlencode({"csrf_token": str(form_of(page)["csrf_token"]), "person": "organiser"})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    status, headers, _page = ask(address, "POST", "/people", typed, Cookie=cookie, **kind)
    assert status == 303
    return headers["Set-Cookie"].partition(";")[0]


def waited_for(served: Served, words: str) -> None:
    """Until the server has said so."""
    until = monotonic() + 20
    while not any(words in line for line in served.said) and monotonic() < until:
        sleep(0.05)


def test_failing_request_leaves_a_line_of_json_without_what_was_sent(tmp_path: Path) -> None:
    with serving(tmp_path, "--demo") as served:
        cookie = as_organiser(served.address)
        form = form_of(ask(served.address, "GET", "/desk/meridian/12/enter", Cookie=cookie)[2])
        with closing(sqlite3.connect(tmp_path / "ledger.db", timeout=10)) as log:
            log.execute("DROP TABLE appends")
        sent = {**form, "title": MARKERS["form"], "private_reason": MARKERS["form"], "step": "record"}
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"{cookie}; other={MARKERS['cookie']}",
            "User-Agent": MARKERS["agent"],
            "X-Told": MARKERS["header"],
        }
        path = f"/desk/meridian/12/enter?token={MARKERS['query']}%0D%0A%1B[31mfake"
        assert ask(served.address, "POST", path, urlencode(sent), **headers)[0] == 500
        assert ask(served.address, "GET", path, **headers)[0] == 500
        there = f"/desk/{MARKERS['path']}%0D%0A%7B%22event%22/12/"
        assert ask(served.address, "GET", there, **headers)[0] == 500
        assert b" 400 " in raw(
            served.address, f"GET / HTTP/1.1\r\nHost: a\r\nBad Header: {MARKERS['invalid']} \x1b[31m\r\n\r\n".encode()
        )
        raw(served.address, f"{MARKERS['method']}\x1b / HTTP/1.1\r\n\r\n".encode())
        waited_for(served, '"consumer_failed"')
        served.stop()
    said = "".join(served.said)
    assert [place for place, marker in MARKERS.items() if marker in said] == []
    assert "\x1b" not in said
    assert "%1B" not in said
    plain = [line for line in served.said if not line.startswith("{")]
    assert [line.startswith(READY) for line in plain] == [True], plain
    told = [json.loads(line) for line in served.said if line.startswith("{")]
    failed = [one for one in told if one["event"] == "request_failed"]
    assert {one["page"] for one in failed} >= {"/desk/<show>/<edition>/enter", "/desk/<show>/<edition>/"}
    assert {one["error"] for one in failed} == {"OperationalError:SQLITE_ERROR"}
    assert all(one["trace"] for one in failed)
    assert {"consumer_failed", "Invalid request"} <= {one["event"] for one in told}


def test_logs_are_plain_where_that_is_asked_for(tmp_path: Path) -> None:
    with serving(tmp_path, "--demo", "--log-format", "plain") as served:
        raw(served.address, f"GET / HTTP/1.1\r\nHost: a\r\nBad Header: {MARKERS['invalid']}\r\n\r\n".encode())
        served.stop()
    assert not any(line.startswith("{") for line in served.said)
    assert any(" warning gunicorn.error Invalid request where=" in line for line in served.said)
    assert MARKERS["invalid"] not in "".join(served.said)
