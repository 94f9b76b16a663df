"""Objections and what becomes of them, in words: for organisers and auditors, and as far as it is announced for the public. Never who objects."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.domain import objection
from ledger.domain.contested import Contested, ContestEnded
from ledger.domain.event import Event
from ledger.domain.objection_limits import ObjectionLimitSet
from ledger.domain.times import When
from ledger.wording.catalogue import Words, ngettext, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.settings import MILESTONES
from ledger.wording.times import say_when
from ledger.wording.vocabulary_objections import CONTESTED, ENDINGS, HEARD, LIMITS_OF

NOTED = Words(
    {
        "nomination": noted("An objection was made, %(when)s"),
        "credit": noted("An objection was made about who is named, %(when)s"),
        "award": noted("An objection to the award was made, %(when)s"),
        "ruling": noted("An objection to a decision was made, %(when)s"),
    }
)
"""A note on a list: that somebody objects, never who nor why."""


def contest_sentence(event: Contested | ContestEnded, what: str, name: str, story: Sequence[Event]) -> str:
    """The sentence of an act on a nomination that says that it is contested, or what became of that."""
    told = {"what": what, "name": name, "when": _when(event.effective)}
    if isinstance(event, Contested):
        if event.credit is not None:
            return _("An objection is made about %(what)s, on the name %(name)s, %(when)s.") % told
        kind = CONTESTED.get(event.what, event.what)
        return _("An objection is made about %(what)s (%(kind)s), %(when)s.") % {**told, "kind": kind}
    told["outcome"] = ENDINGS.get(event.outcome, event.outcome)
    contested = next((one for one in story if one.originator_version == event.follows), None)
    if isinstance(contested, Contested) and contested.what == "ruling":
        return _("The objection to a decision about %(what)s: %(outcome)s, %(when)s.") % told
    return _("The objection about %(what)s: %(outcome)s, %(when)s.") % told


def say_objection(event: Event) -> str | None:
    """The sentence of an act of an objection, naming nobody; None for what is none."""
    if isinstance(event, objection.Made):
        kinds = dict.fromkeys(CONTESTED.get(one.kind, one.kind) for one in event.targets)
        told = {"kinds": ", ".join(kinds), "when": _when(event.effective)}
        if all(one.kind == objection.RULING for one in event.targets):
            return _("An appeal is made against %(kinds)s, %(when)s.") % told
        return _("An objection is made to %(kinds)s, %(when)s.") % told
    if isinstance(event, objection.PutTo):
        return _("An objection is put to the other side, %(when)s.") % {"when": _when(event.effective)}
    if isinstance(event, objection.Heard):
        told = {"outcome": HEARD.get(event.outcome, event.outcome), "when": _when(event.effective)}
        return _("The other side of an objection: %(outcome)s, %(when)s.") % told
    return say_limit(event) if isinstance(event, ObjectionLimitSet) else _ended(event)


def _ended(event: Event) -> str | None:
    if isinstance(event, objection.Decided):
        codes = [one.outcome for one in event.outcomes]
        counted = {ENDINGS.get(code, code): codes.count(code) for code in dict.fromkeys(codes)}
        outcomes = ", ".join(f"{word} ({n})" if len(codes) > 1 else word for word, n in counted.items())
        told = {"when": _when(event.effective), "outcomes": outcomes}
        return _("An objection is decided, %(when)s: %(outcomes)s.") % told
    if isinstance(event, objection.TakenBack):
        template = ngettext(
            "An objection is taken back, %(when)s, on one point.",
            "An objection is taken back, %(when)s, on %(n)d points.",
            len(event.targets),
        )
        return template % {"when": _when(event.effective), "n": len(event.targets)}
    if isinstance(event, objection.Struck):
        return _("An objection was entered in error: nobody objected.")
    return None


def say_limit(event: ObjectionLimitSet) -> str:
    """The limit as a sentence."""
    parts = []
    if event.days is not None:
        days = ngettext("for %(n)d day", "for %(n)d days", event.days) % {"n": event.days}
        told = _("after what is contested was announced")
        if event.of == "appeals":
            told = _("after the objector was told of the decision or, where that is not known, it was announced")
        parts.append(f"{days} {told}")
    if event.until_milestone is not None:
        until = MILESTONES.get(event.until_milestone, event.until_milestone)
        parts.append(_("until the milestone “%(until)s”") % {"until": until})
    of = LIMITS_OF.get(event.of, event.of)
    if not parts:
        return _("%(of)s: without limit.") % {"of": of}
    limits = _(" and ").join(parts)
    return _("%(of)s: %(limits)s.") % {"of": of, "limits": limits}


def _when(when: When) -> str:
    return _("day unknown") if when.is_unknown else say_when(when)
