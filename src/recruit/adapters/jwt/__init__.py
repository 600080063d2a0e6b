"""Access tokens as JSON Web Tokens signed with HMAC-SHA256 (RFC 7519)."""

import hmac
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_bytes
from typing import Any
from uuid import uuid4

import jwt
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from recruit.adapters.jwt.keys import SigningKeys
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import Actor
from recruit.domain.shared.errors import ConfigurationError, Refused
from recruit.ports.plugins import AdapterConfig
from recruit.ports.security import Tokens

ALGORITHM = "HS256"
CLAIMS = ["sub", "org", "role", "iat", "exp", "jti"]
DEFAULT_HOURS = "24"
LEEWAY = timedelta(seconds=10)
"""Allowed clock difference between machines that share a key: a token may seem to be issued in the near future."""

LARGEST_ID = 2**63 - 1
NONCE_BYTES = 12
SEALING_KEY_BYTES = 32
MOST_CACHED = 10_000
"""Size of the cache of verified tokens, less than a kilobyte each. Verifying a token takes 45 µs."""


class JwtTokens:
    """Issues tokens signed with the newest key; reads tokens signed with any of the keys."""

    def __init__(self, keys: SigningKeys, lifetime: timedelta) -> None:
        self._keys = keys
        self.lifetime = lifetime
        """Lifetime of a token."""

        self._cache: dict[str, tuple[float, Actor]] = {}

    def issue(self, actor: Actor) -> str:
        """Return a token that names the user (sub), the organisation (org), the role and the session (sid)."""
        now = datetime.now(UTC)
        claims = {
            "sub": str(actor.user_id),
            "org": actor.org_id,
            "role": actor.role.value,
            "iat": now,
            "exp": now + self.lifetime,
            "jti": uuid4().hex,
        }
        if actor.sign_in_id is not None:
            claims["sid"] = actor.sign_in_id
        key_id, key = self._keys.newest
        return jwt.encode(claims, key, algorithm=ALGORITHM, headers={"kid": key_id})

    def read(self, token: str) -> Actor:
        """Return the actor that the token names. Raises Refused. The token's own choice of algorithm is ignored."""
        if (cached := self._cache.get(token)) and time.time() < cached[0]:
            return cached[1]
        try:
            claims = self._claims(token)
            actor, expiry = _actor(claims), int(claims["exp"])
        except (jwt.PyJWTError, ConfigurationError, ValueError, TypeError, OverflowError) as error:
            raise Refused from error
        if expiry <= time.time():  # PyJWT would grant the leeway here, too
            raise Refused
        if len(self._cache) >= MOST_CACHED:
            del self._cache[next(iter(self._cache))]  # the oldest
        self._cache[token] = expiry, actor
        return actor

    def sign(self, statement: bytes) -> str:
        """Return a signature of `statement`: the id of the newest key, a dot, and an HMAC-SHA256 with that key."""
        key_id, key = self._keys.newest
        return f"{key_id}.{_signature(key, statement)}"

    def is_signed(self, statement: bytes, signature: str) -> bool:
        """Return whether `signature` was made from `statement` with the key that it names."""
        key_id, _, hmac_text = signature.partition(".")
        try:
            keys = self._keys.with_id(key_id)
        except ConfigurationError:
            return False
        return any(hmac.compare_digest(_signature(key, statement).encode(), hmac_text.encode()) for key in keys)

    def seal(self, text: bytes, context: bytes) -> bytes:
        """Return `text` encrypted with AES-256-GCM: the id of the newest key, a dot, the nonce, and the ciphertext."""
        (key_id, key), nonce = self._keys.newest, token_bytes(NONCE_BYTES)
        return key_id.encode() + b"." + nonce + _sealing(key).encrypt(nonce, text, context)

    def unseal(self, sealed: bytes, context: bytes) -> bytes:
        """Return the text of `seal`, decrypted with the key that it names. Raises Refused."""
        key_id, _, rest = sealed.partition(b".")
        try:
            for key in self._keys.with_id(key_id.decode("ascii", "replace")):
                with suppress(InvalidTag, ValueError):  # ValueError: too short for a nonce
                    return _sealing(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], context)
        except ConfigurationError as error:
            raise Refused from error
        raise Refused

    def is_newest_seal(self, sealed: bytes) -> bool:
        """Return whether the newest key has sealed it."""
        return sealed.startswith(self._keys.newest[0].encode() + b".")

    def read_keys(self) -> None:
        """Read the keys again and clear the token cache."""
        self._keys.read()
        self._cache.clear()

    def _claims(self, token: str) -> dict[str, Any]:
        """Return the claims of a token, verified with the key that it names, or with any key if it names none.

        Raises Refused if no key matches.
        """
        if "=" in token:  # no JWS has padding (RFC 7515, 2), and PyJWT takes it: a token would have two rate limits
            raise Refused
        for key in self._keys.with_id(jwt.get_unverified_header(token).get("kid")):
            with suppress(jwt.InvalidSignatureError):
                return jwt.decode(token, key, [ALGORITHM], options={"require": CLAIMS}, leeway=LEEWAY)
        raise Refused


def _sealing(key: str) -> AESGCM:
    """Return the cipher of a signing key. HKDF (RFC 5869) keeps it apart from signatures with the same key."""
    derived = HKDF(SHA256(), SEALING_KEY_BYTES, salt=None, info=b"recruit seal").derive(key.encode())
    return AESGCM(derived)


def _signature(key: str, statement: bytes) -> str:
    """Return an HMAC of NUL and a statement. The signed part of a token begins with base64, so it can't be the same."""
    return hmac.new(key.encode(), b"\0" + statement, sha256).hexdigest()


def _actor(claims: dict[str, Any]) -> Actor:
    sign_in = claims.get("sid")
    return Actor(
        user_id=_id(claims["sub"]),
        org_id=_id(claims["org"]),
        role=Role(claims["role"]),
        sign_in_id=None if sign_in is None else _id(sign_in),
    )


def _id(claim: Any) -> int:
    """Return the id in a claim. Raises ValueError, TypeError or OverflowError if it holds no valid id."""
    if not 0 < (number := int(claim)) <= LARGEST_ID:
        raise ValueError(claim)
    return number


@asynccontextmanager
async def tokens(config: AdapterConfig) -> AsyncIterator[Tokens]:
    """Open the adapter. RECRUIT_TOKEN_HOURS is a token's lifetime in hours. Raises ConfigurationError."""
    lifetime = timedelta(hours=float(config.options.get("RECRUIT_TOKEN_HOURS", DEFAULT_HOURS)))
    yield JwtTokens(SigningKeys(config.options), lifetime)
