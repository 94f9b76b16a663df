"""The words of a standing: for the place, for the award, and as a count line gives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ledger.domain.counts import Counts, Entered
from ledger.domain.standing import NO_AWARD
from ledger.wording.catalogue import Words, ngettext, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.no_award import say_stage

PLACES = Words(
    {
        "nominated": noted("nominated"),
        "recorded": noted("recorded"),
        "no_award": noted("no award"),
        "declined": noted("declined"),
        "withdrawn": noted("withdrawn"),
        "rescinded": noted("rescinded"),
        "ineligible": noted("ineligible"),
        "disqualified": noted("disqualified"),
        "announced_in_error": noted("announced in error"),
        "moved": noted("moved away"),
        "void": noted("void"),
        "left": noted("left, kind not known"),
    }
)
COUNTED = Words(
    {
        "nominated": noted("on the list"),
        "withdrawn": noted("withdrawn"),
        "rescinded": noted("rescinded"),
        "ineligible": noted("ineligible"),
        "disqualified": noted("disqualified"),
        "announced_in_error": noted("announced in error"),
        "moved": noted("moved away"),
        "void": noted("void"),
        "left": noted("left, kind not known"),
    }
)
AWARDS = Words(
    {
        "chosen": noted("chosen, not announced"),
        "conferred": noted("won"),
        "refused": noted("won · refused"),
        "returned": noted("won · returned"),
        "revoked": noted("won · revoked"),
        "vacated": noted("won · vacated"),
        "not_conferred": noted("not conferred"),
        "misread": noted("won"),
        "misread_put_right": noted("announced as the winner in error"),
    }
)
TOLD_AWARDS = Words({"chosen": noted("won")})
"""Where the public reads another word: to it, who was chosen has won."""


def place_word(place: str, also: Sequence[str] = ()) -> dict[str, Any]:
    """The word for the place as a view, with what else keeps it off the list."""
    label = PLACES.get(place, place)
    if also:
        label = _("%(word)s, also %(others)s") % {
            "word": label,
            "others": ", ".join(PLACES.get(one, one) for one in also),
        }
    return {"word": place, "label": label}


def award_word(award: str | None, *, public: bool) -> dict[str, str] | None:
    """The word for the award as a view, None where there is nothing to say."""
    if award is None:
        return None
    shown = TOLD_AWARDS.get(award) if public else None
    word = "conferred" if award == "misread" or shown else award
    return {"word": word, "label": shown or AWARDS.get(award, award)}


def standing_words(place: str, also: Sequence[str], award: str | None, *, public: bool) -> list[dict[str, Any]]:
    """The words of a standing as a view: for the place and for the award; one for both where no award is made."""
    if place == NO_AWARD:
        return [{"word": NO_AWARD, "label": say_stage(award, public=public)}]
    told = award_word(award, public=public)
    return [place_word(place, also), *([told] if told else [])]


def count_view(counts: Counts) -> dict[str, Any]:
    """A count line as a view: named so far = its parts."""
    return {
        "named": counts.named,
        "unit": ngettext("nomination", "nominations", counts.named),
        "parts": [{"word": word, "label": COUNTED.get(word, word), "count": number} for word, number in counts.parts],
    }


def further_lines(counts: Counts) -> list[dict[str, str]]:
    """What stands in lines of its own: entries recorded without announcement, told of late, and awards."""
    lines = []
    if counts.recorded:
        text = ngettext(
            "%(n)d recorded, not announced as a nomination",
            "%(n)d recorded, not announced as nominations",
            counts.recorded,
        ) % {"n": counts.recorded}
        if counts.recorded_awards:
            text += _(" (%(n)d of them won)") % {"n": counts.recorded_awards}
        lines.append(text)
    if counts.disclosed:
        template = ngettext(
            "%(n)d made known later, never on the announced list",
            "%(n)d made known later, never on the announced list",
            counts.disclosed,
        )
        lines.append(template % {"n": counts.disclosed})
    if counts.awards:
        lines.append(ngettext("%(n)d award conferred", "%(n)d awards conferred", counts.awards) % {"n": counts.awards})
    for word, number in counts.other_awards:
        lines.append(ngettext(*_OTHER_AWARDS[word], number) % {"n": number})
    if counts.no_awards:
        template = ngettext("no award in %(n)d category", "no award in %(n)d categories", counts.no_awards)
        lines.append(template % {"n": counts.no_awards})
    return [{"text": text} for text in lines]


def counted_line(listed: int, not_counted: int) -> list[dict[str, str]]:
    """Of those on the list, whose votes count and whose do not; nothing where all do."""
    if not not_counted:
        return []
    told = {"n": listed, "counted": listed - not_counted, "not": not_counted}
    return [{"text": _("%(n)d on the list = %(counted)d counted + %(not)d not counted") % told}]


_OTHER_AWARDS = {
    "refused": (noted("%(n)d award refused"), noted("%(n)d awards refused")),
    "returned": (noted("%(n)d award returned"), noted("%(n)d awards returned")),
    "revoked": (noted("%(n)d award revoked"), noted("%(n)d awards revoked")),
    "vacated": (noted("%(n)d award vacated"), noted("%(n)d awards vacated")),
    "not_conferred": (noted("%(n)d award not conferred"), noted("%(n)d awards not conferred")),
}


def entered_line(counts: Entered) -> str:
    """What organisers count beside the public's line; empty where it says nothing more."""
    if counts.entered == counts.named:
        return ""
    parts = [
        (counts.named, _("%(n)d named so far")),
        (counts.unannounced, _("%(n)d not yet announced")),
        (counts.declined, _("%(n)d declined")),
        (counts.before, _("%(n)d ruled out before announcement")),
    ]
    told = " + ".join(text % {"n": number} for number, text in parts if number)
    return _("%(n)d entered = %(parts)s") % {"n": counts.entered, "parts": told}
