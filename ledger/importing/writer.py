"""Writes what was read from a spreadsheet into the log: one append an edition, nothing of a row twice."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from ledger.application.announcing import AnnouncementData, announce_in
from ledger.application.draft import Draft
from ledger.application.entries import CreditData, EntryData, confer, enter_nomination, register_party, register_work
from ledger.application.id_holders import FindsBy
from ledger.application.ledger import Ledger
from ledger.application.roster import check_may
from ledger.application.shows import (
    CategoryData,
    EditionData,
    add_category,
    establish_show,
    open_edition,
    record_milestone,
)
from ledger.domain.edition import CategoryAdded, MilestoneRecorded
from ledger.domain.event import Event
from ledger.domain.nomination import ENTRY, Entered
from ledger.domain.roster import under_four_eyes
from ledger.domain.times import When, instant, parse_when, propose_counts_from
from ledger.domain.values import Provenance
from ledger.errors import Refused
from ledger.importing.entries import (
    NOT_STANDING,
    ImportedEdition,
    ImportedNomination,
    ImportedParty,
    ImportedShow,
    ImportedWork,
)
from ledger.importing.known_records import KnownRecords
from ledger.schemas.addresses import address_of

LISTED = "nominations_announced"
CHOSEN = 50
"""So many acts an address can carry; more are chosen on the page they lead to."""


def check_one_records(ledger: Ledger, into: ImportedShow) -> None:
    """Raise Refused `four_eyes_import` where the show is there and takes two people for everything."""
    show = ledger.holder("show_address", into.address)
    if show is not None and under_four_eyes(event for _position, event in ledger.story(show)):
        raise Refused("four_eyes_import")


@dataclass
class Written:
    """What an import added, and how many rows were in the ledger already."""

    rows: int = 0
    present: int = 0
    nominations: int = 0
    editions: int = 0
    events: int = 0
    entered: dict[str, list[str]] = field(default_factory=dict)
    """By the address of each edition, as show/edition, the first entries of what is not announced with it, new or not: one more than `CHOSEN`."""


class Author(NamedTuple):
    """Whose import it is: the provenance of each append, whose commands must differ, and by what they find parties and works."""

    provenance: Callable[[], Provenance]
    finds_by: FindsBy
    confirms: Callable[[Draft], None] = lambda _draft: None
    """Told each append before it is saved: under four eyes the first confirms what was proposed."""


class Writer:
    """One import into one show; keeps which external ids are whose."""

    def __init__(self, ledger: Ledger, show: ImportedShow, author: Author) -> None:
        self.ledger = ledger
        self.show = show
        self.author = author
        self.parties = KnownRecords(ledger, "party", author.finds_by)
        self.works = KnownRecords(ledger, "work", author.finds_by)
        self.written = Written()
        self._show: UUID | None = None
        self._new = False
        """Whether it is established by this import."""

    def write(
        self, batch: Sequence[tuple[ImportedEdition, Sequence[ImportedNomination]]]
    ) -> Iterator[tuple[Sequence[ImportedNomination], set[int]]]:
        """Record the nominations that are not in the ledger yet, one append an edition; as each is recorded, the rows that were new.

        The keys that seal what they tell of people are made for all of them before the first is recorded.
        """
        drafts = deque((edition, nominations, *self._draft(edition, nominations)) for edition, nominations in batch)
        self.ledger.keyring.ensure({one for _e, _all, fresh, draft, _held in drafts if fresh for one in draft.subjects})
        while drafts:
            edition, nominations, fresh, draft, held = drafts.popleft()
            self._save(draft, nominations, fresh)
            self._note(edition, [*held, *(one.originator_id for one in draft.events if isinstance(one, Entered))])
            yield nominations, {one.row for one in fresh}

    def _draft(
        self, edition: ImportedEdition, nominations: Sequence[ImportedNomination]
    ) -> tuple[list[ImportedNomination], Draft, list[UUID]]:
        """What of an edition is not in the ledger yet, the draft that records it, which may build on drafts before it, and what is there."""
        draft = Draft(self.author.provenance())
        if self.ledger.holder("show_address", self.show.address) is not None:
            # Before anything is compared: what is there already is not told to others either.
            self.show_stream(draft)
        rows = [(self.show.address, one.canonical.hex()) for one in nominations]
        held = self.ledger.claimed("import_row", rows)
        fresh = [one for one, row in zip(nominations, rows, strict=True) if row not in held]
        if fresh:
            _EditionWriter(self, draft, edition, fresh).write()
        return fresh, draft, list(held.values())

    def _save(self, draft: Draft, nominations: Sequence[ImportedNomination], fresh: Sequence[object]) -> None:
        self.written.rows += len(nominations)
        self.written.present += len(nominations) - len(fresh)
        if not fresh:
            return
        self.author.confirms(draft)
        receipt = self.ledger.save(draft, {"import": self.show.address, "command": str(draft.by.command)})
        self.written.nominations += len(fresh)
        self.written.editions += 1
        self.written.events += receipt.last - receipt.first + 1

    def _note(self, edition: ImportedEdition, nominations: Sequence[UUID]) -> None:
        """Remember what can be announced next, as far as an address can carry it."""
        if edition.announced is None:
            noted = self.written.entered.setdefault(f"{self.show.address}/{edition.address}", [])
            noted += [f"{one}@{ENTRY}" for one in nominations[: CHOSEN + 1 - len(noted)]]

    def show_stream(self, draft: Draft) -> UUID:
        """The show, established by this draft if it is new.

        Raises NotAllowed where it is there and not the author's to import into, Refused `four_eyes_import` where that takes two
        and nobody proposed it.
        """
        if self._show is None:
            show = self.show
            self._show = self.ledger.holder("show_address", show.address)
            if self._show is None:
                self._show = establish_show(self.ledger, draft, name=show.name, address=show.address, zone=show.zone)
                self._new = True
        if not self._new:
            check_may(self.ledger, draft, "import", self._show)
            if draft.by.proposal is None:
                check_one_records(self.ledger, self.show)
        return self._show


class _EditionWriter:
    """One edition of an import."""

    def __init__(
        self, writer: Writer, draft: Draft, edition: ImportedEdition, nominations: Sequence[ImportedNomination]
    ) -> None:
        self.writer = writer
        self.ledger = writer.ledger
        self.draft = draft
        self.told = edition
        self.nominations = nominations
        self.zone = writer.show.zone
        now = self.ledger.now()
        self.is_announced = edition.announced is not None
        self.year = edition.announced or _by_today(now, self.zone)
        # The record gives one year for list and results: the list comes first, both within it and not after today.
        self.results_at = propose_counts_from(self.year, now)
        self.listed_at = self.results_at - 1
        self.entered_by = parse_when(f"[..{self.year.text}]", self.zone) if self.is_announced else self.year

    def write(self) -> None:
        show = self.writer.show_stream(self.draft)
        stream, categories = self._edition(show)
        self._find_known()
        listed: dict[UUID, list[int]] = {}
        recorded: dict[UUID, list[int]] = {}
        won: dict[UUID, list[int]] = {}
        for one in self.nominations:
            category = self._category(stream, categories, one)
            entry = self._enter(stream, category, one)
            (recorded if one.because else listed)[entry.originator_id] = [ENTRY]
            if one.won:
                act = confer(self.draft, entry, effective=self.year, counts_from=self.results_at, source_kind="record")
                won[entry.originator_id] = [act.originator_version]
        self._announce(stream, "nominations", listed, self.listed_at)
        # Never announced as nominations: the record makes them public, no earlier than it tells who won.
        self._announce(stream, "record", recorded, self.results_at)
        self._announce(stream, "results", won, self.results_at)

    def _announce(self, stream: UUID, what: str, acts: dict[UUID, list[int]], at: int) -> None:
        if acts and self.is_announced:
            announce_in(
                self.ledger, self.draft, AnnouncementData(stream, what, "organiser", "record", self.year, at), acts
            )

    def _edition(self, show: UUID) -> tuple[UUID, dict[str, tuple[UUID, str]]]:
        held = self.ledger.holder("edition_address", str(show), self.told.address)
        if held is not None:
            story = [event for _position, event in self.ledger.story(held)]
            self.draft.goes_on(held, story[-1].originator_version)
            self._list_milestone(held, story)
            found = [event for event in story if isinstance(event, CategoryAdded)]
            return held, {event.name: (event.category, event.address) for event in found}
        data = EditionData(show, self.told.name, self.told.address, self.told.label, self.told.ordinal, self.zone)
        stream = open_edition(self.ledger, self.draft, data)
        if not self.is_announced:
            return stream, {}
        self._list_milestone(stream, [])
        record_milestone(self.draft, stream, milestone="ceremony", effective=self.year, counts_from=self.results_at)
        return stream, {}

    def _list_milestone(self, stream: UUID, story: Sequence[Event]) -> None:
        """That nominations were announced, with the first that are: what the record tells without nominating it comes before."""
        told = any(isinstance(one, MilestoneRecorded) and one.milestone == LISTED for one in story)
        if self.is_announced and not told and any(not one.because for one in self.nominations):
            record_milestone(self.draft, stream, milestone=LISTED, effective=self.year, counts_from=self.listed_at)

    def _category(self, stream: UUID, categories: dict[str, tuple[UUID, str]], one: ImportedNomination) -> UUID:
        found = categories.get(one.category.name)
        if found is not None:
            return found[0]
        name = one.category.name
        taken = {address for _id, address in categories.values()}
        data = CategoryData(
            stream, name, address_of(name, taken), len(categories) + 1, one.category.canonical or one.category.group
        )
        category = add_category(self.ledger, self.draft, data)
        categories[name] = (category, data.address)
        return category

    def _enter(self, stream: UUID, category: UUID, one: ImportedNomination) -> Entered:
        recorded = one.because
        entry = enter_nomination(
            self.ledger,
            self.draft,
            EntryData(
                stream,
                category,
                effective=self.entered_by,
                counts_from=self.listed_at,
                works=[(self._work(work), work.title) for work in one.works],
                credits=[CreditData(self._party(party), party.name, party.role) for party in one.parties],
                details=one.details,
                citation=one.citation,
                credit_line=one.credit_line,
                listing="recorded" if recorded else "nominee",
                because=recorded,
                marks=("not_standing",) if one.outcome == NOT_STANDING else (),
                order=one.row,
                source_kind="record",
                source_note=one.note,
                named=(one.canonical.hex(),),
            ),
        )
        self.draft.claim("import_row", [self.writer.show.address, one.canonical.hex()], entry.originator_id)
        return entry

    def _find_known(self) -> None:
        """Which of the external ids in this edition are in the ledger already, for all that the author may know."""
        author = self.draft.by.actor
        self.writer.parties.look_up(author, {i for one in self.nominations for p in one.parties for i in p.external})
        self.writer.works.look_up(author, {w.external for one in self.nominations for w in one.works if w.external})

    def _party(self, told: ImportedParty) -> UUID:
        known = self.writer.parties
        found = known.find(*told.external)
        if found is not None:
            return found
        external, turns = told.external, known.turns
        stream = register_party(self.ledger, self.draft, name=told.name, kind=told.kind, external=external, turns=turns)
        known.remember(external, stream)
        return stream

    def _work(self, told: ImportedWork) -> UUID:
        known = self.writer.works
        external = (told.external,) if told.external else ()
        found = known.find(*external)
        if found is not None:
            return found
        stream = register_work(
            self.ledger, self.draft, title=told.title, kind=told.kind, external=external, turns=known.turns
        )
        known.remember(external, stream)
        return stream


def _by_today(now: int, zone: str) -> When:
    """The time of what is entered without a word on when it came about."""
    return parse_when(f"[..{instant(now).astimezone(ZoneInfo(zone)).date().isoformat()}]", zone)
