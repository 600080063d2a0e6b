"""A passkey authenticator in software, which signs whatever a test has it sign."""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

ORIGIN = "http://localhost"
PRESENT, VERIFIED, ATTESTED = 1, 4, 64
"""Flags of authenticator data (WebAuthn Level 3, 6.1)."""


def text(data: bytes) -> str:
    """Return bytes as unpadded base64url."""
    return urlsafe_b64encode(data).decode().rstrip("=")


@dataclass
class Authenticator:
    """One passkey on one device. `flags` say what the device claims to have checked."""

    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: token_bytes(16))
    user_handle: str = ""
    counter: int = 0
    flags: int = PRESENT | VERIFIED
    counts: bool = True

    def make(self, options: dict[str, Any], origin: str = ORIGIN) -> str:
        """Answer to the options of a registration."""
        self.user_handle = options["user"]["id"]
        point = self.key.public_key().public_numbers()
        public_key = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        credential = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id
        data = self._data(options["rp"]["id"], ATTESTED) + credential + cbor2.dumps(public_key)
        response = {
            "clientDataJSON": text(_client_data("webauthn.create", options["challenge"], origin)),
            "attestationObject": text(cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})),
        }
        return self._credential(response)

    def sign(self, options: dict[str, Any], origin: str = ORIGIN, **changed: str) -> str:
        """Answer to the options of a sign-in. `changed` are fields that a hostile program replaces."""
        self.counter += self.counts
        client_data = _client_data("webauthn.get", options["challenge"], origin)
        data = self._data(options["rpId"])
        signature = self.key.sign(data + sha256(client_data).digest(), ECDSA(SHA256()))
        response = {
            "clientDataJSON": text(client_data),
            "authenticatorData": text(data),
            "signature": text(signature),
            "userHandle": self.user_handle,
        }
        return self._credential(response | changed)

    def _data(self, rp_id: str, more_flags: int = 0) -> bytes:
        flags = self.flags | more_flags
        return sha256(rp_id.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _credential(self, response: dict[str, str]) -> str:
        name = text(self.credential_id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})


def handle_of(org_id: int, user_id: int) -> str:
    """Return the user handle of a user, as anybody can make it."""
    return text(f"{org_id}-{user_id}".encode())


def _client_data(kind: str, challenge: str, origin: str) -> bytes:
    return json.dumps({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}).encode()
