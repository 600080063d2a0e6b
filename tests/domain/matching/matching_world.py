"""Matching services and indexes for tests, over any storage."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import gettempdir

from recruit.adapters.clock import SystemClock
from recruit.adapters.compute.inline import InlineCompute
from recruit.adapters.mapped_arrays import MappedArrays
from recruit.adapters.null import NullEmbedder
from recruit.adapters.openai import embedder as openai_embedder
from recruit.domain.matching.index_cache import IndexCache
from recruit.domain.matching.service import MatchService
from recruit.ports.clock import Clock
from recruit.ports.compute import Compute
from recruit.ports.embeddings import Embedder
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from stand_ins.openai_server import OpenAIServer

ONE_GIB = 1 << 30


def matching_over(
    storage: Storage,
    embedder: Embedder | None = None,
    clock: Clock | None = None,
    compute: Compute | None = None,
    most_bytes: int = ONE_GIB,
) -> MatchService:
    """Return a MatchService with its own indexes, which computes in the calling process."""
    return MatchService(
        storage,
        embedder or NullEmbedder(),
        clock or SystemClock(),
        compute or InlineCompute(),
        MappedArrays(Path(gettempdir())),
        most_bytes,
    )


def indexes_over(storage: Storage, most_bytes: int = ONE_GIB) -> IndexCache:
    """Return the indexes of a new process."""
    return IndexCache(storage, InlineCompute(), MappedArrays(Path(gettempdir())), most_bytes)


@asynccontextmanager
async def embedder_of(server: OpenAIServer) -> AsyncIterator[Embedder]:
    """Yield an embedder that calls a server."""
    options = {"OPENAI_API_KEY": "key", "OPENAI_BASE_URL": server.url}
    async with openai_embedder(AdapterConfig("openai:", Path(), options)) as embedder:
        yield embedder
