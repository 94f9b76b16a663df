"""From an empty folder to people who sign in: the first administrator, an invited organiser, an app, a passkey; in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_accessible import looked_at
from tests.support.accounts import OTHER_PASSWORD, PASSWORD, code_of_key
from tests.support.serving import Served, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A server of an empty ledger, called by the name that passkeys can be bound to."""
    with serving(tmp_path / "data") as running:
        running.address = running.address.replace("127.0.0.1", "localhost")
        yield running


def first_link(served: Served) -> str:
    """The link the console told."""
    found = re.findall(r"http://127\.0\.0\.1:\d+(/account/link/\S+)", "".join(served.said))
    assert len(found) == 1
    return f"{served.address}{found[0]}"


def join(page: Page, link: str, **typed: str) -> None:
    """Make the account of a link."""
    page.goto(link)
    expect(page).to_have_url(re.compile(r"/account/join$"))
    for name, text in typed.items():
        page.fill(f"#f-{name}", text)
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")


def set_up_app(page: Page) -> tuple[str, list[str]]:
    """Protect the account by an app; its key, and the recovery codes."""
    page.get_by_role("link", name="Set up an app").click()
    key = page.locator(".secret").inner_text()
    page.fill("#f-code", code_of_key(key, -1))
    page.get_by_role("button", name="Use this app").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    return key, page.locator(".codes li").all_inner_texts()


def sign_out(page: Page) -> None:
    """Sign out on the own page."""
    page.locator(".who a").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def device_of(page: Page) -> Callable[[], None]:
    """A device that keeps passkeys, and whose owner always touches it; what makes it forget them."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )

    def forget() -> None:
        session.send("WebAuthn.clearCredentials", {"authenticatorId": device["authenticatorId"]})

    return forget


def add_passkey(page: Page, name: str) -> None:
    """Add a passkey on the own page."""
    page.fill("#f-passkey", name)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator(".held b", has_text=name)).to_be_visible()


def test_people_come_by_link_protect_their_accounts_and_sign_in(served: Served, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    join(page, first_link(served), name="Amina Karim", email="amina@example.org", password=PASSWORD, repeated=PASSWORD)
    set_up_app(page)
    page.get_by_role("link", name="They are safe, go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Accounts")
    page.fill("#f-name", "Hina Mirza")
    page.fill("#f-email", "hina@example.org")
    page.get_by_role("button", name="Make the link").click()
    link = page.locator(".secret").inner_text()
    assert link.startswith(f"{served.address}/account/link/")

    hers = browser.new_context().new_page()
    join(hers, link, password=OTHER_PASSWORD, repeated=OTHER_PASSWORD)
    key, codes = set_up_app(hers)
    hers.goto(f"{served.address}/desk/")
    expect(hers.get_by_role("heading", level=1)).to_have_text("Desk")
    sign_out(hers)
    hers.goto(f"{served.address}/desk/")
    for code in (code_of_key(key), codes[0]):
        expect(hers).to_have_url(re.compile(r"/account/sign-in\?to=/desk/$"))
        hers.fill("#f-email", "hina@example.org")
        hers.fill("#f-password", OTHER_PASSWORD)
        hers.get_by_role("button", name="Sign in").click()
        hers.fill("#f-code", code)
        hers.get_by_role("button", name="One more step").click()
        expect(hers).to_have_url(f"{served.address}/desk/")
        sign_out(hers)
        hers.goto(f"{served.address}/desk/")
    # Nobody comes in by the console's link a second time.
    page.goto(first_link(served))
    expect(page.get_by_text("This link is not valid")).to_be_visible()


def test_passkey_is_enough_to_sign_in_and_to_confirm(served: Served, browser: Browser) -> None:
    page = browser.new_context().new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    forget = device_of(page)
    join(page, first_link(served), name="Amina Karim", email="amina@example.org", password=PASSWORD, repeated=PASSWORD)
    expect(page.get_by_text("Your role needs more than a password.")).to_be_visible()
    add_passkey(page, "Amina’s phone")
    expect(page.get_by_text("Your role needs more than a password.")).not_to_be_visible()
    sign_out(page)
    page.goto(f"{served.address}/account/people/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Accounts")
    page.goto(f"{served.address}/account/again?to=/account/password")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Change your password")
    # With the password alone nobody comes further.
    sign_out(page)
    page.goto(f"{served.address}/account/sign-in")
    page.fill("#f-email", "amina@example.org")
    page.fill("#f-password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Accounts")
    assert complaints == []
    sign_out(page)
    forget()
    page.goto(f"{served.address}/account/sign-in")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("^The browser made no passkey, or used none."))


@pytest.mark.parametrize("width, scheme", [(320, "light"), (1280, "dark")])
def test_pages_hold_in_the_schemes_the_gallery_does_not_show(
    served: Served, browser: Browser, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    found = []
    page.goto(first_link(served))
    found += looked_at(page, "join")
    join(page, first_link(served), name="Amina Karim", email="amina@example.org", password=PASSWORD, repeated=PASSWORD)
    found += looked_at(page, "own, owing")
    page.goto(f"{served.address}/account/authenticator")
    found += looked_at(page, "authenticator")
    page.goto(f"{served.address}/account/")
    set_up_app(page)
    found += looked_at(page, "codes")
    for path in ("", "people/", "password", "again"):
        page.goto(f"{served.address}/account/{path}")
        found += looked_at(page, path)
    sign_out(page)
    page.goto(f"{served.address}/account/sign-in")
    found += looked_at(page, "sign-in")
    assert found == []
    context.close()
