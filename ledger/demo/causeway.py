"""The fictional Causeway Prizes: an edition to which everything happened. All names are invented."""

from __future__ import annotations

from typing import Any, NamedTuple

SHOW = {"name": "The Causeway Prizes", "address": "causeway", "zone": "Europe/Dublin"}
EDITION = {
    "name": "7th edition",
    "address": "7",
    "label": "Books and film of 2024 · ceremony in Galway, Saturday 25 October 2025",
    "ordinal": "7",
    "zone": "Europe/Dublin",
}
LISTED = "4 September 2025, 18:00"
RULES = """1 What may be nominated
1.1 A book or a film first published or shown in the year before the prizes.
2 Places
2.1 Each prize has the places that its list of categories says. In the novel an empty place goes to the next in line until the jury has met.
4 Names
4.1 Everybody who made a work is named, in the order in which the work names them.
4.2 For a score, only who wrote new music for it is named.
7 Withdrawing
7.1 A nominee may ask to be taken off the list. The committee decides within three days.
9 The prizes
9.1 The jury decides. What it decides is read out at the ceremony and nowhere before.
9.2 The jury may find that no prize is given.
"""
BODIES: tuple[dict[str, Any], ...] = (
    {
        "kind": "organiser",
        "name": "The Causeway Trust",
        "may_decide": ["places", "corrections", "results"],
        "may_announce": ["nominations", "changes", "results"],
    },
    {
        "kind": "committee",
        "name": "The rules committee",
        "may_decide": ["withdrawals", "eligibility", "breaches", "places", "corrections"],
    },
    {"kind": "jury", "name": "The jury", "may_decide": ["results", "places"]},
)
CATEGORIES = ("Novel of the Year", "Film of the Year", "Original Score", "Translation", "First Poems")
PLACES = {
    "Novel of the Year": "5",
    "Film of the Year": "4",
    "Original Score": "3",
    "Translation": "3",
    "First Poems": "2",
}


class Entry(NamedTuple):
    """One nomination of the list: its category, its work, its names with their roles."""

    category: str
    title: str
    names: tuple[tuple[str, str], ...]
    kind: str = "book"


ENTRIES = (
    Entry("Novel of the Year", "The Tide Clerk", (("Aoife Marren", "author"),)),
    Entry("Novel of the Year", "Quarry Light", (("Desmond Okafor-Hale", "author"),)),
    Entry("Novel of the Year", "A Ledger of Birds", (("Siún Ní Bhraonáin", "author"),)),
    Entry("Novel of the Year", "شاہراہ", (("کامران زیدی", "author"),)),
    Entry("Novel of the Year", "Nine Winters", (("Ilse Vandermeer", "author"),)),
    Entry("Film of the Year", "Low Water", (("Nadia Ferrante", "director"),), "film"),
    Entry("Film of the Year", "The Ferryman’s Invoice", (("Tomasz Brandt", "director"),), "film"),
    Entry("Film of the Year", "Estuary, Night", (("Mina Rahimi", "director"),), "film"),
    Entry("Film of the Year", "Kestrel", (("Lucy Adeyemi", "director"),), "film"),
    Entry(
        "Original Score",
        "Undertow",
        (("Hannah Voss", "music"), ("Emeka Bright", "music"), ("Orla Dunne", "music")),
        "performance",
    ),
    Entry("Original Score", "Small Weather", (("Yara Sol", "music"),), "performance"),
    Entry("Original Score", "Quiet Machines", (("The Lantern Quartet", "music"),), "performance"),
    Entry("Translation", "The Salt Road", (("Ruth Adler", "translator"),)),
    Entry("Translation", "Winter Grammar", (("Jonas Lind", "translator"),)),
    Entry("Translation", "Letters from the Marsh", (("Amal Darwish 🌿", "translator"),)),
    Entry("First Poems", "Slack Tide", (("Brídín Kerr", "author"),)),
    Entry("First Poems", "A Field of Switches", (("Osei Lamptey", "author"),)),
)
REPLACEMENT = Entry("Novel of the Year", "Saltmarsh Hymnal", (("Peadar O’Shee", "author"),))


class Step(NamedTuple):
    """One thing that happened: by which person of the demo, on which nomination (or category), told with what."""

    name: str
    verb: str
    title: str
    typed: dict[str, str]
    who: int = 1


class Told(NamedTuple):
    """An announcement of what was recorded in these steps."""

    name: str
    steps: tuple[str, ...]
    typed: dict[str, str]


STORY: tuple[Step | Told, ...] = (
    Step(
        "missing-name", "add-name", "The Salt Road",
        {
            "name": "Samir Haddad", "role": "translator", "effective": "5 September 2025, 10:30", "body": "committee",
            "rule": "4.1", "reason": "correction", "decided": "5 September 2025", "source_kind": "e_mail",
            "source_note": "The publisher’s message of the morning after the list; the title page names both.",
        },
    ),
    Told("missing-name-told", ("missing-name",), {"effective": "6 September 2025, 09:00"}),
    Step(
        "withdrawal", "withdraw", "The Tide Clerk",
        {
            "effective": "8 September 2025, 16:00", "body": "committee", "rule": "7.1", "reason": "own_wish",
            "capacity": "nominee", "decided": "8 September 2025, 16:00", "source_kind": "letter",
            "source_note": "Letter of 6 September, received on 8 September.",
        },
    ),
    Step("replacement", "enter", "Saltmarsh Hymnal", {"effective": "9 September 2025, 12:00"}),
    Told("withdrawal-told", ("withdrawal", "replacement"), {"effective": "10 September 2025, 11:00"}),
    Step(
        "name-removed", "remove-name", "Undertow",
        {
            "name": "Emeka Bright", "finding": "ineligible", "effective": "12 September 2025", "body": "committee",
            "rule": "4.2", "reason": "condition_not_met", "decided": "12 September 2025", "source_kind": "minutes",
            "private_reason": "The cue sheets show no new music by him. He was told by telephone before the list was changed.",
        },
    ),
    Told("name-removed-told", ("name-removed",), {"effective": "13 September 2025, 09:00"}),
    *(
        Step(
            f"chosen-{title}", "choose", title,
            {"effective": "20 October 2025", "body": "jury", "rule": "9.1", "reason": "result", "source_kind": "minutes"},
            0,
        )
        for title in ("Saltmarsh Hymnal", "Estuary, Night", "Undertow", "Winter Grammar")
    ),
    Step(
        "no-poems", "no-award", "First Poems",
        {
            "effective": "20 October 2025", "body": "jury", "rule": "9.2", "reason": "none_sufficed",
            "decided": "20 October 2025", "source_kind": "minutes",
            "private_reason": "Both had a majority against them in two rounds.",
        },
        0,
    ),
    Told(
        "no-poems-told", ("no-poems",),
        {"effective": "25 October 2025, 20:55", "spoken_as": "presenter", "through": "stage"},
    ),
    Step("misread", "misread", "Low Water", {"effective": "25 October 2025, 21:40"}, 0),
    *(
        Step(f"won-{title}", "confer", title, {"effective": f"25 October 2025, {hour}", "source_kind": "minutes"}, 0)
        for title, hour in (
            ("Undertow", "21:10"), ("Winter Grammar", "21:25"), ("Estuary, Night", "21:43"), ("Saltmarsh Hymnal", "21:55"),
        )
    ),
    *(
        Told(
            f"told-{title}", (f"won-{title}",),
            {"effective": f"25 October 2025, {hour}", "spoken_as": "presenter", "through": "stage"},
        )
        for title, hour in (
            ("Undertow", "21:10"), ("Winter Grammar", "21:25"), ("Estuary, Night", "21:43"), ("Saltmarsh Hymnal", "21:55"),
        )
    ),
    Step("put-right", "put-misreading-right", "Low Water", {"effective": "25 October 2025, 21:43"}, 0),
    Step(
        "refused", "refuse-award", "Winter Grammar",
        {"effective": "27 October 2025", "reason": "own_wish", "capacity": "nominee", "source_kind": "letter"},
    ),
    Told("refused-told", ("refused",), {"effective": "28 October 2025, 10:00"}),
    Step(
        "title", "correct", "Letters from the Marsh",
        {
            "works_text": "Letters from the Marshes", "effective": "3 November 2025", "body": "committee",
            "reason": "correction", "source_kind": "e_mail",
        },
    ),
)  # fmt: skip
"""In the order of the telling; the last of it has not been announced."""
