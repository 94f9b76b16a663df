"""The words of a list: what is said of its categories, and what its dates cannot tell."""

from __future__ import annotations

from ledger.domain.times import When
from ledger.wording.catalogue import Words, ngettext, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.times import say_when

VACANCIES = Words(
    {
        "stays_empty": noted("a place that falls empty stays empty"),
        "next_in_line": noted("an empty place goes to the next in line"),
        "decided_anew": noted("an empty place means the list is decided anew"),
        "organiser_decides": noted("the organiser decides about an empty place"),
        "no_award": noted("without nominees there is no award"),
    }
)


def about_category(places: int | None, vacancy: str) -> str:
    """What the edition says about a category's places; empty where it says nothing."""
    if places is None:
        return ""
    return ngettext("%(n)d place", "%(n)d places", places) % {"n": places} + " · " + VACANCIES.get(vacancy, vacancy)


def earlier_note(announced: When) -> str:
    """Said where a moment is asked for at which the ledger holds no list yet."""
    return _(
        "The list was announced %(when)s. The ledger holds no dates before that, so no earlier list can be shown."
    ) % {"when": say_when(announced)}


def maybe_note(announced: When) -> str:
    """Said for a moment within the bounds of an announcement whose day is not known."""
    return _(
        "The list was announced %(when)s; the day is not known. At this moment it may already have been public."
    ) % {"when": say_when(announced)}
