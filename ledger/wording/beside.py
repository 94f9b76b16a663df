"""What is told of an act beside it: who learnt of it, and who else reports it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from ledger.domain.credit_acts import CreditAdded, CreditCorrected
from ledger.domain.event import Event
from ledger.domain.nomination import Entered
from ledger.domain.party_told import Owed, PartyTold
from ledger.domain.publicity import CourtMarked, ShownSet
from ledger.domain.reports import Reported, read_by
from ledger.domain.succession import NextNamed
from ledger.wording.catalogue import Words, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.names import isolated
from ledger.wording.times import say_when
from ledger.wording.vocabulary import HOW, KINDS, SHOWN_PARTS, SHOWN_WHY, SURE, TOLD_BY, WHY_NOT

ERASED = _("[erased]")
REPORTED = Words(
    {
        "so": noted("%(what)s: a report says that “%(act)s” (act %(number)d) was so: %(sure)s."),
        "otherwise": noted("%(what)s: a report says that “%(act)s” (act %(number)d) was otherwise: %(sure)s."),
        "not_so": noted("%(what)s: a report leaves “%(act)s” (act %(number)d) out, or denies it: %(sure)s."),
    }
)


def say_beside(event: Event, what: str, story: Sequence[Event]) -> str:
    """One sentence for what stands beside an act; empty for any other event. Who reports it is for those who read what is private."""
    if isinstance(event, PartyTold):
        return _say_told(event, what, story)
    if isinstance(event, Reported):
        told = {"what": what, "sure": SURE.get(event.sure, event.sure), **_act(event.act, story)}
        return REPORTED[event.says] % told
    if isinstance(event, NextNamed):
        told = {"what": what, "next": isolated(event.next.text or ERASED)}
        return _("%(what)s: %(next)s is named as next in line for its place.") % told
    if isinstance(event, CourtMarked):
        template = (
            _("%(what)s: the matter is before a court.") if event.stands else _("%(what)s: no longer before a court.")
        )
        return template % {"what": what}
    return _say_shown(event, what) if isinstance(event, ShownSet) else ""


def _say_shown(event: ShownSet, what: str) -> str:
    template = (
        _("%(what)s: may be shown again in public: %(part)s (%(why)s).")
        if event.shown
        else _("%(what)s: is no longer shown in public: %(part)s (%(why)s).")
    )
    part = SHOWN_PARTS.get(event.part, event.part).lower()
    return template % {"what": what, "part": part, "why": SHOWN_WHY.get(event.why, event.why).lower()}


def _say_told(event: PartyTold, what: str, story: Sequence[Event]) -> str:
    about = {"what": what, "who": _who(event, names_on(story)) or _("All who are named"), **_act(event.acts[0], story)}
    if not event.told:
        why = WHY_NOT.get(event.why or "", "")
        return _("%(what)s: %(who)s: not told of “%(act)s” (act %(number)d): %(why)s.") % {**about, "why": why}
    return _("%(what)s: %(who)s: told of “%(act)s” (act %(number)d), %(how)s.") % {**about, "how": how_told(event)}


def _who(event: PartyTold, names: Mapping[UUID | None, str]) -> str:
    """Whom it is about; empty for all who are named."""
    if event.party is None:
        return ""
    return names.get(event.party) or isolated((event.who.text if event.who else None) or ERASED)


def how_told(event: PartyTold) -> str:
    """When, how and by whom."""
    parts = [say_when(event.effective), HOW.get(event.how or "", ""), TOLD_BY.get(event.told_by or "", "")]
    return ", ".join(part for part in parts if part)


def _act(version: int, story: Sequence[Event]) -> dict[str, object]:
    known = {one.originator_version: one for one in story}
    return {"act": KINDS.get(known[version].TOPIC, "") if version in known else "", "number": version}


def names_on(story: Sequence[Event]) -> dict[UUID | None, str]:
    """What those who are named are called, by the ids of their records, as last put right."""
    found: dict[UUID | None, str] = {}
    for event in story:
        credits_ = event.credits if isinstance(event, Entered) else ()
        if isinstance(event, CreditAdded | CreditCorrected):
            credits_ = (event.credit,)
        found.update({one.party: isolated(one.name.text or ERASED) for one in credits_})
    return found


def told_notes(
    version: int,
    told: Mapping[tuple[int, UUID | None], PartyTold],
    waiting: Sequence[Owed],
    names: Mapping[UUID | None, str],
) -> list[str]:
    """Beside an act: who learnt of it and how, and who has not been told."""
    everybody = _("all who are named")
    notes = [
        _("told %(who)s %(how)s") % {"who": _who(event, names) or everybody, "how": how_told(event)}
        for (act, _party), event in told.items()
        if act == version and event.told
    ]
    notes += [
        _("not told: %(who)s%(why)s") % {"who": _who(event, names), "why": _because(event.why)}
        for (act, party), event in told.items()
        if act == version and not event.told and party is not None and party not in names
    ]
    for one in waiting:
        if one.act == version:
            told_ = {"who": names.get(one.party, everybody), "why": _because(one.why)}
            notes.append(_("not told: %(who)s%(why)s") % told_)
    return notes


def _because(why: str | None) -> str:
    return f" ({WHY_NOT[why]})" if why and why != "not_yet" else ""


def report_notes(reports: Sequence[Reported], *, private: bool) -> list[str]:
    """Beside an act: who says what of it, and by which report the ledger reads; names and words only for those who read what is private."""
    chosen = read_by(reports)
    notes = []
    for one in reports:
        who = isolated(one.who.text or ERASED) if private else _("a report")
        says = {"so": _("so"), "otherwise": _("otherwise"), "not_so": _("leaves it out or denies it")}[one.says]
        more = [say_when(one.when)] if one.when is not None else []
        if one.words is not None and private:
            more.append(f"“{isolated(one.words.text or ERASED)}”")
        text = f"{who} ({SURE.get(one.sure, one.sure)}): {says}"
        text = f"{text}, {', '.join(more)}" if more else text
        notes.append(_("%(text)s; the ledger reads by this") % {"text": text} if one is chosen else text)
    return notes
