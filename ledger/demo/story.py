"""The fictional Meridian Awards: what their lists hold. All names are invented."""

from __future__ import annotations

from typing import NamedTuple


class Nominee(NamedTuple):
    """One nomination: its work (None where a party alone is nominated), names with their roles, whether it won."""

    work: str | None
    names: tuple[tuple[str, str | None], ...]
    won: bool = False
    kind: str = "person"


class Category(NamedTuple):
    """One category with its nominees."""

    name: str
    address: str
    work_kind: str
    places: int
    vacancy: str
    nominees: tuple[Nominee, ...]


class Edition(NamedTuple):
    """One year's run, with the days it turns on (Karachi)."""

    name: str
    address: str
    label: str
    ordinal: int
    announced: str
    results: str | None
    ceremony: str
    categories: tuple[Category, ...]


ELEVENTH = Edition(
    "11th edition",
    "11",
    "Music and screen · ceremony in Karachi, Saturday 8 November 2025",
    11,
    "2025-10-01 18:00",
    "2025-11-08 22:30",
    "2025-11-08",
    (
        Category(
            "Song of the Year",
            "song-of-the-year",
            "song",
            5,
            "stays_empty",
            (
                Nominee("Salt and Signal", (("Ira & the Tide", "performer"),), won=True, kind="group"),
                Nominee("The Long Monsoon", (("Zarmina Kohi", "performer"), ("Adeel Tariq", "lyrics and music"))),
                Nominee("Neon Courtyard", (("Faraz Lodhi", "performer"),)),
                Nominee("شہر کی بارش", (("گلزار خان", "performer"),)),
                Nominee("Two Lamps", (("Noor Sehr", "performer"), ("Hina Baig", "lyrics"))),
            ),
        ),
        Category(
            "Best Short Film",
            "best-short-film",
            "film",
            4,
            "next_in_line",
            (
                Nominee("The Cartographer’s Kite", (("Mehreen Aslam", "director"),)),
                Nominee("Platform Nine", (("Bilal Lal", "director"), ("Omar Lal", "writer")), won=True),
                Nominee("Blue Hour, Clifton", (("Tania Desai", "director"),)),
                Nominee("A Spoon of Ash", (("Rafael O’Brien", "director"),)),
            ),
        ),
    ),
)

TWELFTH = Edition(
    "12th edition",
    "12",
    "Music and screen · ceremony in Karachi, Saturday 5 December 2026",
    12,
    "2026-10-01 18:00",
    None,
    "2026-12-05",
    (
        Category(
            "Song of the Year",
            "song-of-the-year",
            "song",
            5,
            "stays_empty",
            (
                Nominee(
                    "Paper Lanterns",
                    (
                        ("Zarmina Kohi", "performer"),
                        ("Adeel Tariq", "lyrics and music"),
                        ("Hina Baig", "lyrics and music"),
                    ),
                ),
                Nominee("Mirror Town", (("Noor Sehr", "performer"),)),
                Nominee(
                    "Half the Sky", (("The Harbour Lights", "performer"), ("Daniyal Rafi", "lyrics")), kind="group"
                ),
                Nominee("Saltwater Psalm", (("Ira & the Tide", "performer"),), kind="group"),
                Nominee("چاند کے پار", (("گلزار خان", "performer"),)),
            ),
        ),
        Category(
            "Best Emerging Designer",
            "best-emerging-designer",
            "other",
            3,
            "next_in_line",
            (
                Nominee(None, (("Tahmina Studio", None), ("Tahmina Aslam", "designer")), kind="group"),
                Nominee(None, (("Lal & Sons", None),), kind="group"),
                Nominee(None, (("Atelier Ødegård 🧵", None),), kind="group"),
            ),
        ),
        Category(
            "Best Short Film",
            "best-short-film",
            "film",
            4,
            "next_in_line",
            (
                Nominee("Letters to a Lighthouse", (("Mehreen Aslam", "director"),)),
                Nominee("The Weight of Rain", (("Tania Desai", "director"), ("Yusuf Marek", "writer"))),
                Nominee("Static", (("Bilal Lal", "director"),)),
                Nominee("سایہ", (("نادیہ رحمان", "director"),)),
            ),
        ),
    ),
)
