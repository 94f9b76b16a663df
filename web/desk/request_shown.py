"""Requests as views, and what objections share with them: as far as the person looking around may read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import g

from ledger.application.ledger import Story
from ledger.application.requests import RequestSeen, request_seen
from ledger.domain import objection, request
from ledger.domain.asked import NOTES, Asked
from ledger.domain.event import Act, Event
from ledger.domain.nomination import Entered
from ledger.domain.party_readings import record_of
from ledger.domain.readings import history_of
from ledger.domain.request import RequestAsker, Target, TargetStanding
from ledger.domain.states import credits_of
from ledger.domain.telling import unannounced_notes
from ledger.domain.times import When
from ledger.history.receipts import parse_act
from ledger.projections.nominees import EditionFound
from ledger.projections.request_inbox import DAY, Listed, asked_about, is_closed, requests_of
from ledger.wording.acts import ERASED, label_of_entry, sentence
from ledger.wording.catalogue import gettext as _
from ledger.wording.catalogue import ngettext
from ledger.wording.times import say_when
from ledger.wording.vocabulary import CAPACITIES, SOURCES
from ledger.wording.vocabulary_requests import CONFIRMED, DIRECTIONS, OUTCOMES, TARGETS, WISHES
from web.desk.citing import link, links
from web.people import covers, services
from web.sight import as_told

NAMED = 3
"""Nominations that a row names."""


def said(when: When | None) -> str | None:
    """A time in words, None where there is none."""
    if when is None:
        return None
    return _("day unknown") if when.is_unknown else say_when(when)


def label_of(story: Story) -> str:
    """What a nomination is called."""
    entry = story[0][1]
    return label_of_entry(entry) if isinstance(entry, Entered) else ""


def things(nominations: Iterable[UUID]) -> list[dict[str, str]]:
    """Nominations by id and name, as far as the person may know them."""
    stories = services().ledger.stories(list(dict.fromkeys(nominations)))
    return [{"id": str(id_), "name": label_of(told)} for id_, story in stories.items() if (told := as_told(story))]


def names_of(parties: Iterable[UUID | None]) -> dict[UUID, str]:
    """What the desk calls these parties."""
    stories = services().ledger.stories([one for one in dict.fromkeys(parties) if one is not None])
    found = {id_: record_of(story) for id_, story in stories.items()}
    return {id_: record.main.text or ERASED for id_, record in found.items() if record is not None}


def asked_of(nomination: UUID, edition: str) -> list[dict[str, str]]:
    """What was asked about a nomination, for its story; `edition` is its edition (hex)."""
    found = services()
    asked = asked_about(found.requests, nomination)
    closed = bool(asked) and is_closed(found.lists, edition, found.ledger.now())
    return [
        {
            "id": str(UUID(hex=one.subject)),
            "wish": WISHES.get(one.wish, one.wish),
            "outcome": state_of([one.outcome], closed=closed)["label"],
        }
        for one in asked
    ]


def state_of(
    outcomes: Sequence[str], *, closed: bool, struck: bool = False, words: Mapping[str, str] = OUTCOMES
) -> dict[str, str]:
    """The state of a request or an objection, by what became of its points: one word where they agree."""
    if struck:
        return {"word": "struck", "label": words["struck"]}
    read = ["never_answered" if closed and one == request.OPEN else one for one in dict.fromkeys(outcomes)]
    word = read[0] if len(read) == 1 else "several"
    return {"word": word, "label": " · ".join(words.get(one, one) for one in read)}


def inbox_rows(found: EditionFound, *, closed: bool) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Requests of an edition as rows: what is open, the oldest first; and the others, the newest first."""
    listed = requests_of(services().requests, found.edition["subject"])
    # All of them at once: read one by one they are found there.
    services().ledger.stories([UUID(hex=one.subject) for some in listed for one in some])
    waiting, others = ([_row(one, closed=closed) for one in some] for some in listed)
    return waiting, others


def _row(one: Listed, *, closed: bool) -> dict[str, Any]:
    seen = request_seen(services().ledger, UUID(hex=one.subject))
    now, names = services().ledger.now(), seen.nominations
    return {
        "of": "requests",
        "since": one.since,
        "id": str(seen.id),
        "title": title_of(seen),
        "direction": DIRECTIONS[one.direction],
        "asked": said(one.asked),
        "about": things(names[:NAMED]),
        "more": max(0, len(names) - NAMED),
        "who": [who["name"] for who in people(seen) or ()],
        "state": state_of(one.outcomes, closed=closed, struck=one.struck),
        "waits": waits_for(one.since, now) if one.waits and not closed else "",
        "reply_by": said(one.reply_by),
        "late": bool(one.waits) and one.reply_by is not None and one.reply_by.latest_us < now,
        "notes": [],
    }


def waits_for(since: int, now: int) -> str:
    """For how long it has waited."""
    days = max(0, now - since) // DAY
    return ngettext("waits %(n)d day", "waits %(n)d days", days) % {"n": days} if days else _("waits since today")


def title_of(seen: RequestSeen) -> str:
    """What is asked, in a few words."""
    wishes = dict.fromkeys(one.target.wish for one in seen.request.targets)
    return "; ".join(WISHES.get(one, one) for one in wishes)


def people(seen: RequestSeen) -> list[dict[str, Any]] | None:
    """Who asks, for whoever may read it: then the answer is noted as showing it. None for others."""
    if not covers("private"):
        return None
    g.told_of_people = True
    askers = seen.request.made.askers
    names = names_of([party for one in askers for party in (one.party, one.for_party)])
    asks = seen.request.made.direction == request.OF_ORGANISER
    return [_person(one, names) | ({} if asks else {"confirmed": None}) for one in askers]


def _person(one: RequestAsker, names: Mapping[UUID, str]) -> dict[str, Any]:
    words = one.words.text or ERASED if one.words else ""
    capacity = CAPACITIES.get(one.capacity, one.capacity)
    if one.capacity_words is not None:
        capacity = one.capacity_words.text or ERASED
    confirmed = CONFIRMED[one.confirmed]
    by = f": {one.confirmed_by.text or ERASED}" if one.confirmed_by else ""
    return {
        "name": names.get(one.party, "") if one.party else words,
        "party": str(one.party) if one.party else None,
        "capacity": capacity,
        "for_whom": {"id": str(one.for_party), "name": names.get(one.for_party, "")} if one.for_party else None,
        "confirmed": f"{confirmed}{by}",
    }


def notes_to_tell(seen: RequestSeen) -> list[str]:
    """The names of what was asked on nominations, and of what became of that, which an announcement may still name."""
    found = []
    for stream, story in services().ledger.stories(seen.nominations).items():
        told = {event.originator_version: event for _position, event in story if isinstance(event, NOTES)}
        asked = {number for number, one in told.items() if isinstance(one, Asked) and one.request == seen.id}
        open_ = unannounced_notes(history_of(story)) if asked else []
        found += [f"{stream}@{number}" for number in open_ if number in asked or told[number].follows in asked]
    return found


def request_view(seen: RequestSeen, found: EditionFound) -> dict[str, Any]:
    """One request."""
    made, now = seen.request.made, services().ledger.now()
    closed = is_closed(services().lists, found.edition["subject"], now)
    told = people(seen)
    source = made.source
    return {
        "id": str(seen.id),
        "title": title_of(seen),
        "edition": found.named,
        "direction": DIRECTIONS[made.direction],
        "state": state_of(
            [one.outcome for one in seen.request.targets if one.outcome != request.PARTED],
            closed=closed,
            struck=seen.request.struck,
        ),
        "waits": waits_for(made.counts_from, now) if seen.request.waits and not closed else "",
        "sent": said(made.sent),
        "received": said(made.received),
        "reply_by": said(made.reply_by),
        "source": SOURCES.get(source.kind, source.kind) if source else None,
        "source_note": source.note.text or ERASED if source and source.note and told is not None else None,
        "document": link(made.instrument),
        "people_title": _("Who is asked") if made.direction == request.OF_PARTY else _("Who asks"),
        "people": told,
        "targets": _targets(seen, closed=closed, private=told is not None),
        "steps": steps_of(seen.events, {name for one in seen.request.targets for name in one.acts}),
    }


def _targets(seen: RequestSeen, *, closed: bool, private: bool) -> list[dict[str, Any]]:
    stories = services().ledger.stories(seen.nominations)
    wholes = names_of([one.target.party for one in seen.request.targets])
    acts = acts_named({name for one in seen.request.targets for name in one.acts})
    return [
        {
            **_about(one.target, stories, wholes, private=private),
            "number": one.target.number,
            "wish": WISHES.get(one.target.wish, one.target.wish),
            "kind": TARGETS.get(one.target.kind, one.target.kind),
            "together": one.target.together,
            "words": one.target.words.text or ERASED if one.target.words and private else None,
            "outcome": state_of([one.outcome], closed=closed, struck=seen.request.struck),
            "acts": [{"act": name, "sentence": acts[name][0]} for name in one.acts if name in acts],
        }
        for one in seen.request.targets
    ]


def _about(
    target: Target, stories: Mapping[UUID, Story], wholes: Mapping[UUID, str], *, private: bool
) -> dict[str, Any]:
    """The nomination that it is about, and the name; of everything of a party that, for whoever reads who asks."""
    if target.nomination is None:
        named = wholes.get(target.party) if target.party else _work(target.work)
        return {"about": None, "name": named if private else None}
    story = as_told(stories.get(target.nomination, ()))
    if not story:
        return {"about": None, "name": None}
    credit = credits_of(story).get(target.credit) if target.credit else None
    return {
        "about": {"id": str(target.nomination), "name": label_of(story)},
        "name": credit.name.text or ERASED if credit else None,
    }


def _work(work: UUID | None) -> str | None:
    record = record_of(services().ledger.story(work)) if work else None
    return record.main.text if record else None


def acts_named(named: set[str]) -> dict[str, tuple[str, Event]]:
    """Acts by name, each with its sentence, as far as the person may know them."""
    streams = {parse_act(name)[0] for name in named}
    found: dict[str, tuple[str, Event]] = {}
    for story in services().ledger.stories(streams).values():
        events = [event for _position, event in as_told(story)]
        found |= {one.act_name: (sentence(one, events), one) for one in events if one.act_name in named}
    return found


ASKED = (request.Made, request.Retracted, request.Struck, objection.Made, objection.TakenBack, objection.Struck)


def steps_of(story: Sequence[Event], came_of_it: set[str]) -> list[dict[str, Any]]:
    """Asked, decided, in effect: everything of it in the order in which it counts; `came_of_it` are acts by name."""
    steps: list[tuple[int, int, dict[str, Any]]] = []
    for number, event in enumerate(story):
        lane = "asked" if isinstance(event, ASKED) else "decided"
        counts = getattr(event, "counts_from", getattr(story[0], "counts_from", 0))
        steps.append((counts, number, _step(lane, event, sentence(event, story))))
    for told, act in acts_named(came_of_it).values():
        if isinstance(act, Act):
            steps.append((act.counts_from, len(story), _step("effect", act, told)))
    found = links({one["instrument"] for _counts, _number, one in steps if one["instrument"]})
    in_order = [step for _counts, _number, step in sorted(steps, key=lambda one: one[:2])]
    return [{**step, "document": found.get(step["instrument"])} for step in in_order]


def _step(lane: str, event: Event, told: str) -> dict[str, Any]:
    when = getattr(event, "effective", None)
    label = {"asked": _("Asked"), "decided": _("Decided"), "effect": _("In effect")}[lane]
    return {
        "lane": lane,
        "label": label,
        "when": said(when) or "",
        "sentence": told,
        "act": event.act_name,
        "instrument": event.by.instrument,
    }


def target_label(one: TargetStanding, stories: Mapping[UUID, Story]) -> str:
    """A point as forms name it."""
    told = _about(one.target, stories, names_of([one.target.party]), private=True)
    parts = (told["about"]["name"] if told["about"] else "", told["name"] or "")
    named = ", ".join(part for part in parts if part)
    return f"{one.target.number}. {WISHES.get(one.target.wish, one.target.wish)}" + (f": {named}" if named else "")
