"""Texts (CSV, TSV): how one is written, and its rows. All of it is found out by a process that may fail without harm."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import msgspec

from ledger.errors import NotFound, Refused
from ledger.importing.limited_process import answered, asked, streaming
from ledger.importing.opening import Survey
from ledger.importing.process_limits import BYTES, PLAIN
from ledger.importing.text_forms import TextForm
from ledger.importing.text_records import Record
from ledger.schemas.mapping_values import FileFormat

READER: tuple[str, ...] = ("-m", "ledger.importing.text_process")
TOO_LARGE = "text_too_large"
_ROWS = msgspec.msgpack.Decoder(list[Record])
_BYTES = msgspec.msgpack.Decoder(list[tuple[int, list[bytes], str]])


def likeliest_form(path: Path) -> TextForm:
    """As `text_forms.guess_form`. Raises Refused `text_too_large`."""
    return msgspec.convert(asked((*READER, "form", str(path.absolute())), TOO_LARGE)["form"], TextForm)


def beginning(path: Path, form: TextForm) -> list[list[str]]:
    """As `text_forms.first_rows`. Raises Refused `text_too_large`."""
    command = (*READER, "first", str(path.absolute()), form.delimiter, form.encoding)
    return msgspec.convert(asked(command, TOO_LARGE)["rows"], list[list[str]])


def surveyed(path: Path, form: FileFormat) -> Survey:
    """As `opening.survey`. Raises also Refused `text_too_large`."""
    return msgspec.convert(asked(_command("survey", path, form), TOO_LARGE)["survey"], Survey)


def rows_of(path: Path, form: FileFormat) -> Generator[Record, None, None]:
    """As `text_records.records`, as far as they are asked for. Raises also Refused `text_too_large`."""
    with streaming(_command("rows", path, form), TOO_LARGE) as frames:
        for frame in frames:
            if frame.startswith(PLAIN):
                yield from _ROWS.decode(frame[1:])
            elif frame.startswith(BYTES):
                for number, cells, broken in _BYTES.decode(frame[1:]):
                    yield Record(number, [one.decode("utf-8", "surrogatepass") for one in cells], broken)
            else:
                answered(frame)
                return
    raise Refused(TOO_LARGE)


def _command(what: str, path: Path, form: FileFormat) -> tuple[str, ...]:
    if not path.exists():
        raise NotFound("sheet_not_found", path=str(path))
    return (*READER, what, str(path.absolute()), form.delimiter, form.encoding, form.quoting)
