"""The read model of lists: who is on which list, at any moment, under any reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    literal_column,
    text,
)

from ledger.consumers.consumer import Consumer, Stream
from ledger.domain import announcement, party, ruling, show
from ledger.domain.edition_settings import Category, EditionSettings, settings_of
from ledger.domain.nomination import Entered
from ledger.domain.readings import history_of
from ledger.domain.standing import MOVED
from ledger.domain.states import display, told
from ledger.domain.telling import disclosed
from ledger.domain.times import FOREVER
from ledger.projections import not_shown, public_names, rulings
from ledger.projections.maybe import maybe_table, maybes
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
    Column("bodies", Text, nullable=False),
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


_ENDS = text(f"until < {FOREVER}")


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
        Column("apart", Integer, nullable=False),
        Column("state", Text, nullable=False),
        Index(f"{name}_edition", "edition", "known_to"),
        # Of the few that end at an instant: what a page asks before it is kept.
        Index(f"{name}_ends", "until", sqlite_where=_ENDS, postgresql_where=_ENDS),
    )


IN_FORCE = _rectangle_table("in_force")
AS_ANNOUNCED = _rectangle_table("as_announced")
STILL_KNOWN: ColumnElement[bool] = AS_ANNOUNCED.c.known_to == literal_column(str(FOREVER))
"""What is announced by everything known now; with a parameter in its place the index of it is not used."""
_COUNTED = ("edition", "place", "award", "apart", "since", "until")
Index(
    "as_announced_counted",
    *(AS_ANNOUNCED.c[name] for name in _COUNTED),
    sqlite_where=STILL_KNOWN,
    postgresql_where=STILL_KNOWN,
)
MAYBE = maybe_table(METADATA)
NOT_SHOWN = not_shown.NOT_SHOWN.to_metadata(METADATA)
PUBLIC_NAMES = public_names.PUBLIC_NAMES.to_metadata(METADATA)
RULINGS = rulings.RULINGS.to_metadata(METADATA)


class NomineeLists(Consumer):
    """Shows, editions and categories as they are; nominations at every moment."""

    name = "lists"
    revision = 12
    metadata = METADATA
    kinds = frozenset({"show", "edition", "nomination", "announcement", "party", "ruling"})

    def derive(self, stream: Stream) -> Iterable[tuple[Table, Mapping[str, object]]]:
        """The rows of one stream."""
        first = stream.entries[0][1]
        if isinstance(first, Entered):
            return _nomination_rows(stream, first)
        if isinstance(first, party.Registered):
            return public_names.rows(PUBLIC_NAMES, ((entry.position, event) for entry, event in stream.entries))
        if isinstance(first, ruling.Made):
            return rulings.rows(stream, RULINGS)
        return _setting_rows(stream)


def _setting_rows(stream: Stream) -> Iterator[tuple[Table, Mapping[str, object]]]:
    subject, named = stream.id.hex, None
    back = next((event for _entry, event in stream.entries if isinstance(event, announcement.TakenBack)), None)
    for entry, event in stream.entries:
        if isinstance(event, show.Established):
            named = {"subject": subject, "name": event.name, "address": event.address, "zone": event.zone}
        elif isinstance(event, show.Named) and event.language is None and named is not None:
            named["name"] = event.name or named["name"]
        elif isinstance(event, announcement.Made):
            yield ANNOUNCEMENTS, _announcement_row(event, entry.position, back)
    if named is not None:
        yield SHOWS, named
    settings = settings_of(event for _entry, event in stream.entries)
    if settings is not None:
        yield from _edition_rows(subject, settings)


def _edition_rows(subject: str, settings: EditionSettings) -> Iterator[tuple[Table, Mapping[str, object]]]:
    opened = settings.opened
    yield (
        EDITIONS,
        {
            "subject": subject,
            "show": opened.show.hex,
            "name": settings.names.name,
            "address": opened.address,
            "label": opened.label,
            "ordinal": opened.ordinal,
            "zone": opened.zone,
            "version": settings.version,
            "bodies": _text({one.body: one.name for one in settings.bodies.values()}),
        },
    )
    for category in settings.categories.values():
        yield CATEGORIES, _category_row(subject, category)
    for (of_category, milestone), event in settings.milestones.items():
        # What times refer to: a milestone of one category is no time of the edition, and what was cancelled is no time at all.
        if of_category is None and event.standing != "cancelled":
            effective = {"effective": _text(event.effective), "counts_from": event.counts_from}
            yield MILESTONES, {"subject": subject, "milestone": milestone, **effective}


def _category_row(subject: str, category: Category) -> Mapping[str, object]:
    """What every list, also the public one, says of it: places and policy as they were last shown."""
    return {
        "subject": subject,
        "category": category.added.category.hex,
        "name": category.names.name,
        "address": category.added.address,
        "sort": category.order,
        "heading": category.heading,
        "places": category.shown_places,
        "vacancy": category.shown_vacancy,
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
    yield from not_shown.rows(NOT_SHOWN, stream.id, events.values())
    for may in maybes(history, events):
        yield MAYBE, {"subject": stream.id.hex, "edition": entered.edition.hex, **may._asdict()}
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
                "apart": int(announced and disclosed(history, one.standing, one.known_to - 1)),
                # Two objects made one: what is displayed is mostly the same in every row and written once.
                "state": f"{shown[:-1]},{_text(told(one.standing, events))[1:]}",
            }
            yield table, row
            for left in one.standing.away:
                category = (left.category or entered.category).hex
                yield table, {**row, "category": category, "place": MOVED, "award": None}


def _text(value: object) -> str:
    return msgspec.json.encode(value, enc_hook=str).decode()
