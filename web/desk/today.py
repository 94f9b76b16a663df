"""The desk's first page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import request

from ledger.application.proposable import power_of
from ledger.application.proposals import proposal_in
from ledger.application.roster import roster_in
from ledger.domain.party_names import plain
from ledger.projections.called import call_also
from ledger.projections.decisions import unannounced_rulings
from ledger.projections.held import held_back
from ledger.projections.objection_inbox import waiting_objections
from ledger.projections.proposals import Waiting, proposed, waiting_for_two
from ledger.projections.request_inbox import waiting_requests
from ledger.projections.untold import untold
from ledger.projections.waiting import Known, due, fallen, known, newest, unannounced
from ledger.wording.catalogue import gettext as _
from web.desk.stories import rulings_among
from web.following import shortcomings
from web.people import covers, current, services
from web.sight import OF_DECISIONS, reads_proposal, reads_proposed, sees, sight
from web.twins import Shown

DECADE = re.compile(r"([0-9]{3})0s")
YEAR = 4
LOOKED_AT = 200
"""Proposals of a show, the oldest, of which it is looked at one by one who reads them."""
MANY = 20
"""More editions than this stand in groups of ten."""


def today_page() -> Shown:
    """What was recorded, what is due, what is empty, what is not announced, what cannot be shown, and every edition (`?search=`)."""
    found = services()
    person = current()
    now, seen, log = found.ledger.now(), sight(), (found.ledger.recorder, found.ledger.mapper)
    about = known(found.lists, now, seen)
    waits = unannounced(found.today, results=covers("results"))
    fell, in_all = fallen((found.today, found.editions, found.lists), about, now, seen)
    held, held_in_all = held_back(found.views, log, about, sees)
    waits_for_word, untold_in_all = untold(found.today, about, now, seen, results=covers("results"))
    search = request.args.get("search", "").strip()
    view = {
        "recorded": newest(
            found.timeline, log, about, seen, None if person is None or covers("log") else person.id, sees
        ),
        "due": due(found.today, about, now, seen, results=covers("results")),
        "fallen": fell,
        "fallen_in_all": in_all,
        "untold": waits_for_word,
        "untold_in_all": untold_in_all,
        "held": held,
        "held_in_all": held_in_all,
        "waiting": [
            {"edition": named, "acts": acts} for edition, acts in waits.items() if (named := about.named(edition))
        ],
        "proposals": _proposals(about),
        "requests": _asked(about, waiting_requests(services().requests, services().lists, now)),
        "objections": _asked(about, waiting_objections(services().requests, services().lists, now)),
        "rulings": _rulings(about),
        "shows": _shows(about, waits, search),
        "search": search,
        "may": {**{one: covers(one) for one in ("set_up", "announce", "enter", "retry")}, "import_": covers("import")},
        "shortcomings": shortcomings(),
    }
    return Shown(view)


def _proposals(about: Known) -> list[dict[str, Any]]:
    """How many proposals wait on each show on whose roster the person looking around is."""
    person, ledger = current(), services().ledger
    waits: dict[str, int] = {}
    for one in waiting_for_two(services().today, list(about.shows)):
        if reads_proposed(power_of(one.command, one.what), one.what) and (n := _read_of(one)):
            waits[one.show] = waits.get(one.show, 0) + n
    stories = ledger.stories([UUID(hex=one) for one in waits])
    return [
        {"show": {"name": about.shows[show]["name"], "address": about.shows[show]["address"]}, "n": number}
        for show, number in waits.items()
        if person is not None and person.role in roster_in(stories[UUID(hex=show)]).roles_of(person.id)
    ]


def _read_of(one: Waiting) -> int:
    """How many of these the person may read: of decisions each tells by itself whether it is of a result."""
    if one.command not in OF_DECISIONS or covers("results"):
        return one.n
    listed, _in_all = proposed(services().today, one.show, waiting=True, limit=LOOKED_AT)
    alike = [proposal_in(services().ledger, UUID(hex=row.subject)) for row in listed if row.command == one.command]
    return sum(reads_proposal(found.made) for found in alike)


def _asked(about: Known, waits: Mapping[str, int]) -> list[dict[str, Any]]:
    """How many requests, or objections, wait in each edition that the person sees."""
    return [{"edition": named, "n": n} for edition, n in waits.items() if (named := about.named(edition))]


def _rulings(about: Known) -> list[dict[str, Any]]:
    """How many decisions of each edition that the person sees have been announced by nothing, as far as they may know of them."""
    waits = unannounced_rulings(services().lists)
    named = {edition: about.named(edition) for edition in waits}
    counted = {edition: len(rulings_among(waits[edition])) for edition, told in named.items() if told}
    return [{"edition": named[edition], "n": n} for edition, n in counted.items() if n]


def _shows(about: Known, waits: Mapping[str, int], search: str) -> list[dict[str, Any]]:
    asked = plain(search).split()
    listed: dict[str, list[dict[str, Any]]] = {show: [] for show in about.shows}
    for id_, edition in about.editions.items():
        if asked and not _is_asked_for(asked, about.shows[edition["show"]], edition):
            continue
        listed[edition["show"]].append(
            {
                "name": edition["name"],
                "address": edition["address"],
                "label": edition["label"],
                "ordinal": edition["ordinal"],
                "announced": id_ in about.announced,
                "waiting": waits.get(id_, 0),
            }
        )
    shows: list[dict[str, Any]] = []
    for id_, row in about.shows.items():
        if asked and not listed[id_]:
            continue
        show = {"id": id_, "name": row["name"], "address": row["address"]}
        shows.append({"show": show, "n": len(listed[id_]), "groups": _groups(listed[id_])})
    call_also(services().editions, *[one["show"] for one in shows])
    return shows


def _is_asked_for(asked: Sequence[str], show: Mapping[str, Any], edition: Mapping[str, Any]) -> bool:
    words = plain(f"{show['name']} {edition['name']} {edition['label']} {edition['address']}").split()
    return all(any(_fits(asked_for, word) for word in words) for asked_for in asked)


def _fits(asked: str, word: str) -> bool:
    """Whether a word is the one asked for: letters anywhere in it, a number as a whole (3 is not 13 nor 30), a decade by its years."""
    if not asked[0].isdigit():
        return asked in word
    if decade := DECADE.fullmatch(asked):
        return len(word) == YEAR and word.isdigit() and word.startswith(decade[1])
    return word.startswith(asked) and not (asked.isdigit() and word[len(asked) : len(asked) + 1].isdigit())


def _groups(editions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Few editions as they are; many by tens of their numbers, which a label need not tell."""
    if len(editions) <= MANY:
        return [{"heading": None, "editions": editions}] if editions else []
    groups: dict[int, list[dict[str, Any]]] = {}
    for edition in editions:
        groups.setdefault((edition["ordinal"] - 1) // 10, []).append(edition)
    return [
        {
            "heading": _("Numbers %(first)d to %(last)d") % {"first": ten * 10 + 1, "last": ten * 10 + 10},
            "editions": inside,
        }
        for ten, inside in groups.items()
    ]
