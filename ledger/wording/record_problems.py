"""What is wrong with an answer about a party or a work, and what can be done instead; part of the sentences for errors."""

from __future__ import annotations

from ledger.wording.catalogue import noted

PROBLEMS: dict[str, str] = {
    "alike_known": noted(
        "The ledger knows records like this one. Use one of them, or say that none of them is meant, then record."
    ),
    "id_taken": noted(
        "%(name)s has this id already. Link the two records if they are one; an id belongs to one record."
    ),
    "kind_with_terms": noted(
        "A guardian’s terms stand on this record, and they are for a person. Say first that the terms were entered in error."
    ),
    "known_by_that_name": noted("It is known by exactly this name already. Nothing needs to be added."),
    "link_in_a_circle": noted(
        "That record leads to this one by its own links, so this link would end in a circle. Link it the other way, or unlink first."
    ),
    "linked_already": noted(
        "This record is linked to another already. Take that link back first, or link the other one."
    ),
    "linked_to_itself": noted("A record cannot be linked to itself. Choose the other record."),
    "name_in_future": noted("That day has not come. Record the new name once it is used."),
    "name_without_letters": noted("A name needs at least one letter or digit, so that it can be found again."),
    "no_such_record": noted("There is no such record. Search for it by name or id."),
    "none_like_it": noted("No record is known by that name or id. Try another spelling, or register it first."),
    "not_a_language": noted("A language is told by a short tag, such as ur, ur-Latn or en."),
    "not_linked": noted("This record is linked to no other, so there is no link to take back."),
    "nothing_to_strike": noted(
        "There is no name, id or agreement of that number which still stands. Choose one of those shown."
    ),
    "of_that_kind": noted("The record is of this kind already. Choose another, or leave it as it is."),
    "query_too_short": noted("Type at least two letters or digits of a name, or a whole id."),
    "several_like_it": noted("Several records are like that. Choose which one is meant."),
    "shown_as_needed": noted("Write the given name or the initials as the guardian wrote them."),
    "shown_as_unused": noted("With this choice no other form of the name is shown. Leave it empty."),
    "terms_for_persons": noted("A guardian's terms are for a person. This record is of another kind."),
}
