"""Documents as other pages name them: the question on which an act rests, and the link from what rests on one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from flask import g

from ledger.application.documents import may_read
from ledger.domain.instrument import Document, document_of
from ledger.projections.documents import filed_in
from ledger.wording.catalogue import gettext as _
from ledger.wording.documents import called, title_of
from web.forms import Field, Group
from web.people import current, services

OFFERED = 200
"""The newest documents of an edition that a form offers."""


def read_by(document: Document) -> bool:
    """Whether the person looking around reads it."""
    person = current()
    return person is not None and may_read(document, person.role)


def told(document: Document) -> None:
    """The page tells what a document is called, or says: the access record is to have it, but for what was published."""
    if document.told.standing != "public":
        g.told_documents = True


def readable(documents: Collection[UUID]) -> dict[UUID, Document]:
    """Those of these documents that the person looking around reads."""
    stories = services().ledger.stories(documents) if documents else {}
    found = {id_: document_of(event for _position, event in story) for id_, story in stories.items()}
    return {id_: one for id_, one in found.items() if one is not None and read_by(one)}


def links(documents: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """Each document that the person reads as a link: its title and address."""
    found = readable(documents)
    for one in found.values():
        told(one)
    return {id_: {"title": title_of(one), "href": f"/desk/documents/{id_}/"} for id_, one in found.items()}


def link(document: UUID | None) -> dict[str, str] | None:
    """The document on which something rests as a link, where the person reads it."""
    return links({document}).get(document) if document is not None else None


def documents_in(edition: UUID) -> dict[UUID, Document]:
    """The documents of an edition that the person reads, the newest first."""
    filed = [UUID(hex=one) for one in filed_in(services().timeline, edition.hex)]
    found = readable(filed)
    return {id_: found[id_] for id_ in filed if id_ in found}


def with_document(groups: Sequence[Group], edition: UUID) -> list[Group]:
    """The groups of a form and, where documents are filed with the edition, the question which of them it rests on."""
    standing = [one for one in documents_in(edition).values() if one.struck is None][:OFFERED]
    if not standing:
        return list(groups)
    for one in standing:
        told(one)
    offered = (("", _("none of them")), *((str(one.id), called(one)) for one in standing))
    hint = _("Public pages never lead to it.")
    asked = Field("instrument", _("It rests on"), "choice", offered, help=hint)
    return [*groups, Group(_("Filed document"), (asked,), folded=True)]


def cited_by(acts: Sequence[Mapping[str, object]], instruments: Mapping[str, UUID | None]) -> list[dict[str, object]]:
    """Rows of acts, each with the document that it rests on, where its reader may read that; `instruments` are by the act's name."""
    found = links({one for one in instruments.values() if one is not None})
    named = {act: found.get(one) for act, one in instruments.items() if one is not None}
    return [{**act, "document": named.get(str(act["act"]))} for act in acts]
