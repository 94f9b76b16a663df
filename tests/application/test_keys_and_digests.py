"""What the database keeps of private words, and what happens when its keys are not there."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from ledger.application.draft import Draft
from ledger.application.entries import register_work
from ledger.bootstrap import Services, build
from ledger.demo.people import PEOPLE, Person
from ledger.errors import Conflict, SettingsError
from tests.support.services import by, embedded

REQUEST = {"withdraw": "a nomination", "private_reason": "treated for an illness", "source_note": "letter of 3 May"}


def record(demo: Services, request: Mapping[str, Any]) -> Draft:
    draft = Draft(by())
    register_work(demo.ledger, draft, title="A late song", kind="song")
    demo.ledger.save(draft, request)
    return draft


def test_fingerprint_of_a_request_confirms_no_guess_at_its_private_words(demo: Services) -> None:
    """Whoever has the database and not the keys cannot try reasons until one fits; erasure could not undo it."""
    draft = record(demo, REQUEST)
    appended = demo.ledger.recorder.find_append(draft.by.command)
    assert appended is not None
    plain = msgspec.json.encode(REQUEST, order="deterministic")
    assert appended.digest not in {hashlib.sha256(plain).digest(), hashlib.sha256(b"request\x1f" + plain).digest()}
    assert demo.ledger.repeated(draft.by.command, REQUEST) is not None
    with pytest.raises(Conflict, match="command_reused"):
        demo.ledger.repeated(draft.by.command, {**REQUEST, "private_reason": "another"})


@pytest.mark.parametrize("gone", ["keys", "keys/subjects.db", "keys/claims.key", "keys/master.key"])
def test_log_without_its_keys_does_not_start_however_often_and_makes_no_new_ones(demo: Services, gone: str) -> None:
    demo.close()
    place, aside = demo.settings.data / gone, demo.settings.data / "aside"
    shutil.move(place, aside)
    for _start in range(2):
        with pytest.raises(SettingsError) as refused:
            build(demo.settings)
        assert refused.value.code == "keys_missing"
        assert not place.exists()
    shutil.move(aside, place)
    with build(demo.settings) as again:
        assert again.ledger.mapper.decode(again.ledger.recorder.entries(0, 1)[0]).by.name.text


@pytest.mark.parametrize("author", PEOPLE[:2], ids=["the same person", "somebody else"])
def test_keys_of_another_log_are_refused(
    demo: Services, tmp_path_factory: pytest.TempPathFactory, author: Person
) -> None:
    demo.close()
    other = tmp_path_factory.mktemp("other")
    with build(embedded(other)) as fresh:
        draft = Draft(by(author))
        register_work(fresh.ledger, draft, title="A song of another log", kind="song")
        fresh.ledger.save(draft, {})
    shutil.rmtree(demo.settings.data / "keys")
    shutil.copytree(other / "keys", demo.settings.data / "keys")
    with pytest.raises(SettingsError) as refused:
        build(demo.settings)
    assert refused.value.code == "keys_wrong"
