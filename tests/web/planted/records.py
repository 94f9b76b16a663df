"""Acts on parties and works, and what only a saved event can say, with a word in each text."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from ledger.application import parties, works
from ledger.application.announcing import AnnouncementData, draft_announcement
from ledger.application.draft import Draft
from ledger.application.entries import register_party, register_work
from ledger.application.records import record_act
from ledger.domain.announcement import Made
from ledger.domain.edition import MilestoneRecorded
from ledger.domain.times import parse_when
from ledger.domain.values import ExternalId, Source
from tests.web.planted.planting import ZONE, Planter, told_again

ACTS = {"party": parties.ACTS, "work": works.ACTS}


def plant_records(planter: Planter, category: UUID, party: UUID, work: UUID) -> None:
    """Act on a party and a work, beside others that a nomination in the category names."""
    draft = Draft(planter.by())
    known_as = [ExternalId(scheme="viaf", value=planter.word())]
    other = {
        "party": register_party(planter.ledger, draft, name=planter.word(), kind="person", external=known_as),
        "work": register_work(
            planter.ledger,
            draft,
            title=planter.word(),
            kind="film",
            external=[ExternalId(scheme="viaf", value=planter.word())],
        ),
    }
    planter.ledger.save(draft, {"register": str(uuid4())})
    planter.enter(category, work=str(other["work"]), party1=str(other["party"]))
    for sort, record in (("party", party), ("work", work)):
        kind = {"party": "former", "work": "working"}[sort]
        on_record(planter, sort, record, "name", name=planter.word(), kind=kind)
        on_record(planter, sort, record, "id", scheme="viaf", value=planter.word())
        struck = on_record(planter, sort, record, "name", name=planter.word(), kind=kind)
        on_record(planter, sort, record, "strike", act=struck.partition("@")[2])
        on_record(planter, sort, record, "link", to=str(other[sort]), reasons=["known"])
        on_record(planter, sort, record, "unlink")
        on_record(planter, sort, record, "refusal", stands="true", words=planter.word())
    on_record(planter, "party", party, "kind", kind="group")
    on_record(planter, "party", party, "public-name", name=planter.word())
    on_record(planter, "party", other["party"], "terms", form="initials", shown_as=planter.word())


def on_record(planter: Planter, sort: str, record: UUID, act: str, /, **typed: Any) -> str:
    """Act on a record with a word as its source; the act's name."""
    by = planter.by()
    form = {"command": str(by.command), "source_kind": "letter", "source_note": planter.word(), **typed}
    return record_act(planter.ledger, by, (sort, record), ACTS[sort][act], form).acts[0]


def plant_sources(planter: Planter, entry: str) -> None:
    """The sources of a milestone and of an announcement: events have them, and no form asks for them."""
    draft, edition = Draft(planter.by()), planter.edition
    draft.goes_on(edition, planter.ledger.story(edition)[-1][1].originator_version)
    when = parse_when("2020-12-01", ZONE)
    source = Source(kind="letter", note=draft.personal(edition, planter.word()))
    told = {"effective": when, "counts_from": when.latest_us, "source": source}
    draft.add(MilestoneRecorded, edition, milestone="ceremony", **told)
    planter.ledger.save(draft, {"milestone": str(uuid4())})
    data = AnnouncementData(edition, "changes", "organiser", "page", when, when.latest_us)
    draft, _stories = draft_announcement(planter.ledger, planter.by(), data, [entry])
    note = draft.personal(edition, planter.word())
    draft.events[:] = [
        told_again(one, source=Source(kind="letter", note=note)) if isinstance(one, Made) else one
        for one in draft.events
    ]
    planter.ledger.save(draft, {"announce": str(uuid4())})
