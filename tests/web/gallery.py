"""Made-up views at their extremes, for every template: what a real show only sometimes is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ledger.errors import Invalid, Problem
from tests.web.extremes import HOSTILE, LONG_NAME, LONG_NAME_IN_ONE, LONG_WORD, ROWS, URDU
from tests.web.gallery_accounts import ACCOUNTS_GALLERY
from tests.web.gallery_import import GALLERY as IMPORTING
from tests.web.gallery_log import BARE_EVENT, EVENT, RECEIPT, RECEIPT_ANNOUNCED, entry
from tests.web.gallery_proposals import PROPOSALS_GALLERY
from tests.web.gallery_records import records
from tests.web.gallery_rosters import ROSTERS_GALLERY
from tests.web.gallery_settings import ALSO, SETTINGS_GALLERY
from tests.web.gallery_stories import NOBODY, STORIES
from web.desk.announcing import _groups as announcing_groups
from web.desk.parts import Choice, under
from web.forms import Field, Form, Group, fill

WORDS = {
    "nominated": "nominated",
    "withdrawn": "withdrawn",
    "recorded": "recorded",
    "conferred": "won",
}
AT = Field("at", "As announced at", help="A day, an hour or a year. Empty means now.")


def word(code: str) -> dict[str, str]:
    """A standing."""
    return {"word": code, "label": WORDS[code]}


def credit(name: str, role: str | None = None, *, named: bool = True) -> dict[str, Any]:
    """One name."""
    return {"id": name, "name": name, "role": role, "named": named}


def nomination(number: int, titles: list[str], names: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """One nomination, on the list unless told otherwise."""
    return {
        "id": f"{number:032x}",
        "works": [{"title": title, "id": title} for title in titles],
        "credits": names,
        "details": [],
        "citation": None,
        "place": word("nominated"),
        "award": None,
        "marks": [],
        "notices": [],
        "acts": [f"{number:032x}@1"],
    } | more


ODD = [
    nomination(1, ["Paper Lanterns"], [credit(f"Name {n} of a shared one", "lyrics and music") for n in range(12)]),
    nomination(2, [URDU], [credit("گلزار خان", "performer"), credit("Gulzar Khan", "آواز")]),
    nomination(3, [LONG_WORD], [credit(LONG_WORD, LONG_WORD)]),
    nomination(4, [HOSTILE], [credit(HOSTILE, HOSTILE)], citation=HOSTILE, details=[HOSTILE]),
    nomination(
        5, ["Mirror Town"], [credit("Noor Sehr", "performer")], place=word("withdrawn"),
        notices=[{"text": "Withdrawn, 13 October 2026. At their own wish.", "tone": "fell"}],
    ),
    nomination(
        6, ["Half the Sky"], [credit("The Harbour Lights"), credit("Daniyal Rafi", "lyrics", named=False)],
        notices=[{"text": "Daniyal Rafi took their name off; the nomination stands.", "tone": "changed"}],
    ),
    nomination(7, ["A", "B"], [credit("שלום", "director")], award=word("conferred"), marks=["Marked in the source."]),
    nomination(8, [], [credit("Lal & Sons")], award=word("conferred")),
    nomination(9, [], []),
    nomination(10, [], [credit("Atelier Ødegård 🧵", "designer"), credit("Ira")]),
    *(
        nomination(
            number, [name], [credit(name, "گلوکار"), credit(name, name, named=False)], place=word("withdrawn"),
            notices=[{"text": f"Withdrawn, 13 October 2026. \u2068{name}\u2069 asked for it.", "tone": "fell"}],
        )
        for number, name in ((11, LONG_NAME), (12, LONG_NAME_IN_ONE))
    ),
]  # fmt: skip
RECORDED = [
    nomination(
        900, ["A write-in"], [credit("Somebody")], place=word("recorded"), award=word("conferred"),
        notices=[{"text": "Not announced as a nomination: voters wrote it in.", "tone": "note"}],
    )
]  # fmt: skip


def count(named: int, fell: int = 0) -> dict[str, Any]:
    """A count line."""
    parts = [{**word("nominated"), "label": "on the list", "count": named - fell}]
    return {
        "named": named,
        "unit": "nominations",
        "parts": parts + ([{**word("withdrawn"), "count": fell}] if fell else []),
    }


def category(
    address: str, name: str, nominations: list[dict[str, Any]], recorded: list[dict[str, Any]]
) -> dict[str, Any]:
    """One category."""
    about = "5 places · a place that falls empty stays empty"
    return {
        "name": name,
        "address": address,
        "about": about,
        "count": count(5),
        "names": ALSO if name == LONG_WORD else [],
        "nominations": nominations,
        "recorded": recorded,
        "no_award": NOBODY if name == LONG_WORD else None,
    }


def nominee_list(categories: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A nominee list."""
    return {
        "show": {"name": "Meridian Awards", "address": "meridian"},
        "edition": {"name": "12th edition", "address": "12", "label": URDU, "zone": "Asia/Karachi", "names": ALSO},
        "rules": True,
        "reading": "announced",
        "moment": None,
        "dates_note": None,
        "count": count(12062, 1),
        "lines": [
            {"text": "76 recorded, not announced as nominations (8 of them won)"},
            {"text": "3,515 awards conferred"},
        ],
        "categories": categories,
    } | more


MANY = [nomination(1000 + n, [f"Title {n}"], [credit(f"Person {n}", "director")]) for n in range(ROWS)]
ODD_LIST = nominee_list(
    [category("odd", "Song of the Year", ODD, RECORDED), category("long", LONG_WORD, MANY[:62], [])]
)
LONG_LIST = nominee_list(
    [category(f"category-{n}", f"Category {n}", MANY[n::10], []) for n in range(10)], count=count(ROWS), lines=[]
)
EMPTY_LIST = nominee_list([], count=count(0), lines=[], dates_note="The ledger holds no dates before that.")


FIELDS = (
    Field("credit", "Which part", "radio", (("", "The whole nomination"), ("1", URDU)), value="1"),
    Field(
        "acts",
        "Acts",
        "checks",
        (("a", LONG_WORD), ("b", URDU)),
        value=["b"],
        problem="Choose at least one act.",
        focused=True,
    ),
    Field(
        "effective", "In effect from", help="27 March 1957 · by April 2019", value=HOSTILE, problem="That is no time."
    ),
    Field(
        "source_note", "Where the document is", "prose", value="x" * 10_000, tag="encrypted · organisers and auditors"
    ),
    Field("reason", "Reason", "choice", (("own_wish", "At their own wish."), ("", LONG_WORD)), value="own_wish"),
)
FORM = Form(
    (Group("What is withdrawn", FIELDS),),
    {"command": "1", "seen": "3"},
    "Something needs to be put right.",
    ("A stray.",),
)
STEPS = {"acts": [{"number": 1, "sentence": URDU}, {"number": 2, "sentence": LONG_WORD}], "warnings": ["It had won."]}
DECIDING: dict[str, Any] = {
    "subject": URDU,
    "edition": {"name": "12th edition", "address": "meridian/12"},
    "form": FORM,
    "changed": [HOSTILE],
}
ACT = DECIDING | {
    "verb": "Withdraw",
    "lead": URDU,
    "preview": STEPS | {"before": "nominated", "after": "withdrawn", "note": "Not public yet."},
}
ANNOUNCE = DECIDING | {"preview": STEPS | {"before": count(61), "after": count(61, 1)}}
REFUSED = Invalid(
    [Problem("acts", "choose_an_act"), Problem("effective", "required"), Problem("through", "unknown_choice")]
)


def in_parts(field: Field, choices: Sequence[Choice]) -> Field:
    """Choices under headings of every length: the first has one, the second two, the third has the rest."""
    headings = (("one", LONG_WORD), ("two", URDU), ("rest", LONG_NAME_IN_ONE))
    cut = (choices[:1], choices[1:3], choices[3:])
    return under(field, [(value, heading, some) for (value, heading), some in zip(headings, cut, strict=True)])


ANNOUNCE_REFUSED = DECIDING | {
    "form": fill(
        announcing_groups(
            (("a@1", LONG_WORD, ()), ("b@2", f"\u2068{LONG_NAME}\u2069 is withdrawn.", ("rule", "reason"))), in_parts
        ),
        {"command": "1", "seen": "3", "acts": [], "effective": HOSTILE, "through": "smoke"},
        REFUSED,
    ),
    "preview": None,
}
ANNOUNCE_MANY = DECIDING | {
    "form": fill(
        announcing_groups(tuple((f"{n}@1", f"Title {n} is entered.", ("reason",)) for n in range(ROWS)), in_parts),
        {"acts": ["499@1"], "acts_whole": ["two"]},
    ),
    "changed": [],
    "preview": {
        "acts": [{"number": n + 1, "sentence": f"Title {n} is entered."} for n in range(ROWS)],
        "before": count(0),
        "after": count(ROWS),
    },
}
SEVERAL = ACT | {
    "verb": "Withdraw several nominations",
    "form": fill(
        [
            Group(
                "What it is about",
                (
                    in_parts(
                        Field("nominations", "Nominations", "checks"),
                        [Choice(str(n), LONG_NAME, n % 3 > 0) for n in range(ROWS)],
                    ),
                ),
            ),
            Group("Where it is not simply the act", FIELDS[2:], folded=True),
        ],
        {"nominations": ["1"], "nominations_whole": ["rest"], "effective": HOSTILE},
        Invalid([Problem("nominations", "choose_a_nomination")]),
    ),
    "preview": {"acts": ANNOUNCE_MANY["preview"]["acts"], "more": URDU, "note": "Not public yet."},
}
ANNOUNCE_NOTHING = DECIDING | {"form": fill(announcing_groups((), in_parts), {}), "changed": [], "preview": None}
LOG = {
    "entries": [entry(number) for number in range(ROWS)],
    "total": 12137,
    "filters": Form((Group("Filter", FIELDS[2:]),)),
    "is_filtered": True,
    "parties": [{"id": "1", "name": URDU, "href": "/audit/?party_id=1"}],
    "nobody": True,
    "next_href": "/audit/?before=1",
    "first_href": "/audit/",
}

EDITION = {"name": LONG_NAME, "address": "12", "label": LONG_WORD, "announced": True, "count": count(12_062)}
SHOW = {
    "show": {"name": LONG_NAME_IN_ONE, "address": "meridian", "names": ALSO},
    "editions": [EDITION, EDITION | {"name": LONG_WORD, "address": "11", "announced": False}],
}
SOMEBODY = {"key": "organiser", "name": LONG_NAME, "role": "Organiser", "may": LONG_WORD}

GALLERY: dict[str, tuple[str, dict[str, Any]]] = {
    **IMPORTING,
    **ACCOUNTS_GALLERY,
    "shows": ("public/shows.html", {"view": {"shows": [SHOW["show"], {"name": HOSTILE, "address": "other"}]}}),
    "shows-empty": ("public/shows.html", {"view": {"shows": []}}),
    "show": ("public/show.html", {"view": SHOW}),
    "show-empty": ("public/show.html", {"view": SHOW | {"editions": []}}),
    **PROPOSALS_GALLERY,
    **ROSTERS_GALLERY,
    **SETTINGS_GALLERY,
    "people": ("people.html", {"view": {"people": [SOMEBODY], "chosen": "organiser"}}),
    "list": ("public/list.html", {"view": ODD_LIST, "at": AT}),
    "list-500": ("public/list.html", {"view": LONG_LIST, "at": AT}),
    "list-empty": ("public/list.html", {"view": EMPTY_LIST, "at": AT}),
    "edition": (
        "desk/edition.html",
        {
            "view": {
                "list": ODD_LIST,
                "waiting": LOG["entries"],
                "several": [{"verb": "void", "label": LONG_WORD}],
                "announced": True,
                "may": {"withdraw": True, "announce": True, "confer": True},
            }
        },
    ),
    "act": ("desk/act.html", {"view": ACT}),
    "several-500": ("desk/act.html", {"view": SEVERAL | {"proposes": True}}),
    "announce": ("desk/announce.html", {"view": ANNOUNCE}),
    "announce-refused": ("desk/announce.html", {"view": ANNOUNCE_REFUSED}),
    "announce-500": ("desk/announce.html", {"view": ANNOUNCE_MANY}),
    "announce-nothing": ("desk/announce.html", {"view": ANNOUNCE_NOTHING}),
    "receipt": ("desk/receipt.html", {"view": RECEIPT}),
    "receipt-announced": ("desk/receipt.html", {"view": RECEIPT_ANNOUNCED}),
    "log": ("audit/timeline.html", {"view": LOG}),
    "log-empty": ("audit/timeline.html", {"view": LOG | {"entries": [], "total": 0, "next_href": None}}),
    "event": ("audit/event.html", {"view": EVENT}),
    "event-bare": ("audit/event.html", {"view": BARE_EVENT}),
    **records(ODD, MANY),
    "error": (
        "error.html",
        {"status": 409, "title": "Something changed", "sentence": LONG_WORD, "problems": [HOSTILE]},
    ),
    **STORIES,
}
