"""An act is legal when the fold of everything known now, with it at its place, contains no illegal step (DOMAIN.md, Times)."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.application.ledger import Story
from ledger.domain.event import Event
from ledger.domain.readings import history_of, judge
from ledger.domain.times import FOREVER
from ledger.errors import Refused


def check_legal(story: Story, added: Sequence[Event]) -> None:
    """Raise Refused with the first fact that what is added to a nomination's story contradicts."""
    before = set(judge(history_of(story))[1])
    for illegal in judge(history_of([*story, *unsaved(added)]))[1]:
        if illegal not in before:
            raise Refused(illegal.code, act=illegal.act, contradicts=illegal.contradicts)


def unsaved(added: Sequence[Event]) -> Story:
    """Events of a draft as the end of a story: after every position."""
    return [(FOREVER, event) for event in added]
