"""Requests to providers, over HTTP/1.1."""

import asyncio
import ssl
from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode

import httpcore2
import msgspec

from recruit.adapters.oidc.urls import is_safe_url

SECONDS = 10.0
"""Time limit of a request, from the look-up of the host to the end of the response."""

MOST_BYTES = 1 << 20
"""Size limit of a response. Key sets and tokens have a few KiB."""


class ProviderFault(Exception):
    """The provider can't be reached, or its response isn't one of the protocol. `str(error)` is for the log."""


class Reply(NamedTuple):
    """A response. `content` is its decoded JSON object."""

    status: int
    content: Mapping[str, Any]


class Fetcher:
    """Sends each request on a connection of its own.

    Redirects are not followed, proxies of the environment are not used, and responses are not decompressed.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        """Give up a request after `seconds`."""
        self._seconds = seconds

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Reply:
        """Send a GET. Raises ProviderFault."""
        return await self._send("GET", url, headers or {}, None)

    async def post(self, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Reply:
        """Send a form. Raises ProviderFault."""
        typed = {**headers, "content-type": "application/x-www-form-urlencoded"}
        return await self._send("POST", url, typed, urlencode(form).encode())

    async def _send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
        if not is_safe_url(url):
            raise ProviderFault(f"{url!r} is neither https nor on this machine")
        sent = {"accept": "application/json", "accept-encoding": "identity", "user-agent": "recruit", **headers}
        try:
            async with (
                asyncio.timeout(self._seconds),
                httpcore2.AsyncConnectionPool(ssl_context=self._tls) as pool,
                pool.stream(method, url, headers=[*sent.items()], content=body) as response,
            ):
                content = bytearray()
                async for piece in response.aiter_stream():
                    content += piece
                    if len(content) > MOST_BYTES:
                        raise ProviderFault(f"{url} has answered with more than {MOST_BYTES} bytes")
        except TimeoutError as error:
            raise ProviderFault(f"{url} gave no answer within {self._seconds:g} seconds") from error
        except (
            OSError,
            UnicodeError,
            httpcore2.NetworkError,
            httpcore2.ProtocolError,
            httpcore2.TimeoutException,
        ) as error:
            raise ProviderFault(f"{url} can't be reached: {error!r}") from error
        try:
            decoded = msgspec.json.decode(content)
        except (msgspec.DecodeError, UnicodeError) as error:
            raise ProviderFault(f"{url} has answered {response.status} without JSON") from error
        if not isinstance(decoded, dict):
            raise ProviderFault(f"{url} has answered {response.status} with JSON that is no object")
        return Reply(response.status, decoded)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """The settings of TLS, with the certificate authorities of the system. They take long to load."""
        return httpcore2.default_ssl_context()
