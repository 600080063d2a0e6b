"""Deadlines of a shutdown: a resource that doesn't close in time is left behind, so that the next one is closed."""

import asyncio
import logging
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Generic, TypeVar

CLOSE_SECONDS = 90
"""Timeout of closing one resource. An embedded PostgreSQL takes up to 60 s to write its data."""

Resource = TypeVar("Resource")

log = logging.getLogger(__name__)


class CloseDeadline(AbstractAsyncContextManager[Resource], Generic[Resource]):
    """Opens and closes a resource. Closing is cancelled after `seconds`, with an error in the log.

    It closes in the task that opened it, which resources with a cancel scope of their own require.
    """

    def __init__(
        self, resource: AbstractAsyncContextManager[Resource], name: str, seconds: float = CLOSE_SECONDS
    ) -> None:
        self._resource = resource
        self._name = name
        self._seconds = seconds

    async def __aenter__(self) -> Resource:
        """Open the resource, for as long as that takes."""
        return await self._resource.__aenter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        """Close the resource."""
        swallowed: bool | None = None
        deadline = asyncio.timeout(self._seconds)
        try:
            async with deadline:
                swallowed = await self._resource.__aexit__(kind, error, trace)
        except TimeoutError:
            if not deadline.expired():
                raise
        if deadline.expired():
            log.error("%s doesn't close within %g s: left behind", self._name, self._seconds)
        return swallowed
