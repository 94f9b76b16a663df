"""Parties and works found for those at the desk: by name, other name or id as one types, and those like one that is to be registered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, union

from ledger.consumers.views import View
from ledger.domain.party_names import MOST_WORDS, SHORTEST_MISSPELT, alike, asked_for, plain, script, skeleton
from ledger.projections.parties import CREDITED, IDS, NAMES, RECORDS, SHOWN
from ledger.wording.parties import ALIKE, PARTIES, TITLES, WORKS
from ledger.wording.parties import NAMES as NAME_KINDS

SHORTEST = 2
"""Letters or digits that what is typed must have."""
IN_ONE_QUERY = 500
BY_ID, SAME, BEGINS, WORDS, BONES = range(5)
"""How well something fits, the best first."""
ORDER = ("same_id", "same_name", "same_spelling", "same_words", "other_script", "one_letter")
"""Why two may be one, the strongest reason first."""


class Fit(NamedTuple):
    """One record that fits what was typed, with the name by which it was found; `fit` is small where it fits well."""

    fit: int
    thing: str
    name: str
    source: str
    nomination: str = ""
    """That credits it so (hex), where it was found by such a name."""


def words_match(query: str) -> ColumnElement[bool]:
    """Every word of the plain query begins a word of the name."""
    return and_(*(NAMES.c.plain.like(f"% {word}%") for word in query.split()))


Credited = tuple[str, str, str]
"""A nomination (hex), the record that it names (hex), and under what name."""


class Seen(Protocol):
    """What somebody sees of records and of what nominations call them (`projections.sight`)."""

    def seen(self, things: Collection[str]) -> Mapping[str, int]:
        """Of these records (hex), those that they see, each with how many nominations that they see name it."""

    def credited(self, names: Collection[Credited]) -> set[Credited]:
        """Of these names, those that they see."""


def find(view: View, text: str, sort: str, limit: int = 20, seen: Seen | None = None) -> list[dict[str, Any]]:
    """Records of this sort (party, work) that fit what is typed, the best first; none for fewer than two letters or digits.

    An id fits whole; a name when each word typed begins one of its words; in another script when the consonants agree.
    With `seen`, only what somebody sees.
    """
    typed = text.strip()
    query = asked_for(typed)
    with view.read() as connection:
        fits = _by_id(connection, typed, sort)
        if len(query.replace(" ", "")) >= SHORTEST:
            fits += _by_name(connection, typed, query, sort)
        best = sorted(_best(_told(fits, seen)), key=lambda fit: (fit.fit, len(fit.name), fit.name, fit.thing))
        return described(connection, [(fit.thing, fit.name, _why(fit)) for fit in best], seen, limit)


def _by_id(connection: Connection, typed: str, sort: str) -> list[Fit]:
    query = select(IDS.c.subject, IDS.c.external).where(
        IDS.c.sort == sort, or_(IDS.c.external == typed, IDS.c.value == typed)
    )
    found = [Fit(BY_ID, row.subject, row.external, "id") for row in connection.execute(query)]
    try:
        own = UUID(typed).hex
    except ValueError:
        return found
    query = select(RECORDS.c.subject, RECORDS.c.label).where(RECORDS.c.subject == own, RECORDS.c.sort == sort)
    return found + [Fit(BY_ID, row.subject, row.label, "registered") for row in connection.execute(query)]


def _by_name(connection: Connection, typed: str, query: str, sort: str) -> list[Fit]:
    columns = select(NAMES.c.thing, NAMES.c.name, NAMES.c.plain, NAMES.c.source, NAMES.c.subject)
    known = (NAMES.c.sort == sort, NAMES.c.source != SHOWN)
    fits = []
    for row in connection.execute(columns.where(*known, words_match(query))):
        fit = SAME if row.plain == f" {query} " else BEGINS if row.plain.startswith(f" {query}") else WORDS
        fits.append(Fit(fit, row.thing, row.name, row.source, row.subject))
    bones = skeleton(query)
    if bones:
        like = connection.execute(columns.where(*known, NAMES.c.skeleton == bones))
        fits += [
            Fit(BONES, row.thing, row.name, row.source, row.subject)
            for row in like
            if script(row.name) != script(typed)
        ]
    return fits


def _told(fits: Sequence[Fit], seen: Seen | None) -> list[Fit]:
    """Without what is found by a name that stands in nominations alone which are not seen."""
    credited = {(one.nomination, one.thing, one.name) for one in fits if one.source == CREDITED}
    shown = credited if seen is None else seen.credited(credited)
    return [one for one in fits if one.source != CREDITED or (one.nomination, one.thing, one.name) in shown]


def _best(fits: Iterable[Fit]) -> list[Fit]:
    """One for each record: how it fits best, rather by a name of its own than by one it was credited under."""
    best: dict[str, Fit] = {}
    for fit in fits:
        held = best.get(fit.thing)
        if held is None or (fit.fit, fit.source == CREDITED) < (held.fit, held.source == CREDITED):
            best[fit.thing] = fit
    return list(best.values())


def _why(fit: Fit) -> str:
    return (
        ALIKE["same_id"]
        if fit.fit == BY_ID and fit.source == "id"
        else ALIKE["other_script"]
        if fit.fit == BONES
        else ""
    )


def described(
    connection: Connection, found: Sequence[tuple[str, str, str]], seen: Seen | None, limit: int
) -> list[dict[str, Any]]:
    """The first of these records (id, the name found by, why) that are seen, as they are offered.

    Told is what each is called, what it is, how often it is named, where it leads.
    """
    counted = None
    if seen is not None:
        counted = seen.seen([thing for thing, _name, _reason in found])
        found = [one for one in found if one[0] in counted]
    found = found[:limit]
    ids = [thing for thing, _name, _reason in found]
    records = {row.subject: row for row in connection.execute(select(RECORDS).where(RECORDS.c.subject.in_(ids)))}
    named = _named(connection, ids) if counted is None else counted
    shown = []
    for thing, name, reason in found:
        record = records.get(thing)
        if record is None:
            continue
        kinds = PARTIES if record.sort == "party" else WORKS
        shown.append(
            {
                "id": str(UUID(hex=thing)),
                "sort": record.sort,
                "label": record.label,
                "also": name if name != record.label else "",
                "kind": kinds.get(record.kind, record.kind),
                "why": reason,
                "nominations": named.get(thing, 0),
                "linked": record.link is not None,
            }
        )
    return shown


def _named(connection: Connection, ids: Sequence[str]) -> Mapping[str, int]:
    """How many nominations name each of these."""
    counted = select(NAMES.c.thing, func.count(NAMES.c.subject.distinct())).where(
        NAMES.c.thing.in_(ids), NAMES.c.source == CREDITED
    )
    return {row[0]: row[1] for row in connection.execute(counted.group_by(NAMES.c.thing))}


def name_kind(sort: str, source: str) -> str:
    """What kind of name it is, in words."""
    return (NAME_KINDS if sort == "party" else TITLES).get(source, source)


def near_duplicates(
    view: View,
    sort: str,
    names: Sequence[str],
    ids: Sequence[str] = (),
    *,
    beside: Sequence[str] = (),
    seen: Seen | None = None,
) -> list[dict[str, Any]]:
    """Records that may be the same as one of these names (or `scheme:value` ids), each with the strongest reason; `beside` (hex) left out.

    A name without letters is like no other. Every reason is a suggestion; none of them links anything.
    """
    reasons: dict[str, tuple[int, str]] = {}
    with view.read() as connection:
        for row in connection.execute(
            select(IDS.c.subject, IDS.c.external).where(IDS.c.sort == sort, IDS.c.external.in_(ids))
        ):
            reasons[row.subject] = (0, row.external)
        for name in names:
            for _fit, thing, other, *_source in _told(_alike_rows(connection, sort, name), seen):
                code = alike(name, other)
                rank = ORDER.index(code) if code else len(ORDER)
                if code and rank < reasons.get(thing, (len(ORDER), ""))[0]:
                    reasons[thing] = (rank, other)
        found = sorted((rank, thing, name) for thing, (rank, name) in reasons.items() if thing not in beside)
        return described(connection, [(thing, name, ALIKE[ORDER[rank]]) for rank, thing, name in found], seen, 20)


def _alike_rows(connection: Connection, sort: str, name: str) -> list[Fit]:
    """Names that might be like this one by any of the reasons; the domain says which are."""
    key, bones = plain(name), skeleton(name)
    if not key:
        return []
    near: list[ColumnElement[bool]] = [NAMES.c.plain == f" {key} "]
    words = key.split()
    if 1 < len(words) <= MOST_WORDS:
        near.append(and_(NAMES.c.size == len(key), *(NAMES.c.plain.like(f"% {word} %") for word in words)))
    if bones:
        near.append(NAMES.c.skeleton == bones)
    if len(key) >= SHORTEST_MISSPELT:
        # One letter changed leaves one half of the name or the other as it is.
        half = len(key) // 2
        size = NAMES.c.size.between(len(key) - 1, len(key) + 1)
        near.append(and_(size, or_(NAMES.c.plain.like(f" {key[:half]}%"), NAMES.c.plain.like(f"%{key[half + 1 :]} "))))
    # One query each, so that each has an index to go by; together they would read every name there is.
    columns = (NAMES.c.thing, NAMES.c.name, NAMES.c.source, NAMES.c.subject)
    named = select(*columns).where(NAMES.c.sort == sort, NAMES.c.source != SHOWN)
    return [Fit(WORDS, *row) for row in connection.execute(union(*(named.where(one) for one in near)))]


def linked_records(view: View, record: str) -> list[str]:
    """The record (hex) and every one that is found to be one with it, through any number of links, the main one first."""
    with view.read() as connection:
        top, up = record, {record}
        while (
            link := connection.execute(select(RECORDS.c.link).where(RECORDS.c.subject == top)).scalar()
        ) and link not in up:
            top = link
            up.add(top)
        found, new = [top], [top]
        while new:
            query = select(RECORDS.c.subject).where(RECORDS.c.link.in_(new)).order_by(RECORDS.c.subject)
            new = [row.subject for row in connection.execute(query) if row.subject not in found]
            found += new
        return found


def naming(view: View, things: Sequence[str]) -> list[tuple[str, str, str]]:
    """Nominations (hex) that name any of these parties or works (hex): which of them, and under what name."""
    query = select(NAMES.c.subject, NAMES.c.thing, NAMES.c.name).where(NAMES.c.source == CREDITED)
    with view.read() as connection:
        return [
            (row.subject, row.thing, row.name)
            for start in range(0, len(things), IN_ONE_QUERY)
            for row in connection.execute(query.where(NAMES.c.thing.in_(things[start : start + IN_ONE_QUERY])))
        ]
