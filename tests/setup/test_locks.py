"""The locks: complete, with hashes, in step with what they are made of, and silent about where packages come from."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from tests.setup.checkouts import ROOT

REQUIREMENTS = ROOT / "requirements"


def asked(level: str) -> list[str]:
    """The requirements of a level as they were asked for."""
    lines = (REQUIREMENTS / f"{level}.in").read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-"))]


def bare(requirement: str) -> str:
    """The requirement's package, written one way."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None
    return found[0].lower().replace("_", "-").replace(".", "-")


def locked(level: str) -> dict[str, str]:
    """Package and the rest of its entry, with the hashes."""
    text = (REQUIREMENTS / f"{level}.txt").read_text()
    entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"(?m)^\s*#.*\n", "", text))
    return {bare(entry): entry for entry in entries}


@pytest.mark.parametrize("level", ["runtime", "dev"])
def test_lock_pins_what_was_asked_for_with_hashes(level: str) -> None:
    entries = locked(level)
    assert {bare(one) for one in asked(level)} <= set(entries)
    assert [
        name for name, entry in entries.items() if not re.search(r"==\S+.*--hash=sha256:[0-9a-f]{64}", entry, re.DOTALL)
    ] == []


def test_both_levels_agree_on_versions() -> None:
    runtime, dev = locked("runtime"), locked("dev")
    both = runtime.keys() & dev.keys()
    assert {name: dev[name].split()[0] for name in both} == {name: runtime[name].split()[0] for name in both}


def test_project_asks_for_what_the_lock_is_made_from() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["dependencies"] == asked("runtime")


@pytest.mark.parametrize(
    "name", ["requirements/runtime.txt", "requirements/dev.txt", "package-lock.json", "pyproject.toml"]
)
def test_lock_names_no_registry(name: str) -> None:
    text = (ROOT / name).read_text()
    assert (
        re.findall(
            r"https?://[^\s\"]*(?:registry|pypi|npm|simple)[^\s\"]*|file://\S*|--(?:extra-)?index-url|\"resolved\"",
            text,
        )
        == []
    )


def test_browser_lock_is_in_step() -> None:
    wanted = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert packages[""]["devDependencies"] == wanted
    assert packages["node_modules/@sparticuz/chromium"]["version"] == wanted["@sparticuz/chromium"]
    assert [path for path, entry in packages.items() if path and "integrity" not in entry] == []
