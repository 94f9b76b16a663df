"""The read model of lists: who is on which list, at any moment, under any reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text

from ledger.consumers.consumer import Consumer, Stream
from ledger.domain import announcement, show
from ledger.domain.edition_settings import Category, EditionSettings, settings_of
from ledger.domain.event import Act, Event
from ledger.domain.nomination import CreditWithdrawn, Entered, Ruled, TimeCorrected
from ledger.domain.readings import history_of
from ledger.domain.standing import Standing
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
        Column("category", String(32), nullable=False),
        Column("sort", Integer, nullable=False),
        Column("place", Text, nullable=False),
        Column("award", Text),
        Column("state", Text, nullable=False),
        Index(f"{name}_edition", "edition", "known_to"),
    )


IN_FORCE = _rectangle_table("in_force")
AS_ANNOUNCED = _rectangle_table("as_announced")


class NomineeLists(Consumer):
    """Shows, editions and categories as they are; nominations at every moment."""

    name = "lists"
    revision = 3
    metadata = METADATA
    kinds = frozenset({"show", "edition", "nomination", "announcement"})

    def derive(self, stream: Stream) -> Iterable[tuple[Table, Mapping[str, object]]]:
        """The rows of one stream."""
        first = stream.entries[0][1]
        if isinstance(first, Entered):
            return _nomination_rows(stream, first)
        return _setting_rows(stream)


def _setting_rows(stream: Stream) -> Iterator[tuple[Table, Mapping[str, object]]]:
    subject, named = stream.id.hex, None
    for entry, event in stream.entries:
        if isinstance(event, show.Established):
            named = {"subject": subject, "name": event.name, "address": event.address, "zone": event.zone}
        elif isinstance(event, show.Named) and event.language is None and named is not None:
            named["name"] = event.name or named["name"]
        elif isinstance(event, announcement.Made):
            yield ANNOUNCEMENTS, _announcement_row(event, entry.position)
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
        "heading": category.added.group,
        "places": category.shown_places,
        "vacancy": category.shown_vacancy,
    }


def _announcement_row(event: announcement.Made, position: int) -> Mapping[str, object]:
    return {
        "subject": event.originator_id.hex,
        "edition": event.edition.hex,
        "what": event.what,
        "spoken_as": event.spoken_as,
        "through": event.through,
        "effective": _text(event.effective),
        "counts_from": event.counts_from,
        "position": position,
    }


def _nomination_rows(stream: Stream, entered: Entered) -> Iterator[tuple[Table, Mapping[str, object]]]:
    history = history_of([(entry.position, event) for entry, event in stream.entries])
    events = {event.originator_version: event for _entry, event in stream.entries}
    display = _text(_display(entered))
    subject, edition_, category = stream.id.hex, entered.edition.hex, entered.category.hex
    for table, announced in ((IN_FORCE, False), (AS_ANNOUNCED, True)):
        for one in rectangles(history, announced=announced):
            yield (
                table,
                {
                    "subject": subject,
                    "known_from": one.known_from,
                    "since": one.since,
                    "known_to": one.known_to,
                    "until": one.until,
                    "edition": edition_,
                    "category": category,
                    "sort": entered.order,
                    "place": one.standing.place,
                    "award": one.standing.award,
                    # Two objects made one: the display is the same in every row and written once.
                    "state": f"{display[:-1]},{_text(_told(one.standing, events))[1:]}",
                },
            )


def public_state(entered: Entered, standing: Standing, events: Mapping[int, Event]) -> dict[str, object]:
    """What a list shows of a nomination, as plain data: display, words, and the public facts of its acts."""
    plain: dict[str, object] = msgspec.to_builtins({**_display(entered), **_told(standing, events)}, enc_hook=str)
    return plain


def _display(entered: Entered) -> dict[str, object]:
    """What a list shows of the entry: all of it public once the entry is announced."""
    return {
        "works": [{"work": str(one.work), "title": one.title} for one in entered.works],
        "credits": [
            {"credit": str(one.id), "party": str(one.party), "name": one.name.text, "role": one.role}
            for one in entered.credits
        ],
        "details": list(entered.details),
        "citation": entered.citation.text if entered.citation else None,
        "credit_line": entered.credit_line.text if entered.credit_line else None,
        "because": entered.because,
        "marks": list(entered.marks),
    }


def _told(standing: Standing, events: Mapping[int, Event]) -> dict[str, object]:
    """The words of the standing and, for each act in the reading that ended something, its public facts."""
    return {
        "since": standing.since,
        "place_act": standing.place_act,
        "award_act": standing.award_act,
        "gone": {str(one.credit): one.act for one in standing.gone},
        "acts": [_facts(events[version]) for version in standing.acts if version not in standing.idle],
    }


def _facts(event: Event) -> dict[str, object]:
    """The public fields of an act, for its sentence; nothing of who asked, the source or the private reason."""
    facts: dict[str, object] = {"act": event.originator_version, "topic": event.TOPIC}
    if isinstance(event, Act | TimeCorrected):
        facts["effective"] = event.effective
        facts["counts_from"] = event.counts_from
    if isinstance(event, Ruled):
        facts["reason"] = event.reason
        facts["body"] = event.authority.body
        facts["rule"] = event.authority.rule
    if isinstance(event, CreditWithdrawn):
        facts["credit"] = str(event.credit)
    return facts


def _text(value: object) -> str:
    return msgspec.json.encode(value, enc_hook=str).decode()
