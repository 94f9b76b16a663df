"""The closed vocabularies of objections: each code with its words."""

from __future__ import annotations

from ledger.wording.catalogue import Words, noted

OBJECTION_KINDS = {
    "nomination.contested": noted("Contested"),
    "nomination.contest_ended": noted("What became of an objection"),
    "objection.made": noted("Objection"),
    "objection.put_to": noted("Put to the other side"),
    "objection.heard": noted("The other side"),
    "objection.decided": noted("Objection decided"),
    "objection.taken_back": noted("Objection taken back"),
    "objection.struck": noted("Objection entered in error"),
    "edition.objection_limit_set": noted("Limit for objections set"),
}
CONTESTED = Words(
    {
        "nomination": noted("a nomination"),
        "credit": noted("a name on a nomination"),
        "invitation": noted("an invitation"),
        "category": noted("a category"),
        "award": noted("an award"),
        "announcement": noted("an announcement"),
        "ruling": noted("a decision"),
    }
)
CONCERNED = Words(
    {
        "nominee": noted("a nominee"),
        "competitor": noted("a competitor in the category"),
        "rights_holder": noted("a holder of rights"),
        "member": noted("a member or voter"),
        "body": noted("a body of the edition"),
        "public": noted("a member of the public"),
    }
)
GROUNDS = Words(
    {
        "eligibility": noted("a condition of entry"),
        "breach": noted("a rule was broken"),
        "credit": noted("who is named"),
        "procedure": noted("how it came about"),
        "conflict": noted("a conflict of interest"),
        "other": noted("something else"),
    }
)
ENDINGS = Words(
    {
        "open": noted("open"),
        "upheld": noted("upheld"),
        "upheld_in_part": noted("upheld in part"),
        "dismissed": noted("dismissed"),
        "not_admitted": noted("not admitted"),
        "settled": noted("settled"),
        "taken_back": noted("taken back"),
        "never_answered": noted("never decided"),
        "struck": noted("entered in error"),
    }
)
WHY = Words(
    {
        "not_given": noted("No reason given."),
        "well_founded": noted("It is well founded."),
        "not_founded": noted("It is not well founded."),
        "too_late": noted("It came after the limit."),
        "not_concerned": noted("Whoever objects is not concerned by it."),
        "not_for_this_body": noted("No body of the edition decides on this."),
        "no_grounds_given": noted("It gives no grounds."),
        "agreed_between_them": noted("Those concerned agreed."),
    }
)
UNHEARD = Words(
    {
        "not_reached": noted("they could not be reached"),
        "urgent": noted("it could not wait"),
        "nothing_to_answer": noted("nobody is charged with anything"),
    }
)
HEARD = Words({"answered": noted("they answered"), "no_answer": noted("they did not answer")})
LATENESS = Words({"in_time": noted("in time"), "late": noted("too late")})
LIMITS_OF = Words({"objections": noted("Objecting"), "appeals": noted("Appealing against a decision")})
OBJECTION_PROBLEMS: dict[str, str] = {
    "award_not_announced": noted(
        "No award that is announced is there to be contested. Contest the nomination or the category, or wait for the announcement."
    ),
    "contest_something": noted("Choose at least one thing that is contested."),
    "no_such_objection": noted("There is no such objection."),
    "no_such_point_contested": noted("The objection has no such point. Choose one of those offered."),
    "nothing_of_it_open": noted("Nothing of this objection is open any more, so there is nothing to take back."),
    "nothing_ruled_on": noted("Say for at least one point what becomes of it; the others stay open."),
    "not_put_to_them": noted(
        "That party was not asked for an answer. Put it to them first, or choose one of those who were."
    ),
    "act_needs_upheld": noted("An act follows only where the point is upheld. Say that it is, or choose no act."),
    "not_so_many_days": noted("Give at most 3,650 days, or a milestone."),
    "objection_struck": noted("This objection was entered in error: nobody objected. Record it anew."),
    "others_rest_on_objection": noted(
        "Acts came of this objection. If they were entered in error too, strike those first; then the objection can be struck."
    ),
    "put_to_the_other_side": noted(
        "Something is upheld that was put to nobody. Put it to the other side first, or say why they were not heard."
    ),
    "say_whether_in_time": noted(
        "By the times given it may have come in time or too late. Give the time of receipt more precisely, or say which it was."
    ),
    "whom_it_is_put_to": noted("Say to which party it is put: one of those offered, or another, and not both."),
    "who_objects": noted("Say who objects: a party that is known, or in words."),
}
