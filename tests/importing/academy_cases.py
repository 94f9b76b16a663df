"""What lists of the Academy's record say at each moment that its notes, or the public record, tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

DECORATION = "ART DIRECTION (Black-and-White)"
DOCUMENTARY = "DOCUMENTARY (Feature)"
EFFECTS = "SPECIAL EFFECTS"
FOREIGN = "FOREIGN LANGUAGE FILM"
MIXING = "SOUND MIXING"
PICTURE = "BEST PICTURE"
STORY = "WRITING (Motion Picture Story)"
SCORE = "MUSIC (Original Dramatic Score)"

# Edition, category, title, moment; in force, as announced (word and count each).
CASES = [
    ("5", "SHORT SUBJECT (Comedy)", "Stout Hearts and Willing Hands", "1932", ("disqualified", "4=3+1 disqualified"), None),
    ("14", DECORATION, "Sis Hopkins", "8 February 1942", ("-", "-"), None),
    ("14", DECORATION, "Sis Hopkins", "10 February 1942", ("nominated", "12=12"), None),
    ("14", DECORATION, "Sis Hopkins", "1942", ("withdrawn", "12=11+1 withdrawn"), None),
    ("14", EFFECTS, "Dive Bomber", "9 February 1942", ("nominated", "8=8"), None),
    ("14", EFFECTS, "The Sea Wolf", "9 February 1942", ("-", "8=8"), None),
    ("14", EFFECTS, "Dive Bomber", "20 February 1942", ("left, kind not known", "9=8+1 left, kind not known"), None),
    ("14", EFFECTS, "The Sea Wolf", "20 February 1942", ("nominated", "9=8+1 left, kind not known"), None),
    ("17", DECORATION, "Song of the Open Road", "1945", ("withdrawn", "9=8+1 withdrawn"), None),
    ("19", "MUSIC (Song)", "Three Little Girls in Blue", "9 February 1947", ("-", "-"), None),
    ("19", "MUSIC (Song)", "Three Little Girls in Blue", "11 February 1947", ("nominated", "1=1"), None),
    ("19", "MUSIC (Song)", "Three Little Girls in Blue", "14 February 1947", ("ineligible", "1=1 ineligible"), ("nominated", "1=1")),
    ("19", "MUSIC (Song)", "Three Little Girls in Blue", "1947", ("ineligible", "6=5+1 ineligible"), None),
    ("22", "SHORT SUBJECT (Cartoon)", "Canary Row", "1950", ("withdrawn", "5=4+1 withdrawn"), None),
    ("26", STORY, "Hondo", "14 February 1954", ("-", "-"), None),
    ("26", STORY, "Hondo", "16 February 1954", ("nominated", "5=5"), None),
    ("26", STORY, "Hondo", "1954", ("left, kind not known", "5=4+1 left, kind not known"), None),
    ("29", STORY, "High Society", "17 February 1957", ("-", "-"), None),
    ("29", STORY, "High Society", "26 March 1957", ("withdrawn", "5=4+1 withdrawn"), ("nominated", "5=5")),
    ("29", STORY, "High Society", "27 March 1957", ("withdrawn", "5=4+1 withdrawn"), None),
    ("36", DOCUMENTARY, "Terminus", "1964", ("ineligible", "4=3+1 ineligible"), None),
    ("41", DOCUMENTARY, "Young Americans", "13 April 1969", ("nominated", "5=5"), None),
    ("41", DOCUMENTARY, "Young Americans", "20 April 1969", ("nominated · won", "5=5"), None),
    ("41", DOCUMENTARY, "Journey into Self", "20 April 1969", ("nominated", "5=5"), None),
    ("41", DOCUMENTARY, "Young Americans", "7 May 1969", ("ineligible · won · revoked", "5=4+1 ineligible"), None),
    ("41", DOCUMENTARY, "Journey into Self", "7 May 1969", ("nominated", "5=4+1 ineligible"), None),
    ("41", DOCUMENTARY, "Journey into Self", "9 May 1969", ("nominated · won", "5=4+1 ineligible"), None),
    ("45", SCORE, "The Godfather", "1973", ("ineligible", "6=5+1 ineligible"), None),
    ("45", SCORE, "Sleuth", "1973", ("nominated", "6=5+1 ineligible"), None),
    ("65", FOREIGN, "A Place in the World", "1993", ("ineligible", "5=4+1 ineligible"), None),
    ("84", "SHORT FILM (Live Action)", "Tuba Atlantic", "25 February 2012", ("nominated", "5=5"), None),
    ("84", "SHORT FILM (Live Action)", "The Shore", "26 February 2012", ("nominated · won", "5=5"), None),
    ("84", "SHORT FILM (Live Action)", "Tuba Atlantic", "July 2012", ("ineligible", "5=4+1 ineligible"), ("nominated", "5=5")),
    ("84", "SHORT FILM (Live Action)", "Tuba Atlantic", "2012", ("ineligible", "5=4+1 ineligible"), None),
    ("86", "MUSIC (Original Song)", "Alone Yet Not Alone", "15 January 2014", ("-", "-"), None),
    ("86", "MUSIC (Original Song)", "Alone Yet Not Alone", "28 January 2014", ("nominated", "5=5"), None),
    ("86", "MUSIC (Original Song)", "Alone Yet Not Alone", "30 January 2014", ("disqualified", "5=4+1 disqualified"), ("nominated", "5=5")),
    ("86", "MUSIC (Original Song)", "Alone Yet Not Alone", "2014", ("disqualified", "5=4+1 disqualified"), None),
    ("8", "WRITING (Screenplay)", "The Informer", "1936", ("nominated · won · refused", "3=3"), None),
    ("8", "WRITING (Screenplay)", "The Informer", "1949", ("nominated · won", "3=3"), None),
    ("43", "ACTOR", "Patton", "1971", ("nominated · won · refused", "5=5"), None),
    ("45", "ACTOR", "The Godfather", "1973", ("nominated · won · refused", "5=5"), None),
]  # fmt: skip

# Edition, category, title, moment; the names in force, and as announced.
NAMES = [
    ("23", "WRITING (Screenplay)", "Broken Arrow", "1960", ["Albert Maltz"], ["Michael Blankfort"]),
    ("23", "WRITING (Screenplay)", "Broken Arrow", "2 July 1991", ["Albert Maltz"], ["Michael Blankfort"]),
    ("23", "WRITING (Screenplay)", "Broken Arrow", "3 July 1991", ["Albert Maltz"], ["Albert Maltz"]),
    ("26", STORY, "Roman Holiday", "1960", ["Dalton Trumbo"], ["Ian McLellan Hunter"]),
    ("26", STORY, "Roman Holiday", "1994", ["Dalton Trumbo"], ["Dalton Trumbo"]),
    ("27", "MUSIC (Music Score of a Dramatic or Comedy Picture)", "Genevieve", "1960", ["Larry Adler"], ["Muir Mathieson"]),
    ("27", "MUSIC (Music Score of a Dramatic or Comedy Picture)", "Genevieve", "1987", ["Larry Adler"], ["Larry Adler"]),
]  # fmt: skip

FOUR = ["Gary Summers", "Jeffrey J. Haboush", "Mac Ruth", "Greg P. Russell"]
HOURS = "13 Hours: The Secret Soldiers of Benghazi"


@dataclass(frozen=True)
class Said:
    """What the list of one category says."""

    category: dict[str, Any]

    @property
    def count(self) -> str:
        """As cases are written: `5=4+1 ineligible`; "-" where the list is not there."""
        told = self.category.get("count")
        if told is None:
            return "-"
        first, *others = told["parts"]
        assert first["label"] == "on the list" or len(told["parts"]) == 1
        return f"{told['named']}=" + "+".join(
            [str(first["count"]) if first["label"] == "on the list" else f"{first['count']} {first['label']}"]
            + [f"{part['count']} {part['label']}" for part in others]
        )

    def entry(self, title: str) -> dict[str, Any]:
        """The nomination with this title, which the list has once."""
        (found,) = [one for one in self.category.get("nominations", ()) if one["works"][0]["title"] == title]
        return dict(found)

    def words(self, title: str) -> str:
        """The words for its place and its award, "-" where it is not there."""
        if all(one["works"][0]["title"] != title for one in self.category.get("nominations", ())):
            return "-"
        entry = self.entry(title)
        return str(entry["place"]["label"]) + (f" · {entry['award']['label']}" if entry["award"] else "")

    def names(self, title: str) -> list[str]:
        """The names that stand on it."""
        return [one["name"] for one in self.entry(title)["credits"] if one["named"]]

    def notices(self, title: str) -> list[str]:
        """The sentences beside it."""
        return [one["text"] for one in self.entry(title)["notices"]]
