"""The closed vocabularies of requests and statements: each code with its words."""

from __future__ import annotations

from ledger.wording.catalogue import Words, noted

REQUEST_KINDS = {
    "nomination.asked": noted("Asked"),
    "nomination.ask_ended": noted("What became of what was asked"),
    "request.made": noted("Request"),
    "request.decided": noted("Request decided"),
    "request.decision_struck": noted("Decision on a request entered in error"),
    "request.answered": noted("Answered"),
    "request.retracted": noted("Request taken back"),
    "request.struck": noted("Request entered in error"),
    "statement.made": noted("Statement"),
    "statement.struck": noted("Statement entered in error"),
    "party.refusal_standing": noted("Standing refusal"),
    "work.refusal_standing": noted("Standing refusal"),
}
WISHES = Words(
    {
        "withdraw": noted("withdraw it"),
        "take_name_off": noted("take the name off"),
        "decline": noted("decline the nomination"),
        "put_right": noted("put something right"),
        "change_name": noted("change the name"),
        "move": noted("move it to another category"),
        "not_voted": noted("not be voted for"),
        "not_attend": noted("not attend"),
        "reconsider": noted("look at it again"),
        "reinstate": noted("put it back on the list"),
    }
)
OUTCOMES = Words(
    {
        "open": noted("open"),
        "granted": noted("granted"),
        "granted_in_part": noted("granted in part"),
        "refused": noted("refused"),
        "noted": noted("noted, without effect"),
        "too_late": noted("too late"),
        "superseded": noted("overtaken by something else"),
        "retracted": noted("taken back"),
        "agreed": noted("agreed"),
        "agreed_in_part": noted("agreed in part"),
        "no_answer": noted("no answer"),
        "never_answered": noted("never answered"),
        "parted": noted("decided nomination by nomination"),
        "struck": noted("entered in error"),
    }
)
TARGETS = Words(
    {
        "nomination": noted("the nomination"),
        "credit": noted("a name on it"),
        "award": noted("the award"),
        "invitation": noted("the invitation"),
        "name": noted("how a party is named"),
        "party": noted("everything of a party in the edition"),
        "work": noted("everything of a work in the edition"),
    }
)
DIRECTIONS = Words(
    {"of_organiser": noted("A party asks the organiser"), "of_party": noted("The organiser asks a party")}
)
CONFIRMED = Words(
    {"not_known": noted("not known"), "yes": noted("yes, it was confirmed"), "no": noted("no, it was not confirmed")}
)
REASONS = Words(
    {
        "not_given": noted("No reason given."),
        "as_of_right": noted("As of right: nobody had to decide."),
        "rules_allow": noted("The rules allow it."),
        "rules_forbid": noted("The rules do not allow it."),
        "after_deadline": noted("It came after the deadline."),
        "not_confirmed": noted("It was not confirmed that they may ask this."),
    }
)
CHANNELS = Words(
    {
        "e_mail": noted("by e-mail"),
        "mail": noted("by letter"),
        "telephone": noted("on the telephone"),
        "in_person": noted("in person"),
        "web": noted("on a web page"),
        "social": noted("on a social network"),
        "press": noted("in the press"),
        "stage": noted("from a stage"),
        "link": noted("by link"),
    }
)
ABOUT = Words(
    {
        "nomination": noted("a nomination"),
        "party": noted("a party"),
        "category": noted("a category"),
        "edition": noted("the edition"),
        "announcement": noted("an announcement"),
        "ruling": noted("a ruling"),
        "request": noted("a request"),
        "objection": noted("an objection"),
    }
)
CONSEQUENCES = Words(
    {
        "rescind": noted("It is rescinded"),
        "not_counted": noted("It stays; its votes are not counted"),
        "off_ballot": noted("It stays; it is not on the ballot, and votes are not counted"),
        "may_not_win": noted("It stays; it may not win"),
        "review": noted("Reviewed; it stands"),
    }
)
"""What may follow from what is granted, where that is not the very wish."""
REQUEST_PROBLEMS: dict[str, str] = {
    "ask_something": noted("Choose at least one thing that is asked for."),
    "choose_what_is_asked": noted("Say what is asked about the nominations that you chose."),
    "choose_whom_it_is_about": noted(
        "You said what is asked, but not about what. Choose nominations, names, a party or a work."
    ),
    "decided_before_it_was_asked": noted(
        "The time given lies before the request was received. Give a later time, or put the time of the request right."
    ),
    "grants_a_name_before_the_list": noted(
        "“%(name)s” was not announced yet, so no name leaves it: put the entry right instead, then decide this as granted without an act."
    ),
    "names_not_on_it": noted("That name is on none of the edition’s nominations. Choose one of those offered."),
    "no_such_request": noted("There is no such request."),
    "no_such_statement": noted("There is no such statement."),
    "no_such_target": noted("The request has no such point. Choose one of those offered."),
    "not_of_that_direction": noted(
        "What a party asks is decided; what the organiser asks is answered. Use the other form of this request."
    ),
    "follows_from_nothing": noted(
        "Something else follows only from what is granted, as a whole or in part. Choose that, or leave this empty."
    ),
    "nothing_decided": noted("Say for at least one point what becomes of it; the others stay open."),
    "nothing_left_open": noted("Nothing of this request is open any more, so there is nothing to take back."),
    "nothing_of_yours": noted("Choose at least one of your own nominations, and what you ask."),
    "others_rest_on_request": noted(
        "Acts came of this request. If they were entered in error too, strike those first; then the request can be struck."
    ),
    "received_before_sent": noted("It cannot have been received before it was sent. Put one of the two times right."),
    "request_struck": noted("This request was entered in error: nobody asked it. Record it anew."),
    "statement_struck": noted("This statement was entered in error already."),
    "target_taken_apart": noted("This point was taken apart into nominations. Decide on those."),
    "target_taken_back": noted(
        "This point was taken back before, so there is nothing left to grant. What was decided unasked is recorded as a decision."
    ),
    "who_asks": noted("Say who asks: a party that is known, or in words, and as what."),
    "who_said_it": noted("Say who said it: a party that is known, a body, or in words."),
    "capacity_in_words": noted("Say in words as what they ask."),
    "asked_often": noted(
        "You have sent several requests in a short time. They were received; wait %(minutes)s minutes before the next."
    ),
    "stands_already": noted("It stands so already."),
}
