"""Valid requests in which a test replaces one value."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import reduce
from typing import Any
from urllib.parse import quote

import httpx

from api_document import DOCUMENT
from attack.office import FORM, OBJECTS, SHORT_FORM, Office, valid_request
from http_api import token_of
from recruit.domain.accounts.model.permissions import Role
from recruit.entrypoints.services import Services
from worlds import new_email

BOUNDARY = "boundary-of-ours"


@dataclass(frozen=True)
class Place:
    """Where a value stands in a request: in its path, query, body or form, or as a filename."""

    part: str
    steps: tuple[str | int, ...]
    is_text: bool = True
    """Otherwise the place takes a number or a boolean."""

    def __str__(self) -> str:
        return ".".join(map(str, (self.part, *self.steps)))


def operation(route: str) -> dict[str, Any]:
    """Return a route's operation in the OpenAPI document."""
    method, path = route.split()
    found: dict[str, Any] = DOCUMENT["paths"][path][method.lower()]
    return found


def body_of(route: str) -> dict[str, Any]:
    """Return the schema of the body that a route takes, {} where it takes none."""
    content = operation(route).get("requestBody", {}).get("content", {})
    named = next((one["schema"]["$ref"] for one in content.values()), "")
    found: dict[str, Any] = OBJECTS.get(named.rpartition("/")[2], {})
    return found


def is_form(route: str) -> bool:
    """Tell whether a route takes its body as a form."""
    return not {FORM, SHORT_FORM}.isdisjoint(operation(route).get("requestBody", {}).get("content", {}))


def places(route: str) -> list[Place]:
    """Return the places of a route's values; in a path, a query or a form every value arrives as text."""
    found = [
        Place(one["in"], (one["name"],)) for one in operation(route).get("parameters", ()) if one["in"] != "header"
    ]
    schema = body_of(route)
    if is_form(route):
        for name, one in schema["properties"].items():
            found.append(Place("filename" if one.get("format") == "binary" else "form", (name,)))
    elif schema:
        example = schema.get("examples", [{}])[0]
        found += [Place("body", steps, isinstance(value, str)) for steps, value in leaves(example)]
        found += [
            Place("body", (name,), is_text(one)) for name, one in schema["properties"].items() if name not in example
        ]
    return found


def is_text(schema: Mapping[str, Any]) -> bool:
    """Tell whether a schema takes text."""
    return '"string"' in json.dumps(schema)


def leaves(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield the scalars in a JSON value with their paths."""
    match value:
        case dict():
            for name, one in value.items():
                yield from leaves(one, (*steps, name))
        case list():
            for number, one in enumerate(value):
                yield from leaves(one, (*steps, number))
        case _:
            yield steps, value


def at(value: Any, steps: tuple[str | int, ...]) -> Any:
    """Return the value at a path in a JSON value. Raises LookupError or TypeError where the path does not exist."""
    return reduce(lambda within, step: within[step], steps, value)


@dataclass
class Attacker:
    """A signed-in user who sends malicious requests. `ids` are the ids of the records in them."""

    http: httpx.AsyncClient
    token: str
    ids: Mapping[str, int]

    async def send(self, route: str, place: Place | None = None, text: str = "", **request: Any) -> httpx.Response:
        """Send a route's request, with `text` in one place of it."""
        method, path = route.split()
        body = valid_body(route, self.ids)
        ids = {name: str(value) for name, value in self.ids.items()}
        query = ""
        if place is not None:
            match place.part:
                case "path":
                    ids[str(place.steps[0])] = escaped(text)
                case "query":
                    query = f"?{place.steps[0]}={escaped(text)}"
                case "filename":
                    body["files"][place.steps[0]] = (text, body["files"][place.steps[0]][1])
                case "form":
                    body["data"][place.steps[0]] = text
                case "body":
                    put(body["json"], place.steps, text)
        for fields, name in ((body.get("json", {}), "email"), (body.get("data", {}), "username")):
            if name in fields and (place is None or place.steps != (name,)):
                fields[name] = new_email()  # an unused address without failed sign-ins
        kind, content = encoded_body(body)
        response = await self._send(method, path.format(**ids) + query, kind, content, **request)
        if response.status_code == httpx.codes.ACCEPTED and "id" in response.json():  # an organisation has ten imports
            await self._send("DELETE", f"/api/v1/imports/{response.json()['id']}", kind, b"")
        return response

    async def write(self, route: str, kind: str, content: bytes, **request: Any) -> httpx.Response:
        """Send a route's request with another body."""
        method, path = route.split()
        return await self._send(method, path.format(**self.ids), kind, content, **request)

    async def _send(self, method: str, path: str, kind: str, content: bytes, **request: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": kind} | request.pop("headers", {})
        return await self.http.request(method, path, headers=headers, content=content, **request)


async def attacker(
    services: Services, http: httpx.AsyncClient, office: Office, role: Role = Role.ORG_ADMIN
) -> Attacker:
    """Sign in a user of an office, and open a conversation for them."""
    actor = office.actors[role]
    conversation = await services.agent.conversations.open(actor, None)
    return Attacker(http, await token_of(services, actor), {**office.ids, "conversation_id": conversation.id})


def valid_body(route: str, ids: Mapping[str, int]) -> dict[str, Any]:
    """Return a route's valid body: JSON, or the files and fields of a form."""
    request = deepcopy(valid_request(route, ids))
    if is_form(route):
        example = {} if request["files"] else body_of(route)["examples"][0]
        request["data"] = {name: value for name, value in example.items() if isinstance(value, str)}
    return request


def encoded_body(request: Mapping[str, Any]) -> tuple[str, bytes]:
    """Return the content type and the bytes of a body, which may contain lone surrogates."""
    if "json" in request:
        return "application/json", json.dumps(request["json"]).encode()
    fields = [
        (f'name="{name}"', value.encode(errors="surrogatepass")) for name, value in request.get("data", {}).items()
    ]
    for name, (filename, content) in request.get("files", {}).items():
        quoted = filename.replace("\\", "\\\\").replace('"', '\\"')
        fields.append((f'name="{name}"; filename="{quoted}"', content))
    parts = [
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode(errors="surrogatepass") + content
        for head, content in fields
    ]
    return f"{FORM}; boundary={BOUNDARY}", b"\r\n".join([*parts, f"--{BOUNDARY}--\r\n".encode()]) if parts else b""


def put(value: Any, steps: tuple[str | int, ...], text: Any) -> None:
    """Set the value at a path in a JSON value."""
    at(value, steps[:-1])[steps[-1]] = text


def escaped(text: str) -> str:
    """Return text percent-encoded for a URL."""
    return quote(text, safe="", errors="surrogatepass")
