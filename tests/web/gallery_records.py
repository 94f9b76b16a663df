"""Made-up parties and works, and what a search finds, at their extremes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ledger.errors import Invalid, Problem
from tests.web.extremes import HOSTILE, LONG_NAME, LONG_NAME_IN_ONE, LONG_WORD, ROWS, URDU
from tests.web.gallery_links import links
from tests.web.gallery_log import RECEIPT, entry
from web.desk.record_forms import new_groups
from web.desk.record_pages import QUERY
from web.forms import Field, Group, fill

Page = tuple[str, dict[str, Any]]
NAMES = (URDU, LONG_WORD, HOSTILE, LONG_NAME, LONG_NAME_IN_ONE, "Noor Sehr")


def found(number: int) -> dict[str, Any]:
    """One record that fits."""
    return {
        "id": f"{number:032x}",
        "sort": "party",
        "label": NAMES[number % len(NAMES)],
        "also": NAMES[(number + 1) % len(NAMES)] if number % 2 else "",
        "kind": "person",
        "why": "may be the same in another script: the consonants agree" if number % 3 else "",
        "nominations": 12_062 * (number % 2),
        "linked": number % 4 == 0,
    }


def record(number: int, **more: Any) -> dict[str, Any]:
    """One record, with every name at its extreme."""
    act = f"{number:032x}@1"
    names = [
        {
            "name": name,
            "kind": "former name",
            "language": "ur-Latn" if n else None,
            "act": act,
            "former": n == 1,
            "now": n == 0,
        }
        for n, name in enumerate(NAMES)
    ]
    return {
        "sort": "party",
        "id": f"{number:032x}",
        "name": NAMES[number % len(NAMES)],
        "kind": "person",
        "names": names,
        "ids": [{"external": f"imdb:{'n' * 95}", "act": act}],
        "link": {"to": "0" * 36, "name": LONG_NAME, "reasons": ["their own word", "a document says so"], "act": act},
        "terms": {"form": "the given name", "shown_as": URDU, "until": "by 4 April 2031", "act": act},
    } | more


WHERE = {
    "edition": {"name": LONG_NAME, "address": "meridian/12"},
    "show": {"name": LONG_WORD, "address": "meridian"},
    "category": URDU,
}
ASKED = replace(QUERY, value=HOSTILE)


def records(odd: list[dict[str, Any]], many: list[dict[str, Any]]) -> dict[str, Page]:
    """The pages of parties and works, with these nominations."""
    named = [one | WHERE for one in odd]
    public = {"sort": "party", "id": "1", "name": LONG_NAME, "nominations": named}
    every = [one | WHERE for one in many]
    long = {"sort": "work", "id": "1", "name": URDU, "nominations": every}
    return {
        **stories(named, odd[2]["credits"]),
        **forms(),
        **searches(),
        **links(named, every),
        "named": ("public/named.html", {"view": public}),
        "named-500": ("public/named.html", {"view": long}),
    }


def stories(named: list[dict[str, Any]], credits_: list[dict[str, Any]]) -> dict[str, Page]:
    """The desk's page of a record: with everything there can be, and with nothing."""
    crediting = named[1] | {
        "id": "c" * 32,
        "credits": [one | {"credited_as": LONG_NAME, "party": "1"} for one in credits_],
    }
    bare = record(5, names=[], ids=[], link=None, terms=None) | {
        "records": [], "alike": [], "nominations": [], "acts": [], "earlier": 0, "notice": "", "receipt": None, "may": {},
    }  # fmt: skip
    whole = record(3) | {
        "records": [record(3), record(4)],
        "alike": [found(7), found(8)],
        "earlier": 12_062,
        "notice": LONG_WORD,
        "receipt": RECEIPT,
        "may": dict.fromkeys(("name", "public-name", "id", "terms", "link", "unlink", "strike", "links"), True),
        "nominations": [*named, crediting],
        "acts": [entry(number) for number in range(ROWS)],
    }
    return {"record": ("desk/record.html", {"view": whole}), "record-bare": ("desk/record.html", {"view": bare})}


def forms() -> dict[str, Page]:
    """Forms about a record."""
    about = {"sort": "party", "name": LONG_NAME, "address": "/desk/parties/1/"}
    form = {"title": "Link to another record", "lead": "Found to be one.", "about": about, "changed": [HOSTILE]}
    return {
        "record-form": ("desk/record_form.html", {"view": form | linking()}),
        "record-new": ("desk/record_form.html", {"view": form | registering()}),
    }


def searches() -> dict[str, Page]:
    """What is found, and nothing."""
    every = {"query": HOSTILE, "too_short": False, "more": True}
    things = [{"id": str(number), "name": name} for number, name in enumerate(NAMES)]
    places = [{"name": name, "about": LONG_NAME, "address": "meridian/12/"} for name in NAMES]
    nothing = {"query": "x", "too_short": True, "more": False, "acts": [], "places": [], "works": [], "parties": []}
    public = every | {"places": places, "works": things, "parties": things}
    acts = [{"act": "a@1", "position": 12_062, "sentence": URDU}]
    desk = every | {"acts": acts, "places": places, "works": [found(1)], "parties": [found(n) for n in range(ROWS)]}
    listed = {"sort": "work", "query": HOSTILE, "found": [found(n) for n in range(50)], "may": {"enter": True}}
    return {
        "records": ("desk/records.html", {"view": listed, "asked": ASKED}),
        "records-empty": ("desk/records.html", {"view": listed | {"found": [], "sort": "party"}, "asked": ASKED}),
        "search": ("public/search.html", {"view": public, "asked": ASKED}),
        "search-empty": ("public/search.html", {"view": nothing, "asked": QUERY}),
        "search-desk": ("desk/search.html", {"view": desk, "asked": ASKED}),
        "search-desk-empty": ("desk/search.html", {"view": nothing, "asked": QUERY}),
    }


def linking() -> dict[str, Any]:
    """The form that links, refused because several records fit."""
    several = tuple((str(number), f"{name} · person · 3 nominations") for number, name in enumerate(NAMES))
    fields = (
        Field("to", "The main record", "party", several, help="A name in any spelling."),
        Field("other", "Another", "work", value=LONG_WORD),
        Field("reasons", "Why", "checks", (("known", LONG_WORD), ("document", URDU))),
    )
    typed = {"command": "1", "seen": "2", "to": HOSTILE, "to_id": "1", "reasons": ["known"]}
    refused = Invalid([Problem("to", "several_like_it")])
    return {"form": fill([Group("Link", fields)], typed, refused), "preview": None, "alike": []}


def registering() -> dict[str, Any]:
    """The form of a new record, previewed beside those like it."""
    typed = {"command": "1", "name": LONG_NAME_IN_ONE, "kind": "person", "anyway": []}
    acts = [{"number": 1, "sentence": URDU}, {"number": 2, "sentence": LONG_WORD}]
    return {
        "form": fill(new_groups("party", alike=True), typed, Invalid([Problem("anyway", "alike_known")])),
        "preview": {"acts": acts, "note": "No public page changes by this."},
        "alike": [found(number) for number in range(6)],
        "changed": [],
    }
