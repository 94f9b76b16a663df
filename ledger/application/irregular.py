"""Against the rules, but it happened: recorded on an explicit word with a reason, and marked (DOMAIN.md, Requests, objections, rulings).

What is impossible is refused whatever anybody says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ledger.domain.event import Event
from ledger.errors import Invalid, Problem, Refused

IRREGULAR = {
    "body_may_not_decide": "without_power",
    "withdrawal_too_late": "late",
    "withdrawal_not_possible": "not_provided",
    "past_the_lock": "past_lock",
}
"""By the code of the refusal: what is kept of it where it happened all the same."""


def irregularity(*checks: Callable[[], None], happened: bool) -> str | None:
    """What of the rules is broken, by the first of these checks that fails; None where none does.

    Raises as the check does unless it is said to have happened all the same.
    """
    found = None
    for check in checks:
        try:
            check()
        except (Invalid, Refused) as error:
            code = error.problems[0].code if isinstance(error, Invalid) else error.code
            if not happened or code not in IRREGULAR:
                raise
            found = found or IRREGULAR[code]
    return found


def check_told(data: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with how a form says that something happened all the same: the mark has a reason, and a reason has the mark."""
    given = data["irregular_reason"] is not None
    if data["happened"] and not given:
        return [Problem("irregular_reason", "required")]
    return [Problem("happened", "reason_of_nothing")] if given and not data["happened"] else []


def check_marked(acts: Iterable[Event], *, happened: bool) -> None:
    """Raise Invalid at `happened` where that is said and none of the acts, recorded together, is against a rule."""
    if happened and not any(getattr(act, "irregular", None) for act in acts):
        raise Invalid([Problem("happened", "nothing_irregular")])
