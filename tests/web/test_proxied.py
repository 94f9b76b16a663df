"""What a request may say of itself, and what only proxies of ours may say of it."""

from __future__ import annotations

import socket
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask, request
from werkzeug.test import Client

from ledger.settings import Settings
from tests.support.serving import Served, serving
from web.headers import ALWAYS
from web.server import served_as

ADDRESS = "https://awards.example.org"


def asked(served: Served, line: str, *headers: str) -> str:
    """The whole answer to a request as it is written here, which no library would send."""
    port = urlsplit(served.address).port or 0
    told = "\r\n".join([line, "Host: localhost", "Connection: close", *headers, "", ""])
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(told.encode())
        while chunk := connection.recv(65536):
            answer += chunk
    return answer.decode()


def read(served: Served, path: str) -> str:
    """A page as the next reader gets it."""
    with urllib.request.urlopen(served.address + path, timeout=30) as answer:
        return str(answer.read().decode())


@pytest.mark.server
def test_request_does_not_say_where_the_pages_begin(tmp_path: Path) -> None:
    with serving(tmp_path / "data", "--demo") as served:
        first = asked(served, "GET /elsewhere/ HTTP/1.1", "SCRIPT_NAME: /elsewhere")
        other = asked(served, "GET //elsewhere.example/ HTTP/1.1", "SCRIPT_NAME: //elsewhere.example")
        assert [one.split(" ", 2)[1] for one in (first, other)] == ["404", "404"]
        # What one of them was answered would be kept, and given to everybody.
        assert "elsewhere" not in read(served, "/")


@pytest.mark.server
def test_request_does_not_say_that_it_came_over_https(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as served:
        told = asked(served, "GET /account/sign-in HTTP/1.1", "X-Forwarded-Proto: https")
        token = told.partition('name="csrf_token" value="')[2].partition('"')[0]
        cookie = told.partition("Set-Cookie: ")[2].partition(";")[0]
        body = f"csrf_token={token}&email=a%40example.org&password=x"
        sent = asked(
            served,
            "POST /account/sign-in HTTP/1.1",
            "X-Forwarded-Proto: https",
            f"Cookie: {cookie}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
            "",
            body,
        )
        # Over https a form without a referrer is refused as one from elsewhere (400).
        assert sent.split(" ", 2)[1] == "422"


@pytest.mark.parametrize("host,told", [("127.0.0.1", "elsewhere.example"), ("elsewhere.example", "")])
def test_name_that_a_proxy_tells_is_one_of_ours(app: Flask, tmp_path: Path, host: str, told: str) -> None:
    app.add_url_rule("/called", view_func=lambda: request.host)
    wrapped = served_as(app.wsgi_app, Settings(tmp_path, "sqlite:///x", address=ADDRESS, proxies=1))
    named = Client(wrapped).get("/called", headers={"Host": "127.0.0.1", "X-Forwarded-Host": "awards.example.org"})
    assert (named.status_code, named.text) == (200, "awards.example.org")
    refused = Client(wrapped).get("/called", headers={"Host": host} | ({"X-Forwarded-Host": told} if told else {}))
    assert refused.status_code == 400
    assert [(name, refused.headers.get(name)) for name, _value in ALWAYS] == list(ALWAYS)
    assert refused.headers["Cache-Control"] == "private, no-store"


@pytest.mark.server
def test_request_that_could_be_read_in_two_ways_is_refused(tmp_path: Path) -> None:
    with serving(tmp_path / "data", "--demo") as served:
        for headers, status in (
            (("Transfer-Encoding: chunked", "Content-Length: 5"), "400"),
            (("Content-Length: 0", "Content-Length: 5"), "400"),
            (("X_Forwarded_For: 198.51.100.9",), "200"),
        ):
            assert asked(served, "GET /healthz HTTP/1.1", *headers).split(" ", 2)[1] == status, headers
        assert asked(served, "TRACE / HTTP/1.1", "X-Secret: told back").split(" ", 2)[1] == "405"
