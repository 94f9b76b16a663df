"""Who reads what is confidential: no page shows any of it without a row of its kind, and none is recorded that showed none."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache
from werkzeug.routing import Rule

from ledger.application.draft import Draft
from ledger.application.entries import register_party
from ledger.bootstrap import Services
from ledger.checks.access_chain import verify
from ledger.persistence.access import AccessRow
from tests.application.conftest import demo_on_postgres
from tests.support.postgres import postgres_url
from tests.support.services import by, follow
from tests.web.confidential import REASON, TITLE, plant
from tests.web.conftest import Visit
from tests.web.hidden import entry
from tests.web.reading import form_of
from tests.web.test_importing import send
from web import INSIDE, create_app
from web.desk.proposals import proposals
from web.desk.recording import ACTS
from web.reads import MAY_SHOW

__all__ = ["demo_on_postgres", "postgres_url"]
SHOWN = {
    "private_reasons": re.compile(REASON),
    "sealed_names": re.compile(f"{TITLE}|Nadeem"),
    "documents": re.compile("Vexmoor"),
    "results_before_announcement": re.compile("chosen, not announced|The award is decided for"),
}
"""What a page that shows one of the kinds has in it."""


def inside(app: Flask) -> Iterator[Rule]:
    """Every rule inside that answers to GET."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] in INSIDE and "GET" in (rule.methods or ()):
            yield rule


def addresses(app: Flask, ids: dict[str, list[str]], given: str) -> Iterator[str]:
    """Every page inside and its twin, with everything that its address can name."""
    for rule in inside(app):
        names = sorted(rule.arguments)
        known_ids = {**ids, "given": [given]}
        if rule.endpoint.removesuffix("_json") in ("desk_parties.form", "desk_works.form"):
            known_ids["act"] = list(ACTS["party" if "parties" in rule.rule else "work"])
        for values in product(*(known_ids[name] for name in names)):
            address = rule.rule
            for name, value in zip(names, values, strict=True):
                address = re.sub(rf"<(?:\w+:)?{name}>", value, address)
            yield address
    yield from (
        "/desk/search?q=Zarqa",
        "/desk/search.json?q=Zarqa",
        "/desk/search?q=Noor",
        "/desk/parties/?q=Zarqa",
        "/desk/parties.json?q=Noor",
    )


def rows(demo: Services, after: int = 0) -> list[AccessRow]:
    return demo.access.rows(after, 100_000)


def test_every_page_inside_says_what_it_may_show(app: Flask) -> None:
    pages = {
        rule.endpoint.removesuffix("_json")
        for rule in app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] in {*INSIDE, proposals.name}
    }
    assert set(MAY_SHOW) == pages


@pytest.mark.parametrize("who", ["organiser", "auditor"])
def test_page_that_shows_a_secret_has_left_a_row_of_its_kind(
    visit: Visit, demo: Services, app: Flask, who: str
) -> None:
    ids = plant(demo)
    given = send(visit("organiser"), f"Category,Film\nSong of the Year,{TITLE}\n").location.split("/")[3]
    client = visit(who)
    shown: dict[str, int] = dict.fromkeys(SHOWN, 0)
    for address in addresses(app, ids, given):
        before = rows(demo)[-1].number if rows(demo) else 0
        answer = client.get(address)
        found = {kind for kind, words in SHOWN.items() if words.search(answer.text)}
        left = {kind for row in rows(demo, before) for kind in row.told["kinds"]}
        assert found <= left, (address, answer.status_code)
        for kind in found:
            shown[kind] += 1
    assert min(shown.values()) > 2, shown


def test_page_without_a_secret_leaves_no_row(visit: Visit, demo: Services, app: Flask) -> None:
    client = visit("organiser")
    follow(demo)
    heard = entry(demo, "Mirror Town")
    quiet = [
        f"/audit/acts/{heard.originator_id}@1",
        "/desk/meridian/",
        "/desk/meridian/12/settings",
        "/desk/roles",
        "/desk/import/",
        "/desk/parties/new",
    ]
    for address in quiet:
        assert client.get(address).status_code == 200, address
        assert [row.told for row in rows(demo)] == [], address


def test_refusal_leaves_no_row(visit: Visit, demo: Services) -> None:
    ids = plant(demo)
    won, reason = ids["nomination"][2], next(one for one in ids["act"] if one.startswith(ids["nomination"][3]))
    auditor, administrator = visit("auditor"), visit("administrator")
    assert auditor.get(f"/desk/nominations/{won}/withdraw").status_code == 403
    assert auditor.get("/desk/meridian/12/announce").status_code == 403
    assert auditor.get(f"/desk/nominations/{uuid4()}/").status_code == 404
    assert auditor.get(f"/audit/acts/{won}@99").status_code == 404
    assert auditor.get("/desk/nowhere/12/").status_code == 404
    for address in (f"/audit/acts/{reason}", f"/desk/nominations/{won}/", "/desk/meridian/12/", "/log/reads"):
        assert administrator.get(address).status_code == 403
    assert rows(demo) == []


def test_party_is_confidential_from_the_moment_it_is_registered(visit: Visit, demo: Services) -> None:
    draft = Draft(by())
    party = register_party(demo.ledger, draft, name="Zarqa Nadeem", kind="person")
    demo.ledger.after_save.clear()
    demo.ledger.save(draft, {"register": "Zarqa"})
    client = visit("auditor")
    for _ in range(2):
        assert "Nadeem" in client.get(f"/audit/acts/{party}@1").text
        follow(demo)
    assert [row.told["kinds"] for row in rows(demo)] == [["sealed_names"], ["sealed_names"]]


def test_public_leaves_no_row(visit: Visit, demo: Services) -> None:
    plant(demo)
    client = visit("public")
    for address in ("/", "/meridian/12/", "/meridian/12.json", "/desk/", "/audit/", "/search?q=static"):
        client.get(address)
    assert rows(demo) == []


def test_row_says_who_read_what_of_which_show(visit: Visit, demo: Services) -> None:
    ids = plant(demo)
    show = demo.ledger.holder("show_address", "meridian")
    assert show is not None
    client = visit("auditor")
    nomination = ids["nomination"][2]
    for address in (
        f"/desk/nominations/{nomination}.json",
        "/desk/meridian/12/",
        "/audit/",
        f"/desk/parties/{ids['party'][0]}/",
    ):
        assert client.get(address).status_code == 200
    edition = UUID(hex=str(entry(demo, "Static").edition.hex))
    told = [
        (
            row.told["page"],
            row.told["subject"],
            row.told["show"],
            row.told["capacity"],
            row.told["role"],
            row.told["via"],
        )
        for row in rows(demo)
    ]
    assert told == [
        ("desk.nomination_story", f"nomination:{nomination}", show.hex, "auditor", "auditor", "web"),
        ("desk.nominations", f"edition:{edition}", show.hex, "auditor", "auditor", "web"),
        ("audit.timeline", "ledger", "", "", "auditor", "web"),
        ("desk_parties.story", f"party:{ids['party'][0]}", "", "", "auditor", "web"),
    ]
    assert rows(demo)[0].told["kinds"] == ["results_before_announcement"]


def test_preview_of_an_act_on_a_winner_is_recorded_as_showing_the_result(visit: Visit, demo: Services) -> None:
    ids = plant(demo)
    client, form = visit("organiser"), f"/desk/nominations/{ids['nomination'][2]}/withdraw"
    typed = form_of(client.get(form).text) | {"effective": "20 October 2026", "step": "preview"}
    # The form offers documents to rest on, and is recorded for these alone.
    assert {row.told["kinds"][0] for row in rows(demo)} == {"documents"}
    preview = client.post(form, data=typed)
    assert (preview.status_code, "chosen, not announced" in preview.text) == (200, True)
    assert [row.told["kinds"] for row in rows(demo)][1:] == [["results_before_announcement", "documents"]]


@pytest.mark.server
def test_readings_are_recorded_on_postgres(demo_on_postgres: Services, compiled: BytecodeCache) -> None:
    follow(demo_on_postgres)
    plant(demo_on_postgres)
    app = create_app(demo_on_postgres, secret_key="of these tests", demo=True)
    app.jinja_env.bytecode_cache = compiled
    client = app.test_client()
    token = form_of(client.get("/people").text)["csrf_token"]
    client.post("/people", data={"csrf_token": token, "person": "auditor"})
    for _ in range(2):
        assert "Unheard" in client.get("/desk/meridian/12/").text
    assert [row.told["kinds"] for row in rows(demo_on_postgres)] == [
        ["sealed_names", "results_before_announcement"]
    ] * 2
    assert "2 readings; the chain is whole." in client.get("/log/reads").text
    assert verify(demo_on_postgres.ledger, demo_on_postgres.access).rows == 3


def test_page_that_is_kept_is_recorded_each_time(visit: Visit, demo: Services) -> None:
    plant(demo)
    clients: list[FlaskClient] = [visit("organiser"), visit("organiser")]
    for client in (*clients, clients[0]):
        client.get("/desk/meridian/12/")
    first, *others = [row.told for row in rows(demo)]
    assert len(others) == 2
    for one in others:
        assert {name: one[name] for name in ("kinds", "subject", "show", "page", "account")} == {
            name: first[name] for name in ("kinds", "subject", "show", "page", "account")
        }


def test_what_cannot_be_recorded_is_not_shown(visit: Visit, demo: Services) -> None:
    plant(demo)
    client = visit("organiser")
    assert client.get("/desk/meridian/12/").status_code == 200
    with closing(sqlite3.connect(demo.settings.data / "access.db", timeout=0)) as other:
        other.execute("CREATE TRIGGER full BEFORE INSERT ON readings BEGIN SELECT RAISE(FAIL, 'full'); END")
        for address in ("/desk/meridian/12/", "/desk/meridian/12.json", "/audit/"):
            answer = client.get(address)
            assert answer.status_code == 503, address
            assert "just now it cannot" in answer.text
            assert TITLE not in answer.text
        assert client.get("/desk/meridian/").status_code == 200
        other.execute("DROP TRIGGER full")
    assert TITLE in client.get("/desk/meridian/12/").text
