"""The data folder beside the repository: real award histories, which are read and never copied."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[2]


def in_ci() -> bool:
    """Whether something absent is a failure."""
    return os.environ.get("CI") == "true"


def absent(sentence: str) -> NoReturn:
    """Skip the test with one clear sentence; in CI, where everything must be there, fail it."""
    if in_ci():
        pytest.fail(f"{sentence} In CI it must be there.", pytrace=False)
    pytest.skip(sentence)


def shared_folder() -> Path:
    """Where the shared data is looked for: `AWARDS_SHARED`, else `shared` beside the repository."""
    return Path(os.environ.get("AWARDS_SHARED") or ROOT.parent / "shared")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of the real data sets (`academy-awards/…`)."""
    folder = shared_folder() / "data"
    if not folder.is_dir():
        absent(f"The shared data is not at {folder}; AWARDS_SHARED names another folder.")
    return folder
