"""Files are kept as they come, once each, under a name that says what they are; one that is refused does not lose the others."""

from __future__ import annotations

import io
from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest

from ledger.application.document_parts import Waiting, waiting_for
from ledger.bootstrap import Services
from ledger.errors import Invalid
from ledger.importing import documents_sent
from ledger.importing.documents_sent import ROOM, Sent, keep_sent, keep_text
from tests.support.documents import PDF, PNG, e_mail
from tests.support.services import services

__all__ = ["services"]


def keep(
    services: Services, document: UUID, *files: tuple[str, bytes], earlier: Sequence[str] = (), room: int = ROOM
) -> Sent:
    return keep_sent(services.ledger, document, [(name, io.BytesIO(data)) for name, data in files], earlier, room)


def known(services: Services, document: UUID, digest: str) -> Waiting:
    found = waiting_for(services.ledger.files, document, digest)
    assert found is not None
    return found


def test_first_file_is_the_original_and_the_rest_are_attachments(services: Services) -> None:
    document = uuid4()
    first = keep(services, document, ("a.pdf", PDF), ("b.png", PNG))
    more = keep(services, document, ("c.pdf", PDF + b"%"), earlier=first.kept)
    roles = [known(services, document, digest).role for digest in (*first.kept, *more.kept)]
    assert roles == ["original", "attachment", "attachment"]


def test_names_end_in_what_the_file_is(services: Services) -> None:
    document = uuid4()
    sent = keep(
        services, document, ("invoice.exe", PDF), ("photo.jpeg", b"\xff\xd8\xff\xe0" + bytes(9)), ("letter", PDF + b"%")
    )
    names = [known(services, document, digest).name for digest in sent.kept]
    assert names == ["invoice.exe.pdf", "photo.jpeg", "letter.pdf"]


def test_same_bytes_are_kept_once_in_a_form(services: Services) -> None:
    document = uuid4()
    first = keep(services, document, ("a.pdf", PDF), ("b.pdf", PDF))
    assert len(first.kept) == 1
    assert keep(services, document, ("c.pdf", PDF), earlier=first.kept).kept == []


def test_one_that_is_refused_does_not_lose_the_others(services: Services) -> None:
    sent = keep(services, uuid4(), ("a.pdf", PDF), ("run.exe", b"MZ" + bytes(9)), ("b.png", PNG))
    assert len(sent.kept) == 2
    assert [(one.code, one.params["name"]) for one in sent.problems] == [("document_is_a_program", "run.exe")]


def test_e_mail_brings_its_files_and_what_it_says_of_itself(services: Services) -> None:
    document = uuid4()
    sent = keep(services, document, ("mail.eml", e_mail(("a.pdf", PDF), ("run.exe", b"MZ" + bytes(9)))))
    assert [known(services, document, digest).role for digest in sent.kept] == ["original", "attachment"]
    assert sent.letter is not None
    assert sent.letter.subject == "Our nomination"
    assert [(one.code, one.params["name"]) for one in sent.left_out] == [("document_is_a_program", "run.exe")]


def test_room_of_an_edition_and_of_what_waits_has_an_end(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    full = keep(services, uuid4(), ("a.pdf", PDF), ("b.png", PNG), room=len(PDF))
    assert len(full.kept) == 1
    assert [one.code for one in full.problems] == ["documents_full"]
    monkeypatch.setattr(documents_sent, "WAITING", 1)
    with pytest.raises(Invalid) as refused:
        keep(services, uuid4(), ("a.pdf", PDF))
    assert [one.code for one in refused.value.problems] == ["documents_waiting"]


def test_file_that_is_too_large_is_told_and_not_kept(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents_sent, "LARGEST", 1000)
    sent = keep(services, uuid4(), ("a.pdf", PDF + bytes(1000)))
    assert [one.code for one in sent.problems] == ["document_too_large"]
    assert list(services.ledger.files.folder.iterdir()) == []


def test_text_is_kept_anew_only_where_it_changed(services: Services) -> None:
    document = uuid4()
    first = keep_text(services.ledger, document, "Dear organisers", None)
    assert keep_text(services.ledger, document, "Dear organisers", first) == first
    assert keep_text(services.ledger, document, "Dear organisers,", first) != first
