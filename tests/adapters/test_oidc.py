"""Identity providers over OpenID Connect: what is refused of what a provider sends."""

import asyncio
import hmac
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from pathlib import Path
from time import time
from typing import Any

import msgspec
import pytest
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey

from recruit.adapters.oidc.client import CodeRefused, ProviderClient
from recruit.adapters.oidc.fetching import Fetcher, ProviderFault
from recruit.adapters.oidc.id_tokens import InvalidToken, UnknownKey
from recruit.adapters.oidc.settings import FILE, read_clients
from recruit.domain.accounts.model.providers import Claims
from recruit.domain.shared.errors import ConfigurationError
from recruit.ports.providers import SignInAnswer, SignInRequest
from stand_ins.identity_provider import DISCOVERY, KEY, SETTINGS, IdentityProvider, encoded, identity_provider, signed
from stand_ins.receiver import Reply

REQUEST = SignInRequest(redirect_uri="http://localhost/back", state="state", nonce="nonce", verifier="v" * 43)
PUBLIC_PEM = KEY.as_pem(private=False)
JSON = {"Content-Type": "application/json"}


@pytest.fixture
async def provider() -> AsyncIterator[IdentityProvider]:
    async with identity_provider() as found:
        yield found


def _file(tmp_path: Path, issuer: str, more: str = "", secret: str | None = None) -> Mapping[str, str]:
    file = tmp_path / "providers.toml"
    text = SETTINGS.format(issuer=issuer, more=more)
    file.write_text(text if secret is None else text.replace('client_secret = "s<cret"', secret))
    return {FILE: str(file)}


class Stopwatch:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def client_of(
    provider: IdentityProvider, tmp_path: Path, more: str = "", clock: Stopwatch | None = None
) -> ProviderClient:
    (client,) = read_clients(_file(tmp_path, provider.issuer, more))
    return ProviderClient(client, Fetcher(5), clock or Stopwatch())


async def identified(client: ProviderClient, provider: IdentityProvider) -> Claims:
    """Sign the user in, and return what the client accepts of them."""
    got = provider.authorize(await client.authorization_url(REQUEST))
    return await client.identify(REQUEST, SignInAnswer(code=got["code"], error=None, issuer=got["iss"]))


async def test_a_correct_token_is_accepted(provider: IdentityProvider, tmp_path: Path) -> None:
    provider.claims |= {"email": "dana@example.com", "aud": ["recruit", "other"], "azp": "recruit"}
    found = await identified(client_of(provider, tmp_path), provider)
    assert (found.issuer, found.subject, found.email) == (provider.issuer, "user-1", "dana@example.com")


async def test_clocks_may_differ_by_the_leeway(provider: IdentityProvider, tmp_path: Path) -> None:
    provider.claims |= {"exp": int(time()) - 20, "iat": int(time()) + 20}
    await identified(client_of(provider, tmp_path), provider)
    with pytest.raises(InvalidToken, match="expired"):
        await identified(client_of(provider, tmp_path, "leeway_seconds = 0"), provider)


def unsigned(_header: Mapping[str, Any], body: bytes, _key: Key) -> str:
    return b".".join(map(encoded, (b'{"alg":"none"}', body, b""))).decode()


def with_public_key_as_secret(header: Mapping[str, Any], body: bytes, _key: Key) -> str:
    parts = b".".join(map(encoded, (msgspec.json.encode({**header, "alg": "HS256"}), body)))
    return b".".join((parts, encoded(hmac.digest(PUBLIC_PEM, parts, "sha256")))).decode()


def with_own_key(header: Mapping[str, Any], body: bytes, _key: Key) -> str:
    own = RSAKey.generate_key(2048)
    return signed({**header, "jwk": own.as_dict(private=False)}, body, own)


def with_two_keys(provider: IdentityProvider) -> None:
    del provider.header["kid"]
    provider.keys.append(RSAKey.generate_key(2048, {"kid": "two"}))


def saying(**claims: Any) -> Callable[[IdentityProvider], None]:
    return lambda provider: provider.claims.update(claims)


def timed(**seconds: int) -> Callable[[IdentityProvider], None]:
    """Set times, in seconds from now."""
    return lambda provider: provider.claims.update({name: int(time()) + since for name, since in seconds.items()})


def signing(sign: Callable[[Mapping[str, Any], bytes, Key], str]) -> Callable[[IdentityProvider], None]:
    return lambda provider: setattr(provider, "sign", sign)


LIES: Mapping[str, tuple[Callable[[IdentityProvider], None], str]] = {
    "issuer": (saying(iss="https://other.example"), "another issuer"),
    "audience": (saying(aud="other"), "another audience"),
    "no audience": (saying(aud=None), "another audience"),
    "two audiences": (saying(aud=["recruit", "other"]), "another client"),
    "authorized party": (saying(azp="other"), "another client"),
    "nonce": (saying(nonce="other"), "another nonce"),
    "no nonce": (saying(nonce=None), "another nonce"),
    "expired": (timed(exp=-61), "expired"),
    "no expiry": (saying(exp=None), "times are missing"),
    "expiry of text": (saying(exp="9999999999"), "times are missing"),
    "not yet valid": (timed(nbf=600), "not valid yet"),
    "issued in the future": (timed(iat=600), "not valid yet"),
    "access token": (saying(at_hash="AAAAAAAAAAAAAAAAAAAAAA"), "another access token"),
    "no subject": (saying(sub=None), "names no user"),
    "numeric subject": (saying(sub=1), "names no user"),
    "none": (signing(unsigned), "algorithm is not allowed"),
    "HS256": (signing(with_public_key_as_secret), "algorithm is not allowed"),
    "RS512": (signing(lambda header, body, key: signed({**header, "alg": "RS512"}, body, key)), "algorithm is not"),
    "own key": (signing(with_own_key), "signature is wrong"),
    "changed": (signing(lambda *given: signed(*given)[:-8] + "AAAAAAAA"), "signature is wrong"),
    "no token": (signing(lambda *_: "a.b"), "form is wrong"),
    "critical header": (lambda provider: provider.header.update(crit=["x"], x=1), "form is wrong"),
    "unknown key": (lambda provider: provider.header.update(kid="two"), "a key that the provider doesn't have"),
    "no key named of two": (with_two_keys, "names no key"),
}


@pytest.mark.parametrize("lie", LIES)
async def test_a_token_that_is_wrong_in_one_point_is_refused(
    provider: IdentityProvider, tmp_path: Path, lie: str
) -> None:
    tell, reason = LIES[lie]
    tell(provider)
    with pytest.raises(InvalidToken, match=reason):
        await identified(client_of(provider, tmp_path), provider)


async def test_short_keys_and_keys_for_encryption_are_left_out(provider: IdentityProvider, tmp_path: Path) -> None:
    keys = [{**KEY.as_dict(private=False), "use": "enc"}, {"kty": "RSA", "kid": "one", "n": "AQAB", "e": "AQAB"}]
    for key in [*keys, {"kty": "oct", "kid": "one", "k": "AAAA"}, "no key"]:
        provider.replies["/keys"] = Reply(200, msgspec.json.encode({"keys": [key]}), JSON)
        with pytest.raises(UnknownKey):
            await identified(client_of(provider, tmp_path), provider)


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        (ECKey.generate_key("P-256", {"kid": "two"}), "ES256"),
        (OKPKey.generate_key("Ed25519", {"kid": "two"}), "EdDSA"),
        (RSAKey.generate_key(2048, {"kid": "two"}), "PS256"),
    ],
)
async def test_keys_rotate_and_unknown_ones_are_fetched_once_a_minute(
    provider: IdentityProvider, tmp_path: Path, key: Key, algorithm: str
) -> None:
    clock = Stopwatch()
    client = client_of(provider, tmp_path, clock=clock)
    await identified(client, provider)
    provider.keys, provider.header = [key], {"alg": algorithm, "kid": "two"}
    provider.claims["at_hash"] = None
    for _ in range(3):
        with pytest.raises(UnknownKey):
            await identified(client, provider)
        clock.now += 15
    assert provider.paths().count("/keys") == 1
    clock.now += 15
    await identified(client, provider)
    clock.now += 120
    await identified(client, provider)
    assert provider.paths().count("/keys") == 2
    provider.keys, provider.header = [KEY], {"alg": "RS256", "kid": "one"}
    await identified(client, provider)
    assert (provider.paths().count("/keys"), provider.paths().count(DISCOVERY)) == (3, 1)


CUT = Reply(raw=b"HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\n{")
FAULTS: Mapping[str, tuple[Callable[[IdentityProvider], object], str]] = {
    "down": (lambda provider: provider.replies.update({DISCOVERY: Reply(502, b"{}")}), "status 502"),
    "redirect": (
        lambda provider: provider.replies.update({DISCOVERY: Reply(302, b"{}", {"Location": "/moved"})}),
        "status 302",
    ),
    "huge": (lambda provider: provider.replies.update({DISCOVERY: Reply(200, b" " * (1 << 20) + b"{}")}), "more than"),
    "no JSON": (lambda provider: provider.replies.update({DISCOVERY: Reply(200, b"<html>")}), "without JSON"),
    "list": (lambda provider: provider.replies.update({DISCOVERY: Reply(200, b"[]", JSON)}), "no object"),
    "cut": (
        lambda provider: provider.replies.update(
            {DISCOVERY: Reply(raw=b"HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\n{")}
        ),
        "be reached",
    ),
    "issuer": (lambda provider: provider.metadata.update(issuer="https://other.example"), "of the issuer"),
    "plain http": (lambda provider: provider.metadata.update(token_endpoint="http://login.example/token"), "neither"),
    "file": (lambda provider: provider.metadata.update(jwks_uri="file:///etc/passwd"), "neither https"),
    "no keys": (lambda provider: provider.metadata.update(jwks_uri=None), "no discovery document"),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_provider_that_breaks_the_protocol_is_not_used(
    provider: IdentityProvider, tmp_path: Path, fault: str
) -> None:
    cause, reason = FAULTS[fault]
    cause(provider)
    client = client_of(provider, tmp_path)
    for _ in range(2):
        with pytest.raises(ProviderFault, match=reason):
            await client.authorization_url(REQUEST)
    assert provider.paths() == [DISCOVERY]  # the second request fails at once


async def test_a_provider_that_is_slow_is_given_up(provider: IdentityProvider, tmp_path: Path) -> None:
    gate = asyncio.Event()
    provider.replies[DISCOVERY] = replace(Reply(200, b"{}"), gate=gate)
    (client,) = read_clients(_file(tmp_path, provider.issuer))
    with pytest.raises(ProviderFault, match="no answer within"):
        await ProviderClient(client, Fetcher(0.05)).authorization_url(REQUEST)
    gate.set()


async def test_a_code_with_another_verifier_or_redirect_uri_is_refused(
    provider: IdentityProvider, tmp_path: Path
) -> None:
    client = client_of(provider, tmp_path)
    for changed in (replace(REQUEST, verifier="w" * 43), replace(REQUEST, redirect_uri="http://localhost/other")):
        got = provider.authorize(await client.authorization_url(REQUEST))
        with pytest.raises(CodeRefused, match="invalid_grant"):
            await client.identify(changed, SignInAnswer(code=got["code"], error=None, issuer=got["iss"]))


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("algorithms = ['none']", "algorithms has none"),
        ("algorithms = ['RS256', 'HS256']", "algorithms has HS256"),
        ("algorithms = []", "algorithms is empty"),
        ("accounts = 'create'", "needs domains"),
        ("accounts = 'all'", "Invalid enum value 'all'"),
        ("role_claim = 'groups'", "role_claim and roles belong together"),
        ("roles = {a = 'chief'}", "Invalid enum value 'chief'"),
        ("scopes = ['email']", "scopes should contain"),
        ("lable = 'x'", "unknown field `lable`"),
        ("client_secret_file = 'x'", "are both set"),
        ("leeway_seconds = 3600", "leeway_seconds should be"),
        ("[providers.'A/b']\nissuer = 'x'", "a name has lower-case letters"),
        ("[providers.b]\nissuer = 'http://login.example'\nclient_id = 'x'\norganisation = 1", "should be an https URL"),
        ("[providers.b]\nissuer = 'https://x'\nclient_id = 'x'\norganisation = 0", "organisation should be"),
        ("= 1", "is not TOML"),
        ("[settings]", "should have tables"),
    ],
)
def test_a_wrong_file_is_refused_with_what_is_wrong(tmp_path: Path, more: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match="RECRUIT_OIDC_FILE can't be used") as refused:
        read_clients(_file(tmp_path, "https://login.acme.example", more))
    assert message in str(refused.value)


def test_a_missing_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    words = f"No such file or directory: {tmp_path}/none: give a file that this user can read"
    with pytest.raises(ConfigurationError, match=words):
        read_clients({"RECRUIT_OIDC_FILE": str(tmp_path / "none")})


def test_a_secret_is_read_from_a_file_beside_the_settings(tmp_path: Path) -> None:
    options = _file(tmp_path, "https://login.acme.example", "client_secret_file = 'acme.secret'", secret="")
    with pytest.raises(ConfigurationError, match="client_secret_file can't be read"):
        read_clients(options)
    (tmp_path / "acme.secret").write_text("s3cret\n")
    (client,) = read_clients(options)
    assert client.client_secret == "s3cret"
    assert "s3cret" not in repr(client)
