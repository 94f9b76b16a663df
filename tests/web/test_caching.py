"""A page is rendered once for everybody, and anew with whatever anybody records, in this process or another."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask, template_rendered
from jinja2 import Template
from sqlalchemy import delete

from ledger.bootstrap import Services, build
from ledger.consumers.rebuild import rebuild, undo
from ledger.projections.lists import AS_ANNOUNCED
from tests.support.services import follow
from tests.web.conftest import Visit
from tests.web.planning import GONE, LIST, PUBLIC, SHOW, SHOWS, TWIN, announce_at, asked_again, withdraw_one


@pytest.mark.parametrize("path", PUBLIC)
def test_kept_answer_is_the_rendered_one_to_the_last_header(visit: Visit, path: str) -> None:
    client = visit("public")
    rendered, kept = client.get(path), client.get(path)
    assert (kept.status, kept.data) == (rendered.status, rendered.data)
    assert sorted(kept.headers) == sorted(rendered.headers)
    unchanged = client.get(path, headers={"If-None-Match": f'"other", W/{kept.headers["ETag"]}'})
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert unchanged.headers["ETag"] == kept.headers["ETag"]
    assert unchanged.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Content-Length" not in unchanged.headers
    head = client.head(path)
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", kept.headers["ETag"])
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@contextmanager
def rendering(app: Flask) -> Iterator[list[str]]:
    """The templates rendered inside."""
    rendered: list[str] = []

    def note(_app: Flask, template: Template, **_more: object) -> None:
        rendered.append(template.name or "")

    with template_rendered.connected_to(note, app):
        yield rendered


def test_page_is_rendered_once_for_all_who_show_no_cookie(app: Flask, visit: Visit) -> None:
    clients = visit("public"), visit("public")
    clients[1].set_cookie("another", "page's")
    with rendering(app) as rendered:
        answers = [client.get(LIST).data for client in clients * 2]
        assert len(set(answers)) == 1
        assert rendered == ["public/list.html"]
        assert clients[0].get(f"{LIST}?at=2026-10-14").data != answers[0]
        assert len(rendered) == 2
        somebodys = visit("organiser").get(LIST)
        assert "Hina Mirza" in somebodys.text
        assert clients[0].get(LIST).data == answers[0]


def test_unannounced_act_renders_the_same_page_anew(app: Flask, visit: Visit, demo: Services) -> None:
    client = visit("public")
    before = client.get(LIST)
    withdraw_one(demo)
    with rendering(app) as rendered:
        assert (client.get(LIST).data, asked_again(client, LIST, before)) == (before.data, 304)
    assert rendered == ["public/list.html"]


def test_what_another_process_announced_is_shown_as_soon_as_the_lists_hold_it(visit: Visit, demo: Services) -> None:
    client = visit("public")
    before = client.get(LIST)
    with build(demo.settings) as other:
        announce_at(other, withdraw_one(other), other.ledger.now())
        assert asked_again(client, LIST, before) == 304
        follow(other)
    assert client.get(LIST).text.count(GONE) == before.text.count(GONE) + 1


def test_version_switched_to_by_another_process_is_shown_at_once(visit: Visit, demo: Services) -> None:
    client = visit("public")
    before = client.get(LIST)
    with build(demo.settings) as other:
        with other.lists.storage.write("lists", other.lists.require_live().number) as connection:
            connection.execute(delete(AS_ANNOUNCED))
        bare = client.get(LIST)
        assert bare.data != before.data
        assert rebuild(other.lists, accept=True).switched
        assert client.get(LIST).data == before.data
        undo(other.lists)
        assert client.get(LIST).data == bare.data


def test_deleted_folder_is_said_and_shown_again_once_built(visit: Visit, demo: Services) -> None:
    client = visit("public")
    before = client.get(LIST)
    shutil.rmtree(demo.settings.data / "views")
    assert [client.get(path).status_code for path in (LIST, TWIN)] == [503, 503]
    rebuild(demo.lists)
    rebuild(demo.editions)
    assert client.get(LIST).data == before.data


def test_longest_unused_page_is_let_go_of(app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.caching.LARGEST", 2)
    client = visit("public")
    with rendering(app) as rendered:
        for path in (LIST, SHOW, LIST, SHOWS, LIST):
            client.get(path)
        assert rendered == ["public/list.html", "public/show.html", "public/shows.html"]
        client.get(SHOW)
        assert rendered[3:] == ["public/show.html"]


def test_refusal_is_not_kept(app: Flask, visit: Visit) -> None:
    client = visit("public")
    for path, status in (("/meridian/99/", 404), (f"{LIST}?at=soon", 422)):
        with rendering(app) as rendered:
            answers = [client.get(path) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [status] * 2
        assert len(rendered) == 2
        assert "ETag" not in answers[0].headers
        assert answers[1].headers["Cache-Control"] == "private, no-store"


def test_page_of_somebody_is_for_no_shared_cache(visit: Visit) -> None:
    client = visit("organiser")
    first = client.get(LIST)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in first.headers["Vary"]
    assert asked_again(client, LIST, first) == 304
