"""Texts about a person, sealed under the person's key (INTEGRITY: AES-256-GCM plus a salted SHA-256 commitment).

GCM alone would let whoever knows the key find another text for the same ciphertext; the commitment binds the one that was sealed.
Its salt is inside the ciphertext, so that it tells nothing about short texts once the key is gone.
"""

from __future__ import annotations

import hashlib
import os
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ledger.errors import LedgerError, Refused
from ledger.persistence.keyring import Keyring

NONCE = 12
SALT = 16


class SealBroken(LedgerError):
    """A sealed text does not open under its subject's key, or is not the one that was committed to (`seal_broken`, `subject`)."""


class Sealed(msgspec.Struct, frozen=True):
    """A personal text as it is stored: `sealed` is nonce (12 bytes) and ciphertext of salt (16) and text, both base64 in JSON."""

    subject: UUID
    sealed: bytes
    commit: bytes


def seal(keyring: Keyring, subject: UUID, text: str) -> Sealed:
    """Seal a text; the subject gets a key if it never had one. Raises Refused `subject_erased` if its key was destroyed."""
    plain = text.encode()
    key = keyring.key(subject)
    if key is None:
        keyring.ensure([subject])
        key = keyring.key(subject)
    if key is None:
        raise Refused("subject_erased", subject=subject)
    random = os.urandom(SALT + NONCE)
    salted, nonce = random[:SALT] + plain, random[SALT:]
    sealed = nonce + AESGCM(key).encrypt(nonce, salted, subject.bytes)
    return Sealed(subject, sealed, hashlib.sha256(salted).digest())


def unseal(keyring: Keyring, sealed: Sealed) -> str | None:
    """The text, None if the subject's key was destroyed. Raises SealBroken."""
    key = keyring.key(sealed.subject)
    if key is None:
        return None
    try:
        salted = AESGCM(key).decrypt(sealed.sealed[:NONCE], sealed.sealed[NONCE:], sealed.subject.bytes)
    except (InvalidTag, ValueError) as error:
        raise SealBroken("seal_broken", subject=sealed.subject) from error
    if hashlib.sha256(salted).digest() != sealed.commit:
        raise SealBroken("seal_broken", subject=sealed.subject)
    return salted[SALT:].decode()
