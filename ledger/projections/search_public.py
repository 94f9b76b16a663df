"""What everybody can find: shows, editions, and the works and names that announced lists tell."""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select

from ledger.consumers.views import View
from ledger.domain.party_names import asked_for, plain
from ledger.projections.nominees import editions_named, shows
from ledger.projections.parties import CREDITED, NAMES, SHOWN
from ledger.projections.parties_named import names_in, rows_by_id
from ledger.projections.parties_search import SHORTEST, naming, words_match
from ledger.projections.public_names import under_names_now

MOST = 50
"""How many of each sort a page shows."""


def fits(query: str, name: str) -> bool:
    """Whether every word of the plain query begins a word of the name."""
    words = f" {plain(name)}"
    return all(f" {word}" in words for word in query.split())


def search_public(parties: View, lists: View, text: str, now: int) -> dict[str, Any]:
    """What fits among all that was announced by `now` (µs). Only what an announced list says today is compared and counted."""
    query = asked_for(text)
    view: dict[str, Any] = {"query": text, "too_short": False, "places": [], "works": [], "parties": [], "more": False}
    if len(query.replace(" ", "")) < SHORTEST:
        return view | {"too_short": bool(text.strip())}
    for sort, part in (("work", "works"), ("party", "parties")):
        found = sorted(
            _found(parties, lists, sort, query, now).items(), key=lambda one: (*_rank(query, one[1]), one[0])
        )
        view[part] = [{"id": thing, "name": name} for thing, name in found[:MOST]]
        view["more"] = view["more"] or len(found) > MOST
    places = list(_places(lists, query, now))
    return view | {"places": places[:MOST], "more": view["more"] or len(places) > MOST}


def _rank(query: str, name: str) -> tuple[bool, bool, str]:
    key = plain(name)
    return (key != query, not key.startswith(query), key)


def _places(lists: View, query: str, now: int) -> Any:
    for show in shows(lists, announced=now):
        if fits(query, show["name"]):
            yield {"name": show["name"], "about": "", "address": f"{show['address']}/"}
        for one in editions_named(lists, show["id"], now):
            if fits(query, f"{show['name']} {one['name']} {one['label']}") and not fits(query, show["name"]):
                yield {"name": one["name"], "about": show["name"], "address": f"{show['address']}/{one['address']}/"}


def _found(parties: View, lists: View, sort: str, query: str, now: int) -> dict[str, str]:
    """The name that public lists tell of each party or work which fits, by its id."""
    told = select(NAMES.c.subject, NAMES.c.thing, NAMES.c.source).where(
        NAMES.c.sort == sort, or_(NAMES.c.source == CREDITED, NAMES.c.source == SHOWN), words_match(query)
    )
    with parties.read() as connection:
        candidates = connection.execute(told).all()
    renamed = [row.thing for row in candidates if row.source == SHOWN]
    nominations = {row.subject for row in candidates if row.source == CREDITED}
    nominations |= {subject for subject, _thing, _name in naming(parties, renamed)}
    found: dict[str, str] = {}
    with lists.read() as connection:
        rows = list(rows_by_id(connection, nominations, now, public=True))
        for row in sorted(under_names_now(connection, rows, public=True), key=lambda row: str(row["subject"])):
            for thing, name in names_in(row, sort).items():
                if fits(query, name):
                    found.setdefault(thing, name)
    return found
