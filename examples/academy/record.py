"""Finding nominations in the imported record as people name them: by edition, category and title, never by ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ledger.application.editions import edition_seen
from ledger.application.ledger import Ledger, Story
from ledger.bootstrap import Services
from ledger.domain.edition import CategoryAdded
from ledger.domain.nomination import ENTRY, Announced, Conferred, Entered
from ledger.domain.states import credits_of
from ledger.projections.nominees import nominations_of

SHOW = "academy"
GIVEN = (
    "SCIENTIFIC",
    "SPECIAL A",
    "SPECIAL FOREIGN",
    "HONORARY",
    "IRVING",
    "JEAN",
    "GORDON",
    "JOHN",
    "AWARD OF",
    "MEDAL OF",
)
"""How the categories begin for which nobody was nominated: honorary, special, scientific and technical awards."""

Step = Mapping[str, Any]
"""One step of the history, as its file gives it."""


@dataclass
class Edition:
    """An edition and its nominations as they stood when it was read."""

    stream: UUID
    zone: str
    categories: dict[str, UUID]
    stories: dict[UUID, Story]

    def nomination(self, step: Step) -> UUID:
        """The one nomination in the step's category with its title."""
        category = self.categories[step["category"]]
        found = [
            nomination
            for nomination, story in self.stories.items()
            if entry_of(story).category == category and step["title"] in [one.title for one in entry_of(story).works]
        ]
        if len(found) != 1:
            raise SystemExit(f"{step['title']} is {len(found)} nominations in {step['category']}.")
        return found[0]

    def announced_together(self, step: Step) -> list[UUID]:
        """The nominations for which people competed, those of the step's category where it names one, but for those it excepts."""
        wanted = {stream for name, stream in self.categories.items() if not name.startswith(GIVEN)}
        if "category" in step:
            wanted = {self.categories[step["category"]]}
        excepted = {self.nomination(one) for one in step.get("but", ())}
        return [
            nomination
            for nomination, story in self.stories.items()
            if entry_of(story).category in wanted and nomination not in excepted
        ]


def edition_of(services: Services, address: str) -> Edition:
    """An edition of the record by its address, with every nomination as it stands now."""
    ledger: Ledger = services.ledger
    show = ledger.holder("show_address", SHOW)
    stream = ledger.holder("edition_address", str(show), address)
    if stream is None:
        raise SystemExit(f"The ledger holds no edition {address} of the show {SHOW}: import the record first.")
    added = [event for _position, event in ledger.story(stream) if isinstance(event, CategoryAdded)]
    ids = [UUID(hex=one) for one in nominations_of(services.lists, stream.hex)]
    categories = {event.name: event.category for event in added}
    return Edition(stream, edition_seen(ledger, stream).zone, categories, ledger.stories(ids))


def entry_of(story: Story) -> Entered:
    """The entry with which a nomination's story begins."""
    entry = story[0][1]
    if not isinstance(entry, Entered):
        raise TypeError(entry.TOPIC)
    return entry


def conferral(story: Story) -> int | None:
    """The version of the conferral that was imported, None if the record says that it did not win."""
    found = (event for _position, event in story if isinstance(event, Conferred) and event.by.via == "import")
    return next((event.originator_version for event in found), None)


def credit_named(story: Story, name: str) -> UUID:
    """The credit that ever stood under this name."""
    for end in range(1, len(story) + 1):
        for credit in credits_of(story[:end]).values():
            if credit.name.text == name:
                return credit.id
    raise LookupError(name)


def first_heard(story: Story) -> Announced:
    """The announcement by which the public first heard of a nomination."""
    notices = [event for _position, event in story if isinstance(event, Announced) and ENTRY in event.acts]
    return min(notices, key=lambda one: one.counts_from)
