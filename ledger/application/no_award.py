"""Recording that a category confers on nobody: an entry that says so and the ruling, in one append (decision 12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ledger.application.act_kinds import act_kind
from ledger.application.documents import cite
from ledger.application.draft import Draft
from ledger.application.editions import EditionSeen, check_category, edition_seen
from ledger.application.entered_once import is_free, no_award_parts
from ledger.application.entries import EntryData, confer, enter_nomination
from ledger.application.ledger import Ledger, Receipt
from ledger.application.nobody import Stories, category_of, check_one_way, is_no_award
from ledger.application.once import once
from ledger.application.powers import check_body, check_rule
from ledger.application.roster import check_may
from ledger.application.seen import check_seen
from ledger.application.turns import holders
from ledger.application.typed_times import typed_times
from ledger.application.winners import claim_award
from ledger.domain.award_acts import Chosen
from ledger.domain.nomination import ENTRY, Entered
from ledger.domain.readings import history_of, read
from ledger.domain.standing import CHOSEN, CONFERRED
from ledger.domain.times import UNKNOWN, When, propose_counts_from
from ledger.domain.values import Authority, Provenance, Source
from ledger.errors import Invalid, Problem, Refused
from ledger.schemas.commands import load, plain
from ledger.schemas.no_award import NoAwardForm
from ledger.wording.acts import sentence
from ledger.wording.catalogue import gettext as _
from ledger.wording.no_award import say_stage

Times = Mapping[str, When | None]


def decide_no_award(ledger: Ledger, by: Provenance, edition: UUID, data: Mapping[str, Any], stories: Stories) -> Draft:
    """Decide without writing; `stories` are those of the edition's nominations.

    Raises NotAllowed, Conflict `moved_on` (somebody acted in the category or on its edition meanwhile), Invalid, and
    Refused `has_no_award`, `somebody_has_the_award`.
    """
    draft, seen = Draft(by), edition_seen(ledger, edition)
    check_may(ledger, draft, "confer", seen.show)
    category: UUID = data["category"]
    check_category(seen, category)
    cite(ledger, draft, data["instrument"], edition)
    inside = {stream: story for stream, story in stories.items() if category_of(story) == category}
    newest = max([seen.moved, *(story[-1][0] for story in inside.values())])
    check_seen(ledger, data["seen"], newest)
    _check_none_stands(ledger, category)
    check_body(act_kind("choose"), data["body"], seen)
    check_rule(data["rule"], seen)
    times = typed_times(data, seen.zone, seen.references_in(category))
    if times["decided"] is not None and times["decided"].earliest_us > ledger.now():
        raise Invalid([Problem("decided", "decided_in_future")])
    draft.rely_on(seen.stream, seen.version)
    _record(ledger, draft, seen, (data, times))
    check_one_way(stories, draft.events)
    claim_award(ledger, draft, draft.events, category, stories)
    return draft


def _check_none_stands(ledger: Ledger, category: UUID) -> None:
    """Raise Refused `has_no_award` where it is recorded of the category already, and was not struck."""
    held = holders(ledger, *no_award_parts(category))
    if held and not is_free(ledger.story(held[-1])):
        raise Refused("has_no_award")


def _record(ledger: Ledger, draft: Draft, seen: EditionSeen, told: tuple[Mapping[str, Any], Times]) -> Entered:
    data, times = told
    effective, now = times["effective"] or UNKNOWN, ledger.now()
    counts_from = propose_counts_from(effective, now)
    version = seen.version_decided_under(data["rule"], times["decided"] or effective, now)
    entry = enter_nomination(
        ledger,
        draft,
        EntryData(
            seen.stream,
            data["category"],
            effective,
            counts_from,
            details=(seen.categories[data["category"]].name,),
            listing="recorded",
            because="no_award",
            source_kind=data["source_kind"],
        ),
    )
    stream = entry.originator_id
    draft.add(
        Chosen,
        stream,
        effective=effective,
        counts_from=counts_from,
        follows=ENTRY,
        authority=Authority(body=data["body"], rule=data["rule"], version=version),
        reason=data["reason"],
        private_reason=draft.personal(stream, data["private_reason"]),
        source=Source(kind=data["source_kind"], note=draft.personal(stream, data["source_note"])),
        decided=times["decided"],
    )
    if data["stage"] == "conferred":
        confer(draft, entry, effective=effective, counts_from=counts_from, source_kind=data["source_kind"])
    return entry


def record_no_award(
    ledger: Ledger, by: Provenance, edition: UUID, form: Mapping[str, Any], stories: Stories
) -> Receipt:
    """Record what the form says. The same command sent twice is one act."""
    data = load(NoAwardForm(), form)
    request = {"no_award": str(edition), **plain(data)}
    return once(ledger, by, request, lambda: ledger.save(decide_no_award(ledger, by, edition, data, stories), request))


def preview_no_award(
    ledger: Ledger, by: Provenance, edition: UUID, form: Mapping[str, Any], stories: Stories
) -> dict[str, Any]:
    """What would be recorded, as a view; nothing is written."""
    data = load(NoAwardForm(), form)
    draft = decide_no_award(ledger, by, edition, data, stories)
    nominees, without = _counted(stories, data["category"])
    return {
        "acts": [
            {"number": number, "sentence": sentence(event, draft.events)}
            for number, event in enumerate(draft.events, 1)
        ],
        "before": _("the award is open"),
        "after": say_stage(data["stage"], public=False),
        "counts": [
            {"label": _("On the list in this category"), "before": str(nominees), "after": str(nominees)},
            {"label": _("Categories without an award"), "before": str(without), "after": str(without + 1)},
        ],
        "note": _("The public list does not change until this is announced."),
    }


def _counted(stories: Stories, category: UUID) -> tuple[int, int]:
    """How many are on the list of the category, and how many categories of the edition confer on nobody."""
    standings = {stream: read(history_of(story)) for stream, story in stories.items()}
    nominees = without = 0
    for stream, standing in standings.items():
        if standing is not None:
            nominees += standing.listed and category_of(stories[stream]) == category
            without += is_no_award(stories[stream]) and standing.award in (CHOSEN, CONFERRED)
    return nominees, without
