"""Acts as sentences. Public sentences come from fixed templates over facts (DOMAIN.md, Words about people)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

from ledger.domain import announcement, edition, show
from ledger.domain.event import Event
from ledger.wording.access import say_head
from ledger.wording.catalogue import gettext as _
from ledger.wording.catalogue import ngettext
from ledger.wording.documents import say_document
from ledger.wording.names import isolated
from ledger.wording.nomination_acts import ERASED, label_of, label_of_entry, nomination_sentence
from ledger.wording.objections import say_objection
from ledger.wording.parties import record_sentence
from ledger.wording.proposals import say_four_eyes
from ledger.wording.requests import say_request
from ledger.wording.roster import say_roster
from ledger.wording.rulings import say_ruling
from ledger.wording.settings import say_setting
from ledger.wording.times import say_when
from ledger.wording.vocabulary import CHANNELS, KINDS, SPEAKERS, WHY_UNTOLD

__all__ = ["ERASED", "label_of", "label_of_entry", "sentence"]

NOBODY: Mapping[UUID, str] = MappingProxyType({})


def sentence(event: Event, story: Sequence[Event] = (), others: Mapping[UUID, str] = NOBODY) -> str:
    """One sentence for organisers and auditors; `story` is the event's stream, for the names in it.

    `others` are names of records that it leads to (`ledger.persistence.linked.names_linked`); without them ids are told.
    """
    if event.TOPIC.startswith("nomination."):
        return nomination_sentence(event, story or [event])
    if event.TOPIC.startswith(("party.", "work.")):
        return record_sentence(event, story or [event], others)
    told = story or [event]
    for say in (say_setting, say_roster, say_document):
        if said := say(event, told):
            return said
    for say_of in (say_ruling, say_head, say_four_eyes, say_request, say_objection):
        if said := say_of(event):
            return said
    return _setting_sentence(event)


def _setting_sentence(event: Event) -> str:
    if isinstance(event, show.Established):
        return _("The show %(name)s is established.") % {"name": isolated(event.name)}
    if isinstance(event, edition.Opened):
        return _("%(name)s is opened.") % {"name": isolated(event.name)}
    if isinstance(event, edition.CategoryAdded):
        return _("The category %(name)s is added.") % {"name": isolated(event.name)}
    return _telling(event)


def _telling(event: Event) -> str:
    if isinstance(event, announcement.TakenBack):
        return _("An announcement is taken back, %(when)s.") % {"when": say_when(event.effective)}
    if not isinstance(event, announcement.Made):
        return KINDS.get(event.TOPIC, event.TOPIC)
    template = ngettext(
        "%(who)s announces one act %(through)s, %(when)s.",
        "%(who)s announces %(n)d acts %(through)s, %(when)s.",
        len(event.items),
    )
    said = template % {
        "who": SPEAKERS.get(event.spoken_as, event.spoken_as).capitalize(),
        "n": len(event.items),
        "through": CHANNELS.get(event.through, event.through),
        "when": say_when(event.effective),
    }
    return said + _not_told_first(event)


def _not_told_first(event: announcement.Made) -> str:
    if not event.untold:
        return ""
    whys = dict.fromkeys(WHY_UNTOLD.get(one.why, one.why) for one in event.untold)
    number = len({(one.item.partition("@")[0], one.party) for one in event.untold})
    template = ngettext(
        " %(n)d who is named to their disadvantage was not told first: %(why)s.",
        " %(n)d who are named to their disadvantage were not told first: %(why)s.",
        number,
    )
    return template % {"n": number, "why": ", ".join(whys)}
