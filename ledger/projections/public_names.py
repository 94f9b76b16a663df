"""The name a party uses now, in the place of the one it was credited under, wherever a list names it (DOMAIN.md, Words about people).

A row stands only for a party whose public name is not what was first recorded: it was changed, or a guardian agreed to another.
What the public reads never goes by links: that two records are one may be what nobody is to learn.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, Text, select

from ledger.domain.event import Event
from ledger.domain.party_names import plain
from ledger.domain.party_readings import public_name, record_of
from ledger.projections.not_shown import hidden_now, without_hidden
from ledger.wording.acts import ERASED
from ledger.wording.parties import WITHHELD

LEAST = 3
"""Letters that a word of a former name must have before it is looked for in a text; shorter ones stand in many."""


COMMON = frozenset(
    ("and", "the", "for", "from", "with", "von", "van", "der", "den", "del", "las", "los", "ibn", "bin", "mac")
)
"""Words that names share with every text: what is left of a former name by them names nobody."""

PUBLIC_NAMES = Table(
    "public_names",
    MetaData(),
    Column("subject", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("shown", Text),
    Column("withheld", Integer, nullable=False),
    Column("former", Text, nullable=False),
)
"""Stands among the tables of the lists, so that what they show and what they rest on stay one."""


def rows(of: Table, entries: Iterable[tuple[int, Event]]) -> Iterator[tuple[Table, Mapping[str, object]]]:
    """The row of a party's stream, if it has one."""
    record = record_of(entries)
    if record is None or not record.is_renamed:
        return
    told = public_name(record)
    every = {one.text for one in record.names if one.text} - {told.name}
    yield (
        of,
        {
            "subject": record.id.hex,
            "name": record.main.text or ERASED,
            "shown": told.name,
            "withheld": int(told.withheld),
            "former": msgspec.json.encode(sorted(every)).decode(),
        },
    )


Row = Mapping[Any, Any]
"""A row of a list, by column."""


class _Party(msgspec.Struct, gc=False):
    party: str


class _Credits(msgspec.Struct, gc=False):
    """As much of a row's state as tells whether it names a party that is called otherwise now."""

    credits: list[_Party]


_CREDITS = msgspec.json.Decoder(_Credits)


class NameNow(NamedTuple):
    """What a party is called now: inside, and in public (`withheld`: not named); `former` are the names the public is not to read."""

    name: str
    shown: str | None
    withheld: bool
    former: tuple[str, ...]

    @property
    def public(self) -> str:
        """What public pages say in its place."""
        return WITHHELD if self.withheld else self.shown or ERASED


def names_now(connection: Connection) -> dict[str, NameNow]:
    """Every party that is called otherwise than it was first recorded, by its id; most ledgers have few."""
    return {
        str(UUID(hex=row.subject)): NameNow(
            row.name, row.shown, bool(row.withheld), tuple(msgspec.json.decode(row.former, type=list[str]))
        )
        for row in connection.execute(select(PUBLIC_NAMES))
    }


def under_names_now(connection: Connection, rows: Sequence[Row], *, public: bool) -> Sequence[Row]:
    """The rows of a list with the names that parties use now, in public without what may not be shown; the very same where that is all they hold."""
    names, hidden = names_now(connection), hidden_now(connection) if public else {}
    if not names and not hidden:
        return rows
    told: list[Row] = []
    for row in rows:
        gone = hidden.get(row["subject"], ())
        if gone or any(one.party in names for one in _CREDITS.decode(row["state"]).credits):
            # What is taken out is looked for as it was credited, before other names stand in its place.
            shown = without_hidden(msgspec.json.decode(row["state"]), gone)
            now = told_now(shown, names, public=public)
            told.append({**row, "state": msgspec.json.encode(now)})
        else:
            told.append(row)
    return told


def text_now(connection: Connection, rows: Sequence[Row], text: str) -> str | None:
    """A text about nominations, given as the rows of a list, as the public may read it: by the names of now.

    None where it holds what may not be shown of one of them, or a word of a name that the public is not to read.
    """
    names, hidden = names_now(connection), hidden_now(connection)
    told: str | None = text
    for row in rows:
        gone = {one for one in hidden.get(row["subject"], ()) if one[0] != "said"}
        state = {**msgspec.json.decode(row["state"]), "said": told}
        told = told_now(without_hidden(state, gone), names, public=True)["said"]
    return told


def told_now(state: Mapping[str, Any], names: Mapping[str, NameNow], *, public: bool) -> Mapping[str, Any]:
    """What a list shows of a nomination, with the names its parties use now.

    In public nothing of what they were called before is left: a text that still holds a word of it is not shown. Inside, the name
    as credited stands beside it.
    """
    renamed = [(one, names[one["party"]]) for one in state["credits"] if one["party"] in names]
    if not renamed:
        return state
    shown = [_credit(one, names.get(one["party"]), public=public) for one in state["credits"]]
    if not public:
        return {**state, "credits": shown}
    former = {name: now.public for one, now in renamed for name in (one["name"], *now.former) if name}
    kept = {one["name"] for one in state["credits"] if one["party"] not in names and one["name"]}
    texts = {field: _rewritten(state.get(field), former, kept) for field in ("citation", "credit_line", "said")}
    details = [text for text in (_rewritten(one, former, kept) for one in state["details"]) if text]
    return {**state, **texts, "credits": shown, "details": details}


def _credit(one: Mapping[str, Any], now: NameNow | None, *, public: bool) -> Mapping[str, Any]:
    if now is None:
        return one
    if public:
        return {**one, "name": now.public, "party": None if now.withheld else one["party"]}
    credited_as = one["name"] if one["name"] != now.name else None
    return {**one, "name": now.name, "credited_as": credited_as}


def _rewritten(text: str | None, former: Mapping[str, str], kept: Collection[str]) -> str | None:
    """The text with the names of now, None where a word of a former name would be left in it."""
    if not text:
        return text
    longest_first = "|".join(re.escape(name) for name in sorted(former, key=lambda name: (-len(name), name)))
    text = re.sub(rf"(?<!\w)(?:{longest_first})(?!\w)", lambda found: former[found[0]], text)
    allowed = {word for name in (*kept, *former.values()) for word in plain(name).split()}
    gone = {word for name in former for word in plain(name).split() if len(word) >= LEAST} - allowed - COMMON
    return None if gone & set(plain(text).split()) else text
