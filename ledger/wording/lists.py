"""The words of a list: standings, counts, notices, and what its dates cannot tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from ledger.domain.counts import Counts
from ledger.domain.times import When
from ledger.wording.acts import BECAUSE, BODIES, ERASED, REASONS
from ledger.wording.catalogue import Words, ngettext, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.names import isolated
from ledger.wording.times import say_when

PLACES = Words({"nominated": noted("nominated"), "withdrawn": noted("withdrawn"), "recorded": noted("recorded")})
COUNTED = Words({"nominated": noted("on the list"), "withdrawn": noted("withdrawn")})
AWARDS = Words({"conferred": noted("won")})
VACANCIES = Words(
    {
        "stays_empty": noted("a place that falls empty stays empty"),
        "next_in_line": noted("an empty place goes to the next in line"),
        "decided_anew": noted("an empty place means the list is decided anew"),
        "organiser_decides": noted("the organiser decides about an empty place"),
        "no_award": noted("without nominees there is no award"),
    }
)


def count_view(counts: Counts) -> dict[str, Any]:
    """A count line as a view: named so far = its parts."""
    return {
        "named": counts.named,
        "unit": ngettext("nomination", "nominations", counts.named),
        "parts": [{"word": word, "label": COUNTED.get(word, word), "count": number} for word, number in counts.parts],
    }


def further_lines(counts: Counts) -> list[dict[str, str]]:
    """What stands in lines of its own: entries recorded without announcement, and awards."""
    lines = []
    if counts.recorded:
        text = ngettext(
            "%(n)d recorded, not announced as a nomination",
            "%(n)d recorded, not announced as nominations",
            counts.recorded,
        ) % {"n": counts.recorded}
        if counts.recorded_awards:
            text += _(" (%(n)d of them won)") % {"n": counts.recorded_awards}
        lines.append({"text": text})
    if counts.awards:
        lines.append(
            {"text": ngettext("%(n)d award conferred", "%(n)d awards conferred", counts.awards) % {"n": counts.awards}}
        )
    return lines


def about_category(places: int | None, vacancy: str) -> str:
    """What the edition says about a category's places; empty where it says nothing."""
    if places is None:
        return ""
    return ngettext("%(n)d place", "%(n)d places", places) % {"n": places} + " · " + VACANCIES.get(vacancy, vacancy)


def notices(state: Mapping[str, Any], word: str) -> list[dict[str, str]]:
    """What a list says beside a nomination that left or changed, from public facts only."""
    told = []
    names = {one["credit"]: isolated(one["name"] or ERASED) for one in state["credits"]}
    for act in state["acts"]:
        if act["topic"] == "nomination.withdrawn":
            told.append({"text": _withdrawn(act), "tone": "fell"})
        elif act["topic"] == "nomination.credit_withdrawn":
            template = (
                _("%(name)s took their name off, %(when)s; the nomination stands. %(reason)s")
                if word == "nominated"
                else _("%(name)s took their name off, %(when)s. %(reason)s")
            )
            text = template % {
                "name": names.get(act["credit"]) or _("A name"),
                "when": _when(act),
                "reason": REASONS.get(act["reason"], ""),
            }
            told.append({"text": text.strip(), "tone": "changed"})
    if word == "recorded":
        because = BECAUSE.get(state["because"] or "", "")
        told.append({"text": _("Not announced as a nomination: %(because)s.") % {"because": because}, "tone": "note"})
    return told


def _withdrawn(act: Mapping[str, Any]) -> str:
    rule = _("rule %(rule)s") % {"rule": isolated(act["rule"])} if act["rule"] else _("no rule cited")
    return _("Withdrawn, %(when)s. %(reason)s Accepted by %(body)s, %(rule)s.") % {
        "when": _when(act),
        "reason": REASONS.get(act["reason"], ""),
        "body": BODIES.get(act["body"], act["body"]),
        "rule": rule,
    }


def _when(act: Mapping[str, Any]) -> str:
    when = msgspec.convert(act["effective"], When)
    return _("day unknown") if when.is_unknown else say_when(when)


def earlier_note(announced: When) -> str:
    """Said where a moment is asked for at which the ledger holds no list yet."""
    return _(
        "The list was announced %(when)s. The ledger holds no dates before that, so no earlier list can be shown."
    ) % {"when": say_when(announced)}


def maybe_note(announced: When) -> str:
    """Said for a moment within the bounds of an announcement whose day is not known."""
    return _(
        "The list was announced %(when)s; the day is not known. At this moment it may already have been public."
    ) % {"when": say_when(announced)}
