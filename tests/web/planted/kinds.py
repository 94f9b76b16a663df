"""What each planted word is: in which fields of which acts it stands, and whether the public has heard of them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from ledger.application.ledger import Ledger
from ledger.domain.announcement import Made
from ledger.domain.credit_acts import CreditAdded, CreditCorrected
from ledger.domain.edition import Opened
from ledger.domain.edition_rules import RulebookStandingSet
from ledger.domain.edition_running import BodySet
from ledger.domain.endings import Moved
from ledger.domain.event import Act, Event
from ledger.domain.instrument import document_of
from ledger.domain.nomination import Announced, Entered, Ruled
from ledger.domain.objection import Made as Objected
from ledger.domain.proposal import Confirmed
from ledger.domain.proposal import Made as Proposed
from ledger.domain.publicity import not_shown
from ledger.domain.readings import History, history_of, named_by
from ledger.domain.results import hidden_results
from ledger.domain.roster import RoleEnded, RoleGranted
from ledger.domain.ruling import Ruling, ruling_of
from ledger.domain.succession import NextNamed
from tests.web.planted.fields import Field, texts_in, typed_fields
from tests.web.planted.files import held_in, parts_of
from tests.web.planted.planting import WORD

TOLD, NOT_TOLD, RESULT = "announced", "not announced", "a result not announced"
FIELDS = {(one.topic, one.path): one for one in typed_fields()}
CONTENT = "bytes"
"""Of the file that an event gives a document: no event holds it, and it is encrypted where it lies."""
FIELDS |= {
    (topic, CONTENT): Field(topic, CONTENT, "internal", sealed=True)
    for topic in ("instrument.filed", "instrument.part_added")
}
REGISTERED = ("party.registered", "work.registered")
INSIDE = ("edition.stage_set", "edition.places_set", "edition.vacancy_set")
"""Settings that no public page tells, whatever is announced (docs/events)."""
PRIVATE = ("source.note", "private_reason", "source_word", "irregular_reason", "over_court")
PROPOSED = "what is proposed"
TOLD_FIRST = "who was told"
PUBLIC = {
    "announcement": "what is said of a nomination",
    "nomination": "what is said of a nomination",
    "party": "what a record is called",
    "work": "what a record is called",
    "show": "what a show is called",
    "edition": "how a show is set up",
    "rulebook": "how a show is set up",
    "ruling": "what is said of a nomination",
}
STREAMS_INSIDE = ("request", "statement", "objection")
"""Streams of which every text is for those who read what is private."""
FIELDS_INSIDE = {
    ("nomination.reported", "who"),
    ("nomination.reported", "words"),
    ("nomination.shown_set", "ordered_by"),
    ("party.refusal_standing", "words"),
    ("ruling.made", "members.name"),
    ("work.refusal_standing", "words"),
}
"""Fields for them besides those that are called as in `PRIVATE`."""
OF_FIELDS = {
    ("nomination.next_named", "next"): "who is next in line",
    ("nomination.party_told", "who"): TOLD_FIRST,
    ("ruling.made", "version"): "the rulebook's label on a ruling",
}
"""What a field is that is none of the others."""
NOT_SHOWN = {
    "works.title": "title",
    "credits.name": "every_name",
    "details": "details",
    "citation": "citation",
    "credit_line": "credit_line",
    "said.words": "said",
    "otherwise.said": "said",
}
"""Which part of a nomination each field is, of those that may not be shown in public."""
OF_DOCUMENTS = {"confidential": "a confidential document", "public": "a published document"}
FILED_IN_ERROR = "a document filed in error"
FILED_BY = "who recorded %s"
OBJECTS = "who objects"
"""What a party is called that no nomination names, and that objects."""


class Kind(NamedTuple):
    """What a word is and whether the public has heard of what it stands in."""

    what: str
    heard: str


def what_is(topic: str, path: str) -> str:
    """What stands in a field, in words; the table of who may meet it goes by these. A field of a new kind is told by its own name."""
    stream = topic.partition(".")[0]
    of_record = " of a record" if stream in ("party", "work") else ""
    if path == "by.note":
        return "the note of who recorded it"
    if stream == "proposal":
        return "who proposed or decided on it" if path == "by.name" else PROPOSED
    if path == "by.name":
        return f"who recorded it{of_record}"
    if path == "authority.version":
        return "the rulebook's label on a ruling"
    if (topic, path) in OF_FIELDS:
        return OF_FIELDS[topic, path]
    if path in PRIVATE or stream in STREAMS_INSIDE or (topic, path) in FIELDS_INSIDE:
        return f"a private text{of_record}"
    if FIELDS[topic, path].audience == "internal":
        return "a name, a title or an id of a record" if of_record else f"{topic} {path}"
    return "a setting that stays inside" if topic in INSIDE else PUBLIC[stream]


class Log:
    """The planted log, read once more as a whole."""

    def __init__(self, ledger: Ledger) -> None:
        entries = ledger.recorder.entries(0, 10_000)
        self.events: list[Event] = [ledger.mapper.decode(entry) for entry in entries]
        now, streams = ledger.now(), dict[UUID, list[Event]]()
        for event in self.events:
            streams.setdefault(event.originator_id, []).append(event)
        nominations = [story for story in streams.values() if isinstance(story[0], Entered)]
        rulings = [story for story in streams.values() if ruling_of(story) is not None]
        self._documents = {id_: found for id_, story in streams.items() if (found := document_of(story))}
        self._files = {event.act_name: held_in(ledger, event) for event in self.events if parts_of(event)}
        self.heard = {act for story in nominations for act in _named(story, named_by(_history(story), now))}
        self.results = {act for story in nominations for act in _named(story, hidden_results(_history(story), now))}
        self.heard |= {act for story in rulings for act in _named(story, _ruling(story).named(now))}
        self.results |= {
            story[0].act_name
            for story in rulings
            if (acts := _ruling(story).made.acts) and self.results.issuperset(acts)
        }
        self._texts_told = {
            story[0].originator_id for story in rulings if (made := _ruling(story)).approved in made.named(now)
        }
        hidden = {story[0].originator_id: {part for part, _credit in not_shown(story)} for story in nominations}
        self._hidden = {
            (event.act_name, path)
            for event in self.events
            for path, part in NOT_SHOWN.items()
            if part in hidden.get(_about(event), ())
        }
        self._ended = {f"{one.originator_id}@{one.grant}" for one in self.events if isinstance(one, RoleEnded)}
        self._confirmed = {one.originator_id for one in self.events if isinstance(one, Confirmed)}
        named = {one.party for event in self.events if isinstance(event, Entered) for one in event.credits}
        self._objectors = {one.objector for one in self.events if isinstance(one, Objected)} - named
        self._heard_of = known(self.events, self.heard, self._hidden)

    def unlike(self) -> list[Event]:
        """The log with one party and one work of each sort."""
        return [event for event in self.events if event.originator_id not in self._alike]

    def of_alike(self) -> set[str]:
        """The words of parties and works that `unlike` leaves out: who recorded them stands on their own pages alone."""
        return {word for event, _path, word in self._planted() if event.originator_id in self._alike}

    @cached_property
    def _alike(self) -> set[UUID]:
        """All but the first party and the first work of each sort: those in which, and in whose nominations, the same was done and told alike."""
        sorts: dict[UUID, set[object]] = {}
        for event in self.events:
            known_as = bool(getattr(event, "external", ()))
            sorts.setdefault(event.originator_id, set()).add((event.TOPIC, self._how(event, ""), known_as))
        for entry in (event for event in self.events if isinstance(event, Entered)):
            of_it = {entry.edition, *sorts[entry.originator_id]}
            for record in (*(one.party for one in entry.credits), *(one.work for one in entry.works)):
                sorts[record] |= of_it
        first: dict[object, UUID] = {}
        records = [one.originator_id for one in self.events if one.TOPIC in REGISTERED]
        return {id_ for id_ in records if first.setdefault(frozenset(sorts[id_]), id_) != id_}

    def words(self) -> dict[str, set[Kind]]:
        """Every planted word with what it is, wherever it stands."""
        found: dict[str, set[Kind]] = {}
        for event, path, word in self._planted():
            what = what_is(event.TOPIC, path)
            if isinstance(event, RoleGranted) and path != "by.note":
                what = "who was on the roster" if event.act_name in self._ended else "who is on the roster"
            if event.originator_id in self._confirmed and isinstance(event, Proposed) and path == "by.name":
                # The act that it became names both for ever (decision 16).
                what = "who recorded it"
            document = self._documents.get(event.originator_id)
            if document is not None and path != "by.note":
                what = FILED_IN_ERROR if document.struck else OF_DOCUMENTS[document.told.standing]
                what = FILED_BY % what if path == "by.name" else what
            if event.originator_id in self._objectors and path == "name":
                what = OBJECTS
            found.setdefault(word, set()).add(Kind(what, self._how(event, path)))
        return found

    def fields(self) -> dict[str, set[tuple[str, str]]]:
        """Every planted word with the fields in which it stands."""
        found: dict[str, set[tuple[str, str]]] = {}
        for event, path, word in self._planted():
            found.setdefault(word, set()).add((event.TOPIC, path))
        return found

    def _planted(self) -> Iterator[tuple[Event, str, str]]:
        for event in self.events:
            for path, text in texts_in(event):
                for word in WORD.findall(text):
                    yield event, path, word
            for word in WORD.findall(self._files.get(event.act_name, "")):
                yield event, CONTENT, word

    def _how(self, event: Event, path: str) -> str:
        if (event.act_name, path) in self._hidden:
            return NOT_TOLD
        if event.act_name in self.results or isinstance(event, NextNamed):
            return RESULT
        if path == "public_text":
            return TOLD if event.originator_id in self._texts_told else NOT_TOLD
        return TOLD if event.act_name in self.heard or is_known(event, self._heard_of) else NOT_TOLD


def known(log: Sequence[Event], heard: set[str], hidden: Container[tuple[str, str]]) -> set[object]:
    """What announced acts tell of: shows, editions, categories, bodies, parties, works; and rulebooks that are public.

    Of parties and works it does not tell by what may not be shown (`hidden`, by act and field).
    """
    acts = [one for one in log if one.act_name in heard]
    entries = [one for one in acts if isinstance(one, Entered)]
    edition_of = {one.originator_id: one.edition for one in entries}
    found: set[object] = set(edition_of.values())
    found |= {one.show for one in log if isinstance(one, Opened) and one.originator_id in found}
    found |= {one.category for one in acts if isinstance(one, Entered | Moved)}
    found |= {(edition_of[one.originator_id], one.authority.body) for one in acts if isinstance(one, Ruled)}
    found |= {one.credit.party for one in acts if isinstance(one, CreditAdded | CreditCorrected)}
    found |= {work.work for one in entries if (one.act_name, "works.title") not in hidden for work in one.works}
    found |= {one.party for entry in entries if (entry.act_name, "credits.name") not in hidden for one in entry.credits}
    found |= {one.rulebook for one in log if isinstance(one, RulebookStandingSet) and one.standing == "public"}
    found |= {one.originator_id for one in log if isinstance(one, Made) and heard.issuperset(one.items)}
    return found


def is_known(event: Event, heard_of: set[object]) -> bool:
    """Whether an act that no announcement names is about what the public has heard of."""
    if isinstance(event, BodySet):
        return (event.originator_id, event.body) in heard_of
    if isinstance(event, Announced):
        return event.announcement in heard_of
    about = getattr(event, "rulebook", None) or getattr(event, "category", None) or event.originator_id
    return not isinstance(event, Act) and about in heard_of


def _ruling(story: Sequence[Event]) -> Ruling:
    found = ruling_of(story)
    assert found is not None
    return found


def _about(event: Event) -> UUID:
    """The nomination that an event is about; of an announcement the one that it names in other words."""
    if isinstance(event, Made) and event.otherwise:
        return UUID(event.otherwise[0].item.partition("@")[0])
    return event.originator_id


def _history(story: Sequence[Event]) -> History:
    return history_of(enumerate(story, 1))


def _named(story: Sequence[Event], versions: Iterable[int]) -> Iterator[str]:
    for version in versions:
        yield f"{story[0].originator_id}@{version}"
