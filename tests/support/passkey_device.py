"""A device that keeps one passkey, as WebAuthn describes it: P-256, no attestation. It can be told to lie."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url as text_of

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


@dataclass
class Device:
    """`origin` is the page it believes to be on; `flags` what it says of its owner; `count` how often it was used."""

    origin: str
    flags: int = PRESENT | VERIFIED
    count: int = 0
    identity: bytes = field(default_factory=lambda: token_bytes(16))
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))

    def make(self, asked: dict[str, Any]) -> dict[str, Any]:
        """The passkey, as the browser sends it for what the server asked."""
        numbers = self.key.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})
        kept = bytes(16) + len(self.identity).to_bytes(2, "big") + self.identity + public
        told = self._data(asked["rp"]["id"], HAS_KEY) + kept
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": told})
        client = self._client("webauthn.create", asked)
        return self._credential({"attestationObject": text_of(attested), "clientDataJSON": text_of(client)})

    def sign(self, asked: dict[str, Any]) -> dict[str, Any]:
        """What was asked, signed."""
        self.count += 1
        told, client = self._data(asked["rpId"]), self._client("webauthn.get", asked)
        signature = self.key.sign(told + sha256(client).digest(), ECDSA(SHA256()))
        parts = {"authenticatorData": told, "clientDataJSON": client, "signature": signature}
        return self._credential({name: text_of(part) for name, part in parts.items()})

    def _data(self, site: str, more: int = 0) -> bytes:
        return sha256(site.encode()).digest() + bytes([self.flags | more]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, asked: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": self.origin}).encode()

    def _credential(self, response: dict[str, str]) -> dict[str, Any]:
        name = text_of(self.identity)
        return {"id": name, "rawId": name, "type": "public-key", "response": response}
