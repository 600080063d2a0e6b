"""Retries of requests to the service."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Protocol

import openai

PAUSES = (0.5, 1.0)
"""Longest pauses in seconds before the second and the third attempt."""

JITTER = 0.25
"""Jitter: the largest fraction by which a pause exceeds the one that the service asks for."""

RETRIED_STATUSES = {408, 409, 429, *range(500, 600)}
"""Status codes that are retried."""


class Response(Protocol):
    """A response with a successful status."""

    @property
    def content(self) -> bytes:
        """Response body."""
        ...


class Retries:
    """Makes the requests of one call with retries, all within its `deadline`."""

    def __init__(self, client: openai.AsyncOpenAI, deadline: asyncio.Timeout) -> None:
        self.client = client
        self._deadline = deadline

    async def request(self, request: Callable[[], Awaitable[Response]]) -> bytes:
        """Return the response body. Raises OpenAIError; where a pause would outlast the deadline, without waiting."""
        attempts = 0
        while True:
            try:
                return (await request()).content
            except openai.APIError as error:
                attempts += 1
                seconds = pause(error, attempts)
                if seconds is None or seconds >= self._remaining_seconds():
                    raise
            await asyncio.sleep(seconds)

    def _remaining_seconds(self) -> float:
        until = self._deadline.when()
        assert until is not None  # noqa: S101 - it was made with a limit
        return until - asyncio.get_running_loop().time()


def pause(error: openai.APIError, attempts: int) -> float | None:
    """Return the seconds to wait after `attempts` attempts, or None if another attempt wouldn't help.

    The pause is random within bounds, so that callers that failed together don't retry together.
    """
    if attempts > len(PAUSES):
        return None
    if isinstance(error, openai.APIStatusError):
        headers = error.response.headers
        if error.status_code not in RETRIED_STATUSES or headers.get("x-should-retry") == "false":
            return None
        asked = _seconds(headers.get("retry-after-ms")) / 1000 or _seconds(headers.get("retry-after"))
        if asked:
            return asked * random.uniform(1, 1 + JITTER)  # noqa: S311 - no secret
    elif not isinstance(error, openai.APIConnectionError):
        return None
    return PAUSES[attempts - 1] * random.uniform(0.5, 1)  # noqa: S311 - no secret


def _seconds(header: str | None) -> float:
    """Return the number in a header, or zero if it holds no number but, for instance, a date."""
    try:
        return max(0.0, float(header or 0))  # with the arguments in this order, "nan" gives zero
    except ValueError:
        return 0.0
