"""A process of its own that reads a stranger's text, with a limit on memory and time: `… form FILE`, and `first`, `survey`, `rows`.

What follows the file says how it is written: its delimiter, encoding and, but for `first`, quoting. It answers with JSON, and with `rows`
in frames: so many rows each, and at the end JSON. What a text can do to it ends with it.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from ledger.errors import LedgerError
from ledger.importing.opening import survey
from ledger.importing.process_limits import BYTES, LENGTH_BYTES, PLAIN, limit
from ledger.importing.text_forms import TextForm, first_rows, guess_form
from ledger.importing.text_records import Record, records
from ledger.schemas.mapping_values import FileFormat

IN_A_FRAME = 500
CHARACTERS = 262_144
"""A frame ends with the row that brings it to so many, however few rows it has."""


def main(arguments: list[str]) -> None:
    """Do what the arguments say."""
    limit()
    what, path, *form = arguments
    try:
        answer = _rows(Path(path), *form) if what == "rows" else _answer(what, Path(path), *form)
    except LedgerError as refused:
        answer = {"refused": refused.code, "params": refused.params}
    except MemoryError:
        answer = {"refused": "text_too_large", "params": {}}
    except OSError as failed:
        answer = {"refused": "sheet_unreadable", "params": {"path": path, "reason": failed.strerror or ""}}
    told = msgspec.json.encode(answer)
    sys.stdout.buffer.write(_framed(told) if what == "rows" else told)


def _answer(what: str, path: Path, delimiter: str = "", encoding: str = "", *rest: str) -> dict[str, Any]:
    if what == "form":
        return {"form": guess_form(path)}
    if what == "first":
        return {"rows": first_rows(path, TextForm(delimiter, encoding))}
    return {"survey": dataclasses.asdict(survey(path, _format(delimiter, encoding, *rest)))}


def _format(delimiter: str, encoding: str, quoting: str) -> FileFormat:
    return FileFormat(delimiter, encoding, quoting)


def _rows(path: Path, *form: str) -> dict[str, Any]:
    for some in _batches(records(path, _format(*form))):
        sys.stdout.buffer.write(_framed(_encoded(some)))
    return {"ended": True}


def _batches(rows: Iterable[Record]) -> Iterator[list[Record]]:
    some: list[Record] = []
    characters = 0
    try:
        for one in rows:
            some.append(one)
            characters += sum(map(len, one.cells))
            if len(some) >= IN_A_FRAME or characters >= CHARACTERS:
                yield some
                some, characters = [], 0
    except LedgerError:
        # What stands before that which is refused is told first.
        yield some
        raise
    if some:
        yield some


def _encoded(some: list[Record]) -> bytes:
    """As MessagePack; half of a pair of surrogates, which is no text, makes every cell of its frame bytes."""
    try:
        return PLAIN + msgspec.msgpack.encode(some)
    except UnicodeEncodeError:
        cells = ([cell.encode("utf-8", "surrogatepass") for cell in one.cells] for one in some)
        return BYTES + msgspec.msgpack.encode(
            [(one.number, bare, one.broken) for one, bare in zip(some, cells, strict=True)]
        )


def _framed(told: bytes) -> bytes:
    return len(told).to_bytes(LENGTH_BYTES, "big") + told


if __name__ == "__main__":
    main(sys.argv[1:])
