"""Acts as sentences. Public sentences come from fixed templates over facts (DOMAIN.md, Words about people)."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.domain import announcement, edition, nomination, party, show, work
from ledger.domain.event import Event
from ledger.wording.catalogue import Words, ngettext, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.names import isolated, joined
from ledger.wording.settings import SETTING_KINDS, say_setting
from ledger.wording.times import say_when

REASONS = Words(
    {
        "own_wish": noted("At their own wish."),
        "joint_wish": noted("At the wish of all who are named."),
        "producer_wish": noted("At the wish of the producer."),
        "not_given": noted("No reason given."),
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
    }
)
MARKS = Words({"not_standing": noted("Marked in the source as no longer standing.")})
ROLES = Words(
    {
        "organiser": noted("Organiser"),
        "deputy": noted("Deputy"),
        "auditor": noted("Auditor"),
        "operator": noted("Operator"),
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
        "nomination.conferred": noted("Award conferred"),
        "nomination.announced": noted("Announced"),
        "nomination.narrowed": noted("Time narrowed"),
        "nomination.time_corrected": noted("Time corrected"),
        "nomination.act_struck": noted("Entered in error"),
        "announcement.made": noted("Announcement made"),
        **SETTING_KINDS,
    }
)
ERASED = _("[erased]")


def label_of(titles: Sequence[str], names: Sequence[str]) -> str:
    """What a nomination is called in a sentence: its works, else its names."""
    return joined(titles or names) or _("an entry without a name")


def label_of_entry(entry: nomination.Entered) -> str:
    """The same, of an entry."""
    return label_of([one.title for one in entry.works], [one.name.text or ERASED for one in entry.credits])


def sentence(event: Event, story: Sequence[Event] = ()) -> str:
    """One sentence for organisers and auditors; `story` is the event's stream, for the names in it."""
    if event.TOPIC.startswith("nomination."):
        return _nomination_sentence(event, story or [event])
    return say_setting(event, story or [event]) or _setting_sentence(event)


def _nomination_sentence(event: Event, story: Sequence[Event]) -> str:
    entry = story[0] if story and isinstance(story[0], nomination.Entered) else None
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
    return _changed(event, what, story)


def _entered(event: nomination.Entered, what: str) -> str:
    if event.listing != "recorded":
        return _("%(what)s is entered as a nomination.") % {"what": what}
    because = BECAUSE.get(event.because or "", "")
    template = _("%(what)s is recorded, not announced as a nomination: %(because)s.")
    return template % {"what": what, "because": because}


def _changed(event: Event, what: str, story: Sequence[Event]) -> str:
    """The sentence of a correction, which names the act it is about."""
    if isinstance(event, nomination.Narrowed):
        return _narrowed(event, what, story)
    if isinstance(event, nomination.TimeCorrected):
        template = _("%(what)s: act %(act)d counts from another time: %(when)s.")
        return template % {"what": what, "act": event.act, "when": say_when(event.effective)}
    return _("%(what)s: act %(act)d was entered in error.") % {"what": what, "act": getattr(event, "act", 0)}


def _narrowed(event: nomination.Narrowed, what: str, story: Sequence[Event]) -> str:
    known = {one.originator_version: one for one in story}
    told = {
        "what": what,
        "act": KINDS.get(known[event.act].TOPIC, "") if event.act in known else "",
        "when": say_when(event.effective),
    }
    announced = isinstance(known.get(event.because), nomination.Announced)
    if event.act == nomination.ENTRY:
        template = (
            _("%(what)s: its entry must have been %(when)s, its announcement shows.")
            if announced
            else _("%(what)s: its entry must have been %(when)s, a later act shows.")
        )
    else:
        template = _("%(what)s: “%(act)s” must have been %(when)s, its announcement shows.")
    return template % told


def _setting_sentence(event: Event) -> str:
    if isinstance(event, show.Established):
        return _("The show %(name)s is established.") % {"name": isolated(event.name)}
    if isinstance(event, edition.Opened):
        return _("%(name)s is opened.") % {"name": isolated(event.name)}
    if isinstance(event, edition.CategoryAdded):
        return _("The category %(name)s is added.") % {"name": isolated(event.name)}
    if isinstance(event, party.Registered):
        return _("%(name)s is registered as a party.") % {"name": isolated(event.name.text or ERASED)}
    if isinstance(event, work.Registered):
        return _("%(title)s is registered as a work.") % {"title": isolated(event.title)}
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
            return isolated(one.name.text or ERASED)
    return _("A name")
