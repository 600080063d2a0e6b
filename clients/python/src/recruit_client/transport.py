"""Requests of the client: authentication, retries, errors, pages, files and event streams."""

import json as jsons
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias, TypeVar
from urllib.parse import quote
from uuid import uuid4

import httpx
import msgspec
from msgspec import UNSET

T = TypeVar("T")

File: TypeAlias = Path | tuple[str, bytes]
"""A file to send: its path, or its name and bytes."""

PAGE = 100
START = "start"
"""The token with which a list returns everything."""

REFUSED, BUSY = 429, 503
LONGEST_PAUSE = 60.0
"""Seconds between two tries at most, whatever the server asks for."""

quoted = partial(quote, safe="")


class RecruitError(Exception):
    """A response that isn't a success.

    `status` is that of HTTP, `code` the stable name of the error, `errors` the faults of a refused request (422), and
    `request_id` what the server's log calls the request.
    """

    def __init__(self, response: httpx.Response) -> None:
        try:
            detail = jsons.loads(response.content)["detail"]
        except (ValueError, KeyError, TypeError):
            detail = response.reason_phrase
        self.status = response.status_code
        self.code = response.headers.get("Error-Code", "")
        self.request_id = response.headers.get("X-Request-ID", "")
        self.errors: list[dict[str, Any]] = detail if isinstance(detail, list) else []
        faults = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in self.errors)
        super().__init__(f"{self.status}: {faults or detail}")


class Transport:
    """Sends requests to a server. A `with` block closes its connections."""

    def __init__(self, url: str, token: str = "", *, timeout: float = 30, tries: int = 4) -> None:
        """`token` is an access token or an API key, `timeout` that of one try in seconds.

        A request that the server was too busy for (429, 503), or whose connection broke, is tried again, `tries` times
        in all, if a repetition can't do anything twice.
        """
        self.token = token
        self._tries = tries
        self._http = httpx.Client(base_url=url, timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _do(self, method: str, path: str, **sent: Any) -> None:
        """Send a request whose response has no content."""
        self._response(method, path, **sent)

    def _download(self, method: str, path: str, **sent: Any) -> bytes:
        """Send a request and return the file in the response."""
        return self._response(method, path, **sent).content

    def _call(self, returned: type[T], method: str, path: str, **sent: Any) -> T:
        """Send a request and return the model in the response."""
        return msgspec.json.decode(self._response(method, path, **sent).content, type=returned)

    def _rows(self, row: type[T], method: str, path: str, *, query: Mapping[str, Any] | None = None) -> Iterator[T]:
        """Yield the rows of all pages of a list, which are asked for one after the other."""
        response = self._response(method, path, query={"limit": PAGE, **_given(query or {})})
        while True:
            yield from msgspec.convert(jsons.loads(response.content)["items"], list[row])  # type: ignore[valid-type]
            following = response.links.get("next")
            if following is None:
                return
            response = self._response(method, following["url"])

    def _sync(self, page: type[T], path: str, sync_token: str | None, include: Sequence[str]) -> T:
        """Return all pages of what changed since a token, or of everything, as one."""
        found: dict[str, Any] = {"items": [], "deleted": []}
        query = {"limit": PAGE, "sync_token": sync_token or START, "include": list(include)}
        response = self._response("GET", path, query=query)
        while True:
            shown = jsons.loads(response.content)
            for name in ("items", "deleted"):
                found[name] += shown[name]
            following = response.links.get("next")
            if following is None:
                return msgspec.convert(found | {"sync_token": shown["sync_token"]}, page)
            response = self._response("GET", following["url"])

    def _events(self, event: type[T], method: str, path: str, **sent: Any) -> Iterator[T]:
        """Yield server-sent events. A stream of GET that breaks is opened again after the last event.

        The server may be too busy for it, or down, as often in turn as for another request.
        """
        last, failures = "", 0
        while True:
            try:
                with self._http.stream(method, path, **self._sent({"Last-Event-ID": last}, **sent)) as response:
                    _require_success(response)
                    failures = 0
                    for fields in _messages(_lines(response)):
                        last = fields.get("id", last)
                        yield msgspec.convert(fields | {"data": jsons.loads(fields["data"])}, event, strict=False)
            except (httpx.TransportError, RecruitError) as error:
                failures += 1
                is_refused = isinstance(error, RecruitError) and error.status not in {REFUSED, BUSY}
                if method != "GET" or is_refused or failures == self._tries:
                    raise
            if method != "GET":
                return
            time.sleep(min(2.0**failures, LONGEST_PAUSE))

    def _response(self, method: str, path: str, *, keyed: bool = False, **sent: Any) -> httpx.Response:
        repeatable = keyed or method != "POST"
        request = self._sent({"Idempotency-Key": uuid4().hex if keyed else ""}, **sent)
        for left in reversed(range(self._tries)):
            try:
                response = self._http.request(method, path, **request)
            except httpx.TransportError:
                if not (repeatable and left):
                    raise
                pause = 2.0 ** (self._tries - left) / 4
            else:
                if response.is_success:
                    return response
                is_busy = response.status_code == REFUSED or (response.status_code == BUSY and repeatable)
                if not (is_busy and left):
                    raise RecruitError(response)
                pause = _seconds(response)
            time.sleep(min(pause, LONGEST_PAUSE))
        raise AssertionError

    def _sent(
        self,
        headers: Mapping[str, str],
        *,
        query: Mapping[str, Any] | None = None,
        json: Mapping[str, Any] | None = None,
        form: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return what httpx sends. Empty headers, and arguments that weren't given, are left out."""
        headers = {"Authorization": f"Bearer {self.token}" if self.token else "", **headers}
        sent: dict[str, Any] = {"headers": {name: value for name, value in headers.items() if value}}
        if query:
            sent["params"] = _texts(query)
        if json is not None:
            sent["content"] = msgspec.json.encode(_given(json))
            sent["headers"]["Content-Type"] = "application/json"
        if form is not None:
            sent["data"] = _texts(form)
        if files is not None:
            given = _texts(files)
            sent["files"] = {name: _file(value) for name, value in given.items() if isinstance(value, Path | tuple)}
            sent["data"] = {name: value for name, value in given.items() if name not in sent["files"]}
        return sent


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not UNSET}


def _texts(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a query or a form, without those that are None."""
    return {name: _text(value) for name, value in _given(values).items() if value is not None}


def _text(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, datetime) else value


def _file(value: File) -> tuple[str, bytes]:
    return (value.name, value.read_bytes()) if isinstance(value, Path) else value


def _seconds(response: httpx.Response) -> float:
    """Return the pause in seconds that a response asks for: one if it says none, or a date, as proxies may."""
    asked = response.headers.get("Retry-After", "")
    return float(asked) if asked.isdecimal() else 1.0


def _require_success(response: httpx.Response) -> None:
    """Raise RecruitError for a stream that isn't one of events."""
    if not response.is_success:
        response.read()
        raise RecruitError(response)


def _lines(response: httpx.Response) -> Iterator[str]:
    """Yield the lines of a stream, which line feeds end. Characters such as U+2028 are part of a line."""
    rest = b""
    for chunk in response.iter_bytes():
        *lines, rest = (rest + chunk).split(b"\n")
        yield from (line.removesuffix(b"\r").decode() for line in lines)


def _messages(lines: Iterator[str]) -> Iterator[dict[str, str]]:
    """Yield the fields of each server-sent event with data."""
    fields: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        if line and name:
            text = value.removeprefix(" ")
            fields[name] = f"{fields[name]}\n{text}" if name == "data" and name in fields else text
        elif not line:
            if "data" in fields:
                yield fields
            fields = {}
