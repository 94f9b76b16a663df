"""A served demo that also holds the Academy Awards' record where the shared data is there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.serving import Served, serving
from tests.support.shared import ROOT


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo, served."""
    with serving(tmp_path_factory.mktemp("demo") / "data", "--demo") as running:
        yield running


@pytest.fixture(scope="module")
def academy(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo with the record imported beside the running server, by the command line."""
    data = tmp_path_factory.mktemp("academy") / "data"
    with serving(data, "--demo") as running:
        subprocess.run(
            [
                sys.executable,
                "-m",
                "ledger",
                "--data",
                str(data),
                "import",
                str(shared_data / "academy-awards" / "nominations.tsv"),
                "--mapping",
                "examples/academy/mapping.toml",
            ],
            check=True,
            cwd=ROOT,
            capture_output=True,
        )
        yield running
