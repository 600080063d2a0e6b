"""Verification of ID tokens (OpenID Connect Core 1.0, 3.1.3.7)."""

import hashlib
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Collection, Mapping, Sequence
from hmac import compare_digest
from typing import Any

import msgspec
from joserfc import jws
from joserfc.errors import BadSignatureError, JoseError
from joserfc.jwa import JWSAlgModel
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey, import_key

MOST_BYTES = 64 * 1024
SMALLEST_RSA_BITS = 2048
KEY_TYPES = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}
"""Type of the keys of an algorithm, by the beginning of its name."""


class InvalidToken(Exception):
    """The token isn't valid. `str(error)` is for the log: it has nothing of the token."""


class UnknownKey(InvalidToken):
    """No key of the provider has the id in the token, or the key with that id is another one."""


class _Registry(jws.JWSRegistry):
    """Exactly the allowed algorithms. Headers that this server doesn't know are ignored, unless they are critical."""

    max_header_length = 8192

    def __init__(self, algorithms: Collection[str]) -> None:
        super().__init__(algorithms=algorithms, strict_check_header=False)
        self._exactly = frozenset(algorithms)

    def get_alg(self, name: str) -> JWSAlgModel:
        if name not in self._exactly:
            raise InvalidToken("its algorithm is not allowed")
        return self.algorithms[name]  # without joserfc's warning about EdDSA, which providers use


def read_keys(key_set: Mapping[str, Any]) -> list[Key]:
    """Return the public signature keys of a key set (RFC 7517). Keys of other kinds are left out."""
    found: list[Key] = []
    keys = key_set.get("keys")
    for data in keys if isinstance(keys, list) else []:
        if not isinstance(data, dict) or data.get("kty") not in KEY_TYPES.values() or data.get("use", "sig") != "sig":
            continue
        public = {name: value for name, value in data.items() if name not in {"d", "p", "q", "dp", "dq", "qi", "oth"}}
        try:
            key = import_key(public)
        except (JoseError, ValueError, TypeError, KeyError):
            continue
        if isinstance(key, RSAKey) and key.raw_value.key_size < SMALLEST_RSA_BITS:
            continue
        if isinstance(key, RSAKey | ECKey | OKPKey):
            found.append(key)
    return found


def verified_claims(
    token: str,
    keys: Sequence[Key],
    *,
    algorithms: Collection[str],
    issuer: str,
    client_id: str,
    nonce: str,
    leeway: int,
    access_token: str | None = None,
    now: Callable[[], float] = time.time,
) -> dict[str, Any]:
    """Return the claims of an ID token. `leeway` is in seconds. Raises InvalidToken."""
    algorithm, claims = _signed_claims(token, keys, algorithms)
    if claims.get("iss") != issuer:
        raise InvalidToken("it is of another issuer")
    _check_audience(claims, client_id)
    _check_times(claims, now(), leeway)
    sent = claims.get("nonce")
    if not isinstance(sent, str) or not compare_digest(sent.encode(), nonce.encode()):
        raise InvalidToken("it has another nonce")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:  # noqa: PLR2004 - the specification's limit
        raise InvalidToken("it names no user")
    if "at_hash" in claims and claims["at_hash"] != _half_hash(algorithm, access_token or ""):
        raise InvalidToken("it belongs to another access token")
    return claims


def _signed_claims(token: str, keys: Sequence[Key], algorithms: Collection[str]) -> tuple[str, dict[str, Any]]:
    """Return the algorithm and the claims of a token with a valid signature."""
    if len(token) > MOST_BYTES:
        raise InvalidToken("it is too long")
    registry = _Registry(algorithms)
    try:
        unverified = jws.extract_compact(token.encode("ascii"), registry=registry).headers()
        algorithm = unverified.get("alg")
        if not isinstance(algorithm, str) or algorithm not in algorithms:
            raise InvalidToken("its algorithm is not allowed")
        key = _key(keys, algorithm, unverified.get("kid"))
        signed = jws.deserialize_compact(token, key, algorithms=list(algorithms), registry=registry)
        claims = msgspec.json.decode(signed.payload)
    except BadSignatureError as error:
        raise UnknownKey("its signature is wrong") from error
    except (JoseError, UnicodeError, ValueError, TypeError, KeyError) as error:
        raise InvalidToken(f"its signature or its form is wrong: {type(error).__name__}") from error
    if not isinstance(claims, dict):
        raise InvalidToken("its claims are no object")
    return algorithm, claims


def _key(keys: Sequence[Key], algorithm: str, key_id: object) -> Key:
    """Return the key of a token. A token may leave out the id if the provider has one fitting key only."""
    kind = KEY_TYPES[algorithm[:2]]
    fitting = [one for one in keys if one.key_type == kind and one.get("alg", algorithm) == algorithm]
    if key_id is None:
        if len(fitting) != 1:
            raise InvalidToken("it names no key, and the provider has none or several")
        return fitting[0]
    named = [one for one in fitting if one.kid == key_id]
    if not named:
        raise UnknownKey("it names a key that the provider doesn't have")
    return named[0]


def _check_audience(claims: Mapping[str, Any], client_id: str) -> None:
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if client_id not in audiences:
        raise InvalidToken("it is for another audience")
    if claims.get("azp", client_id if len(audiences) == 1 else None) != client_id:
        raise InvalidToken("it was issued to another client")


def _check_times(claims: Mapping[str, Any], now: float, leeway: int) -> None:
    times = {name: claims[name] for name in ("exp", "iat", "nbf") if name in claims}
    if not {"exp", "iat"} <= times.keys() or not all(_is_time(one) for one in times.values()):
        raise InvalidToken("its times are missing")
    if now >= times["exp"] + leeway:
        raise InvalidToken("it has expired")
    if now < max(times["iat"], times.get("nbf", 0)) - leeway:
        raise InvalidToken("it is not valid yet")


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _half_hash(algorithm: str, text: str) -> str:
    """Return the left half of a hash, as `at_hash` has it. Ed25519 uses SHA-512."""
    bits = algorithm[2:] if algorithm[2:] in {"256", "384", "512"} else "512"
    hashed = hashlib.new(f"sha{bits}", text.encode()).digest()
    return urlsafe_b64encode(hashed[: len(hashed) // 2]).rstrip(b"=").decode()
