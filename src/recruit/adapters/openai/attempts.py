"""Requests that are made again where that may help."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Protocol

import openai

PAUSES = (0.5, 1.0)
"""Seconds before the second and the third attempt, at most."""

LATE = 0.25
"""By what part a pause that the service asks for is exceeded, at most."""

STATUSES = {408, 409, 429, *range(500, 600)}
"""What may pass."""


class Response(Protocol):
    """An answer with a good status."""

    @property
    def content(self) -> bytes:
        """The body."""
        ...


class Attempts:
    """Makes the requests of one call, all within its `deadline`."""

    def __init__(self, client: openai.AsyncOpenAI, deadline: asyncio.Timeout) -> None:
        self.client = client
        self._deadline = deadline

    async def make(self, request: Callable[[], Awaitable[Response]]) -> bytes:
        """Return the body of the answer. Raises OpenAIError, and at once where a pause would outlast the deadline."""
        tried = 0
        while True:
            try:
                return (await request()).content
            except openai.APIError as error:
                tried += 1
                seconds = pause(error, tried)
                if seconds is None or seconds >= self._left():
                    raise
            await asyncio.sleep(seconds)

    def _left(self) -> float:
        until = self._deadline.when()
        assert until is not None  # noqa: S101 - it was made with a limit
        return until - asyncio.get_running_loop().time()


def pause(error: openai.APIError, tried: int) -> float | None:
    """Return the seconds to wait after `tried` attempts, or None where another one wouldn't help.

    They are a matter of chance within bounds, so that callers who failed together don't come back together.
    """
    if tried > len(PAUSES):
        return None
    if isinstance(error, openai.APIStatusError):
        headers = error.response.headers
        if error.status_code not in STATUSES or headers.get("x-should-retry") == "false":
            return None
        asked = _seconds(headers.get("retry-after-ms")) / 1000 or _seconds(headers.get("retry-after"))
        if asked:
            return asked * random.uniform(1, 1 + LATE)  # noqa: S311 - no secret
    elif not isinstance(error, openai.APIConnectionError):
        return None
    return PAUSES[tried - 1] * random.uniform(0.5, 1)  # noqa: S311 - no secret


def _seconds(header: str | None) -> float:
    """Return the number that a header holds, or zero where it holds none, such as a date."""
    try:
        return max(0.0, float(header or 0))  # in this order zero is also what becomes of "nan"
    except ValueError:
        return 0.0
