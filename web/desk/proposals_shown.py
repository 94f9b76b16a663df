"""A proposal as a view: who made it, what it would be recorded as, decided anew, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import msgspec

from ledger.application.act_forms import act_view, decide_form, load_act
from ledger.application.announcement_forms import preview_announcement, recorded_since
from ledger.application.four_eyes import proposing
from ledger.application.ledger import Story
from ledger.application.no_award import preview_no_award
from ledger.application.proposable import Ground, decide
from ledger.application.proposals import form_in, typed_in
from ledger.domain.nomination import Entered
from ledger.domain.proposal import IMPORT, Confirmed, Made, Proposal, Returned
from ledger.domain.values import Provenance
from ledger.errors import Conflict, Invalid, LedgerError, NotAllowed, NotFound, Refused
from ledger.projections.nominees import EditionFound, edition_by_id
from ledger.wording.acts import ERASED, label_of_entry, sentence
from ledger.wording.catalogue import gettext as _
from ledger.wording.errors import error_sentence, problem_sentence
from ledger.wording.proposals import STATES, form_called, say_import
from ledger.wording.times import say_instant
from ledger.wording.vocabulary import ROLES
from web.desk.announcing import called_now
from web.desk.import_files import file_proposed
from web.desk.proposals_typed import nominations_in
from web.desk.recording import sentences
from web.desk.stories import stories_of
from web.people import services
from web.sight import as_told, told_of

NAMED = 3
"""Nominations that a row names."""
SHOWN = 200
"""Acts that a page tells of what a proposal became."""


class Behind(NamedTuple):
    """What a proposal is about: its show's row, its edition, and every nomination of that."""

    show: Mapping[str, Any]
    found: EditionFound | None
    stories: Mapping[UUID, Story]

    @property
    def edition(self) -> dict[str, str] | None:
        """The edition's name and address."""
        if self.found is None:
            return None
        return {
            "name": self.found.edition["name"],
            "address": f"{self.show['address']}/{self.found.edition['address']}",
        }


def behind(made: Made, show: Mapping[str, Any]) -> Behind:
    """What the proposal is about, as it stands now."""
    found = edition_by_id(services().lists, made.edition.hex) if made.edition else None
    return Behind(show, found, stories_of(found) if found else {})


def actor(by: Provenance) -> dict[str, str]:
    """Who did it, as what."""
    name, role = by.name.text or ERASED, ROLES.get(by.role, by.role)
    return {"name": name, "role": role, "via": by.via, "actor": str(by.actor)}


def row_of(found: Proposal, edition: Mapping[str, str] | None, since: int, zone: str) -> dict[str, Any]:
    """A proposal as a row; `since` is when it came to its state (µs)."""
    made = found.made
    return {
        "id": str(made.originator_id),
        "title": form_called(made.command, made.what),
        "subject": _subject(made),
        "state": {"word": found.state, "label": STATES[found.state]},
        "edition": edition,
        "by": actor(made.by),
        "since": say_instant(since, zone),
    }


def _subject(made: Made) -> str:
    """What the nominations are called that it names, a few of them, or the file; nothing where it is about something else."""
    if made.command == IMPORT:
        return str(typed_in(made).get("name", ""))
    named = nominations_in(made) if made.command == "act" else []
    firsts = [story[0][1] for story in services().ledger.stories(named[:NAMED]).values()]
    called = [label_of_entry(one) for one in firsts if isinstance(one, Entered)]
    return ", ".join([*called, "…"] if len(named) > NAMED else called)


class Looked(NamedTuple):
    """What confirming would record, as the form's own preview; or why it cannot be confirmed, and what changed since it was made."""

    preview: Mapping[str, Any] | None
    refusal: str = ""
    changed: tuple[str, ...] = ()


def looked_at(made: Made, about: Behind) -> Looked:
    """Decide it anew, as its author proposed it; nothing is written."""
    try:
        return Looked(_preview(made, about))
    except (Invalid, Refused, Conflict, NotAllowed, NotFound) as error:
        return Looked(None, why(error), tuple(_changed(made, about)) if isinstance(error, Conflict) else ())


def why(error: LedgerError) -> str:
    """Why it cannot be confirmed."""
    if isinstance(error, Conflict) and error.code != "import_running":
        return _("What it rests on has changed since it was proposed. It is proposed anew, or returned.")
    if isinstance(error, Invalid):
        return " ".join(problem_sentence(one) for one in error.problems)
    return error_sentence(error)


def _changed(made: Made, about: Behind) -> list[str]:
    streams = {made.subject, *nominations_in(made), about.found and UUID(hex=about.found.edition["subject"])}
    return recorded_since(services().ledger, [one for one in streams if one], made.seen, as_told)


def _preview(made: Made, about: Behind) -> dict[str, Any]:
    by = proposing(msgspec.structs.replace(made.by, command=uuid4()))
    form, ledger = form_in(made, by.command), services().ledger
    if form.command == "act":
        verb = str(form.what)
        deciding = decide_form(ledger, by, verb, load_act(verb, form.typed), about.stories)
        return act_view(deciding, told_of(about.stories), told_of(deciding.stories))
    if form.command == "announce" and about.found is not None:
        told = (list(about.stories), called_now(about.found))
        return preview_announcement(ledger, by, form.about, form.typed, about.found.edition["zone"], told)
    if form.command == "no_award":
        return preview_no_award(ledger, by, form.about, form.typed, about.stories)
    if form.command == IMPORT:
        decide(Ground(ledger, by, about.stories), form)
        file_proposed(made)
        return {"acts": [{"number": 1, "sentence": say_import(form.typed["fresh"])}]}
    return {"acts": sentences(decide(Ground(ledger, by, about.stories), form))}


def ended(found: Proposal, decided_at: int, zone: str) -> dict[str, Any] | None:
    """What came of it: by whom, when (µs), why, and the acts that it became."""
    end = found.end
    if end is None:
        return None
    acts = end.acts if isinstance(end, Confirmed) else ()
    return {
        "act": end.act_name,
        "sentence": sentence(end),
        "by": actor(end.by),
        "at": say_instant(decided_at, zone),
        "reason": ((end.reason and end.reason.text) or ERASED) if isinstance(end, Returned) else "",
        "acts": _told(acts[:SHOWN]),
        "n": len(acts),
    }


def _told(acts: tuple[str, ...]) -> list[dict[str, str]]:
    named = [(UUID(stream), int(version)) for stream, _at, version in (one.partition("@") for one in acts)]
    stories = services().ledger.stories({stream for stream, _version in named})
    told = []
    for stream, version in named:
        story = [event for _position, event in stories[stream]]
        told.append({"act": f"{stream}@{version}", "sentence": sentence(story[version - 1], story)})
    return told
