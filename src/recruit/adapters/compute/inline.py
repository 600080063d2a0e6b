"""The port without processes and threads."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class InlineCompute:
    """Computes at once, where it is called."""

    async def apart(self, function: Callable[..., T], *arguments: object) -> T:
        """Return `function(*arguments)`."""
        return function(*arguments)

    async def beside(self, function: Callable[..., T], *arguments: object) -> T:
        """Return `function(*arguments)`."""
        return function(*arguments)

    def lock(self) -> asyncio.Lock:
        """Return a lock."""
        return asyncio.Lock()
