"""What is wrong with a change of a show's or an edition's settings: what is the case, and what can be done."""

from __future__ import annotations

from ledger.wording.catalogue import noted

SETTING_PROBLEMS: dict[str, str] = {
    "address_taken": noted("The address %(address)s is taken. Choose another."),
    "afterwards_with_an_end": noted("Say what holds afterwards if the rule ends, and only then."),
    "awards_not_shown": noted("The public list says nothing of awards that fall. Record it without showing it."),
    "body_kind_stays": noted("A body stays of its kind, because acts name it by that. Add another body instead."),
    "category_left_out": noted("%(name)s is missing. Give every category a line."),
    "category_there": noted("There is a category %(name)s already. Leave it out, or give it another name."),
    "category_twice": noted("%(name)s stands twice. Give every category one line."),
    "has_role_already": noted("This person is on the roster of this show already. Choose another."),
    "into_when_merged": noted("Choose the category it goes on in if it is merged, and only then."),
    "label_taken": noted("There is a version “%(label)s” already. Give this one another name."),
    "line_too_long": noted("A line is longer than a name can be. Shorten it to 500 characters."),
    "merged_into_itself": noted("A category cannot be merged into itself. Choose another."),
    "merged_into_none": noted("That category is not held itself. Choose one that is."),
    "milestone_not_there": noted("That milestone is not recorded, so there is nothing to cancel. Choose one that is."),
    "no_rule_numbers": noted(
        "No line begins with the number of a rule, so none could be cited. Begin each rule with its number, such as 7.2."
    ),
    "no_such_category": noted("There is no category %(name)s. Move the lines as they stand, and change none of them."),
    "no_such_grant": noted("That role does not stand, so there is nothing to end. Choose one of those on the roster."),
    "no_such_rules": noted("There are no rules to read at this address."),
    "no_such_setting": noted("There is no setting of that name."),
    "not_a_language": noted("Give the language by its tag, such as ur, ar or pa-Arab."),
    "not_a_rulebook": noted("That file is not text. Save it as plain text (UTF-8), or paste what it says."),
    "not_a_show": noted("That is not a show."),
    "one_end_only": noted("Give a milestone or a time, not both."),
    "others_merged_here": noted("%(name)s was merged into this category. Say first what becomes of that one."),
    "settings_moved": noted(
        "Somebody changed the settings after you opened the form. Read what they recorded, then carry on."
    ),
    "stage_not_shown": noted(
        "The public list shows the places of the announced list only. Record those of a stage without showing them."
    ),
    "stage_there": noted("The stage %(name)s stands at this place. Give another number."),
    "stands_so_already": noted("It stands so already, so there is nothing to record."),
    "too_many_lines": noted("These are more than 300 lines. Add them in parts."),
}
