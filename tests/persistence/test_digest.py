"""What the log keeps of a command's data: enough to know it again, nothing that confirms a guess once the person is erased."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import psycopg
import pytest

from ledger.bootstrap import Services, build
from ledger.demo.fill import fill_meridian as fill
from ledger.demo.people import PEOPLE
from ledger.domain.nomination import Entered
from ledger.errors import Conflict
from ledger.schemas.acting import ActCommand
from ledger.schemas.commands import load, plain
from ledger.settings import Settings
from tests.support.acts import record_withdrawal
from tests.support.services import by

REASON = "She is ill"


@pytest.fixture
def demo(url: str, tmp_path: Path) -> Iterator[Services]:
    """The demo on either database."""
    with build(Settings(data=tmp_path, database=url)) as built:
        fill(built.ledger)
        yield built


def nomination(demo: Services, title: str) -> UUID:
    for entry in demo.ledger.recorder.entries(0, 1000):
        event = demo.ledger.mapper.decode(entry) if entry.topic == Entered.TOPIC else None
        if isinstance(event, Entered) and [work.title for work in event.works] == [title]:
            return event.originator_id
    raise LookupError(title)


def stored(url: str) -> set[bytes]:
    """Every value of every column of the log, as bytes."""
    tables = ("events", "appends", "claims")
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            rows = [row for table in tables for row in connection.execute(f"SELECT * FROM {table}")]
    else:
        with psycopg.connect(url) as server:
            rows = [row for table in tables for row in server.execute(f"SELECT * FROM ledger.{table}".encode())]
    return {value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row}


def guesses(request: dict[str, Any]) -> set[bytes]:
    """What whoever guesses the data can compute of it without the keys."""
    said = msgspec.json.encode(msgspec.to_builtins(request, enc_hook=str), order="deterministic")
    hashes = {hashlib.new(name, said) for name in ("sha256", "sha512", "sha3_256", "blake2b")}
    return {said} | {one.digest() for one in hashes} | {one.hexdigest().encode() for one in hashes}


def test_guess_at_an_erased_persons_data_finds_nothing_to_confirm_it(demo: Services, url: str) -> None:
    stream, author = nomination(demo, "Static"), by(PEOPLE[1])
    form = {
        "command": str(author.command),
        "seen": str(demo.ledger.recorder.head()[0]),
        "effective": "20 October 2026",
        "reason": "own_wish",
        "capacity": "nominee",
        "body": "committee",
        "source_kind": "letter",
        "private_reason": REASON,
    }
    first = record_withdrawal(demo.ledger, author, stream, form)
    assert record_withdrawal(demo.ledger, author, stream, form).acts == first.acts
    act: Any = next(event for _position, event in demo.ledger.story(stream) if event.act_name == first.acts[0])
    demo.ledger.keyring.destroy(act.private_reason.subject)
    request = {"withdraw": str(stream), **plain(load(ActCommand(), form))}
    values = stored(url)
    assert {author.command.bytes, str(author.command).encode()} & values
    assert not any(guess in value for guess in guesses(request) for value in values)
    again = record_withdrawal(demo.ledger, author, stream, form)
    assert again == first._replace(repeated=True)
    with pytest.raises(Conflict, match="command_reused"):
        record_withdrawal(demo.ledger, author, stream, {**form, "private_reason": "He is ill"})


def test_fingerprint_of_data_is_never_the_claim_of_the_same_text(demo: Services) -> None:
    ledger = demo.ledger
    said = msgspec.json.encode({"a": 1}, order="deterministic").decode()
    assert ledger.digest({"a": 1}) == ledger.digest({"a": 1}) != ledger.digest({"a": 2})
    assert len(ledger.digest({"a": 1})) == 32
    assert ledger.digest({"a": 1}) != ledger.claim_key(said)
