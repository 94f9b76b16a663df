"""An e-mail taken apart: who sent it, when, about what, its text and the files in it. A process that may fail without harm does it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import IO

import msgspec

from ledger.errors import Refused
from ledger.importing.limited_process import ROOT, handed_on

PATIENCE_SECONDS = 60
READER = ("-m", "ledger.importing.letter_process")
LONGEST_ANSWER = 4 * 1024 * 1024
_CHUNK = 64 * 1024


class Carried(msgspec.Struct, frozen=True):
    """A file in an e-mail: its name as the sender called it, its bytes, and what kind it is."""

    name: str
    size: int
    media_type: str


class LeftOut(msgspec.Struct, frozen=True):
    """A file in an e-mail that is not taken by itself, and the code of why; the e-mail itself holds it."""

    name: str
    code: str


class Letter(msgspec.Struct, frozen=True):
    """What an e-mail says of itself, which anybody can have made up; `sent` is an instant (RFC 3339) or empty."""

    sender: str = ""
    subject: str = ""
    sent: str = ""
    text: str = ""
    files: tuple[Carried, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    refused: str = ""


Take = Callable[[Carried, Iterator[bytes]], None]


def take_apart(file: IO[bytes], take: Take) -> Letter:
    """What stands in an e-mail; each file in it is given to `take`, in constant memory here.

    Raises Refused `letter_too_large`, `letter_unreadable`, and whatever `take` raises.
    """
    with subprocess.Popen(  # noqa: S603 - our own module, without arguments
        [sys.executable, *READER], cwd=ROOT, env=handed_on(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as reader:  # fmt: skip
        ending = threading.Timer(PATIENCE_SECONDS, reader.kill)
        ending.start()
        try:
            _tell(reader, file)
            return _answer(reader, take)
        finally:
            ending.cancel()
            reader.kill()


def _tell(reader: subprocess.Popen[bytes], file: IO[bytes]) -> None:
    if reader.stdin is None:
        return
    # One that met its limits reads no more.
    with suppress(BrokenPipeError):
        while chunk := file.read(_CHUNK):
            reader.stdin.write(chunk)
    with suppress(BrokenPipeError):
        reader.stdin.close()


def _answer(reader: subprocess.Popen[bytes], take: Take) -> Letter:
    answered = reader.stdout
    line = answered.readline(LONGEST_ANSWER) if answered is not None else b""
    if answered is None or not line.endswith(b"\n"):
        raise Refused("letter_too_large")
    letter = msgspec.json.decode(line, type=Letter)
    if letter.refused:
        raise Refused(letter.refused)
    for carried in letter.files:
        take(carried, _some(answered, carried.size))
    return letter


def _some(answered: IO[bytes], size: int) -> Iterator[bytes]:
    while size:
        chunk = answered.read(min(size, _CHUNK))
        if not chunk:
            raise Refused("letter_too_large")
        size -= len(chunk)
        yield chunk
