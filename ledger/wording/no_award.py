"""The words for a category that confers on nobody: in the log, on lists, and as a standing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from ledger.domain.times import When
from ledger.wording.catalogue import Words, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.names import isolated
from ledger.wording.times import say_when
from ledger.wording.vocabulary import BODIES, REASONS

ACTS = Words(
    {
        "entered": noted("It is recorded that %(category)s confers on nobody."),
        "chosen": noted("It is decided that no award is made in %(category)s, %(when)s."),
        "conferred": noted("No award is made in %(category)s."),
        "not_conferred": noted("That no award is made in %(category)s no longer holds, %(when)s."),
    }
)
"""Each act as a sentence for organisers and auditors."""
STAGES = Words(
    {
        "chosen": noted("no award · decided"),
        "conferred": noted("no award"),
        "not_conferred": noted("no award · no longer holds"),
    }
)


VERBS = Words(
    {
        "choose": noted("Decide it again"),
        "confer": noted("Make it final"),
        "not-conferred": noted("It no longer holds"),
    }
)
LEADS = Words(
    {
        "choose": noted("It is decided again that no award is made. It stays a secret until it is announced."),
        "confer": noted("It is final that no award is made: the ceremony was held, or the record says so."),
        "not-conferred": noted(
            "It was decided that no award is made, and that holds no longer. The award may go to a nominee after all."
        ),
    }
)
"""What the acts are called on the desk, and what their forms say first, where nobody gets the award."""


def say_stage(award: str | None, *, public: bool) -> str:
    """What became of it in a few words, by the word for the award; to the public a decision it was told of is all there is."""
    if public and award == "chosen":
        return STAGES["conferred"]
    return STAGES.get(award or "", _("no award · not decided"))


def say_no_award(
    state: Mapping[str, Any], award: str | None, bodies: Mapping[str, str], *, public: bool, category: str = ""
) -> dict[str, str] | None:
    """What a list says under the category, or by itself of the one named, with the grounds; None where nothing is decided (any more)."""
    where = {"category": isolated(category) or _("this category")}
    facts = {act["topic"].partition(".")[2]: act for act in state["acts"]}
    if award == "not_conferred":
        when = msgspec.convert(facts["not_conferred"]["effective"], When)
        told = _("day unknown") if when.is_unknown else say_when(when)
        text = _("That no award is made in %(category)s no longer holds, %(when)s.") % {**where, "when": told}
        return {"text": text, "grounds": _grounds(facts["not_conferred"], bodies)}
    if award not in ("chosen", "conferred"):
        return None
    made = public or award == "conferred"
    text = _("No award was made in %(category)s.") if made else _("It is decided: no award in %(category)s.")
    return {"text": text % where, "grounds": _grounds(facts["chosen"], bodies) if "chosen" in facts else ""}


def _grounds(act: Mapping[str, Any], bodies: Mapping[str, str]) -> str:
    """Whose decision it was, on which rule, and the reason the public was given."""
    body = isolated(bodies.get(act["body"], "")) or BODIES.get(act["body"], isolated(act["body"]))
    if act["rule"]:
        rule = _("rule %(rule)s") % {"rule": isolated(act["rule"])}
    else:
        rule = _("the rule is not told") if act.get("rule_kept_back") else _("no rule cited")
    decided = _("Decided by %(body)s, %(rule)s.") % {"body": body, "rule": rule}
    return f"{decided} {REASONS.get(act['reason'], '')}".strip() if act["reason"] else decided
