"""What is more than is taken: too often, too large, too slow; each is answered in a sentence, and everybody else goes on."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import Client

from tests.support.serving import Served, serving
from tests.support.visiting import FORM, PARTS, Visitor
from tests.web.conftest import Visit
from web.limits import ARRIVING_SECONDS, JSON, MEGABYTE, PAGES, RECORDING, SEARCH, SENDING, UPLOADS, Rate
from web.networks import network_of
from web.rates import Rates

ELSEWHERE = "198.51.100.7"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("rate", [PAGES, SEARCH, JSON, SENDING, RECORDING, UPLOADS], ids=lambda rate: rate.kind)
def test_rate_takes_its_burst_and_then_one_at_a_time(rate: Rate) -> None:
    clock = Clock()
    rates = Rates(clock)
    assert [rates.wait(rate, "here") for _time in range(rate.burst)] == [0.0] * rate.burst
    assert rates.wait(rate, "here") == pytest.approx(rate.seconds)
    assert rates.wait(rate, "there") == 0.0
    clock.now += rate.seconds + 0.000_1
    assert rates.wait(rate, "here") == 0.0
    assert rates.wait(rate, "here") > 0
    clock.now += rate.burst * rate.seconds + 1
    assert [rates.wait(rate, "here") for _time in range(rate.burst)] == [0.0] * rate.burst


def test_refusal_does_not_count() -> None:
    clock = Clock()
    rates, rate = Rates(clock), Rate("one", 1, 10.0)
    rates.wait(rate, "here")
    for _time in range(5):
        assert rates.wait(rate, "here") == pytest.approx(10.0)
    clock.now += 10.1
    assert rates.wait(rate, "here") == 0.0


def test_rates_are_remembered_in_bounded_room_and_without_addresses() -> None:
    rates = Rates(Clock(), remembered=100)
    for number in range(1000):
        rates.wait(PAGES, f"198.51.100.{number}")
    assert len(rates) == 100
    assert not any(b"198.51" in name for name in rates._used_until)
    assert set(rates._used_until) & set(Rates(Clock())._used_until) == set()


@pytest.mark.parametrize(
    "address, network",
    [
        ("198.51.100.7", "198.51.100.7"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::1", "::1"),
        ("", ""),
        ("unix:", ""),
        ("fe80::1%eth0", "fe80::/64"),
        ("198.51.100.007", ""),
        ("1.2.3.4.5", ""),
        ("elsewhere.example", ""),
        ("a\0b:c", ""),
    ],
)
def test_network_is_what_a_household_shares(address: str, network: str) -> None:
    assert network_of(address) == network


def asked(app: Flask, path: str, rate: Rate, address: str = ELSEWHERE, **kept: str) -> list[int]:
    """The answers to one more than is taken at once, and the last again from this machine."""
    client = Client(app.wsgi_app)
    found: dict[int, int] = {}
    for _time in range(rate.burst + 1):
        answer = client.get(path, environ_base={"REMOTE_ADDR": address})
        found[answer.status_code] = found.get(answer.status_code, 0) + 1
    return [found.get(200, 0), found.get(429, 0), client.get(path).status_code]


def test_search_of_one_network_is_taken_so_often_and_of_another_still(app: Flask) -> None:
    taken, refused, here = asked(app, "/search?q=", SEARCH, "2001:db8::1")
    # While they were asked some time went by, in which more are taken.
    assert refused <= 1
    client = Client(app.wsgi_app)
    while (answer := client.get("/search?q=", environ_base={"REMOTE_ADDR": "2001:db8::2"})).status_code == 200:
        taken += 1
    assert (answer.status_code, here) == (429, 200)
    assert answer.text == "That is more than is taken at once. Nothing was recorded; wait 1 s, then try again.\n"
    told = {name: answer.headers[name] for name in ("Retry-After", "Cache-Control", "Content-Type")}
    assert told == {
        "Retry-After": "1",
        "Cache-Control": "private, no-store",
        "Content-Type": "text/plain; charset=utf-8",
    }
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    other = client.get("/search?q=", environ_base={"REMOTE_ADDR": "2001:db8:0:1::2"})
    assert other.status_code == 200
    # Lists are counted apart.
    assert client.get("/", environ_base={"REMOTE_ADDR": "2001:db8::2"}).status_code == 200


def test_forms_of_one_person_are_taken_so_often_and_of_another_still(visit: Visit) -> None:
    client = visit("organiser")
    answers = [client.post("/desk/establish").status_code for _time in range(RECORDING.burst)]
    assert set(answers) <= {400, 429}
    answer = until_refused(client, "/desk/establish")
    assert "That is more than is taken at once. Nothing was recorded" in answer[1]
    assert 1 <= int(answer[0]) <= 2
    assert client.get("/desk/").status_code == 200
    assert visit("deputy").post("/desk/establish").status_code == 400


def test_spreadsheets_of_one_person_are_taken_so_often(visit: Visit) -> None:
    client = visit("organiser")
    for _time in range(UPLOADS.burst):
        assert client.post("/desk/import/", data=b"", content_type=PARTS).status_code == 400
    refused = client.post("/desk/import/", data=b"", content_type=PARTS)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    assert client.post("/desk/establish").status_code == 400


def until_refused(client: FlaskClient, path: str) -> tuple[str, str]:
    for _time in range(50):
        answer = client.post(path)
        if answer.status_code == 429:
            return answer.headers["Retry-After"], answer.text
    raise AssertionError("It is never too often.")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo, behind one proxy of ours."""
    with pytest.MonkeyPatch.context() as told:
        told.setenv("AWARDS_PROXIES", "1")
        with serving(tmp_path_factory.mktemp("limits") / "data", "--demo") as running:
            yield running


@pytest.mark.server
@pytest.mark.slow
def test_server_refuses_what_is_too_large_and_goes_on(served: Served) -> None:
    visitor = Visitor(served.address)
    field = b"person=" + b"x" * 2 * MEGABYTE
    part = b'--edge\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n'
    answers = {
        "form": visitor.ask("POST", "/people", field, {"Content-Type": FORM}).status,
        "parts": visitor.ask("POST", "/people", part * 200 + b"--edge--\r\n", {"Content-Type": PARTS}).status,
        "chunks": visitor.ask("POST", "/people", iter([field[:20]]), {"Content-Type": FORM}).status,
        "address": visitor.ask("GET", f"/search?q={'x' * 5000}").status,
        "header": visitor.ask("GET", "/", None, {"X-Long": "x" * 9000}).status,
        "headers": visitor.ask("GET", "/", None, {f"X-{number}": "x" for number in range(150)}).status,
        "cookie": visitor.ask("GET", "/", None, {"Cookie": "signed_in=" + "x" * 9000}).status,
        "json": visitor.ask("POST", "/people.json", b"{}", {"Content-Type": "application/json"}).status,
    }
    assert answers == {
        "form": 413, "parts": 413, "chunks": 411, "address": 414, "header": 431, "headers": 431, "cookie": 431, "json": 405,
    }  # fmt: skip
    assert visitor.get("/").status == 200


@pytest.mark.server
@pytest.mark.slow
def test_server_believes_its_own_proxy_and_nothing_beyond(served: Served) -> None:
    visitor = Visitor(served.address)
    first = {"X-Forwarded-For": "2001:db8::1"}
    seen = [visitor.ask("GET", "/search?q=", None, first).status for _time in range(SEARCH.burst + 1)]
    assert set(seen) <= {200, 429}
    lying = [
        visitor.ask("GET", "/search?q=", None, {"X-Forwarded-For": f"203.0.113.{number % 250}, 2001:db8::2"}).status
        for number in range(200)
    ]
    assert 429 in lying
    assert visitor.ask("GET", "/search?q=", None, {"X-Forwarded-For": "198.51.100.9"}).status == 200
    # What only a server in front may say, said by anybody.
    moved = visitor.ask("GET", "/healthz", None, {"PATH_INFO": "/people", "SCRIPT_NAME": "/elsewhere"})
    assert (moved.status, moved.text) == (200, visitor.get("/healthz").text)


@pytest.mark.server
@pytest.mark.slow
def test_requests_that_trickle_in_keep_nobody_waiting_for_long(served: Served) -> None:
    host, _colon, port = served.address.removeprefix("http://").rpartition(":")
    trickling = [socket.create_connection((host, int(port))) for _number in range(20)]
    try:
        for one in trickling:
            one.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        began = time.monotonic()
        assert Visitor(served.address).get("/healthz").status == 200
        assert time.monotonic() - began < 3 * ARRIVING_SECONDS
    finally:
        for one in trickling:
            one.close()


def test_limits_are_those_of_the_application(app: Flask) -> None:
    told = {name: app.config[name] for name in ("MAX_CONTENT_LENGTH", "MAX_FORM_MEMORY_SIZE", "MAX_FORM_PARTS")}
    assert told == {"MAX_CONTENT_LENGTH": 1024 * 1024, "MAX_FORM_MEMORY_SIZE": 1024 * 1024, "MAX_FORM_PARTS": 100}


def test_data_folder_stays_when_it_is_too_often(app: Flask, tmp_path: Path) -> None:
    """A refusal touches nothing: neither ledger nor session."""
    client = app.test_client()
    for _time in range(SENDING.burst + 5):
        last = client.post("/people", environ_base={"REMOTE_ADDR": ELSEWHERE})
    assert last.status_code == 429
    assert "Set-Cookie" not in last.headers
