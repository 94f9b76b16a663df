"""Nobody is led elsewhere: neither by an address that comes with a link, nor by a name that a request gives this server."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st
from werkzeug.test import Client

from ledger.settings import Settings
from tests.support.serving import serving
from tests.support.visiting import Visitor
from web.accounts.browser import safe_path
from web.server import served_as

HERE = "https://awards.example.org"


@given(st.text(alphabet=st.one_of(st.sampled_from("/\\:@?#.%\t\r\n ax"), st.characters()), max_size=12))
@example("//elsewhere.example")
@example("/\\elsewhere.example")
def test_path_to_go_on_to_is_one_of_this_server(typed: str) -> None:
    path = safe_path(typed)
    assert path in ("", typed)
    # As browsers read it: they take a backslash for a slash, and leave out tabs and ends of lines.
    read = urljoin(HERE, path.replace("\\", "/").translate({9: None, 10: None, 13: None}))
    assert urlsplit(read)[:2] == urlsplit(HERE)[:2]


@pytest.mark.parametrize(
    "host, forwarded, status",
    [
        ("127.0.0.1:8000", "awards.example.org", 200),
        ("web:8000", "awards.example.org", 200),
        ("awards.example.org", "elsewhere.example", 400),
        ("elsewhere.example", "awards.example.org", 200),
        ("elsewhere.example", "", 400),
        ("awards.example.org", "elsewhere.example, awards.example.org", 200),
        ("awards.example.org", "awards.example.org, elsewhere.example", 400),
    ],
)
def test_name_that_counts_is_the_one_the_proxy_was_asked_for(
    app: Flask, tmp_path: Path, host: str, forwarded: str, status: int
) -> None:
    wrapped = served_as(app.wsgi_app, Settings(tmp_path, "sqlite:///x", address=HERE, proxies=1))
    told = {"Host": host} | ({"X-Forwarded-Host": forwarded} if forwarded else {})
    assert Client(wrapped).get("/healthz", headers=told).status_code == status


@pytest.mark.server
@pytest.mark.slow
def test_server_answers_to_its_own_names_alone_also_with_pages_it_keeps(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as served:
        visitor = Visitor(served.address)
        port = served.address.rpartition(":")[2]
        assert [visitor.get("/").status for _twice in range(2)] == [200, 200]
        names = (
            "elsewhere.example",
            f"elsewhere.example:{port}",
            "127.0.0.1.elsewhere.example",
            "localhost@elsewhere.example",
            "",
        )
        found = {name: visitor.ask("GET", "/", None, {"Host": name}).status for name in names[:-1]}
        assert found == dict.fromkeys(names[:-1], 400)
        assert visitor.ask("GET", "/", None, {"X-Forwarded-Host": "elsewhere.example"}).status == 200
        assert visitor.ask("GET", "/", None, {"Host": f"localhost:{port}"}).status == 200
        # What is called otherwise than it ends is led on, here.
        moved = visitor.ask("GET", "//elsewhere.example/..", None)
        assert "elsewhere.example" not in urlsplit(moved.headers.get("location", "")).netloc
