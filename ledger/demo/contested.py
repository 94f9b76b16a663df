"""The eighth edition of the fictional Causeway Prizes: a year in which much was asked, and not all of it decided. All names are invented."""

from __future__ import annotations

from typing import Any

from ledger.demo.causeway import Entry

EDITION = {
    "name": "8th edition",
    "address": "8",
    "label": "Songs, books and film of 2025 · ceremony in Galway, Saturday 23 May 2026",
    "ordinal": "8",
    "zone": "Europe/Dublin",
}
LISTED = "2 March 2026, 18:00"
CATEGORIES = {"Song of the Year": "5", "Novel of the Year": "4", "Film of the Year": "4"}
ENTRIES = (
    Entry("Song of the Year", "Harbour Lights", (("The Lantern Quartet", "music"),), "song"),
    Entry("Song of the Year", "Tin Roof", (("Orla Dunne", "music and lyrics"),), "song"),
    Entry("Song of the Year", "زعفران کی سڑک", (("کامران زیدی", "lyrics"), ("Yara Sol", "music")), "song"),
    Entry("Song of the Year", "Slow Ferry", (("Hannah Voss", "music"),), "song"),
    Entry("Song of the Year", "Night Shift", (("Emeka Bright", "music"), ("Lucy Adeyemi", "lyrics")), "song"),
    Entry("Novel of the Year", "The Weir", (("Ilse Vandermeer", "author"),)),
    Entry("Novel of the Year", "O’Brien’s Daughters", (("Aoife Marren", "author"),)),
    Entry("Novel of the Year", "A Winter Census", (("Desmond Okafor-Hale", "author"),)),
    Entry("Novel of the Year", "Glass Meadow", (("Ruth Adler", "author"),)),
    Entry("Film of the Year", "Spring Tide", (("Nadia Ferrante", "director"),), "film"),
    Entry("Film of the Year", "The Lock-Keeper", (("Tomasz Brandt", "director"),), "film"),
    Entry("Film of the Year", "Kiln", (("Mina Rahimi", "director"),), "film"),
    Entry("Film of the Year", "Paper Boats", (("Samir Haddad", "director"),), "film"),
)
REPLACEMENT = Entry("Song of the Year", "Lamplighter", (("Siún Ní Bhraonáin", "music"),), "song")
MILESTONES = (
    ("nominations_announced", LISTED),
    ("ballot_locked", "20 April 2026, 12:00"),
    ("voting_closed", "10 May 2026, 23:59"),
    ("ceremony", "23 May 2026"),
)

STATEMENT_OF_TWO = """We, the Lantern Quartet and Orla Dunne, ask the Causeway Trust to take our songs off this year's list.
We thank everybody who proposed them. We shall not attend.
"""
LETTER_OF_THE_LYRICIST = """I ask that my name and the words I wrote be taken off the list of songs.
I cannot speak for the composer, who will write to you herself.
"""
POST_OF_THE_DIRECTOR = "I would rather nobody voted for my film this year."
DOCUMENTS: dict[str, dict[str, str]] = {
    "of two": {
        "kind": "press", "channel": "press", "title": "Statement of two nominees", "sender": "The Lantern Quartet and Orla Dunne",
        "sent": "9 March 2026", "received": "9 March 2026", "published": "9 March 2026", "standing": "public",
        "text": STATEMENT_OF_TWO,
    },
    "of the lyricist": {
        "kind": "letter", "channel": "mail", "title": "Letter about a song", "sender": "کامران زیدی",
        "sent": "11 March 2026", "received": "16 March 2026", "standing": "confidential", "text": LETTER_OF_THE_LYRICIST,
    },
    "of the director": {
        "kind": "post", "channel": "social", "title": "A post", "sender": "Mina Rahimi", "published": "24 April 2026",
        "received": "24 April 2026", "standing": "public", "text": POST_OF_THE_DIRECTOR,
    },
}  # fmt: skip

REVIEWED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("The Lock-Keeper", "rule-ineligible", {"reason": "condition_not_met"}),
    ("Paper Boats", "review", {}),
    ("Kiln", "review", {}),
)
"""What one decision did to three films: the titles, the consequences."""
