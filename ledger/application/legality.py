"""An act is legal when the fold of everything known now, with it at its place, contains no illegal step (DOMAIN.md, Times)."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.application.ledger import Story
from ledger.domain.event import Event
from ledger.domain.nomination import Announced
from ledger.domain.readings import History, history_of, judge
from ledger.domain.times import FOREVER
from ledger.errors import Refused
from ledger.wording.vocabulary import KINDS


def check_legal(
    story: Story, added: Sequence[Event], notice: Announced | None = None, history: History | None = None
) -> None:
    """Raise Refused with the first fact that what is added to a nomination's story contradicts.

    With `notice`, an announcement among what is added, also `needs_with_it` where the public could not understand it by itself.
    `history` is the story's, where it has been taken apart already.
    """
    earlier = history or history_of(story)
    after = history_of(unsaved(added), earlier)
    found = judge(after)[1]
    # What was there before asks for a fold of its own, and mostly there is nothing to compare.
    before = set(judge(earlier)[1]) if found else set()
    for illegal in found:
        if illegal not in before:
            raise Refused(illegal.code, act=illegal.act, contradicts=illegal.contradicts)
    if notice is None:
        return
    known = {illegal.act for illegal in found}
    heard = {illegal.act for illegal in judge(earlier, announced=notice.counts_from)[1]}
    for illegal in judge(after, announced=notice.counts_from)[1]:
        if illegal.act not in known | heard:
            raise Refused("needs_with_it", needs=_needed(story, illegal.act))


def check_said(story: Story, added: Sequence[Event]) -> None:
    """Raise Refused where what was said cannot have been said by what the public had heard before."""
    found = judge(history_of([*story, *unsaved(added)]), announced=FOREVER)[1]
    before = {illegal.act for illegal in judge(history_of(story), announced=FOREVER)[1]} if found else set()
    for illegal in found:
        if illegal.act not in before:
            raise Refused(illegal.code, act=illegal.act, contradicts=illegal.contradicts)


def _needed(story: Story, act: int) -> str:
    """The kind of the act that this one rests on."""
    events = {event.originator_version: event for _position, event in story}
    rests_on = events.get(getattr(events.get(act), "follows", None) or 0)
    return KINDS.get(rests_on.TOPIC, "") if rests_on is not None else ""


def unsaved(added: Sequence[Event]) -> Story:
    """Events of a draft as the end of a story: after every position."""
    return [(FOREVER, event) for event in added]
