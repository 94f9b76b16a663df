"""Files that were sent for a document and that no event names yet: what is known of each is kept sealed beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

import msgspec

from ledger.application.draft import Draft
from ledger.application.ledger import Ledger
from ledger.application.turns import holders, take_turn
from ledger.domain.instrument import Document, Filed, Part, document_of
from ledger.domain.proposal import OPEN, Made, proposal_of
from ledger.errors import Invalid, Problem
from ledger.persistence.attachments import Attachments
from ledger.persistence.reading import ALL
from ledger.wording.documents import title_of

CLAIM = "document"
SECONDS_KEPT = 24 * 3600.0
"""How long a file waits for the form that files it. One that an open proposal names waits with that."""
PAGE = 1000


class Waiting(msgspec.Struct, frozen=True):
    """A file that was sent: its name, kind and role, bytes, and the SHA-256 (hexadecimal) of the plain bytes."""

    name: str
    media_type: str
    role: str
    size: int
    plain: str
    carried: bool = False
    """Whether it came inside an e-mail: such a file (a signature's picture) may be filed with every letter anew."""


def wait(files: Attachments, document: UUID, digest: str, waiting: Waiting) -> None:
    """Keep what is known of a file until it is filed."""
    files.note(document, digest, msgspec.json.encode(waiting).decode())


def waiting_for(files: Attachments, document: UUID, digest: str) -> Waiting | None:
    """What is known of a file of this document that no event names yet; None where there is none."""
    noted = files.noted(document, digest)
    return msgspec.json.decode(noted, type=Waiting) if noted else None


def drafted_parts(ledger: Ledger, draft: Draft, document: UUID, edition: UUID, kept: Sequence[str]) -> list[Part]:
    """The parts that these files become, each claimed so that the same bytes are filed with an edition once.

    Raises Invalid at `files`: `document_of_nothing`, `document_gone_again`, `document_filed_already`.
    """
    if not kept:
        raise Invalid([Problem("files", "document_of_nothing")])
    parts, claimed = [], set[str]()
    for digest in dict.fromkeys(kept):
        waiting = waiting_for(ledger.files, document, digest)
        if waiting is None or not ledger.files.has(digest):
            raise Invalid([Problem("files", "document_gone_again")])
        if not waiting.carried and waiting.plain not in claimed:
            claimed.add(waiting.plain)
            _claim(ledger, draft, document, [edition.hex, waiting.plain])
        name = draft.named(document, waiting.name)
        parts.append(
            Part(digest=digest, size=waiting.size, media_type=waiting.media_type, name=name, role=waiting.role)
        )
    return parts


def _claim(ledger: Ledger, draft: Draft, document: UUID, parts: list[str]) -> None:
    held = holders(ledger, CLAIM, parts)
    known = ledger.stories(held) if held else {}
    found = document_of(event for _position, event in known[held[-1]]) if held else None
    # What was filed in error, or erased, can be filed again.
    if found is not None and found.struck is None and ledger.files.is_readable(found.id):
        params = {"title": title_of(found), "id": str(found.id)}
        raise Invalid([Problem("files", "document_filed_already", params)])
    take_turn(ledger, draft, (CLAIM, parts), document, known.get)


def named_files(ledger: Ledger) -> set[str]:
    """The digests of all files that an event names, or a proposal that is open."""
    return {part.digest for one in filed_documents(ledger) for part in one.parts} | set(_proposed(ledger))


def filed_documents(ledger: Ledger) -> Iterator[Document]:
    """Every document of the log, one by one, in the order in which they were filed."""
    for stream in _streams(ledger, (Filed.TOPIC,)):
        found = document_of(event for _position, event in ledger.story(stream))
        if found is not None:
            yield found


def _proposed(ledger: Ledger) -> Iterable[str]:
    for stream in _streams(ledger, (Made.TOPIC,)):
        found = proposal_of(event for _position, event in ledger.story(stream))
        if found is not None and found.state == OPEN and found.made.command == CLAIM and found.made.form.text:
            yield from msgspec.json.decode(found.made.form.text).get("kept", ())


def _streams(ledger: Ledger, topics: Sequence[str]) -> Iterable[UUID]:
    after = 0
    while page := ledger.recorder.select_notifications(after + 1, PAGE, ALL, topics):
        yield from (UUID(str(one.originator_id)) for one in page)
        after = page[-1].id


def sweep(ledger: Ledger, now: float) -> int:
    """Take away files that were sent and never filed; `now` in seconds since 1970. How many there were."""
    with ledger.files.holding(alone=True):
        return ledger.files.sweep(named_files(ledger), now - SECONDS_KEPT)


class DailySweep:
    """Sweeps when a process starts and when days begin (UTC); asked often, it looks once a day."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._done: int | None = None

    def __call__(self) -> None:
        """Sweep if it is due. Raises Unavailable."""
        now = self._ledger.clock() / 1_000_000
        today = int(now // SECONDS_KEPT)
        if today != self._done:
            sweep(self._ledger, now)
            self._done = today
