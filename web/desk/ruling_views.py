"""Decisions as the desk knows them: what each did, and how far the public was told of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ledger.application.announcing_rulings import acts_in
from ledger.application.ledger import Story
from ledger.domain import ruling
from ledger.domain.nomination import Entered
from ledger.projections.decisions import numbers_of
from ledger.projections.nominees import EditionFound
from ledger.wording.acts import label_of_entry, sentence
from ledger.wording.catalogue import Words, noted
from ledger.wording.catalogue import gettext as _
from ledger.wording.rulings import decided_by, say_reason, say_rule
from ledger.wording.times import say_when
from web.desk.stories import rulings_of
from web.people import services
from web.sight import told_of

STATES = Words(
    {
        "not_announced": noted("Not announced"),
        "planned": noted("To be announced later"),
        "announced": noted("Announced as decision %(number)d"),
        "taken_back": noted("Decision %(number)d; its announcement was taken back"),
        "struck": noted("Entered in error"),
    }
)
TEXTS = Words(
    {
        "none": "",
        "waiting": noted("its text for the public waits for approval"),
        "approved": noted("its text for the public is approved"),
        "announced": noted("its text for the public is announced"),
    }
)


def rulings_view(found: EditionFound) -> list[dict[str, Any]]:
    """Every decision of an edition that the person may know of, the newest first."""
    stories = rulings_of(found)
    ledger = services().ledger
    numbers = numbers_of(services().lists, found.edition["subject"], ledger.now())
    about = told_of(ledger.stories({stream for story in stories.values() for stream, _version in acts_in(story)}))
    told = {
        stream: one
        for stream, story in stories.items()
        if (one := ruling.ruling_of(event for _position, event in story)) is not None
    }
    views = [
        _view(one, told, about, (numbers, ledger.now()))
        for one in sorted(told.values(), key=lambda one: (one.made.counts_from, stories[one.made.originator_id][0][0]))
    ]
    return views[::-1]


def _view(
    one: ruling.Ruling,
    every: Mapping[UUID, ruling.Ruling],
    about: Mapping[UUID, Story],
    told: tuple[Mapping[str, int], int],
) -> dict[str, Any]:
    made, (numbers, now) = one.made, told
    number = numbers.get(made.originator_id.hex)
    state, text = _state(one, number, now), _text(one, now)
    later = [
        other for other in every.values() if made.originator_id in (*other.made.follows_rulings, other.made.replaces)
    ]
    return {
        "id": str(made.originator_id),
        "number": number,
        "state": state,
        "state_label": STATES[state] % {"number": number or 0},
        "decided": say_when(made.effective),
        "by": decided_by(made.body, "", say_when(made.effective)),
        "rule": say_rule(made.rule),
        "reason": say_reason(made.reason),
        "text_state": text,
        "text_label": TEXTS[text] if text != "none" else "",
        "targets": _targets(made, about),
        "follows": [_earlier(every[other]) for other in made.follows_rulings if other in every],
        "replaces": _earlier(every[made.replaces]) if made.replaces is not None and made.replaces in every else None,
        "later": [_earlier(other) for other in later],
    }


def _state(one: ruling.Ruling, number: int | None, now: int) -> str:
    if one.struck:
        return "struck"
    if ruling.MADE in one.named(now):
        return "announced"
    if number is not None:
        return "taken_back"
    return "planned" if ruling.MADE in one.named() else "not_announced"


def _text(one: ruling.Ruling, now: int) -> str:
    if one.made.public_text is None:
        return "none"
    if one.approved is None:
        return "waiting"
    return "announced" if one.approved in one.named(now) else "approved"


def _targets(made: ruling.Made, about: Mapping[UUID, Story]) -> list[dict[str, str]]:
    """What it did, as far as the person may know it."""
    found = []
    for name in made.acts:
        stream, _at, version = name.partition("@")
        story = [event for _position, event in about.get(UUID(stream), ())]
        event = next((one for one in story if one.originator_version == int(version)), None)
        entry = story[0] if story else None
        if event is not None and isinstance(entry, Entered):
            found.append({"id": stream, "act": name, "label": label_of_entry(entry), "text": sentence(event, story)})
    return found


def _earlier(one: ruling.Ruling) -> dict[str, str]:
    label = _("the decision of %(when)s") % {"when": say_when(one.made.effective)}
    return {"id": str(one.made.originator_id), "label": label}
