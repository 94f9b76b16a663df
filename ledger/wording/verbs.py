"""What each act is called on the desk, and what its form says first."""

from __future__ import annotations

from ledger.wording.catalogue import Words, noted

VERBS = Words(
    {
        "decline": noted("Decline"),
        "accept": noted("Accept after all"),
        "withdraw": noted("Withdraw"),
        "rescind": noted("Rescind"),
        "rule-ineligible": noted("Rule ineligible"),
        "disqualify": noted("Disqualify"),
        "announced-in-error": noted("Announced in error"),
        "entered-in-error": noted("Entered in error"),
        "enter-anew": noted("Enter anew"),
        "void": noted("Void"),
        "left": noted("Left, kind not known"),
        "reinstate": noted("Reinstate"),
        "move": noted("Move to another category"),
        "remove-name": noted("Remove a name"),
        "reinstate-name": noted("Reinstate a name"),
        "add-name": noted("Add a missing name"),
        "correct-name": noted("Put a name right"),
        "correct": noted("Put the entry right"),
        "correct-time": noted("Correct a time"),
        "tell-party": noted("Who was told"),
        "add-report": noted("Add a report"),
        "name-next": noted("Name the next in line"),
        "showing": noted("No longer show, or show again"),
        "before-court": noted("Before a court"),
        "choose": noted("Decide the award"),
        "confer": noted("Confer the award"),
        "not-conferred": noted("Do not confer the award"),
        "refuse-award": noted("Award refused"),
        "return-award": noted("Award given back"),
        "accept-award": noted("Award accepted later"),
        "revoke-award": noted("Revoke the award"),
        "vacate-award": noted("Vacate the award"),
        "restore-award": noted("Restore the award"),
        "review": noted("Reviewed, stands"),
        "set-effects": noted("Set effects"),
        "misread": noted("Announced as the winner in error"),
        "put-misreading-right": noted("Wrong winner put right"),
    }
)
LEADS = Words(
    {
        "decline": noted("The nominee would not be nominated, and said so before the list was announced. It is never public by itself."),
        "accept": noted("The nominee takes the nomination after declining it."),
        "withdraw": noted("The nomination, or one name of a shared one, leaves the list. It stays readable, marked."),
        "rescind": noted("The organiser takes the nomination back, without a finding against anyone."),
        "rule-ineligible": noted("A condition of entry is not met. Nobody is said to be at fault."),
        "disqualify": noted("Somebody broke a rule. Cite it; where none is, pages say that none was cited."),
        "announced-in-error": noted("It never was a nomination, though the public heard so."),
        "entered-in-error": noted(
            "A slip of our own: the act chosen never was so. It stays readable in the log, and nothing is changed by it any more."
        ),
        "enter-anew": noted("What was announced in error is a nomination now, by ruling."),
        "void": noted("Its category, its award or its edition was cancelled or merged."),
        "left": noted("The record says only that it was gone."),
        "reinstate": noted("It is on the list again, by ruling."),
        "move": noted("It ends in this category and begins in another, and stays one nomination."),
        "remove-name": noted("A name is taken off by ruling. The nomination stands."),
        "reinstate-name": noted("A name that left is on the nomination again."),
        "add-name": noted("A name was missing. It is put on the nomination."),
        "correct-name": noted("A name stands there wrongly: who it is, how it is written, or as what."),
        "correct": noted("What the list says besides the names is wrong: titles, details, citation, the wording of the names."),
        "correct-time": noted("When an act took effect was recorded wrongly. It counts from the right time, as if never otherwise."),
        "tell-party": noted(
            "When, how and by whom those who are named learnt of an act; or that nobody told them yet, and why. "
            "Their own page by link says it as soon as it is recorded, announced or not."
        ),
        "add-report": noted(
            "Who says of an act that it was so, or was otherwise. It changes nothing by itself; the ledger says which report it reads by, "
            "and shows the others."
        ),
        "name-next": noted(
            "Who comes into the place that fell, by the ranking that the tabulator keeps. It enters nobody: the organiser does, from here."
        ),
        "showing": noted(
            "A name or a text that must not, or may again, be read in public, at whatever moment. "
            "Pages say that something is no longer shown; auditors see what, when and on whose order."
        ),
        "before-court": noted(
            "The matter is before a court, or no longer. While it is, nothing recorded here is announced without an explicit word."
        ),
        "choose": noted("The award is decided. It stays a secret until it is announced."),
        "confer": noted("The award of the category goes to this nomination."),
        "not-conferred": noted("It was chosen, but no winner is announced or handed the award."),
        "refuse-award": noted("The winner does not take the award. The list goes on saying: won, refused."),
        "return-award": noted("The winner gives the award back."),
        "accept-award": noted("An award refused or given back is accepted."),
        "revoke-award": noted("The award is taken away, with a finding."),
        "vacate-award": noted("The award is taken away, without a finding against anyone."),
        "restore-award": noted("The award is the winner’s again."),
        "review": noted("A body looked at it and changes nothing. That is a decision too, and can be announced."),
        "set-effects": noted("It stays what it is; what differs from the usual is said plainly: on the ballot, votes not counted."),
        "misread": noted("It was read out as the winner, and was not. What was said is kept; no award goes to it."),
        "put-misreading-right": noted("The public was told that it is not the winner."),
    }
)  # fmt: skip
SEVERAL = Words(
    {
        "withdraw": noted("Withdraw several …"),
        "rescind": noted("Rescind several …"),
        "void": noted("Void several …"),
    }
)
"""The acts that the page of an edition offers for several nominations at once."""
FAMILIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        noted("On the list"),
        ("decline", "accept", "withdraw", "rescind", "rule-ineligible", "disqualify", "announced-in-error", "void",
         "left", "reinstate", "enter-anew", "move", "review", "set-effects"),
    ),
    (noted("Its place"), ("name-next",)),
    (noted("Names and wording"), ("remove-name", "reinstate-name", "add-name", "correct-name", "correct")),
    (
        noted("The award"),
        ("choose", "confer", "not-conferred", "refuse-award", "return-award", "accept-award", "revoke-award",
         "vacate-award", "restore-award", "misread", "put-misreading-right"),
    ),
    (noted("Told, reported, shown"), ("tell-party", "add-report", "showing", "before-court")),
    (noted("Our own record"), ("correct-time", "entered-in-error")),
)  # fmt: skip
"""Headings of the desk's menu, each with its acts."""
