"""The log as a timeline, its filters, and one act opened."""

from __future__ import annotations

import hashlib
from typing import Any

from flask.testing import FlaskClient

from ledger.bootstrap import Services
from tests.web.conftest import Visit
from tests.web.reading import page_of


def log(client: FlaskClient, query: str = "") -> dict[str, Any]:
    """The timeline's view."""
    view: dict[str, Any] | None = client.get(f"/audit.json{query}").json
    assert view is not None
    return view


def test_timeline_pages_hold_every_act_once_newest_first(visit: Visit, demo: Services) -> None:
    client = visit("auditor")
    view, positions = log(client), []
    while True:
        positions += [one["position"] for one in view["entries"]]
        if view["next"] is None:
            break
        view = log(client, f"?before={view['next']}")
    assert positions == list(range(demo.ledger.recorder.head()[0], 0, -1))


def test_timeline_filters_by_kind_party_and_edition(visit: Visit) -> None:
    client = visit("auditor")
    kinds = log(client, "?kind=nomination.withdrawn")
    assert [one["sentence"] for one in kinds["entries"]] == [
        "Mirror Town is withdrawn, 13 October 2026, 11:20 Karachi time."
    ]
    party = log(client, "?party=Noor+Sehr")
    assert {one["subject_label"] for one in party["entries"]} == {"Mirror Town", "Two Lamps", "Noor Sehr"}
    edition = page_of(client.get("/audit/").text).options["edition"][1]
    found = log(client, f"?edition={edition}")
    assert 0 < found["total"] < log(client)["total"]
    assert log(client, f"?edition={edition}&kind=edition.opened")["total"] == 1


def test_timeline_filters_by_time_of_recording(visit: Visit) -> None:
    client = visit("auditor")
    assert log(client, "?until=2001")["total"] == 0
    assert log(client, "?since=2001")["total"] == log(client)["total"]


def test_filter_that_cannot_be_read_is_told_at_its_field(visit: Visit) -> None:
    client = visit("auditor")
    answer = client.get("/audit/?since=whenever&kind=nomination.entered")
    assert answer.status_code == 422
    page = page_of(answer.text)
    assert page.elements["f-since"][1]["aria-invalid"] == "true"
    assert (page.form["since"], page.form["kind"]) == ("whenever", "nomination.entered")


def test_earlier_acts_keep_the_filter(visit: Visit) -> None:
    view = log(visit("auditor"), "?kind=nomination.entered&since=2001")
    assert view["next_href"] is None or "kind=nomination.entered" in view["next_href"]


def test_opened_act_shows_its_bytes_as_stored(visit: Visit, demo: Services) -> None:
    client = visit("auditor")
    act = log(client, "?kind=nomination.withdrawn")["entries"][0]
    view = client.get(f"/audit/acts/{act['act']}.json").json
    assert view is not None
    entry = demo.ledger.recorder.entries(act["position"] - 1, 1)[0]
    assert view["stored"]["bytes_text"].encode() == entry.state
    assert view["stored"]["sha256"] == hashlib.sha256(entry.state).hexdigest()
    page = client.get(f"/audit/acts/{act['act']}").text
    assert "14 October 2026, 09:00 Karachi time" in page
    assert "Letter of 9 October" in page


def test_act_that_is_not_there_is_not_found(visit: Visit) -> None:
    client = visit("auditor")
    for name in ("nonsense", "6f0c2f0e-52f5-4c64-9d6e-0d9a5ef0a101@1", "6f0c2f0e-52f5-4c64-9d6e-0d9a5ef0a101@x"):
        assert client.get(f"/audit/acts/{name}").status_code == 404


def test_name_that_is_nobodys_or_not_yet_one_partys_finds_no_act(visit: Visit) -> None:
    client = visit("auditor")
    for name, said in (("zzzz", "No party of that name"), ("Lal", "Which party?")):
        page = client.get(f"/audit/?party={name}").text
        assert said in page
        assert "<b>0</b> acts match" in page
        assert client.get(f"/audit.json?party={name}").json["total"] == 0  # type: ignore[index]
