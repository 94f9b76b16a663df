"""What read models hold back stands on the desk's first page, in words, with a way to try it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import StoredEvent
from flask.testing import FlaskClient
from sqlalchemy import Table

from ledger.bootstrap import Services
from ledger.consumers.consumer import Stream
from ledger.domain.nomination import Entered
from ledger.projections.lists import NomineeLists
from ledger.projections.nominees import find_edition, nominations_of
from ledger.wording.acts import label_of_entry
from tests.support.services import follow
from tests.web.planning import withdraw_one
from tests.web.reading import form_of
from web import create_app


class Stumbling(NomineeLists):
    """Lists that cannot bear a second act on a nomination until they are mended."""

    mended = False

    def derive(self, stream: Stream) -> Iterable[tuple[Table, Mapping[str, object]]]:
        """See NomineeLists."""
        if not self.mended and stream.entries[0][0].topic == "nomination.entered" and len(stream.entries) > 2:
            raise ZeroDivisionError
        return super().derive(stream)


@pytest.fixture
def lists() -> Stumbling:
    return Stumbling()


@pytest.fixture
def stumbling(demo_services: Services, lists: Stumbling) -> tuple[Services, UUID]:
    """A ledger whose lists hold one nomination back, and which."""
    found = replace(demo_services, lists=replace(demo_services.lists, consumer=lists))
    act = withdraw_one(found)
    follow(found)
    return found, UUID(act.partition("@")[0])


def somebody(services: Services, key: str) -> FlaskClient:
    client = create_app(services, secret_key="of these tests", demo=True).test_client()
    client.post("/people", data={"person": key, "csrf_token": form_of(client.get("/people").text)["csrf_token"]})
    return client


def today(client: FlaskClient) -> dict[str, Any]:
    view: dict[str, Any] | None = client.get("/desk.json").json
    assert view is not None
    return view


def retry(client: FlaskClient, stream: UUID) -> int:
    token = form_of(client.get("/people").text)["csrf_token"]
    return client.post(f"/desk/held/{stream}/retry", data={"csrf_token": token}).status_code


def test_what_is_held_back_is_told_in_words(stumbling: tuple[Services, UUID]) -> None:
    services, stream = stumbling
    told = today(somebody(services, "deputy"))
    head = services.ledger.recorder.head()[0]
    assert told["held_in_all"] == 1
    held = told["held"][0]
    assert (held["sort"], held["stream"], held["href"]) == ("A nomination", str(stream), f"/desk/nominations/{stream}/")
    entry = services.ledger.story(stream)[0][1]
    assert isinstance(entry, Entered)
    assert held["name"] == label_of_entry(entry)
    assert held["edition"]["address"] == "meridian/12"
    assert held["where"].startswith(f"Not as it stands in: the nominee lists; since entry {head}, recorded ")
    assert held["wrong"].startswith("The program cannot work out what it shows of it (ZeroDivisionError).")
    assert held["tries"].startswith("Tried once, at ")
    assert held["log_href"] == f"/audit/?before={head + 1}"


def test_another_try_tells_what_it_came_to(stumbling: tuple[Services, UUID], lists: Stumbling) -> None:
    services, stream = stumbling
    client = somebody(services, "organiser")
    assert retry(client, stream) == 303
    assert today(client)["held"][0]["tries"].startswith("Tried 2 times, last at ")
    lists.mended = True
    head = services.ledger.recorder.head()
    assert retry(client, stream) == 303
    assert (today(client)["held"], today(client)["held_in_all"]) == ([], 0)
    assert "Cannot be shown" not in client.get("/desk/").text
    assert retry(client, stream) == 303
    assert services.ledger.recorder.head() == head


@pytest.mark.parametrize("key", ["deputy", "auditor", "public"])
def test_only_whoever_may_is_offered_another_try(stumbling: tuple[Services, UUID], key: str) -> None:
    services, stream = stumbling
    client = somebody(services, key)
    assert "/retry" not in client.get("/desk/").text
    token = form_of(client.get("/people").text)["csrf_token"]
    assert client.post(f"/desk/held/{stream}/retry", data={"csrf_token": token}).status_code == 403
    assert services.lists.parked()[0].attempts == 1


def test_act_that_cannot_be_read_is_told_once_wherever_it_is_missing(demo_services: Services) -> None:
    edition = find_edition(demo_services.lists, "meridian", "12").edition["subject"]
    stream = UUID(hex=nominations_of(demo_services.lists, edition)[0])
    version = len(demo_services.ledger.story(stream)) + 1
    unheard = StoredEvent(stream, version, "nomination.unheard_of", b"{}")
    demo_services.ledger.recorder.append([unheard], command=uuid4(), digest=bytes(32))
    follow(demo_services)
    told = today(somebody(demo_services, "auditor"))
    assert told["held_in_all"] == 1
    held = told["held"][0]
    entry = demo_services.ledger.mapper.decode(demo_services.ledger.recorder.streams([stream])[stream][0])
    assert isinstance(entry, Entered)
    assert (held["name"], held["href"]) == (label_of_entry(entry), None)
    assert held["wrong"] == "It holds an act that this version does not know; a newer version wrote it."
    assert held["where"].startswith("Not as it stands in: the nominee lists, the log’s timeline, ")
