"""Files as somebody sends them for a document: told by what is in them, encrypted as they come, and kept until they are filed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import IO
from uuid import UUID

from ledger.application.document_parts import Waiting, wait, waiting_for
from ledger.application.ledger import Ledger
from ledger.domain.instrument import ATTACHMENT, ORIGINAL, TEXT
from ledger.errors import Invalid, Problem, Refused
from ledger.importing.document_kinds import ENDINGS, LETTER, kind_of_part
from ledger.importing.document_kinds import TEXT as PLAIN
from ledger.importing.letters import Carried, Letter, take_apart
from ledger.importing.sent_files import shown_name

MEGABYTE = 1024 * 1024
LARGEST = 50 * MEGABYTE
"""Bytes of one file."""
TOGETHER = 100 * MEGABYTE
"""Bytes of what one form sends."""
WAITING = 2048 * MEGABYTE
"""Bytes of files that were sent and not filed."""
ROOM = 10_240 * MEGABYTE
"""Bytes of all files of an edition's documents."""
LONGEST_NAME = 190
_CHUNK = 64 * 1024
Files = Sequence[tuple[str, IO[bytes]]]
"""Each with its name as its sender calls it; read from its beginning."""


@dataclass
class Sent:
    """What came of a form's files: their digests in order, what an e-mail among them says of itself, and what was refused."""

    kept: list[str] = field(default_factory=list)
    letter: Letter | None = None
    left_out: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def keep_sent(ledger: Ledger, document: UUID, files: Files, earlier: Sequence[str], room: int) -> Sent:
    """Keep the files for a document, in constant memory; `earlier` were sent for it before, `room` is what the edition may still take (bytes).

    A file that is refused is told in `problems`, and the others are kept. The same bytes are kept once.
    Raises Invalid at `files`: `documents_waiting`; Unavailable `store_full`.
    """
    if files and ledger.files.waiting_bytes() > WAITING:
        raise Invalid([Problem("files", "documents_waiting")])
    sent, known = Sent(), _known(ledger, document, earlier)
    for name, file in files:
        shown = shown_name(name)
        try:
            if room <= 0:
                raise Refused("documents_full")  # noqa: TRY301 - told like every other refusal
            room -= _keep_one(ledger, document, (shown, file), sent, known)
        except Refused as error:
            sent.problems.append(Problem("files", error.code, {**error.params, "name": shown}))
    return sent


def keep_text(ledger: Ledger, document: UUID, text: str, earlier: str | None) -> str:
    """Keep a text as it was pasted; the digest, that of the `earlier` one where it is the same."""
    data = text.encode()
    known = waiting_for(ledger.files, document, earlier) if earlier else None
    if earlier and known is not None and known.plain == hashlib.sha256(data).hexdigest():
        return earlier
    return _store(ledger, document, [data], Waiting("text.txt", PLAIN, TEXT, 0, ""))[0]


def _known(ledger: Ledger, document: UUID, earlier: Sequence[str]) -> set[str]:
    """The plain digests of what was sent before."""
    found = (waiting_for(ledger.files, document, digest) for digest in earlier)
    return {one.plain for one in found if one is not None and one.role != TEXT}


def _keep_one(ledger: Ledger, document: UUID, named: tuple[str, IO[bytes]], sent: Sent, known: set[str]) -> int:
    """Bytes that were kept. Raises Refused."""
    name, file = named
    kind = kind_of_part(file)
    role = ATTACHMENT if known else ORIGINAL
    digest, waiting = _store(ledger, document, _chunks(file), Waiting(_ended(name, kind), kind, role, 0, ""))
    if waiting.plain in known:
        return 0
    known.add(waiting.plain)
    sent.kept.append(digest)
    if kind != LETTER:
        return waiting.size
    file.seek(0)

    def take(carried: Carried, chunks: Iterator[bytes]) -> None:
        called = _ended(shown_name(carried.name), carried.media_type)
        about = Waiting(called, carried.media_type, ATTACHMENT, 0, "", carried=True)
        one, inside = _store(ledger, document, chunks, about)
        if inside.plain not in known:
            known.add(inside.plain)
            sent.kept.append(one)

    letter = take_apart(file, take)
    sent.letter = sent.letter or letter
    sent.left_out += [Problem("files", one.code, {"name": shown_name(one.name)}) for one in letter.left_out]
    return waiting.size


def _store(ledger: Ledger, document: UUID, chunks: Iterable[bytes], about: Waiting) -> tuple[str, Waiting]:
    stored = ledger.files.receive(document, chunks, LARGEST)
    waiting = Waiting(about.name, about.media_type, about.role, stored.size, stored.plain, about.carried)
    wait(ledger.files, document, stored.digest, waiting)
    return stored.digest, waiting


def _ended(name: str, kind: str) -> str:
    """The name with the ending of what it is: a program called picture is given out as what it is not by nobody."""
    ending = ENDINGS[kind]
    if PurePath(name).suffix.lower() in (ending, *_ALSO.get(ending, ())):
        return name
    return f"{name[:LONGEST_NAME]}{ending}"


_ALSO = {".jpg": (".jpeg",), ".tiff": (".tif",), ".heic": (".heif",), ".txt": (".md", ".text")}


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk
