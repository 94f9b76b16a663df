"""Golden events: one stored state of each topic, as written once; they stay readable for ever."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def golden_files() -> list[Path]:
    """Every golden event, `<topic>.<number>.json`."""
    return sorted(FOLDER.glob("*.json"))


def topic_of(file: Path) -> str:
    """The topic a golden file is of."""
    return file.name.removesuffix(".json").rpartition(".")[0]
