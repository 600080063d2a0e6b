"""Forged tokens, and tokens of other kinds, on every route that needs one."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from hmac import digest
from time import time
from typing import Any

import httpx
import pytest

from attack.judging import assert_harmless
from attack.listening import listening
from attack.office import Office, new_office, state
from attack.sending import attacker
from attack.test_roles import REQUIRED
from http_api import SECRET_KEY
from recruit.domain.accounts.model.permissions import Role
from recruit.entrypoints.services import Services

PUBLIC_KEY = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n"


def base64url(value: Any) -> str:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def token(head: dict[str, Any], claims: Any, key: str = SECRET_KEY, algorithm: str = "sha256") -> str:
    """Return a signed token; a library would refuse to write these."""
    signed = f"{base64url(head)}.{base64url(claims)}"
    return f"{signed}.{base64url(digest(key.encode(), signed.encode(), algorithm))}"


def parts(valid: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a token's head and its claims."""
    head, claims, _ = (urlsafe_b64decode(part + "==") for part in valid.split("."))
    return json.loads(head), json.loads(claims)


def forged(valid: str, url: str) -> Iterator[tuple[str, str]]:
    """Yield tokens that were not signed with the server's key, each after a description of its fault."""
    head, claims = parts(valid)
    for name in ("none", "None", "NONE", "nOnE", "", "HS256 ", "hs256"):
        yield f"algorithm {name!r} and no signature", f"{base64url(head | {'alg': name})}.{base64url(claims)}."
    yield "no algorithm", f"{base64url({'typ': 'JWT'})}.{base64url(claims)}."
    yield "no signature", f"{valid.rpartition('.')[0]}."
    yield (
        "a raised role",
        f"{base64url(head)}.{base64url(claims | {'role': 'org_admin', 'x': 1})}.{valid.rpartition('.')[2]}",
    )
    yield "a public key as HMAC's", token(head | {"alg": "RS256"}, claims, PUBLIC_KEY)
    yield "RS256 over our HMAC", token(head | {"alg": "RS256"}, claims)
    yield "HS512 with our key", token(head | {"alg": "HS512"}, claims, algorithm="sha512")
    own = "a key of the attacker's own, long enough"
    thumbprint = sha256(own.encode()).hexdigest()[:16]
    paths = ("../../../../../dev/null", "/dev/null", "' UNION SELECT 'x' --", f"{url}/kid", "", "0", thumbprint, "\0")
    for kid in (*paths, ["x"], {"x": 1}, 7, None, True, "x" * 5000, head["kid"]):
        yield f"kid {str(kid)[:40]!r}, an empty key", token(head | {"kid": kid}, claims, "")
        yield f"kid {str(kid)[:40]!r}, another key", token(head | {"kid": kid}, claims, own)
    key = {"kty": "oct", "k": base64url(own.encode()), "kid": "x", "alg": "HS256"}
    for name, value in {"jku": f"{url}/jku", "x5u": f"{url}/x5u", "jwk": key, "x5c": ["MII="], "x5t": "x"}.items():
        yield f"{name} in the head", token(head | {name: value, "kid": "x"}, claims, own)
        yield f"{name} beside our kid", token(head | {name: value}, claims, own)
    for value in ("", ".", "..", "...", "a.b", "x" * 20_000, f"{valid}.x", valid[:-3], f"{valid} {valid}", "é.é.é"):
        yield f"text {value[:20]!r}", value


def invalid_claims(valid: str) -> Iterator[tuple[str, str]]:
    """Yield tokens that are signed with the server's key and have claims that it never issues."""
    head, claims = parts(valid)
    for name in ("sub", "org", "role", "iat", "exp", "jti", "sid"):
        yield f"no {name}", token(head, {one: value for one, value in claims.items() if one != name})
    for name, hours in (("exp", -1), ("nbf", 1), ("iat", 1)):
        yield f"{name} out of its time", token(head, claims | {name: int(time()) + hours * 3600})
    later = (10**30, str(10**30), 2**63, 1e300, float("inf"))
    for name in ("sub", "org", "sid", "exp"):
        for value in (None, [], {}, "", "x", -1, 0, float("nan"), "\0", *(later if name != "exp" else ())):
            yield f"{name} {value!r}", token(head, claims | {name: value})
    for value in ("emperor", "ORG_ADMIN", None, ["org_admin"], {"org_admin": True}, 0, "\0"):
        yield f"role {value!r}", token(head, claims | {"role": value})
    for value in ([], "x", 7, None, [claims]):
        yield f"claims {value!r}", token(head, value)


@pytest.fixture
async def office(services: Services) -> Office:
    return await new_office(services)


async def test_forged_tokens_are_refused_on_every_route(
    services: Services, inside: httpx.AsyncClient, office: Office
) -> None:
    before = await state(services, office)
    client = await attacker(services, inside, office)
    async with listening() as listener:
        tokens = [*forged(client.token, listener.url), *invalid_claims(client.token)]
        for number, route in enumerate(REQUIRED):
            for fault, text in tokens if number == 0 else tokens[number :: len(REQUIRED)]:
                response = await client.send(route, headers={"Authorization": f"Bearer {text}".encode()})
                context = f"{route} with {fault}"
                assert response.status_code in {401, 403}, f"{context}: {response.status_code} {response.text[:300]}"
                assert_harmless(response, context)
        assert await listener.is_listening()
        assert len(listener.received) == 1
    assert await state(services, office) == before


async def test_forged_api_keys_are_refused_on_every_route(
    services: Services, inside: httpx.AsyncClient, office: Office
) -> None:
    others = await new_office(services)
    client = await attacker(services, inside, office)
    made = await client.send("POST /api/v1/api_keys")
    kind, org_id, id_, secret = made.json()["key"].split("_", 3)
    other, keys = others.actors[Role.ORG_ADMIN].org_id, [one.ids["api_key_id"] for one in (office, others)]
    guesses = [
        *(f"{kind}_{one}_{id_}_{secret}" for one in (other, 0, "-1", "9" * 18, "9" * 400, "\u0661", "' OR 1=1 --")),
        *(f"{kind}_{org_id}_{one}_{secret}" for one in (*keys, 0, "9" * 400)),
        *(f"{kind}_{org_id}_{id_}_{one}" for one in ("", "x", secret[:-1], secret + "x", secret.swapcase(), "%", "\0")),
        *(f"{one}_{org_id}_{id_}_{secret}" for one in ("ri", "rr", "rx", "", kind.upper())),
    ]
    for number, route in enumerate(REQUIRED):
        for guess in guesses if number == 0 else guesses[number % len(guesses) :][:1]:
            response = await client.send(route, headers={"Authorization": f"Bearer {guess}".encode()})
            assert response.status_code == 403, f"{route} with {guess[:60]}: {response.text}"
            assert_harmless(response, f"{route} with {guess[:60]}")


async def test_a_token_with_ids_of_another_organisation_is_refused(
    services: Services, inside: httpx.AsyncClient, office: Office
) -> None:
    others = await new_office(services)
    client = await attacker(services, inside, office, Role.VIEWER)
    theirs = await attacker(services, inside, others)
    head, claims = parts(client.token)
    _, foreign = parts(theirs.token)
    for name in ("sub", "org", "sid"):
        mixed = token(head, claims | {name: foreign[name]})
        response = await client.send("GET /api/v1/users/me", headers={"Authorization": f"Bearer {mixed}"})
        assert response.status_code == 403, f"{name}: {response.text}"
    raised = token(head, claims | {"role": "org_admin"})
    response = await client.send("POST /api/v1/jobs", headers={"Authorization": f"Bearer {raised}"})
    assert (response.status_code, response.json()["detail"][:16]) == (403, "Your role viewer")


async def test_refresh_and_invitation_tokens_are_no_access_tokens(
    services: Services, inside: httpx.AsyncClient, office: Office
) -> None:
    client = await attacker(services, inside, office)
    signed_in = await services.accounts.sign_in(office.actors[Role.ORG_ADMIN], renewable=True)
    invited = (await client.send("POST /api/v1/users/invitations")).json()["token"]
    for route in REQUIRED:
        for text in (signed_in.refresh_token, invited):
            response = await client.send(route, headers={"Authorization": f"Bearer {text}"})
            assert response.status_code == 403, route
    refreshed = await client.http.post("/api/v1/auth/refresh", json={"refresh_token": client.token})
    accepted = {"token": signed_in.refresh_token, "password": "correct horse battery", "full_name": "Mallory"}
    joined = await client.http.post("/api/v1/auth/accept_invitation", json=accepted)
    assert (refreshed.status_code, joined.status_code) == (403, 400)


async def test_a_token_is_read_only_from_a_single_authorization_header(
    services: Services, inside: httpx.AsyncClient, office: Office
) -> None:
    client = await attacker(services, inside, office)
    bearer = f"Bearer {client.token}"
    for route in REQUIRED:
        method, path = route.split()
        path = path.format(**client.ids)
        named = dict.fromkeys(("access_token", "token", "authorization", "bearer", "api_key"), client.token)
        cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in named.items())}
        others = {"X-Access-Token": client.token, "X-Authorization": bearer, "Proxy-Authorization": bearer}
        for headers in ({}, cookies, others):
            response = await inside.request(method, path, params=named, headers=headers)
            assert response.status_code == 401, route
        for first, second in ((bearer, "Bearer x"), ("Bearer x", bearer), ("Basic eDp5", bearer), (bearer, bearer)):
            pair = [("Authorization", first), ("Authorization", second)]
            response = await inside.request(method, path, headers=pair)
            assert response.status_code == 401, f"{route} with {first[:8]} and {second[:8]}"
