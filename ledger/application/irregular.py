"""Against the rules, but it happened: recorded on an explicit word with a reason, and marked (DOMAIN.md, Requests, objections, rulings).

What is impossible is refused whatever anybody says.
"""

from __future__ import annotations

from collections.abc import Callable

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

    Raises as the check does unless it is said to have happened all the same, and Invalid at `happened` where no rule is broken.
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
    if happened and found is None:
        raise Invalid([Problem("happened", "nothing_irregular")])
    return found
