"""Changes of an edition's settings that hold times or texts: milestones, the withdrawal rule, the rulebook."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from ledger.application.settings_deciding import Changing
from ledger.application.typed_times import typed_when
from ledger.domain import edition, edition_rules, edition_running, rulebook
from ledger.domain.objection_limits import ObjectionLimitSet
from ledger.domain.rule_numbers import rules_in
from ledger.domain.times import UNKNOWN, When, propose_counts_from
from ledger.domain.values import Source
from ledger.errors import Invalid, Problem, Refused


def _references(changing: Changing) -> dict[str, When]:
    return {
        kind: event.effective
        for (category, kind), event in changing.settings.milestones.items()
        if category is None and event.standing != "cancelled"
    }


def record_milestone(changing: Changing, data: Mapping[str, Any]) -> None:
    """A milestone planned, done, moved or cancelled; a cancelled one keeps the time it had."""
    category, milestone, standing = data["category"], data["milestone"], data["standing"]
    if category is not None:
        changing.category("category", category)
    earlier = changing.settings.milestones.get((category, milestone))
    if standing == "cancelled" and earlier is None:
        raise Invalid([Problem("milestone", "milestone_not_there")])
    effective = earlier.effective if earlier else UNKNOWN
    if data["effective"] is not None:
        references = {kind: when for kind, when in _references(changing).items() if kind != milestone}
        effective = typed_when("effective", data["effective"], changing.settings.opened.zone, references)
    if earlier is not None and (earlier.effective, earlier.standing) == (effective, standing):
        return
    changing.draft.add(
        edition.MilestoneRecorded,
        changing.stream,
        milestone=milestone,
        category=category,
        effective=effective,
        counts_from=_counts_from(changing, effective, done=standing == "done"),
        standing=standing,
        source=Source(kind=data["source_kind"]),
    )


def _counts_from(changing: Changing, effective: When, *, done: bool) -> int:
    try:
        return propose_counts_from(effective, changing.ledger.now(), told_as_done=done)
    except Refused as refused:
        raise Invalid([Problem("effective", refused.code, refused.params)]) from None


def set_withdrawal_rule(changing: Changing, data: Mapping[str, Any]) -> None:
    """Whether a nominee may withdraw, and until when."""
    until = None
    if data["until"]:
        until = typed_when("until", data["until"], changing.settings.opened.zone, _references(changing))
    told = {
        "rule": data["rule"],
        "until_milestone": data["until_milestone"],
        "until": until,
        "afterwards": data["afterwards"],
    }
    standing = changing.settings.withdrawal
    if standing is None or any(getattr(standing, key) != value for key, value in told.items()):
        changing.draft.add(edition_running.WithdrawalRuleSet, changing.stream, **told)


def set_objection_limit(changing: Changing, data: Mapping[str, Any]) -> None:
    """Until when one may object, or appeal."""
    told = {key: data[key] for key in ("of", "days", "until_milestone")}
    standing = changing.settings.objection_limits.get(data["of"])
    if standing is None or any(getattr(standing, key) != value for key, value in told.items()):
        changing.draft.add(ObjectionLimitSet, changing.stream, **told)


def file_rulebook(changing: Changing, data: Mapping[str, Any]) -> None:
    """A version of the rulebook: its text in a stream of its own, its rules' numbers in the edition's."""
    label, text = data["label"], data["text"]
    if any(one.filed.label == label for one in changing.settings.rulebooks.values()):
        raise Invalid([Problem("label", "label_taken", {"label": label})])
    effective = typed_when("effective", data["effective"], changing.settings.opened.zone, _references(changing))
    rules = rules_in(text)
    if not rules:
        raise Invalid([Problem("text", "no_rule_numbers")])
    draft, stream = changing.draft, changing.ledger.new_id()
    draft.claim("rulebook_label", [str(changing.stream), label], stream)
    draft.add(rulebook.Filed, stream, edition=changing.stream, label=label, text=text, rules=rules)
    draft.add(
        edition_rules.RulebookFiled,
        changing.stream,
        rulebook=stream,
        label=label,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        rules=tuple(edition_rules.RuleNumber(number=one.number, heading=one.heading) for one in rules),
        standing=data["standing"],
        effective=effective,
        counts_from=_counts_from(changing, effective, done=False),
    )


def set_rulebook_standing(changing: Changing, data: Mapping[str, Any]) -> None:
    """Who may read a version from now on, or that it was filed in error."""
    found = changing.settings.rulebooks.get(data["rulebook"])
    if found is None:
        raise Invalid([Problem("rulebook", "unknown_choice")])
    if found.standing != data["standing"]:
        told = {"rulebook": data["rulebook"], "standing": data["standing"]}
        changing.draft.add(edition_rules.RulebookStandingSet, changing.stream, **told)
