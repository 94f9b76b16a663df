"""Refusals of decisions, as sentences."""

from __future__ import annotations

from ledger.wording.catalogue import noted

RULING_PROBLEMS: dict[str, str] = {
    "choose_a_target": noted("Choose at least one nomination that it is about."),
    "choose_a_consequence": noted("Choose what follows for it; “Reviewed, stands” where nothing does."),
    "no_consequence": noted("A decision cannot do that to a nomination. Choose another consequence."),
    "too_many_targets": noted(
        "These are more than %(most)d nominations. Record the decision in several parts, each following the one before."
    ),
    "member_twice": noted("Somebody is named twice. Name each once: who took part, who stood aside, who was absent."),
    "no_such_ruling": noted("There is no such decision of this edition."),
    "ruling_struck": noted("This decision was entered in error already."),
    "ruling_announced": noted(
        "An announcement names this decision. Take that announcement back first, or put the decision right by one that replaces it."
    ),
    "others_rest_on_ruling": noted(
        "What was recorded later rests on this decision: %(rests)s Strike or undo that first; then the decision can be struck."
    ),
    "no_text": noted("This decision has no text for the public, so there is nothing to approve."),
    "own_text": noted("Who wrote a text for the public does not approve it. Somebody else who may decide can."),
    "text_approved_already": noted("Its text has been approved already."),
    "text_not_approved": noted(
        "Its text for the public has not been approved. Somebody else who may decide approves it first; the decision can be announced without it."
    ),
    "ruling_not_announced": noted("The decision itself has not been announced. Announce it with its text, or first."),
    "ruling_without_acts": noted(
        "Nothing that this decision did has been announced, nor is announced with it. Choose with it at least one act of it."
    ),
}
