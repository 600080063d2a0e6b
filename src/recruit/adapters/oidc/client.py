"""A provider: its metadata and keys, which are cached, and the exchange of codes."""

import asyncio
import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import quote_plus, urlencode, urlsplit

import msgspec
from joserfc.jwk import Key

from recruit.adapters.oidc.fetching import Fetcher, ProviderFault
from recruit.adapters.oidc.id_tokens import InvalidToken, UnknownKey, read_keys, verified_claims
from recruit.adapters.oidc.settings import Client
from recruit.adapters.oidc.urls import is_safe_url
from recruit.domain.accounts.model.providers import Claims
from recruit.ports.providers import SignInAnswer, SignInRequest

DISCOVERY = "/.well-known/openid-configuration"
METADATA_SECONDS = 3600.0
KEYS_SECONDS = 3600.0
REFETCH_SECONDS = 60.0
"""A token with an unknown key has the keys fetched again, this often at most."""

FAILURE_SECONDS = 5.0
"""Time after a failed discovery for which other requests fail at once, and don't wait for the provider, too."""

OK, BAD_REQUEST, UNAUTHORIZED = 200, 400, 401
ERROR_CODE = re.compile(r"[a-z_]{1,40}")


class CodeRefused(Exception):
    """The provider has refused the code, or the user has cancelled. `str(error)` is for the log."""


class Metadata(msgspec.Struct):
    """The part of a discovery document that is used (OpenID Connect Discovery 1.0, RFC 9207)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    end_session_endpoint: str | None = None
    token_endpoint_auth_methods_supported: list[str] = msgspec.field(default_factory=lambda: ["client_secret_basic"])
    authorization_response_iss_parameter_supported: bool = False


class _Tokens(NamedTuple):
    id_token: str
    access_token: str | None


class ProviderClient:
    """A client of one provider. `clock` returns seconds, for the ages of what is cached."""

    def __init__(self, client: Client, fetcher: Fetcher, clock: Callable[[], float] = monotonic) -> None:
        self._client = client
        self._fetcher = fetcher
        self._clock = clock
        self._lock = asyncio.Lock()
        self._metadata: tuple[float, Metadata] | None = None
        self._failed: tuple[float, ProviderFault] | None = None
        self._keys: tuple[float, Sequence[Key]] | None = None

    async def authorization_url(self, request: SignInRequest) -> str:
        """Return the URL at which a user signs in (RFC 6749, 4.1.1, with RFC 7636). Raises ProviderFault."""
        challenge = urlsafe_b64encode(sha256(request.verifier.encode()).digest()).rstrip(b"=").decode()
        values = {
            "response_type": "code",
            "client_id": self._client.client_id,
            "redirect_uri": request.redirect_uri,
            "scope": " ".join(self._client.scopes),
            "state": request.state,
            "nonce": request.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        if request.again:
            values |= {"prompt": "login", "max_age": "0"}
        return _with_query((await self._discovered()).authorization_endpoint, values)

    async def sign_out_url(self, return_to: str) -> str | None:
        """Return the URL that ends the user's session (OpenID Connect RP-Initiated Logout 1.0)."""
        endpoint = (await self._discovered()).end_session_endpoint
        if not self._client.signs_out or endpoint is None or not is_safe_url(endpoint):
            return None
        return _with_query(endpoint, {"client_id": self._client.client_id, "post_logout_redirect_uri": return_to})

    async def identify(self, request: SignInRequest, answer: SignInAnswer) -> Claims:
        """Exchange a code and return the verified claims. Raises ProviderFault, CodeRefused and InvalidToken."""
        metadata = await self._discovered()
        if answer.issuer != metadata.issuer:
            if answer.issuer is not None:
                raise CodeRefused("the answer is of another issuer")
            if metadata.authorization_response_iss_parameter_supported:
                raise CodeRefused("the answer names no issuer")
        if answer.error is not None or not answer.code:
            raise CodeRefused(f"the provider has answered with {_code(answer.error) or 'no code'}")
        tokens = await self._exchange(metadata, answer.code, request)
        claims = await self._verified(metadata, tokens, request.nonce)
        if tokens.access_token is not None and metadata.userinfo_endpoint is not None and self._lacks(claims):
            claims = {**await self._user_info(metadata.userinfo_endpoint, tokens.access_token, claims), **claims}
        return self._claims(claims)

    async def _discovered(self) -> Metadata:
        """Return the metadata from the cache or from the provider."""
        async with self._lock:
            if self._metadata is not None and self._clock() - self._metadata[0] < METADATA_SECONDS:
                return self._metadata[1]
            if self._failed is not None and self._clock() - self._failed[0] < FAILURE_SECONDS:
                raise self._failed[1]
            try:
                found = await self._discover()
            except ProviderFault as error:
                self._failed = self._clock(), error
                raise
            self._metadata, self._failed = (self._clock(), found), None
            return found

    async def _discover(self) -> Metadata:
        issuer = self._client.provider.issuer
        url = issuer.rstrip("/") + DISCOVERY
        reply = await self._fetcher.get(url)
        if reply.status != OK:
            raise ProviderFault(f"{url} has answered with status {reply.status}")
        try:
            found = msgspec.convert(reply.content, Metadata)
        except msgspec.ValidationError as error:
            raise ProviderFault(f"{url} is no discovery document: {error}") from error
        if found.issuer != issuer:
            raise ProviderFault(f"{url} is of the issuer {found.issuer!r}, and the file has {issuer!r}")
        for endpoint in (found.authorization_endpoint, found.token_endpoint, found.jwks_uri):
            if not is_safe_url(endpoint):
                raise ProviderFault(f"{url} has {endpoint!r}, which is neither https nor on this machine")
        return found

    async def _exchange(self, metadata: Metadata, code: str, request: SignInRequest) -> _Tokens:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": request.redirect_uri,
            "code_verifier": request.verifier,
        }
        client_id, secret = self._client.client_id, self._client.client_secret
        methods, headers = metadata.token_endpoint_auth_methods_supported, dict[str, str]()
        if secret is not None and ("client_secret_basic" in methods or "client_secret_post" not in methods):
            pair = f"{quote_plus(client_id)}:{quote_plus(secret)}"
            headers["authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
        else:
            form |= {"client_id": client_id} | ({"client_secret": secret} if secret is not None else {})
        reply = await self._fetcher.post(metadata.token_endpoint, form, headers)
        if reply.status in {BAD_REQUEST, UNAUTHORIZED}:
            raise CodeRefused(f"the provider has refused the code with {_code(reply.content.get('error'))}")
        id_token, access_token = reply.content.get("id_token"), reply.content.get("access_token")
        if reply.status != OK or not isinstance(id_token, str):
            raise ProviderFault(f"{metadata.token_endpoint} has answered {reply.status} without an ID token")
        return _Tokens(id_token, access_token if isinstance(access_token, str) else None)

    async def _verified(self, metadata: Metadata, tokens: _Tokens, nonce: str) -> dict[str, Any]:
        def verify(keys: Sequence[Key]) -> dict[str, Any]:
            return verified_claims(
                tokens.id_token,
                keys,
                algorithms=self._client.algorithms,
                issuer=metadata.issuer,
                client_id=self._client.client_id,
                nonce=nonce,
                leeway=self._client.leeway,
                access_token=tokens.access_token,
            )

        try:
            return verify(await self._current_keys(metadata, KEYS_SECONDS))
        except UnknownKey:
            return verify(await self._current_keys(metadata, REFETCH_SECONDS))

    async def _current_keys(self, metadata: Metadata, seconds: float) -> Sequence[Key]:
        """Return the provider's keys, fetched less than `seconds` ago."""
        async with self._lock:
            if self._keys is None or self._clock() - self._keys[0] >= seconds:
                reply = await self._fetcher.get(metadata.jwks_uri)
                if reply.status != OK:
                    raise ProviderFault(f"{metadata.jwks_uri} has answered with status {reply.status}")
                self._keys = self._clock(), read_keys(reply.content)
            return self._keys[1]

    def _lacks(self, claims: Mapping[str, Any]) -> bool:
        """Return whether an ID token lacks claims that providers may have at the userinfo endpoint only."""
        wanted = ["email", self._client.verified_claim, self._client.provider.role_claim]
        return any(name is not None and name not in claims for name in wanted)

    async def _user_info(self, url: str, access_token: str, claims: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the claims of the userinfo endpoint (OpenID Connect Core 1.0, 5.3)."""
        reply = await self._fetcher.get(url, {"authorization": f"Bearer {access_token}"})
        if reply.status != OK:
            raise ProviderFault(f"{url} has answered with status {reply.status}")
        if reply.content.get("sub") != claims["sub"]:
            raise InvalidToken("the userinfo endpoint has answered for another user")
        return {name: value for name, value in reply.content.items() if name not in {"iss", "aud", "auth_time"}}

    def _claims(self, values: Mapping[str, Any]) -> Claims:
        email, name, entered = values.get("email"), values.get("name"), values.get("auth_time")
        is_verified = values.get(self._client.verified_claim) is True
        return Claims(
            issuer=values["iss"],
            subject=values["sub"],
            email=email if is_verified and isinstance(email, str) else None,
            full_name=name if isinstance(name, str) else None,
            authenticated_at=_time(entered),
            values=values,
        )


def _code(error: object) -> str:
    """Return an error code for the log. Others may be any text, since a browser sends it."""
    return error if isinstance(error, str) and ERROR_CODE.fullmatch(error) else "an unknown error" if error else ""


def _time(value: object) -> datetime | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _with_query(url: str, values: Mapping[str, str]) -> str:
    return f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(values)}"
