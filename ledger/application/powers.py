"""Which body of an edition may decide what, and who may tell the public (DOMAIN.md, Vocabulary: body)."""

from __future__ import annotations

from ledger.application.act_kinds import ActKind
from ledger.application.editions import BodySeen, EditionSeen
from ledger.domain import award_acts, credit_acts, effects, endings, nomination
from ledger.domain.event import Event
from ledger.domain.nomination import ENTRY
from ledger.errors import Invalid, Problem, Refused

POWERS: dict[type[Event], str] = {
    nomination.Withdrawn: "withdrawals",
    nomination.CreditWithdrawn: "withdrawals",
    endings.RuledIneligible: "eligibility",
    endings.Disqualified: "breaches",
    endings.Rescinded: "places",
    endings.Voided: "places",
    endings.AnnouncedInError: "places",
    endings.EnteredAnew: "places",
    endings.Reinstated: "places",
    endings.Moved: "places",
    credit_acts.CreditRemoved: "eligibility",
    credit_acts.CreditReinstated: "places",
    credit_acts.CreditAdded: "corrections",
    credit_acts.CreditCorrected: "corrections",
    credit_acts.Corrected: "corrections",
    award_acts.Chosen: "results",
    award_acts.NotConferred: "results",
    award_acts.AwardRevoked: "results",
    award_acts.AwardVacated: "results",
    award_acts.AwardRestored: "results",
    effects.EffectsSet: "places",
}
"""What each ruling is a decision about, in the words by which an edition gives its bodies powers."""

LONGEST_RULE = 40
"""Characters of a rule's number where no rulebook is filed."""


def may_decide(kind: ActKind, body: BodySeen) -> bool:
    """Whether the edition lets a body decide such a thing. To look at something and change nothing takes any power at all."""
    if kind.event is effects.Reviewed:
        return bool(body.may_decide)
    return POWERS.get(kind.event) in body.may_decide


def check_body(kind: ActKind, body: str, edition: EditionSeen) -> None:
    """Raise Invalid at `body` where the edition does not let this body decide such a thing."""
    if not kind.ruled:
        return
    found = next((one for one in edition.bodies if one.code == body), None)
    if found is None:
        raise Invalid([Problem("body", "unknown_choice")])
    if not may_decide(kind, found):
        raise Invalid([Problem("body", "body_may_not_decide")])


def check_rule(rule: str | None, edition: EditionSeen) -> None:
    """Raise Invalid at `rule` for what is no rule: of the rulebooks filed, else something short with a number in it."""
    if rule is None:
        return
    if edition.rules:
        if edition.rule_named(rule) is None:
            raise Invalid([Problem("rule", "no_such_rule")])
    elif len(rule) > LONGEST_RULE or not any(letter.isdigit() for letter in rule):
        raise Invalid([Problem("rule", "not_a_rule_number")])


def check_withdrawal(kind: ActKind, edition: EditionSeen, counts_from: int) -> None:
    """Refuse a withdrawal that the edition's rule does not allow at that time (µs)."""
    if kind.event is nomination.Withdrawn and withdrawal_at(edition, counts_from) == "not_possible":
        rule = edition.withdrawal_rule
        over = rule is not None and rule.until is not None and counts_from > rule.until.latest_us
        raise Refused("withdrawal_too_late" if over else "withdrawal_not_possible")


def withdrawal_at(edition: EditionSeen, counts_from: int) -> str | None:
    """as_of_right · when_granted · not_possible, at that time (µs); None where the edition says nothing."""
    rule = edition.withdrawal_rule
    if rule is None:
        return None
    over = rule.until is not None and counts_from > rule.until.latest_us
    return rule.afterwards if over else rule.rule


def check_speaker(edition: EditionSeen, spoken_as: str, acts: dict[str, Event]) -> None:
    """Raise Invalid at `spoken_as` where the edition lets no body of that kind announce this; a presenter speaks for the organiser."""
    wanted = what_is_told(acts)
    kind = "organiser" if spoken_as == "presenter" else spoken_as
    if not any(one.kind == kind and wanted in one.may_announce for one in edition.bodies):
        raise Invalid([Problem("spoken_as", "body_may_not_announce")])


def what_is_told(acts: dict[str, Event]) -> str:
    """Whether an announcement of these acts (by name) is one of nominations, of results or of changes."""
    if any(name.endswith(f"@{ENTRY}") and not getattr(event, "is_no_award", False) for name, event in acts.items()):
        return "nominations"
    results = (nomination.Conferred, award_acts.Chosen)
    return "results" if any(isinstance(event, results) for event in acts.values()) else "changes"
