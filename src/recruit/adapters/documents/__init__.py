"""Local document reader for all file types of résumés, in child processes that isolate parser crashes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from recruit.adapters.documents.local import LocalReader
from recruit.ports.documents import DocumentReader
from recruit.ports.plugins import AdapterConfig


@asynccontextmanager
async def reader(_config: AdapterConfig) -> AsyncIterator[DocumentReader]:
    """Open the adapter. Child processes start when the first documents arrive and end with the block."""
    local = LocalReader()
    try:
        yield local
    finally:
        await local.close()
