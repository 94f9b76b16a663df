"""The forms about documents: files are kept as they come, shown before they are recorded, and never lost with a refusal."""

from __future__ import annotations

from uuid import UUID

import pytest

from ledger.bootstrap import Services
from ledger.importing import documents_sent
from tests.support.documents import LETTER, PDF, PNG, e_mail, standing
from tests.web.conftest import Visit
from tests.web.filing import LIST, NEW, SECRET, filed, parts, send
from tests.web.proposing import press, switched
from tests.web.reading import form_of
from web.desk import import_upload


def test_document_is_previewed_recorded_and_read_again(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    address = filed(client, ("letter.pdf", PDF), ("seal.png", PNG), text=SECRET)
    told = client.get(f"{address[:-1]}.json").json
    assert told is not None
    assert (told["title"], told["kind"]["word"], told["standing"]["word"]) == (
        "Letter of O’Brien",
        "letter",
        "confidential",
    )
    assert [(one["name"], one["role"]["word"]) for one in told["parts"]] == [
        ("text.txt", "text"), ("letter.pdf", "original"), ("seal.png", "attachment"),
    ]  # fmt: skip
    assert [client.get(one["href"]).data for one in told["parts"]] == [SECRET.encode(), PDF, PNG]
    page = client.get(address).text
    assert "Omar O’Brien" in page
    assert SECRET not in page
    assert client.get(f"{LIST}.json").json["documents"][0]["title"] == "Letter of O’Brien"  # type: ignore[index]
    assert list(demo.ledger.files.folder.glob("*.waiting")) == []


def test_preview_writes_nothing_and_tells_no_title_of_the_log(visit: Visit, demo: Services) -> None:
    head, client = demo.ledger.recorder.head(), visit("organiser")
    page = send(client, NEW, ("letter.pdf", PDF), **LETTER, step="preview").text
    assert demo.ledger.recorder.head() == head
    assert "A document is filed: Letter by post or courier" in page
    filed(client)
    assert "Letter of O’Brien" not in visit("auditor").get("/audit/").text


def test_files_that_come_with_record_are_shown_first(visit: Visit, demo: Services) -> None:
    head, client = demo.ledger.recorder.head(), visit("organiser")
    page = send(client, NEW, ("letter.pdf", PDF), **LETTER, step="record")
    assert (page.status_code, demo.ledger.recorder.head()) == (200, head)
    assert "What you just sent is shown first." in page.text
    assert send(client, NEW, before=page.text, step="record").status_code == 303


def test_form_sent_twice_is_one_document(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    page = send(client, NEW, ("letter.pdf", PDF), **LETTER, text="Dear all", step="preview").text
    first, again = (send(client, NEW, before=page, step="record") for _ in range(2))
    assert (first.status_code, again.status_code, first.location) == (303, 303, again.location)


def test_what_is_refused_keeps_what_was_typed_and_sent(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    page = send(
        client, NEW, ("letter.pdf", PDF), ("run.exe", b"MZ" + bytes(9)), **LETTER | {"received": "soon"}, step="preview"
    )
    assert page.status_code == 422
    assert "“run.exe”: This is a program." in page.text
    form = form_of(page.text)
    assert (form["title"], form["received"], len(form["kept"])) == ("Letter of O’Brien", "soon", 1)
    again = send(client, NEW, before=page.text, received="2 October 2026", step="record")
    assert again.status_code == 303


def test_file_that_is_not_ticked_is_left_out(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    page = send(client, NEW, ("a.pdf", PDF), ("b.png", PNG), **LETTER, step="preview").text
    kept = form_of(page)["kept"]
    answer = send(client, NEW, before=page, kept=kept[1:], step="record")
    assert answer.status_code == 303
    (listed,) = client.get(f"{LIST}.json").json["documents"]  # type: ignore[index]
    assert [one["name"] for one in parts(client, f"/desk/documents/{listed['id']}/")] == ["b.png"]


def test_e_mail_suggests_who_when_and_what(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    letter = e_mail(("letter.pdf", PDF), ("run.exe", b"MZ" + bytes(9)), text=SECRET)
    page = send(client, NEW, ("mail.eml", letter), step="preview")
    form = form_of(page.text)
    assert (form["title"], form["sender"]) == ("Our nomination", "Zehra O’Brien <zehra@example.org>")
    assert (form["kind"], form["channel"], form["sent"]) == ("e_mail", "e_mail", "2026-10-01T05:30:00Z")
    assert form["text"].strip() == SECRET
    assert "“run.exe”: This is a program." in page.text
    assert page.status_code == 200
    assert send(client, NEW, before=page.text, step="record").status_code == 303


def test_same_bytes_are_told_with_the_document_that_has_them(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    address = filed(client)
    page = send(client, NEW, ("other.pdf", PDF), **LETTER, step="preview")
    assert page.status_code == 422
    assert "The same bytes are filed already, as “Letter of O’Brien”" in page.text
    assert address.split("/")[3] in page.text


def test_under_four_eyes_it_is_proposed_and_confirmed(visit: Visit, demo: Services) -> None:
    switched(visit)
    deputy = visit("deputy")
    page = send(deputy, NEW, ("letter.pdf", PDF), **LETTER, text=SECRET, step="preview").text
    proposal = send(deputy, NEW, before=page, step="propose").location
    shown = visit("organiser").get(proposal).text
    assert "A document is filed: Letter" in shown
    assert SECRET not in shown
    again = form_of(deputy.get(f"{NEW}?proposal={proposal.rpartition('/')[2]}").text)
    assert (again["title"], again["text"].strip(), len(again["kept"])) == ("Letter of O’Brien", SECRET, 1)
    assert press(visit("organiser"), proposal, "confirm").status_code == 303
    (listed,) = deputy.get(f"{LIST}.json").json["documents"]  # type: ignore[index]
    assert standing(demo.ledger, UUID(listed["id"])).filed.by.proposal is not None


def test_too_much_at_once_is_told(visit: Visit, demo: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    client = visit("organiser")
    monkeypatch.setitem(
        import_upload.UPLOADS, "documents.new", import_upload.UPLOADS["documents.new"]._replace(most=10)
    )
    monkeypatch.setattr(import_upload, "AROUND", 0)
    answer = send(client, NEW, ("letter.pdf", PDF), **LETTER, step="preview")
    assert answer.status_code == 413
    assert "100 MB together" in answer.text
    assert documents_sent.TOGETHER == 100 * 1024 * 1024


def test_text_that_was_pasted_is_recorded_at_once_and_files_are_shown_first(visit: Visit) -> None:
    client = visit("organiser")
    assert send(client, NEW, **LETTER, text="Dear all", step="record").status_code == 303
    shown = send(client, NEW, ("letter.pdf", PDF), **LETTER, text="Dear all of you", step="record")
    assert shown.status_code == 200
    assert send(client, NEW, before=shown.text, step="record").status_code == 303
