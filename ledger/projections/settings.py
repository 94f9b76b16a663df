"""The read model of settings: names in further languages, categories with their policies, rulebooks with their rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, Table, Text

from ledger.consumers.consumer import Consumer, Stream
from ledger.domain.edition_settings import Category, EditionSettings, settings_of
from ledger.domain.naming import Naming
from ledger.domain.rulebook import Filed
from ledger.domain.show import Named as ShowNamed

METADATA = MetaData()
Row = tuple[Table, Mapping[str, object]]

NAMES = Table(
    "names",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("thing", String(32), primary_key=True),
    Column("language", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("act", Text, nullable=False),
    Index("names_thing", "thing"),
)
"""`thing` is the show, the edition or the category that is called so."""
POLICIES = Table(
    "policies",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("category", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("places", Integer),
    Column("vacancy", Text, nullable=False),
    Column("vacancy_until", Text),
    Column("award_vacancy", Text),
    Column("standing", Text, nullable=False),
)
RULEBOOKS = Table(
    "rulebooks",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("rulebook", String(32), primary_key=True),
    Column("sort", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("effective", Text, nullable=False),
    Column("counts_from", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("standing", Text, nullable=False),
)
RULES = Table(
    "rules",
    METADATA,
    Column("subject", String(32), primary_key=True),
    Column("sort", Integer, primary_key=True),
    Column("number", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("text", Text, nullable=False),
)


class Settings(Consumer):
    """How shows and editions are run and called, as it stands."""

    name = "settings"
    revision = 1
    metadata = METADATA
    kinds = frozenset({"show", "edition", "rulebook"})

    def derive(self, stream: Stream) -> Iterable[Row]:
        """The rows of one stream."""
        first = stream.entries[0][1]
        events = [event for _entry, event in stream.entries]
        if isinstance(first, Filed):
            return _rule_rows(stream.id.hex, first)
        settings = settings_of(events)
        if settings is None:
            return _show_rows(stream.id.hex, [event for event in events if isinstance(event, ShowNamed)])
        return _edition_rows(stream.id.hex, settings)


def _rule_rows(subject: str, filed: Filed) -> Iterator[Row]:
    for sort, rule in enumerate(filed.rules):
        told = {"number": rule.number, "heading": rule.heading, "text": rule.text}
        yield RULES, {"subject": subject, "sort": sort, **told}


def _show_rows(subject: str, events: Iterable[Naming]) -> Iterator[Row]:
    others: dict[str, Naming] = {event.language: event for event in events if event.language is not None}
    yield from _name_rows(subject, subject, others)


def _name_rows(subject: str, thing: str, others: Mapping[str, Naming]) -> Iterator[Row]:
    for language, event in others.items():
        if event.name:
            told = {"language": language, "name": event.name, "act": event.act_name}
            yield NAMES, {"subject": subject, "thing": thing, **told}


def _edition_rows(subject: str, settings: EditionSettings) -> Iterator[Row]:
    yield from _name_rows(subject, subject, settings.names.others)
    for category in settings.categories.values():
        yield from _name_rows(subject, category.added.category.hex, category.names.others)
        yield POLICIES, _policy_row(subject, category)
    for sort, (stream, rulebook) in enumerate(settings.rulebooks.items()):
        filed = rulebook.filed
        yield (
            RULEBOOKS,
            {
                "subject": subject,
                "rulebook": stream.hex,
                "sort": sort,
                "label": filed.label,
                "effective": msgspec.json.encode(filed.effective).decode(),
                "counts_from": filed.counts_from,
                "digest": filed.digest,
                "standing": rulebook.standing,
            },
        )


def _policy_row(subject: str, category: Category) -> Mapping[str, object]:
    return {
        "subject": subject,
        "category": category.added.category.hex,
        "name": category.names.name,
        "places": category.places.get(None),
        "vacancy": category.vacancy,
        "vacancy_until": category.vacancy_until,
        "award_vacancy": category.award.policy if category.award else None,
        "standing": category.standing.standing if category.standing else "stands",
    }
