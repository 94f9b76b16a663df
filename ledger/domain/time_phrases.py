"""Times as people type them, in plain English or EDTF, read into clauses; `ledger.domain.times` gives them bounds."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from unicodedata import decimal

from ledger.domain.edtf_text import edtf_clause
from ledger.domain.english_dates import Partial, point
from ledger.domain.time_terms import (
    LONGEST,
    After,
    Among,
    Before,
    Clause,
    Clock,
    Date,
    Mark,
    Point,
    Reference,
    Span,
    unreadable,
    wrong,
)

_UNKNOWN = re.compile(r"|\?|(?:(?:date|day|time|when|it is|is|not) ?)*(?:unknown|not known|not sure|no idea)")
_DASHES = "\N{EN DASH}\N{EM DASH}\N{NON-BREAKING HYPHEN}\N{HYPHEN}\N{MINUS SIGN}"
_PLAIN = str.maketrans(dict.fromkeys(_DASHES, "-") | {"\N{RIGHT SINGLE QUOTATION MARK}": "'"})
_BEFORE = r"before|prior to|earlier than"
_AFTER = r"after|later than"
_UNTIL = r"by|until|till|up to|no later than|not later than|not after|at the latest"
_SINCE = r"since|from|not before|no earlier than|not earlier than|at the earliest"
_ABOUT = r"about|around|circa|ca?\.?|approximately|approx\.?|roughly"
_PERHAPS = r"perhaps|probably|possibly|maybe"
_AT = r"(?:on|in) or about|on|in|at|during|within|sometime|some time"
_SIDE = re.compile(
    rf"(?:(?P<until>{_UNTIL})|(?P<since>{_SINCE})|(?P<before>{_BEFORE})|(?P<after>{_AFTER}))(?: |: ?)(?P<rest>.+)"
)
_TAIL = re.compile(
    r"(?P<rest>.+?),?(?: (?P<since>or later|or after|and later|onwards?|at the earliest|on)| (?P<until>or earlier|or before|at the latest))"
)
_SIDES = rf"{_UNTIL}|{_SINCE}|{_BEFORE}|{_AFTER}"
_NEXT = re.compile(
    rf" ?; ?|(?:, ?(?:but |and )?| and | but )(?=(?:{_SIDES})\b)"
    rf"|, ?(?:but |and )?(?=(?:between|on|in|during|{_ABOUT}|{_PERHAPS})\b)"
)
_MARK = re.compile(rf"(?:(?P<about>{_ABOUT}) |~ ?)|(?P<perhaps>{_PERHAPS}) ")
_OR = re.compile(r",? or |(?<=[0-9]{4}), (?=[0-9]{4}\b)")
_PLACE = re.compile(rf"(?:{_AT}) ")
_RANGE = re.compile(r"(.+?)(?: to | until | - |(?<=[a-z0-9])-(?=[a-z0-9]))(.+)")
_HYPHENATED = re.compile(r"[0-9]{1,4}(?: [a-z.]+)? ?- ?(?:[0-9]{4}|[0-9]{1,2} [a-z].*)|[a-z].*-.*")


class _Reading(NamedTuple):
    """What one clause is read with: the date after it, whose month and year it may share, and the day the words are said on."""

    taken: Partial
    today: date | None


def _partial(said: Point | None, taken: Partial) -> Partial:
    if isinstance(said, Clock):
        return Partial(said.local.year, said.local.month)
    if isinstance(said, Date) and said.unit in ("day", "month"):
        return Partial(said.first.year, said.first.month)
    return taken


def _marked(text: str) -> tuple[str, Mark]:
    """The text without "in", "about" or "perhaps" before it, and what these say of it."""
    mark: Mark = ""
    while found := _PLACE.match(text) or _MARK.match(text):
        if found.re is _MARK:
            more: Mark = "?" if found["perhaps"] else "~"
            mark = more if mark in ("", more) else "%"
        elif found[0].endswith(" or about "):
            mark = "~"
        text = text[found.end() :]
    return text, mark


def _point(text: str, reading: _Reading, mark: Mark = "") -> Point:
    text, own = _marked(text)
    mark = own or mark
    if text.endswith("?"):
        text, mark = text[:-1].rstrip(), "?" if mark in ("", "?") else "%"
    return point(text, mark, reading.taken, reading.today)


def _until(said: Point) -> Clause:
    return Before(said) if isinstance(said, Reference) else Among((Span(None, said),))


def _since(said: Point) -> Clause:
    return After(said) if isinstance(said, Reference) else Among((Span(said, None),))


def _range(first: str, last: str, reading: _Reading, mark: Mark = "") -> tuple[Clause, ...]:
    """From one point to another, both inclusive; a milestone on either side becomes a clause of its own."""
    end = _point(last, reading, mark)
    start = _point(first, reading._replace(taken=_partial(end, reading.taken)), mark)
    if isinstance(start, Reference) or isinstance(end, Reference):
        return _since(start), _until(end)
    return (Among((Span(start, end),)),)


def _one_of(text: str, reading: _Reading) -> Clause:
    """One date, or several joined by "or": "about" before them holds for each."""
    text, mark = _marked(text)
    items: list[Date | Clock | Span] = []
    for part in reversed(_OR.split(text)):
        said = _point(part, reading, mark)
        if isinstance(said, Reference):
            raise wrong("milestone_needs_a_side", reference=said.key)
        reading = reading._replace(taken=_partial(said, reading.taken))
        items.append(said)
    return Among(tuple(reversed(items)))


def _sided(found: re.Match[str], reading: _Reading) -> tuple[Clause, ...]:
    said = _point(found["rest"], reading)
    sides = found.groupdict()
    if sides["until"]:
        return (_until(said),)
    if sides["since"]:
        return (_since(said),)
    return (Before(said) if sides["before"] else After(said),)


def _sided_tail(found: re.Match[str], reading: _Reading) -> tuple[Clause, ...]:
    said = _point(found["rest"].removeprefix("from "), reading)
    return (_since(said) if found["since"] else _until(said),)


def _between(text: str, reading: _Reading, mark: Mark) -> tuple[Clause, ...]:
    first, joined, last = text.partition(" and ")
    if not joined:
        raise unreadable(f"between {text}")
    return _range(first, last, reading, mark)


def _clause(text: str, reading: _Reading) -> tuple[Clause, ...]:
    if plain := edtf_clause(text.upper()):
        return (plain,)
    bare, mark = _marked(text)
    if bare.startswith("between "):
        return _between(bare.removeprefix("between "), reading, mark)
    if (found := _SIDE.fullmatch(bare)) and not bare.startswith("from "):
        return _sided(found, reading)
    ends = bare.removeprefix("from ")
    if " or " not in ends and (" to " in ends or _HYPHENATED.fullmatch(ends)) and (apart := _RANGE.fullmatch(ends)):
        return _range(apart[1], apart[2], reading, mark)
    if tail := _TAIL.fullmatch(text):
        return _sided_tail(tail, reading)
    return _sided(found, reading) if found else (_one_of(text, reading),)


def _last_partial(clauses: tuple[Clause, ...], taken: Partial) -> Partial:
    said = clauses[0]
    if isinstance(said, Among):
        item = said.items[0]
        return _partial((item.first or item.last) if isinstance(item, Span) else item, taken)
    return _partial(said.point, taken)


def _western(text: str) -> str:
    """The text with the digits of other scripts as 0 to 9."""
    return text if text.isascii() else "".join(str(decimal(one)) if one.isdecimal() else one for one in text)


@lru_cache(maxsize=4096)
def read_phrase(text: str, today: date | None = None) -> tuple[Clause, ...]:
    """The clauses that `text` says, none for "unknown"; `Invalid` names the mistake.

    `today` is the day on which "today" and "yesterday" were said; without it they are not read.
    """
    if len(text) > LONGEST:
        raise wrong("when_too_long", length=len(text), limit=LONGEST)
    plain = " ".join(_western(text).translate(_PLAIN).lower().split()).rstrip(".;,")
    if _UNKNOWN.fullmatch(plain):
        return ()
    clauses: tuple[Clause, ...] = ()
    taken = Partial()
    for part in reversed(_NEXT.split(plain)):
        read = _clause(part, _Reading(taken, today))
        taken = _last_partial(read, taken)
        clauses = read + clauses
    return clauses
