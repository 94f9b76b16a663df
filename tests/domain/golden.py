"""Golden events: one stored state of each topic, as written once; they stay readable for ever."""

from __future__ import annotations

from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "golden"


def golden_files() -> list[Path]:
    """Every golden event, `<topic>.<number>.json`."""
    return sorted(FOLDER.glob("*.json"))


def topic_of(file: Path) -> str:
    """The topic a golden file is of."""
    return file.name.removesuffix(".json").rpartition(".")[0]


def as_had(now: Any, had: Any) -> Any:
    """What is read now, without the fields that structures within got since: those have defaults."""
    if isinstance(now, dict) and isinstance(had, dict):
        return {name: as_had(value, had[name]) for name, value in now.items() if name in had}
    if isinstance(now, list) and isinstance(had, list) and len(now) == len(had):
        return [as_had(one, other) for one, other in zip(now, had, strict=True)]
    return now
