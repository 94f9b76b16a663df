"""The read model of the log as a timeline: which act, on what, when recorded, by whom, found by edition, kind, party and time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text

from ledger.consumers.consumer import Consumer, Stream
from ledger.domain import (
    announcement,
    edition,
    instrument,
    objection,
    proposal,
    request,
    rulebook,
    ruling,
    show,
    statement,
)
from ledger.domain.asked import NOTES
from ledger.domain.event import Act, Event
from ledger.domain.nomination import ENTRY, Entered
from ledger.projections.parties import things_in
from ledger.wording.acts import ERASED, label_of_entry

METADATA = MetaData()

ACTS = Table(
    "acts",
    METADATA,
    Column("position", BigInteger, primary_key=True),
    Column("subject", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("topic", Text, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("edition", String(32)),
    Column("show", String(32)),
    Column("label", Text, nullable=False),
    Column("counts_from", BigInteger),
    Column("actor", Text, nullable=False),
    Column("account", String(32), nullable=False),
    Column("role", Text, nullable=False),
    Column("command", String(32), nullable=False),
    Column("instrument", String(32)),
    Index("acts_subject", "subject"),
    Index("acts_edition", "edition", "position"),
    Index("acts_topic", "topic", "position"),
    Index("acts_recorded", "recorded_at"),
    Index("acts_command", "command"),
    Index("acts_instrument", "instrument", "position"),
)
"""`show` is that of a stream that says so itself: the nominations of an edition are found by the edition. `account` is who acted,
`instrument` the document that it rests on."""
THINGS = Table(
    "act_things",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("thing", String(32), primary_key=True),
    Column("sort", Text, nullable=False),
    Column("edition", String(32)),
    Column("name", Text, nullable=False),
    Index("act_things_thing", "thing"),
    Index("act_things_edition", "edition", "thing"),
)
"""The parties and works that a stream's acts name, a record's own with them."""
OF_EDITION = (
    Entered, announcement.Made, rulebook.Filed, request.Made, objection.Made, statement.Made, instrument.Filed, ruling.Made,
)  # fmt: skip
"""What begins a stream that says which edition it is of."""
CAUSES = Table(
    "act_causes",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("cause", Text, primary_key=True),
    Column("how", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Index("act_causes_cause", "cause"),
)
"""From which act (`cause`, `<stream id>@<version>`) another follows, and how: arises_from · fills (it took the place that this emptied) ·
follows (it rests on it in one nomination, and that is not its entry)."""
REGISTERED = {"party.registered": "party", "work.registered": "work"}


class Timeline(Consumer):
    """Every act of the log, one row each."""

    name = "timeline"
    revision = 6
    metadata = METADATA
    kinds = frozenset(
        {
            "show",
            "edition",
            "party",
            "work",
            "nomination",
            "announcement",
            "rulebook",
            "access",
            "proposal",
            "request",
            "objection",
            "statement",
            "instrument",
            "ruling",
        }
    )

    def derive(self, stream: Stream) -> Iterable[tuple[Table, Mapping[str, object]]]:
        """The rows of one stream."""
        first = stream.entries[0][1]
        label = _label(first)
        of_edition, of_show = _edition(first), _show(first)
        for entry, event in stream.entries:
            yield (
                ACTS,
                {
                    "position": entry.position,
                    "subject": stream.id.hex,
                    "version": event.originator_version,
                    "topic": event.TOPIC,
                    "recorded_at": entry.recorded_at,
                    "edition": of_edition,
                    "show": of_show,
                    "label": label,
                    "counts_from": getattr(event, "counts_from", None),
                    "actor": event.by.name.text or ERASED,
                    "account": event.by.actor.hex,
                    "role": event.by.role,
                    "command": event.by.command.hex,
                    "instrument": event.by.instrument.hex if event.by.instrument else None,
                },
            )
        yield from _causes(stream)
        named = (one for _entry, event in reversed(stream.entries) for one in things_in(event))
        things = {thing: (sort, name or ERASED) for thing, sort, name in named}
        if first.TOPIC in REGISTERED:
            things = {stream.id.hex: (REGISTERED[first.TOPIC], label)}
        for thing, (sort, name) in things.items():
            yield THINGS, {"subject": stream.id.hex, "thing": thing, "sort": sort, "edition": of_edition, "name": name}


def _causes(stream: Stream) -> Iterator[tuple[Table, Mapping[str, object]]]:
    for entry, event in stream.entries:
        for cause, how in causes_of(event):
            told = {"version": event.originator_version, "cause": cause, "how": how, "position": entry.position}
            yield CAUSES, {"subject": stream.id.hex, **told}


def causes_of(event: Event) -> list[tuple[str, str]]:
    """From which acts an act follows, each once with how. What is asked or contested is told by its own act, not by the note of it."""
    if isinstance(event, NOTES):
        return []
    found = dict.fromkeys((cause, "arises_from") for cause in getattr(event, "arises_from", ()))
    if fills := getattr(event, "fills", None):
        found[fills, "fills"] = None
    if isinstance(event, Act) and event.follows not in (None, ENTRY):
        found[f"{event.originator_id}@{event.follows}", "follows"] = None
    return list(found)


def _show(first: Event) -> str | None:
    if isinstance(first, show.Established):
        return first.originator_id.hex
    of = getattr(first, "show", None)
    return of.hex if isinstance(of, UUID) else None


def _edition(first: Event) -> str | None:
    if isinstance(first, edition.Opened):
        return first.originator_id.hex
    if isinstance(first, OF_EDITION):
        return first.edition.hex
    if isinstance(first, proposal.Made) and first.edition is not None:
        return first.edition.hex
    return None


def _label(first: Event) -> str:
    if isinstance(first, Entered):
        return label_of_entry(first)
    if isinstance(first, instrument.Filed):
        # Its title is read where that is recorded, on its own page.
        return ""
    for field in ("title", "name", "label"):
        value = getattr(first, field, None)
        if isinstance(value, str):
            return value
        if value is not None and hasattr(value, "text"):
            return value.text or ERASED
    return ""
