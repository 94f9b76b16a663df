"""What a list says beside a nomination that left or changed: fixed templates over public facts (DOMAIN.md, Words about people)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from ledger.domain.times import When
from ledger.wording.acts import ERASED
from ledger.wording.catalogue import Words, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.effects import say_effects, say_irregular
from ledger.wording.names import isolated
from ledger.wording.requests import say_note
from ledger.wording.times import say_when
from ledger.wording.vocabulary import BECAUSE, BODIES, REASONS

FELL = Words(
    {
        "declined": noted("Declined, %(when)s."),
        "withdrawn": noted("Withdrawn, %(when)s."),
        "rescinded": noted("Rescinded, %(when)s."),
        "ruled_ineligible": noted("Ruled ineligible, %(when)s."),
        "disqualified": noted("Disqualified, %(when)s."),
        "announced_in_error": noted("Announced in error: it never was a nomination, %(when)s."),
        "voided": noted("Void, %(when)s."),
        "left": noted("Left the list, %(when)s; the record does not say how."),
        "award_revoked": noted("The award was revoked, %(when)s."),
        "award_vacated": noted("The award was vacated, %(when)s."),
        "award_refused": noted("The award was refused, %(when)s."),
        "award_returned": noted("The award was given back, %(when)s."),
        "not_conferred": noted("The award was not conferred, %(when)s."),
        "misreading_put_right": noted("Read out as the winner, and put right, %(when)s."),
    }
)
CHANGED = Words(
    {
        "accepted": noted("Accepted after a decline, %(when)s."),
        "reinstated": noted("Back on the list, %(when)s."),
        "entered_anew": noted("Nominated by ruling, %(when)s."),
        "award_accepted": noted("The award was accepted later, %(when)s."),
        "award_restored": noted("The award was restored, %(when)s."),
        "credit_withdrawn": noted("%(name)s took their name off, %(when)s."),
        "credit_removed": noted("%(name)s is no longer named, %(when)s."),
        "credit_reinstated": noted("%(name)s is named again, %(when)s."),
        "credit_added": noted("%(name)s was missing and has been added, %(when)s."),
        "credit_corrected": noted("How %(name)s is named was put right, %(when)s."),
        "corrected": noted("What the list says here was put right, %(when)s."),
        "reviewed": noted("Reviewed, and it stands, %(when)s."),
        "effects_set": noted("By decision: %(effects)s, %(when)s."),
    }
)
STANDS = Words(
    {
        "credit_withdrawn": noted("%(name)s took their name off, %(when)s; the nomination stands."),
        "credit_removed": noted("%(name)s is no longer named, %(when)s; the nomination stands."),
    }
)
RULED = Words(
    {
        "withdrawn": noted("Accepted by %(body)s, %(rule)s."),
        "credit_withdrawn": noted("Accepted by %(body)s, %(rule)s."),
    }
)
"""How a ruling's authority is told where that is not plainly its decision."""
BY_FINDING = ("ruled_ineligible", "disqualified", "rescinded", "announced_in_error", "credit_removed", "award_revoked")
"""Rulings to somebody's disadvantage: whose decision it was, and on which rule, is always told."""


AUTHORITY_TOLD = ("withdrawn", "reviewed", "effects_set", *BY_FINDING)


class Names(NamedTuple):
    """What an edition calls its categories, by hex id, and its bodies, by code."""

    categories: Mapping[str, str] = {}
    bodies: Mapping[str, str] = {}


UNNAMED = Names()


def notices(state: Mapping[str, Any], word: str, called: Names = UNNAMED) -> list[dict[str, Any]]:
    """The notices of a nomination from its public state, each sentence once.

    `cites` holds the rule that a notice tells, and the version of the rulebook: only who knows that this one is public may tell it.
    `act` is the version by which it is so: where a public decision made it, a page may lead there.
    """
    names = {one["credit"]: isolated(one["name"] or ERASED) for one in state["credits"]}
    told: list[dict[str, Any]] = []
    for act in state["acts"]:
        # The list never was otherwise to the public: nothing was put right by it.
        if act.get("reason") == "as_first_announced":
            continue
        kind = act["topic"].partition(".")[2]
        text, cites = _sentence(act, names, word, called), None
        if text and kind in AUTHORITY_TOLD:
            text = f"{text} {_authority(act, kind, called.bodies)}"
            cites = (act["rule"], act["version"]) if act.get("version") else None
        if text and act.get("irregular"):
            text = f"{text} {say_irregular(act['irregular'])}"
        if text and text not in [one["text"] for one in told]:
            told.append(
                {"text": text, "tone": "fell" if kind in FELL else "changed", "cites": cites, "act": act["act"]}
            )
    told += [
        {"text": say_note(one, names), "tone": "note", "cites": None, "act": one["ended"]}
        for one in state.get("notes", ())
    ]
    if state.get("said"):
        text = _("Announced in these words: “%(words)s”.") % {"words": isolated(state["said"])}
        told.append({"text": text, "tone": "note"})
    if word == "recorded":
        because = BECAUSE.get(state["because"] or "", "")
        told.append({"text": _("Not announced as a nomination: %(because)s.") % {"because": because}, "tone": "note"})
    return told


def say_act(act: Mapping[str, Any], state: Mapping[str, Any], word: str, called: Names) -> str:
    """One act of a nomination as the public reads it in a decision, which says by itself who decided and why; empty for what makes no sentence."""
    names = {one["credit"]: isolated(one["name"] or ERASED) for one in state["credits"]}
    told = _sentence({**act, "reason": None}, names, word, called)
    return f"{told} {say_irregular(act['irregular'])}" if told and act.get("irregular") else told


def _sentence(act: Mapping[str, Any], names: Mapping[str, str], word: str, called: Names) -> str:
    kind = act["topic"].partition(".")[2]
    if kind == "moved":
        return _moved(act, called.categories)
    if kind == "effects_set":
        return CHANGED[kind] % {"effects": say_effects(act["effects"]), "when": _when(act)}
    return _told(act, kind, names, word)


def _told(act: Mapping[str, Any], kind: str, names: Mapping[str, str], word: str) -> str:
    template = (STANDS.get(kind) if word == "nominated" else None) or CHANGED.get(kind) or FELL.get(kind)
    if template is None:
        return ""
    parts = [template % {"when": _when(act), "name": names.get(act.get("credit", "")) or _("A name")}]
    reason = act.get("reason")
    if (
        reason
        and reason != "correction"
        and not (reason == "not_given" and kind not in ("withdrawn", "credit_withdrawn", *BY_FINDING))
    ):
        parts.append(REASONS.get(reason, ""))
    if act.get("further_place"):
        parts.append(_("Its place had been filled; the list has one more."))
    return " ".join(part for part in parts if part)


def _authority(act: Mapping[str, Any], kind: str, bodies: Mapping[str, str]) -> str:
    if act.get("rule"):
        rule = _("rule %(rule)s") % {"rule": isolated(act["rule"])}
    else:
        rule = _("the rule is not told") if act.get("rule_kept_back") else _("no rule cited")
    template = RULED.get(kind) or _("Decided by %(body)s, %(rule)s.")
    body = isolated(bodies.get(act["body"], "")) or BODIES.get(act["body"], isolated(act["body"]))
    return template % {"body": body, "rule": rule}


def _moved(act: Mapping[str, Any], categories: Mapping[str, str]) -> str:
    told = {"category": isolated(categories.get(act["category"], "")) or _("another category"), "when": _when(act)}
    return (_("Moved to %(category)s, %(when)s.") % told) + " " + REASONS.get(act.get("reason") or "", "")


def _when(act: Mapping[str, Any]) -> str:
    if act.get("holds") == "from_the_start":
        return _("from the start")
    when = msgspec.convert(act["effective"], When)
    return _("day unknown") if when.is_unknown else say_when(when)
