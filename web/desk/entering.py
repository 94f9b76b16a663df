"""The form by which a nomination is entered: names that are known are offered, none is merged by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from ledger.application.draft import Draft
from ledger.application.editions import edition_seen
from ledger.application.entering import decide_entry, record_entry
from ledger.application.ledger import Story
from ledger.application.places import empty_places
from ledger.application.proposable import Form
from ledger.application.refusals import refusals_of
from ledger.domain.nomination import Entered
from ledger.domain.party_names import plain
from ledger.domain.succession import next_in_line
from ledger.errors import Conflict, Invalid, LedgerError, NotFound, Problem, Refused, Unavailable
from ledger.projections.nominees import EditionFound
from ledger.projections.parties_search import find
from ledger.schemas.commands import load
from ledger.schemas.entering_forms import NAMES, EnterForm
from ledger.wording.acts import ERASED, label_of_entry, sentence
from ledger.wording.catalogue import gettext as _
from ledger.wording.names import isolated
from web.desk.choosing import OFFERED, is_seen, label
from web.desk.citing import with_document
from web.desk.entering_fields import ANEW, Choices, Offered, entering_groups
from web.desk.meanwhile import recorded_meanwhile
from web.desk.proposing import PROPOSE, author_on, filled_again, proposed_form, two_needed
from web.desk.stories import stories_of
from web.forms import Group, fill, fresh_command
from web.people import Person, covers, services
from web.sight import records as records_seen
from web.twins import Shown

SORTS = {"title": "work", **{f"name{number}": "party" for number in range(1, NAMES + 1)}}
"""The fields that name a record, each with its sort."""
FIELDS = {"title": "work", **{f"name{number}": f"party{number}" for number in range(1, NAMES + 1)}}
"""The field of the command that each of them fills."""


@dataclass
class _Read:
    """What the fields that name records say: their answers, the records offered, what is still to be said."""

    answers: dict[str, str] = field(default_factory=dict)
    records: dict[str, Choices] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def entering(person: Person, found: EditionFound) -> Shown | Response:
    """Show the form, preview what it says, or record it."""
    # Before anything is read: what is recorded in between counts as not seen.
    head = services().ledger.recorder.head()[0]
    if request.method == "GET":
        fresh = {"command": fresh_command(), "seen": str(head), "source_kind": "minutes", "work_kind": "unknown"}
        category, fills = (request.args.get(name, "") for name in ("category", "fills"))
        again = filled_again("enter", UUID(hex=found.show["subject"]))
        return _shown(
            found, {**fresh, "listing": "nominee", "happened": "", "category": category, "fills": fills, **again}, {}
        )
    typed: dict[str, Any] = request.form.to_dict()
    read = _read(typed)
    by = author_on(person, typed.get("command"), UUID(hex=found.show["subject"]))
    edition = UUID(hex=found.edition["subject"])
    sent = {**typed, **read.answers}
    try:
        # A form sent again after it was recorded finds the records that it made itself.
        if read.problems and services().ledger.recorder.find_append(by.command) is None:
            raise Invalid(read.problems)  # noqa: TRY301 - shown like every other refusal
        if typed.get("step") == PROPOSE:
            return proposed_form(person, Form("enter", None, edition, sent), stories_of(found))
        if typed.get("step") == "record":
            receipt = record_entry(services().ledger, by, edition, sent, stories_of(found))
            services().shown(receipt.last)
            return redirect(url_for("desk.receipt", command=receipt.command), 303)
        draft, entry = decide_entry(services().ledger, by, edition, load(EnterForm(), sent), stories_of(found))
        return _shown(found, typed, read.records, preview=_preview(draft, entry))
    except (Invalid, Refused, Conflict, NotFound, Unavailable) as error:
        return _refused(found, typed, read.records, error)


def _read(typed: Mapping[str, Any]) -> _Read:
    """Each name: chosen while typing, said to be one of those offered, said to be new, or new because nothing is like it."""
    read = _Read()
    for name, sort in SORTS.items():
        text, picked = (str(typed.get(one, "")).strip() for one in (name, f"{name}_id"))
        said = str(typed.get(f"{name}_is", "")).strip()
        if any(one and one != ANEW and not is_seen(one) for one in (picked, said)):
            # A record of another show's is none that was offered.
            read.problems.append(Problem(name, "none_like_it"))
            continue
        if picked:
            read.answers[FIELDS[name]] = picked
            continue
        records = _known(text, sort)
        if records:
            read.records[name] = records
        if said and said != ANEW:
            read.answers[FIELDS[name]] = said
        elif records and said != ANEW:
            read.problems.append(Problem(f"{name}_is", "same_or_somebody_else"))
    return read


def _known(text: str, sort: str) -> Choices:
    """Records of exactly this name, diacritics and letter case aside."""
    if not plain(text):
        return ()
    same = [
        one
        for one in find(services().parties, text, sort, OFFERED, records_seen())
        if plain(text) in {plain(one["label"]), plain(one["also"])}
    ]
    return tuple((one["id"], label(one)) for one in same)


def _preview(draft: Draft, entry: Entered) -> dict[str, Any]:
    stories = {event.originator_id: [event] for event in draft.events}
    return {
        "acts": [
            {"number": number, "sentence": sentence(event, stories[event.originator_id])}
            for number, event in enumerate(draft.events, 1)
        ],
        "note": " ".join([_("Nothing of it is public until it is announced."), *_refusals(entry)]),
    }


def _refusals(entry: Entered) -> list[str]:
    """Which of those who are entered do not want to be: for information, since a refusal decides nothing."""
    named = [*(one.work for one in entry.works), *(one.party for one in entry.credits)]
    return [
        _("Standing refusal: for %(name)s no nomination is wanted.") % {"name": isolated(one.name or ERASED)}
        for one in refusals_of(services().ledger, named)
    ]


def _refused(found: EditionFound, typed: dict[str, Any], records: Mapping[str, Choices], error: LedgerError) -> Shown:
    changed = recorded_meanwhile(error, typed, lambda: [UUID(hex=found.edition["subject"])])
    return _shown(found, typed, records, error=error, changed=changed)


def _shown(
    found: EditionFound,
    typed: Mapping[str, Any],
    records: Mapping[str, Choices],
    *,
    preview: Mapping[str, Any] | None = None,
    error: LedgerError | None = None,
    changed: list[str] | None = None,
) -> Shown:
    view = {
        "verb": _("Enter a nomination"),
        "lead": _("It is in the log, and not public, until it is announced."),
        "subject": found.edition["name"],
        "edition": found.named,
        "form": fill(with_document(entering_form(found, records), UUID(hex=found.edition["subject"])), typed, error),
        "preview": preview,
        "proposes": two_needed(UUID(hex=found.show["subject"])),
        "changed": changed or [],
    }
    return Shown(view, status=error.status if error else 200)


def entering_form(found: EditionFound, records: Mapping[str, Choices]) -> list[Group]:
    """The fields of the form: the categories and empty places of the edition, and records of the names typed."""
    seen = edition_seen(services().ledger, UUID(hex=found.edition["subject"]))
    categories = tuple((str(id_), one.name) for id_, one in seen.categories.items() if one.stands)
    names = {id_: one.name for id_, one in seen.categories.items()}
    stories = stories_of(found)
    places = tuple(
        (act, f"{label_of_entry(entry)} · {names.get(entry.category, '')}{_next_in(stories, act)}")
        for act, entry in empty_places(stories)
    )
    return entering_groups(Offered(categories, places, records))


def _next_in(stories: Mapping[UUID, Story], act: str) -> str:
    """Who was named as next in line for a place, to those who may know rankings."""
    stream, _at, version = act.partition("@")
    named = next_in_line(stories.get(UUID(stream), ()), int(version)) if covers("results") else None
    if named is None:
        return ""
    return " · " + _("next in line: %(next)s") % {"next": isolated(named.next.text or ERASED)}
