"""What may not appear in any public reading of any moment, taken out of the rows that public pages are made of (DOMAIN.md, Effects)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, MetaData, String, Table, Text, select

from ledger.domain.event import Event
from ledger.domain.publicity import not_shown
from ledger.wording.catalogue import gettext as _

NO_LONGER_SHOWN = _("[no longer shown]")
Hidden = Collection[tuple[str, str]]
"""Parts of a nomination, each with the credit (id) that it is about, else with nothing."""

NOT_SHOWN = Table(
    "not_shown",
    MetaData(),
    Column("subject", String(32), primary_key=True),
    Column("part", Text, primary_key=True),
    Column("credit", String(36), primary_key=True),
)
"""Stands among the tables of the lists, as the names of now do."""


def rows(of: Table, stream: UUID, events: Iterable[Event]) -> Iterator[tuple[Table, Mapping[str, object]]]:
    """What of a nomination is not shown."""
    for part, credit in sorted(not_shown(events), key=str):
        yield of, {"subject": stream.hex, "part": part, "credit": str(credit) if credit else ""}


def hidden_now(connection: Connection) -> dict[str, set[tuple[str, str]]]:
    """All of it, by nomination (hex); most ledgers have none."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in connection.execute(select(NOT_SHOWN)):
        found.setdefault(row.subject, set()).add((row.part, row.credit))
    return found


def hidden_in(events: Iterable[Event]) -> set[tuple[str, str]]:
    """The same of one nomination's stream."""
    return {(part, str(credit) if credit else "") for part, credit in not_shown(events)}


def without_hidden(state: Mapping[str, Any], hidden: Hidden) -> Mapping[str, Any]:
    """What a list shows of a nomination, without what may not be shown; a text that holds a name taken out goes with it."""
    if not hidden:
        return state
    parts = {part for part, _credit in hidden}
    names = {credit for part, credit in hidden if part == "name"}
    every = "every_name" in parts
    gone = [one["name"] for one in state["credits"] if (every or one["credit"] in names) and one["name"]]
    told = dict(state)
    told["credits"] = [
        {**one, "name": NO_LONGER_SHOWN, "party": None} if every or one["credit"] in names else one
        for one in state["credits"]
    ]
    if "title" in parts:
        gone += [one["title"] for one in state["works"]]
        told["works"] = [{"title": NO_LONGER_SHOWN, "work": None} for _one in state["works"]]
    told["details"] = [] if "details" in parts else [one for one in state["details"] if not _holds(one, gone)]
    for field in ("citation", "credit_line", "said"):
        text = state.get(field)
        if field in parts or (text and _holds(text, gone)):
            told[field] = None
    return told


def _holds(text: str, words: Iterable[str]) -> bool:
    plain = text.casefold()
    return any(word.casefold() in plain for word in words if word)
