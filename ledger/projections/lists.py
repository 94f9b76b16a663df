"""The read model of lists: who is on which list, at any moment, under any reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, String, Table, Text

from ledger.consumers.consumer import Consumer, Stream
from ledger.domain import announcement, edition, show
from ledger.domain.nomination import ENTRY, Entered
from ledger.domain.readings import History, history_of
from ledger.domain.standing import DECLINED, MOVED, NOMINATED, RECORDED, WITHDRAWN, Standing
from ledger.domain.states import display, told
from ledger.domain.times import FOREVER
from ledger.projections.rectangles import rectangles

METADATA = MetaData()

SHOWS = Table(
    "shows",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False, unique=True),
    Column("zone", Text, nullable=False),
)
EDITIONS = Table(
    "editions",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("show", String(32), nullable=False),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("zone", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Index("editions_show", "show", "ordinal"),
)
CATEGORIES = Table(
    "categories",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("category", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("sort", Integer, nullable=False),
    Column("heading", Text),
    Column("places", Integer),
    Column("vacancy", Text, nullable=False),
)
MILESTONES = Table(
    "milestones",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("milestone", Text, primary_key=True),
    Column("effective", Text, nullable=False),
    Column("counts_from", BigInteger, nullable=False),
)
ANNOUNCEMENTS = Table(
    "announcements",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("edition", String(32), nullable=False),
    Column("what", Text, nullable=False),
    Column("spoken_as", Text, nullable=False),
    Column("through", Text, nullable=False),
    Column("effective", Text, nullable=False),
    Column("counts_from", BigInteger, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("acts", Integer, nullable=False),
    Column("back", Text),
    Index("announcements_edition", "edition", "counts_from"),
)


def _rectangle_table(name: str) -> Table:
    return Table(
        name,
        METADATA,
        Column("subject", String(32), primary_key=True),
        Column("known_from", BigInteger, primary_key=True),
        Column("since", BigInteger, primary_key=True),
        Column("known_to", BigInteger, nullable=False),
        Column("until", BigInteger, nullable=False),
        Column("edition", String(32), nullable=False),
        Column("category", String(32), primary_key=True),
        Column("sort", Integer, nullable=False),
        Column("place", Text, nullable=False),
        Column("award", Text),
        Column("apart", Boolean, nullable=False),
        Column("state", Text, nullable=False),
        Index(f"{name}_edition", "edition", "known_to"),
    )


IN_FORCE = _rectangle_table("in_force")
AS_ANNOUNCED = _rectangle_table("as_announced")


class NomineeLists(Consumer):
    """Shows, editions and categories as they are; nominations at every moment."""

    name = "lists"
    revision = 4
    metadata = METADATA
    kinds = frozenset({"show", "edition", "nomination", "announcement"})

    def derive(self, stream: Stream) -> Iterable[tuple[Table, Mapping[str, object]]]:
        """The rows of one stream."""
        first = stream.entries[0][1]
        if isinstance(first, Entered):
            return _nomination_rows(stream, first)
        return _setting_rows(stream)


def _setting_rows(stream: Stream) -> Iterator[tuple[Table, Mapping[str, object]]]:
    subject = stream.id.hex
    milestones: dict[str, Mapping[str, object]] = {}
    back = next((event for _entry, event in stream.entries if isinstance(event, announcement.TakenBack)), None)
    for entry, event in stream.entries:
        if isinstance(event, show.Established):
            yield SHOWS, {"subject": subject, "name": event.name, "address": event.address, "zone": event.zone}
        elif isinstance(event, edition.Opened):
            yield EDITIONS, _edition_row(event, stream.entries[-1][1].originator_version)
        elif isinstance(event, edition.CategoryAdded):
            yield CATEGORIES, _category_row(event)
        elif isinstance(event, edition.MilestoneRecorded):
            milestones[event.milestone] = {
                "subject": subject,
                "milestone": event.milestone,
                "effective": _text(event.effective),
                "counts_from": event.counts_from,
            }
        elif isinstance(event, announcement.Made):
            yield ANNOUNCEMENTS, _announcement_row(event, entry.position, back)
    for row in milestones.values():
        yield MILESTONES, row


def _edition_row(event: edition.Opened, version: int) -> Mapping[str, object]:
    return {
        "subject": event.originator_id.hex,
        "show": event.show.hex,
        "name": event.name,
        "address": event.address,
        "label": event.label,
        "ordinal": event.ordinal,
        "zone": event.zone,
        "version": version,
    }


def _category_row(event: edition.CategoryAdded) -> Mapping[str, object]:
    return {
        "subject": event.originator_id.hex,
        "category": event.category.hex,
        "name": event.name,
        "address": event.address,
        "sort": event.order,
        "heading": event.group,
        "places": event.places,
        "vacancy": event.vacancy,
    }


def _announcement_row(
    event: announcement.Made, position: int, back: announcement.TakenBack | None
) -> Mapping[str, object]:
    return {
        "subject": event.originator_id.hex,
        "edition": event.edition.hex,
        "what": event.what,
        "spoken_as": event.spoken_as,
        "through": event.through,
        "effective": _text(event.effective),
        # Called off before its moment it was never said.
        "counts_from": FOREVER if back is not None and back.counts_from < event.counts_from else event.counts_from,
        "position": position,
        "acts": len(event.items),
        "back": None if back is None else _text(back.effective),
    }


def _nomination_rows(stream: Stream, entered: Entered) -> Iterator[tuple[Table, Mapping[str, object]]]:
    history = history_of([(entry.position, event) for entry, event in stream.entries])
    events = {event.originator_version: event for _entry, event in stream.entries}
    as_entered = _text(display(entered))
    for table, announced in ((IN_FORCE, False), (AS_ANNOUNCED, True)):
        for one in rectangles(history, announced=announced):
            shown = _text(display(entered, one.standing, events)) if one.standing.changed else as_entered
            row = {
                "subject": stream.id.hex,
                "known_from": one.known_from,
                "since": one.since,
                "known_to": one.known_to,
                "until": one.until,
                "edition": entered.edition.hex,
                "category": (one.standing.category or entered.category).hex,
                "sort": entered.order,
                "place": one.standing.place,
                "award": one.standing.award,
                "apart": announced and _disclosed(history, one.standing),
                # Two objects made one: what is displayed is mostly the same in every row and written once.
                "state": f"{shown[:-1]},{_text(told(one.standing, events))[1:]}",
            }
            yield table, row
            for left in one.standing.away:
                category = (left.category or entered.category).hex
                yield table, {**row, "category": category, "place": MOVED, "award": None}


def _disclosed(history: History, standing: Standing) -> bool:
    """Whether the public never heard that it was a nominee: what ended it was told with it, or before (DOMAIN.md, 2)."""
    if standing.place == DECLINED:
        return True
    if standing.place in (NOMINATED, RECORDED, WITHDRAWN):
        return False
    first = {
        act: min(notice.counts_from for notice in history.notices if act in notice.acts)
        for act in (ENTRY, standing.place_act)
    }
    return first[standing.place_act] <= first[ENTRY]


def _text(value: object) -> str:
    return msgspec.json.encode(value, enc_hook=str).decode()
