"""Events to bytes and back: any text, no text in the clear, nothing lost, unknown things named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from eventsourcing.persistence import StoredEvent
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.domain.party import Registered
from ledger.domain.values import Personal
from ledger.errors import Refused
from ledger.persistence.keyring import Keyring
from ledger.persistence.log import LogEntry
from ledger.persistence.mapper import SEALED_KEPT, EventMapper, UnknownTopic, UnreadableEvent
from tests.persistence.events import party_registered, provenance

TEXTS = [
    "زہرہ نگاہ",
    "עברית וגם English \u202eأسماء\u202c",
    "👩🏽‍🎤 🏳️‍🌈",
    "e\u0301 is not \u00e9",
    "x" * 10_000,
    "<script>alert('x')</script>",
    '{"_type_": "uuid_hex", "_data_": "00"}',
    '","by":{"actor":"someone else"},"x":"',
    "\x00 \x1f \u2028 \\ \" '",
    "=HYPERLINK(1)",
    "",
]
ANY_TEXT = st.one_of(st.sampled_from(TEXTS), st.text(st.characters(exclude_categories=["Cs"])))


@pytest.fixture(scope="module")
def mapper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EventMapper]:
    ring = Keyring(tmp_path_factory.mktemp("mapper") / "keys")
    yield EventMapper(ring)
    ring.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=ANY_TEXT, kind=ANY_TEXT, note=st.none() | ANY_TEXT, author=ANY_TEXT, version=st.integers(1, 2**53))
def test_event_comes_back_as_it_was(
    mapper: EventMapper, name: str, kind: str, note: str | None, author: str, version: int
) -> None:
    by = msgspec.structs.replace(provenance(author), note=None if note is None else Personal(uuid4(), note))
    event = party_registered(name, by=by, version=version, kind=kind)
    stored = mapper.to_stored_event(event)
    back = mapper.to_domain_event(stored)
    assert back == event
    assert isinstance(back, Registered)
    assert back.name.text == name
    assert back.by.note == by.note
    entry = LogEntry(1, 0, event.originator_id, version, stored.topic, stored.state)
    assert mapper.decode(entry) == event


def test_state_is_json_with_random_bytes_and_without_id_and_version(mapper: EventMapper) -> None:
    event = party_registered("Kishwar Naheed")
    stored = mapper.to_stored_event(event)
    fields = json.loads(stored.state)
    assert list(fields) == ["nonce", "by", "name", "kind", "external"]
    assert len(fields["nonce"]) == 22
    assert set(fields["name"]) == {"subject", "sealed", "commit"}
    assert (stored.originator_id, stored.originator_version, stored.topic) == (
        event.originator_id,
        1,
        "party.registered",
    )


def test_random_bytes_differ_each_time(mapper: EventMapper) -> None:
    event = party_registered("Parveen Shakir")
    states = [json.loads(mapper.to_stored_event(event).state) for _ in range(20)]
    assert len({state["nonce"] for state in states}) == 20
    assert len({state["name"]["sealed"] for state in states}) == 20
    assert len({state["name"]["commit"] for state in states}) == 20


def test_authors_name_is_sealed_once_for_all_events_of_a_command(mapper: EventMapper) -> None:
    by, other = provenance("Same Name"), provenance("Same Name")
    events = [party_registered("One", by=by), party_registered("Two", by=by), party_registered("Three", by=other)]
    sealed = [json.loads(mapper.to_stored_event(event).state)["by"]["name"] for event in events]
    assert sealed[0] == sealed[1] != sealed[2]
    assert [mapper.decode(mapper.to_stored_event(event)).by.name.text for event in events] == ["Same Name"] * 3


def test_name_of_an_author_erased_meanwhile_is_written_no_more(mapper: EventMapper) -> None:
    by = provenance("Erased Author")
    mapper.to_stored_event(party_registered("One", by=by))
    mapper._keyring.destroy(by.name.subject)
    with pytest.raises(Refused, match="subject_erased"):
        mapper.to_stored_event(party_registered("Two", by=by))


def test_names_of_many_authors_are_never_mixed_up(mapper: EventMapper) -> None:
    def told(n: int) -> bool:
        event = party_registered(f"Party {n}", by=provenance(f"Author {n}"))
        return mapper.decode(mapper.to_stored_event(event)).by.name.text == f"Author {n}"

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(told, range(60)))
    # Each thread may keep one more between its look at how many there are and its clearing them away.
    assert len(mapper._kept) < SEALED_KEPT + 4


@pytest.mark.parametrize("where", ["personal", "plain", "author"])
def test_lone_surrogate_is_refused_without_telling_the_text(mapper: EventMapper, where: str) -> None:
    text = "secret \ud83d"
    event = party_registered(
        text if where == "personal" else "x",
        kind=text if where == "plain" else "person",
        by=provenance(text if where == "author" else "x"),
    )
    with pytest.raises(Refused) as caught:
        mapper.to_stored_event(event)
    assert caught.value.code == "text_not_unicode"
    assert caught.value.__cause__ is None
    assert "secret" not in str(caught.value)


def test_unknown_topic_names_the_act(mapper: EventMapper) -> None:
    stream = uuid4()
    with pytest.raises(UnknownTopic) as caught:
        mapper.decode(StoredEvent(stream, 3, "party.vanished", b'{"nonce":"","by":{}}'))
    assert caught.value.params == {"topic": "party.vanished", "act": f"{stream}@3"}


@pytest.mark.parametrize(
    "damage",
    [
        lambda s: s[:-9],
        lambda s: s.replace(b'"kind"', b'"mind"'),
        lambda s: s.replace(b"person", b"\xff"),
        lambda _: b"",
    ],
)
def test_unreadable_state_names_the_act(mapper: EventMapper, damage: Any) -> None:
    stored = mapper.to_stored_event(party_registered("Ada Jafri"))
    with pytest.raises(UnreadableEvent) as caught:
        mapper.decode(StoredEvent(stored.originator_id, 1, stored.topic, damage(stored.state)))
    assert caught.value.params == {"topic": "party.registered", "act": f"{stored.originator_id}@1"}


def test_older_form_is_upcast_and_only_that_topic(keyring: Keyring) -> None:
    plain = EventMapper(keyring)
    event = party_registered("Fahmida Riaz")
    stored = plain.to_stored_event(event)
    older = json.loads(stored.state)
    older["sort"] = older.pop("kind")

    def to_kind(fields: dict[str, Any]) -> dict[str, Any]:
        assert "nonce" not in fields
        return {("kind" if name == "sort" else name): value for name, value in fields.items()}

    upcasting = EventMapper(keyring, {"party.registered": to_kind})
    old = StoredEvent(stored.originator_id, 1, stored.topic, json.dumps(older).encode())
    assert upcasting.decode(old) == event
    assert upcasting.decode(stored) == event
    with pytest.raises(UnreadableEvent):
        plain.decode(old)


def test_what_is_no_event_of_the_ledger_is_not_stored(mapper: EventMapper) -> None:
    with pytest.raises(TypeError, match="not an event"):
        mapper.to_stored_event(StoredEvent(uuid4(), 1, "x", b""))  # type: ignore[arg-type]


def test_personal_text_is_nowhere_in_the_clear(tmp_path: Path, keyring: Keyring) -> None:
    from ledger.persistence.store import open_recorder
    from tests.persistence.logs import Clock

    recorder = open_recorder(f"sqlite:///{tmp_path / 'ledger.db'}", Clock())
    mapper = EventMapper(keyring)
    event = party_registered("Sughra Sadaf", by=provenance("Author Unseen"), kind="kind-in-the-clear")
    recorder.insert_events([mapper.to_stored_event(event)])
    files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert any(b"kind-in-the-clear" in content for content in files.values())
    for content in files.values():
        assert b"Sughra" not in content
        assert b"Unseen" not in content
    recorder.close()
