"""The story of one nomination: every act of it in the order of the log, with what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from ledger.domain.event import Act, Event
from ledger.domain.nomination import (
    ActStruck,
    Announced,
    AnnouncementTakenBack,
    Entered,
    Narrowed,
    Own,
    Ruled,
    TimeCorrected,
)
from ledger.domain.party_told import learnt, owed
from ledger.domain.publicity import ShownSet, before_a_court
from ledger.domain.readings import History, changes_of, history_of, named_by, read
from ledger.domain.reports import Reported, reports_of
from ledger.domain.results import hidden_results, without_results
from ledger.domain.standing import Standing
from ledger.domain.states import display
from ledger.domain.times import FOREVER
from ledger.errors import NotFound
from ledger.persistence.log import LogEntry
from ledger.persistence.mapper import EventMapper
from ledger.persistence.recorder import LogRecorder
from ledger.wording.acts import ERASED, label_of_entry, sentence
from ledger.wording.beside import names_on, report_notes, told_notes
from ledger.wording.catalogue import gettext as _
from ledger.wording.names import isolated
from ledger.wording.rules import cited
from ledger.wording.standings import standing_words
from ledger.wording.times import say_instant, say_when
from ledger.wording.vocabulary import BODIES, CAPACITIES, KINDS, REASONS, ROLES

Told = list[tuple[LogEntry, Event]]
"""A stream as entries of the log with their events."""


class Reads(NamedTuple):
    """What a reader may know of it: results before the public hears them; who asked, and the words of sources."""

    results: bool = True
    private: bool = True


HOLDS = (Act, TimeCorrected, Narrowed, AnnouncementTakenBack)
"""Events whose time is that from which something holds."""
ALL = Reads()


def nomination_story(
    recorder: LogRecorder, mapper: EventMapper, nomination: UUID, now: int, reads: Reads = ALL
) -> dict[str, Any]:
    """The story as a view, as of `now` (µs). Raises NotFound `not_a_nomination`."""
    told = [(entry, mapper.decode(entry)) for entry in recorder.streams([nomination]).get(nomination, [])]
    if not reads.results:
        history = history_of([(one.position, event) for one, event in told])
        told = without_results(told, hidden_results(history, now))
    entry = told[0][1] if told else None
    if not isinstance(entry, Entered):
        raise NotFound("not_a_nomination")
    history = history_of([(one.position, event) for one, event in told])
    in_force, public = read(history), read(history, at=now, announced=now)
    events = {event.originator_version: event for _one, event in told}
    shown = display(entry, in_force, events)
    beside = _Beside([(one.position, event) for one, event in told], private=reads.private)
    return {
        "id": str(nomination),
        "subject": label_of_entry(entry),
        "edition_id": entry.edition.hex,
        "category_id": ((in_force.category if in_force else None) or entry.category).hex,
        "in_force": _words(in_force, public=False),
        "public": _words(public, public=True),
        "credits": _credits(shown, in_force),
        "works": [{"id": one["work"], "title": one["title"]} for one in shown["works"]],
        "fills": shown["fills"],
        "before_court": before_a_court(events.values()),
        "acts": [
            _act(one, event, told, history, now)
            | {
                "grounds": _grounds(event, private=reads.private),
                "told": beside.told(event.originator_version),
                "reports": beside.reports(event.originator_version),
            }
            for one, event in told
        ],
    }


def _credits(shown: Mapping[str, Any], in_force: Standing | None) -> list[dict[str, Any]]:
    gone = {str(one.credit) for one in in_force.gone} if in_force else set()
    return [
        {
            "id": one["credit"],
            "party": one["party"],
            "name": one["name"] or ERASED,
            "role": one["role"],
            "named": one["credit"] not in gone,
        }
        for one in shown["credits"]
    ]


class _Beside:
    """What is told of the acts of a story beside them."""

    def __init__(self, story: list[tuple[int, Event]], *, private: bool) -> None:
        self._private = private
        self._learnt, self._owed, self._reports = learnt(story), owed(story), reports_of(story)
        self._names = names_on([event for _position, event in story])

    def told(self, version: int) -> list[str]:
        """Who learnt of an act, and who has not been told."""
        return told_notes(version, self._learnt, self._owed, self._names)

    def reports(self, version: int) -> list[str]:
        """Who says what of it."""
        return report_notes(self._reports.get(version, ()), private=self._private)


def _words(standing: Standing | None, *, public: bool) -> list[dict[str, str]]:
    """The words for the place and for the award; empty where the reading shows nothing."""
    if standing is None:
        return []
    also = [one.word for one in standing.also]
    return standing_words(standing.place, also, standing.award, public=public)


def _act(entry: LogEntry, event: Event, told: Told, history: History, now: int) -> dict[str, Any]:
    return {
        "act": event.act_name,
        "version": event.originator_version,
        "position": entry.position,
        "topic": event.TOPIC,
        "kind_label": KINDS.get(event.TOPIC, event.TOPIC),
        "sentence": sentence(event, [one for _entry, one in told]),
        "recorded_at": say_instant(entry.recorded_at, "UTC", "minute"),
        "in_force": say_when(event.effective) if isinstance(event, HOLDS) else None,
        "decided": say_when(event.decided) if isinstance(event, Ruled) and event.decided else None,
        "actor": {
            "name": event.by.name.text or ERASED,
            "role": ROLES.get(event.by.role, event.by.role),
        },
        "notes": _notes(event, told, history, now),
        "instrument": event.by.instrument,
    }


def _grounds(event: Event, *, private: bool) -> list[str]:
    """Who asked, who decided, on which rule, for which public reason; what is private only to those who may know it."""
    asked_by = getattr(event, "asked_by", ()) if private else ()
    askers = [CAPACITIES.get(asker.capacity, asker.capacity) for asker in asked_by]
    grounds = [_("asked by %(who)s") % {"who": asker} for asker in askers]
    if isinstance(event, Ruled):
        body = BODIES.get(event.authority.body, isolated(event.authority.body))
        grounds.append(_("decided by %(body)s") % {"body": body})
        grounds.append(cited(event.authority.rule, event.authority.version))
    reason = getattr(event, "reason", None)
    if reason:
        grounds.append(REASONS.get(reason, reason))
    if isinstance(event, Reported) and private:
        grounds.append(isolated(event.who.text or ERASED))
    if isinstance(event, ShownSet) and private:
        grounds.append(_("ordered by %(who)s") % {"who": isolated(event.ordered_by.text or ERASED)})
    if getattr(event, "irregular", None):
        grounds += _irregular(event, private=private)
    word = getattr(event, "source_word", None)
    if word is not None and private:
        grounds.append(_("the source says “%(word)s”") % {"word": isolated(word.text or ERASED)})
    return grounds


def _irregular(event: Event, *, private: bool) -> list[str]:
    """Why what was against the rules is recorded all the same, to whom that is told; its sentence says that it was."""
    if not isinstance(event, Entered | Ruled | Own) or not event.irregular:
        return []
    if not private or event.irregular_reason is None:
        return []
    return [_("recorded all the same: “%(why)s”") % {"why": isolated(event.irregular_reason.text or ERASED)}]


def _notes(event: Event, told: Told, history: History, now: int) -> list[str]:
    """What became of an act: struck, corrected, without effect; since when the public knows it."""
    version = event.originator_version
    changed = changes_of(history).get(version)
    notes = []
    if changed is not None and changed.counts_from is None:
        notes.append(_("entered in error: it never was so"))
    elif changed is not None:
        notes.append(_("its time was put right later"))
    standing = read(history)
    if standing is not None and version in standing.idle:
        notes.append(_("without effect at its place"))
    if isinstance(event, Act | TimeCorrected | ActStruck):
        notes.append(_publicity(version, told, history, now))
    elif isinstance(event, Announced):
        if any(isinstance(one, AnnouncementTakenBack) and one.notice == version for _entry, one in told):
            notes.append(_("taken back"))
        elif event.counts_from > now:
            notes.append(_("set for later"))
    elif isinstance(event, Narrowed):
        notes.append(_("public with what shows it"))
    return notes


def _publicity(version: int, told: Told, history: History, now: int) -> str:
    """Whether, and since when, an act is public."""
    naming = [event for _entry, event in told if isinstance(event, Announced) and version in event.acts]
    if version in named_by(history, now):
        first = min(naming, key=lambda one: one.counts_from, default=None)
        return _("public since %(when)s") % {"when": say_when(first.effective)} if first else _("public by being said")
    if version in named_by(history, FOREVER):
        planned = min((one for one in naming if one.counts_from > now), key=lambda one: one.counts_from, default=None)
        if planned is not None:
            return _("to be announced %(when)s") % {"when": say_when(planned.effective)}
    return _("not announced")
