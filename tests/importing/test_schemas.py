"""What the schemas of the importing commands take and refuse, and that everything an import records passes them whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from marshmallow import Schema

from ledger.bootstrap import Services
from ledger.domain import edition, nomination, party, show, work
from ledger.domain.edition import VACANCIES
from ledger.domain.event import Event
from ledger.domain.values import Personal
from ledger.errors import Invalid
from ledger.importing.command import import_file
from ledger.schemas.commands import load
from ledger.schemas.entering import (
    ConferCommand,
    EnterNominationCommand,
    RegisterPartyCommand,
    RegisterWorkCommand,
)
from ledger.schemas.one_field import field_rule
from ledger.schemas.setting_up import (
    AddCategoryCommand,
    EstablishShowCommand,
    OpenEditionCommand,
    RecordMilestoneCommand,
)
from ledger.wording.errors import SENTENCES
from ledger.wording.lists import VACANCIES as WORDED
from tests.importing.sheets import DATA

SHOW = {"name": "Meridian", "address": "meridian", "zone": "Asia/Karachi"}
EDITION = {"show": str(uuid4()), "name": "1st", "address": "1", "label": "1999", "ordinal": "1", "zone": "UTC"}
CATEGORY = {"edition": str(uuid4()), "name": "Novel", "address": "novel", "order": 1}
MILESTONE = {"edition": str(uuid4()), "milestone": "ceremony", "effective": "1999-05"}
PARTY = {"name": "Mina Shah", "kind": "person", "external": [{"scheme": "imdb", "value": "nm1"}]}
WORK = {"title": "Tide", "kind": "book"}
ENTRY = {"edition": str(uuid4()), "category": str(uuid4()), "works": [{"work": str(uuid4()), "title": "Tide"}]}
AWARD = {"nomination": str(uuid4()), "effective": "1999"}


def problems(schema: type[Schema], data: dict[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with the data, by field and code."""
    try:
        load(schema(), {"command": str(uuid4()), **data})
    except Invalid as refused:
        return [(one.field, one.code) for one in refused.problems]
    return []


GOOD = [
    (EstablishShowCommand, SHOW),
    (OpenEditionCommand, EDITION),
    (AddCategoryCommand, CATEGORY),
    (RecordMilestoneCommand, MILESTONE),
    (RegisterPartyCommand, PARTY),
    (RegisterWorkCommand, WORK),
    (EnterNominationCommand, ENTRY),
    (ConferCommand, AWARD),
]


@pytest.mark.parametrize("schema, data", GOOD, ids=lambda one: getattr(one, "__name__", ""))
def test_schema_takes_what_its_command_needs_and_nothing_less(schema: type[Schema], data: dict[str, Any]) -> None:
    assert problems(schema, data) == []
    for name in data:
        without = {key: value for key, value in data.items() if key != name}
        field = schema().fields[name]
        assert problems(schema, without) == [(name, "required")] * field.required or name == "works"


@pytest.mark.parametrize(
    "schema, data, change, problem",
    [
        (EstablishShowCommand, SHOW, {"address": "My Show"}, ("address", "not_an_address")),
        (EstablishShowCommand, SHOW, {"address": "a" * 101}, ("address", "not_an_address")),
        (EstablishShowCommand, SHOW, {"zone": "Europe/Londn"}, ("zone", "not_a_zone")),
        (OpenEditionCommand, EDITION, {"ordinal": "0"}, ("ordinal", "not_an_ordinal")),
        (OpenEditionCommand, EDITION, {"ordinal": "²"}, ("ordinal", "not_an_ordinal")),
        (OpenEditionCommand, EDITION, {"ordinal": True}, ("ordinal", "not_an_ordinal")),
        (OpenEditionCommand, EDITION, {"ordinal": 1.5}, ("ordinal", "not_an_ordinal")),
        (OpenEditionCommand, EDITION, {"show": "x"}, ("show", "unreadable")),
        (AddCategoryCommand, CATEGORY, {"places": -1}, ("places", "not_an_ordinal")),
        (AddCategoryCommand, CATEGORY, {"vacancy": "lottery"}, ("vacancy", "unknown_choice")),
        (RecordMilestoneCommand, MILESTONE, {"milestone": "dinner"}, ("milestone", "unknown_choice")),
        (RegisterPartyCommand, PARTY, {"kind": "robot"}, ("kind", "unknown_choice")),
        (
            RegisterPartyCommand,
            PARTY,
            {"external": [{"scheme": "I M", "value": "x"}]},
            ("external.0.scheme", "not_an_address"),
        ),
        (RegisterWorkCommand, WORK, {"kind": "person"}, ("kind", "unknown_choice")),
        (EnterNominationCommand, ENTRY, {"works": []}, ("works", "nothing_named")),
        (EnterNominationCommand, ENTRY, {"listing": "recorded"}, ("because", "because_when_recorded")),
        (EnterNominationCommand, ENTRY, {"because": "write_in"}, ("because", "because_when_recorded")),
        (EnterNominationCommand, ENTRY, {"marks": ["odd"]}, ("marks.0", "unknown_choice")),
        (EnterNominationCommand, ENTRY, {"source_kind": "rumour"}, ("source_kind", "unknown_choice")),
        (ConferCommand, AWARD, {"source_kind": "rumour"}, ("source_kind", "unknown_choice")),
    ],
)
def test_schema_refuses_at_the_field(
    schema: type[Schema], data: dict[str, Any], change: dict[str, Any], problem: tuple[str, str]
) -> None:
    assert problems(schema, data | change) == [problem]
    assert problem[1] in SENTENCES


def test_vacancies_that_are_taken_are_those_that_are_worded() -> None:
    assert set(VACANCIES) == set(WORDED)


def test_one_field_answers_as_the_whole_schema_does() -> None:
    for path, text in ((("title",), " Tide "), (("external", "value"), "nm1")):
        assert field_rule(RegisterWorkCommand, *path)(text).value == text.strip()
    assert field_rule(RegisterWorkCommand, "title")("  ").code == "required"
    assert field_rule(AddCategoryCommand, "group")("").value is None
    with pytest.raises(TypeError):
        field_rule(RegisterWorkCommand, "title", "value")


def as_typed(event: Event) -> Iterator[tuple[type[Schema], dict[str, Any]]]:
    """The command of an event, and its fields as a form would send them."""
    stream = str(event.originator_id)
    match event:
        case show.Established():
            yield EstablishShowCommand, {"name": event.name, "address": event.address, "zone": event.zone}
        case edition.Opened():
            yield (
                OpenEditionCommand,
                {name: getattr(event, name) for name in ("show", "name", "address", "label", "ordinal", "zone")},
            )
        case edition.CategoryAdded():
            names = ("name", "address", "order", "group", "places", "vacancy")
            yield AddCategoryCommand, {"edition": stream} | {name: getattr(event, name) for name in names}
        case edition.MilestoneRecorded():
            told = {"edition": stream, "milestone": event.milestone, "effective": event.effective.text}
            yield RecordMilestoneCommand, told
        case party.Registered():
            external = [
                dict(zip(("scheme", "value"), text_of(one).split(":", 1), strict=True)) for one in event.external
            ]
            yield RegisterPartyCommand, {"name": text_of(event.name), "kind": event.kind, "external": external}
        case work.Registered():
            external = [{"scheme": one.scheme, "value": one.value} for one in event.external]
            yield RegisterWorkCommand, {"title": event.title, "kind": event.kind, "external": external}
        case nomination.Entered():
            yield EnterNominationCommand, entry_as_typed(event)
        case nomination.Conferred():
            yield ConferCommand, {"nomination": stream, "effective": event.effective.text, "source_kind": "record"}


def entry_as_typed(event: nomination.Entered) -> dict[str, Any]:
    assert event.source is not None
    plain = ("edition", "category", "details", "listing", "because", "marks", "order")
    personal = {"citation": event.citation, "credit_line": event.credit_line, "source_note": event.source.note}
    return {
        **{name: getattr(event, name) for name in plain},
        **{name: text_of(one) if one else None for name, one in personal.items()},
        "effective": event.effective.text,
        "works": [{"work": one.work, "title": one.title} for one in event.works],
        "credits": [{"party": one.party, "name": text_of(one.name), "role": one.role} for one in event.credits],
        "source_kind": event.source.kind,
    }


def text_of(personal: Personal) -> str:
    assert personal.text is not None
    return personal.text


@pytest.mark.parametrize("name", ["odd", "laurels"])
def test_everything_an_import_records_passes_the_whole_schema_of_its_command(services: Services, name: str) -> None:
    import_file(services.ledger, next(DATA.glob(f"{name}.[ct]sv")), DATA / f"{name}.toml")
    met = set()
    for entry in services.ledger.recorder.entries(0, 100_000):
        for schema, data in as_typed(services.ledger.mapper.decode(entry)):
            sent = {key: list(value) if isinstance(value, tuple) else value for key, value in data.items()}
            loaded = load(schema(), {"command": UUID(int=1), **sent})
            assert {key: loaded[key] for key, value in sent.items() if value is not None} == _ids(sent)
            met.add(schema)
    assert met == {schema for schema, _data in GOOD}


def _ids(sent: dict[str, Any]) -> dict[str, Any]:
    streams = ("edition", "show", "nomination", "category")
    return {key: UUID(str(value)) if key in streams else value for key, value in sent.items() if value is not None}
