"""Client of a server that speaks OpenAI's protocol."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
import openai

from recruit.adapters.openai.circuit_breaker import CircuitBreaker
from recruit.adapters.openai.retries import Retries
from recruit.adapters.openai.settings import SETTINGS
from recruit.domain.shared.errors import ConfigurationError, Unavailable

Answer = TypeVar("Answer")

REFUSALS = (openai.BadRequestError, openai.UnprocessableEntityError)
"""Errors of a working service that rejects one request. The circuit breaker doesn't count them."""


class Service:
    """A client behind a circuit breaker. A call takes at most `limit` seconds, including retries and their pauses.

    Failures become Unavailable. Its messages contain neither the key nor the request. The causes may contain them,
    and a log would print them, so no cause is chained.
    """

    def __init__(self, client: openai.AsyncOpenAI, limit: float, breaker: CircuitBreaker) -> None:
        self._client = client
        self._limit = limit
        self._breaker = breaker

    @asynccontextmanager
    async def call(self, seconds: float | None = None) -> AsyncIterator[Retries]:
        """Make requests in the block, within `seconds` if that is less than the usual limit.

        Failures in the block are raised as Unavailable; cancellation passes through.
        """
        limit = self._limit if seconds is None else min(seconds, self._limit)
        try:
            with self._breaker.guard():
                async with self._outages(limit) as deadline:
                    yield Retries(self._client, deadline)
        except REFUSALS:
            raise Unavailable("The OpenAI service refuses the request") from None

    @asynccontextmanager
    async def _outages(self, limit: float) -> AsyncIterator[asyncio.Timeout]:
        try:
            async with asyncio.timeout(limit) as deadline:
                yield deadline
        except REFUSALS:
            raise
        except TimeoutError:
            raise Unavailable(f"The OpenAI service gave no answer within {limit:g} seconds") from None
        except openai.APIStatusError as error:
            raise Unavailable(f"The OpenAI service answered with status {error.status_code}") from None
        except openai.OpenAIError:
            raise Unavailable("The OpenAI service can't be reached") from None


@asynccontextmanager
async def connect(options: Mapping[str, str], limit: float, clock: Callable[[], float]) -> AsyncIterator[Service]:
    """Open the service that `options` name, and close it when the block ends.

    Only `options` decide where documents are sent and under which account. Proxies, organisation and project from the
    environment are ignored, OPENAI_CUSTOM_HEADERS can't replace the key, and redirects aren't followed.
    """
    key = _key(options)
    client = openai.AsyncOpenAI(
        api_key=key,
        base_url=_address(options),
        max_retries=0,  # `Retries` retries with regard to the remaining time
        default_headers={"Authorization": f"Bearer {key}"},
        http_client=openai.DefaultAsyncHttpxClient(trust_env=False, follow_redirects=False),
    )
    client.organization = client.project = None
    async with client:
        yield Service(client, limit, CircuitBreaker(clock))


def read(content: str | bytes, kind: type[Answer]) -> Answer:
    """Decode the JSON `content` as `kind`. Raises Unavailable if it doesn't conform."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.MsgspecError, RecursionError):
        raise Unavailable("The OpenAI service gave an answer that makes no sense") from None


def clip(text: str, size: int) -> str:
    """Return the beginning of `text`, at most `size` bytes of UTF-8, cut between characters.

    Tokenisers of this family make at most one token per byte, so `size` bounds the tokens in every script.
    """
    return text.encode(errors="ignore")[:size].decode(errors="ignore")


def _key(options: Mapping[str, str]) -> str:
    key = options.get("OPENAI_API_KEY", "").strip()
    if not key or not (key.isascii() and key.isprintable()):
        raise ConfigurationError("OPENAI_API_KEY must hold the key of the service that OPENAI_BASE_URL names")
    return key


def _address(options: Mapping[str, str]) -> str:
    address = {**SETTINGS, **options}["OPENAI_BASE_URL"]
    try:
        parts = urlsplit(address)
        works = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0  # `port` may raise ValueError
    except ValueError:
        works = False
    if not works:
        raise ConfigurationError(f"OPENAI_BASE_URL must be an address such as {SETTINGS['OPENAI_BASE_URL']}")
    return address
