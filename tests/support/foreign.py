"""A show of others, of which nothing is announced yet: whatever it holds says so, and is for nobody who is not on its roster."""

from __future__ import annotations

import io
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from ledger.application.act_forms import record_act
from ledger.application.announcement_forms import record_announcement
from ledger.application.draft import Draft
from ledger.application.entries import register_party, register_work
from ledger.application.no_award import record_no_award
from ledger.application.objection_forms import record_objection_form
from ledger.application.request_forms import record_request_form
from ledger.application.ruling_forms import record_ruling
from ledger.application.settings_changes import record_change
from ledger.application.show_opening import record_show
from ledger.application.statements import record_statement_form
from ledger.bootstrap import Services
from ledger.domain.nomination import ENTRY, Entered
from ledger.domain.values import Provenance
from ledger.importing.sent_files import write_whole
from ledger.importing.toml_text import toml_of
from ledger.projections.nominees import find_edition, nominations_of
from tests.support.documents import PDF, file_document
from tests.support.rosters import as_
from tests.support.services import follow

MARKER = "Qalandria Vexmoor"
"""Two words, so that a search for the one may find the other."""
ADDRESS, EDITION = "vexmoor-laurels", "1"
OWNER = UUID(int=777)
SHEET = f"""Category,Film,Name,Won
{MARKER} of the Year,{MARKER} One,{MARKER} Senior,yes
{MARKER} of the Year,{MARKER} Two,{MARKER} Junior,
{MARKER} of Nobody,{MARKER} Three,{MARKER} Minor,
"""


class Foreign(NamedTuple):
    """What the addresses of its pages name."""

    show: UUID
    nomination: UUID
    announcement: UUID
    command: UUID
    party: UUID
    work: UUID
    given: UUID
    asked: UUID
    said: UUID
    contested: UUID
    document: UUID
    ruling: UUID


def foreign_show(services: Services) -> Foreign:
    """Import it, and record something of every kind on it, as its own organiser. The edition's address is `EDITION`."""
    given = _imported(services)
    follow(services)
    ledger, lists = services.ledger, services.lists
    found = find_edition(lists, ADDRESS, EDITION)
    edition, show = UUID(hex=found.edition["subject"]), UUID(hex=found.show["subject"])
    stories = ledger.stories([UUID(hex=one) for one in nominations_of(lists, found.edition["subject"])])
    entries = [entry for story in stories.values() if isinstance(entry := story[0][1], Entered)]
    junior, minor = (next(one for one in entries if one.works[0].title == f"{MARKER} {n}") for n in ("Two", "Three"))
    by = owner()
    told = {"private_reason": MARKER, "capacity": "nominee", "reason": "own_wish", "effective": "1 October 2026"}
    form = {"command": str(by.command), "nominations": [str(junior.originator_id)], "seen": _seen(services), **told}
    command = record_act(ledger, by, "decline", form, stories).command
    _nobody(services, edition, minor)
    change(services, edition, "names", name=f"{MARKER} Edition", how="renamed")
    change(services, edition, "rulebook", label=MARKER, effective="2026", text=f"1 {MARKER}\n1.1 {MARKER}")
    show_names = owner()
    record_show(
        ledger, show_names, "show-names", _form(services, show_names, name=f"{MARKER} Laurels", how="renamed"), show
    )
    _registered(services)
    announcement = _planned(services, edition, entries[0])
    ruling = _ruled(services, edition, junior)
    change(services, edition, "body", kind="jury", name=MARKER, may_decide=["results"])
    document = file_document(
        ledger, owner(), edition, (f"{MARKER}.pdf", PDF + MARKER.encode()), text=MARKER, title=MARKER, sender=MARKER
    )
    follow(services)
    party, work = junior.credits[0].party, junior.works[0].work
    asked = _asked(services, edition, minor)
    return Foreign(show, junior.originator_id, announcement, command, party, work, given, *asked, document, ruling)


def owner() -> Provenance:
    """A fresh command of the show's organiser."""
    return as_("organiser", OWNER, MARKER)


def _seen(services: Services) -> str:
    return str(services.ledger.recorder.head()[0])


def _form(services: Services, by: Provenance, **typed: Any) -> dict[str, Any]:
    return {"command": str(by.command), "seen": _seen(services), **typed}


def change(services: Services, edition: UUID, what: str, **typed: Any) -> None:
    """Change a setting of its edition."""
    by = owner()
    record_change(services.ledger, by, edition, what, _form(services, by, **typed))


def _nobody(services: Services, edition: UUID, minor: Entered) -> None:
    by, ledger = owner(), services.ledger
    told = {"category": str(minor.category), "stage": "chosen", "body": "organiser", "reason": "none_sufficed"}
    form = _form(services, by, effective="1 October 2026", **told)
    ids = [UUID(hex=one) for one in nominations_of(services.lists, edition.hex)]
    record_no_award(ledger, by, edition, form, ledger.stories(ids))


def _ruled(services: Services, edition: UUID, junior: Entered) -> UUID:
    by, ledger = owner(), services.ledger
    targets = [{"nomination": str(junior.originator_id), "verb": "review"}]
    told = {
        "body": "organiser",
        "effective": "2 October 2026",
        "took_part": MARKER,
        "public_text": MARKER,
        "private_reason": MARKER,
    }
    stories = ledger.stories([junior.originator_id])
    receipt = record_ruling(ledger, by, edition, _form(services, by, targets=targets, **told), stories)
    return UUID(receipt.acts[0].partition("@")[0])


def _asked(services: Services, edition: UUID, about: Entered) -> tuple[UUID, UUID, UUID]:
    """A request, a statement and an objection."""
    ledger = services.ledger
    ids = [UUID(hex=one) for one in nominations_of(services.lists, edition.hex)]
    told: dict[str, Any] = {"nominations": [str(about.originator_id)], "source_note": MARKER, "words": MARKER}
    made = []
    for record, more in (
        (record_request_form, {"wishes": ["not_attend"], "asker_words1": MARKER}),
        (record_statement_form, {"channel": "press"}),
        (record_objection_form, {"concerned_as": "member", "ground": "other"}),
    ):
        by = owner()
        form = _form(services, by, effective="1 October 2026", received="1 October 2026", **told, **more)
        receipt = record(ledger, by, ("new", edition), form, ledger.stories(ids))
        made.append(UUID(receipt.acts[0].partition("@")[0]))
    asked, said, contested = made
    return asked, said, contested


def _registered(services: Services) -> None:
    draft = Draft(owner())
    register_party(services.ledger, draft, name=f"{MARKER} Alone", kind="person")
    register_work(services.ledger, draft, title=f"{MARKER} Apart", kind="film")
    services.ledger.save(draft, {"register": str(uuid4())})


def _planned(services: Services, edition: UUID, entry: Entered) -> UUID:
    """An announcement that is set for later."""
    by = owner()
    form = _form(services, by, acts=[f"{entry.originator_id}@{ENTRY}"], effective="2027-12-01 18:00")
    receipt = record_announcement(services.ledger, by, edition, form, "Asia/Karachi")
    return UUID(receipt.acts[0].partition("@")[0])


def _imported(services: Services) -> UUID:
    mapping = {
        "file": {"delimiter": "comma"},
        "show": {"name": MARKER, "address": ADDRESS, "zone": "Asia/Karachi"},
        "one_edition": {"name": MARKER, "address": EDITION, "label": MARKER},
        "announced": {"how": "not_yet"},
        "category": {"name": "Category"},
        "works": {"title": "Film"},
        "people": {"name": "Name"},
        "winner": {"column": "Won", "won": ["yes"], "not_won": [""]},
    }
    files, work = services.imports.files, services.imports
    sent = files.receive(io.BytesIO(SHEET.encode()), f"{MARKER}.csv", OWNER, 1)
    work.open(sent)
    assert work.wait(sent, 30)
    write_whole(sent.mapping, toml_of(mapping).encode())
    work.check(sent)
    assert work.wait(sent, 30)
    work.bring_in(sent, (OWNER, MARKER, "organiser"), "a")
    assert work.wait(sent, 30)
    job = work.job(sent)
    assert job is not None
    assert (job.what, job.error) == ("import", None)
    return sent.about.id
