"""The rows of objections in the read model of what is asked: what waits, what is contested, whether the other side was heard. They hold no name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text

from ledger.domain.objection import IN_TIME, LATE, Objection
from ledger.domain.times import When

METADATA = MetaData()
"""Of all that is asked: one consumer keeps requests, objections and statements, so that one inbox shows them at one position."""
Row = tuple[Table, Mapping[str, object]]

OBJECTIONS = Table(
    "objections",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("edition", String(32), nullable=False),
    Column("appeal", Integer, nullable=False),
    Column("ground", Text, nullable=False),
    Column("lateness", Text),
    Column("said", Integer, nullable=False),
    Column("struck", Integer, nullable=False),
    Column("waits", Integer, nullable=False),
    Column("points", Integer, nullable=False),
    Column("asked", Integer, nullable=False),
    Column("heard", Integer, nullable=False),
    Column("effective", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Index("objections_edition", "edition", "since"),
)
"""`waits` is how many points nothing has become of, `asked` and `heard` how many parties objected to were asked and of how many it is known
what they did; `lateness` is late where any point is, `said` whether the organiser said so; `since` from when it was made (µs)."""
POINTS = Table(
    "objection_points",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("edition", String(32), nullable=False),
    Column("kind", Text, nullable=False),
    Column("thing", String(32)),
    Column("credit", String(32)),
    Column("act", Text),
    Column("outcome", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Index("objection_points_thing", "thing"),
)
"""`thing` is what is contested, of a name, an award and a decision the nomination; `since` from when the outcome is so (µs)."""


def when_text(when: When) -> str:
    """A time as a row keeps it."""
    return msgspec.json.encode(when).decode()


def objection_rows(stream: UUID, found: Objection, changed: int) -> Iterator[Row]:
    """The rows of one objection; `changed` is when the last of it was recorded (µs)."""
    made, subject = found.made, stream.hex
    late = {one.target.lateness for one in found.targets}
    yield (
        OBJECTIONS,
        {
            "subject": subject,
            "edition": made.edition.hex,
            "appeal": int(found.is_appeal),
            "ground": made.ground,
            "lateness": LATE if LATE in late else IN_TIME if IN_TIME in late else None,
            "said": int(any(one.target.said for one in found.targets)),
            "struck": int(found.struck),
            "waits": len(found.waits),
            "points": len(found.targets),
            "asked": len(found.hearings),
            "heard": sum(one.outcome is not None for one in found.hearings),
            "effective": when_text(made.effective),
            "since": made.counts_from,
            "changed": changed,
        },
    )
    for one in found.targets:
        point = one.target
        yield (
            POINTS,
            {
                "subject": subject,
                "number": point.number,
                "edition": made.edition.hex,
                "kind": point.kind,
                "thing": point.id.hex if point.id else None,
                "credit": point.credit.hex if point.credit else None,
                "act": point.act,
                "outcome": "struck" if found.struck else one.outcome,
                "since": one.since,
            },
        )
