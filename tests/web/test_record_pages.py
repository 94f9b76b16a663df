"""The desk's pages of parties and works: found, registered, named, linked, and told in one story."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from tests.web.conftest import Visit
from tests.web.reading import form_of, page_of


def found(client: FlaskClient, name: str, folder: str = "parties") -> dict[str, Any]:
    """The record that fits best."""
    answer = client.get(f"/desk/{folder}.json", query_string={"q": name}).json
    assert answer is not None
    one: dict[str, Any] = answer["found"][0]
    return one


def page(client: FlaskClient, name: str, folder: str = "parties") -> str:
    return f"/desk/{folder}/{found(client, name, folder)['id']}/"


def record(client: FlaskClient, address: str, **answers: Any) -> str:
    """Fill the form in and record; where it leads."""
    form = form_of(client.get(address).text) | answers | {"step": "record"}
    answer = client.post(address, data=form)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_name_added_is_previewed_recorded_and_found_by(visit: Visit) -> None:
    client = visit("organiser")
    address = page(client, "Noor Sehr")
    form = form_of(client.get(address + "name").text) | {"name": "نور سحر", "kind": "transliteration", "language": "UR"}
    preview = client.post(address + "name", data=form | {"step": "preview"}).text
    assert "is also known as \u2068نور سحر\u2069 (transliteration)" in preview
    assert found(client, "نور سحر")["why"] != ""  # only its consonants agree as yet
    receipt = client.get(record(client, address + "name", **form)).text
    assert "is also known as \u2068نور سحر\u2069 (transliteration)" in receipt
    again = found(client, "نور سحر")
    assert (again["label"], again["also"], again["why"]) == ("Noor Sehr", "نور سحر", "")


def test_refused_name_stays_with_the_reason_at_its_field(visit: Visit) -> None:
    client = visit("organiser")
    address = page(client, "Noor Sehr") + "name"
    form = form_of(client.get(address).text) | {"name": "Noor Sehr", "kind": "spelling", "language": "klingon!"}
    answer = client.post(address, data=form | {"step": "record"})
    assert answer.status_code == 422
    told = page_of(answer.text)
    assert "e-language" in told.elements
    assert told.form["name"] == "Noor Sehr"
    answer = client.post(address, data=form | {"language": "", "step": "record"})
    assert "known by exactly this name already" in answer.text


def test_public_name_now_is_in_every_public_reading_of_every_moment(visit: Visit) -> None:
    client, public = visit("organiser"), visit("public")
    address = page(client, "Adeel Tariq")
    before = public.get("/meridian/12/").text
    assert "Adeel Tariq" in before
    record(client, address + "public-name", name="Adila Tariq")
    for path in (
        "/meridian/12/",
        "/meridian/12.json",
        "/meridian/12/?at=2026-10-05",
        "/meridian/11/",
        "/meridian/11.json",
    ):
        told = public.get(path).text
        assert "Adeel" not in told, path
        assert "Adila Tariq" in told, path
    inside = client.get("/desk/meridian/12/").text
    assert "Adila Tariq" in inside
    assert "credited as <bdi>Adeel Tariq</bdi>" in inside


def test_minor_appears_as_the_guardian_agreed(visit: Visit) -> None:
    client, public = visit("organiser"), visit("public")
    address = page(client, "Hina Baig")
    thing = found(client, "Hina Baig")["id"]
    record(client, address + "terms", form="initials", shown_as="H. B.", until="2031")
    told = public.get("/meridian/12.json").text
    assert "Hina" not in told
    assert "H. B." in told
    record(client, address + "terms", form="not_named", shown_as="")
    for path in (
        "/meridian/12.json",
        "/meridian/11.json",
        "/meridian/12/?at=2026-10-05",
        "/search?q=hina",
        "/search?q=h+b",
    ):
        told = public.get(path).text.replace('value="hina"', "")
        assert "Hina" not in told, path
        assert "H. B." not in told, path
        assert thing not in told, path
    assert "[name not public]" in public.get("/meridian/12/").text
    assert public.get(f"/parties/{thing}/").status_code == 404
    assert "Hina Baig" in client.get("/desk/meridian/12/").text


def test_link_is_typed_by_name_and_taken_back(visit: Visit) -> None:
    client = visit("deputy")
    address = page(client, "Tahmina Studio")
    form = form_of(client.get(address + "link").text)
    several = client.post(address + "link", data=form | {"to": "Tahmina", "reasons": ["known"], "step": "preview"})
    assert several.status_code == 422
    assert "Choose which one is meant" in several.text
    to = found(client, "Tahmina Aslam")["id"]
    assert f'name="to_id" value="{to}"' in several.text
    record(client, address + "link", to="Tahmina Aslam", reasons=["own_word", "document"])
    view = client.get(address.rstrip("/") + ".json").json
    assert view is not None
    assert view["link"]["to"] == to
    assert [one["name"] for one in view["records"]] == ["Tahmina Aslam", "Tahmina Studio"]
    assert view["alike"] == []
    circle = form_of(client.get(f"/desk/parties/{to}/link").text) | {"to": "Tahmina Studio", "reasons": ["known"]}
    answer = client.post(f"/desk/parties/{to}/link", data=circle | {"step": "record"})
    assert answer.status_code == 422
    assert "would end in a circle" in answer.text
    record(client, address + "unlink")
    view = client.get(address.rstrip("/") + ".json").json
    assert view is not None
    assert (view["link"], view["records"]) == (None, [])


def test_kind_is_put_right_by_its_form(visit: Visit) -> None:
    client, public = visit("organiser"), visit("public").get("/meridian/12/").data
    address = page(client, "Noor Sehr")
    form = form_of(client.get(address + "kind").text)
    preview = client.post(address + "kind", data={**form, "kind": "group", "step": "preview"}).text
    assert "Noor Sehr was recorded with the wrong kind (person). It is: group." in preview
    receipt = client.get(record(client, address + "kind", kind="group")).text
    assert "It is: group." in receipt
    assert '<p class="record-kind">group</p>' in receipt
    assert "the kind: group" in client.get(address + "strike").text
    assert visit("public").get("/meridian/12/").data == public


def test_sentence_of_a_link_names_the_other_record(visit: Visit) -> None:
    client = visit("organiser")
    here, there = page(client, "Tahmina Studio"), found(client, "Tahmina Aslam")
    form = form_of(client.get(here + "link").text) | {"to": "", "to_id": there["id"], "reasons": ["known"]}
    linked = "Tahmina Studio and the record Tahmina Aslam are found to be one"
    assert linked in client.post(here + "link", data=form | {"step": "preview"}).text
    answer = client.post(here + "link", data=form | {"step": "record"})
    for path in (answer.headers["Location"], here, "/audit/", "/desk/"):
        assert linked in client.get(path).text, path
    act = (client.get("/audit.json").json or {})["entries"][0]["act"]
    assert linked in client.get(f"/audit/acts/{act}").text
    assert linked in client.get("/desk/search", query_string={"q": act}).text
    undone = "is no longer held to be one with the record Tahmina Aslam, to which it was linked."
    assert undone in client.get(record(client, here + "unlink")).text
    assert undone in client.get("/audit/").text


def test_record_is_told_by_id_too(visit: Visit) -> None:
    client = visit("organiser")
    here, there = page(client, "Noor Sehr"), found(client, "Bilal Lal")
    record(client, f"/desk/parties/{there['id']}/id", scheme="IMDb".lower(), value="nm7")
    form = form_of(client.get(here + "link").text) | {"reasons": ["same_id"], "step": "preview"}
    for typed in ("imdb:nm7", "nm7", there["id"], there["id"].upper(), "BILAL lal"):
        assert "are found to be one" in client.post(here + "link", data=form | {"to": typed}).text, typed
    for typed, said in (("nobody at all", "No record is known"), ("", "This is needed")):
        answer = client.post(here + "link", data=form | {"to": typed})
        assert (answer.status_code, said in answer.text) == (422, True)
    forged = client.post(here + "link", data=form | {"to": "x", "to_id": "nonsense"})
    assert forged.status_code == 422


def test_works_pages_record_and_tell(visit: Visit) -> None:
    client = visit("deputy")
    address = page(client, "Static", "works")
    record(client, address + "name", name="Statique", kind="translation", language="fr")
    told = client.get(address).text
    assert "Statique" in told
    assert "public-name" not in told
    form = form_of(client.get("/desk/works/new").text) | {"name": "Entirely New", "kind": "film"}
    preview = client.post("/desk/works/new", data=form | {"step": "preview"})
    assert "Entirely New is registered as a work." in preview.text
    made = client.post("/desk/works/new", data=form | {"step": "record"})
    assert "No nomination names it." in client.get(made.headers["Location"]).text


def test_registering_shows_those_alike_before_anything_is_recorded(visit: Visit) -> None:
    client = visit("deputy")
    form = form_of(client.get("/desk/parties/new").text) | {"name": "noor séhr", "kind": "person"}
    answer = client.post("/desk/parties/new", data=form | {"step": "record"})
    assert answer.status_code == 422
    assert "Already known as" in answer.text
    assert "the same but for case, accents or punctuation" in answer.text
    again = form_of(answer.text) | {"anyway": ["yes"], "step": "record"}
    made = client.post("/desk/parties/new", data=again)
    assert made.status_code == 303
    assert "May be the same" in client.get(made.headers["Location"]).text
    assert client.post("/desk/parties/new", data=again).headers["Location"] == made.headers["Location"]


def test_story_tells_nominations_and_acts_over_linked_records(visit: Visit) -> None:
    client = visit("organiser")
    here, there = page(client, "گلزار خان"), found(client, "Bilal Lal")["id"]
    record(client, here + "link", to_id=there, to="Bilal Lal", reasons=["known"])
    view = client.get(f"/desk/parties/{there}.json").json
    assert view is not None
    titles = {work["title"] for one in view["nominations"] for work in one["works"]}
    assert titles == {"شہر کی بارش", "چاند کے پار", "Platform Nine", "Static"}
    assert view["acts"][-1]["topic"] == "party.linked"
    for act in view["acts"]:
        assert client.get(f"/audit/acts/{act['act']}").status_code == 200


def test_auditor_reads_and_records_nothing(visit: Visit) -> None:
    auditor = visit("auditor")
    address = page(auditor, "Noor Sehr")
    assert auditor.get(address).status_code == 200
    assert "Add a name" not in auditor.get(address).text
    for act in ("name", "public-name", "id", "terms", "link", "unlink", "strike"):
        assert auditor.get(address + act).status_code == 403
    assert auditor.get("/desk/parties/new").status_code == 403
    assert visit("deputy").get(address + "public-name").status_code == 403
    assert visit("public").get(address).status_code == 403


def test_two_people_at_once_see_what_the_other_did(visit: Visit) -> None:
    one, other = visit("organiser"), visit("deputy")
    address = page(one, "Noor Sehr") + "name"
    mine, theirs = form_of(one.get(address).text), form_of(other.get(address).text)
    answers = {"kind": "spelling", "step": "record"}
    assert other.post(address, data=theirs | answers | {"name": "Nur Sehr"}).status_code == 303
    answer = one.post(address, data=mine | answers | {"name": "Noor Sahr"})
    assert answer.status_code == 409
    assert "Nur Sehr" in answer.text
    assert form_of(answer.text)["name"] == "Noor Sahr"
    assert one.post(address, data=form_of(answer.text) | {"step": "record"}).status_code == 303


def test_act_that_is_not_there_is_no_page(visit: Visit) -> None:
    client = visit("organiser")
    address = page(client, "Noor Sehr")
    assert client.get(address + "nonsense").status_code == 404
    assert client.get(address.replace("parties", "works")).status_code == 404
    work = page(client, "Static", "works")
    assert client.get(work).status_code == 200
    assert client.get(work + "public-name").status_code == 404
