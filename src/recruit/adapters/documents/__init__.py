"""Documents read on this machine, of all kinds that résumés come in, in child processes that may die of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from recruit.adapters.documents.local import LocalReader
from recruit.ports.documents import DocumentReader
from recruit.ports.plugins import Plug


@asynccontextmanager
async def reader(_plug: Plug) -> AsyncIterator[DocumentReader]:
    """Open the adapter. Child processes start with the first documents and end with the block."""
    local = LocalReader()
    try:
        yield local
    finally:
        await local.close()
