"""Injection into SQL, HTTP, templates and terminals, in every place where a route takes text.

The text is stored and returned unchanged, or refused with a reason.
"""

from dataclasses import replace
from encodings.aliases import aliases
from itertools import product
from typing import Any

import httpx
import pytest

from api_document import ROUTES
from attack.judging import assert_harmless
from attack.office import FORM, MARK, Office, new_office, state
from attack.sending import Attacker, Place, at, attacker, is_form, places
from http_api import Api
from recruit.entrypoints.services import Services

PAYLOADS = {
    # Of at most 50 characters, as many as the shortest texts may have: it reaches the database from every place.
    "syntax": "'\"\\' $1 $$ %s %(x)s :x ? %_{0}{{7*7}}<b>); --/*",
    "statement": "x'; DROP TABLE candidates CASCADE; SELECT password_hash, pg_sleep(600) FROM users; --",
    "template": "{0.__class__} ${7*7} #{7*7} <%= 7*7 %> %n <script>alert(1)</script><![CDATA[x]]>",
    "header": "x\r\nX-Injected: yes\r\n\r\nHTTP/1.1 200 OK",
    "controls": "x\x01\x08\x0b\x1b[2J\x7f\x85y",
    "nul": "x\0y",
    "surrogate": "x\ud800y",
    "far planes": "\u202egpj.exe\u202c \u0440\u0430\u0443\u0440\u0430l\u200b 𝕊\U0010ffff\ufffe\ufeff",
    "null": "null",
    "digits": "\u0661\u0662",
    "object": '{"$ne": null}',
    "long": "x'\"" * 50_000,
    "empty": "",
}
MOST_IN_ADDRESSES = 2000
CREATED = 201
SHOWN_ONCE = {"api_keys": "key", "webhooks": "secret"}
HEADERS = (
    "Accept Accept-Charset Accept-Encoding Accept-Language Cookie Expect Forwarded From If-Match If-Modified-Since "
    "If-None-Match If-Unmodified-Since Origin Prefer Range Referer Tracestate Traceparent User-Agent Via "
    "X-Conversation-Id X-Duplicate-Of X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto X-Original-URL "
    "X-Recruit-Profile X-Request-ID X-Rewrite-URL"
).split()
EXCLUSIVE_HEADERS = ("Authorization", "Content-Type", "Idempotency-Key")
"""Headers that end a request early when they are invalid, so that each is sent alone."""

IN_NUMBERS = ("syntax", "nul", "surrogate", "null", "digits")
IN_HEADERS = ("syntax", "header", "controls", "nul", "surrogate", "null", "long", "empty")
"""The payloads that matter in those places."""

FORMS = [route for route in ROUTES if is_form(route)]
CHARSETS = sorted({*aliases.values(), "punycode", "idna", "undefined", "unicode_escape", "utf-8\0", "x" * 5000})


@pytest.mark.parametrize("route", ROUTES)
async def test_text_is_returned_unchanged_or_refused(
    services: Services, inside: httpx.AsyncClient, neighbours: tuple[Office, Office], route: str
) -> None:
    ours, others = neighbours
    before = await state(services, others)
    client = await attacker(services, inside, ours if route.startswith("GET") else await new_office(services))
    for place in places(route):
        for name in PAYLOADS if place.is_text else IN_NUMBERS:
            whole = PAYLOADS[name]
            text = whole[:MOST_IN_ADDRESSES] if place.part in {"path", "query"} else whole
            context = f"{route}, {name} in {place}"
            response = await client.send(route, place, text)
            assert_harmless(response, context, text)
            assert MARK.strip() not in response.text, context
            if response.is_success:
                await assert_kept(client, route, place, text, response, context)
    assert await state(services, others) == before


@pytest.mark.one_storage
@pytest.mark.parametrize("route", ROUTES)
async def test_text_in_headers_causes_no_error_and_no_leak(
    services: Services, inside: httpx.AsyncClient, neighbours: tuple[Office, Office], route: str
) -> None:
    """One of the texts in each of the exclusive headers: what reads these is the same for all routes."""
    first = ROUTES.index(route) % len(IN_HEADERS)
    exclusive = [IN_HEADERS[first - place] for place in range(len(EXCLUSIVE_HEADERS))]
    alone = [(name, {header: PAYLOADS[name]}) for header, name in zip(EXCLUSIVE_HEADERS, exclusive, strict=True)]
    await assert_headers_are_harmless(services, inside, neighbours, route, alone)


@pytest.mark.parametrize("route", ["GET /api/v1/jobs", "POST /api/v1/jobs", "POST /api/v1/auth/login"])
async def test_text_in_headers_is_harmless_to_a_database(
    services: Services, inside: httpx.AsyncClient, neighbours: tuple[Office, Office], route: str
) -> None:
    alone = [(name, {header: PAYLOADS[name]}) for header, name in product(EXCLUSIVE_HEADERS, IN_HEADERS)]
    await assert_headers_are_harmless(services, inside, neighbours, route, alone)


async def assert_headers_are_harmless(
    services: Services,
    inside: httpx.AsyncClient,
    offices: tuple[Office, Office],
    route: str,
    alone: list[tuple[str, dict[str, str]]],
) -> None:
    """Send each text in all other headers at once, and `alone`, the texts in exclusive headers with their names."""
    ours, others = offices
    before = await state(services, others)
    client = await attacker(services, inside, ours if route.startswith("GET") else await new_office(services))
    for name, headers in (*((name, dict.fromkeys(HEADERS, PAYLOADS[name])) for name in IN_HEADERS), *alone):
        context = f"{route}, {name} in {', '.join(headers)}"
        sent = {one: text[:MOST_IN_ADDRESSES].encode(errors="surrogatepass") for one, text in headers.items()}
        response = await client.send(route, headers=sent)
        assert_harmless(response, context, PAYLOADS[name])
        assert MARK.strip() not in response.text, context
    assert await state(services, others) == before


async def assert_kept(
    client: Attacker, route: str, place: Place, text: str, response: httpx.Response, context: str
) -> None:
    """Check that a response has the text that was sent, and that a later read returns the same."""
    if not is_json(response):
        return
    answer = response.json()
    if place.part == "body":
        assert returned_value(answer, place, text) == text, f"{context}: {answer}"
    reading = route_that_reads(route)
    if reading and "{stage_key}" not in reading:  # a key is no id: a path can't hold all of them
        name = reading.rpartition("{")[2].partition("}")[0]
        reader = replace(client, ids={**client.ids, name: answer.get("id", client.ids[name])})
        stored = await reader.send(reading)
        hidden = SHOWN_ONCE.get(route.rpartition("/")[2])
        readable = {name: value for name, value in answer.items() if name != hidden}
        assert not is_json(stored) or stored.json() == readable, context
        if response.status_code == CREATED and (deleting := reading.replace("GET", "DELETE")) in ROUTES:
            await reader.send(deleting)


def is_json(response: httpx.Response) -> bool:
    kind: str = response.headers.get("content-type", "")
    return kind.startswith("application/json")


def route_that_reads(route: str) -> str | None:
    """Return the route that reads the record which a route creates or changes."""
    method, path = route.split()
    prefix = {"POST": f"GET {path}/{{", "PATCH": f"GET {path}", "PUT": f"GET {path}"}.get(method)
    found = [one for one in ROUTES if prefix and one.startswith(prefix) and one.count("/") - path.count("/") < 2]
    return min(found, key=len, default=None)


def returned_value(answer: Any, place: Place, text: str) -> Any:
    """Return the value at the text's place in a response, or the text itself where there is no such place."""
    for within in (answer, answer.get("job")):
        try:
            return at(within, place.steps)
        except (LookupError, TypeError):
            continue
    return text


@pytest.mark.one_storage
@pytest.mark.parametrize("route", FORMS)
async def test_a_form_in_any_encoding_causes_no_server_error(
    services: Services, inside: httpx.AsyncClient, route: str
) -> None:
    """Each route gets a share of the encodings: one reader decodes the forms of all."""
    client = await attacker(services, inside, await new_office(services))
    for charset in CHARSETS[FORMS.index(route) :: len(FORMS)]:
        kind = f"text/plain; charset={charset}".encode()
        for text in (b"x\\ud800..y", b"+2AA-", b"\x00\xd8"):
            part = b'Content-Disposition: form-data; name="notes"\r\nContent-Type: %b\r\n\r\n%b' % (kind, text)
            response = await client.write(route, f"{FORM}; boundary=b", b"--b\r\n%b\r\n--b--\r\n" % part)
            assert_harmless(response, f"{route}, {text!r} as {charset[:20]}")


@pytest.mark.parametrize("path", ["/jobs", "/candidates"])
async def test_search_text_is_matched_literally(services: Services, inside: httpx.AsyncClient, path: str) -> None:
    client = Api(inside, token=(await attacker(services, inside, await new_office(services))).token)
    field = "title" if path == "/jobs" else "full_name"
    texts = ["100% sure", "a_b", "a\\b", "(a+)+$", ".*", "[a-z]", "'", '"', "$1", "%s", "x;y"]
    for text in texts:
        await client.made(path, {field: f"<{text}>"})
    for text in [*texts, "%", "_", "\\", "(a+)+", "*"]:
        found = (await client.get(path, params={"q": text, "limit": 100})).json()["items"]
        assert {one[field] for one in found} == {f"<{one}>" for one in texts if text.lower() in one.lower()}, text
