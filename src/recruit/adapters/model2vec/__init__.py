"""Static embeddings on this machine: a vector a token, in the files that model2vec publishes. No text leaves.

RECRUIT_EMBEDDER=model2vec:NAME-OR-DIRECTORY
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from recruit.adapters.model2vec.embeddings import LIMIT, LocalEmbedder
from recruit.adapters.model2vec.files import load
from recruit.adapters.model2vec.places import find
from recruit.ports.embeddings import Embedder
from recruit.ports.plugins import Plug


@asynccontextmanager
async def embedder(plug: Plug, *, limit: float = LIMIT) -> AsyncIterator[Embedder]:
    """Open the embedder; `limit` is the seconds a call may take.

    Raises ConfigurationError where there is no such model on this machine, or one that can't be read.
    """
    directory = await asyncio.to_thread(find, plug.url.partition(":")[2], plug.data_dir)
    yield LocalEmbedder(await asyncio.to_thread(load, directory), limit)
