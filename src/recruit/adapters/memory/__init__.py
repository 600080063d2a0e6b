"""In-memory storage, for demonstrations and tests. Its data is lost when the process ends."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from recruit.adapters.memory.storage import MemoryStorage
from recruit.ports.plugins import Plug
from recruit.ports.storage import Storage


@asynccontextmanager
async def storage(_plug: Plug) -> AsyncIterator[Storage]:
    """Open the adapter."""
    yield MemoryStorage()
