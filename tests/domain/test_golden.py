"""Every golden event of every topic can be read, and says what it said when it was written."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from ledger.domain import topics
from ledger.domain.values import Personal
from ledger.persistence.keyring import Keyring
from ledger.persistence.log import LogEntry
from ledger.persistence.mapper import EventMapper
from tests.domain.golden import as_had, golden_files, topic_of

STREAM = UUID("00000000-0000-4000-8000-000000000003")


def test_every_topic_has_a_golden_event() -> None:
    assert {topic_of(file) for file in golden_files()} == {event.TOPIC for event in topics.ALL}


@pytest.mark.parametrize("file", golden_files(), ids=lambda file: file.name)
def test_golden_event_stays_readable_with_every_field_it_had(file: Path, tmp_path: Path) -> None:
    stored = json.loads(file.read_bytes())
    mapper = EventMapper(Keyring(tmp_path / "keys"))
    event = mapper.decode(LogEntry(1, 0, STREAM, 2, topic_of(file), file.read_bytes().strip()))
    plain = json.loads(msgspec.json.encode(event, enc_hook=_named))
    for name, value in stored.items():
        if name != "nonce":
            had = _without_seals(value)
            assert as_had(plain[name], had) == had, name


def _named(value: object) -> object:
    return f"personal {value.subject}" if isinstance(value, Personal) else str(value)


def _without_seals(value: object) -> object:
    if isinstance(value, dict):
        if "sealed" in value:
            return f"personal {value['subject']}"
        return {key: _without_seals(one) for key, one in value.items()}
    return [_without_seals(one) for one in value] if isinstance(value, list) else value
