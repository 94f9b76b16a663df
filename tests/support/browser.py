"""A real browser for the tests: the one that `make test` unpacked into build/browser, or the one AWARDS_BROWSER names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.shared import ROOT, absent

UNPACKED = ROOT / "build" / "browser"
# Web security stays on, as in a reader's browser. Root, as in a container, may not use the sandbox; few machines of tests have a GPU.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none", "--no-zygote"]


def executable() -> Path | None:
    """The browser, if there is one."""
    named = os.environ.get("AWARDS_BROWSER")
    found = Path(named) if named else UNPACKED / "chromium"
    complete = named or (UNPACKED / "complete.json").exists()
    return found if complete and found.exists() else None


def environment() -> dict[str, str | float | bool]:
    """The browser's environment: its own libraries and, where the machine has none, its own fonts."""
    folder = ROOT / "build" / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    told: dict[str, str | float | bool] = {**os.environ, "TMPDIR": str(folder)}
    if "AWARDS_BROWSER" not in os.environ:
        told["LD_LIBRARY_PATH"] = str(UNPACKED / "al2023" / "lib")
        if not Path("/etc/fonts/fonts.conf").exists():
            told["FONTCONFIG_PATH"] = str(UNPACKED / "fonts")
    return told


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium for the session."""
    path = executable()
    if path is None:
        absent(
            "There is no browser: `make test` unpacks one where Node 20.11 or newer is installed, AWARDS_BROWSER names another."
        )
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path, headless=True, args=ARGUMENTS, env=environment(), timeout=60_000
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page in a context of its own, without what other tests left behind."""
    context = browser.new_context(locale="en-GB", timezone_id="UTC")
    yield context.new_page()
    context.close()
