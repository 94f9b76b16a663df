"""Organisers and auditors are told what a page cannot show of the log; the public never is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Table

from ledger.application.draft import Draft
from ledger.application.entries import register_work
from ledger.bootstrap import Services
from ledger.consumers.consumer import Stream
from ledger.domain.times import parse_when
from ledger.projections.lists import NomineeLists
from tests.support.services import by, follow
from tests.web.planning import withdraw_one
from web import create_app

INSIDE = ("/desk/", "/desk/meridian/12/", "/audit/")
PUBLIC = ("/", "/meridian/", "/meridian/12/")
HELD = "One stream of the log cannot be shown as it stands; the desk’s first page tells which."
BEHIND = "Lists and timeline have not taken in the newest 2 acts of the log yet."


def looking_around(services: Services) -> FlaskClient:
    """An organiser in a browser."""
    app = create_app(services, secret_key="of these tests", demo=True)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/people", data={"person": "organiser"})
    return client


@pytest.fixture
def organiser(demo_services: Services) -> FlaskClient:
    return looking_around(demo_services)


def record(services: Services, times: int = 2) -> None:
    for number in range(times):
        draft = Draft(by())
        register_work(services.ledger, draft, title=f"Late song {number}", kind="song")
        services.ledger.save(draft, {"late": number})


def test_pages_say_how_far_they_are_behind_until_they_have_caught_up(
    demo_services: Services, organiser: FlaskClient
) -> None:
    public = organiser.application.test_client()
    before = {path: public.get(path).data for path in PUBLIC}
    record(demo_services)
    for path in INSIDE:
        assert BEHIND in organiser.get(path).text
        assert organiser.get(f"{path.rstrip('/')}.json").json["shortcomings"] == [BEHIND]  # type: ignore[index]
    assert {path: public.get(path).data for path in PUBLIC} == before
    follow(demo_services)
    for path in INSIDE:
        assert "have not taken in" not in organiser.get(path).text


class Stumbling(NomineeLists):
    """Lists that cannot bear a second act on a nomination."""

    def derive(self, stream: Stream) -> Iterable[tuple[Table, Mapping[str, object]]]:
        if stream.entries[0][0].topic == "nomination.entered" and len(stream.entries) > 2:
            raise ZeroDivisionError
        return super().derive(stream)


def test_pages_and_receipt_say_that_something_cannot_be_shown(demo_services: Services) -> None:
    found = replace(demo_services, lists=replace(demo_services.lists, consumer=Stumbling()))
    act = withdraw_one(found)
    follow(found)
    client = looking_around(found)
    entry = found.ledger.recorder.entries(found.ledger.recorder.head()[0] - 1, 1)[0]
    assert f"{entry.originator_id}@{entry.originator_version}" == act
    for path in (*INSIDE, f"/desk/receipts/{entry.command}"):
        assert HELD in client.get(path).text
        assert client.get(f"{path.rstrip('/')}.json").json["shortcomings"] == [HELD]  # type: ignore[index]
    public = client.application.test_client()
    assert all("cannot be shown" not in public.get(path).text for path in PUBLIC)


def test_desk_says_that_a_clock_is_wrong(demo_services: Services, organiser: FlaskClient) -> None:
    demo_services.ledger.recorder._clock = lambda: parse_when("2100-01-01", "UTC").earliest_us
    record(demo_services, 1)
    follow(demo_services)
    said = organiser.get("/desk/").text
    assert "recorded at 1 January 2100, 00:00 UTC, which this machine’s clock has not reached" in said
    assert "2100" not in organiser.application.test_client().get("/").text
