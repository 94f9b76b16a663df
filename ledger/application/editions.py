"""An edition as commands rely on it: read from its own stream, so that what a guard protects is what was read."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from ledger.application.ledger import Ledger, Story
from ledger.domain.edition import MilestoneRecorded, Opened
from ledger.domain.times import When
from ledger.errors import Refused


class EditionSeen(NamedTuple):
    """An edition at one version: its zone, and when its milestones are, which times may refer to."""

    stream: UUID
    version: int
    zone: str
    references: dict[str, When]
    moved: int
    """The position of the newest word on a milestone, 0 if there is none."""


def edition_seen(ledger: Ledger, stream: UUID) -> EditionSeen:
    """The edition now. Raises NotFound `no_such_stream`, Refused `not_an_edition`."""
    return _seen(stream, ledger.story(stream))


def _seen(stream: UUID, story: Story) -> EditionSeen:
    opened = story[0][1]
    if not isinstance(opened, Opened):
        raise Refused("not_an_edition")
    marks = [
        (position, event)
        for position, event in story
        if isinstance(event, MilestoneRecorded) and event.category is None
    ]
    return EditionSeen(
        stream,
        story[-1][1].originator_version,
        opened.zone,
        {event.milestone: event.effective for _position, event in marks},
        max((position for position, _event in marks), default=0),
    )
