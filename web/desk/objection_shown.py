"""Objections as views: as far as the person looking around may read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import g

from ledger.application.ledger import Story
from ledger.application.objections import ObjectionSeen, objection_seen
from ledger.domain.announcement import Made as Announcement
from ledger.domain.objection import RULING, Hearing, Point
from ledger.domain.states import credits_of
from ledger.projections.chain import followed_from
from ledger.projections.nominees import EditionFound
from ledger.projections.objection_inbox import Objected, contested_of, objections_of
from ledger.projections.request_inbox import is_closed
from ledger.wording.acts import ERASED, sentence
from ledger.wording.catalogue import gettext as _
from ledger.wording.times import say_instant
from ledger.wording.vocabulary import CAPACITIES, SOURCES
from ledger.wording.vocabulary_objections import CONCERNED, CONTESTED, ENDINGS, GROUNDS, HEARD, LATENESS, UNHEARD, WHY
from web.desk.citing import link
from web.desk.request_shown import (
    NAMED,
    acts_named,
    label_of,
    names_of,
    said,
    state_of,
    steps_of,
    things,
    waits_for,
)
from web.desk.stories import categories_by_id
from web.people import covers, services
from web.sight import as_told


def contested_about(nomination: UUID, edition: str) -> list[dict[str, str]]:
    """What was contested of a nomination, for its story; `edition` is its edition (hex)."""
    found = services()
    contested = contested_of(found.requests, nomination)
    closed = bool(contested) and is_closed(found.lists, edition, found.ledger.now())
    return [
        {
            "id": str(UUID(hex=made)),
            "what": CONTESTED.get(kind, kind),
            "outcome": state_of([outcome], closed=closed, words=ENDINGS)["label"],
        }
        for made, kind, outcome in contested
    ]


def title_of(seen: ObjectionSeen) -> str:
    """What is contested, in a few words."""
    kinds = dict.fromkeys(CONTESTED.get(one.target.kind, one.target.kind) for one in seen.objection.targets)
    template = _("appeal against %(kinds)s") if seen.objection.is_appeal else _("objection to %(kinds)s")
    return template % {"kinds": ", ".join(kinds)}


def inbox_rows(found: EditionFound, *, closed: bool) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Objections of an edition as rows: what is open, the oldest first; and the others, the newest first."""
    listed = objections_of(services().requests, found.edition["subject"])
    # All of them at once: read one by one they are found there.
    services().ledger.stories([UUID(hex=one.subject) for some in listed for one in some])
    waiting, others = ([_row(one, closed=closed) for one in some] for some in listed)
    return waiting, others


def _row(one: Objected, *, closed: bool) -> dict[str, Any]:
    seen = objection_seen(services().ledger, UUID(hex=one.subject))
    names = seen.nominations
    objector = who_objects(seen)
    return {
        "of": "objections",
        "since": one.since,
        "id": str(seen.id),
        "title": title_of(seen),
        "direction": GROUNDS.get(one.ground, one.ground),
        "asked": said(one.made),
        "about": things(names[:NAMED]),
        "more": max(0, len(names) - NAMED),
        "who": [objector["name"]] if objector else [],
        "state": state_of(one.outcomes, closed=closed, struck=one.struck, words=ENDINGS),
        "waits": waits_for(one.since, services().ledger.now()) if one.waits and not closed else "",
        "reply_by": None,
        "late": False,
        "notes": [_heard(one), *_late(one)],
    }


def _heard(one: Objected) -> str:
    if not one.asked:
        return _("the other side was not asked")
    return _("the other side answered or let it pass") if one.heard == one.asked else _("the other side was asked")


def _late(one: Objected) -> list[str]:
    if one.lateness is None:
        return []
    word = LATENESS.get(one.lateness, one.lateness)
    return [_("%(word)s, as the organiser said") % {"word": word} if one.said else word]


def who_objects(seen: ObjectionSeen) -> dict[str, Any] | None:
    """Who objects, for whoever may read it: then the answer is noted as showing it. None for others."""
    if not covers("private"):
        return None
    g.told_of_people = True
    made = seen.objection.made
    words = made.words.text or ERASED if made.words else ""
    return {
        "name": names_of([made.objector]).get(made.objector, "") if made.objector else words,
        "party": str(made.objector) if made.objector else None,
        "capacity": CAPACITIES.get(made.capacity, made.capacity) if made.capacity else None,
    }


def objection_view(seen: ObjectionSeen, found: EditionFound) -> dict[str, Any]:
    """One objection."""
    made, now = seen.objection.made, services().ledger.now()
    closed = is_closed(services().lists, found.edition["subject"], now)
    objector = who_objects(seen)
    private, source = objector is not None, made.source
    outcomes = [one.outcome for one in seen.objection.targets]
    return {
        "id": str(seen.id),
        "title": title_of(seen),
        "edition": found.named,
        "state": state_of(outcomes, closed=closed, struck=seen.objection.struck, words=ENDINGS),
        "waits": waits_for(made.counts_from, now) if seen.objection.waits and not closed else "",
        "concerned_as": CONCERNED.get(made.concerned_as, made.concerned_as) if private else None,
        "ground": GROUNDS.get(made.ground, made.ground),
        "sent": said(made.sent),
        "received": said(made.received),
        "source": SOURCES.get(source.kind, source.kind) if source else None,
        "source_note": source.note.text or ERASED if source and source.note and private else None,
        "document": link(made.instrument),
        "objector": objector,
        "points": _points(seen, found, closed=closed),
        "hearings": [_hearing(one) for one in seen.objection.hearings] if private else None,
        "decisions": _decisions(seen, private=private),
        "rested": rested_on(seen),
        "steps": steps_of(seen.events, {name for one in seen.objection.targets for name in one.acts}),
        "chain": f"/audit/acts/{made.act_name}/chain" if covers("log") else None,
    }


def _points(seen: ObjectionSeen, found: EditionFound, *, closed: bool) -> list[dict[str, Any]]:
    acts = acts_named({name for one in seen.objection.targets for name in one.acts})
    about = About(categories_by_id(found), seen)
    return [
        {
            **about.told(one.target),
            "number": one.target.number,
            "kind": CONTESTED.get(one.target.kind, one.target.kind),
            "lateness": _lateness(one.target, found),
            "outcome": state_of([one.outcome], closed=closed, struck=seen.objection.struck, words=ENDINGS),
            "acts": [{"act": name, "sentence": acts[name][0]} for name in one.acts if name in acts],
        }
        for one in seen.objection.targets
    ]


def _lateness(point: Point, found: EditionFound) -> str | None:
    if point.lateness is None or point.limit is None:
        return None
    limit = say_instant(point.limit, found.edition["zone"], "minute")
    told = {"word": LATENESS.get(point.lateness, point.lateness), "limit": limit}
    if point.said:
        return _("%(word)s, as the organiser said: by its times it may be either (limit: %(limit)s)") % told
    return _("%(word)s (limit: %(limit)s)") % told


class About:
    """What the points of an objection are about, in words, as far as the person may know it."""

    def __init__(self, categories: Mapping[UUID, str], seen: ObjectionSeen) -> None:
        self.stories: Mapping[UUID, Story] = services().ledger.stories(seen.nominations)
        self.categories = categories
        points = [one.target for one in seen.objection.targets]
        self.parties = names_of([one.party for one in points]) if covers("private") else {}
        self.acts = acts_named({one.act for one in points if one.act})

    def told(self, point: Point) -> dict[str, Any]:
        """The nomination it is about, and what of it by name."""
        about, name, act = None, None, None
        story = as_told(self.stories.get(point.id, ())) if point.id else ()
        if story:
            about = {"id": str(point.id), "name": label_of(story)}
            credit = credits_of(story).get(point.credit) if point.credit else None
            name = credit.name.text or ERASED if credit else None
        elif point.kind == "category" and point.id:
            name = self.categories.get(point.id)
        elif point.kind == "announcement" and point.id:
            made = services().ledger.story(point.id)[0][1]
            name = sentence(made) if isinstance(made, Announcement) else None
        elif point.party:
            name = self.parties.get(point.party)
        if point.kind == RULING and point.act in self.acts:
            act = {"act": point.act, "sentence": self.acts[point.act][0]}
        return {"about": about, "name": name, "contested": act}

    def label(self, point: Point) -> str:
        """A point as forms name it."""
        told = self.told(point)
        parts = (told["about"]["name"] if told["about"] else "", told["name"] or "")
        named = ", ".join(part for part in parts if part)
        if told["contested"]:
            named = told["contested"]["sentence"]
        kind = CONTESTED.get(point.kind, point.kind)
        return f"{point.number}. {kind}" + (f": {named}" if named else "")


def _hearing(one: Hearing) -> dict[str, Any]:
    outcome = HEARD.get(one.outcome, one.outcome) if one.outcome else _("no answer is known yet")
    overdue = one.outcome is None and one.reply_by is not None and one.reply_by.latest_us < services().ledger.now()
    return {
        "id": str(one.party),
        "name": names_of([one.party]).get(one.party, ""),
        "reply_by": said(one.reply_by),
        "outcome": outcome,
        "overdue": overdue,
    }


def _decisions(seen: ObjectionSeen, *, private: bool) -> list[dict[str, Any]]:
    """What was said of each decision: why, and why the other side was not heard."""
    told = []
    for _position, event in seen.story:
        why, unheard = getattr(event, "why", None), getattr(event, "unheard", None)
        if why is None:
            continue
        reason = getattr(event, "private_reason", None)
        told.append(
            {
                "act": event.act_name,
                "why": WHY.get(why, why),
                "unheard": UNHEARD.get(unheard, unheard) if unheard else None,
                "private_reason": reason.text or ERASED if reason and private else None,
            }
        )
    return told


def rested_on(seen: ObjectionSeen) -> list[dict[str, str]]:
    """What rests on the decisions that are appealed, through any number of steps: it is for decision if the appeal succeeds.

    What came of the appeal itself undoes the decision and is not among them.
    """
    points = seen.objection.targets
    decisions = {one.target.act for one in points if one.target.act}
    came_of_it = {name for one in points for name in one.acts}
    found: dict[str, None] = {}
    waiting = decisions
    while waiting:
        links = followed_from(services().timeline, sorted(waiting))
        resting = [one.act for one in links if one.how != "arises_from"]
        waiting = set(resting) - found.keys() - decisions - came_of_it
        found |= dict.fromkeys(one for one in resting if one in waiting)
    acts = acts_named(set(found))
    return [{"act": name, "sentence": acts[name][0]} for name in found if name in acts]
