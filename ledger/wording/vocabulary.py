"""The closed vocabularies of acts, for pages: each code with its words."""

from __future__ import annotations

from ledger.wording.catalogue import Words, noted
from ledger.wording.documents import DOCUMENT_KINDS
from ledger.wording.parties import KINDS as RECORD_KINDS
from ledger.wording.proposals import PROPOSAL_KINDS
from ledger.wording.ruling_kinds import RULING_KINDS
from ledger.wording.settings import SETTING_KINDS
from ledger.wording.vocabulary_objections import OBJECTION_KINDS
from ledger.wording.vocabulary_requests import REQUEST_KINDS

REASONS = Words(
    {
        "own_wish": noted("At their own wish."),
        "joint_wish": noted("At the wish of all who are named."),
        "producer_wish": noted("At the wish of the producer."),
        "not_given": noted("No reason given."),
        "condition_not_met": noted("A condition of entry is not met."),
        "rule_broken": noted("A rule was broken."),
        "own_slip": noted("The organiser’s own mistake."),
        "correction": noted("Put right."),
        "as_first_announced": noted("As it was first announced."),
        "other_category": noted("It belongs in the other category."),
        "category_cancelled": noted("The category was cancelled or merged."),
        "edition_cancelled": noted("The edition was cancelled."),
        "appeal_upheld": noted("An objection or appeal was upheld."),
        "reconsidered": noted("The body looked at it again."),
        "accepted": noted("They accept."),
        "result": noted("The vote or the jury’s choice."),
        "reviewed": noted("The body looked at it and changes nothing."),
        "by_request": noted("Because it was asked for."),
        "after_lock": noted("The ballot could no longer be changed."),
        "none_sufficed": noted("No nomination came up to what the rules ask for."),
        "nobody_left": noted("No nominee was left."),
    }
)
CAPACITIES = Words(
    {
        "nominee": noted("the nominee"),
        "co_nominee": noted("one nominee for both or all"),
        "group": noted("the group jointly"),
        "producer": noted("the producer"),
        "label": noted("the label"),
        "manager": noted("the manager"),
        "publisher": noted("the publisher"),
        "agent": noted("the agent"),
        "guardian": noted("the guardian"),
        "heir": noted("the heir"),
        "counsel": noted("counsel"),
        "body": noted("a body of the edition"),
        "other": noted("in another capacity"),
    }
)
BODIES = Words(
    {
        "organiser": noted("the organiser"),
        "committee": noted("the awards committee"),
        "jury": noted("the jury"),
        "chair": noted("the chair"),
    }
)
SOURCES = Words(
    {
        "letter": noted("a letter"),
        "e_mail": noted("an e-mail"),
        "conversation": noted("a conversation"),
        "post": noted("a public post"),
        "press": noted("a press statement"),
        "minutes": noted("minutes"),
        "record": noted("the published record"),
        "none": noted("no document"),
    }
)
CHANNELS = Words(
    {
        "page": noted("on the page"),
        "release": noted("in a release"),
        "stage": noted("from the stage"),
        "broadcast": noted("in a broadcast"),
        "printed_ballot": noted("on the printed ballot"),
        "record": noted("as the published record tells"),
    }
)
SPEAKERS = Words({"organiser": noted("the organiser"), "chair": noted("the chair"), "presenter": noted("a presenter")})
BECAUSE = Words(
    {
        "no_announced_nominations": noted("the edition announced no nominations"),
        "preliminary": noted("it stood on a preliminary list only"),
        "write_in": noted("voters wrote it in"),
        "honorary": noted("the award was given without a nomination"),
    }
)
MARKS = Words({"not_standing": noted("Marked in the source as no longer standing.")})
ROLES = Words(
    {
        "organiser": noted("Organiser"),
        "deputy": noted("Deputy"),
        "tabulator": noted("Tabulator"),
        "door": noted("Door"),
        "auditor": noted("Auditor"),
        "administrator": noted("Administrator"),
        "operator": noted("Operator"),
        "ledger": noted("By itself"),
    }
)
KINDS = Words(
    {
        "show.established": noted("Show established"),
        "edition.opened": noted("Edition opened"),
        "edition.category_added": noted("Category added"),
        "edition.milestone_recorded": noted("Milestone recorded"),
        "party.registered": noted("Party registered"),
        "work.registered": noted("Work registered"),
        "nomination.entered": noted("Entered"),
        "nomination.withdrawn": noted("Withdrawn"),
        "nomination.credit_withdrawn": noted("Name withdrawn"),
        "nomination.declined": noted("Declined"),
        "nomination.accepted": noted("Accepted"),
        "nomination.rescinded": noted("Rescinded"),
        "nomination.ruled_ineligible": noted("Ruled ineligible"),
        "nomination.disqualified": noted("Disqualified"),
        "nomination.announced_in_error": noted("Announced in error"),
        "nomination.entered_anew": noted("Entered anew"),
        "nomination.voided": noted("Void"),
        "nomination.left": noted("Left, kind not known"),
        "nomination.reinstated": noted("Reinstated"),
        "nomination.moved": noted("Moved"),
        "nomination.credit_removed": noted("Name removed"),
        "nomination.credit_reinstated": noted("Name reinstated"),
        "nomination.credit_added": noted("Name added"),
        "nomination.credit_corrected": noted("Name put right"),
        "nomination.corrected": noted("Entry put right"),
        "nomination.chosen": noted("Chosen"),
        "nomination.conferred": noted("Award conferred"),
        "nomination.not_conferred": noted("Not conferred"),
        "nomination.award_refused": noted("Award refused"),
        "nomination.award_returned": noted("Award returned"),
        "nomination.award_accepted": noted("Award accepted later"),
        "nomination.award_revoked": noted("Award revoked"),
        "nomination.award_vacated": noted("Award vacated"),
        "nomination.award_restored": noted("Award restored"),
        "nomination.reviewed": noted("Reviewed, stands"),
        "nomination.effects_set": noted("Effects set"),
        "nomination.misread": noted("Announced as the winner in error"),
        "nomination.misreading_put_right": noted("Wrong winner put right"),
        "nomination.announced": noted("Announced"),
        "nomination.announcement_taken_back": noted("Announcement taken back"),
        "nomination.narrowed": noted("Time narrowed"),
        "nomination.time_corrected": noted("Time corrected"),
        "nomination.act_struck": noted("Entered in error"),
        "nomination.party_told": noted("Told"),
        "nomination.reported": noted("Reported"),
        "nomination.next_named": noted("Next in line named"),
        "nomination.shown_set": noted("What may be shown"),
        "nomination.court_marked": noted("Before a court"),
        "announcement.made": noted("Announcement made"),
        "announcement.taken_back": noted("Announcement taken back"),
        **RULING_KINDS,
        "access.head_recorded": noted("Head of the access record"),
        **RECORD_KINDS,
        **SETTING_KINDS,
        **PROPOSAL_KINDS,
        **REQUEST_KINDS,
        **DOCUMENT_KINDS,
        **OBJECTION_KINDS,
    }
)
FINDINGS = Words(
    {
        "rescinded": noted("taken back, without a finding"),
        "ineligible": noted("not eligible"),
        "disqualified": noted("a rule was broken"),
        "in_error": noted("it never belonged there"),
    }
)
HOLDS = Words({"from_then_on": noted("From then on"), "from_the_start": noted("From the start")})
HOW = Words(
    {
        "e_mail": noted("by e-mail"),
        "letter": noted("by letter"),
        "telephone": noted("by telephone"),
        "in_person": noted("in person"),
        "link": noted("through their link"),
        "announcement": noted("by the announcement itself"),
        "press": noted("from the press"),
    }
)
TOLD_BY = Words(
    {
        "organiser": noted("by the organiser"),
        "own_side": noted("by their own side"),
        "press": noted("by the press"),
        "somebody_else": noted("by somebody else"),
    }
)
WHY_NOT = Words(
    {
        "not_yet": noted("not yet"),
        "not_reached": noted("they could not be reached"),
        "urgent": noted("it could not wait"),
        "law": noted("the law forbids it"),
    }
)
WHY_UNTOLD = Words(
    {
        "by_this": noted("they learn of it by this announcement"),
        "not_reached": noted("they could not be reached"),
        "urgent": noted("it could not wait"),
        "law": noted("the law forbids it"),
    }
)
SURE = Words(
    {
        "ours": noted("our own record"),
        "stated": noted("stated by the party"),
        "reported": noted("reported by somebody else"),
    }
)
SAYS = Words(
    {
        "so": noted("It was so"),
        "otherwise": noted("It was otherwise"),
        "not_so": noted("It leaves it out, or denies it"),
    }
)
SHOWN_PARTS = Words(
    {
        "name": noted("One name"),
        "every_name": noted("Every name on it"),
        "title": noted("The titles"),
        "details": noted("The details"),
        "citation": noted("The citation"),
        "credit_line": noted("The wording of the names"),
        "said": noted("The words of an announcement"),
    }
)
SHOWN_WHY = Words(
    {
        "court": noted("A court ordered it"),
        "settlement": noted("A settlement"),
        "safety": noted("Somebody’s safety"),
        "own_right": noted("A right of the person"),
    }
)
