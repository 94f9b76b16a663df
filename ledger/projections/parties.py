"""The read model of parties and works: by which names and ids each is found, what it is linked to, and which nominations name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, Text

from ledger.consumers.consumer import Consumer, Stream
from ledger.domain.event import TOPICS, Event
from ledger.domain.nomination import Credit, ListedWork
from ledger.domain.party_names import plain, skeleton
from ledger.domain.party_readings import Record, public_name, record_of
from ledger.wording.acts import ERASED

METADATA = MetaData()

RECORDS = Table(
    "records",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("sort", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("link", String(32)),
    Column("account", String(32), nullable=False),
    Column("renamed", Integer, nullable=False),
    Index("records_link", "link"),
)
"""`account` is who registered it."""
NAMES = Table(
    "names",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("thing", String(32), nullable=False),
    Column("sort", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("plain", Text, nullable=False),
    Column("skeleton", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Index("names_thing", "thing"),
    Index("names_plain", "plain"),
    Index("names_skeleton", "skeleton"),
    Index("names_size", "size"),
)
"""`thing` is the party or work that the name is of; `subject` the stream that says so, a nomination where the source is `credited`.

`plain` stands between blanks, so that every word of it begins after one.
"""
IDS = Table(
    "ids",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("external", Text, primary_key=True),
    Column("sort", Text, nullable=False),
    Column("value", Text, nullable=False),
    Index("ids_external", "external"),
    Index("ids_value", "value"),
)
NAMING = frozenset({"works", "credits", "credit"})
"""Fields of a nomination's events that name works and parties."""
SHOWN = "shown"
"""The source of the name that public pages show in place of those credited."""
CREDITED = "credited"

Rows = Iterator[tuple[Table, Mapping[str, object]]]


class Parties(Consumer):
    """Every party and work, and where nominations name them."""

    name = "parties"
    revision = 3
    metadata = METADATA
    kinds = frozenset({"party", "work", "nomination"})

    def follows(self, topic: str) -> bool:
        """Of nominations only what names works or parties."""
        kind = topic.partition(".")[0]
        if kind != "nomination":
            return kind in self.kinds
        event = TOPICS.get(topic)
        return event is not None and not NAMING.isdisjoint(event.__struct_fields__)

    def derive(self, stream: Stream) -> Iterable[tuple[Table, Mapping[str, object]]]:
        """The rows of one stream."""
        record = record_of((entry.position, event) for entry, event in stream.entries)
        if record is not None:
            return _record_rows(record, stream.entries[0][1].by.actor.hex)
        return _mention_rows(stream)


def _record_rows(record: Record, account: str) -> Rows:
    subject = record.id.hex
    yield (
        RECORDS,
        {
            "subject": subject,
            "sort": record.sort,
            "kind": record.kind,
            "label": record.main.text or ERASED,
            "link": record.link.to.hex if record.link else None,
            "account": account,
            "renamed": int(record.is_renamed),
        },
    )
    names = [(one.kind, one.text) for one in record.names]
    if record.is_renamed:
        names.append((SHOWN, public_name(record).name))
    for n, (source, name) in enumerate(names):
        if name:
            yield NAMES, _name_row(subject, n, (subject, record.sort), (source, name))
    for external in {one.text for one in record.ids if one.text}:
        value = external.partition(":")[2]
        yield IDS, {"subject": subject, "external": external, "sort": record.sort, "value": value}


def _mention_rows(stream: Stream) -> Rows:
    """Each name under which a nomination names a work or party, once."""
    seen: set[tuple[str, str | None]] = set()
    for _entry, event in stream.entries:
        for thing, sort, name in things_in(event):
            if (thing, name) not in seen:
                row = _name_row(stream.id.hex, len(seen), (thing, sort), (CREDITED, name))
                seen.add((thing, name))
                yield NAMES, row


def things_in(event: Event) -> Iterator[tuple[str, str, str | None]]:
    """The things that an event names: id, sort and name."""
    # A correction of something else has no works.
    for work in getattr(event, "works", None) or ():
        if isinstance(work, ListedWork):
            yield work.work.hex, "work", work.title
    for credit in (*getattr(event, "credits", ()), getattr(event, "credit", None)):
        if isinstance(credit, Credit):
            yield credit.party.hex, "party", credit.name.text


def _name_row(subject: str, n: int, of: tuple[str, str], told: tuple[str, str | None]) -> Mapping[str, object]:
    """One name; what was erased is found by nothing, and stays a mention."""
    thing, sort = of
    source, name = told
    key = plain(name or "")
    return {
        "subject": subject,
        "n": n,
        "thing": thing,
        "sort": sort,
        "source": source,
        "name": name or ERASED,
        "plain": f" {key} ",
        "skeleton": skeleton(name or ""),
        "size": len(key),
    }
