"""What is said of an act between the bounds of its time: it may already have happened."""

from __future__ import annotations

from ledger.wording.catalogue import Words, noted

MAYBE = Words(
    {
        "asked": noted("Something may already have been asked about it."),
        "declined": noted("May already have been declined."),
        "accepted": noted("May already have been accepted."),
        "withdrawn": noted("May already have been withdrawn."),
        "rescinded": noted("May already have been rescinded."),
        "ruled_ineligible": noted("May already have been ruled ineligible."),
        "disqualified": noted("May already have been disqualified."),
        "voided": noted("May already have been void."),
        "left": noted("May already have left the list."),
        "reinstated": noted("May already have been reinstated."),
        "moved": noted("May already have been moved to another category."),
        "credit_withdrawn": noted("A name may already have left."),
        "credit_removed": noted("A name may already have been removed."),
        "credit_reinstated": noted("A name may already have been back."),
        "award_refused": noted("The award may already have been refused."),
        "award_returned": noted("The award may already have been given back."),
        "award_revoked": noted("The award may already have been revoked."),
        "award_vacated": noted("The award may already have been vacated."),
        "award_restored": noted("The award may already have been restored."),
    }
)
"""By the kind of act."""
