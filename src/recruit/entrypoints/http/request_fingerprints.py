"""Request fingerprints: a hash of method, path, query and body, computed while the body is read."""

from hashlib import sha256
from typing import cast

from litestar.handlers import HTTPRouteHandler
from litestar.types import HTTPReceiveMessage, HTTPScope, Receive

from recruit.entrypoints.http.request import ApiRequest


class Fingerprint:
    """Passes the body of a request on, and hashes it.

    The boundary of a multipart form isn't hashed, because a client that sends the form again generates another one.
    """

    def __init__(self, scope: HTTPScope, receive: Receive) -> None:
        self._receive = receive
        self._most = cast("HTTPRouteHandler", scope["route_handler"]).resolve_request_max_body_size() or 0
        self._read = 0
        self._hash = sha256(f"{scope['method']} {scope['path']}?".encode() + scope["query_string"] + b"\n")
        self._boundary = ApiRequest(scope).content_type[1].get("boundary", "").encode()
        self._held = b""
        self._complete = False

    async def receive(self) -> HTTPReceiveMessage:
        """Return the next ASGI message."""
        message: HTTPReceiveMessage = await self._receive()  # type: ignore[assignment]
        if message["type"] == "http.request":
            self._take(message.get("body", b""), more=message.get("more_body", False))
        else:
            self._complete = True
        return message

    async def digest(self) -> bytes:
        """Return the fingerprint, after reading the rest of the body.

        Reading stops at the size limit of the route. The fingerprint of a larger body identifies no request.
        """
        while not self._complete and self._read <= self._most:
            await self.receive()
        return self._hash.digest()

    def _take(self, chunk: bytes, *, more: bool) -> None:
        self._read += len(chunk)
        if not self._boundary:
            self._hash.update(chunk)
        else:
            *parts, last = (self._held + chunk).split(self._boundary)
            end = max(0, len(last) - len(self._boundary) + 1) if more else len(last)  # a boundary may start in the rest
            self._held = last[end:]
            for part in (*parts, last[:end]):
                self._hash.update(part)
        self._complete = not more
