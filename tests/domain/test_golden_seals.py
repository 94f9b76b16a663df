"""What was sealed once opens for ever: golden keys, the texts of golden events under them, and the layout of both."""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap

from ledger.application.ledger import Ledger
from ledger.domain.values import Personal
from ledger.persistence.attachments import Attachments
from ledger.persistence.keyring import Keyring
from ledger.persistence.log import LogEntry
from ledger.persistence.mapper import EventMapper
from ledger.persistence.sealing import Sealed, seal
from ledger.persistence.store import open_recorder
from tests.domain.golden import as_had, golden_files, topic_of

FOLDER = Path(__file__).parent / "golden_keys"
SECRETS: dict[str, str] = json.loads((FOLDER / "secrets.json").read_text())
SUBJECTS = (FOLDER / "subjects.sql").read_text()
STREAM = UUID("00000000-0000-4000-8000-000000000003")
SEALED = [file for file in golden_files() if not file.name.endswith(".1.json")]
"""Those whose texts the golden keys open; the keys of the first ones are lost, as an erased person's are."""


@pytest.fixture
def keyring(tmp_path: Path) -> Iterator[Keyring]:
    """The golden keys, opened as a log's own are."""
    folder = tmp_path / "keys"
    folder.mkdir(mode=0o700)
    for name, secret in SECRETS.items():
        (folder / name).write_text(secret)
    with closing(sqlite3.connect(folder / "subjects.db")) as connection:
        connection.executescript(SUBJECTS)
    for file in folder.iterdir():
        file.chmod(0o600)
    ring = Keyring(folder, create=False)
    yield ring
    ring.close()


def said(topic: str, path: str) -> str:
    """The text that was sealed at this place of a golden event."""
    return f"{topic} {path}: زہرہ, O’Brien 🧵"


def plain(value: Any, topic: str, path: str = "") -> Any:
    """The stored event with the text in each sealed one's place."""
    if isinstance(value, dict):
        if "sealed" in value:
            return said(topic, path)
        return {key: plain(one, topic, f"{path}.{key}".lstrip(".")) for key, one in value.items()}
    return (
        [plain(one, topic, f"{path}.{place}") for place, one in enumerate(value)] if isinstance(value, list) else value
    )


def subject_key(subject: UUID) -> bytes:
    """The key as it stands in the golden file, without the keyring."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(SUBJECTS)
        found = connection.execute("SELECT wrapped FROM subject_keys WHERE subject = ?", (subject.bytes,)).fetchone()
    return aes_key_unwrap(SECRETS["master.key"].encode(), found[0])


def opened(key: bytes, sealed: Sealed) -> str:
    """A sealed text read as INTEGRITY tells it: nonce of 12, then under AES-256-GCM a salt of 16 and the text, both committed to."""
    salted = AESGCM(key).decrypt(sealed.sealed[:12], sealed.sealed[12:], sealed.subject.bytes)
    assert hashlib.sha256(salted).digest() == sealed.commit
    return salted[16:].decode()


def seals(value: Any, path: str = "") -> Iterator[tuple[str, Sealed]]:
    """Every sealed text of a stored event with its place."""
    if isinstance(value, dict) and "sealed" in value:
        yield path, msgspec.convert(value, Sealed)
    elif isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from seals(one, f"{path}.{key}".lstrip("."))


def test_every_topic_has_a_golden_event_whose_texts_can_be_opened() -> None:
    assert {topic_of(file) for file in SEALED} == {topic_of(file) for file in golden_files()}


@pytest.mark.parametrize("file", SEALED, ids=lambda file: file.name)
def test_sealed_texts_of_a_golden_event_open_to_what_was_sealed(file: Path, keyring: Keyring) -> None:
    topic = topic_of(file)
    stored = json.loads(file.read_bytes())
    event = EventMapper(keyring).decode(LogEntry(1, 0, STREAM, 2, topic, file.read_bytes().strip()))
    told = json.loads(
        msgspec.json.encode(event, enc_hook=lambda one: one.text if isinstance(one, Personal) else str(one))
    )
    expected = plain(stored, topic)
    expected.pop("nonce", None)
    assert as_had(told, expected) == expected
    places = [path for path, _sealed in seals(stored)]
    assert places[:2] == ["by.name", "by.note"]
    assert [opened(subject_key(one.subject), one) for _path, one in seals(stored)] == [
        said(topic, path) for path in places
    ]


def test_text_sealed_today_has_the_layout_of_the_golden_ones(keyring: Keyring) -> None:
    for subject in (STREAM, uuid4()):
        sealed = seal(keyring, subject, "یہ today")
        key = keyring.key(subject)
        assert key is not None
        assert opened(key, sealed) == "یہ today"
        assert len(sealed.sealed) == 12 + 16 + len("یہ today".encode()) + 16
    assert keyring.key(STREAM) == subject_key(STREAM)


def test_claims_digests_and_fingerprint_stay_what_they_were(keyring: Keyring, tmp_path: Path) -> None:
    secret = SECRETS["claims.key"].encode()
    recorder = open_recorder(f"sqlite:///{tmp_path / 'ledger.db'}", lambda: 0)
    ledger = Ledger(
        recorder,
        EventMapper(keyring),
        keyring,
        files=Attachments(tmp_path / "files", keyring),
        clock=lambda: 0,
        new_id=uuid4,
    )
    claim = ledger.claim_key("edition_address", "meridian", "12")
    digest = ledger.digest({"b": None, "a": [UUID(int=1), 2]})
    recorder.close()
    assert claim == hmac.digest(secret, b"edition_address\x1fmeridian\x1f12", "sha256")
    assert claim.hex() == "7da415c55fb3f463d29556471f00e675c77744b080005629d0098e64dc651be5"
    assert digest.hex() == "76e6f5b2bd340287027c6bb4c8eb58d862ba0029f9dd807e9798def5bb0192d4"
    assert keyring.fingerprint.hex() == "dad04c49f0a0d413e30b6793019b7e51b99bf1b1ddf15d4a003a03d0b3a4b871"
