"""An OpenID Connect provider that signs any user in, and lies as a test says."""

from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from time import time
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import msgspec
from joserfc import jws
from joserfc.jwk import Key, RSAKey

from stand_ins.receiver import Received, Receiver, Reply, receiving

DISCOVERY = "/.well-known/openid-configuration"
CLIENT = "recruit"
SETTINGS = """
[providers.acme]
issuer = "{issuer}"
client_id = "recruit"
client_secret = "s<cret"
label = "Acme <SSO>"
organisation = 1
{more}
"""
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})


@dataclass
class IdentityProvider:
    """A running provider. Values of None leave out a claim or a field of the metadata."""

    receiver: Receiver
    keys: list[Key] = field(default_factory=lambda: [KEY])
    claims: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    user_info: dict[str, Any] | None = None
    header: dict[str, Any] = field(default_factory=lambda: {"alg": "RS256", "kid": "one"})
    sign: Callable[[dict[str, Any], bytes, Key], str] = field(default_factory=lambda: signed)
    replies: dict[str, Reply] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    single_use: bool = True
    names_issuer: bool = True

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.receiver.port}"

    def paths(self) -> list[str]:
        """Return the paths that were asked for."""
        return [one.path for one in self.receiver.requests]

    def authorize(self, url: str, **changes: str | None) -> dict[str, str]:
        """Sign the user in, and return the parameters with which the browser goes back."""
        asked = dict(parse_qsl(urlsplit(url).query))
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = uuid4().hex
        self.codes[code] = asked
        answer = {"code": code, "state": asked["state"]} | ({"iss": self.issuer} if self.names_issuer else {})
        return {name: value for name, value in {**answer, **changes}.items() if value is not None}

    def id_token(self, asked: Mapping[str, str]) -> str:
        now = int(time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "user-1",
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "at_hash": _half_hash("access"),
            "email_verified": True,
            "name": "Dana Scully",
        } | ({"auth_time": now} if asked.get("max_age") == "0" else {})
        claims |= self.claims
        body = msgspec.json.encode({name: value for name, value in claims.items() if value is not None})
        return self.sign(self.header, body, self.keys[0])

    def answer(self, received: Received) -> Reply:
        """Answer a request of the server."""
        if received.path in self.replies:
            return self.replies[received.path]
        routes: dict[str, Callable[[Received], Reply]] = {
            DISCOVERY: lambda _: _json(self._discovery()),
            "/keys": lambda _: _json({"keys": [one.as_dict(private=False) for one in self.keys]}),
            "/userinfo": self._user_info,
            "/token": self._token,
        }
        return routes[received.path](received)

    def _user_info(self, received: Received) -> Reply:
        assert received.headers["authorization"] == "Bearer access"
        return _json(self.user_info)

    def _token(self, received: Received) -> Reply:
        form = dict(parse_qsl(received.body.decode()))
        asked = self.codes.pop(form["code"], None) if self.single_use else self.codes.get(form["code"])
        verifier = form.get("code_verifier", "")
        challenge = encoded(sha256(verifier.encode()).digest()).decode()
        if asked is None or asked["code_challenge"] != challenge or asked["redirect_uri"] != form["redirect_uri"]:
            return _json({"error": "invalid_grant"}, 400)
        if received.headers.get("authorization") != "Basic cmVjcnVpdDpzJTNDY3JldA==":
            return _json({"error": "invalid_client"}, 401)
        return _json({"access_token": "access", "token_type": "Bearer", "id_token": self.id_token(asked)})

    def _discovery(self) -> dict[str, Any]:
        found = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize?theme=dark",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/sign-out",
            "authorization_response_iss_parameter_supported": True,
        } | self.metadata
        return {name: value for name, value in found.items() if value is not None}


def signed(header: Mapping[str, Any], body: bytes, key: Key) -> str:
    """Return a signed token with any header."""
    parts = b".".join(map(encoded, (msgspec.json.encode(header), body)))
    algorithm = jws.JWSRegistry.algorithms[header["alg"]]
    return b".".join((parts, encoded(algorithm.sign(parts, key)))).decode()


def encoded(part: bytes) -> bytes:
    return urlsafe_b64encode(part).rstrip(b"=")


def _json(content: object, status: int = 200) -> Reply:
    return Reply(status, msgspec.json.encode(content), {"Content-Type": "application/json"})


def _half_hash(text: str) -> str:
    return encoded(sha256(text.encode()).digest()[:16]).decode()


@asynccontextmanager
async def identity_provider() -> AsyncIterator[IdentityProvider]:
    """Run a provider on a free port."""
    async with receiving() as receiver:
        provider = IdentityProvider(receiver)
        receiver.answer = provider.answer
        yield provider
