"""Every golden event of every topic can be read, and says what it said when it was written."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ledger.domain import topics
from ledger.domain.values import Personal
from ledger.persistence.keyring import Keyring
from ledger.persistence.log import LogEntry
from ledger.persistence.mapper import EventMapper
from ledger.persistence.sealing import seal
from tests.domain.golden import FOLDER, golden_files, topic_of
from tests.domain.golden_keys import KEYS, OPENED, SINGER, golden_keyring

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
            assert plain[name] == _without_seals(value), name


@pytest.mark.parametrize("name", OPENED)
def test_golden_seals_open_to_what_was_sealed(name: str, tmp_path: Path) -> None:
    state = (FOLDER / name).read_bytes().strip()
    mapper = EventMapper(golden_keyring(tmp_path / "keys"))
    event: Any = mapper.decode(LogEntry(1, 0, STREAM, 2, topic_of(FOLDER / name), state))
    assert (event.by.name.text, event.name.text, *(one.text for one in event.external)) == OPENED[name]


def test_golden_seal_has_the_layout_that_is_written_today(tmp_path: Path) -> None:
    """A nonce of 12 bytes, then salt (16), text and tag (16), encrypted for the subject alone; the commitment is of salt and text."""
    name = "party.registered.2.json"
    stored = json.loads((FOLDER / name).read_bytes())["name"]
    sealed, commit = b64decode(stored["sealed"]), b64decode(stored["commit"])
    salted = AESGCM(KEYS[SINGER]).decrypt(sealed[:12], sealed[12:], SINGER.bytes)
    assert salted[16:].decode() == OPENED[name][1]
    assert hashlib.sha256(salted).digest() == commit
    again = seal(golden_keyring(tmp_path / "keys"), SINGER, OPENED[name][1])
    assert len(again.sealed) == len(sealed)
    assert (
        AESGCM(KEYS[SINGER]).decrypt(again.sealed[:12], again.sealed[12:], SINGER.bytes)[16:].decode()
        == OPENED[name][1]
    )


def _named(value: object) -> object:
    return f"personal {value.subject}" if isinstance(value, Personal) else str(value)


def _without_seals(value: object) -> object:
    if isinstance(value, dict):
        if "sealed" in value:
            return f"personal {value['subject']}"
        return {key: _without_seals(one) for key, one in value.items()}
    return [_without_seals(one) for one in value] if isinstance(value, list) else value
