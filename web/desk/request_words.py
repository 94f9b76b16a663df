"""The words of the forms of requests, objections, statements and of decisions entered in error, and how they come up."""

from __future__ import annotations

from typing import Any

from ledger.application.request_forms import NEW
from ledger.application.striking_rulings import STRIKE
from ledger.schemas.requests import ASKERS
from ledger.wording.catalogue import gettext as _
from web.desk import objection_fields

LEADS = {
    ("request", NEW): _(
        "Asking changes nothing. What comes too late is recorded like anything else: that is an outcome."
    ),
    ("request", "decide"): _(
        "Point by point, in one append with the acts that come of it. The party reads the outcome on its own page at once."
    ),
    ("request", "retract"): _("Whoever asked takes it back. What was decided stays."),
    ("request", "answer"): _("What the party answered to what the organiser asked. A late answer is welcome."),
    ("request", "strike"): _("Nobody asked this. It stays readable in the log; its notes go."),
    ("strike_ruling", STRIKE): _(
        "The body never decided this. What it recorded is struck with it; what it was decided on is open again."
    ),
    ("statement", NEW): _("Something said, which asks nothing and decides nothing. It is never public."),
    ("statement", "strike"): _("Nobody said this. It stays readable in the log."),
    **objection_fields.LEADS,
}
"""What a form does, by its command and its kind."""
SUGGESTED: dict[str, Any] = {
    **objection_fields.SUGGESTED,
    "direction": "of_organiser",
    "about": "nomination",
    "source_kind": "e_mail",
    "channel": "press",
    "reason": "not_given",
    "together": "",
    "outcome": "",
    "happened": "",
    **{f"confirmed{number}": "not_known" for number in range(1, ASKERS + 1)},
}
"""How a new form comes up."""
