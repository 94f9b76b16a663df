"""The words of parties and works: what records are called, what was added to them, why two are held to be one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from ledger.domain import party, work
from ledger.domain.event import Event
from ledger.domain.party_readings import record_of
from ledger.wording.catalogue import Words, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.names import isolated
from ledger.wording.times import say_when

KINDS = {
    "party.name_added": noted("Name added"),
    "party.public_name_changed": noted("Public name changed"),
    "party.id_added": noted("Id added"),
    "party.terms_agreed": noted("Terms for a minor"),
    "party.kind_corrected": noted("Kind put right"),
    "party.linked": noted("Found to be the same"),
    "party.unlinked": noted("Link taken back"),
    "party.entry_struck": noted("Entered in error"),
    "work.title_added": noted("Title added"),
    "work.id_added": noted("Id added"),
    "work.linked": noted("Found to be the same"),
    "work.unlinked": noted("Link taken back"),
    "work.entry_struck": noted("Entered in error"),
}
"""What each act on a party or a work is called; part of `ledger.wording.acts.KINDS`."""
PARTIES = Words(
    {
        "person": noted("person"),
        "group": noted("group"),
        "organisation": noted("organisation"),
        "office": noted("office"),
        "unknown": noted("kind not known"),
    }
)
WORKS = Words(
    {
        "film": noted("film"),
        "song": noted("song"),
        "book": noted("book"),
        "performance": noted("performance"),
        "other": noted("other work"),
        "unknown": noted("kind not known"),
    }
)
NAMES = Words(
    {
        "spelling": noted("another spelling"),
        "transliteration": noted("transliteration"),
        "translation": noted("translation"),
        "former": noted("former name"),
        "pen_name": noted("pen name"),
        "stage_name": noted("stage name"),
        "registered": noted("as first recorded"),
        "public": noted("public name"),
        "credited": noted("as credited"),
    }
)
TITLES = Words(
    {
        "original": noted("original title"),
        "translation": noted("translation"),
        "transliteration": noted("transliteration"),
        "spelling": noted("another spelling"),
        "former": noted("former title"),
        "working": noted("working title"),
        "registered": noted("as first recorded"),
        "credited": noted("as listed"),
    }
)
ALIKE = Words(
    {
        "same_id": noted("the same id"),
        "same_name": noted("the same name"),
        "same_spelling": noted("the same but for case, accents or punctuation"),
        "same_words": noted("the same words in another order"),
        "one_letter": noted("one letter differs"),
        "other_script": noted("may be the same in another script: the consonants agree"),
    }
)
"""Why a record is suggested when another is looked for or registered."""
REASONS = Words(
    {
        "same_id": noted("the same id in another catalogue"),
        "same_name": noted("the same name"),
        "same_spelling": noted("two spellings of one name"),
        "other_script": noted("one name in two scripts"),
        "own_word": noted("their own word"),
        "document": noted("a document says so"),
        "known": noted("known to the organiser"),
    }
)
"""Why two records are held to be one."""
FORMS = Words(
    {
        "full": noted("the full name"),
        "given_name": noted("the given name"),
        "initials": noted("initials"),
        "not_named": noted("not named"),
    }
)
WITHHELD = _("[name not public]")
"""What public pages say in the place of a name that a guardian did not agree to."""
ERASED = _("[erased]")


def called(story: Sequence[Event]) -> str:
    """What a record is called in a sentence: the name it uses now."""
    record = record_of(enumerate(story, 1))
    return isolated((record.main.text if record else None) or ERASED)


def record_sentence(event: Event, story: Sequence[Event], others: Mapping[UUID, str]) -> str:
    """One sentence for organisers and auditors on an act of a party or a work.

    `story` is its stream up to the present, `others` what records are called that it is linked to.
    """
    before = [one for one in story if one.originator_version < event.originator_version]
    who, record = called(before or [event]), record_of(enumerate(before, 1))
    if isinstance(event, party.Registered):
        return _("%(name)s is registered as a party.") % {"name": who}
    if isinstance(event, work.Registered):
        return _("%(title)s is registered as a work.") % {"title": who}
    if isinstance(event, party.PublicNameChanged):
        told = {"who": who, "name": _text(event.name.text), "since": _since(event)}
        if record is not None and record.terms is not None and record.terms.form != "full":
            return _("%(who)s is called %(name)s%(since)s; public pages go on as the guardian agreed.") % told
        return _("%(who)s is called %(name)s%(since)s: every public page shows this name.") % told
    if isinstance(event, party.TermsAgreed):
        return _terms(event, who)
    if isinstance(event, party.KindCorrected):
        was = record.kind if record else ""
        told = {"who": who, "kind": PARTIES.get(event.kind, event.kind), "was": PARTIES.get(was, was)}
        return _("%(who)s was recorded with the wrong kind (%(was)s). It is: %(kind)s.") % told
    return _naming(event, who) or _refusing(event, who) or _linking(event, who, story, others)


def _refusing(event: Event, who: str) -> str:
    if not isinstance(event, party.RefusalStanding | work.RefusalStanding):
        return ""
    if event.stands:
        return _("%(who)s: it is asked that there be no nomination, now and later. It decides nothing by itself.") % {
            "who": who
        }
    return _("%(who)s: the standing refusal is taken back.") % {"who": who}


def _naming(event: Event, who: str) -> str:
    if isinstance(event, party.NameAdded):
        told = {"who": who, "name": _text(event.name.text), "kind": NAMES.get(event.kind, event.kind)}
        return _("%(who)s is also known as %(name)s (%(kind)s).") % told
    if isinstance(event, work.TitleAdded):
        told = {"who": who, "name": isolated(event.title), "kind": TITLES.get(event.kind, event.kind)}
        return _("%(who)s is also known as %(name)s (%(kind)s).") % told
    if isinstance(event, party.IdAdded):
        return _("%(who)s is known elsewhere as %(id)s.") % {"who": who, "id": _text(event.external.text)}
    if isinstance(event, work.IdAdded):
        known_as = isolated(f"{event.external.scheme}:{event.external.value}")
        return _("%(who)s is known elsewhere as %(id)s.") % {"who": who, "id": known_as}
    return ""


def _linking(event: Event, who: str, story: Sequence[Event], others: Mapping[UUID, str]) -> str:
    if isinstance(event, party.Linked | work.Linked):
        reasons = "; ".join(REASONS.get(reason, reason) for reason in event.reasons)
        told = {"who": who, "to": _other(event, others), "reasons": reasons}
        return _("%(who)s and the record %(to)s are found to be one, and read under that one (%(reasons)s).") % told
    if isinstance(event, party.Unlinked | work.Unlinked):
        link = next((one for one in story if one.originator_version == event.link), None)
        told = {"who": who, "to": _other(link, others)}
        return _("%(who)s is no longer held to be one with the record %(to)s, to which it was linked.") % told
    if isinstance(event, party.EntryStruck | work.EntryStruck):
        struck = next((one for one in story if one.originator_version == event.act), None)
        kind = _(KINDS.get(struck.TOPIC, "")) if struck is not None else ""
        return _("%(who)s: act %(act)d (“%(kind)s”) was entered in error.") % {
            "who": who,
            "act": event.act,
            "kind": kind,
        }
    return ""


def _other(link: Event | None, others: Mapping[UUID, str]) -> str:
    """The record at the other end of a link, by its name where that is known."""
    if not isinstance(link, party.Linked | work.Linked):
        return ""
    return isolated(others[link.to]) if link.to in others else str(link.to)


def _terms(event: party.TermsAgreed, who: str) -> str:
    told = {"who": who, "form": FORMS.get(event.form, event.form), "as": ""}
    if event.shown_as is not None:
        told["as"] = _(", as %(name)s") % {"name": _text(event.shown_as.text)}
    template = (
        _("%(who)s may appear in public with %(form)s%(as)s, as the guardian agreed.")
        if event.form != "not_named"
        else _("%(who)s may not be named in public, as the guardian agreed.")
    )
    until = _(" The agreement ends %(when)s.") % {"when": say_when(event.until)} if event.until else ""
    return template % told + until


def _since(event: party.PublicNameChanged) -> str:
    return "" if event.effective.is_unknown else _(" (since %(when)s)") % {"when": say_when(event.effective)}


def _text(text: str | None) -> str:
    return isolated(text or ERASED)
