"""What the public reads, and what it must not learn."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.conftest import Visit
from tests.web.reading import form_of, page_of

LIST = "/meridian/12/"


def withdraw(client: FlaskClient, title: str, **typed: str) -> str:
    """Record a withdrawal by the form; the address of the receipt."""
    view = client.get("/desk/meridian/12.json").json
    assert view is not None
    found = [
        one["id"]
        for category in view["list"]["categories"]
        for one in category["nominations"]
        if title in {work["title"] for work in one["works"]}
    ]
    address = f"/desk/nominations/{found[0]}/withdraw"
    sent = {**form_of(client.get(address).text), "effective": "2026-10-20", **typed, "step": "record"}
    answer = client.post(address, data=sent)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_list_shows_standing_and_notice(visit: Visit) -> None:
    page = visit("public").get(LIST).text
    assert '<span class="standing standing-withdrawn">withdrawn</span>' in page
    assert "Accepted by the awards committee, rule 7.2." in page
    assert "<s><bdi>Daniyal Rafi</bdi></s>" in page
    assert '<cite dir="auto">چاند کے پار</cite>' in page


def test_winners_carry_their_word(visit: Visit) -> None:
    page = visit("public").get("/meridian/11/").text
    assert page.count('<span class="standing standing-conferred">won</span>') == 2


def test_unchanged_list_answers_304(visit: Visit) -> None:
    client = visit("public")
    first = client.get(LIST)
    again = client.get(LIST, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert not first.headers["ETag"].startswith("W/")


def test_unannounced_withdrawal_changes_nothing_public(visit: Visit) -> None:
    public, organiser = visit("public"), visit("organiser")
    paths = (LIST, "/meridian/12.json", "/meridian/", "/")
    before = [(public.get(path).data, public.get(path).headers.get("ETag")) for path in paths]
    withdraw(organiser, "Paper Lanterns")
    assert "Paper Lanterns is withdrawn" in organiser.get("/desk/meridian/12/").text
    assert [(public.get(path).data, public.get(path).headers.get("ETag")) for path in paths] == before


def test_announced_withdrawal_is_on_the_public_list(visit: Visit) -> None:
    public, organiser = visit("public"), visit("organiser")
    before = public.get(LIST).headers["ETag"]
    receipt = organiser.get(withdraw(organiser, "Paper Lanterns")).text
    assert "Announce it" in receipt
    address = "/desk/meridian/12/announce"
    form = form_of(organiser.get(address).text)
    act = organiser.get("/desk/meridian/12.json").json["waiting"][0]["act"]  # type: ignore[index]
    preview = organiser.post(address, data={**form, "acts": [act], "step": "preview"}).text
    assert "Paper Lanterns is withdrawn" in preview
    assert public.get(LIST).headers["ETag"] == before
    answer = organiser.post(address, data={**form, "acts": [act], "step": "record"})
    assert answer.status_code == 303
    after = public.get(LIST)
    assert after.headers["ETag"] != before
    assert after.text.count("standing-withdrawn") == 2
    view = public.get("/meridian/12.json").json
    assert view is not None
    assert [part["count"] for part in view["count"]["parts"]] == [10, 2]


def test_moment_before_the_list_says_so(visit: Visit) -> None:
    page = visit("public").get(f"{LIST}?at=2026-09-01").text
    assert "no earlier list can be shown" in page
    assert "1 September 2026" in page


def test_moment_that_cannot_be_read_is_told_at_its_field(visit: Visit) -> None:
    client = visit("public")
    answer = client.get(f"{LIST}?at=%3Cscript%3E")
    assert answer.status_code == 422
    tag, field = page_of(answer.text).elements["f-at"]
    assert (tag, field["value"], field["aria-invalid"]) == ("input", "<script>", "true")
    assert "<script>" not in answer.text
    twin = client.get("/meridian/12.json?at=%3Cscript%3E")
    assert (twin.status_code, twin.content_type) == (422, "application/problem+json")
    assert client.get(LIST).status_code == 200


def test_page_of_the_public_names_nobody_who_looks_around(visit: Visit) -> None:
    visit("organiser").get(LIST)
    assert "Hina Mirza" not in visit("public").get(LIST).text
