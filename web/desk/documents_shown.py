"""An edition's documents as a list, and one document, as views."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from ledger.application.documents import Standing
from ledger.application.ledger import Story
from ledger.domain.event import Event
from ledger.domain.instrument import Document, Part
from ledger.projections.documents import Citing, citing, filed_in
from ledger.projections.nominees import EditionFound
from ledger.wording.acts import ERASED, sentence
from ledger.wording.catalogue import gettext as _
from ledger.wording.documents import CHANNELS, KINDS, PARTS, STANDINGS, STATES, title_of, what_it_is
from ledger.wording.import_form import size_words
from ledger.wording.times import say_instant, say_when
from ledger.wording.vocabulary import KINDS as ACT_KINDS
from ledger.wording.vocabulary import ROLES
from web.desk.citing import documents_in, told
from web.desk.proposing import covers_on
from web.following import shortcomings
from web.people import services
from web.sight import as_told, sees

PAGE = 50
CITED = 100
LONGEST_NUMBER = 6
PAGES = {"request": "requests", "statement": "statements", "ruling": "rulings", "nomination": "nominations"}
"""Where what rests on a document has a page of its own, by kind of stream."""


def documents_view(found: EditionFound, asked: Mapping[str, str]) -> dict[str, Any]:
    """The list: `kind` and `after` (how many were shown before) as the address asks."""
    edition = UUID(hex=found.edition["subject"])
    documents = list(documents_in(edition).values())
    kind = asked.get("kind", "") if asked.get("kind", "") in KINDS else ""
    listed = [one for one in documents if kind in ("", one.told.kind)]
    after = _number(asked.get("after", ""))
    shown = listed[after : after + PAGE]
    for one in shown:
        told(one)
    here, zone = _here(found), found.edition["zone"]
    filed = filed_in(services().timeline, edition.hex)
    more = after + PAGE < len(listed)
    return {
        "edition": found.named,
        "kind": kind,
        "kinds": _kinds(documents, here),
        "documents": [_row(one, filed.get(one.id.hex, 0), zone) for one in shown],
        "total": len(listed),
        "next_href": _with(here, kind=kind, after=str(after + PAGE)) if more else None,
        "may": {"file": covers_on("file", UUID(hex=found.show["subject"]))},
        "shortcomings": shortcomings(),
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0


def _here(found: EditionFound) -> str:
    return f"/desk/{found.show['address']}/{found.edition['address']}/documents"


def _with(here: str, **asked: str) -> str:
    words = urlencode({name: value for name, value in asked.items() if value})
    return f"{here}?{words}" if words else here


def _kinds(documents: list[Document], here: str) -> list[dict[str, Any]]:
    """The kinds that there are, with how many documents are of each."""
    counted = Counter(one.told.kind for one in documents)
    every = {"word": "", "label": _("All"), "n": len(documents), "href": here}
    return [
        every,
        *({**_word(KINDS, one), "n": counted[one], "href": _with(here, kind=one)} for one in KINDS if counted[one]),
    ]


def _word(words: Mapping[str, str], code: str) -> dict[str, str]:
    return {"word": code, "label": words.get(code, code)}


def _row(document: Document, filed_at: int, zone: str) -> dict[str, Any]:
    telling = document.told
    return {
        "id": str(document.id),
        "title": title_of(document),
        "kind": _word(KINDS, telling.kind),
        "line": what_it_is(telling),
        "standing": _word(STANDINGS, telling.standing),
        "parts": len(document.parts),
        "filed": say_instant(filed_at, zone),
        "struck": document.struck is not None,
    }


def document_view(here: Standing, found: EditionFound) -> dict[str, Any]:
    """One document."""
    document = here.document
    told(document)
    story = services().ledger.story(document.id)
    readable = services().ledger.files.is_readable(document.id)
    files = covers_on("file", UUID(hex=found.show["subject"])) and document.struck is None and readable
    cited, in_all = _citing(document.id)
    return {
        "id": str(document.id),
        "title": title_of(document),
        "edition": found.named,
        "kind": _word(KINDS, document.told.kind),
        "standing": _word(STANDINGS, document.told.standing),
        "erased": not readable,
        "struck": _struck(document),
        "facts": _facts(document),
        "parts": [_part(document, one, readable=readable) for one in document.parts],
        "cited_by": cited,
        "cited_in_all": in_all,
        "acts": _acts(document.id, story),
        "may": {"file": files},
        "shortcomings": shortcomings(),
    }


def _struck(document: Document) -> str:
    if document.struck is None:
        return ""
    note = document.struck.note
    return (note.text or ERASED) if note else _("No reason was given.")


def _facts(document: Document) -> list[dict[str, str]]:
    telling = document.told
    facts = [(_("It came"), CHANNELS.get(telling.channel, telling.channel), "")]
    if telling.sender is not None:
        facts.append((_("Sender"), telling.sender.text or ERASED, ""))
    if telling.sender_party is not None:
        facts.append((_("Sender, as a party"), _("the party’s record"), f"/desk/parties/{telling.sender_party}/"))
    for label, when in (
        (_("Sent"), telling.sent),
        (_("Received"), telling.received),
        (_("Published"), telling.published),
    ):
        if when is not None:
            facts.append((label, say_when(when), ""))
    return [{"label": label, "text": text, "href": href} for label, text, href in facts]


def _part(document: Document, part: Part, *, readable: bool) -> dict[str, Any]:
    state = "erased" if not readable else "whole" if services().ledger.files.has(part.digest) else "missing"
    return {
        "digest": part.digest,
        "name": part.name.text or ERASED,
        "role": _word(PARTS, part.role),
        "media_type": part.media_type,
        "size": part.size,
        "size_label": size_words(part.size),
        "state": _word(STATES, state),
        "href": f"/desk/documents/{document.id}/parts/{part.digest}" if state == "whole" else "",
    }


def _citing(document: UUID) -> tuple[list[dict[str, Any]], int]:
    """The acts that rest on it, as far as their reader may know them."""
    rows, in_all = citing(services().timeline, document.hex, CITED)
    stories = services().ledger.stories({UUID(hex=row.subject) for row in rows})
    seen = {stream: as_told(story) for stream, story in stories.items() if sees(stream)}
    acts = [act for row in rows if (act := _cited(row, seen.get(UUID(hex=row.subject), ()))) is not None]
    return acts, in_all - (len(rows) - len(acts))


def _cited(row: Citing, story: Story) -> dict[str, Any] | None:
    found = next((event for position, event in story if position == row.position), None)
    if found is None:
        return None
    told = _act(found, row.position, row.recorded_at, [event for _at, event in story])
    page = PAGES.get(found.TOPIC.partition(".")[0])
    return told | {"href": f"/desk/{page}/{found.originator_id}/" if page else None}


def _acts(document: UUID, story: Story) -> list[dict[str, Any]]:
    """What became of the document itself."""
    entries = services().ledger.recorder.streams([document]).get(document, [])
    events = [event for _position, event in story]
    return [
        _act(event, entry.position, entry.recorded_at, events) for entry, event in zip(entries, events, strict=False)
    ]


def _act(event: Event, position: int, recorded_at: int, story: list[Event]) -> dict[str, Any]:
    effective = getattr(event, "effective", None)
    return {
        "position": position,
        "recorded_at": say_instant(recorded_at, "UTC"),
        "act": event.act_name,
        "topic": event.TOPIC,
        "kind_label": ACT_KINDS.get(event.TOPIC, event.TOPIC),
        "sentence": sentence(event, story),
        "actor": {"name": event.by.name.text or ERASED, "role": ROLES.get(event.by.role, event.by.role)},
        "in_force": say_when(effective) if effective is not None else None,
    }
