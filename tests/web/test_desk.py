"""The organisers' forms: preview, refusal at the field, receipt, two people at once."""

from __future__ import annotations

from uuid import uuid4

from flask.testing import FlaskClient

from ledger.bootstrap import Services
from tests.support.acts import Desk
from tests.web.conftest import Visit
from tests.web.hidden import hide
from tests.web.reading import form_of, page_of


def withdrawal(client: FlaskClient, title: str) -> str:
    """The address of the form that withdraws a nomination."""
    view = client.get("/desk/meridian/12.json").json
    assert view is not None
    for category in view["list"]["categories"]:
        for one in category["nominations"]:
            if title in {work["title"] for work in one["works"]}:
                return f"/desk/nominations/{one['id']}/withdraw"
    raise AssertionError(title)


def test_preview_writes_nothing(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    address = withdrawal(client, "Paper Lanterns")
    head = demo.ledger.recorder.head()
    typed = {**form_of(client.get(address).text), "effective": "20 October 2026", "step": "preview"}
    page = client.post(address, data=typed)
    assert page.status_code == 200
    assert "Paper Lanterns is withdrawn, 20 October 2026." in page.text
    assert "The public list does not change until" in page.text
    assert form_of(page.text)["effective"] == "20 October 2026"
    assert demo.ledger.recorder.head() == head


def test_one_name_of_a_shared_nomination_leaves(visit: Visit) -> None:
    client = visit("organiser")
    address = withdrawal(client, "Paper Lanterns")
    page = client.get(address)
    view = client.get(f"{address}.json").json
    assert view is not None
    choice = next(one for one in view["form"]["groups"][0]["fields"][0]["choices"] if "Adeel Tariq" in one["label"])
    typed = {**form_of(page.text), "effective": "2026-10-20", "credit": choice["value"], "step": "record"}
    receipt = client.post(address, data=typed, follow_redirects=True)
    assert "Adeel Tariq leaves Paper Lanterns" in receipt.text
    assert "<s><bdi>Adeel Tariq</bdi></s>" in client.get("/desk/meridian/12/").text


def test_refused_form_keeps_what_was_typed_and_points_at_the_field(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    address = withdrawal(client, "Paper Lanterns")
    head = demo.ledger.recorder.head()
    odd = "</textarea><script>alert(1)</script> 🧵 چاند کے پار"
    typed = {**form_of(client.get(address).text), "effective": "next moon", "private_reason": odd, "step": "record"}
    answer = client.post(address, data=typed)
    assert answer.status_code == 422
    page = page_of(answer.text)
    assert page.form["private_reason"].strip() == odd
    tag, field = page.elements["f-effective"]
    assert tag == "input"
    assert (field["value"], field["aria-invalid"]) == ("next moon", "true")
    assert "autofocus" in field
    assert "e-effective" in (field["aria-describedby"] or "").split()
    assert 'href="#f-effective"' in answer.text
    assert "<script>" not in answer.text
    assert demo.ledger.recorder.head() == head


def test_both_wrong_times_are_told_at_their_fields(visit: Visit) -> None:
    client = visit("organiser")
    address = withdrawal(client, "Paper Lanterns")
    typed = {**form_of(client.get(address).text), "effective": "next moon", "decided": "30 February", "step": "preview"}
    page = page_of(client.post(address, data=typed).text)
    assert [page.elements[f"f-{name}"][1].get("aria-invalid") for name in ("effective", "decided")] == ["true", "true"]


def test_preview_says_from_which_instant_a_day_counts(visit: Visit) -> None:
    client = visit("organiser")
    address = withdrawal(client, "Paper Lanterns")
    typed = {**form_of(client.get(address).text), "effective": "20 October 2026", "step": "preview"}
    assert "it counts from 20 October 2026, 23:59:59" in client.post(address, data=typed).text
    typed["effective"] = "20 October 2026, 10:00"
    assert "it counts from" not in client.post(address, data=typed).text


def test_name_from_right_to_left_does_not_turn_the_sentence(visit: Visit) -> None:
    client = visit("organiser")
    address = withdrawal(client, "چاند کے پار")
    typed = {**form_of(client.get(address).text), "effective": "20 October 2026", "step": "preview"}
    assert "\u2068چاند کے پار\u2069 is withdrawn, 20 October 2026." in client.post(address, data=typed).text


def test_second_to_announce_reads_what_the_first_announced_and_carries_on(visit: Visit) -> None:
    first, second = visit("organiser"), visit("organiser")
    form = withdrawal(first, "Static")
    first.post(form, data={**form_of(first.get(form).text), "effective": "unknown", "step": "record"})
    address = "/desk/meridian/12/announce"
    view = first.get(f"{address}.json").json
    assert view is not None
    offered = [one["value"] for one in view["form"]["groups"][0]["fields"][0]["choices"]]
    mine, theirs = form_of(first.get(address).text), form_of(second.get(address).text)
    assert first.post(address, data={**mine, "acts": offered, "step": "record"}).status_code == 303
    answer = second.post(address, data={**theirs, "acts": offered, "step": "record"})
    assert answer.status_code == 409
    assert "Recorded meanwhile" in answer.text
    assert "Static is announced: “Withdrawn”." in answer.text


def test_form_sent_twice_is_one_act(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    address = withdrawal(client, "Saltwater Psalm")
    typed = {**form_of(client.get(address).text), "effective": "unknown", "step": "record"}
    first = client.post(address, data=typed)
    head = demo.ledger.recorder.head()
    second = client.post(address, data=typed)
    assert (second.status_code, second.headers["Location"]) == (303, first.headers["Location"])
    assert demo.ledger.recorder.head() == head


def test_second_of_two_people_reads_what_the_first_did_and_carries_on(visit: Visit) -> None:
    first, second = visit("organiser"), visit("deputy")
    address = withdrawal(first, "Paper Lanterns")
    view = first.get(f"{address}.json").json
    assert view is not None
    names = view["form"]["groups"][0]["fields"][0]["choices"]
    mine, theirs = form_of(first.get(address).text), form_of(second.get(address).text)
    first.post(address, data={**mine, "effective": "2026-10-20", "credit": names[1]["value"], "step": "record"})
    asked = {**theirs, "effective": "2026-10-21", "credit": names[2]["value"], "rule": "9.1", "step": "record"}
    answer = second.post(address, data=asked)
    assert answer.status_code == 409
    assert "leaves Paper Lanterns" in answer.text
    again = form_of(answer.text)
    assert (again["rule"], again["credit"]) == ("9.1", names[2]["value"])
    assert second.post(address, data={**again, "step": "record"}).status_code == 303


def test_announcing_nothing_is_refused_at_its_field(visit: Visit) -> None:
    client = visit("organiser")
    client_form = withdrawal(client, "Static")
    typed = {**form_of(client.get(client_form).text), "effective": "unknown", "step": "record"}
    client.post(client_form, data=typed)
    address = "/desk/meridian/12/announce"
    answer = client.post(address, data={**form_of(client.get(address).text), "step": "preview"})
    assert answer.status_code == 422
    assert 'href="#f-acts"' in answer.text
    assert "f-acts" in page_of(answer.text).elements


def test_deputy_does_not_announce_and_auditor_does_not_withdraw(visit: Visit) -> None:
    deputy, auditor = visit("deputy"), visit("auditor")
    assert deputy.get("/desk/meridian/12/announce").status_code == 403
    address = withdrawal(auditor, "Static")
    assert auditor.get(address).status_code == 403
    assert auditor.post(address, data={}).status_code == 400
    assert "/withdraw" not in auditor.get("/desk/meridian/12/").text


def test_desk_and_log_are_closed_to_the_public(visit: Visit) -> None:
    client = visit("public")
    for path in ("/desk/", "/desk/meridian/12/", "/audit/", "/desk.json", "/audit.json"):
        assert client.get(path).status_code == 403, path


def test_form_without_token_is_refused(visit: Visit) -> None:
    client = visit("organiser")
    address = withdrawal(client, "Static")
    typed = form_of(client.get(address).text)
    answer = client.post(address, data={**typed, "csrf_token": "of somebody else", "step": "record"})
    assert answer.status_code == 400
    assert "too old or came from elsewhere" in answer.text


def test_receipt_of_an_unknown_command_is_not_found(visit: Visit) -> None:
    assert visit("organiser").get(f"/desk/receipts/{uuid4()}").status_code == 404


def test_desk_says_that_an_edition_does_not_exist_to_the_public_yet(visit: Visit, demo: Services) -> None:
    hide(demo, "edition_opened")
    said = visit("organiser").get("/desk/meridian/14/").text
    assert "to the public it does not exist yet" in said
    assert 'href="/meridian/14/"' not in said
    assert 'href="/meridian/12/"' in visit("organiser").get("/desk/meridian/12/").text


def test_milestone_moved_since_the_form_was_opened_is_told_and_one_can_carry_on(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    address = withdrawal(client, "Static")
    typed = {**form_of(client.get(address).text), "effective": "after the list was announced, before the ceremony"}
    hide(demo, "milestone_moved")
    answer = client.post(address, data={**typed, "step": "record"})
    assert answer.status_code == 409
    assert "Milestone: ceremony, 6 December 2026." in answer.text
    again = form_of(answer.text)
    assert again["effective"] == typed["effective"]
    assert client.post(address, data={**again, "step": "record"}).status_code == 303


def test_name_put_right_says_whose_it_is(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    address = withdrawal(client, "Static").replace("/withdraw", "/correct-name")
    typed = {**form_of(client.get(address).text), "name": "Bilal A. Lal", "effective": "20 October 2026"}
    view = client.get(f"{address}.json").json
    assert view is not None
    typed["credit"] = view["form"]["groups"][0]["fields"][0]["choices"][0]["value"]
    nobody = client.post(address, data={**typed, "party": "Nobody of that name", "step": "preview"})
    assert nobody.status_code == 422
    assert client.post(address, data={**typed, "party": "Noor Sehr", "step": "record"}).status_code == 303
    credits_ = Desk(demo).found("Static")[0][1]["credits"]
    noor = Desk(demo).found("Mirror Town")[0][1]["credits"][0]
    assert [(one["name"], one["party"]) for one in credits_] == [("Bilal A. Lal", noor["party"])]


def test_several_are_of_the_edition_whose_form_it_is(visit: Visit, demo: Services) -> None:
    client, address = visit("organiser"), "/desk/meridian/12/several/rescind"
    head = demo.ledger.recorder.head()
    typed = {**form_of(client.get(address).text), "effective": "20 October 2026", "step": "record"}
    page = client.post(address, data=typed | {"nominations": [str(next(iter(Desk(demo, "11").stories())))]})
    assert page.status_code == 422
    assert "Choose one of the answers offered." in page.text
    assert demo.ledger.recorder.head() == head


def test_form_of_announcing_sent_again_with_what_is_no_act_is_refused_in_words(visit: Visit, demo: Services) -> None:
    client, address = visit("organiser"), "/desk/meridian/12/announce"
    act = Desk(demo).act("withdraw", "Static")
    typed = {**form_of(client.get(address).text), "step": "record"}
    assert client.post(address, data=typed | {"acts": [act]}).status_code == 303
    again = client.post(address, data=typed | {"acts": ["no act"]})
    assert again.status_code == 409
    assert "This form was sent before with other content." in again.text


def test_box_that_is_emptied_empties_what_stands(visit: Visit, demo: Services) -> None:
    client, desk = visit("organiser"), Desk(demo)
    desk.act("correct", "Static", citation="For the light")
    address = f"/desk/nominations/{desk.stream('Static')}/correct"
    form = form_of(client.get(address).text)
    assert form["citation"].strip() == "For the light"
    typed = {**form, "citation": " ", "effective": "21 October 2026"}
    assert "citation (now none)" in client.post(address, data={**typed, "step": "preview"}).text
    client.post(address, data={**typed, "step": "record"})
    assert desk.found("Static")[0][1]["citation"] is None


def test_misreading_is_not_offered_to_be_taken_back(visit: Visit, demo: Services) -> None:
    client, desk = visit("organiser"), Desk(demo)
    before = client.get("/desk/meridian/12/announcements").text.count("/take-back")
    desk.act("misread", "Static", effective="2026-11-01 12:00")
    desk.agrees()
    page = client.get("/desk/meridian/12/announcements").text
    assert (page.count('class="entry"'), page.count("/take-back")) == (before + 1, before)


def test_half_that_is_announced_is_told_at_its_field(visit: Visit, demo: Services) -> None:
    client, desk = visit("organiser"), Desk(demo)
    desk.act("withdraw", "Static")
    act = desk.act("reinstate", "Static", effective="21 October 2026")
    desk.agrees()
    form = {**form_of(client.get("/desk/meridian/12/announce").text), "acts": [act], "step": "record"}
    answer = client.post("/desk/meridian/12/announce", data=form)
    assert (answer.status_code, 'href="#f-acts"' in answer.text) == (422, True)
    assert "cannot be understood without another act" in answer.text
