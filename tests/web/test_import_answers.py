"""What the import's pages answer to files and forms that are not as they should be, and to people who come twice."""

from __future__ import annotations

import io
import re
from uuid import uuid4

import pytest

from ledger.bootstrap import Services
from ledger.domain.nomination import Entered
from ledger.importing import uploads
from tests.importing.books import altered, book, ole
from tests.web.conftest import Visit
from tests.web.reading import form_of, page_of
from tests.web.test_importing import SHEET, ended, mapped, opened, send, started
from web.desk import import_upload

LINES = [line.split(",") for line in SHEET.splitlines()]
PLAIN = book(None, *LINES)


def refusal(html: str) -> str:
    """The sentence at the field of the file."""
    found = re.search(r'id="e-file"[^>]*>([^<]*)<', html)
    assert found is not None, html
    return found[1]


@pytest.mark.parametrize(
    "name, content, said",
    [
        ("a.csv", b"", "The file is empty."),
        ("a.xlsx", b"%PDF-1.7\n", "This is a PDF"),
        ("a.xls", ole("Workbook"), "save it as .xlsx"),
        ("a.xlsx", ole("EncryptedPackage"), "This workbook is encrypted."),
        ("a.xlsm", altered(PLAIN, {"xl/vbaProject.bin": b"code"}), "This workbook holds macros (.xlsm). Save it as .xlsx"),
        ("a.csv", b"Category,Film\nSong,Ti\0de\n", "This is no spreadsheet."),
        ("a.xlsx", PLAIN[:3000], "This workbook cannot be read"),
        ("", SHEET.encode(), "Choose a file first"),
    ],
    ids=["empty", "pdf", "old", "locked", "macros", "nul", "cut", "nothing"],
)  # fmt: skip
def test_file_that_is_no_sheet_is_refused_at_its_field(
    visit: Visit, demo: Services, name: str, content: bytes, said: str
) -> None:
    answer = send(visit("organiser"), content, name)
    assert answer.status_code == 422
    assert said in refusal(answer.text)
    page_of(answer.text)
    assert demo.imports.files.every() == []


def test_file_too_large_is_refused_with_its_sentence(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    client = visit("organiser")
    smaller = import_upload.UPLOADS["importing.imports"]._replace(most=2 * 1024 * 1024)
    monkeypatch.setitem(import_upload.UPLOADS, "importing.imports", smaller)
    answer = send(client, b"x" * 4 * 1024 * 1024)
    assert answer.status_code == 413
    assert "The file is larger than 100 MB, which is the most." in answer.text


def test_other_forms_stay_small_and_only_who_may_import_sends_more(visit: Visit) -> None:
    much = {"person": "x" * 2 * 1024 * 1024}
    assert visit("organiser").post("/people", data=much).status_code == 413
    deputy = visit("deputy")
    assert deputy.post("/desk/import/", data=b"x", content_type="multipart/form-data; boundary=edge").status_code == 403


def test_file_without_a_token_is_refused(visit: Visit, demo: Services) -> None:
    sent = {"file": (io.BytesIO(SHEET.encode()), "a.csv")}
    assert visit("organiser").post("/desk/import/", data=sent, content_type="multipart/form-data").status_code == 400
    assert demo.imports.files.every() == []


def test_file_of_several_megabytes_arrives_whole(visit: Visit, demo: Services) -> None:
    content = SHEET + "".join(f"Score,Title {n},{'n' * 200},\n" for n in range(20_000))
    assert send(visit("organiser"), content).status_code == 303
    one = demo.imports.files.every()[0]
    assert one.source.read_bytes() == content.encode()
    assert one.about.size == len(content.encode()) > 4_000_000


def test_problems_stand_at_their_rows_and_columns_page_by_page(visit: Visit) -> None:
    client = visit("organiser")
    bad = "".join(f"Score,=A{n},,\n" for n in range(150))
    address, _page = opened(client, f"{SHEET}{bad}Score,Salt\nScore,<b>�</b>,,perhaps\n", "a.csv")
    preview = mapped(client, address).location
    page = client.get(preview).text
    assert "<b>151</b>rows that cannot be imported" in page
    assert page.count("This is a formula.") == 100
    following = client.get(f"{preview}?after=100").text
    assert following.count("This is a formula.") == 50
    view = client.get(f"{preview}.json?after=100").json
    assert view is not None
    assert (view["problems_total"], view["problems_from"], view["next_href"]) == (153, 101, None)
    assert [(one["row"], one["column"], one["is_refused"]) for one in view["problems"][-2:]] == [
        (156, "Film", False),
        (156, "Winner", True),
    ]
    assert "<b>�</b>" not in following
    assert client.get(f"{preview}?after=x").status_code == client.get(f"{preview}?after=9999999999").status_code == 200


def test_import_asked_for_twice_is_one_and_tells_what_came_of_it(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    address, _page = opened(client, SHEET, "a.csv")
    preview = mapped(client, address).location
    form = form_of(client.get(preview).text)
    for _ in range(2):
        standing = client.post(preview, data=form).location
        ended(client, demo)
    page = client.get(standing)
    assert "3 nominations added" in page.text
    view = client.get(standing.rstrip("/") + ".json").json
    assert view is not None
    assert (view["result"]["added"], view["result"]["editions"][0]["address"]) == (3, "meridian/12")
    fates = client.get(f"{standing}fates.tsv", buffered=True)
    assert fates.text.splitlines()[1:] == ["2\tadded\t", "3\tadded\t", "4\tadded\t"]
    assert "attachment" in fates.headers["Content-Disposition"]
    log = [demo.ledger.mapper.decode(one) for one in demo.ledger.recorder.entries(0, 10_000)]
    assert sum(isinstance(one, Entered) and one.by.via == "import" for one in log) == 3


def test_import_into_a_new_show_announced_in_its_year_is_public(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    address, _page = opened(client, SHEET, "a.csv")
    new = {
        "edition": "new", "show": "new", "show_name": "ایوارڈ", "show_address": "prizes", "show_zone": "Asia/Karachi",
        "edition_name": "The third", "edition_address": "3", "edition_label": "2024", "announced": "in_its_year", "year": "2024",
    }  # fmt: skip
    preview = mapped(client, address, **new).location
    assert "becomes public as soon as it is imported" in client.get(preview).text
    started(client, preview)
    ended(client, demo)
    assert "گلزار خان" in visit("public").get("/prizes/3/").text


def test_file_is_removed_and_what_was_imported_stays(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    address, _page = opened(client, SHEET, "a.csv")
    started(client, mapped(client, address).location)
    ended(client, demo)
    standing = address.removesuffix("mapping")
    token = form_of(client.get(standing).text)["csrf_token"]
    assert client.post(standing, data={"csrf_token": token, "step": "remove"}).status_code == 303
    assert client.get(standing).status_code == 404
    assert "گلزار خان" in client.get("/desk/meridian/12/").text


@pytest.mark.parametrize("page", ["", "mapping", "preview", "mapping.toml", "fates.tsv"])
def test_file_that_is_not_there_is_not_found(visit: Visit, page: str) -> None:
    answer = visit("organiser").get(f"/desk/import/{uuid4()}/{page}")
    assert answer.status_code == 404
    assert "There is no such file here." in answer.text


def test_name_of_a_file_is_shown_and_never_a_path_or_markup(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    send(client, SHEET, "../../<script>alert(1)</script> چاند.csv")
    page = client.get("/desk/import/").text
    assert "<script>" not in page
    assert "چاند.csv" in page
    one = demo.imports.files.every()[0]
    assert one.folder.parent == demo.imports.files.folder


def test_file_to_keep_is_an_attachment_that_may_do_nothing(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    address, _page = opened(client, SHEET, "a.csv")
    started(client, mapped(client, address).location)
    ended(client, demo)
    for name in ("mapping.toml", "fates.tsv"):
        answer = client.get(address.replace("mapping", name))
        told = {header: answer.headers[header] for header in ("Content-Disposition", "Content-Security-Policy")}
        assert told == {
            "Content-Disposition": f"attachment; filename={name}",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        }
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        answer.close()


def test_page_of_an_interrupted_import_says_so_and_goes_on(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    address, _page = opened(client, SHEET, "a.csv")
    mapped(client, address)
    one = demo.imports.files.every()[0]
    one.write("job", {"what": "import", "state": "running", "began": 1, "done": 1, "total": 3})
    with one.hold():
        page = client.get(address.removesuffix("mapping")).text
        assert "1 of 3 rows" in page
        assert "being imported" in page
    standing = client.get(address.removesuffix("mapping")).text
    assert "The import was interrupted" in standing
    answer = client.post(address.replace("mapping", "preview"), data=form_of(standing))
    ended(client, demo)
    assert "3 nominations added" in client.get(answer.location).text


def test_limit_is_what_the_sentence_says() -> None:
    assert uploads.LARGEST == 100 * 1024 * 1024
