"""Documents read on this machine: PDF, DOCX, HTML and plain text, each in a child process that may die of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from recruit.adapters.documents.local import LocalReader
from recruit.ports.documents import DocumentReader
from recruit.ports.plugins import Plug


@asynccontextmanager
async def reader(_plug: Plug) -> AsyncIterator[DocumentReader]:
    """Open the adapter. The child process starts with the first document and ends with the block."""
    local = LocalReader()
    try:
        yield local
    finally:
        await local.close()
