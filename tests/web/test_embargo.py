"""Nothing unannounced leaves: the public's bytes stay the same, whatever is recorded, until an announcement names it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from ledger.application.draft import Draft
from ledger.bootstrap import Services, build
from ledger.demo.fill import fill_meridian as fill
from ledger.demo.people import PEOPLE
from ledger.domain.edition import Opened
from ledger.domain.show import Established
from ledger.projections.nominees import find_edition, nominations_of, shows
from ledger.settings import Settings
from tests.support.acts import record_withdrawal
from tests.support.services import by, follow
from web import create_app

PUBLIC = (
    "/",
    "/index.json",
    "/meridian/",
    "/meridian.json",
    "/meridian/12/",
    "/meridian/12.json",
    "/meridian/12/?at=2026-11-01",
    "/meridian/11/",
    "/meridian/13/",
    "/audit/",
    "/desk/",
    "/healthz",
)
MARKER = "MARKER-not-for-the-public"


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Services]:
    """The demo on SQLite."""
    with build(Settings(data=tmp_path, database=f"sqlite:///{tmp_path / 'ledger.db'}", demo=True)) as services:
        fill(services.ledger)
        follow(services)
        yield services


def answers(client: FlaskClient) -> dict[str, tuple[int, bytes, list[tuple[str, str]]]]:
    """What the public gets at every address: status, body, all headers."""
    found = {}
    for path in PUBLIC:
        answer = client.get(path)
        found[path] = (answer.status_code, answer.data, sorted(answer.headers))
    return found


def test_public_bytes_do_not_change_before_an_announcement(demo: Services) -> None:
    client = create_app(demo, secret_key="test", demo=True).test_client()
    before = answers(client)
    found = find_edition(demo.lists, "meridian", "12")
    streams = demo.ledger.stories([UUID(hex=one) for one in nominations_of(demo.lists, found.edition["subject"])])
    open_ones = [stream for stream, story in streams.items() if len(story) == 2]
    for stream in open_ones[:3]:
        author = by(PEOPLE[1])
        form = {
            "command": str(author.command),
            "seen": str(demo.ledger.recorder.head()[0]),
            "effective": "5 October 2026",
            "reason": "own_wish",
            "capacity": "nominee",
            "body": "organiser",
            "rule": f"7 {MARKER}",
            "private_reason": MARKER,
            "source_note": MARKER,
        }
        record_withdrawal(demo.ledger, author, stream, form)
    follow(demo)
    after = answers(client)
    assert after == before
    assert answers(create_app(demo, secret_key="test", demo=True).test_client()) == before
    assert "ETag" in dict(before["/meridian/12/"][2])
    assert all(MARKER.encode() not in body for _status, body, _headers in after.values())


def test_show_is_not_named_before_anything_of_it_is_announced(demo: Services) -> None:
    client = create_app(demo, secret_key="test", demo=True).test_client()
    before = answers(client)
    draft, show = Draft(by()), uuid4()
    draft.add(Established, show, name=MARKER, address="secret", zone="UTC")
    draft.add(Opened, uuid4(), show=show, name=MARKER, address="1", label="", ordinal=1, zone="UTC")
    demo.ledger.save(draft, {"establish": MARKER})
    follow(demo)
    assert answers(client) == before
    assert [one["name"] for one in shows(demo.lists)] == [MARKER, "Meridian Awards"]


def test_unchanged_page_answers_not_modified(demo: Services) -> None:
    client = create_app(demo, secret_key="test").test_client()
    first = client.get("/meridian/12/")
    again = client.get("/meridian/12/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_without_the_demo_nobody_can_be_chosen(demo: Services) -> None:
    client = create_app(demo, secret_key="test").test_client()
    assert [client.get(path).status_code for path in ("/people/", "/desk/", "/audit/")] == [404, 403, 403]
