"""The README's commands do what it says: each runs against a server that was started as the README starts it."""

from __future__ import annotations

import os
import re
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.serving import Served, serving
from tests.support.shared import ROOT

README = ROOT / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """What the README's console blocks tell a person to type."""
    blocks = BLOCK.findall(README.read_text(encoding="utf-8"))
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def is_make(command: str) -> bool:
    """Whether it is a target of make other than serving: those run the tests, or take what the tests stand on."""
    return command.startswith("make ") and "make run" not in command


RUNS = [command for command in commands() if "make run" in command]
TARGETS = [command for command in commands() if is_make(command)]
OTHERS = [command for command in commands() if command not in RUNS + TARGETS]


def started(command: str, data: Path) -> list[str]:
    """The command, on a free port and a data folder of its own."""
    return ["sh", "-c", f'exec {command} PORT=0 DATA="$1"', "sh", str(data)]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Path]]:
    """The server of the first run, and its data folder."""
    data = tmp_path_factory.mktemp("readme") / "data"
    with serving(data, command=started(RUNS[0], data)) as running:
        yield running, data


def test_readme_has_a_first_run_and_the_tests() -> None:
    assert "make run" in RUNS
    assert "make test" in TARGETS


@pytest.mark.server
@pytest.mark.parametrize("command", RUNS)
def test_run_serves_the_demo(command: str, tmp_path: Path) -> None:
    with (
        serving(tmp_path, command=started(command, tmp_path / "data")) as running,
        urllib.request.urlopen(running.address, timeout=10) as answer,
    ):
        assert "Meridian" in answer.read().decode()


@pytest.mark.parametrize("command", TARGETS)
def test_target_exists(command: str) -> None:
    done = subprocess.run(
        ["sh", "-c", command.replace("make ", "make -n ", 1)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.server
@pytest.mark.parametrize("command", OTHERS)
def test_command_succeeds_beside_the_server(command: str, served: tuple[Served, Path]) -> None:
    environ = {**os.environ, "AWARDS_DATA": str(served[1])}
    done = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip()
