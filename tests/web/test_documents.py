"""Documents on the desk: filed by form with files, read by whom they are for, taken away as files that nothing opens, cited by acts."""

from __future__ import annotations

import io
import re
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ledger.bootstrap import Services
from tests.application.test_withdrawing import nomination
from tests.support.documents import LETTER, PDF, PNG, e_mail, file_document, standing
from tests.support.four_eyes import edition_of
from tests.support.services import by
from tests.web.conftest import Visit
from tests.web.proposing import press, switched
from tests.web.reading import form_of

LIST = "/desk/meridian/12/documents"
NEW = f"{LIST}/new"
SECRET = "Vexmoor’s own words"


def send(client: FlaskClient, path: str, *files: tuple[str, bytes], before: str = "", **typed: Any) -> TestResponse:
    """Fill in the form as it stands (`before`: the page that is open) and send it."""
    form = {name: value for name, value in form_of(before or client.get(path).text).items() if name != "files"}
    streams = [(io.BytesIO(data), name) for name, data in files]
    return client.post(path, data={**form, **typed, "files": streams}, content_type="multipart/form-data")


def filed(client: FlaskClient, *files: tuple[str, bytes], **typed: Any) -> str:
    """The address of a document filed by form: previewed, then recorded."""
    told = {**LETTER, **typed}
    preview = send(client, NEW, *(files or (("letter.pdf", PDF),)), **told, step="preview")
    assert preview.status_code == 200, preview.text
    answer = send(client, NEW, before=preview.text, step="record")
    assert answer.status_code == 303, answer.text
    found = re.search(r'href="(/desk/documents/[0-9a-f-]{36}/)"', client.get(answer.location).text)
    assert found is not None
    return found[1]


def parts(client: FlaskClient, address: str) -> list[dict[str, Any]]:
    told = client.get(f"{address[:-1]}.json").json
    assert told is not None
    found: list[dict[str, Any]] = told["parts"]
    return found


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


def test_files_are_given_out_to_be_kept_and_never_shown(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    name = "زہرہ’s “letter” 🧵; x=y.pdf"
    (part,) = parts(client, filed(client, (name, PDF)))
    answer = client.get(part["href"])
    assert answer.headers["Content-Disposition"].startswith(
        "attachment; filename=document.pdf; filename*=UTF-8''%D8%B2"
    )
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert (answer.headers["Content-Type"], answer.content_length) == ("application/pdf", len(PDF))
    assert client.head(part["href"]).data == b""
    # A browser that is asked to show it all the same shows nothing.
    assert "inline" not in answer.headers["Content-Disposition"]


def test_missing_altered_and_erased_files_are_told(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    address = filed(client)
    (part,) = parts(client, address)
    path = demo.ledger.files.folder / part["digest"].removeprefix("sha256:")
    before = path.read_bytes()
    path.write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
    altered = client.get(part["href"])
    assert (altered.status_code, "its bytes have been changed" in altered.text) == (404, True)
    path.unlink()
    assert "is not there any more" in client.get(address).text
    assert "is not where it was stored" in client.get(part["href"]).text
    path.write_bytes(before)
    demo.ledger.keyring.destroy(UUID(address.split("/")[3]))
    page = client.get(address).text
    assert "nobody can read it any more" in page
    assert "O’Brien" not in page.replace("Omar O’Brien</bdi>", "")
    assert client.get(part["href"]).status_code == 404


@pytest.mark.parametrize("key", ["deputy", "auditor"])
def test_it_is_read_by_deputies_and_auditors(visit: Visit, demo: Services, key: str) -> None:
    address = filed(visit("organiser"))
    client = visit(key)
    assert client.get(address).status_code == 200
    assert client.get(parts(client, address)[0]["href"]).data == PDF
    may = client.get(f"{address[:-1]}.json").json["may"]  # type: ignore[index]
    assert may == {"file": key == "deputy"}


def test_the_public_and_an_administrator_read_none_of_it(visit: Visit, demo: Services) -> None:
    address = filed(visit("organiser"))
    href = parts(visit("organiser"), address)[0]["href"]
    for key in ("public", "administrator"):
        client = visit(key)
        for path in (LIST, NEW, address, href, f"{address[:-1]}.json"):
            answer = client.get(path)
            assert answer.status_code in (302, 403, 404), path
            assert "O’Brien" not in answer.text


def test_it_is_described_added_to_and_struck(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    address = filed(client)
    assert form_of(client.get(f"{address}describe").text)["received"] == "2026-10-02"
    assert send(client, f"{address}describe", title="Another title", step="record").status_code == 303
    page = send(client, f"{address}add", ("more.png", PNG), step="preview")
    assert send(client, f"{address}add", before=page.text, step="record").status_code == 303
    assert [one["name"] for one in parts(client, address)] == ["letter.pdf", "more.png"]
    assert "Another title" in client.get(address).text
    assert send(client, f"{address}strike", note=SECRET, step="record").status_code == 303
    page = client.get(address)
    assert "Filed in error; no act can cite it any more." in page.text
    assert visit("deputy").get(address).status_code == 404
    assert visit("auditor").get(address).status_code == 200
    assert client.get(f"{address}other").status_code == 404


def test_act_cites_it_and_story_log_and_document_lead_to_each_other(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    address = filed(client)
    id_ = address.split("/")[3]
    path = f"/desk/nominations/{nomination(demo, 'Static')['id']}/withdraw"
    form = form_of(client.get(path).text) | {"instrument": id_, "effective": "20 October 2026", "reason": "own_wish"}
    preview = client.post(path, data={**form, "step": "preview"})
    assert form_of(preview.text)["instrument"] == id_
    assert client.post(path, data={**form, "step": "record"}).status_code == 303
    story = client.get(path.removesuffix("withdraw")).text
    assert f'<a href="{address}"><bdi>Letter of O’Brien</bdi></a>' in story
    assert f'<a href="{address}"><bdi>Letter of O’Brien</bdi></a>' in visit("auditor").get("/audit/").text
    (cited,) = client.get(f"{address[:-1]}.json").json["cited_by"]  # type: ignore[index]
    assert "Static is withdrawn" in re.sub("[\u2068\u2069]", "", cited["sentence"])
    event = client.get(f"/audit/acts/{cited['act']}.json").json
    assert event is not None
    assert event["document"] == {"title": "Letter of O’Brien", "href": address}


@pytest.mark.parametrize("where", ["withdraw", "announce", "enter", "no-award", "several/withdraw"])
def test_every_form_of_an_act_asks_for_it(visit: Visit, demo: Services, where: str) -> None:
    client = visit("organiser")
    here = f"/desk/nominations/{nomination(demo, 'Static')['id']}/" if where == "withdraw" else "/desk/meridian/12/"
    assert "instrument" not in form_of(client.get(here + where).text)
    filed(client)
    assert form_of(client.get(here + where).text)["instrument"] == ""


def test_list_is_by_kind_and_goes_on(visit: Visit, demo: Services) -> None:
    for number in range(51):
        kind = "minutes" if number == 7 else "letter"
        file_document(demo.ledger, by(), edition_of(demo), title=f"Number {number}", kind=kind)
    client = visit("organiser")
    told = client.get(f"{LIST}.json").json
    assert told is not None
    assert (told["total"], len(told["documents"]), told["documents"][0]["title"]) == (51, 50, "Number 50")
    assert [(one["word"], one["n"]) for one in told["kinds"]] == [("", 51), ("letter", 50), ("minutes", 1)]
    assert "Number 0<" in client.get(told["next_href"]).text
    (only,) = client.get(f"{LIST}.json?kind=minutes").json["documents"]  # type: ignore[index]
    assert only["title"] == "Number 7"


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
    answer = client.post(
        NEW, data=b"", content_type="multipart/form-data", headers={"Content-Length": str(103 * 1024 * 1024)}
    )
    assert answer.status_code == 413
    assert "100 MB together" in answer.text


def test_every_reading_of_it_is_in_the_access_record(visit: Visit, demo: Services) -> None:
    address = filed(visit("organiser"))
    public = filed(visit("organiser"), ("p.pdf", PDF + b"%"), standing="public")
    client = visit("auditor")

    def read(path: str) -> list[tuple[str, str]]:
        before = demo.access.newest(before=2**62)
        client.get(path).close()
        rows = demo.access.rows(before.number + 1 if before else 1, 10)
        return [
            (row.told["subject"].partition(":")[0], row.told["page"])
            for row in rows
            if "documents" in row.told["kinds"]
        ]

    assert read(address) == [("document", "documents.one_document")]
    assert read(parts(visit("organiser"), address)[0]["href"]) == [("document", "documents.part")]
    assert read(f"{address[:-1]}.json") == [("document", "documents.one_document")]
    assert read(f"/audit/acts/{address.split('/')[3]}@1") == [("act", "audit.event")]
    assert read(LIST) == [("edition", "documents.edition_documents")]
    assert read(public) == []
    assert read(parts(visit("organiser"), public)[0]["href"]) == [("document", "documents.part")]
    page = client.get("/log/reads").text
    assert "a document’s file, taken away" in page
