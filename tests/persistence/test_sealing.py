"""What a seal promises: only its key opens it, to the one text that was sealed, until the key is destroyed."""

from __future__ import annotations

import hashlib
import os
from uuid import uuid4

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ledger.errors import Refused
from ledger.persistence.keyring import Keyring
from ledger.persistence.mapper import EventMapper
from ledger.persistence.sealing import NONCE, SALT, SealBroken, seal, unseal
from tests.persistence.events import party_registered


def test_seal_opens_to_the_text(keyring: Keyring) -> None:
    sealed = seal(keyring, uuid4(), "فہمیدہ ریاض")
    assert unseal(keyring, sealed) == "فہمیدہ ریاض"


def test_same_text_is_sealed_differently_each_time(keyring: Keyring) -> None:
    subject = uuid4()
    seals = [seal(keyring, subject, "same") for _ in range(10)]
    assert len({s.sealed for s in seals}) == len({s.commit for s in seals}) == 10


def test_commitment_binds_the_text_even_for_who_holds_the_key(keyring: Keyring) -> None:
    subject = uuid4()
    sealed = seal(keyring, subject, "the first text")
    key = keyring.key(subject)
    assert key is not None
    nonce = os.urandom(NONCE)
    forged = nonce + AESGCM(key).encrypt(nonce, os.urandom(SALT) + b"another text", subject.bytes)
    with pytest.raises(SealBroken):
        unseal(keyring, msgspec.structs.replace(sealed, sealed=forged))


def test_commitment_tells_nothing_without_its_salt(keyring: Keyring) -> None:
    sealed = seal(keyring, uuid4(), "yes")
    assert sealed.commit != hashlib.sha256(b"yes").digest()


def test_seal_cannot_be_moved_to_another_person(keyring: Keyring) -> None:
    sealed = seal(keyring, uuid4(), "text")
    other = uuid4()
    keyring.ensure([other])
    with pytest.raises(SealBroken) as caught:
        unseal(keyring, msgspec.structs.replace(sealed, subject=other))
    assert caught.value.params == {"subject": other}


@pytest.mark.parametrize("damaged", [b"", b"short", b"x" * 60])
def test_damaged_seal_is_broken_not_erased(keyring: Keyring, damaged: bytes) -> None:
    sealed = seal(keyring, uuid4(), "text")
    with pytest.raises(SealBroken):
        unseal(keyring, msgspec.structs.replace(sealed, sealed=damaged))


def test_erased_text_is_none_and_the_event_still_reads(keyring: Keyring) -> None:
    mapper = EventMapper(keyring)
    event = party_registered("Erased Person")
    stored = mapper.to_stored_event(event)
    read_before = mapper.decode(stored)
    keyring.destroy(event.originator_id)
    for read in (read_before, mapper.decode(stored)):
        assert read.name.text is None  # type: ignore[attr-defined]
        assert read.by.name.text == "Anila Khan"


def test_nothing_new_is_sealed_for_an_erased_person(keyring: Keyring) -> None:
    mapper = EventMapper(keyring)
    event = party_registered("Erased Person")
    keyring.destroy(event.originator_id)
    with pytest.raises(Refused) as caught:
        mapper.to_stored_event(event)
    assert caught.value.code == "subject_erased"
    assert caught.value.params == {"subject": event.originator_id}
