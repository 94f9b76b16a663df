"""The organisers' settings: forms with preview and receipt, what the public then reads, two people at once."""

from __future__ import annotations

import io
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ledger.bootstrap import Services
from tests.web.conftest import Visit
from tests.web.reading import form_of, page_of

HERE = "/desk/meridian/12/settings"
RULES = "7 Leaving the list\n7.1 A nominee may ask to be withdrawn.\n7.2 Deciding\nWithin a week.\n"


def sent(client: FlaskClient, form_at: str, step: str = "record", /, **typed: Any) -> TestResponse:
    """A form as it would be sent, followed to its receipt."""
    form = {**form_of(client.get(form_at).text), **typed, "step": step}
    form.pop("file", None)
    kind = "multipart/form-data" if "/rulebook" in form_at else None
    return client.post(form_at.partition("?")[0], data=form, follow_redirects=True, content_type=kind)


def section(client: FlaskClient, key: str) -> list[dict[str, Any]]:
    """The rows of a section."""
    view = client.get(f"{HERE}.json").json
    assert view is not None
    return next(one["rows"] for one in view["sections"] if one["key"] == key)


def test_settings_say_everything_as_it_stands_and_link_its_acts(visit: Visit) -> None:
    client = visit("organiser")
    song = section(client, "categories")[0]
    assert (song["title"], song["facts"][0]) == ("Song of the Year", "5 places")
    assert [one["label"] for one in song["acts"]] == ["Name", "Places", "Policy"]
    assert client.get(f"/audit/acts/{song['acts'][0]['act']}").status_code == 200
    assert [one["title"] for one in section(client, "milestones")] == ["Nominations announced", "Ceremony"]
    assert "None named: organiser, committee, jury and chair" in client.get(HERE).text


def test_preview_writes_nothing_and_recording_gives_a_receipt(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    head = demo.ledger.recorder.head()
    typed = {"kind": "jury", "name": "Music jury", "may_decide": ["results"], "may_announce": []}
    page = sent(client, f"{HERE}/body", "preview", **typed)
    told = "The body Music jury (jury) decides on: results; it announces: nothing."
    assert told in page.text
    assert form_of(page.text)["may_decide"] == ["results"]
    assert demo.ledger.recorder.head() == head
    receipt = sent(client, f"{HERE}/body", **typed)
    assert told in receipt.text
    assert 'href="/desk/meridian/12/settings"' in receipt.text
    assert section(client, "bodies")[0]["title"] == "Music jury"


def test_refused_form_keeps_what_was_typed_and_points_at_the_field(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    head = demo.ledger.recorder.head()
    answer = sent(client, f"{HERE}/milestone", effective="next moon", milestone="voting_opened")
    assert answer.status_code == 422
    page = page_of(answer.text)
    assert page.elements["f-effective"][1]["value"] == "next moon"
    assert page.elements["f-effective"][1]["aria-invalid"] == "true"
    assert "autofocus" in page.elements["f-effective"][1]
    assert page.form["milestone"] == "voting_opened"
    answer = sent(client, f"{HERE}/categories", names="Best Score\nSong of the Year")
    assert "There is a category Song of the Year already." in answer.text
    assert page_of(answer.text).form["names"].strip() == "Best Score\nSong of the Year"
    assert demo.ledger.recorder.head() == head


def test_second_of_two_people_sees_what_the_first_recorded_and_goes_on(visit: Visit) -> None:
    client = visit("organiser")
    form = {**form_of(client.get(f"{HERE}/stage").text), "step": "record", "order": "3", "stage": "final_list"}
    sent(client, f"{HERE}/body", kind="host", name="Karachi Hall")
    answer = client.post(f"{HERE}/stage", data=form)
    assert answer.status_code == 409
    assert "The body Karachi Hall (host)" in answer.text
    again = {**form_of(answer.text), "step": "record"}
    assert "Stage 3 is: Final list." in client.post(f"{HERE}/stage", data=again, follow_redirects=True).text


def test_same_form_sent_twice_is_one_change(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    form = {**form_of(client.get(f"{HERE}/body").text), "step": "record", "kind": "host", "name": "Hall"}
    first = client.post(f"{HERE}/body", data=form)
    head = demo.ledger.recorder.head()
    assert client.post(f"{HERE}/body", data=form).location == first.location
    assert demo.ledger.recorder.head() == head


def test_forms_begin_with_what_stands(visit: Visit) -> None:
    client = visit("organiser")
    sent(client, f"{HERE}/body", kind="jury", name="Music jury", may_decide=["results"])
    form = form_of(client.get(f"{HERE}/body?body=jury").text)
    assert (form["body"], form["name"], form["may_decide"], form["stands"]) == (
        "jury",
        "Music jury",
        ["results"],
        "true",
    )
    names = form_of(client.get(f"{HERE}/order").text)["names"]
    assert names.strip().splitlines()[0] == "Song of the Year"


def test_name_in_urdu_stands_beside_the_name_for_everybody(visit: Visit) -> None:
    client, public = visit("organiser"), visit("public")
    song = section(client, "categories")[0]["id"]
    sent(client, f"{HERE}/names?about={song}", language="ur", name="سال کا گانا")
    sent(client, f"{HERE}/names", language="ur", name="بارہواں ایڈیشن")
    sent(client, "/desk/meridian/names", language="ur-arab", name="میریڈین ایوارڈز")
    page = public.get("/meridian/12/").text
    assert '<span class="also" lang="ur" dir="rtl" title="Urdu">سال کا گانا</span>' in page
    assert '<span class="also" lang="ur" dir="rtl" title="Urdu">بارہواں ایڈیشن</span>' in page
    assert 'lang="ur-Arab" dir="rtl"' in public.get("/").text
    assert 'lang="ur-Arab" dir="rtl"' in public.get("/meridian/").text
    twin = public.get("/meridian/12.json").json
    assert twin is not None
    assert twin["categories"][0]["names"][0]["name"] == "سال کا گانا"


def test_rules_are_read_by_the_public_only_once_they_stand_as_public(visit: Visit) -> None:
    client, public = visit("organiser"), visit("public")
    nothing = public.get("/meridian/12/rules")
    assert nothing.status_code == 404
    preview = sent(client, f"{HERE}/rulebook", "preview", label="2026", effective="2026", text=RULES)
    assert '<b class="rule-number">7.2</b> <span dir="auto">Deciding</span>' in preview.text
    sent(client, f"{HERE}/rulebook", label="2026", effective="2026", text=RULES)
    assert public.get("/meridian/12/rules").data == nothing.data
    assert "/meridian/12/rules" not in public.get("/meridian/12/").text
    assert "Within a week." in client.get(f"{HERE}/rules?version=2026").text
    sent(client, f"{HERE}/rulebook-standing?rulebook={rulebook(client)}", standing="public")
    page = public.get("/meridian/12/rules")
    assert 'id="rule-7.2"' in page.text
    assert "Within a week." in page.text
    assert 'href="/meridian/12/rules"' in public.get("/meridian/12/").text
    sent(client, f"{HERE}/rulebook-standing?rulebook={rulebook(client)}", standing="internal")
    assert public.get("/meridian/12/rules").data == nothing.data


def rulebook(client: FlaskClient) -> str:
    """The id of the only rulebook, as its form offers it."""
    return str(form_of(client.get(f"{HERE}/rulebook-standing").text)["rulebook"])


def test_rules_are_uploaded_as_a_file(visit: Visit) -> None:
    client = visit("organiser")
    form = {**form_of(client.get(f"{HERE}/rulebook").text), "label": "2026", "effective": "2026", "step": "preview"}
    form["file"] = (io.BytesIO(b"\xef\xbb\xbf" + RULES.encode()), "rules.txt")
    page = client.post(f"{HERE}/rulebook", data=form, content_type="multipart/form-data")
    assert page.status_code == 200
    assert page_of(page.text).form["text"].strip() == RULES.strip()
    form["file"] = (io.BytesIO(b"\xff\xfe\x00"), "rules.doc")
    form["step"] = "record"
    refused = client.post(f"{HERE}/rulebook", data=form, content_type="multipart/form-data")
    assert refused.status_code == 422
    assert "That file is not text." in refused.text


def test_places_are_shown_to_the_public_only_when_told_so(visit: Visit) -> None:
    client, public = visit("organiser"), visit("public")
    song = section(client, "categories")[0]["id"]
    before = public.get("/meridian/12/").data
    sent(client, f"{HERE}/places?category={song}", places="9")
    assert public.get("/meridian/12/").data == before
    assert "the public list still says otherwise" in section(client, "categories")[0]["facts"]
    sent(client, f"{HERE}/places?category={song}", places="9", shown="true")
    assert "9 places" in public.get("/meridian/12/").text


def test_heading_stands_above_categories_that_share_it(visit: Visit) -> None:
    client, public = visit("organiser"), visit("public")
    before = public.get("/meridian/12/").data
    categories = [one["id"] for one in section(client, "categories")]
    known = [one["name"] for one in (public.get("/meridian/12.json").json or {})["categories"]]
    by_name = {one["title"]: one["id"] for one in section(client, "categories")}
    sent(client, f"{HERE}/heading?category={by_name[known[0]]}", heading="Music")
    assert public.get("/meridian/12/").data == before, "one category alone needs no heading"
    for category in categories:
        sent(client, f"{HERE}/heading?category={category}", heading="Music & songs")
    told = [one["heading"] for one in (public.get("/meridian/12.json").json or {})["categories"]]
    assert told == ["Music & songs"] + [None] * (len(known) - 1)
    assert '<p class="category-heading" dir="auto">Music &amp; songs</p>' in public.get("/meridian/12/").text
    assert "under the heading “Music & songs”" in section(client, "categories")[0]["facts"]
    sent(client, f"{HERE}/heading", heading="")
    assert public.get("/meridian/12/").data == before
    assert "stands under no heading." in client.get("/audit/").text


def test_show_is_established_and_its_first_edition_opened(visit: Visit) -> None:
    client, public = visit("organiser"), visit("public")
    sent(client, "/desk/establish", name="Solstice Awards", address="solstice", zone="Europe/London")
    assert "Solstice Awards" in client.get("/desk/").text
    taken = sent(client, "/desk/establish", name="Another", address="solstice", zone="Europe/London")
    assert "The address solstice is taken." in taken.text
    opened = sent(client, "/desk/solstice/open", name="First edition", label="2026", address="1", ordinal="1")
    assert "First edition is opened." in opened.text
    assert "First edition" in client.get("/desk/solstice/").text
    assert client.get("/desk/solstice/1/settings").status_code == 200
    assert public.get("/solstice/").status_code == 404


def test_edition_is_opened_as_the_last_one(visit: Visit) -> None:
    client = visit("organiser")
    receipt = sent(client, "/desk/meridian/open", name="13th edition", label="2027")
    assert "The category Song of the Year is added." in receipt.text
    view = client.get("/desk/meridian/13/settings.json").json
    assert view is not None
    titles = [one["title"] for part in view["sections"] if part["key"] == "categories" for one in part["rows"]]
    assert titles == [one["title"] for one in section(client, "categories")]


def test_only_organisers_change_settings(visit: Visit) -> None:
    for key in ("deputy", "auditor"):
        client = visit(key)
        assert client.get(HERE).status_code == 200
        assert "Cancel or merge …" not in client.get(HERE).text
        assert client.get(f"{HERE}/body").status_code == 403
        assert client.get("/desk/establish").status_code == 403
    public = visit("public")
    for path in (HERE, f"{HERE}/body", f"{HERE}/rules", "/desk/meridian/", "/desk/meridian/open", "/desk/establish"):
        assert public.get(path).status_code == 403


def test_setting_of_no_name_is_not_found(visit: Visit) -> None:
    assert visit("organiser").get(f"{HERE}/nonsense").status_code == 404


def test_every_setting_has_a_form_and_a_twin(visit: Visit) -> None:
    client = visit("organiser")
    for change in ("names", "categories", "order", "standing", "places", "vacancy", "body", "stage"):
        assert client.get(f"{HERE}/{change}.json").status_code == 200
    for change in ("milestone", "withdrawal", "rulebook", "rulebook-standing"):
        assert client.get(f"{HERE}/{change}.json").status_code == 200
