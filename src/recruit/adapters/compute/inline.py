"""Compute adapter without processes and threads."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class InlineCompute:
    """Runs each function at once, in the caller's thread."""

    async def in_process(self, function: Callable[..., T], *arguments: object) -> T:
        """Return `function(*arguments)`."""
        return function(*arguments)

    async def in_thread(self, function: Callable[..., T], *arguments: object) -> T:
        """Return `function(*arguments)`."""
        return function(*arguments)

    def lock(self) -> asyncio.Lock:
        """Return a lock."""
        return asyncio.Lock()
