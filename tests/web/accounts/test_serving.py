"""Where people can sign in, under which names, and what cookies are there."""

from __future__ import annotations

import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import nullcontext
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import Client

from ledger.application.draft import Draft
from ledger.application.shows import establish_show
from ledger.bootstrap import Services, build
from ledger.demo.fill import fill_meridian
from ledger.errors import SettingsError
from ledger.settings import Settings, load
from ledger.wording.errors import error_sentence
from tests.support.accounts import PASSWORD, Clock, email_of, make
from tests.support.services import by, embedded
from tests.support.serving import serving
from tests.support.shared import ROOT
from web import create_app
from web.accounts.opening import open_accounts
from web.server import served_as
from web.starting import refuse_stray_demo

ADDRESS = "https://awards.example.org"


def establish(services: Services) -> None:
    """Something that is not the demo's."""
    draft = Draft(by())
    establish_show(services.ledger, draft, name="A real show", address="real", zone="UTC")
    services.ledger.save(draft, {})


@pytest.fixture
def secure(services: Services, tmp_path: Path, clock: Clock) -> Flask:
    """The application as a proxy with https in front would have it."""
    settings = Settings(tmp_path, f"sqlite:///{tmp_path}/ledger.db", address=ADDRESS)
    accounts = open_accounts(settings, clock, cheap=True)
    make(accounts, "administrator", factor=False)
    return create_app(services, secret_key="of these tests", accounts=accounts)


def test_cookies_over_https_belong_to_this_host_alone(secure: Flask) -> None:
    client = secure.test_client()
    client.environ_base["HTTP_REFERER"] = ADDRESS
    form_page = client.get("/account/sign-in", base_url=ADDRESS)
    from tests.web.reading import form_of

    typed = form_of(form_page.text) | {"email": email_of("administrator"), "password": PASSWORD}
    answer = client.post("/account/sign-in", data=typed, base_url=ADDRESS)
    cookies = form_page.headers.getlist("Set-Cookie") + answer.headers.getlist("Set-Cookie")
    named = sorted({one.partition("=")[0] for one in cookies})
    assert named == ["__Host-known_browser", "__Host-looking_around", "__Host-signed_in"]
    for cookie in cookies:
        parts = {part.strip() for part in cookie.split(";")[1:]}
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= parts, cookie
        assert not any(part.startswith("Domain") for part in parts)
    assert client.get("/account/", base_url=ADDRESS).status_code == 200
    # The name without its prefix, which a page of a sibling host could set, means nothing.
    planted = secure.test_client()
    cookie_kept = client.get_cookie("__Host-signed_in", domain="awards.example.org")
    assert cookie_kept is not None
    planted.set_cookie("signed_in", cookie_kept.value, domain="awards.example.org")
    assert planted.get("/account/", base_url=ADDRESS).status_code == 303


def test_link_names_the_address_that_was_told_and_not_what_a_request_says(secure: Flask) -> None:
    from web.accounts.browser import site

    with secure.test_request_context(base_url="https://elsewhere.example"):
        assert site().origin == ADDRESS


@pytest.mark.parametrize(
    "address,host,status",
    [
        ("", "localhost:8000", 200),
        ("", "127.0.0.1", 200),
        ("", "awards.example.org", 400),
        (ADDRESS, "awards.example.org", 200),
        (ADDRESS, "127.0.0.1", 200),
        (ADDRESS, "elsewhere.example", 400),
        (ADDRESS, "awards.example.org.elsewhere.example", 400),
    ],
)
def test_only_own_names_are_answered_where_people_sign_in(
    app: Flask, tmp_path: Path, address: str, host: str, status: int
) -> None:
    wrapped = served_as(app.wsgi_app, Settings(tmp_path, "sqlite:///x", address=address))
    answer = Client(wrapped).get("/healthz", headers={"Host": host})
    assert answer.status_code == status
    assert ("Strict-Transport-Security" in answer.headers) == bool(address)


@pytest.mark.parametrize(
    "proxies,told,seen",
    [
        (0, "198.51.100.9", "10.0.0.1"),
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "203.0.113.66, 198.51.100.9", "198.51.100.9"),
        (2, "203.0.113.66, 198.51.100.9, 10.0.0.2", "198.51.100.9"),
    ],
)
def test_only_own_proxies_are_believed(app: Flask, tmp_path: Path, proxies: int, told: str, seen: str) -> None:
    from flask import request

    from web.accounts.browser import where

    app.add_url_rule("/seen", view_func=lambda: f"{where().source} {request.remote_addr}")
    wrapped = served_as(app.wsgi_app, Settings(tmp_path, "sqlite:///x", proxies=proxies))
    answer = Client(wrapped).get("/seen", headers={"X-Forwarded-For": told}, environ_base={"REMOTE_ADDR": "10.0.0.1"})
    assert answer.text == f"{seen} {seen}"


@pytest.mark.parametrize(
    "name,value,code",
    [
        ("ADDRESS", "http://awards.example.org", "address_refused"),
        ("ADDRESS", "awards.example.org", "address_refused"),
        ("ADDRESS", "https://awards.example.org/path", "address_refused"),
        ("ADDRESS", "https://user@awards.example.org", "address_refused"),
        ("PROXIES", "-1", "proxies_refused"),
        ("PROXIES", "many", "setting_unreadable"),
    ],
)
def test_strange_address_or_number_of_proxies_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, code: str
) -> None:
    monkeypatch.setenv(f"AWARDS_{name}", value)
    with pytest.raises(SettingsError, match=code):
        load(data=tmp_path)


def test_demos_people_look_around_in_the_demos_log_alone(services: Services, tmp_path: Path) -> None:
    establish(services)
    demo = embedded(tmp_path)
    with pytest.raises(SettingsError, match="not_the_demos_log"):
        refuse_stray_demo(services.ledger, demo)
    refuse_stray_demo(services.ledger, Settings(tmp_path, demo.database))


@pytest.mark.parametrize("told", [{"host": "0.0.0.0"}, {"address": ADDRESS}])
def test_demos_log_is_served_to_this_machine_alone(services: Services, tmp_path: Path, told: dict[str, str]) -> None:
    fill_meridian(services.ledger)
    database = embedded(tmp_path).database
    refuse_stray_demo(services.ledger, Settings(tmp_path, database))
    with pytest.raises(SettingsError, match="demo_only_on_loopback"):
        refuse_stray_demo(services.ledger, Settings(tmp_path, database, **told))  # type: ignore[arg-type]


def test_demo_stays_where_it_was_made(tmp_path: Path) -> None:
    folder, copy, moved = tmp_path / "demo", tmp_path / "copy", tmp_path / "moved"
    with build(load(data=folder, demo=True)) as made:
        fill_meridian(made.ledger)
        for _start in range(2):
            refuse_stray_demo(made.ledger, made.settings)
    shutil.copytree(folder, copy)
    folder.rename(moved)
    for other in (copy, moved):
        with (
            build(load(data=other, demo=True)) as taken,
            pytest.raises(SettingsError, match="demo_was_moved") as refused,
        ):
            refuse_stray_demo(taken.ledger, taken.settings)
        assert str(other) in error_sentence(refused.value)
    with build(load(data=moved.rename(folder), demo=True)) as again:
        refuse_stray_demo(again.ledger, again.settings)


def test_demo_of_another_machine_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, code in (("one", None), ("one", None), ("other", "demo_was_moved")):
        machine = tmp_path / f"{name}-id"
        machine.write_text(name)
        monkeypatch.setattr("web.starting.MACHINE", machine)
        with build(load(data=tmp_path / "demo", demo=True)) as made:
            fill_meridian(made.ledger)
            with nullcontext() if code is None else pytest.raises(SettingsError, match=code):
                refuse_stray_demo(made.ledger, made.settings)


@pytest.mark.server
def test_demo_over_a_real_log_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with build(Settings(tmp_path, f"sqlite:///{tmp_path}/ledger.db")) as real:
        establish(real)
    done = subprocess.run(
        [sys.executable, "-m", "web", "--demo", "--port", "0", "--data", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "The log in this folder is not the demo’s" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.server
def test_nobody_signs_in_where_others_could_listen(tmp_path: Path) -> None:
    with serving(tmp_path, "--host", "0.0.0.0") as served:
        port = served.address.rpartition(":")[2]
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/account/sign-in", timeout=10)
        refused.value.close()
        assert refused.value.code == 404
        assert "/account/link/" not in "".join(served.said)
    assert not (tmp_path / "accounts.db").exists()
