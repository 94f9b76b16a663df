"""The read model of requests, objections and statements: what waits, what was asked about which nomination, who asked. It holds no name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from ledger.consumers.consumer import Consumer, Stream
from ledger.domain import request, statement
from ledger.domain.objection import objection_of
from ledger.domain.request import Request, request_of
from ledger.projections.objections import METADATA, Row, objection_rows, when_text

REQUESTS = Table(
    "requests",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("edition", String(32), nullable=False),
    Column("direction", Text, nullable=False),
    Column("through", Text, nullable=False),
    Column("struck", Integer, nullable=False),
    Column("waits", Integer, nullable=False),
    Column("targets", Integer, nullable=False),
    Column("effective", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("reply_by", Text),
    Column("reply_by_us", BigInteger),
    Column("changed", BigInteger, nullable=False),
    Index("requests_edition", "edition", "since"),
)
"""`waits` is how many targets nothing has become of, `since` from when it was asked (µs), `changed` when the last of it was recorded."""
TARGETS = Table(
    "request_targets",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("edition", String(32), nullable=False),
    Column("wish", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("nomination", String(32)),
    Column("credit", String(32)),
    Column("outcome", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Index("request_targets_nomination", "nomination"),
)
"""`since` is from when the outcome is so (µs)."""
ASKERS = Table(
    "request_askers",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("party", String(32), primary_key=True),
    Index("request_askers_party", "party"),
)
"""The known parties who ask, or for whom somebody asks."""
STATEMENTS = Table(
    "statements",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("edition", String(32), nullable=False),
    Column("struck", Integer, nullable=False),
    Column("channel", Text, nullable=False),
    Column("effective", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Index("statements_edition", "edition", "since"),
)
ABOUT = Table(
    "statement_about",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("thing", String(32), primary_key=True),
    Column("kind", Text, nullable=False),
    Index("statement_about_thing", "thing"),
)


class Requests(Consumer):
    """What is asked, contested and said."""

    name = "requests"
    revision = 2
    metadata = METADATA
    kinds = frozenset({"request", "objection", "statement"})

    def derive(self, stream: Stream) -> Iterable[Row]:
        """The rows of one stream."""
        entries = [(entry.position, event) for entry, event in stream.entries]
        if (found := request_of(entries)) is not None:
            return _request_rows(stream, found)
        if (contested := objection_of(entries)) is not None:
            return objection_rows(stream.id, contested, stream.entries[-1][0].recorded_at)
        said = statement.statement_of(event for _entry, event in stream.entries)
        return _statement_rows(stream.id.hex, said) if said is not None else ()


def _request_rows(stream: Stream, found: Request) -> Iterator[Row]:
    made, subject = found.made, stream.id.hex
    yield (
        REQUESTS,
        {
            "subject": subject,
            "edition": made.edition.hex,
            "direction": made.direction,
            "through": made.through,
            "struck": int(found.struck),
            "waits": len(found.waits),
            "targets": sum(one.outcome != request.PARTED for one in found.targets),
            "effective": when_text(made.effective),
            "since": made.counts_from,
            "reply_by": when_text(made.reply_by) if made.reply_by else None,
            "reply_by_us": made.reply_by.latest_us if made.reply_by else None,
            "changed": stream.entries[-1][0].recorded_at,
        },
    )
    for one in found.targets:
        target = one.target
        yield (
            TARGETS,
            {
                "subject": subject,
                "number": target.number,
                "edition": made.edition.hex,
                "wish": target.wish,
                "kind": target.kind,
                "nomination": target.nomination.hex if target.nomination else None,
                "credit": target.credit.hex if target.credit else None,
                "outcome": "struck" if found.struck else one.outcome,
                "since": one.since,
            },
        )
    for party in {party for one in made.askers for party in (one.party, one.for_party) if party is not None}:
        yield ASKERS, {"subject": subject, "party": party.hex}


def _statement_rows(subject: str, said: statement.Statement) -> Iterator[Row]:
    made = said.made
    yield (
        STATEMENTS,
        {
            "subject": subject,
            "edition": made.edition.hex,
            "struck": int(said.struck),
            "channel": made.channel,
            "effective": when_text(made.effective),
            "since": made.counts_from,
        },
    )
    for thing in dict.fromkeys(made.about):
        yield ABOUT, {"subject": subject, "thing": thing.id.hex, "kind": thing.kind}
