"""Authenticated requests, what they ask, and their answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qs

import msgspec
from litestar.types import HTTPScope, Receive

from recruit.domain.accounts.model.users import Actor
from recruit.domain.directory.service import DirectoryService
from recruit.entrypoints.http.app import MOST_BYTES
from recruit.entrypoints.http.headers import header
from recruit.entrypoints.http.scim.errors import MEDIA_TYPE, ScimError
from recruit.entrypoints.http.scim.schemas import MOST_RESULTS

DEFAULT_COUNT = 100
LARGEST_NUMBER = 2**31


@dataclass(frozen=True, slots=True)
class Query:
    """What a client asks of a list, or of the representation of a resource (RFC 7644, 3.4.2)."""

    attributes: Sequence[str] = ()
    excluded: Sequence[str] = ()
    filter: str | None = None
    start: int = 1
    count: int = DEFAULT_COUNT

    @classmethod
    def of(cls, sent: Mapping[str, Any]) -> Self:
        """Return the query of named parameters, of a query string or of a body. Raises ScimError."""
        values = {name.lower(): value for name, value in sent.items()}
        wanted = values.get("filter")
        if wanted is not None and not isinstance(wanted, str):
            raise ScimError(400, "filter should be a text", "invalidFilter")
        return cls(
            attributes=_names(values.get("attributes")),
            excluded=_names(values.get("excludedattributes")),
            filter=wanted or None,
            start=max(1, _number(values.get("startindex", 1))),
            count=min(MOST_RESULTS, max(0, _number(values.get("count", DEFAULT_COUNT)))),
        )

    @property
    def shows_members(self) -> bool:
        """Whether groups are shown with their members, which may be thousands."""
        if self.attributes:
            return any(_first(name) == "members" for name in self.attributes)
        return all(_first(name) != "members" for name in self.excluded)


@dataclass(frozen=True, slots=True)
class Answer:
    """A response. None as the body is no content."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Call:
    """An authenticated request. `base` is the URL of the endpoints."""

    scope: HTTPScope
    receive: Receive
    directory: DirectoryService
    actor: Actor
    base: str

    async def body(self) -> Any:
        """Return the decoded body. Raises ScimError."""
        kind = (header(self.scope, b"content-type") or b"").partition(b";")[0].strip().lower()
        if kind not in {MEDIA_TYPE.encode(), b"application/json"}:
            raise ScimError(415, f"Send the body with Content-Type: {MEDIA_TYPE}")
        if (header(self.scope, b"content-encoding") or b"identity").lower() != b"identity":
            raise ScimError(415, "Send the body as it is, without Content-Encoding")
        try:
            return msgspec.json.decode(await self._received())
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise ScimError(400, "The body should be JSON", "invalidSyntax") from error

    async def _received(self) -> bytes:
        received, more = bytearray(), True
        while more:
            message = await self.receive()
            if message["type"] != "http.request":
                raise ScimError(400, "The client has gone before all of the body came", "invalidSyntax")
            received += message["body"]
            more = message["more_body"]
            if len(received) > MOST_BYTES:
                raise ScimError(413, f"A body has {MOST_BYTES:,} bytes at most")
        return bytes(received)

    def query(self) -> Query:
        """Return what the query string asks. Raises ScimError."""
        found = parse_qs(self.scope["query_string"].decode("latin-1"), keep_blank_values=True)
        return Query.of({name: values[0] for name, values in found.items()})


def _first(path: str) -> str:
    """Return the attribute of a path, in lower case, without the schema and a sub-attribute."""
    return path.strip().rpartition(":")[2].partition(".")[0].lower()


def _names(value: Any) -> Sequence[str]:
    names = value.split(",") if isinstance(value, str) else value or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ScimError(400, "attributes and excludedAttributes should be lists of names", "invalidValue")
    return [name.strip() for name in names if name.strip()]


def _number(value: Any) -> int:
    try:
        return max(-1, min(int(str(value)), LARGEST_NUMBER))
    except ValueError as error:
        raise ScimError(400, "startIndex and count should be numbers", "invalidValue") from error
