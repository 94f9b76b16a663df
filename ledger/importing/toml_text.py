"""A mapping as the text of its file: what the desk's form says, for the command line to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec


def toml_of(mapping: Mapping[str, Any], heading: str = "") -> str:
    """The mapping as TOML: tables of texts, whole numbers, flags, lists of texts, and tables inside."""
    comment = "".join(f"# {line}\n" for line in heading.splitlines())
    return comment + "\n".join(_table((name,), table) for name, table in mapping.items())


def _table(path: tuple[str, ...], table: Mapping[str, Any]) -> str:
    return "".join(f"{line}\n" for line in _lines(path, table))


def _lines(path: tuple[str, ...], table: Mapping[str, Any]) -> Iterator[str]:
    yield f"[{'.'.join(_text(part) if not part.isidentifier() else part for part in path)}]"
    yield from (f"{_key(key)} = {_value(value)}" for key, value in table.items() if not isinstance(value, Mapping))
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from ("", *_lines((*path, key), value))


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("_", "").isalnum() else _text(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _text(value)
    return f"[{', '.join(map(_text, value))}]"


def _text(text: str) -> str:
    """A basic string of TOML, whose escapes are those of JSON but for DEL."""
    return msgspec.json.encode(text).decode().replace("\x7f", "\\u007f")
