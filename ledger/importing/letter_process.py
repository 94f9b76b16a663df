"""A process of its own that takes a stranger's e-mail apart, with a limit on memory and time. It reads it from standard input.

It answers on standard output: a line of JSON (who, when, about what, the text, and the files in it), and then the bytes of the files, one
after another. Nothing of it is written to a disk, and what an e-mail can do to it ends with it.
"""

from __future__ import annotations

import io
import resource
import sys
from collections.abc import Callable, Iterator
from datetime import UTC
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from typing import Any

import msgspec

from ledger.errors import Refused
from ledger.importing.document_kinds import LETTER, kind_of_part

LARGEST = 60 * 1024**2
"""Bytes of an e-mail that is looked into."""
MEMORY = 1024**3
"""Bytes of address space."""
SECONDS = 20
"""Of computing."""
OPEN_FILES = 16
MOST_FILES = 40
LONGEST_TEXT = 200_000
LONGEST_LINE = 500


def main() -> None:
    """Answer for what stands in standard input."""
    limit()
    try:
        answer, files = _taken_apart(sys.stdin.buffer.read(LARGEST + 1))
    except (MemoryError, RecursionError):
        answer, files = {"refused": "letter_too_large"}, []
    sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
    for data in files:
        sys.stdout.buffer.write(data)


def limit() -> None:
    """What this process may take from here on; it can write no file at all."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _taken_apart(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    if len(data) > LARGEST:
        return {"refused": "letter_too_large"}, []
    letter = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
    if not any(letter.raw_items()):
        return {"refused": "letter_unreadable"}, []
    told: list[dict[str, Any]] = []
    files: list[bytes] = []
    left_out: list[dict[str, str]] = []
    for number, part in enumerate(_carried(letter), 1):
        name, content = _tried(part.get_filename), _bytes_of(part)
        called = _clean(name, LONGEST_LINE) or f"{number}"
        try:
            if len(files) >= MOST_FILES:
                raise Refused("document_too_many_parts")  # noqa: TRY301 - told like every other that is left out
            kind = LETTER if part.get_content_type() == LETTER and content else kind_of_part(io.BytesIO(content))
        except Refused as error:
            left_out.append({"name": called, "code": error.code})
            continue
        told.append({"name": called, "size": len(content), "media_type": kind})
        files.append(content)
    heading = {
        "sender": _clean(_tried(lambda: str(letter["from"] or "")), LONGEST_LINE),
        "subject": _clean(_tried(lambda: str(letter["subject"] or "")), LONGEST_LINE),
        "sent": _tried(lambda: letter["date"].datetime.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")) or "",
        "text": _clean(_tried(lambda: _text(letter)), LONGEST_TEXT, lines=True),
    }
    return {**heading, "files": told, "left_out": left_out}, files


def _carried(letter: EmailMessage) -> Iterator[Message]:
    """The files in it: what is called an attachment or by a name; another e-mail inside is one of them, whole."""
    body = _tried(lambda: letter.get_body(("plain",)))
    waiting: list[Message] = [letter]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_type() != LETTER and part.is_multipart():
            inside = part.get_payload()
            waiting[:0] = [one for one in inside if isinstance(one, Message)] if isinstance(inside, list) else []
        elif part is not body and (
            _tried(part.get_filename) or part.get_content_maintype() not in ("text", "multipart")
        ):
            yield part


def _bytes_of(part: Message) -> bytes:
    if part.get_content_type() == LETTER:
        inside = part.get_payload()
        found = inside[0] if isinstance(inside, list) and inside else None
        return _tried(found.as_bytes) or b"" if isinstance(found, Message) else b""
    content = _tried(lambda: part.get_payload(decode=True))
    return content if isinstance(content, bytes) else b""


def _text(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    if body is None:
        return ""
    content = body.get_payload(decode=True)
    charset = body.get_content_charset("utf-8")
    try:
        return content.decode(charset) if isinstance(content, bytes) else ""
    except (LookupError, UnicodeDecodeError):
        return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""


def _tried(asked: Callable[[], Any]) -> Any:
    """What is asked of a stranger's headings; None where they cannot be read, in whichever way that fails."""
    try:
        return asked()
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 - parsing a heading that somebody made up fails in many ways, none of them ours
        return None


def _clean(text: str | None, longest: int, *, lines: bool = False) -> str:
    """Text without what cannot be stored."""
    kept = (text or "").replace("\r\n", "\n").encode("utf-8", "replace").decode()
    allowed = "\n\t" if lines else ""
    return "".join(one for one in kept if one in allowed or one.isprintable() or one in "\u200c\u200d")[
        :longest
    ].strip()


if __name__ == "__main__":
    main()
