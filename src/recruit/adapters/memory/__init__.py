"""In-memory storage, for demonstrations and tests. Its data is lost when the process ends."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from recruit.adapters.memory.storage import MemoryStorage
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage


@asynccontextmanager
async def storage(_config: AdapterConfig) -> AsyncIterator[Storage]:
    """Open the adapter."""
    yield MemoryStorage()
