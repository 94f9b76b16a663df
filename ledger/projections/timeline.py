"""The read model of the log as a timeline: which act, on what, when recorded, by whom, found by edition, kind, party and time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text

from ledger.consumers.consumer import Consumer, Stream
from ledger.domain import announcement, edition, proposal, rulebook
from ledger.domain.event import Event
from ledger.domain.nomination import Entered
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
    Column("label", Text, nullable=False),
    Column("counts_from", BigInteger),
    Column("actor", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("command", String(32), nullable=False),
    Index("acts_subject", "subject"),
    Index("acts_edition", "edition", "position"),
    Index("acts_topic", "topic", "position"),
    Index("acts_recorded", "recorded_at"),
)
PARTIES = Table(
    "act_parties",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("party", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Index("act_parties_party", "party"),
)


class Timeline(Consumer):
    """Every act of the log, one row each."""

    name = "timeline"
    revision = 3
    metadata = METADATA
    kinds = frozenset({"show", "edition", "party", "work", "nomination", "announcement", "rulebook", "proposal"})

    def derive(self, stream: Stream) -> Iterable[tuple[Table, Mapping[str, object]]]:
        """The rows of one stream."""
        first = stream.entries[0][1]
        label = _label(first)
        of_edition = _edition(first)
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
                    "label": label,
                    "counts_from": getattr(event, "counts_from", None),
                    "actor": event.by.name.text or ERASED,
                    "role": event.by.role,
                    "command": event.by.command.hex,
                },
            )
        if isinstance(first, Entered):
            seen: set[str] = set()
            for credit in first.credits:
                if credit.party.hex not in seen:
                    seen.add(credit.party.hex)
                    name = credit.name.text or ERASED
                    yield PARTIES, {"subject": stream.id.hex, "party": credit.party.hex, "name": name}
        elif first.TOPIC == "party.registered":
            yield PARTIES, {"subject": stream.id.hex, "party": stream.id.hex, "name": label}


def _edition(first: Event) -> str | None:
    if isinstance(first, edition.Opened):
        return first.originator_id.hex
    if isinstance(first, Entered | announcement.Made | rulebook.Filed):
        return first.edition.hex
    if isinstance(first, proposal.Made) and first.edition is not None:
        return first.edition.hex
    return None


def _label(first: Event) -> str:
    if isinstance(first, Entered):
        return label_of_entry(first)
    for field in ("title", "name", "label"):
        value = getattr(first, field, None)
        if isinstance(value, str):
            return value
        if value is not None and hasattr(value, "text"):
            return value.text or ERASED
    return ""
