"""Embeddings and a schema-filling language model of OpenAI, or of any server that speaks its protocol."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from recruit.adapters.openai.settings import SETTINGS, span
from recruit.ports.embeddings import Embedder
from recruit.ports.language import LanguageModel
from recruit.ports.plugins import AdapterConfig

LIMIT = 10.0
"""Time limit of a call in seconds, as the ports promise."""


@asynccontextmanager
async def embedder(
    config: AdapterConfig, *, limit: float = LIMIT, clock: Callable[[], float] = time.monotonic
) -> AsyncIterator[Embedder]:
    """Open the embedder. `limit` is the time limit of a call in seconds; `clock` times the circuit breaker.

    Raises ConfigurationError without a key, or for an invalid address or span.
    """
    from recruit.adapters.openai.embeddings import OpenAIEmbedder  # noqa: PLC0415 - `openai` takes long to import
    from recruit.adapters.openai.service import connect  # noqa: PLC0415 - the same

    async with connect(config.options, limit, clock) as service:
        name = {**SETTINGS, **config.options}["RECRUIT_EMBEDDING_MODEL"]
        yield OpenAIEmbedder(service, name, span(config.options, name))


@asynccontextmanager
async def language_model(
    config: AdapterConfig, *, limit: float = LIMIT, clock: Callable[[], float] = time.monotonic
) -> AsyncIterator[LanguageModel]:
    """Open the language model. `limit` is the time limit of a call in seconds; `clock` times the circuit breaker.

    Raises ConfigurationError without a key, or for an invalid address.
    """
    from recruit.adapters.openai.language import OpenAILanguageModel  # noqa: PLC0415 - `openai` takes long to import
    from recruit.adapters.openai.service import connect  # noqa: PLC0415 - the same

    async with connect(config.options, limit, clock) as service:
        yield OpenAILanguageModel(service, {**SETTINGS, **config.options}["RECRUIT_CHAT_MODEL"])
