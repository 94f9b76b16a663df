"""Records what the notes of the Academy Awards' record tell, on the ledger into which that record was imported.

    python -m examples.academy.history --data FOLDER

The steps stand in `history/*.toml`, grouped by the ledger's words. Each is a command as a form would send it, with a command
id made from the step's own id: running it again, or going on after it was interrupted, records nothing twice.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from examples.academy.record import (
    Edition,
    Step,
    conferral,
    credit_named,
    edition_of,
    first_heard,
)
from ledger.application.act_forms import record_act
from ledger.application.announcement_forms import record_announcement
from ledger.application.announcing import AnnouncementData, announce
from ledger.application.draft import Draft
from ledger.application.editions import edition_seen
from ledger.application.entries import register_party
from ledger.application.ledger import Receipt, Story
from ledger.application.once import once
from ledger.application.roles import require
from ledger.application.shows import record_milestone
from ledger.application.typed_times import typed_when
from ledger.bootstrap import Services, build
from ledger.consumers.rebuild import rebuild
from ledger.consumers.runner import catch_up
from ledger.domain.event import Act, Event
from ledger.domain.nomination import ENTRY, TimeCorrected
from ledger.domain.times import propose_counts_from
from ledger.domain.values import Personal, Provenance
from ledger.importing.command import OPERATOR
from ledger.schemas.commands import load as loaded
from ledger.schemas.entering import RegisterPartyCommand
from ledger.settings import load

STEPS = Path(__file__).parent / "history"
COMMANDS = UUID("b8f4e0b2-8f0e-4f55-9d0c-5f3f3d8c7a41")
"""Under which a step's id becomes its command's id. Never changes: a step once recorded is known again by it."""
WITH_THE_LIST = "with the list"
"""What is told together with the first list that named the nomination."""
NEW = "not in the record"
"""Whose a name is, where the record has nobody of that name."""
OURS = (
    "id",
    "edition",
    "category",
    "title",
    "on_it",
    "verb",
    "told",
    "told_with",
    "note",
    "whose",
    "place_of",
    "beside_a_winner",
)
"""Keys of a step that are not fields of its form."""

Stories = Mapping[UUID, Story]


@dataclass
class Told:
    """What a run added: commands that were new, and those that were there already."""

    new: int = 0
    present: int = 0
    acts: dict[str, list[str]] = field(default_factory=dict)
    """The names of the acts of each step, by its id."""


class Historian:
    """One run over a ledger that holds the record."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.ledger = services.ledger
        self.told = Told()

    def record(self, steps: Iterator[Step]) -> Told:
        """Record every step in order. Raises what the first that cannot be recorded is refused with."""
        for step in steps:
            edition = edition_of(self.services, step["edition"])
            if step["verb"] == "list-announced":
                self._list_announced(step, edition)
            elif step["verb"] == "awards-presented":
                self._awards_presented(step, edition)
            else:
                self._act(step, edition)
        return self.told

    def _act(self, step: Step, edition: Edition) -> None:
        nomination = edition.nomination(step)
        story = edition.stories[nomination]
        form = {key: value for key, value in step.items() if key not in OURS}
        if "on_it" in step:
            form["credit"] = str(credit_named(story, step["on_it"]))
        if "act" in step:
            form["act"] = ENTRY if step["act"] == "entry" else conferral(story)
        if "whose" in step:
            form["party"] = str(self._party(step))
        if "place_of" in step:
            form["fills"] = self.told.acts[step["place_of"]][0]
        # An award that went to one nomination and then to another: until the next step says that it was taken from the first,
        # two hold it. That rule looks at the whole edition; it is not asked here.
        others = None if step.get("beside_a_winner") else edition.stories
        self._send(step, step["id"], [nomination], form, others)
        if step["verb"] == "correct-time":
            # Told earlier than the import could date it, an act is named together with its right time.
            self.told.acts[step["id"]].insert(0, f"{nomination}@{form['act']}")
        if "told" in step:
            self._tell(step, edition, nomination)

    def _send(
        self, step: Step, id_: str, nominations: Sequence[UUID], form: Mapping[str, Any], others: Stories | None
    ) -> None:
        """Record a step's act on some nominations, and keep its name; not what the ledger adds by itself."""
        # Whoever reads a page says how far they had read; sent again, a step had read as far as when it was recorded.
        recorded = self.ledger.recorder.find_append(command(id_))
        seen = self.ledger.recorder.head()[0] if recorded is None else recorded.last - recorded.n
        usual = {"seen": str(seen), "body": "organiser", "reason": "not_given", "source_kind": "record"}
        sent = {
            **usual,
            "source_note": step.get("note", ""),
            **form,
            "command": str(command(id_)),
            "nominations": [str(one) for one in nominations],
        }
        verb = "correct-time" if step["verb"] in ("list-announced", "awards-presented") else step["verb"]
        receipt = self._counted(record_act(self.ledger, author(id_), verb, sent, others))
        stories = self.ledger.stories(nominations)
        events: dict[str, Event] = {event.act_name: event for story in stories.values() for _position, event in story}
        self.told.acts[id_] = [one for one in receipt.acts if isinstance(events.get(one), Act | TimeCorrected)]

    def _party(self, step: Step) -> UUID:
        """The person of a name: the record's own by its id there, or one whom the record does not hold."""
        if step["whose"] != NEW:
            held = self.ledger.holder("party_id", "imdb", step["whose"])
            if held is None:
                raise SystemExit(f"The ledger holds nobody with the id {step['whose']}: import the record first.")
            return held
        by = author(f"{step['id']}/party")
        data = loaded(RegisterPartyCommand(), {"command": str(by.command), "name": step["name"], "kind": "person"})
        request = {"register": data["name"], "kind": data["kind"]}

        def act() -> Receipt:
            require(by.role, "enter")
            draft = Draft(by)
            register_party(self.ledger, draft, name=data["name"], kind=data["kind"])
            return self.ledger.save(draft, request)

        receipt = self._counted(once(self.ledger, by, request, act))
        return UUID(receipt.acts[0].partition("@")[0])

    def _counted(self, receipt: Receipt) -> Receipt:
        self.told.present += receipt.repeated
        self.told.new += not receipt.repeated
        return receipt

    def _tell(self, step: Step, edition: Edition, nomination: UUID) -> None:
        """What the public was told, and when."""
        id_ = f"{step['id']}/told"
        acts = [name for one in (*step.get("told_with", ()), step["id"]) for name in self.told.acts[one]]
        if step["told"] == WITH_THE_LIST:
            first = first_heard(self.ledger.story(nomination))
            data = AnnouncementData(
                edition.stream, "nominations", "organiser", "record", first.effective, first.counts_from
            )
            self._counted(announce(self.ledger, author(id_), data, acts, {"told": acts}))
            return
        form = {"command": str(command(id_)), "acts": acts, "effective": step["told"], "through": "record"}
        self._counted(record_announcement(self.ledger, author(id_), edition.stream, form, edition.zone))

    def _list_announced(self, step: Step, edition: Edition) -> None:
        """The list of an edition was announced on a day that a note tells: what it named stood and was public from then on."""
        chosen = edition.announced_together(step)
        self._milestone(step, edition, "nominations_announced")
        self._send(step, step["id"], chosen, {"effective": step["told"], "act": ENTRY}, None)
        entries = [f"{nomination}@{ENTRY}" for nomination in chosen]
        self._tell_dated(step, edition, "nominations", [*entries, *self.told.acts[step["id"]]])

    def _awards_presented(self, step: Step, edition: Edition) -> None:
        """The awards of an edition were presented on a day that a note tells."""
        won: dict[int, list[UUID]] = {}
        for nomination in edition.announced_together(step):
            version = conferral(edition.stories[nomination])
            if version is not None:
                won.setdefault(version, []).append(nomination)
        self._milestone(step, edition, "ceremony")
        acts = []
        for version, nominations in sorted(won.items()):
            id_ = f"{step['id']}/{version}"
            self._send(step, id_, nominations, {"effective": step["told"], "act": version}, None)
            acts += [*(f"{one}@{version}" for one in nominations), *self.told.acts[id_]]
        if acts:
            self._tell_dated(step, edition, "results", acts)

    def _tell_dated(self, step: Step, edition: Edition, what: str, acts: Sequence[str]) -> None:
        id_ = f"{step['id']}/told"
        effective = typed_when("effective", step["told"], edition.zone, {})
        counts_from = propose_counts_from(effective, self.ledger.now())
        data = AnnouncementData(edition.stream, what, "organiser", "record", effective, counts_from)
        self._counted(announce(self.ledger, author(id_), data, acts, {"told": list(acts), "when": step["told"]}))

    def _milestone(self, step: Step, edition: Edition, milestone: str) -> None:
        by = author(f"{step['id']}/milestone")
        request = {"milestone": milestone, "edition": str(edition.stream), "effective": step["told"]}

        def act() -> Receipt:
            require(by.role, "set_up")
            draft = Draft(by)
            draft.goes_on(edition.stream, edition_seen(self.ledger, edition.stream).version)
            effective = typed_when("effective", step["told"], edition.zone, {})
            counts_from = propose_counts_from(effective, self.ledger.now())
            record_milestone(draft, edition.stream, milestone=milestone, effective=effective, counts_from=counts_from)
            return self.ledger.save(draft, request)

        self._counted(once(self.ledger, by, request, act))


def command(step: str) -> UUID:
    """The id of a step's command."""
    return uuid5(COMMANDS, step)


def author(step: str) -> Provenance:
    """Whoever works at the command line, recording this step."""
    name = Personal(OPERATOR, "Operator at the command line")
    return Provenance(actor=OPERATOR, name=name, role="operator", command=command(step), via="cli")


def steps() -> Iterator[Step]:
    """The steps of every file, in the order of the files' names."""
    for file in sorted(STEPS.glob("*.toml")):
        yield from tomllib.loads(file.read_text(encoding="utf-8"))["step"]


def tell(services: Services) -> Told:
    """Record the history on a ledger that holds the record; the read models are followed before and after."""
    _follow(services)
    told = Historian(services).record(steps())
    _follow(services)
    return told


def _follow(services: Services) -> None:
    for view in services.views:
        if view.live() is None:
            rebuild(view)
        catch_up(view)


def main() -> None:
    """Run it on a data folder."""
    parser = argparse.ArgumentParser(description="Record what the notes of the Academy Awards' record tell.")
    parser.add_argument("--data", type=Path, default=None, help="The data folder (default: as for awards-ledger).")
    with build(load(data=parser.parse_args().data)) as services:
        told = tell(services)
    print(f"{told.new} commands recorded, {told.present} were there already.")


if __name__ == "__main__":
    main()
