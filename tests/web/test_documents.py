"""Documents on the desk: read by whom they are for, taken away as files that nothing opens, cited by acts."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest

from ledger.application.act_forms import record_act
from ledger.bootstrap import Services
from ledger.errors import Invalid
from tests.application.test_withdrawing import nomination
from tests.support.acts import Desk
from tests.support.documents import PDF, PNG, file_document
from tests.support.four_eyes import edition_of, stories
from tests.support.objections import contest, put
from tests.support.objections import decide as dismiss
from tests.support.objections import send as heard
from tests.support.requests import ask, keep, party_of
from tests.support.rosters import withdrawal
from tests.support.rulings import decide, ruling_id, target
from tests.support.services import by
from tests.web.conftest import Visit
from tests.web.filing import LIST, NEW, SECRET, filed, parts, send
from tests.web.reading import form_of


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


def test_request_objection_statement_and_decision_lead_to_the_document_they_rest_on(
    visit: Visit, demo: Services
) -> None:
    client, desk = visit("organiser"), Desk(demo)
    address = filed(client)
    rests: dict[str, Any] = {"instrument": address.split("/")[3]}
    asked, said = ask(desk, "Static", **rests), keep(desk, words="Somebody", channel="press", **rests)
    ruled = ruling_id(decide(desk, target(desk, "Static", "review"), **rests))
    contested = contest(desk, "Static", **rests)
    for path in (f"requests/{asked}", f"objections/{contested}", f"statements/{said}", f"rulings/{ruled}"):
        page = f"/desk/{path}/"
        assert f'<a href="{address}"><bdi>Letter of O’Brien</bdi></a>' in client.get(page).text
        assert client.get(f"/desk/{path}.json").json["document"] == {"title": "Letter of O’Brien", "href": address}  # type: ignore[index]
        assert "Letter of" not in visit("tabulator").get(page).text
    assert "Letter of" not in visit("public").get("/meridian/12/").text


def test_what_becomes_of_an_objection_rests_on_a_document_of_its_edition(visit: Visit, demo: Services) -> None:
    client, desk = visit("organiser"), Desk(demo)
    minutes = UUID(filed(client).split("/")[3])
    made = contest(desk, "Static")
    party = party_of(desk, "Static", "Bilal Lal")
    put(desk, made, party, instrument=str(minutes))
    heard(desk, "heard", made, whom=str(party), outcome="answered", instrument=str(minutes))
    dismiss(desk, made, "1:dismissed", instrument=str(minutes))
    told = [event for _at, event in demo.ledger.story(made)]
    assert [event.by.instrument for event in told] == [None, minutes, minutes, minutes]
    with pytest.raises(Invalid):
        dismiss(desk, made, "1:upheld", instrument=str(made))


@pytest.mark.parametrize(
    "where",
    [
        "withdraw",
        "announce",
        "enter",
        "no-award",
        "several/withdraw",
        "requests/new",
        "statements/new",
        "rulings/new",
        "objections/new",
    ],
)
def test_every_form_of_an_act_asks_for_it(visit: Visit, demo: Services, where: str) -> None:
    client = visit("organiser")
    here = f"/desk/nominations/{nomination(demo, 'Static')['id']}/" if where == "withdraw" else "/desk/meridian/12/"
    record_act(demo.ledger, author := by(), "withdraw", withdrawal(demo, author, "Paper Lanterns"), stories(demo))
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


def test_every_reading_of_it_is_in_the_access_record(visit: Visit, demo: Services) -> None:
    address = filed(visit("organiser"))
    public = filed(visit("organiser"), ("p.pdf", PDF + b"%"), standing="public")
    client = visit("auditor")

    def read(path: str) -> list[tuple[str, str]]:
        before = demo.access.newest()
        client.get(path).close()
        rows = demo.access.rows(before.number if before else 0, 10)
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
