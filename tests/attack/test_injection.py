"""Text that means something to SQL, to HTTP, to templates or to terminals, in every place where a route takes text.

It is kept and given back letter by letter, or refused with a reason.
"""

from dataclasses import replace
from encodings.aliases import aliases
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
    "quote": "' OR '1'='1",
    "statement": "x'; DROP TABLE candidates CASCADE; SELECT password_hash FROM users; --",
    "sleep": "1); SELECT pg_sleep(600) /*",
    "double quote": '"; DELETE FROM jobs; --',
    "parameters": "$1 $$ $x$ %s %(x)s :x ? @x",
    "pattern": "%_\\%_%",
    "backslashes": "\\' \\\\' E'\\x27' \\u0027 \\",
    "template": "{0.__class__} {{7*7}} ${7*7} #{7*7} <%= 7*7 %> %n <script>alert(1)</script><![CDATA[x]]>",
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
SHOWN_ONCE = {"key"}
HEADERS = (
    "Accept Accept-Charset Accept-Encoding Accept-Language Cookie Expect Forwarded From If-Match If-Modified-Since "
    "If-None-Match If-Unmodified-Since Origin Prefer Range Referer Tracestate Traceparent User-Agent Via "
    "X-Conversation-Id X-Duplicate-Of X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto X-Original-URL "
    "X-Recruit-Profile X-Request-ID X-Rewrite-URL"
).split()
ALONE = ("Authorization", "Content-Type", "Idempotency-Key")
"""Headers that keep a request from going any further, so that each is tried for itself."""

IN_NUMBERS = ("quote", "sleep", "nul", "surrogate", "null", "digits", "long")
IN_HEADERS = ("quote", "header", "controls", "nul", "surrogate", "template", "null", "long", "empty")
"""What means something there."""

in_memory = pytest.mark.parametrize("services", ["memory:"], indirect=True)
"""For what never gets as far as storage."""

in_postgres = pytest.mark.parametrize("services", ["embedded:"], indirect=True)
"""For what only a database could misunderstand."""


@pytest.fixture
def strangers(neighbours: tuple[Office, Office]) -> Office:
    """Another organisation, of which nothing may be seen, and in which nothing may change."""
    return neighbours[1]


@pytest.mark.parametrize("route", ROUTES)
async def test_text_is_given_back_letter_by_letter_or_refused(
    services: Services, inside: httpx.AsyncClient, strangers: Office, route: str
) -> None:
    before = await state(services, strangers)
    ours = await attacker(services, inside, await new_office(services))
    for place in places(route):
        for name in PAYLOADS if place.is_text else IN_NUMBERS:
            whole = PAYLOADS[name]
            text = whole[:MOST_IN_ADDRESSES] if place.part in {"path", "query"} else whole
            said = f"{route}, {name} in {place}"
            response = await ours.send(route, place, text)
            assert_harmless(response, said, text)
            assert MARK.strip() not in response.text, said
            if response.is_success:
                await assert_kept(ours, route, place, text, response, said)
    assert await state(services, strangers) == before


@in_postgres
@pytest.mark.parametrize("route", ROUTES)
async def test_text_in_headers_changes_nothing_but_what_the_header_is_for(
    services: Services, inside: httpx.AsyncClient, strangers: Office, route: str
) -> None:
    before = await state(services, strangers)
    ours = await attacker(services, inside, await new_office(services))
    for name in IN_HEADERS:
        text = PAYLOADS[name]
        value = text[:MOST_IN_ADDRESSES].encode(errors="surrogatepass")
        for headers in (dict.fromkeys(HEADERS, value), *({alone: value} for alone in ALONE)):
            said = f"{route}, {name} in {', '.join(headers)}"
            response = await ours.send(route, headers=headers)
            assert_harmless(response, said, text)
            assert MARK.strip() not in response.text, said
    assert await state(services, strangers) == before


async def assert_kept(ours: Attacker, route: str, place: Place, text: str, response: httpx.Response, said: str) -> None:
    """Check that what came back is what was sent, and what is there when one asks for it."""
    if not is_json(response):
        return
    answer = response.json()
    if place.part == "body":
        assert given_back(answer, place, text) == text, f"{said}: {answer}"
    if reading := reading_of(route):
        name = reading.rpartition("{")[2].partition("}")[0]
        there = replace(ours, ids={**ours.ids, name: answer.get("id", ours.ids[name])})
        known = await there.send(reading)
        lasting = {name: value for name, value in answer.items() if name not in SHOWN_ONCE}
        assert not is_json(known) or known.json() == lasting, said
        if response.status_code == CREATED and (deleting := reading.replace("GET", "DELETE")) in ROUTES:
            await there.send(deleting)


def is_json(response: httpx.Response) -> bool:
    kind: str = response.headers.get("content-type", "")
    return kind.startswith("application/json")


def reading_of(route: str) -> str | None:
    """Return the route by which what another one makes or changes is read."""
    method, path = route.split()
    wanted = {"POST": f"GET {path}/{{", "PATCH": f"GET {path}", "PUT": f"GET {path}"}.get(method)
    found = [one for one in ROUTES if wanted and one.startswith(wanted) and one.count("/") - path.count("/") < 2]
    return min(found, key=len, default=None)


def given_back(answer: Any, place: Place, text: str) -> Any:
    """Return what an answer has where the request had the text, or the text itself where it has no such place."""
    for within in (answer, answer.get("job")):
        try:
            return at(within, place.steps)
        except (LookupError, TypeError):
            continue
    return text


@in_memory
@pytest.mark.parametrize("route", [route for route in ROUTES if is_form(route)])
async def test_a_form_in_an_encoding_of_the_attackers_choice_is_no_fault_of_ours(
    services: Services, inside: httpx.AsyncClient, route: str
) -> None:
    ours = await attacker(services, inside, await new_office(services))
    for charset in {*aliases.values(), "punycode", "idna", "undefined", "unicode_escape", "utf-8\0", "x" * 5000}:
        kind = f"text/plain; charset={charset}".encode()
        for text in (b"x\\ud800..y", b"+2AA-", b"\x00\xd8"):
            part = b'Content-Disposition: form-data; name="notes"\r\nContent-Type: %b\r\n\r\n%b' % (kind, text)
            response = await ours.write(route, f"{FORM}; boundary=b", b"--b\r\n%b\r\n--b--\r\n" % part)
            assert_harmless(response, f"{route}, {text!r} as {charset[:20]}")


@pytest.mark.parametrize("path", ["/jobs", "/candidates"])
async def test_what_is_searched_for_is_letters_and_no_pattern(
    services: Services, inside: httpx.AsyncClient, path: str
) -> None:
    ours = Api(inside, token=(await attacker(services, inside, await new_office(services))).token)
    field = "title" if path == "/jobs" else "full_name"
    texts = ["100% sure", "a_b", "a\\b", "(a+)+$", ".*", "[a-z]", "'", '"', "$1", "%s", "x;y"]
    for text in texts:
        await ours.made(path, {field: f"<{text}>"})
    for text in [*texts, "%", "_", "\\", "(a+)+", "*"]:
        found = (await ours.get(path, params={"q": text, "limit": 100})).json()["items"]
        assert {one[field] for one in found} == {f"<{one}>" for one in texts if text.lower() in one.lower()}, text
