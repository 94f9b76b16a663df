"""Planted documents of every standing, and what stands in their files, which no event holds."""

from __future__ import annotations

from uuid import UUID

from ledger.application.ledger import Ledger
from ledger.domain.event import Event
from ledger.domain.instrument import Filed, Part, PartAdded
from ledger.domain.nomination import ENTRY
from tests.support.documents import change_document, file_document, sent
from tests.web.planted.acts import entered
from tests.web.planted.planting import Planter


def plant_documents(planter: Planter, category: UUID) -> None:
    """A confidential document that an announced nomination rests on, a published one, and one that was filed in error."""
    filed = _filed(planter, "confidential")
    change_document(planter.ledger, planter.by(), "describe", filed, **_telling(planter, "confidential"))
    more = sent(planter.ledger, filed, _file(planter))
    change_document(planter.ledger, planter.by(), "add", filed, kept=more)
    known = entered(planter, category)
    planter.announce(f"{known}@{ENTRY}", effective="2020-02-01", instrument=str(filed))
    planter.announce(planter.act("withdraw", known, instrument=str(filed)), instrument=str(filed))
    _filed(planter, "public")
    struck = _filed(planter, "public")
    change_document(planter.ledger, planter.by(), "strike", struck, note=planter.word())


def _filed(planter: Planter, standing: str) -> UUID:
    texts = _telling(planter, standing)
    return file_document(
        planter.ledger, planter.by(), planter.edition, _file(planter), _file(planter), text=planter.word(), **texts
    )


def _telling(planter: Planter, standing: str) -> dict[str, str]:
    told = {"kind": "letter", "channel": "mail", "received": planter.day(), "sent": "", "standing": standing}
    return {**told, "title": planter.word(), "sender": planter.word()}


def _file(planter: Planter) -> tuple[str, bytes]:
    return f"{planter.word()}.txt", planter.word().encode()


def parts_of(event: Event) -> tuple[Part, ...]:
    """The parts that an event gives a document."""
    if isinstance(event, Filed):
        return event.parts
    return (event.part,) if isinstance(event, PartAdded) else ()


def held_in(ledger: Ledger, event: Event) -> str:
    """All that stands in them."""
    read = (ledger.files.read(event.originator_id, part.digest) for part in parts_of(event))
    return "\n".join(b"".join(chunks).decode(errors="replace") for chunks in read)
