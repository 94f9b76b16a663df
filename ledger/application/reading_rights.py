"""What somebody sees of what is not announced, in the role in which they act: the same for a page and for work behind it (decision 20)."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from ledger.application.ledger import Ledger
from ledger.application.roles import WHOLE_LEDGER
from ledger.application.roster import roster_in
from ledger.consumers.views import View
from ledger.consumers.waiting import wait_for
from ledger.projections.shows import every_edition
from ledger.projections.sight import Records, Sight

PATIENCE_MS = 2000
"""How long work that is not a page waits for the read models by which it judges."""


class ReadBy(NamedTuple):
    """The read models that say which shows name what."""

    timeline: View
    parties: View
    lists: View


def sight_of(ledger: Ledger, lists: View, person: UUID, role: str) -> Sight | None:
    """Whose shows they see: those on whose roster they are in this role; None for who sees all."""
    if role in WHOLE_LEDGER:
        return None
    stories = ledger.stories(ledger.recorder.holders("show_address"))
    own = {show.hex for show, story in stories.items() if role in roster_in(story).roles_of(person)}
    if len(own) == len(stories):
        return None
    editions = {edition for edition, show in every_edition(lists) if show in own}
    return Sight(person.hex, frozenset(own), frozenset(editions))


def records_seen(ledger: Ledger, read: ReadBy, person: UUID, role: str) -> Records | None:
    """By what they find parties and works, by everything recorded until now; None for who finds all."""
    head = ledger.recorder.head()[0]
    for view in read:
        wait_for(view, head, PATIENCE_MS)
    seen = sight_of(ledger, read.lists, person, role)
    return None if seen is None else Records(seen, *read, ledger.now())
