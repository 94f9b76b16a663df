"""Acts as sentences. Public sentences come from fixed templates over facts (DOMAIN.md, Words about people)."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.domain import announcement, edition, nomination, party, show, work
from ledger.domain.event import Event
from ledger.wording.catalogue import gettext as _
from ledger.wording.catalogue import ngettext
from ledger.wording.times import say_when

REASONS = {
    "own_wish": _("At their own wish."),
    "joint_wish": _("At the wish of all who are named."),
    "producer_wish": _("At the wish of the producer."),
    "not_given": _("No reason given."),
}
CAPACITIES = {
    "nominee": _("the nominee"),
    "co_nominee": _("one nominee for both or all"),
    "group": _("the group jointly"),
    "producer": _("the producer"),
    "label": _("the label"),
    "manager": _("the manager"),
    "publisher": _("the publisher"),
    "agent": _("the agent"),
    "guardian": _("the guardian"),
    "heir": _("the heir"),
    "counsel": _("counsel"),
    "body": _("a body of the edition"),
}
BODIES = {
    "organiser": _("the organiser"),
    "committee": _("the awards committee"),
    "jury": _("the jury"),
    "chair": _("the chair"),
}
SOURCES = {
    "letter": _("a letter"),
    "e_mail": _("an e-mail"),
    "conversation": _("a conversation"),
    "post": _("a public post"),
    "press": _("a press statement"),
    "minutes": _("minutes"),
    "record": _("the published record"),
    "none": _("no document"),
}
CHANNELS = {
    "page": _("on the page"),
    "release": _("in a release"),
    "stage": _("from the stage"),
    "broadcast": _("in a broadcast"),
    "printed_ballot": _("on the printed ballot"),
    "record": _("as the published record tells"),
}
SPEAKERS = {"organiser": _("the organiser"), "chair": _("the chair"), "presenter": _("a presenter")}
BECAUSE = {
    "no_announced_nominations": _("the edition announced no nominations"),
    "preliminary": _("it stood on a preliminary list only"),
    "write_in": _("voters wrote it in"),
}
MARKS = {"not_standing": _("Marked in the source as no longer standing.")}
ROLES = {
    "organiser": _("Organiser"),
    "deputy": _("Deputy"),
    "auditor": _("Auditor"),
    "operator": _("Operator"),
}
KINDS = {
    "show.established": _("Show established"),
    "edition.opened": _("Edition opened"),
    "edition.category_added": _("Category added"),
    "edition.milestone_recorded": _("Milestone recorded"),
    "party.registered": _("Party registered"),
    "work.registered": _("Work registered"),
    "nomination.entered": _("Entered"),
    "nomination.withdrawn": _("Withdrawn"),
    "nomination.credit_withdrawn": _("Name withdrawn"),
    "nomination.conferred": _("Award conferred"),
    "nomination.announced": _("Announced"),
    "nomination.narrowed": _("Time narrowed"),
    "nomination.time_corrected": _("Time corrected"),
    "nomination.act_struck": _("Entered in error"),
    "announcement.made": _("Announcement made"),
}
MILESTONES = {
    "nominations_announced": _("nominations announced"),
    "ballot_locked": _("ballot locked"),
    "voting_opened": _("voting opened"),
    "voting_closed": _("voting closed"),
    "results_announced": _("results announced"),
    "ceremony": _("ceremony"),
    "edition_closed": _("edition closed"),
}
ERASED = _("[erased]")


def label_of(titles: Sequence[str], names: Sequence[str]) -> str:
    """What a nomination is called in a sentence: its works, else its names."""
    return " / ".join(titles or names) or _("an entry without a name")


def label_of_entry(entry: nomination.Entered) -> str:
    """The same, of an entry."""
    return label_of([one.title for one in entry.works], [one.name.text or ERASED for one in entry.credits])


def sentence(event: Event, story: Sequence[Event] = ()) -> str:
    """One sentence for organisers and auditors; `story` is the event's stream, for the names in it."""
    if event.TOPIC.startswith("nomination."):
        first = story[0] if story else event
        entry = first if isinstance(first, nomination.Entered) else None
        return _nomination_sentence(event, entry)
    return _setting_sentence(event)


def _nomination_sentence(event: Event, entry: nomination.Entered | None) -> str:
    what = label_of_entry(entry) if entry else _("The nomination")
    if isinstance(event, nomination.Entered):
        return _entered(event, what)
    if isinstance(event, nomination.Withdrawn):
        return _("%(what)s is withdrawn, %(when)s.") % {"what": what, "when": in_effect(event)}
    if isinstance(event, nomination.CreditWithdrawn):
        told = {"name": credited(entry, event), "what": what, "when": in_effect(event)}
        return _("%(name)s leaves %(what)s, %(when)s; the nomination stands.") % told
    if isinstance(event, nomination.Conferred):
        return _("The award goes to %(what)s.") % {"what": what}
    if isinstance(event, nomination.Announced):
        template = ngettext("%(what)s: one act is announced.", "%(what)s: %(n)d acts are announced.", len(event.acts))
        return template % {"what": what, "n": len(event.acts)}
    return _changed(event, what)


def _entered(event: nomination.Entered, what: str) -> str:
    if event.listing != "recorded":
        return _("%(what)s is entered as a nomination.") % {"what": what}
    because = BECAUSE.get(event.because or "", "")
    template = _("%(what)s is recorded, not announced as a nomination: %(because)s.")
    return template % {"what": what, "because": because}


def _changed(event: Event, what: str) -> str:
    """The sentence of a correction, which names the act it is about."""
    if isinstance(event, nomination.Narrowed):
        template = _("%(what)s: its entry must have been %(when)s, a later act shows.")
        return template % {"what": what, "when": say_when(event.effective)}
    if isinstance(event, nomination.TimeCorrected):
        template = _("%(what)s: act %(act)d counts from another time: %(when)s.")
        return template % {"what": what, "act": event.act, "when": say_when(event.effective)}
    return _("%(what)s: act %(act)d was entered in error.") % {"what": what, "act": getattr(event, "act", 0)}


def _setting_sentence(event: Event) -> str:
    if isinstance(event, show.Established):
        return _("The show %(name)s is established.") % {"name": event.name}
    if isinstance(event, edition.Opened):
        return _("%(name)s is opened.") % {"name": event.name}
    if isinstance(event, edition.CategoryAdded):
        return _("The category %(name)s is added.") % {"name": event.name}
    if isinstance(event, edition.MilestoneRecorded):
        return _("Milestone: %(milestone)s, %(when)s.") % {
            "milestone": MILESTONES.get(event.milestone, event.milestone),
            "when": say_when(event.effective),
        }
    if isinstance(event, party.Registered):
        return _("%(name)s is registered as a party.") % {"name": event.name.text or ERASED}
    if isinstance(event, work.Registered):
        return _("%(title)s is registered as a work.") % {"title": event.title}
    if isinstance(event, announcement.Made):
        return ngettext(
            "%(who)s announces one act %(through)s, %(when)s.",
            "%(who)s announces %(n)d acts %(through)s, %(when)s.",
            len(event.items),
        ) % {
            "who": SPEAKERS.get(event.spoken_as, event.spoken_as).capitalize(),
            "n": len(event.items),
            "through": CHANNELS.get(event.through, event.through),
            "when": say_when(event.effective),
        }
    return KINDS.get(event.TOPIC, event.TOPIC)


def in_effect(event: nomination.Ruled) -> str:
    """From when a ruled act holds, as known."""
    if event.effective.is_unknown:
        return _("day unknown")
    return say_when(event.effective)


def credited(entry: nomination.Entered | None, event: nomination.CreditWithdrawn) -> str:
    """The name that an act on a credit is about."""
    for one in entry.credits if entry else ():
        if one.id == event.credit:
            return one.name.text or ERASED
    return _("A name")
