"""Reads a field of kind party or work, as it was typed or chosen.

A form offers one as `Field("party", _("Who"), "party")`, and its page includes `js/choosing.js` (`{% block scripts %}`). What comes back is
read before the command's schema sees it:

    picked = chosen(typed, "party", "party")
    groups = [Group(_("Who"), (replace(FIELD, choices=picked.offered),))]
    load(SomeCommand(), typed | picked.answer)      # {"party": "<id of the record>"}, nothing where nothing was typed
    if picked.problem: raise Invalid([picked.problem])

A record chosen wins over what stands in the text. A text alone is one record if exactly one fits whole, by id or name; else those that fit are
offered beside it and the field says what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from ledger.domain.party_names import plain
from ledger.errors import Problem
from ledger.projections.parties_search import find
from ledger.wording.catalogue import ngettext
from ledger.wording.parties import ALIKE
from web.people import services
from web.sight import records, sees

OFFERED = 10


class Picked(NamedTuple):
    """What a field says: its `answer` for the command, the records offered where it fits several, and what is wrong with it."""

    answer: dict[str, str]
    offered: tuple[tuple[str, str], ...] = ()
    problem: Problem | None = None


def chosen(typed: Mapping[str, Any], name: str, sort: str) -> Picked:
    """What the field `name` of kind `sort` (party, work) says."""
    picked, text = str(typed.get(f"{name}_id", "")).strip(), str(typed.get(name, "")).strip()
    if picked:
        return Picked({name: picked}) if is_seen(picked) else Picked({}, problem=Problem(name, "none_like_it"))
    if not text:
        return Picked({name: ""})
    found = find(services().parties, text, sort, OFFERED, records())
    whole = [one for one in found if _fits_whole(text, one)]
    if len(whole) == 1:
        return Picked({name: whole[0]["id"]})
    if not found:
        return Picked({}, problem=Problem(name, "none_like_it"))
    return Picked({}, tuple((one["id"], label(one)) for one in found), Problem(name, "several_like_it"))


def is_seen(picked: str) -> bool:
    """Whether the record is one of those that were offered; what is no id at all, the command refuses."""
    try:
        return sees(UUID(picked))
    except ValueError:
        return True


def _fits_whole(text: str, one: Mapping[str, Any]) -> bool:
    if text.lower() == one["id"] or one["why"] == ALIKE["same_id"]:
        return True
    return plain(text) in {plain(one["label"]), plain(one["also"])} and plain(text) != ""


def label(one: Mapping[str, Any]) -> str:
    """A record in a menu: its name, the one it was found by, what it is, how often it is named."""
    named = ngettext("%(n)d nomination", "%(n)d nominations", one["nominations"]) % {"n": one["nominations"]}
    return " · ".join(part for part in (one["label"], one["also"], one["kind"], named) if part)
