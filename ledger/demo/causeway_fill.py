"""Records the Causeway Prizes through the desk's own forms, step by step; what was recorded before is passed over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ledger.application.act_forms import record_act
from ledger.application.act_kinds import ACT_KINDS
from ledger.application.announcement_forms import record_announcement
from ledger.application.entering import record_entry
from ledger.application.ledger import Ledger, Story
from ledger.application.no_award import record_no_award
from ledger.application.settings_changes import record_change
from ledger.application.show_opening import record_show
from ledger.demo.causeway import (
    BODIES,
    CATEGORIES,
    EDITION,
    ENTRIES,
    LISTED,
    PLACES,
    REPLACEMENT,
    RULES,
    SHOW,
    STORY,
    Entry,
    Step,
    Told,
)
from ledger.demo.roster_fill import fill_roster
from ledger.demo.steps import Steps, stream_of
from ledger.domain.edition_settings import settings_of
from ledger.domain.nomination import ENTRY
from ledger.domain.states import credits_of


def fill_causeway(ledger: Ledger) -> None:
    """Record what is missing of it. What an earlier version of the demo recorded with other categories keeps its story."""
    filling = _Filling(ledger)
    if not filling.set_up():
        return
    fill_roster(ledger, ledger.holder("show_address", SHOW["address"]))
    for entry in ENTRIES:
        filling.enter(f"entry-{entry.title}", entry, {"effective": "1 September 2025"})
    listed = [f"{filling.nominations[entry.title]}@{ENTRY}" for entry in ENTRIES]
    filling.announce("list", listed, {"effective": LISTED})
    for one in STORY:
        if isinstance(one, Told):
            filling.announce(one.name, [filling.acts[step] for step in one.steps], one.typed)
        elif one.verb == "enter":
            filling.acts[one.name] = filling.enter(
                one.name, REPLACEMENT, {**one.typed, "fills": filling.acts["withdrawal"]}
            )
        elif one.verb == "no-award":
            filling.acts[one.name] = filling.no_award(one)
        else:
            filling.acts[one.name] = filling.act(one)


class _Filling:
    """What is known while it is recorded: nominations by title, acts by the step that recorded them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        steps = Steps(ledger, "causeway")
        self._by, self._once = steps.by, steps.once
        self._show = self._edition = UUID(int=0)
        self._categories: dict[str, UUID] = {}
        self.nominations: dict[str, UUID] = {}
        self.acts: dict[str, str] = {}

    def set_up(self) -> bool:
        """The show, the edition, and how it is run; False where it has been set up with other categories."""
        ledger = self._ledger
        self._show = stream_of(self._show_step("establish", "show", SHOW, None))
        self._edition = stream_of(self._show_step("open", "edition", EDITION, self._show))
        self._change("names", {"names": "\n".join(CATEGORIES)}, "categories")
        settings = settings_of(event for _position, event in ledger.story(self._edition))
        if settings is not None:
            self._categories = {one.names.name: id_ for id_, one in settings.categories.items()}
        if not self._categories.keys() >= set(CATEGORIES):
            return False
        for name, places in PLACES.items():
            category = {"category": str(self._categories[name])}
            self._change(f"places {name}", {**category, "places": places, "shown": "true"}, "places")
        novel = {"category": str(self._categories["Novel of the Year"])}
        self._change(
            "vacancy", {**novel, "of": "places", "policy": "next_in_line", "until": "voting_closed", "shown": "true"}
        )
        for body in BODIES:
            self._change(f"body {body['kind']}", body, "body")
        self._change("rulebook", {"label": "2025", "effective": "1 January 2025", "text": RULES, "standing": "public"})
        self._change("withdrawal", {"rule": "when_granted"})
        for milestone, effective in (
            ("nominations_announced", LISTED),
            ("voting_closed", "20 October 2025"),
            ("ceremony", "25 October 2025"),
            ("results_announced", "25 October 2025, 21:55"),
        ):
            told = {"milestone": milestone, "standing": "done", "effective": effective}
            self._change(f"milestone {milestone}", told, "milestone")
        return True

    def _show_step(self, step: str, name: str, typed: Mapping[str, Any], show: UUID | None) -> list[str]:
        by = self._by(step)
        return self._once(by, typed, lambda form: record_show(self._ledger, by, name, form, show))

    def _change(self, step: str, typed: Mapping[str, Any], change: str = "") -> None:
        by = self._by(f"set {step}")
        self._once(by, typed, lambda form: record_change(self._ledger, by, self._edition, change or step, form))

    def _stories(self) -> dict[UUID, Story]:
        return self._ledger.stories(self.nominations.values())

    def enter(self, step: str, entry: Entry, typed: Mapping[str, str]) -> str:
        """Enter a nomination; the name of its entry."""
        form: dict[str, Any] = {
            "category": str(self._categories[entry.category]),
            "title": entry.title,
            "work_kind": entry.kind,
            "source_kind": "minutes",
            **typed,
        }
        for number, (name, role) in enumerate(entry.names, 1):
            form |= {f"name{number}": name, f"role{number}": role}
        by = self._by(step)
        acts = self._once(by, form, lambda sent: record_entry(self._ledger, by, self._edition, sent, self._stories()))
        self.nominations[entry.title] = stream_of(acts[-1:])
        return acts[-1]

    def act(self, step: Step) -> str:
        """Record an act on a nomination; the name of the act itself."""
        stream, kind, typed = self.nominations[step.title], ACT_KINDS[step.verb], dict(step.typed)
        if "credit" in kind.asks:
            name = typed.pop("name")
            credits_ = credits_of(self._ledger.story(stream))
            typed["credit"] = next(str(id_) for id_, one in credits_.items() if one.name.text == name)
        usual = {"nominations": [str(stream)], "holds": kind.holds[0]}
        by = self._by(step.name, step.who)
        acts = self._once(
            by, {**usual, **typed}, lambda form: record_act(self._ledger, by, step.verb, form, self._stories())
        )
        events = {event.act_name: event for _position, event in self._ledger.story(stream)}
        return next(act for act in acts if act in events and isinstance(events[act], kind.event))

    def no_award(self, step: Step) -> str:
        """Record that a category confers on nobody; the name of the decision."""
        form = {"category": str(self._categories[step.title]), **step.typed}
        by = self._by(step.name, step.who)
        entry, decision = self._once(
            by, form, lambda sent: record_no_award(self._ledger, by, self._edition, sent, self._stories())
        )
        self.nominations[step.title] = stream_of([entry])
        return decision

    def announce(self, step: str, acts: list[str], typed: Mapping[str, str]) -> None:
        """Tell the public of acts."""
        by, zone = self._by(step), EDITION["zone"]
        self._once(
            by,
            {"acts": acts, **typed},
            lambda form: record_announcement(self._ledger, by, self._edition, form, zone, self._stories()),
        )
