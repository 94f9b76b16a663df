"""Records the eighth edition of the Causeway Prizes through the desk's own forms; what was recorded before is passed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from ledger.application.act_forms import record_act
from ledger.application.act_kinds import ACT_KINDS
from ledger.application.announcement_forms import record_announcement
from ledger.application.documents import record_document
from ledger.application.entering import record_entry
from ledger.application.ledger import Ledger, Story
from ledger.application.request_forms import record_request_form
from ledger.application.ruling_forms import record_ruling
from ledger.application.settings_changes import record_change
from ledger.application.show_opening import record_show
from ledger.application.statements import record_statement_form
from ledger.demo.causeway import BODIES, RULES, Entry
from ledger.demo.contested import (
    CATEGORIES,
    DOCUMENTS,
    EDITION,
    ENTRIES,
    LISTED,
    MILESTONES,
    REPLACEMENT,
    REVIEWED,
)
from ledger.demo.steps import Steps, stream_of
from ledger.domain.edition_settings import settings_of
from ledger.domain.nomination import ENTRY
from ledger.domain.states import credits_of
from ledger.importing.documents_sent import keep_text

BODY = "committee"


def fill_contested(ledger: Ledger, show: UUID) -> None:
    """Record what is missing of it."""
    year = _Year(ledger, show)
    year.set_up()
    for entry in ENTRIES:
        year.enter(entry, effective="1 March 2026")
    year.announce("list", [f"{year.nominations[entry.title]}@{ENTRY}" for entry in ENTRIES], LISTED)
    for name in DOCUMENTS:
        year.file(name)
    _withdrawn_together(year)
    _name_and_work(year)
    _eligibility(year)
    _too_late(year)
    _asked_by_the_organiser(year)


def _withdrawn_together(year: _Year) -> None:
    """Two unrelated nominees ask in one statement; one is granted and replaced, of the other nothing was decided yet."""
    asked = year.ask(
        "two", "Harbour Lights", "Tin Roof", document="of two", received="9 March 2026",
        asker_words1="The Lantern Quartet", capacity1="group", asker_words2="Orla Dunne", wishes=["withdraw", "not_attend"],
    )  # fmt: skip
    granted = year.answer(
        "two granted", "decide", asked, outcomes=["1:granted", "2:noted"], decided="12 March 2026, 15:00",
        effective="12 March 2026, 15:00", rule="7.1",
    )  # fmt: skip
    left = year.of(granted, "Harbour Lights", "nomination.withdrawn")
    joined = year.enter(REPLACEMENT, effective="13 March 2026", fills=left)
    year.announce("two told", [left, joined], "13 March 2026, 10:00")


def _name_and_work(year: _Year) -> None:
    """A lyricist asks that name and words be taken off a shared song: two points that hang together, unanswered."""
    credit = f"{year.nominations['زعفران کی سڑک']}:{year.credit('زعفران کی سڑک', 'کامران زیدی')}"
    year.ask(
        "name and work", "زعفران کی سڑک", document="of the lyricist", sent="11 March 2026", received="16 March 2026",
        asker_words1="کامران زیدی", credits=[credit], credit_wish="take_name_off", together="yes",
    )  # fmt: skip
    year.state(
        "sponsor",
        "Film of the Year",
        words="The Galway Harbour Company, a sponsor",
        channel="press",
        effective="18 March 2026",
    )


def _eligibility(year: _Year) -> None:
    """One decision on three films: one is ineligible from then on, two were reviewed and stand. The director was told first."""
    ruling, *acts = year.rule(
        "films", effective="26 March 2026", rule="1.1", private_reason="Shown in Cork in December 2024."
    )
    fell = next(one for one in acts if one.startswith(str(year.nominations["The Lock-Keeper"])))
    year.act(
        "director told", "tell-party", "The Lock-Keeper", act=fell.partition("@")[2], told="true", how="telephone",
        told_by="organiser", effective="26 March 2026, 17:00",
    )  # fmt: skip
    year.announce("films told", [ruling, *acts], "27 March 2026, 10:00")
    year.act(
        "a report", "add-report", "The Lock-Keeper", act=fell.partition("@")[2], report_who="A trade paper", sure="reported",
        says="otherwise", report_when="25 March 2026",
    )  # fmt: skip


def _too_late(year: _Year) -> None:
    """After the ballot is locked a director asks not to be voted for: too late to leave the list, and a note says so."""
    asked = year.ask(
        "too late", "Kiln", document="of the director", received="24 April 2026", asker_words1="Mina Rahimi",
        wishes=["withdraw", "not_voted"],
    )  # fmt: skip
    acts = year.answer(
        "too late decided",
        "decide",
        asked,
        outcomes=["1:too_late", "2:noted"],
        decided="25 April 2026",
        reason="after_deadline",
    )
    story = year.ledger.story(year.nominations["Kiln"])
    notes = [one.act_name for _at, one in story if one.TOPIC == "nomination.asked"]
    ended = [one for one in acts if one.startswith(str(year.nominations["Kiln"]))]
    year.announce("too late told", [*notes, *ended], "26 April 2026, 09:00")


def _asked_by_the_organiser(year: _Year) -> None:
    """The organiser asks an author, and is refused; and another's request is refused."""
    asked = year.ask(
        "by the organiser", "Glass Meadow", direction="of_party", sent="2 April 2026", reply_by="9 April 2026",
        asker_words1="The Causeway Trust", capacity1="body", wishes=["withdraw"],
    )  # fmt: skip
    year.answer("author refuses", "answer", asked, outcome="refused", effective="6 April 2026")
    moved = year.ask(
        "to be moved", "A Winter Census", received="3 April 2026", asker_words1="The publisher", capacity1="publisher",
        wishes=["move"],
    )  # fmt: skip
    year.answer("move refused", "decide", moved, outcomes=["1:refused"], decided="7 April 2026", rule="2.1")


class _Year:
    """What is known while it is recorded: nominations by title, documents by name."""

    def __init__(self, ledger: Ledger, show: UUID) -> None:
        self.ledger, self._show = ledger, show
        self._steps = Steps(ledger, "causeway 8")
        self._edition = UUID(int=0)
        self._categories: dict[str, UUID] = {}
        self.nominations: dict[str, UUID] = {}
        self._documents: dict[str, UUID] = {}

    def _stories(self) -> dict[UUID, Story]:
        return self.ledger.stories(self.nominations.values())

    def set_up(self) -> None:
        """The edition, and how it is run."""
        by = self._steps.by("open")
        opened = self._steps.once(by, EDITION, lambda form: record_show(self.ledger, by, "edition", form, self._show))
        self._edition = stream_of(opened)
        self._change("categories", "categories", {"names": "\n".join(CATEGORIES)})
        settings = settings_of(event for _position, event in self.ledger.story(self._edition))
        if settings is not None:
            self._categories = {one.names.name: id_ for id_, one in settings.categories.items()}
        for name, places in CATEGORIES.items():
            told = {"category": str(self._categories[name]), "places": places, "shown": "true"}
            self._change(f"places {name}", "places", told)
        for body in BODIES:
            self._change(f"body {body['kind']}", "body", body)
        book = {"label": "2026", "effective": "1 January 2026", "text": RULES, "standing": "public"}
        self._change("rulebook", "rulebook", book)
        for milestone, effective in MILESTONES:
            told = {"milestone": milestone, "standing": "done", "effective": effective}
            self._change(f"milestone {milestone}", "milestone", told)

    def _change(self, step: str, change: str, typed: Mapping[str, Any]) -> None:
        by = self._steps.by(f"set {step}")
        self._steps.once(by, typed, lambda form: record_change(self.ledger, by, self._edition, change, form))

    def enter(self, entry: Entry, **typed: Any) -> str:
        """Enter a nomination; the name of its entry."""
        form = {
            "category": str(self._categories[entry.category]),
            "title": entry.title,
            "work_kind": entry.kind,
            **typed,
        }
        for number, (name, role) in enumerate(entry.names, 1):
            form |= {f"name{number}": name, f"role{number}": role}
        by = self._steps.by(f"enter {entry.title}")
        acts = self._steps.once(
            by, form, lambda sent: record_entry(self.ledger, by, self._edition, sent, self._stories())
        )
        self.nominations[entry.title] = stream_of(acts[-1:])
        return acts[-1]

    def act(self, step: str, verb: str, title: str, **typed: Any) -> None:
        """Record an act, or what stands beside one, on a nomination."""
        form = {"nominations": [str(self.nominations[title])], "holds": ACT_KINDS[verb].holds[0], **typed}
        by = self._steps.by(step)
        self._steps.once(by, form, lambda sent: record_act(self.ledger, by, verb, sent, self._stories()))

    def announce(self, step: str, acts: Sequence[str], at: str) -> None:
        """Tell the public of acts."""
        by, zone = self._steps.by(step), EDITION["zone"]
        form = {"acts": list(acts), "effective": at}
        self._steps.once(
            by, form, lambda sent: record_announcement(self.ledger, by, self._edition, sent, zone, self._stories())
        )

    def file(self, name: str) -> None:
        """File a document whose text was pasted."""
        by, told = self._steps.by(f"file {name}"), dict(DOCUMENTS[name])
        document, text = self._steps.id(f"document {name}"), told.pop("text")
        self._documents[name] = document
        if not self._steps.recorded(by):
            told |= {"document": str(document)}
            form = {**told, "kept": [keep_text(self.ledger, document, text, None)]}
            self._steps.once(by, form, lambda sent: record_document(self.ledger, by, "file", self._edition, sent))

    def ask(self, step: str, *titles: str, document: str = "", **typed: Any) -> UUID:
        """Record what was asked; the request."""
        chosen = [] if "credit_wish" in typed else [str(self.nominations[title]) for title in titles]
        form = {"nominations": chosen, "source_kind": "letter", **typed}
        if document:
            form["instrument"] = str(self._documents[document])
        return stream_of(self.answer(step, "new", self._edition, **form))

    def answer(self, step: str, what: str, about: UUID, **typed: Any) -> list[str]:
        """Record a request, or what became of one; the acts."""
        by, form = self._steps.by(step), {"body": BODY, **typed}
        return self._steps.once(
            by, form, lambda sent: record_request_form(self.ledger, by, (what, about), sent, self._stories())
        )

    def state(self, step: str, _about: str, **typed: Any) -> None:
        """Keep what somebody said, asking nothing."""
        by = self._steps.by(step)
        self._steps.once(
            by,
            typed,
            lambda sent: record_statement_form(self.ledger, by, ("new", self._edition), sent, self._stories()),
        )

    def rule(self, step: str, **typed: Any) -> list[str]:
        """Record the decision on the films; its acts, the decision first."""
        targets = [{"nomination": str(self.nominations[title]), "verb": verb, **own} for title, verb, own in REVIEWED]
        by, form = self._steps.by(step), {"body": BODY, "targets": targets, **typed}
        return self._steps.once(
            by, form, lambda sent: record_ruling(self.ledger, by, self._edition, sent, self._stories())
        )

    def of(self, acts: Sequence[str], title: str, topic: str) -> str:
        """Of these acts the one on a nomination that is of a topic."""
        story = self.ledger.story(self.nominations[title])
        return next(one.act_name for _at, one in story if topic == one.TOPIC and one.act_name in acts)

    def credit(self, title: str, name: str) -> UUID:
        """A name on a nomination."""
        credits_ = credits_of(self.ledger.story(self.nominations[title]))
        return next(id_ for id_, one in credits_.items() if one.name.text == name)
