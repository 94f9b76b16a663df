"""Where the public looks for what it is not told: addresses of what is announced, of what is hidden, of nothing, and own pages of parties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from uuid import UUID

from flask import Flask

from ledger.bootstrap import Services
from tests.support.party_links import come, link_for
from tests.support.records import known
from web.links.opening import Links

MOMENTS = ("", "?at=2026-09-30", "?at=2026-10-21", "?at=nonsense", "?at=2126-01-01")
Answer = tuple[int, bytes, list[tuple[str, str]]]
Answers = dict[str, Answer]
OWN = ("Noor Sehr", "Hina Baig", "Zarmina Kohi", "Tahmina Studio")
"""Parties of much that is hidden. None of them is found in secret to be one with another: their own page follows that (decision 17)."""
FORM_TOKEN = re.compile(rb'(name="csrf_token" value=")[^"]+')
"""New in every form."""


def addresses() -> Iterator[str]:
    """Of what is announced, of what is hidden, and of nothing at all."""
    yield from ("/", "/index.json", "/healthz", "/desk/", "/audit/", "/people.json", "/secret", "/audit/acts/1@1")
    yield from ("/desk/import/", "/desk/import.json")
    for show in ("meridian", "secret", "imported", "nothing"):
        yield from (f"/{show}/", f"/{show}.json", f"/{show}/?at=2026", f"/desk/{show}/1/")
    for edition in (*(f"meridian/{number}" for number in (11, 14, 15, 16, 99)), "secret/1", "imported/1", "nothing/1"):
        yield from (f"/{edition}/", f"/{edition}.json", f"/{edition}/?at=nonsense")
    for edition, moment in product(("meridian/12", "meridian/13"), MOMENTS):
        yield from (f"/{edition}/{moment}", f"/{edition}.json{moment}")
    for edition in ("meridian/12", "meridian/16", "meridian/99", "secret/1"):
        yield from (f"/{edition}/decisions", f"/{edition}/decisions.json", f"/{edition}/decisions.csv")
        yield from (f"/{edition}/rules", f"/{edition}/rules.json", f"/{edition}/rules?version=2027")


def named(demo: Services) -> Iterator[str]:
    """Of parties and works of the demo, of none, and what is searched for."""
    for folder, sort, names in (
        ("parties", "party", ("Noor Sehr", "Faraz Lodhi", "Bilal Lal", "Tahmina Studio")),
        ("works", "work", ("Static", "سایہ", "Paper Lanterns")),
    ):
        ids = [known(demo, name, sort) for name in names]
        for id_ in (*ids, UUID(int=1)):
            yield from (f"/{folder}/{id_}/", f"/{folder}/{id_}.json")
    for text in ("noor", "st", "marker not", "نور", "سایہ", "1", "13th", "meridian", "tahmina", "imdb", "zz", ""):
        yield from (f"/search?q={text}", f"/search.json?q={text}")


class OwnPages:
    """What parties read who came by link."""

    def __init__(self, app: Flask, demo: Services, links: Links) -> None:
        self._app = app
        self._links = links
        self._parties = {name: known(demo, name) for name in OWN}

    def answers(self) -> Answers:
        """The own page of each, by a link that was just made."""
        return {address: answer for name in OWN for address, answer in self._of(name)}

    def _of(self, name: str) -> Iterator[tuple[str, Answer]]:
        client = come(self._app.test_client(), link_for(self._links, self._parties[name]))
        for path in ("/party", "/party.json"):
            answer = client.get(path)
            assert answer.status_code == 200
            body = FORM_TOKEN.sub(rb"\1", answer.data)
            headers = [(key, value) for key, value in answer.headers if key not in ("Set-Cookie", "Content-Length")]
            yield f"{path} of {name}", (answer.status_code, body, sorted(headers))
