"""A POST request over HTTP/1.1, and its response."""

import asyncio
import os
import socket
import ssl
from collections.abc import Mapping
from functools import cached_property
from time import monotonic

import httpcore2

from recruit.adapters.webhooks.addresses import AllowList, ParsedUrl, parse_url
from recruit.adapters.webhooks.resolution import AddressRefused, CheckedBackend, Resolver
from recruit.domain.shared.errors import Invalid
from recruit.ports.webhooks import SendResult

SECONDS = 15.0
"""Time limit of a message, from the look-up of the host to the end of the response's status and headers."""

CLOSED = "The receiver closed the connection without an answer"
MOST_READ = 64 * 1024
MOST_KEPT = 1024
"""Bytes of a response's body that are read, and that are kept."""


class HttpExchange:
    """Sends each message on a connection of its own, so that the address is checked for each of them.

    Redirects are not followed, proxies of the environment are not used, and responses are not decompressed.
    """

    def __init__(self, allowed: AllowList, seconds: float = SECONDS) -> None:
        """Give up a message after `seconds`."""
        self._seconds = seconds
        self._allowed = allowed
        self._resolver = Resolver()

    async def send(self, url: str, headers: Mapping[str, str], body: bytes) -> SendResult:
        """Send a message, and return the answer."""
        began, response, network = monotonic(), _Response(), CheckedBackend(self._allowed, self._resolver)
        error: str | None = None
        try:
            target = parse_url(url)
            async with asyncio.timeout(self._seconds):
                await self._post(target, headers, body, response, network)
        except (TimeoutError, httpcore2.TimeoutException):
            error = f"The receiver gave no answer within {self._seconds:g} seconds"
        except (Invalid, AddressRefused) as refusal:
            error = str(refusal)
        except socket.gaierror:
            error = "The host name of the URL has no address"
        except (OSError, httpcore2.ConnectError, UnicodeError) as failure:
            error = f"The receiver can't be connected to: {_reason(failure)}"
        except (httpcore2.ReadError, httpcore2.WriteError):
            error = CLOSED
        except httpcore2.ProtocolError as fault:  # without a cause in h11, the answer has ended before its headers
            error = CLOSED if fault.__cause__ is None else "The receiver's answer is not HTTP/1.1"
        finally:
            await network.close()
        if response.status is not None:  # the answer counts, even where its body is too slow or breaks off
            error = None
        return SendResult(
            status=response.status, body=response.text(), error=error, duration_ms=round((monotonic() - began) * 1000)
        )

    async def _post(
        self,
        target: ParsedUrl,
        headers: Mapping[str, str],
        body: bytes,
        received: "_Response",
        network: CheckedBackend,
    ) -> None:
        url = httpcore2.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
        async with httpcore2.AsyncHTTPConnection(
            url.origin,
            ssl_context=self._tls if target.scheme == "https" else None,
            network_backend=network,
        ) as connection:
            sent = [("host", target.authority), *headers.items(), ("connection", "close")]
            async with connection.stream("POST", url, headers=sent, content=body) as response:
                received.status = response.status
                read = 0
                async for piece in response.aiter_stream():
                    received.body += piece[: MOST_KEPT - len(received.body)]
                    read += len(piece)
                    if read >= MOST_READ:
                        break

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """The settings of TLS, with the certificate authorities of the system. They take long to load."""
        return httpcore2.default_ssl_context()


class _Response:
    """The part of a response that has arrived."""

    def __init__(self) -> None:
        self.status: int | None = None
        self.body = b""

    def text(self) -> str | None:
        return None if self.status is None else self.body.decode(errors="replace").replace("\0", "\ufffd")


def _reason(failure: BaseException | None) -> str:
    """Return the reason of a failure to connect, without the address, which may be one of an internal network."""
    while failure is not None:
        if isinstance(failure, ssl.SSLCertVerificationError):
            return f"its certificate is refused ({failure.verify_message})"
        if isinstance(failure, ssl.SSLError):
            return "TLS fails"
        if isinstance(failure, OSError) and failure.errno:
            return os.strerror(failure.errno).lower()
        failure = failure.__cause__ or failure.__context__
    return "the connection fails"
