"""Entering a nomination by form: its works and names chosen or new, in a place of its own or in one that fell empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ledger.application.documents import cite
from ledger.application.draft import Draft
from ledger.application.editions import EditionSeen, check_category, edition_seen
from ledger.application.entries import CreditData, EntryData, enter_nomination, register_party, register_work
from ledger.application.filling import settle_places
from ledger.application.irregular import check_told
from ledger.application.ledger import Ledger, Receipt, Story
from ledger.application.locking import check_replacement_lock
from ledger.application.once import once
from ledger.application.places import check_empty
from ledger.application.records import standing
from ledger.application.roster import check_may
from ledger.application.seen import check_seen
from ledger.application.typed_times import typed_times
from ledger.domain.effects import PAST_LOCK
from ledger.domain.nomination import Entered
from ledger.domain.times import UNKNOWN, When, propose_counts_from
from ledger.domain.values import Provenance
from ledger.errors import Invalid, Problem
from ledger.schemas.commands import load, plain
from ledger.schemas.entering_forms import NAMES, EnterForm

Stories = Mapping[UUID, Story]


def decide_entry(
    ledger: Ledger, by: Provenance, edition: UUID, data: Mapping[str, Any], stories: Stories
) -> tuple[Draft, Entered]:
    """Decide without writing; `stories` are those of the edition's nominations.

    Raises NotAllowed, Conflict `moved_on`, NotFound `no_such_record`, Invalid.
    """
    draft, seen = Draft(by), edition_seen(ledger, edition)
    check_may(ledger, draft, "enter", seen.show)
    check_seen(ledger, data["seen"], seen.moved)
    check_category(seen, data["category"])
    cite(ledger, draft, data["instrument"], edition)
    draft.rely_on(seen.stream, seen.version)
    entry = enter_nomination(ledger, draft, _entry(ledger, draft, seen, data, stories))
    if data["fills"]:
        check_empty(draft, stories, data["category"], data["fills"])
        settle_places(ledger, draft, stories)
    return draft, entry


def _entry(ledger: Ledger, draft: Draft, edition: EditionSeen, data: Mapping[str, Any], stories: Stories) -> EntryData:
    times = typed_times(data, edition.zone, edition.references_in(data["category"]), ("effective",))
    effective = times["effective"] or UNKNOWN
    recorded = data["listing"] == "recorded"
    told = (data["happened"], data["irregular_reason"])
    locked = _check_lock(edition, data, effective, told, ledger.now())
    return EntryData(
        edition.stream,
        data["category"],
        effective,
        propose_counts_from(effective, ledger.now()),
        works=_works(ledger, draft, data),
        credits=_credits(ledger, draft, data),
        details=data["details"] or (),
        citation=data["citation"],
        credit_line=data["credit_line"],
        listing=data["listing"],
        because=data["because"] if recorded else None,
        order=_next_order(stories, data["category"]),
        source_kind=data["source_kind"],
        source_note=data["source_note"],
        fills=data["fills"],
        irregular=PAST_LOCK if locked else None,
        irregular_reason=data["irregular_reason"],
    )


def _check_lock(
    edition: EditionSeen, data: Mapping[str, Any], since: When, told: tuple[bool, str | None], now: int
) -> bool:
    """Whether a replacement comes after the lock; that of a place of its own is asked of nobody. Raises as `check_replacement_lock`."""
    if problems := check_told(data):
        raise Invalid(problems)
    if data["fills"]:
        return check_replacement_lock(edition, data["category"], since, told, now)
    if data["happened"]:
        raise Invalid([Problem("happened", "nothing_irregular")])
    return False


def _works(ledger: Ledger, draft: Draft, data: Mapping[str, Any]) -> list[tuple[UUID, str]]:
    """The work chosen or a new one, under the title that the list gives it."""
    title, work = data["title"], data["work"]
    if work is not None:
        record = standing(ledger, "work", work).record
        return [(work, title or record.main.text or "")]
    if title is None:
        return []
    return [(register_work(ledger, draft, title=title, kind=data["work_kind"]), title)]


def _credits(ledger: Ledger, draft: Draft, data: Mapping[str, Any]) -> list[CreditData]:
    """Each name: of a record that is chosen, or of a new one."""
    named = []
    for number in range(1, NAMES + 1):
        name, party, role = (data[f"{field}{number}"] for field in ("name", "party", "role"))
        if party is not None:
            record = standing(ledger, "party", party).record
            named.append(CreditData(party, name or record.main.text or "", role))
        elif name is not None:
            party = register_party(ledger, draft, name=name, kind=data[f"kind{number}"])
            named.append(CreditData(party, name, role))
        elif role is not None:
            raise Invalid([Problem(f"name{number}", "role_of_nobody")])
    return named


def _next_order(stories: Stories, category: UUID) -> int:
    """After every nomination of the category, before those of the next."""
    entries = [story[0][1] for story in stories.values()]
    orders = [one.order for one in entries if isinstance(one, Entered) and one.category == category]
    return max(orders, default=0) + 1


def record_entry(ledger: Ledger, by: Provenance, edition: UUID, form: Mapping[str, Any], stories: Stories) -> Receipt:
    """Record what the form says. The same command sent twice is one nomination."""
    data = load(EnterForm(), form)
    request = {"enter": str(edition), **plain(data)}
    return once(ledger, by, request, lambda: ledger.save(decide_entry(ledger, by, edition, data, stories)[0], request))
