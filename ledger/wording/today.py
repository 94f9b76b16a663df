"""The words of the desk's first page."""

from __future__ import annotations

from ledger.wording.catalogue import Words, ngettext, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.settings import MILESTONES, POLICIES
from ledger.wording.vocabulary import CHANNELS, SPEAKERS

ANNOUNCED = Words(
    {
        "nominations": noted("Nominations are announced"),
        "results": noted("Results are announced"),
        "changes": noted("Changes are announced"),
        "record": noted("The record is announced"),
    }
)


def say_due(what: str, spoken_as: str, through: str) -> str:
    """An announcement that is still to come."""
    return _("%(what)s by %(who)s %(through)s.") % {
        "what": ANNOUNCED.get(what, what),
        "who": SPEAKERS.get(spoken_as, spoken_as),
        "through": CHANNELS.get(through, through),
    }


def say_milestone(milestone: str) -> str:
    """A milestone that is still to come."""
    return _("Milestone: %(milestone)s.") % {"milestone": MILESTONES.get(milestone, milestone)}


def say_policy(policy: str, until: str | None) -> str:
    """What happens to the place that fell empty."""
    text = _("the place %(policy)s") % {"policy": POLICIES.get(policy, policy)}
    return text + (_(", until “%(until)s”") % {"until": MILESTONES.get(until, until)} if until else "")


def say_places(filled: int, places: int) -> str:
    """How many of a category's places are filled."""
    return ngettext("%(filled)d of %(n)d place filled", "%(filled)d of %(n)d places filled", places) % {
        "filled": filled,
        "n": places,
    }
