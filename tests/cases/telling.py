"""Tells a case as it came about: a ledger kept live, whose clock stands at each step, driven by the forms of the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from ledger.application.act_forms import record_act
from ledger.application.act_kinds import ACT_KINDS
from ledger.application.announcement_forms import record_announcement
from ledger.application.entering import record_entry
from ledger.application.ledger import Receipt, Story
from ledger.application.request_forms import record_request_form
from ledger.application.ruling_forms import record_ruling
from ledger.application.settings_changes import record_change
from ledger.application.show_opening import record_show
from ledger.bootstrap import Services
from ledger.checks.reconcile import reconcile
from ledger.domain.edition_settings import settings_of
from ledger.domain.nomination import ENTRY
from ledger.domain.states import credits_of
from ledger.domain.times import FOREVER, parse_when
from ledger.domain.values import Provenance
from ledger.projections.nominees import Asked, nominee_list
from ledger.projections.request_inbox import is_closed, requests_of
from tests.support.services import by, follow

SHOW, EDITION = "award", "1"
UNITS = {
    "withdrawn": "w",
    "rescinded": "r",
    "ineligible": "i",
    "disqualified": "d",
    "announced in error": "e",
    "moved away": "m",
    "void": "v",
    "left, kind not known": "l",
}
"""The short words of CASES.md for what is named and not on the list."""


class Clock:
    """The ledger's clock (µs): it stands until it is moved, and moves on by a second with every act."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        return self.now


class Case:
    """One award's year: what is recorded of it, and what its lists say at any moment under any reading."""

    def __init__(
        self, services: Services, clock: Clock, zone: str, day: str, categories: Mapping[str, int | None]
    ) -> None:
        self.services, self.ledger, self._clock, self.zone = services, services.ledger, clock, zone
        self.nominations: dict[str, UUID] = {}
        self._stood = 0
        self.it_is(day)
        show = self._show("show", None, name="The award", address=SHOW, zone=zone)
        self.edition = self._show(
            "edition", show, name="The year", address=EDITION, label="The year", ordinal="1", zone=zone
        )
        self.change("categories", names="\n".join(categories))
        settings = settings_of(event for _position, event in self.ledger.story(self.edition))
        assert settings is not None
        self.categories = {one.names.name: id_ for id_, one in settings.categories.items()}
        for name, places in categories.items():
            if places is not None:
                self.change("places", category=str(self.categories[name]), places=str(places), shown="true")

    def it_is(self, text: str) -> None:
        """From here on things are recorded at this time."""
        self._clock.now = self.at(text)

    def at(self, text: str) -> int:
        """A moment (µs)."""
        return parse_when(text, self.zone).latest_us

    def _by(self) -> Provenance:
        self._clock.now += 1_000_000
        return by()

    def _form(self, author: Provenance, typed: Mapping[str, Any]) -> dict[str, Any]:
        return {"command": str(author.command), "seen": str(self.ledger.recorder.head()[0]), **typed}

    def _show(self, form: str, show: UUID | None, **typed: Any) -> UUID:
        author = self._by()
        receipt = record_show(self.ledger, author, form, self._form(author, typed), show)
        return UUID(receipt.acts[0].partition("@")[0])

    def change(self, setting: str, **typed: Any) -> None:
        """Change a setting of the edition."""
        author = self._by()
        record_change(self.ledger, author, self.edition, setting, self._form(author, typed))

    def stories(self) -> dict[UUID, Story]:
        """Every nomination."""
        return self.ledger.stories(self.nominations.values())

    def enter(self, title: str, category: str = "", names: Sequence[str] = (), **typed: Any) -> str:
        """Enter a nomination by its title; the name of its entry."""
        author = self._by()
        category = category or next(iter(self.categories))
        form = {"category": str(self.categories[category]), "title": title, "source_kind": "minutes", **typed}
        for number, name in enumerate(names, 1):
            form[f"name{number}"] = name
        receipt = record_entry(self.ledger, author, self.edition, self._form(author, form), self.stories())
        self.nominations[title] = UUID(receipt.acts[-1].partition("@")[0])
        return receipt.acts[-1]

    def act(self, verb: str, *titles: str, on: str | None = None, **typed: Any) -> str:
        """Record an act on nominations, or on one name of one; the act itself on the first."""
        kind, author = ACT_KINDS[verb], self._by()
        streams = [self.nominations[title] for title in titles]
        if on is not None:
            credits_ = credits_of(self.ledger.story(streams[0]))
            typed["credit"] = next(str(id_) for id_, one in credits_.items() if one.name.text == on)
        usual = {
            "body": "organiser",
            "capacity": "nominee",
            "holds": kind.holds[0],
            "reason": kind.reasons[0] if kind.reasons else "",
        }
        form = {**usual, **typed, "nominations": [str(one) for one in streams]}
        receipt = record_act(self.ledger, author, verb, self._form(author, form), self.stories())
        events = {event.act_name: event for _position, event in self.ledger.story(streams[0])}
        return next(
            act
            for act in receipt.acts
            if act in events and not act.endswith(f"@{ENTRY}") and isinstance(events[act], kind.event)
        )

    def rule(self, *targets: tuple[str, str, Mapping[str, Any]], **typed: Any) -> list[str]:
        """Record a decision on several nominations, each with its verb and what is its own; the acts, the decision first."""
        author = self._by()
        told = [{"nomination": str(self.nominations[title]), "verb": verb, **own} for title, verb, own in targets]
        form = self._form(author, {"body": "committee", "targets": told, **typed})
        return list(record_ruling(self.ledger, author, self.edition, form, self.stories()).acts)

    def announce(self, *acts: str, at: str = "", **typed: Any) -> int:
        """Announce acts; the moment just after (µs)."""
        author = self._by()
        form = {"acts": list(acts), "effective": at, "untold": "by_this", **typed}
        receipt = record_announcement(
            self.ledger, author, self.edition, self._form(author, form), self.zone, self.stories()
        )
        made = self.ledger.story(UUID(receipt.acts[0].partition("@")[0]))[0][1]
        return int(made.counts_from)  # type: ignore[attr-defined]

    def credit(self, title: str, name: str) -> str:
        """A name on a nomination, as the form of a request names it."""
        stream = self.nominations[title]
        credits_ = credits_of(self.ledger.story(stream))
        return f"{stream}:{next(id_ for id_, one in credits_.items() if one.name.text == name)}"

    def party(self, title: str, name: str) -> UUID:
        """The party that a nomination credits by this name."""
        return next(
            one.party
            for one in credits_of(self.ledger.story(self.nominations[title])).values()
            if one.name.text == name
        )

    def _request(self, form: str, about: UUID, typed: Mapping[str, Any]) -> Receipt:
        author = self._by()
        return record_request_form(self.ledger, author, (form, about), self._form(author, typed), self.stories())

    def ask(self, *titles: str, **typed: Any) -> UUID:
        """Record what somebody asks about nominations: to be withdrawn, where nothing else is said."""
        chosen = [str(self.nominations[title]) for title in titles]
        usual = {"nominations": chosen, "wishes": ["withdraw"] if titles else [], "source_kind": "letter"}
        return UUID(self._request("new", self.edition, {**usual, **typed}).acts[0].partition("@")[0])

    def answer(self, form: str, request: UUID, **typed: Any) -> list[str]:
        """Decide, answer or take back what was asked; the acts recorded."""
        return list(self._request(form, request, {"body": "organiser", **typed}).acts)

    def asked(self, at: int) -> str:
        """What waits for an answer at a moment: how many points of each request, the oldest first, and what became of the others."""
        self.view(Asked("force", at))
        waits, others = requests_of(self.services.requests, self.edition.hex)
        closed = is_closed(self.services.lists, self.edition.hex, at)
        told = [f"{one.waits}{' never answered' if closed else ''}" for one in waits if one.since <= at]
        return " · ".join([*told, *(",".join(one.outcomes) for one in others if one.since <= at)])

    def known(self) -> int:
        """The position up to which the ledger has been told by now."""
        return self.ledger.recorder.head()[0]

    def force(self, at: int, known: int = FOREVER) -> str:
        """The list in force at a moment, by everything known now or at a position."""
        return self.told(Asked("force" if known == FOREVER else "known", at, known))

    def announced(self, at: int) -> str:
        """The list as announced at a moment."""
        return self.told(Asked("announced", at, now=at))

    def view(self, asked: Asked) -> dict[str, Any]:
        """A list as the pages have it."""
        if self._stood != self.known():
            follow(self.services)
            self._stood = self.known()
        return nominee_list(self.services.lists, SHOW, EDITION, asked)

    def notices(self, asked: Asked, title: str) -> list[str]:
        """What a list says beside a nomination."""
        return [
            notice["text"]
            for category in self.view(asked)["categories"]
            for one in category["nominations"]
            if title in [work["title"] for work in one["works"]]
            for notice in one["notices"]
        ]

    def told(self, asked: Asked) -> str:
        """A list in a line."""
        return short(self.view(asked))

    def agrees(self) -> bool:
        """Whether every read model says what the log does, and holds nothing back."""
        follow(self.services)
        told = [reconcile(view, self.ledger.recorder, self.ledger.mapper) for view in self.services.views]
        return all(one.agrees and one.held_back == 0 for one in told)


def short(view: Mapping[str, Any]) -> str:
    """A list in a line: the titles on it, and the count as CASES.md writes it."""
    listed = [
        ", ".join(work["title"] for work in one["works"]) or ", ".join(credit["name"] for credit in one["credits"])
        for category in view["categories"]
        for one in category["nominations"]
        if one["place"]["word"] == "nominated"
    ]
    return f"{' '.join(sorted(listed))} · {counted(view['count'])}"


def counted(count: Mapping[str, Any]) -> str:
    """`6=5+1e`: named so far, on the list, and what became of the others."""
    parts = {part["label"]: part["count"] for part in count["parts"] if part["count"]}
    on = parts.pop("on the list", 0)
    others = "".join(f"+{number}{UNITS.get(label, label)}" for label, number in parts.items())
    return f"{count['named']}={on}{others}"
