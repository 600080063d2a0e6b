"""Local static embeddings: one vector per token, from files that model2vec publishes. No text leaves the machine.

RECRUIT_EMBEDDER=model2vec:NAME-OR-DIRECTORY, with recruit[local] installed
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from recruit.adapters.model2vec.embeddings import LIMIT, LocalEmbedder
from recruit.adapters.model2vec.files import fingerprint, load
from recruit.adapters.model2vec.model_directory import find_directory
from recruit.adapters.model2vec.reference import edition, embedded, span
from recruit.adapters.model2vec.shared import shared_direction, without
from recruit.domain.shared.errors import ConfigurationError
from recruit.ports.embeddings import Embedder
from recruit.ports.plugins import AdapterConfig

PACKAGES = ("huggingface_hub", "safetensors", "tokenizers")
"""Optional packages that are needed. They are imported where they are used."""


@asynccontextmanager
async def embedder(config: AdapterConfig, *, limit: float = LIMIT) -> AsyncIterator[Embedder]:
    """Open the embedder. `limit` is the time limit of a call in seconds.

    Raises ConfigurationError if the model isn't on this machine or can't be read, or if a package is missing.
    """
    yield await asyncio.to_thread(_open, config, limit)


def _open(config: AdapterConfig, limit: float) -> LocalEmbedder:
    if not all(map(find_spec, PACKAGES)):
        raise ConfigurationError("RECRUIT_EMBEDDER asks for a local model: install recruit[local]")
    name = config.url.partition(":")[2]
    directory = find_directory(name, config.data_dir)
    static = load(directory)
    jobs, profiles = embedded(static)
    direction = shared_direction(np.concatenate([jobs, profiles]))
    # The direction that is removed from the vectors depends on the reference. Vectors stored with another edition of
    # it, or before directions were removed, lie in another space.
    model = f"{Path(name).name}/{fingerprint(directory)}-{edition()}"
    return LocalEmbedder(static, direction, model, span(without(direction, jobs), without(direction, profiles)), limit)
