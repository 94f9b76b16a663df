"""Changing an edition's settings: from what was typed to a decided change, its preview and its receipt. One append each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from marshmallow import Schema

from ledger.application import settings_deciding, settings_times
from ledger.application.draft import Draft
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.once import once
from ledger.application.roster import check_may
from ledger.application.seen import check_seen
from ledger.application.settings_deciding import Changing, Decide
from ledger.domain.edition_settings import settings_of
from ledger.domain.event import Event
from ledger.domain.values import Provenance
from ledger.errors import Invalid, Problem, Refused
from ledger.schemas import settings as schemas
from ledger.schemas.commands import load, plain
from ledger.wording.acts import sentence


class Change(NamedTuple):
    """One kind of change: what is typed, and what it adds."""

    schema: Schema
    decide: Decide


CHANGES: dict[str, Change] = {
    "names": Change(schemas.NameCommand(), settings_deciding.name),
    "categories": Change(schemas.AddCategoriesCommand(), settings_deciding.add_categories),
    "heading": Change(schemas.HeadingCommand(), settings_deciding.set_heading),
    "order": Change(schemas.OrderCommand(), settings_deciding.order_categories),
    "standing": Change(schemas.CategoryStandingCommand(), settings_deciding.set_category_standing),
    "places": Change(schemas.PlacesCommand(), settings_deciding.set_places),
    "vacancy": Change(schemas.VacancyCommand(), settings_deciding.set_vacancy),
    "body": Change(schemas.BodyCommand(), settings_deciding.set_body),
    "stage": Change(schemas.StageCommand(), settings_deciding.set_stage),
    "milestone": Change(schemas.MilestoneCommand(), settings_times.record_milestone),
    "withdrawal": Change(schemas.WithdrawalRuleCommand(), settings_times.set_withdrawal_rule),
    "objection-limit": Change(schemas.ObjectionLimitCommand(), settings_times.set_objection_limit),
    "rulebook": Change(schemas.RulebookCommand(), settings_times.file_rulebook),
    "rulebook-standing": Change(schemas.RulebookStandingCommand(), settings_times.set_rulebook_standing),
}
"""By the word in the address of its form."""


class Changed(NamedTuple):
    """A decided, unrecorded change: the draft and the stream it goes on."""

    draft: Draft
    story: Story

    def sentences(self) -> list[str]:
        """Its acts in sentences."""
        return sentences_of(self.draft, self.story)


def sentences_of(draft: Draft, story: Sequence[tuple[int, Event]] = ()) -> list[str]:
    """The acts of a draft in sentences, each told with the stream it stands in."""
    whole: dict[UUID, list[Event]] = {}
    for event in (*(event for _position, event in story), *draft.events):
        whole.setdefault(event.originator_id, []).append(event)
    return [sentence(event, whole[event.originator_id]) for event in draft.events]


def decide_change(ledger: Ledger, by: Provenance, edition: UUID, change: Change, data: Mapping[str, Any]) -> Changed:
    """Decide without writing. Raises NotAllowed, Conflict `settings_moved` (they changed after `seen`), Invalid, Refused."""
    draft = Draft(by)
    story = ledger.story(edition)
    settings = settings_of(event for _position, event in story)
    if settings is None:
        raise Refused("not_an_edition")
    check_may(ledger, draft, "set_up", settings.opened.show)
    check_seen(ledger, data["seen"], story[-1][0], "settings_moved")
    draft.goes_on(edition, settings.version)
    change.decide(Changing(ledger, draft, settings), data)
    if not draft.events:
        raise Invalid([Problem("", "stands_so_already")])
    return Changed(draft, story)


def preview_change(ledger: Ledger, by: Provenance, edition: UUID, name: str, form: Mapping[str, Any]) -> Changed:
    """What would be recorded, decided and not written."""
    change = CHANGES[name]
    return decide_change(ledger, by, edition, change, load(change.schema, form))


def record_change(ledger: Ledger, by: Provenance, edition: UUID, name: str, form: Mapping[str, Any]) -> Receipt:
    """Record what the form says. The same command sent twice is one change."""
    change = CHANGES[name]
    data = load(change.schema, form)
    request = {"change": name, "edition": str(edition), **plain(data)}

    def act() -> Receipt:
        return ledger.save(decide_change(ledger, by, edition, change, data).draft, request)

    return once(ledger, by, request, act)
