"""How an edition is run: its bodies and what they may do, its stages, whether and until when a nomination may be withdrawn.

Nothing here is shown to the public; what a body decided is public with the act that names it.
"""

from __future__ import annotations

from typing import ClassVar

from ledger.domain.event import Event
from ledger.domain.times import When
from ledger.domain.values import Public

BODY_KINDS = ("organiser", "committee", "jury", "chair", "tabulator", "sponsor", "host")
DECIDES = ("withdrawals", "eligibility", "breaches", "places", "results", "corrections", "objections")
ANNOUNCES = ("nominations", "changes", "results")
STAGES = ("long_list", "short_list", "final_list")
WITHDRAWALS = ("as_of_right", "when_granted", "not_possible")
UNRESTRICTED = ("organiser", "committee", "jury", "chair")
"""The bodies of an edition that names none: any of them may decide and announce everything."""


class BodySet(Event, frozen=True, kw_only=True):
    """A body of the edition as it is from now on: a new one, another name, other powers, or its end. It names an office, no person."""

    TOPIC: ClassVar[str] = "edition.body_set"

    body: Public[str]
    """Its code, by which acts name it: unique within the edition, kept for ever."""
    kind: Public[str]
    """organiser · committee · jury · chair · tabulator · sponsor · host."""
    name: Public[str]
    may_decide: Public[tuple[str, ...]] = ()
    """withdrawals · eligibility · breaches · places · results · corrections · objections."""
    may_announce: Public[tuple[str, ...]] = ()
    """nominations · changes · results."""
    stands: Public[bool] = True
    """False once it has ended."""


class StageSet(Event, frozen=True, kw_only=True):
    """A stage of the edition as it is from now on."""

    TOPIC: ClassVar[str] = "edition.stage_set"

    stage: Public[str]
    """Its code: long_list · short_list · final_list, or one made of its name."""
    name: Public[str]
    order: Public[int]
    """The first stage has the lowest."""
    stands: Public[bool] = True


class WithdrawalRuleSet(Event, frozen=True, kw_only=True):
    """Whether a nominee may withdraw after the list was announced, and until when."""

    TOPIC: ClassVar[str] = "edition.withdrawal_rule_set"

    rule: Public[str]
    """as_of_right · when_granted · not_possible."""
    until_milestone: Public[str | None] = None
    """The milestone until which it holds, wherever it moves."""
    until: Public[When | None] = None
    """The time until which it holds, where no milestone is named."""
    afterwards: Public[str | None] = None
    """The rule from then on; None where it holds without end."""
