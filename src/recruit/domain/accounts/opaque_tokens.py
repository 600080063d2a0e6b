"""Opaque tokens: format, generation and hashing.

A token names its organisation and row, so that no lookup crosses organisations. The SHA-256 of its 256 random bits is
stored: a slow hash such as Argon2 is for passwords, which people choose and others guess.
"""

import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from recruit.domain.accounts.model.api_keys import KEY_PREFIX
from recruit.domain.shared.errors import Refused

SECRET_BYTES = 32
_FORMAT = re.compile(r"(r[a-z])_(\d{1,18})_(\d{1,18})_([\w.-]{1,200})", re.ASCII)


class TokenKind(StrEnum):
    """The purpose of a token, which is its prefix."""

    INVITATION = "ri"
    RENEWAL = "rr"
    CODE = "rc"
    SESSION = "rs"
    PASSWORD = "rp"  # noqa: S105 - a prefix
    KEY = KEY_PREFIX


class OpaqueToken(NamedTuple):
    """A token: its purpose, the organisation and id of its row, and the secret."""

    kind: TokenKind
    org_id: int
    id: int
    secret: str

    def __str__(self) -> str:
        """Return the token as text."""
        return f"{self.kind}_{self.org_id}_{self.id}_{self.secret}"


def new_secret() -> str:
    """Return 256 random bits as text."""
    return secrets.token_urlsafe(SECRET_BYTES)


def new_salt() -> bytes:
    """Return 256 random bits."""
    return secrets.token_bytes(SECRET_BYTES)


def next_secret(secret: str, salt: bytes) -> str:
    """Return the secret that succeeds another one. It can't be derived without the salt."""
    return urlsafe_b64encode(hmac.digest(salt, secret.encode(), "sha256")).rstrip(b"=").decode()


def digest(secret: str) -> bytes:
    """Return the SHA-256 of a secret, which is stored in its place."""
    return sha256(secret.encode()).digest()


def parse_token(kind: TokenKind, text: str) -> OpaqueToken:
    """Parse a token of a kind. Raises Refused for any other text."""
    found = _FORMAT.fullmatch(text)
    if found is None or found[1] != kind:
        raise Refused
    return OpaqueToken(kind, int(found[2]), int(found[3]), found[4])
