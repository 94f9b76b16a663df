"""The read model of what waits: nominations with acts not announced, nominations that fell, milestones that are planned, what is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text

from ledger.consumers.consumer import Consumer, Stream
from ledger.domain.edition_settings import EditionSettings, settings_of
from ledger.domain.nomination import Entered
from ledger.domain.party_told import owed
from ledger.domain.proposal import Made, proposal_of
from ledger.domain.readings import History, history_of, read
from ledger.domain.results import hidden_results
from ledger.domain.telling import unannounced, unannounced_notes
from ledger.domain.times import FOREVER
from ledger.wording.acts import label_of_entry
from ledger.wording.beside import names_on

METADATA = MetaData()
Row = tuple[Table, Mapping[str, object]]
STANDING = frozenset({"nominated", "recorded", "no_award"})
"""The words for a nomination that did not fall."""

WAITING = Table(
    "waiting",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("edition", String(32), nullable=False),
    Column("acts", Integer, nullable=False),
    Column("results", Integer, nullable=False),
    Column("notes", Integer, nullable=False),
    Index("waiting_edition", "edition"),
)
"""`results` are those of the acts that tell a result: not for everybody who prepares. `notes` tell what was asked: they may be announced."""
FALLEN = Table(
    "fallen",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("edition", String(32), nullable=False),
    Column("category", String(32), nullable=False),
    Column("label", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("act", Integer, nullable=False),
    Index("fallen_since", "since"),
)
UNTOLD = Table(
    "untold",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("act", Integer, primary_key=True),
    Column("party", String(32), primary_key=True),
    Column("edition", String(32), nullable=False),
    Column("label", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("result", Integer, nullable=False),
    Column("why", Text),
    Index("untold_edition", "edition"),
)
"""Who has not been told of what took something from them; `party` and `name` are empty for all who are named.

`result` is 1 where the act tells a result that the public has not heard.
"""
PLANNED = Table(
    "planned",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("category", String(32), primary_key=True),
    Column("milestone", Text, primary_key=True),
    Column("effective", Text, nullable=False),
    Column("counts_from", BigInteger, nullable=False),
    Column("act", Text, nullable=False),
    Index("planned_counts_from", "counts_from"),
)
"""`category` is empty where the milestone is the whole edition's."""
PROPOSED = Table(
    "proposed",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("show", String(32), nullable=False),
    Column("edition", String(32)),
    Column("command", Text, nullable=False),
    Column("what", Text),
    Column("state", Text, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("since", BigInteger, nullable=False),
    Index("proposed_show", "show", "state", "position"),
)
"""`since` is when it came to that state (µs), `position` that of what brought it there."""


class Today(Consumer):
    """What of each nomination and edition waits for somebody."""

    name = "today"
    revision = 6
    metadata = METADATA
    kinds = frozenset({"edition", "nomination", "proposal"})

    def derive(self, stream: Stream) -> Iterable[Row]:
        """The rows of one stream."""
        first = stream.entries[0][1]
        if isinstance(first, Entered):
            return _nomination_rows(stream, first)
        if isinstance(first, Made):
            return _proposal_rows(stream)
        settings = settings_of(event for _entry, event in stream.entries)
        return _planned_rows(stream.id.hex, settings) if settings else ()


def _nomination_rows(stream: Stream, entry: Entered) -> Iterator[Row]:
    history = history_of([(one.position, event) for one, event in stream.entries])
    subject, edition = stream.id.hex, entry.edition.hex
    acts, notes = unannounced(history), unannounced_notes(history)
    if acts or notes:
        results = hidden_results(history, FOREVER).intersection(acts)
        yield (
            WAITING,
            {"subject": subject, "edition": edition, "acts": len(acts), "results": len(results), "notes": len(notes)},
        )
    yield from _untold_rows(stream, entry, history)
    standing = read(history)
    if standing is not None and standing.place not in STANDING:
        yield (
            FALLEN,
            {
                "subject": subject,
                "edition": edition,
                "category": (standing.category or entry.category).hex,
                "label": label_of_entry(entry),
                "place": standing.place,
                "since": standing.since,
                "act": standing.place_act,
            },
        )


def _untold_rows(stream: Stream, entry: Entered, history: History) -> Iterator[Row]:
    waits = owed([(one.position, event) for one, event in stream.entries])
    if not waits:
        return
    hidden = hidden_results(history, FOREVER)
    told_by = {event.originator_version: (one, event) for one, event in stream.entries}
    names = names_on([event for _entry, event in stream.entries])
    for one in waits:
        recorded, act = told_by[one.act]
        yield (
            UNTOLD,
            {
                "subject": stream.id.hex,
                "act": one.act,
                "party": one.party.hex if one.party else "",
                "edition": entry.edition.hex,
                "label": label_of_entry(entry),
                "name": names.get(one.party, "") if one.party else "",
                "topic": act.TOPIC,
                "since": one.since,
                "recorded_at": recorded.recorded_at,
                "result": int(one.act in hidden),
                "why": one.why,
            },
        )


def _proposal_rows(stream: Stream) -> Iterator[Row]:
    found = proposal_of(event for _entry, event in stream.entries)
    if found is None:
        return
    made, end = found.made, found.end or found.made
    entry = next(one for one, event in stream.entries if event is end)
    yield (
        PROPOSED,
        {
            "subject": stream.id.hex,
            "show": made.show.hex,
            "edition": made.edition.hex if made.edition else None,
            "command": made.command,
            "what": made.what,
            "state": found.state,
            "position": entry.position,
            "since": entry.recorded_at,
        },
    )


def _planned_rows(subject: str, settings: EditionSettings) -> Iterator[Row]:
    for (category, milestone), event in settings.milestones.items():
        if event.standing in (None, "planned"):
            yield (
                PLANNED,
                {
                    "subject": subject,
                    "category": category.hex if category else "",
                    "milestone": milestone,
                    "effective": msgspec.json.encode(event.effective).decode(),
                    "counts_from": event.counts_from,
                    "act": event.act_name,
                },
            )
