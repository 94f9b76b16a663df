"""The decision log of an edition as the public reads it: what announcements name, numbered by when they told it (DOMAIN.md, Audiences)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, RowMapping, select

from ledger.consumers.views import View
from ledger.domain.instants import FOREVER
from ledger.domain.standing import MOVED
from ledger.projections.lists import AS_ANNOUNCED, RULINGS, STILL_KNOWN
from ledger.projections.nominees import EditionFound, categories_of
from ledger.projections.public_names import Row, text_now, under_names_now
from ledger.projections.rulings import Numbered, acts_of, is_told, public_rulings, subjects_of, when_of
from ledger.projections.showing import label_of_state
from ledger.wording.acts import ERASED
from ledger.wording.names import isolated
from ledger.wording.notices import Names, say_act
from ledger.wording.requests import say_note
from ledger.wording.rulings import decided_by, say_reason, say_rule
from ledger.wording.times import say_when

IN_ONE_QUERY = 500
State = Mapping[str, Any]


def ruling_ids(view: View, edition: str) -> list[str]:
    """Ids (hex) of every decision of an edition (hex), told to the public or not."""
    with view.read() as connection:
        query = select(RULINGS.c.subject).where(RULINGS.c.edition == edition).order_by(RULINGS.c.position)
        return list(connection.execute(query).scalars())


def unannounced_rulings(view: View) -> dict[str, list[str]]:
    """Decisions (id, hex) of each edition (id, hex) that no announcement names, or is to name, without those entered in error."""
    query = select(RULINGS.c.edition, RULINGS.c.subject).where(RULINGS.c.told_from == FOREVER, RULINGS.c.struck == 0)
    found: dict[str, list[str]] = {}
    with view.read() as connection:
        for edition, subject in connection.execute(query.order_by(RULINGS.c.position)):
            found.setdefault(edition, []).append(subject)
    return found


def told_by_decision(view: View, edition: str, now: int) -> dict[tuple[str, int], int]:
    """The acts (stream, version) of an edition's (id, hex) public decisions, with the number of the last told at `now` (µs)."""
    with view.read() as connection:
        told = [one for one in public_rulings(connection, RULINGS, edition, now) if not one.taken_back]
    return {(str(stream), version): one.number for one in told for stream, version in acts_of(one.row)}


def numbers_of(view: View, edition: str, now: int) -> dict[str, int]:
    """The number of every decision that the public was told of by `now` (µs), by id (hex)."""
    with view.read() as connection:
        return {one.row["subject"]: one.number for one in public_rulings(connection, RULINGS, edition, now)}


def decisions(view: View, found: EditionFound, now: int) -> list[dict[str, Any]]:
    """The decisions of an edition that had been announced by `now` (µs), in the order of their numbers, as a view.

    A decision whose announcement was taken back keeps its number and says no more than that.
    """
    edition = found.edition
    bodies = msgspec.json.decode(edition["bodies"], type=dict[str, str])
    names = Names(categories_of(view, edition["subject"]), bodies)
    with view.read() as connection:
        numbered = public_rulings(connection, RULINGS, edition["subject"], now)
        shown = [one.row for one in numbered if not one.taken_back]
        listed = _rows(connection, sorted(subjects_of(shown)), now)
        told = under_names_now(connection, listed, public=True)
        texts = {one["subject"]: _text(connection, one, listed, now) for one in shown}
    states = {row["subject"]: (row["place"], msgspec.json.decode(row["state"])) for row in told}
    numbers = {one.row["subject"]: one.number for one in numbered}
    return [_view(one, states, numbers, names) | {"text": texts.get(one.row["subject"])} for one in numbered]


def _text(connection: Connection, row: RowMapping, listed: Sequence[Row], now: int) -> str | None:
    """The text of a decision where the public is told of it, by the names of now and without what may not be shown."""
    if not row["public_text"] or not is_told(row["text_told"], now):
        return None
    about = {stream.hex for stream, _version in acts_of(row)}
    return text_now(connection, [one for one in listed if one["subject"] in about], row["public_text"])


def _rows(connection: Connection, subjects: Sequence[str], now: int) -> list[Row]:
    """What the public lists say of nominations (hex) at `now` (µs), as it was recorded."""
    table, found = AS_ANNOUNCED, list[Row]()
    for start in range(0, len(subjects), IN_ONE_QUERY):
        query = select(table).where(
            table.c.subject.in_(subjects[start : start + IN_ONE_QUERY]), STILL_KNOWN,
            table.c.since <= now, table.c.until > now, table.c.place != MOVED,
        )  # fmt: skip
        found += connection.execute(query).mappings().all()
    return found


def _view(
    one: Numbered, states: Mapping[str, tuple[str, State]], numbers: Mapping[str, int], names: Names
) -> dict[str, Any]:
    row = one.row
    common = {"number": one.number, "announced": say_when(when_of(row["told_effective"])), "taken_back": one.taken_back}
    if one.taken_back:
        return {
            **common,
            "decided": "",
            "by": "",
            "rule": "",
            "reason": "",
            "follows": [],
            "replaces": None,
            "targets": [],
        }
    facts = _told(row, states)
    # What an announcement kept back of an act is not told by the decision either, nor anything of acts that are told no longer.
    stands = bool(facts) or not acts_of(row)
    rule_told = stands and not any(act.get("rule_kept_back") for _stream, _word, _state, act in facts)
    reason_told = stands and not any("reason" in act and act["reason"] is None for _stream, _word, _state, act in facts)
    earlier = msgspec.json.decode(row["follows"], type=list[str])
    return {
        **common,
        "decided": say_when(when_of(row["effective"])),
        "by": decided_by(row["body"], names.bodies.get(row["body"], ""), say_when(when_of(row["effective"]))),
        "rule": say_rule(row["rule"], told=rule_told),
        "reason": say_reason(row["reason"]) if reason_told else "",
        "follows": sorted(numbers[one] for one in earlier if one in numbers),
        "replaces": numbers.get(row["replaces"] or ""),
        "targets": [
            {"id": str(stream), "label": label_of_state(state), "text": text}
            for stream, word, state, act in facts
            if (text := _said(act, state, word, names))
        ],
    }


def _said(act: Mapping[str, Any], state: State, word: str, names: Names) -> str:
    """An act, or what was asked and by this decision became of it."""
    if "wish" in act:
        return say_note(act, {one["credit"]: isolated(one["name"] or ERASED) for one in state["credits"]})
    return say_act(act, state, word, names)


def _told(row: Any, states: Mapping[str, tuple[str, State]]) -> list[tuple[UUID, str, State, Mapping[str, Any]]]:
    """Those acts of a decision that the public is told of, in its order."""
    found = []
    for stream, version in acts_of(row):
        word, state = states.get(stream.hex, ("", None))
        told = (*state.get("notes", ()), *state["acts"]) if state is not None else ()
        act = next((one for one in told if version == one.get("ended", one["act"])), None)
        if state is not None and act is not None:
            found.append((stream, word, state, act))
    return found
