"""A list as people read it: its categories with their nominations, from rows of one reading at one moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import RowMapping

from ledger.domain.counts import Counted, count
from ledger.domain.nomination import ENTRY
from ledger.domain.standing import MOVED, NO_AWARD, RECORDED
from ledger.projections.public_names import Row
from ledger.wording.acts import ERASED
from ledger.wording.catalogue import gettext as _
from ledger.wording.effects import say_effects, say_irregular
from ledger.wording.lists import about_category
from ledger.wording.maybe import MAYBE
from ledger.wording.names import joined
from ledger.wording.no_award import say_no_award
from ledger.wording.notices import Names, notices
from ledger.wording.standings import award_word, count_view, place_word
from ledger.wording.vocabulary import MARKS

State = Mapping[str, Any]
NOTHING: Mapping[str, Sequence[str]] = MappingProxyType({})


class _Effects(msgspec.Struct):
    """Of a state only what counts read: a list may have thousands."""

    effects: dict[str, bool]


_OF_EFFECTS = msgspec.json.Decoder(_Effects)


def counted(row: Row) -> Counted:
    """A row as counts take it."""
    effects = _OF_EFFECTS.decode(row["state"]).effects
    return Counted(row["place"], row["award"], bool(row["apart"]), effects.get("counted") is False)


def shown_categories(
    categories: Sequence[RowMapping],
    rows: Sequence[Row],
    *,
    bodies: Mapping[str, str],
    public: bool,
    maybe: Mapping[str, Sequence[str]] = NOTHING,
) -> list[dict[str, Any]]:
    """Every category that has rows, in the order of the edition; `maybe` are kinds of acts that may already have happened, by nomination (hex)."""
    names = Names({one["category"]: one["name"] for one in categories}, bodies)
    reading = _Reading(rows, names, public=public, maybe=maybe)
    by_category: dict[str, list[Row]] = {}
    for row in rows:
        by_category.setdefault(row["category"], []).append(row)
    shown = [one for one in categories if one["category"] in by_category]
    headings = _headings([one["heading"] for one in shown])
    return [
        _category(category, by_category[category["category"]], reading) | {"heading": heading}
        for category, heading in zip(shown, headings, strict=True)
    ]


def _headings(told: Sequence[str | None]) -> list[str | None]:
    """Each heading where its categories begin: one that no two categories beside each other share heads nothing."""
    following, before = [*told, None][1:], [None, *told][:-1]
    return [
        one if one == after != earlier else None for one, after, earlier in zip(told, following, before, strict=True)
    ]


def nomination_view(row: Row, *, bodies: Mapping[str, str], public: bool) -> dict[str, Any]:
    """One row by itself as a view."""
    return _Reading([row], Names({}, bodies), public=public).nomination(row)


def _category(category: RowMapping, inside: Sequence[Row], reading: _Reading) -> dict[str, Any]:
    return {
        "id": category["category"],
        "name": category["name"],
        "address": category["address"],
        "about": about_category(category["places"], category["vacancy"]),
        "count": count_view(count(counted(row) for row in inside)),
        "nominations": [reading.nomination(row) for row in inside if row["place"] not in (RECORDED, NO_AWARD)],
        "recorded": [reading.nomination(row) for row in inside if row["place"] == RECORDED],
        "no_award": next(
            (told for row in inside if row["place"] == NO_AWARD and (told := reading.no_award(row))), None
        ),
    }


class _Reading:
    """The rows of one reading together: what one nomination says of another is taken from there alone."""

    def __init__(
        self, rows: Sequence[Row], names: Names, *, public: bool, maybe: Mapping[str, Sequence[str]] = NOTHING
    ) -> None:
        self._public = public
        self._maybe = maybe
        self._names = names
        self._states: dict[tuple[str, str], State] = {}
        self._fallen: dict[str, str] = {}
        self._filled: dict[str, str] = {}
        for row in rows:
            state: State = msgspec.json.decode(row["state"])
            self._states[row["subject"], row["category"]] = state
            if row["place"] != MOVED:
                stream = str(UUID(hex=row["subject"]))
                label = label_of_state(state)
                self._fallen.update({f"{stream}@{act['act']}": label for act in state["acts"]})
                if state["fills"]:
                    self._filled[state["fills"]] = label

    def nomination(self, row: Row) -> dict[str, Any]:
        """One nomination as the page and its JSON twin give it."""
        state = self._states[row["subject"], row["category"]]
        gone = state["gone"]
        stream = str(UUID(hex=row["subject"]))
        also = () if row["place"] == MOVED else [one["word"] for one in state["also"]]
        return {
            "id": stream,
            "works": [{"title": one["title"], "id": one["work"]} for one in state["works"]],
            "credits": [
                {
                    "id": one["credit"],
                    "party": one["party"],
                    "name": one["name"] or ERASED,
                    "role": one["role"],
                    "named": one["credit"] not in gone,
                    "credited_as": one.get("credited_as"),
                }
                for one in state["credits"]
            ],
            "details": state["details"],
            "citation": state["citation"],
            "credit_line": _credit_line(state),
            "place": place_word(row["place"], also),
            "award": award_word(row["award"], public=self._public),
            "effects": say_effects(state["effects"]),
            "marks": [MARKS.get(mark, mark) for mark in state["marks"]],
            "notices": [
                *self._took(state),
                *notices(state, row["place"], self._names),
                *self._went_to(stream, state),
                *({"text": MAYBE[kind], "tone": "note"} for kind in dict.fromkeys(self._maybe.get(row["subject"], ()))),
            ],
            "acts": [f"{stream}@{act['act']}" for act in state["acts"]],
        }

    def no_award(self, row: Row) -> dict[str, Any] | None:
        """That the category confers on nobody, with the grounds; None where nothing says so."""
        state = self._states[row["subject"], row["category"]]
        told = say_no_award(state, row["award"], self._names.bodies, public=self._public)
        if told is None:
            return None
        stream = str(UUID(hex=row["subject"]))
        return {"id": stream, **told, "acts": [f"{stream}@{act['act']}" for act in state["acts"]]}

    def _took(self, state: State) -> list[dict[str, str]]:
        """Whose place it took, as far as that is in this reading."""
        fell = self._fallen.get(state["fills"] or "")
        if fell is None:
            return []
        text = _("Joined as a replacement: its place was that of %(name)s.") % {"name": fell}
        late = next((act.get("irregular") for act in state["acts"] if act["act"] == ENTRY), None)
        return [{"text": f"{text} {say_irregular(late)}".rstrip(), "tone": "changed"}]

    def _went_to(self, stream: str, state: State) -> list[dict[str, str]]:
        """Who took its place, as far as that is in this reading."""
        told = []
        for act in state["acts"]:
            joined_ = self._filled.get(f"{stream}@{act['act']}")
            if joined_ is not None:
                text = _("Its place went to %(name)s.") % {"name": joined_}
                told.append({"text": text, "tone": "changed"})
        return told


def label_of_state(state: State) -> str:
    """What a nomination is called, from its state: its works, else its names."""
    titles = [one["title"] for one in state["works"]]
    return joined(titles or [one["name"] or ERASED for one in state["credits"]]) or _("an entry without a name")


def _credit_line(state: State) -> str | None:
    """How the source words the credits, where that says more than the names."""
    line: str | None = state["credit_line"]
    return None if line == ", ".join(one["name"] or ERASED for one in state["credits"]) else line
