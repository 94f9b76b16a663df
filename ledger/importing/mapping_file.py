"""Reads a mapping file (TOML); whatever is wrong with it is told before any row is read."""

from __future__ import annotations

import tomllib
from pathlib import Path

from ledger.errors import Invalid, NotFound, Problem, Refused
from ledger.schemas.mapping import load_mapping
from ledger.schemas.mapping_values import SheetMapping


def read_mapping(path: Path) -> SheetMapping:
    """The mapping in the file.

    Raises NotFound "mapping_not_found", Refused "mapping_unreadable", "mapping_not_utf8" or "mapping_not_toml" (with
    the parser's words, which name line and column), Invalid with every wrong key.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        data = tomllib.loads(text)
    except FileNotFoundError:
        raise NotFound("mapping_not_found", path=str(path)) from None
    except OSError as failed:
        raise Refused("mapping_unreadable", path=str(path), reason=failed.strerror or "") from failed
    except UnicodeDecodeError as failed:
        line = 1 + failed.object[: failed.start].count(b"\n")
        raise Refused("mapping_not_utf8", path=str(path), line=line) from None
    except tomllib.TOMLDecodeError as failed:
        raise Refused("mapping_not_toml", path=str(path), reason=str(failed)) from None
    return load_mapping(data)


def reviewed_path(mapping_path: Path, mapping: SheetMapping) -> Path | None:
    """Where the reviewed table of the mapping lies: beside the mapping file, never above it."""
    if mapping.reviewed is None:
        return None
    beside = mapping_path.parent / mapping.reviewed.file
    if not beside.resolve().is_relative_to(mapping_path.parent.resolve()):
        raise Invalid([Problem("reviewed.file", "not_beside", {"value": mapping.reviewed.file})])
    return beside
