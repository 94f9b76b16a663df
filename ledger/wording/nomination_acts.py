"""The acts of a nomination as sentences for organisers and auditors."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.domain.asked import Asked, AskEnded
from ledger.domain.award_acts import Chosen
from ledger.domain.contested import Contested, ContestEnded
from ledger.domain.credit_acts import Corrected, CreditAdded, CreditCorrected, CreditReinstated, CreditRemoved
from ledger.domain.effects import EffectsSet
from ledger.domain.event import Act, Event
from ledger.domain.nomination import (
    ENTRY,
    ActStruck,
    Announced,
    AnnouncementTakenBack,
    Conferred,
    CreditWithdrawn,
    Entered,
    Narrowed,
    Ruled,
    TimeCorrected,
)
from ledger.domain.standing import EFFECTS
from ledger.wording.beside import say_beside
from ledger.wording.catalogue import Words, ngettext, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.effects import irregular, say_effects
from ledger.wording.names import isolated, joined
from ledger.wording.no_award import ACTS as OF_NOBODY
from ledger.wording.objections import contest_sentence
from ledger.wording.requests import note_sentence
from ledger.wording.times import say_when
from ledger.wording.vocabulary import BECAUSE, FINDINGS, KINDS

ERASED = _("[erased]")
EMPTIED = Words(
    {
        "details": noted("details (now none)"),
        "citation": noted("citation (now none)"),
        "credit_line": noted("wording of the names (now none)"),
    }
)
ENDED = Words(
    {
        "declined": noted("%(what)s is declined, %(when)s."),
        "accepted": noted("%(what)s is accepted after a decline, %(when)s."),
        "withdrawn": noted("%(what)s is withdrawn, %(when)s."),
        "rescinded": noted("%(what)s is rescinded, %(when)s."),
        "ruled_ineligible": noted("%(what)s is ruled ineligible, %(when)s."),
        "disqualified": noted("%(what)s is disqualified, %(when)s."),
        "announced_in_error": noted("%(what)s was announced in error and never was a nomination, %(when)s."),
        "entered_anew": noted("%(what)s is a nomination by ruling, %(when)s."),
        "voided": noted("%(what)s is void, %(when)s."),
        "left": noted("%(what)s left the list, %(when)s; the kind is not known."),
        "reinstated": noted("%(what)s is reinstated, %(when)s."),
        "moved": noted("%(what)s is moved to another category, %(when)s."),
        "credit_withdrawn": noted("%(name)s leaves %(what)s, %(when)s; the nomination stands."),
        "credit_removed": noted("%(name)s is removed from %(what)s (%(finding)s), %(when)s; the nomination stands."),
        "credit_reinstated": noted("%(name)s is named on %(what)s again, %(when)s."),
        "credit_added": noted("%(name)s, who was missing, is named on %(what)s, %(when)s."),
        "credit_corrected": noted("How %(name)s stands on %(what)s is put right, %(when)s."),
        "corrected": noted("What the list says of %(what)s is put right (%(parts)s), %(when)s."),
        "chosen": noted("The award is decided for %(what)s, %(when)s."),
        "conferred": noted("The award goes to %(what)s."),
        "not_conferred": noted("The award chosen for %(what)s is not conferred, %(when)s."),
        "award_refused": noted("The award for %(what)s is refused, %(when)s."),
        "award_returned": noted("The award for %(what)s is given back, %(when)s."),
        "award_accepted": noted("The award for %(what)s is accepted after all, %(when)s."),
        "award_revoked": noted("The award of %(what)s is revoked, %(when)s."),
        "award_vacated": noted("The award of %(what)s is vacated, %(when)s."),
        "award_restored": noted("The award of %(what)s is restored, %(when)s."),
        "reviewed": noted("%(what)s was reviewed and stands, %(when)s."),
        "effects_set": noted("%(what)s: %(effects)s, %(when)s."),
        "misread": noted("%(what)s was announced as the winner, %(when)s, and was not."),
        "misreading_put_right": noted("The public was told, %(when)s, that %(what)s is not the winner."),
    }
)


def label_of(titles: Sequence[str], names: Sequence[str]) -> str:
    """What a nomination is called in a sentence: its works, else its names."""
    return joined(titles or names) or _("an entry without a name")


def label_of_entry(entry: Entered) -> str:
    """The same, of an entry; where no award is made, in which category."""
    if entry.is_no_award:
        return _("No award in %(category)s") % {"category": _category(entry)}
    return label_of([one.title for one in entry.works], [one.name.text or ERASED for one in entry.credits])


def nomination_sentence(event: Event, story: Sequence[Event]) -> str:
    """One sentence; `story` is the event's stream, for the names in it."""
    entry = story[0] if story and isinstance(story[0], Entered) else None
    what = label_of_entry(entry) if entry else _("The nomination")
    kind = event.TOPIC.partition(".")[2]
    if entry is not None and entry.is_no_award and kind in OF_NOBODY and isinstance(event, Act):
        return OF_NOBODY[kind] % {"category": _category(entry), "when": in_effect(event)}
    if isinstance(event, Entered):
        return _entered(event, what) + irregular(event)
    if isinstance(event, Asked | AskEnded):
        return note_sentence(event, what, credited(story, event), story)
    if isinstance(event, Contested | ContestEnded):
        return contest_sentence(event, what, credited(story, event), story)
    template = ENDED.get(kind)
    if template is not None and isinstance(event, Act):
        told = {"what": what, "when": in_effect(event), "name": credited(story, event), **_particulars(event)}
        return template % told + _tie(event) + irregular(event)
    if isinstance(event, Announced):
        return _announced(event, what, story)
    if isinstance(event, AnnouncementTakenBack):
        named = next((one for one in story if one.originator_version == event.notice), None)
        acts = _acts(named.acts, story) if isinstance(named, Announced) else ""
        template = _("%(what)s: what was announced (%(acts)s) is taken back, %(when)s.")
        return template % {"what": what, "acts": acts, "when": say_when(event.effective)}
    return _changed(event, what, story)


def _category(entry: Entered) -> str:
    """What the category of an entry without award was called."""
    return joined(entry.details) or _("its category")


def _announced(event: Announced, what: str, story: Sequence[Event]) -> str:
    """An announcement, as what: of a nominee that it is one, else which acts it tells."""
    entry = story[0] if story and isinstance(story[0], Entered) else None
    if entry is not None and entry.is_no_award and ENTRY in event.acts:
        return _("It is announced that no award is made in %(category)s.") % {"category": _category(entry)}
    if ENTRY not in event.acts or entry is None:
        return _("%(what)s is announced: %(acts)s.") % {"what": what, "acts": _acts(event.acts, story)}
    further = [one for one in event.acts if one != ENTRY]
    if entry.listing == "recorded":
        told = _("%(what)s is announced, as recorded without a nomination") % {"what": what}
    else:
        told = _("%(what)s is announced as a nominee") % {"what": what}
    return f"{told}: {_acts(further, story)}." if further else f"{told}."


def _particulars(event: Event) -> dict[str, str]:
    """What a template names besides the nomination, the name and the time."""
    if isinstance(event, CreditRemoved):
        return {"finding": FINDINGS.get(event.finding, event.finding)}
    if isinstance(event, EffectsSet):
        given = {name: value for name in EFFECTS if (value := getattr(event, name)) is not None}
        return {"effects": say_effects(given)}
    if isinstance(event, Corrected):
        parts = {
            _("titles"): event.works,
            _("details"): event.details,
            _("citation"): event.citation,
            _("wording of the names"): event.credit_line,
            _("whose place it took"): event.fills,
        }
        told = [name for name, value in parts.items() if value is not None]
        return {"parts": ", ".join([*told, *(EMPTIED.get(part, part) for part in event.emptied)])}
    return {}


def _tie(event: Event) -> str:
    return _(" It is a tie.") if isinstance(event, Conferred | Chosen) and event.tie else ""


def _acts(versions: Sequence[int], story: Sequence[Event]) -> str:
    """Which acts, by their kinds."""
    known = {one.originator_version: one for one in story}
    kinds = [KINDS.get(known[one].TOPIC, "") for one in versions if one in known]
    if not kinds:
        return ngettext("one act", "%(n)d acts", len(versions)) % {"n": len(versions)}
    return ", ".join(f"“{kind}”" for kind in kinds)


def _entered(event: Entered, what: str) -> str:
    if event.listing != "recorded":
        if event.fills:
            return _("%(what)s is entered as a nomination, in an empty place.") % {"what": what}
        return _("%(what)s is entered as a nomination.") % {"what": what}
    because = BECAUSE.get(event.because or "", "")
    template = _("%(what)s is recorded, not announced as a nomination: %(because)s.")
    return template % {"what": what, "because": because}


def _changed(event: Event, what: str, story: Sequence[Event]) -> str:
    """The sentence of a correction or of what stands beside an act: it names the act it is about."""
    beside = say_beside(event, what, story)
    if beside:
        return beside
    if isinstance(event, Narrowed):
        return _narrowed(event, what, story)
    if isinstance(event, TimeCorrected):
        template = _("%(what)s: “%(act)s” (act %(number)d) counts from another time: %(when)s.")
        return template % {**_about(event.act, what, story), "when": say_when(event.effective)}
    number = event.act if isinstance(event, ActStruck) else 0
    return _("%(what)s: “%(act)s” (act %(number)d) was entered in error.") % _about(number, what, story)


def _about(version: int, what: str, story: Sequence[Event]) -> dict[str, object]:
    known = {one.originator_version: one for one in story}
    act = KINDS.get(known[version].TOPIC, "") if version in known else ""
    return {"what": what, "act": act, "number": version}


def _narrowed(event: Narrowed, what: str, story: Sequence[Event]) -> str:
    told = {**_about(event.act, what, story), "when": say_when(event.effective)}
    shown_by = next((one for one in story if one.originator_version == event.because), None)
    announced = isinstance(shown_by, Announced)
    if event.act == ENTRY:
        template = (
            _("%(what)s: its entry must have been %(when)s, its announcement shows.")
            if announced
            else _("%(what)s: its entry must have been %(when)s, a later act shows.")
        )
    else:
        template = (
            _("%(what)s: “%(act)s” must have been %(when)s, its announcement shows.")
            if announced
            else _("%(what)s: “%(act)s” must have been %(when)s, a later act shows.")
        )
    return template % told


def in_effect(event: Act) -> str:
    """From when an act holds, as known."""
    if isinstance(event, Ruled) and event.holds == "from_the_start":
        return _("from the start")
    if event.effective.is_unknown:
        return _("day unknown")
    return say_when(event.effective)


def credited(story: Sequence[Event], event: Event) -> str:
    """The name that an act on a credit is about, as it stood."""
    if isinstance(event, CreditAdded):
        return isolated(event.credit.name.text or ERASED)
    credit = event.credit.id if isinstance(event, CreditCorrected) else _credit_of(event)
    found = ""
    for one in story:
        if one is event:
            break
        if isinstance(one, Entered):
            found = next((part.name.text or ERASED for part in one.credits if part.id == credit), found)
        elif isinstance(one, CreditAdded | CreditCorrected) and one.credit.id == credit:
            found = one.credit.name.text or ERASED
    return isolated(found) or _("A name")


def _credit_of(event: Event) -> object:
    return (
        event.credit
        if isinstance(event, Asked | Contested | CreditWithdrawn | CreditRemoved | CreditReinstated)
        else None
    )
