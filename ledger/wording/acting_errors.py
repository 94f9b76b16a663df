"""Refusals of acts on nominations, as sentences."""

from __future__ import annotations

from ledger.wording.catalogue import noted

ACTING: dict[str, str] = {
    "after_the_list": noted(
        "The list was announced %(announced)s; after that a nominee withdraws. Give an earlier time, or withdraw instead."
    ),
    "past_the_lock": noted(
        "The ballot was locked %(locked)s, and this was decided after that. Say that it happened all the same, and why; "
        "or give the day on which it was decided, where that was before."
    ),
    "which_side_of_the_lock": noted(
        "The ballot was locked %(locked)s, so this may have been decided before or after it. Say which by writing "
        "“before the ballot was locked” or “after the ballot was locked” behind it."
    ),
    "choose_an_effect": noted("Choose at least one effect that is to change."),
    "effects_as_they_are": noted("These effects are so already. Choose what is to change."),
    "no_ballot_here": noted(
        "A jury decides here: there is no ballot, and no votes are counted. Choose another effect."
    ),
    "may_not_win": noted("A decision says that it may not win. Set that effect anew first."),
    "already_in_category": noted("It is in that category already. Choose another."),
    "before_what_it_follows": noted(
        "The time given lies before what this act rests on can have been. Give a later time."
    ),
    "body_may_not_announce": noted(
        "The edition does not let them announce this. Choose who may, or change what bodies may announce in its settings."
    ),
    "body_may_not_decide": noted(
        "The edition does not let this body decide that. Choose one that may, or change what bodies may decide in its settings; "
        "where it decided all the same, say so and why."
    ),
    "category_has_a_winner": noted(
        "The award of this category has gone to another nomination. Say that it is a tie, or revoke or vacate the other first."
    ),
    "claim_taken_award": noted(
        "Somebody else gave the award of this category at the same time. Open the list, and decide anew."
    ),
    "claim_taken_choice": noted(
        "Somebody else chose a winner of this category at the same time. Open the list, and decide anew."
    ),
    "claim_taken_no_award": noted(
        "Somebody else recorded at the same time that no award is made in this category. Open the list, and decide anew."
    ),
    "claim_taken_place": noted(
        "This place was filled, or come back to, at the same time. Open the story of what fell, and decide anew."
    ),
    "choose_a_nomination": noted("Choose at least one nomination."),
    "already_taken_back": noted("That announcement has been taken back already."),
    "announcement_not_made": noted("There is no such announcement."),
    "confers_on_nobody": noted(
        "This says that no award is made in its category: there is no nominee of whom that could be told. "
        "It can be conferred or not, its time put right, and what was entered in error struck."
    ),
    "has_no_award": noted(
        "That no award is made in this category is in the ledger already. Open its story to decide it anew or to put it right."
    ),
    "tell_them_first": noted(
        "This names to their disadvantage who has not been told: %(names)s. Tell them first and record it, or say here why not."
    ),
    "no_place_fell_by_it": noted("No place fell empty by this act. Choose the act by which it ended."),
    "name_of_nothing": noted("A name is chosen, but it is not about one name. Choose “One name”, or no name."),
    "court_of_nothing": noted("Nothing of this is before a court. Leave the reason away."),
    "before_a_court": noted(
        "The matter is before a court: %(names)s. Leave it out, or say that it is announced all the same, and why."
    ),
    "report_says_what": noted("Say when it was by this report, or in which words it tells it otherwise."),
    "kept_back_of_what": noted("Choose what stays unsaid only of acts that you announce."),
    "misreading_is_put_right": noted(
        "This tells what was read out in error, or that it was put right. It was heard, and is not taken back: "
        "record on the nomination that the misreading was put right."
    ),
    "others_rest_on_it": noted(
        "A later announcement cannot be understood without this one. Take that one back first, or put the mistake right instead."
    ),
    "told_by_halves": noted(
        "What was announced of %(needs)s cannot be understood without this. Take that announcement back first, "
        "or announce with it what makes it understood."
    ),
    "plan_needs_an_instant": noted(
        "To announce later, give a day and an hour, such as 5 December 2026, 18:00. Until then nothing shows."
    ),
    "said_of_what": noted("Say both: which of the nominations you announce, and the words in which it was called."),
    "role_of_nobody": noted("Here stands what somebody did, but no name. Give the name, or empty both."),
    "same_or_somebody_else": noted("A record of that name is known. Say whether it is the same, or somebody else."),
    "nothing_irregular": noted(
        "Nothing in it is against the rules, or was decided after the ballot was locked. Leave the mark away."
    ),
    "reason_of_nothing": noted(
        "A reason is given, but it is not marked as against the rules. Mark it, or leave the reason away."
    ),
    "withdrawal_too_late": noted(
        "The edition’s rules let a nomination be withdrawn only until an earlier time. Where it happened all the same, say so and why."
    ),
    "withdrawal_not_possible": noted(
        "The edition’s rules do not let a nomination be withdrawn. What the body decides instead is a ruling of its own; "
        "where it happened all the same, say so and why."
    ),
    "somebody_has_the_award": noted(
        "The award of this category went to %(name)s. Revoke or vacate that one first, "
        "record that it is not conferred, or strike what was entered in error."
    ),
    "told_too_early": noted(
        "At the time given for the announcement the award of this category still went another way: to somebody, not to nobody, "
        "or the other way round. Give a later time, or correct the times of the acts first."
    ),
    "rests_on_results": noted(
        "This cannot be recorded as things stand, for a reason that you may not read. Ask an organiser or a tabulator of the show."
    ),
    "comes_back_by_it": noted(
        "Announced at this time, an act would count earlier, before a return to the list that was told with an earlier time; the "
        "nomination would be back in a place that was taken by another one since: %(name)s. Give a later time for the announcement, "
        "or correct the times of the acts first."
    ),
    "was_entered_in_error": noted(
        "It was entered in error, so there is nothing to act on or to tell. If that was the mistake, strike it in turn."
    ),
    "taken_back_before_it_was_made": noted(
        "An announcement that was made cannot be taken back before it was. Give a later time."
    ),
    "emptied_and_given": noted("Either give what is right here, or say that nothing is."),
    "entered_again": noted(
        "The same has been entered again since: %(name)s. Strike that entry first, or leave this one as it is."
    ),
    "first_is_with_the_list": noted(
        "What was announced at first was announced with the nomination. Announce it for that time, or give another reason."
    ),
    "heard_by_the_public": noted(
        "The nomination was announced, so the public heard of it: record it as announced in error instead."
    ),
    "name_already_there": noted("That name is on the nomination already."),
    "name_not_gone": noted("That name had not left the nomination at that time."),
    "needs_with_it": noted(
        "What you chose cannot be understood without another act (%(needs)s). Choose that too, and both are told together."
    ),
    "no_award_was_heard": noted(
        "The public heard that no award is made, so the record stays. Strike the decision instead, "
        "or record that it is not conferred; then announce that."
    ),
    "nobody_has_the_award": noted(
        "It was decided that no award is made in this category. Record on that first that it is not conferred, "
        "or strike what was entered in error."
    ),
    "no_such_kind": noted("There is no act of that kind."),
    "no_such_name": noted("That name was not on the nomination at that time."),
    "not_chosen": noted("The award had not been decided for this nomination at that time. Record the choice first."),
    "no_such_rule": noted(
        "The rulebooks filed for this edition have no rule of that number. Give one that they have, or none."
    ),
    "not_a_rule_number": noted(
        "Give the rule’s number as the rulebook has it, such as 7.2, in at most 40 characters, or none."
    ),
    "not_declined": noted("The nomination had not been declined at that time, so there is nothing to accept."),
    "not_entered_yet": noted("The nomination did not exist yet at that time. Give a later time."),
    "not_in_error": noted("It was not announced in error; what left the list otherwise is reinstated."),
    "not_misread": noted("It was not announced as the winner in error, so there is nothing to put right."),
    "not_of_this_edition": noted("The nominations belong to several editions. Act on those of one edition at a time."),
    "not_refused": noted("The award had not been refused or given back at that time."),
    "not_revoked": noted("The award had not been revoked or vacated at that time."),
    "not_to_be_corrected": noted("That is not an act that can be corrected. Choose one of those offered."),
    "not_won": noted("The award had not gone to this nomination at that time."),
    "nothing_left": noted("Then the list would name nothing. Leave this, or give a title."),
    "nothing_put_right": noted("Nothing differs from how it stands. Change what is wrong, then record."),
    "nothing_to_reinstate": noted(
        "Nothing that can be undone keeps it off the list: a decline is accepted, what was announced in error is entered anew."
    ),
    "other_has_the_award": noted(
        "The award of that category has gone to another nomination since. Revoke or vacate that one first."
    ),
    "only_ours": noted("The public never heard of it, so it was entered in error, not announced in error."),
    "place_filled_twice": noted(
        "Its place has been taken by another nomination: %(name)s. Let that one fall first, or give this one a further place."
    ),
    "taken_before_it_fell": noted(
        "By these times, %(who)s took the place of %(name)s before that was empty. Give times at which the place is empty first."
    ),
    "place_is_empty": noted("Its place is empty, so it comes back to that. Leave this unanswered."),
    "place_not_empty": noted("That place is not empty any more, or not in this category. Choose another, or none."),
    "place_was_filled": noted(
        "Its place was filled meanwhile. Say whether it gets a further place, or its replacement falls."
    ),
    "replacement_cannot_fall": noted(
        "Its replacement cannot be taken back: it has won, or has left. Give a further place."
    ),
}
