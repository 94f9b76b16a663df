"""A category chosen as a whole, at the desk: it means what its author had seen."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient

from ledger.bootstrap import Services
from tests.web.conftest import Visit
from tests.web.reading import form_of, page_of
from tests.web.test_desk import withdrawal

ANNOUNCE = "/desk/meridian/12/announce"
VOID = "/desk/meridian/12/several/void"


def withdraw(client: FlaskClient, title: str) -> None:
    """Record that a nomination is withdrawn."""
    address = withdrawal(client, title)
    typed = {**form_of(client.get(address).text), "effective": "20 October 2026", "step": "record"}
    assert client.post(address, data=typed).status_code == 303


def field(client: FlaskClient, address: str) -> dict[str, Any]:
    """The first field of a form, as its twin tells it."""
    view = client.get(f"{address}.json").json
    assert view is not None
    found: dict[str, Any] = view["form"]["groups"][0]["fields"][0]
    return found


def part(told: dict[str, Any], heading: str) -> dict[str, Any]:
    """The choices of a field under one heading."""
    found: dict[str, Any] = next(one for one in told["parts"] if one["heading"] == heading)
    return found


def previewed(client: FlaskClient, typed: dict[str, Any]) -> list[str]:
    """The sentences of the preview."""
    shown = client.post(ANNOUNCE, data=typed).text.partition('<ol class="preview-acts">')[2].partition("</ol>")[0]
    return re.findall("<li>(.*?)</li>", shown)


def test_acts_stand_under_their_categories_in_the_order_of_the_list(visit: Visit) -> None:
    client = visit("organiser")
    for title in ("Static", "Saltwater Psalm", "Paper Lanterns"):
        withdraw(client, title)
    told = field(client, ANNOUNCE)
    assert [(one["heading"], [choice["label"] for choice in one["choices"]]) for one in told["parts"]] == [
        (
            "Song of the Year",
            [
                "Paper Lanterns is withdrawn, 20 October 2026.",
                "Saltwater Psalm is withdrawn, 20 October 2026.",
            ],
        ),
        ("Best Short Film", ["Static is withdrawn, 20 October 2026."]),
    ]


def test_whole_category_is_announced_and_nothing_else(visit: Visit) -> None:
    client, public = visit("organiser"), visit("public")
    for title in ("Static", "Saltwater Psalm", "Paper Lanterns"):
        withdraw(client, title)
    songs = part(field(client, ANNOUNCE), "Song of the Year")
    typed = {**form_of(client.get(ANNOUNCE).text), "acts_whole": [songs["value"]], "step": "preview"}
    preview = client.post(ANNOUNCE, data=typed)
    assert form_of(preview.text)["acts_whole"] == [songs["value"]]
    assert form_of(preview.text)["acts"] == []
    assert client.post(ANNOUNCE, data={**form_of(preview.text), "step": "record"}).status_code == 303
    assert public.get("/meridian/12/").text.count(">withdrawn</span>") == 3
    assert [one["label"] for one in field(client, ANNOUNCE)["choices"]] == ["Static is withdrawn, 20 October 2026."]


def test_all_of_it_leaves_out_what_came_after_the_form_was_opened(visit: Visit) -> None:
    mine, theirs = visit("organiser"), visit("deputy")
    withdraw(mine, "Static")
    typed = {**form_of(mine.get(ANNOUNCE).text), "acts_whole": ["all"]}
    withdraw(theirs, "Saltwater Psalm")
    preview = mine.post(ANNOUNCE, data={**typed, "step": "preview"}).text
    assert "Saltwater Psalm" not in preview
    assert mine.post(ANNOUNCE, data={**typed, "step": "record"}).status_code == 303
    assert "Saltwater Psalm" in mine.get(ANNOUNCE).text


def test_whole_announcement_sent_twice_is_one(visit: Visit, demo: Services) -> None:
    client = visit("organiser")
    withdraw(client, "Static")
    typed = {**form_of(client.get(ANNOUNCE).text), "acts_whole": ["all"], "step": "record"}
    first = client.post(ANNOUNCE, data=typed)
    head = demo.ledger.recorder.head()
    second = client.post(ANNOUNCE, data=typed)
    assert (second.status_code, second.headers["Location"]) == (303, first.headers["Location"])
    assert demo.ledger.recorder.head() == head


def test_second_to_announce_all_reads_what_the_first_announced(visit: Visit) -> None:
    first, second = visit("organiser"), visit("organiser")
    withdraw(first, "Static")
    mine, theirs = form_of(first.get(ANNOUNCE).text), form_of(second.get(ANNOUNCE).text)
    assert first.post(ANNOUNCE, data={**mine, "acts_whole": ["all"], "step": "record"}).status_code == 303
    answer = second.post(ANNOUNCE, data={**theirs, "acts_whole": ["all"], "step": "record"})
    assert answer.status_code == 409
    assert "Static is announced: “Withdrawn”." in answer.text


def test_whole_category_is_those_ready_for_the_act(visit: Visit) -> None:
    client = visit("organiser")
    songs = part(field(client, VOID), "Song of the Year")
    assert (len(songs["choices"]), len(songs["together"])) == (5, 4)
    assert "Mirror Town · withdrawn" in [one["label"] for one in songs["choices"]]
    typed = {**form_of(client.get(VOID).text), "nominations_whole": [songs["value"]], "effective": "unknown"}
    preview = client.post(VOID, data={**typed, "step": "preview"})
    assert preview.status_code == 200
    assert client.post(VOID, data={**typed, "step": "record"}).status_code == 303
    listed = client.get("/desk/meridian/12.json").json
    assert listed is not None
    words = [one["place"]["word"] for one in listed["list"]["categories"][0]["nominations"]]
    assert sorted(words) == ["void", "void", "void", "void", "withdrawn"]


def test_announcing_nothing_when_nothing_waits_is_said_without_a_form(visit: Visit) -> None:
    page = page_of(visit("organiser").get(ANNOUNCE).text)
    assert "f-effective" not in page.elements


def test_title_of_the_form_of_several_says_so(visit: Visit) -> None:
    assert "Void several nominations: <cite" in visit("organiser").get(VOID).text


def test_preview_tells_what_the_public_does_not_read_already_in_the_order_of_the_form(visit: Visit) -> None:
    client = visit("organiser")
    for title in ("Static", "Paper Lanterns", "Half the Sky"):
        withdraw(client, title)
    typed = {**form_of(client.get(ANNOUNCE).text), "acts_whole": ["all"], "step": "preview"}
    ends = "Withdrawn, 20 October 2026. At their own wish. Accepted by the organiser, no rule cited."
    told = previewed(client, typed)
    assert [one for one in told if one.endswith(ends)] == [
        f"{title}: {ends}" for title in ("Paper Lanterns", "Half the Sky", "Static")
    ]
    client.post(ANNOUNCE, data={**typed, "step": "record"})
    address = withdrawal(client, "Half the Sky").replace("withdraw", "disqualify")
    typed = {**form_of(client.get(address).text), "effective": "21 October 2026", "rule": "9.1", "step": "record"}
    assert client.post(address, data=typed).status_code == 303
    typed = {**form_of(client.get(ANNOUNCE).text), "acts_whole": ["all"], "untold": "urgent", "step": "preview"}
    told = previewed(client, typed)
    assert len(told) == 1
    assert told[0].startswith("Half the Sky: Disqualified, 21 October 2026.")
