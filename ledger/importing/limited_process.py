"""Asks a process of its own to read a stranger's file. What the file does to that process ends with it.

It is told no setting of ours. It answers on its standard output with one JSON object, or with frames: four bytes, the length, and so
many bytes. A process that ends otherwise met a limit of memory or time.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from ledger.errors import Refused
from ledger.importing.process_limits import LENGTH_BYTES

PATIENCE_SECONDS = 600
"""How long it may keep us waiting for an answer, or for the next frame of one."""
LARGEST_FRAME = 16 * 1024 * 1024
HANDED_ON = ("LANG", "LC_ALL", "PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "TMPDIR")
"""Of the environment: nothing that is told to us, as addresses of databases hold passwords."""
ROOT = Path(__file__).parents[2]
"""Where the packages lie, whether installed or not."""


def handed_on() -> dict[str, str]:
    """The environment of a process that opens a stranger's file."""
    return {name: os.environ[name] for name in HANDED_ON if name in os.environ}


def asked(command: tuple[str, ...], too_large: str) -> dict[str, Any]:
    """What the process answers to these arguments of Python. Raises Refused with what it refuses, or `too_large` (a code)."""
    with _started(command) as process:
        try:
            told, _nothing = process.communicate(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            raise Refused(too_large) from None
        if process.returncode:
            raise Refused(too_large)
    return answered(told)


def answered(told: bytes) -> dict[str, Any]:
    """An answer; raises Refused where it is a refusal."""
    answer: dict[str, Any] = msgspec.json.decode(told)
    if "refused" in answer:
        raise Refused(answer["refused"], **answer["params"])
    return answer


@contextmanager
def streaming(command: tuple[str, ...], too_large: str) -> Iterator[Iterator[bytes]]:
    """The frames of a longer answer as they come; the process ends with the block. Raises Refused `too_large`."""
    with _started(command) as process:
        yield _frames(process, too_large)


@contextmanager
def _started(command: tuple[str, ...]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(  # noqa: S603 - our own module; the arguments are paths, numbers and words of ours
        [sys.executable, *command],
        cwd=ROOT,
        env=handed_on(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def _frames(process: subprocess.Popen[bytes], too_large: str) -> Iterator[bytes]:
    """Until the process says no more; one that ended in the middle was ended."""
    while length := _exactly(process, LENGTH_BYTES, too_large):
        size = int.from_bytes(length, "big")
        if size > LARGEST_FRAME:
            raise Refused(too_large)
        yield _exactly(process, size, too_large)
    if process.wait():
        raise Refused(too_large)


def _exactly(process: subprocess.Popen[bytes], size: int, too_large: str) -> bytes:
    """So many bytes; none where nothing more comes."""
    pipe = process.stdout
    if pipe is None:
        raise Refused(too_large)
    parts: list[bytes] = []
    left = size
    while left:
        ready, _w, _x = select.select([pipe], [], [], PATIENCE_SECONDS)
        part = os.read(pipe.fileno(), left) if ready else b""
        if not part:
            if parts or not ready:
                raise Refused(too_large)
            return b""
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
