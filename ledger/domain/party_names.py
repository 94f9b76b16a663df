"""Keys under which names are found, and what makes two of them alike. All of it is for finding: nothing here decides who is who.

`plain` tells Latin and Arabic script apart but not their spellings: case, diacritics, punctuation, the several yeh, kaf, heh and hamza
forms, digits, tatweel and invisible characters make no difference. `skeleton` keeps consonants alone, one letter for those that Urdu and its
romanisation write in several ways, so that "Ali Zafar" finds علی ظفر: it is coarse, and whatever it finds is a suggestion.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

SHORTEST_SKELETON: Final = 3
"""Consonants that a skeleton must have before it tells anything."""
SHORTEST_MISSPELT: Final = 5
"""Letters that names must have before one letter's difference tells anything."""

LONGEST_ASKED: Final = 200
MOST_WORDS: Final = 12

_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("يىېۍے", "ی"),
        **dict.fromkeys("كڪ", "ک"),
        **dict.fromkeys("هةۀۂۃھە", "ہ"),
        **dict.fromkeys("ٱ", "ا"),
        **dict.fromkeys("ۋ", "و"),
        **dict.fromkeys("ءـ'’‘ʼʻ`´", None),
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
    }
)  # fmt: skip
_URDU: Final = str.maketrans(
    {
        **dict.fromkeys("اآوویہعحںئؤ", ""), **dict.fromkeys("ثسصش", "s"), **dict.fromkeys("ذزضظژ", "z"),
        **dict.fromkeys("تٹطة", "t"), **dict.fromkeys("دڈ", "d"), **dict.fromkeys("رڑ", "r"), **dict.fromkeys("قکخ", "k"),
        **dict.fromkeys("گغ", "g"), "ب": "b", "پ": "p", "ج": "j", "چ": "c", "ف": "f", "ل": "l", "م": "m", "ن": "n", "ں": "n",
    }
)  # fmt: skip
_LATIN: Final = ((re.compile("ch"), "C"), (re.compile("ph"), "f"), (re.compile("x"), "ks"), (re.compile("[qc]"), "k"))
_SILENT: Final = re.compile("[aeiouyvwh]")
_REPEATED: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=16384)
def plain(name: str) -> str:
    """The name as words of letters and digits alone, each spelling like the others; empty where it has none."""
    decomposed = unicodedata.normalize("NFKD", name.translate(_ALIKE)).casefold().translate(_ALIKE)
    return " ".join("".join(map(_letter, decomposed)).split())


def _letter(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] == "L":
        return character
    if category == "Nd":
        return str(unicodedata.digit(character))
    return "" if category in ("Mn", "Me", "Cf") else " "


def asked_for(text: str) -> str:
    """The plain key of what somebody searches for: the first words of it, as many as names have."""
    return " ".join(plain(text[:LONGEST_ASKED]).split()[:MOST_WORDS])


@lru_cache(maxsize=16384)
def skeleton(name: str) -> str:
    """The consonants of its words, as far as Urdu and romanised spelling agree; empty where they are too few to tell anything."""
    words = [_consonants(word) for word in plain(name).split()]
    kept = " ".join(word for word in words if word)
    return kept if len(kept.replace(" ", "")) >= SHORTEST_SKELETON else ""


def _consonants(word: str) -> str:
    latin = word
    for pattern, letter in _LATIN:
        latin = pattern.sub(letter, latin)
    bare = _SILENT.sub("", latin).lower().translate(_URDU)
    return _REPEATED.sub(r"\1", bare)


def script(name: str) -> str:
    """The script of its first letter: `arabic`, `latin` or another's name in small letters; empty without a letter."""
    letter = next((one for one in name if unicodedata.category(one)[0] == "L"), "")
    return unicodedata.name(letter, "").partition(" ")[0].lower() if letter else ""


def differs_by_one(one: str, other: str) -> bool:
    """Whether one letter added, left out, changed or exchanged with its neighbour makes one plain key of the other."""
    if one == other or abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < SHORTEST_MISSPELT:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, others = one[start:], other[start:]
    if len(rest) == len(others):
        return rest[1:] == others[1:] or (rest[:2] == others[1::-1] and rest[2:] == others[2:])
    return rest[1:] == others if len(rest) > len(others) else rest == others[1:]


def alike(one: str, other: str) -> str:
    """Why two names may be the same party's or work's, as a code; empty where nothing says so.

    same_name · same_spelling (but for case, diacritics, punctuation) · same_words (in another order) · other_script (their consonants
    agree) · one_letter.
    """
    mine, theirs = plain(one), plain(other)
    if not mine or not theirs:
        return ""
    if mine == theirs:
        return "same_name" if one == other else "same_spelling"
    if " " in mine and sorted(mine.split()) == sorted(theirs.split()):
        return "same_words"
    if differs_by_one(mine, theirs):
        return "one_letter"
    bones = skeleton(one)
    return "other_script" if bones and bones == skeleton(other) and script(mine) != script(theirs) else ""
