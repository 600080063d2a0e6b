"""Null objects for ports without a configured adapter, so that callers need no check for None."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from recruit.domain.shared.errors import Unavailable
from recruit.ports.embeddings import Embedder, Vectors
from recruit.ports.language import ChatMessage, LanguageModel, ToolDefinition
from recruit.ports.plugins import AdapterConfig


class NullEmbedder:
    """Embedder that takes part in no match."""

    strategy = None
    model = ""
    batch_size = 1
    similarity_range = (0.0, 1.0)

    async def embed(self, texts: Sequence[str]) -> Vectors:  # noqa: ARG002 - the port's signature
        """Raise Unavailable. There are no vectors, and callers handle their absence."""
        raise Unavailable("No embedder is configured")


class NullLanguageModel:
    """Language model that gives no answers, so that the rules decide everything."""

    async def fill(self, schema: Mapping[str, Any], instructions: str, text: str) -> None:
        """Return None."""

    async def chat(self, messages: Sequence[ChatMessage], tools: Sequence[ToolDefinition], seconds: float) -> None:
        """Return None."""


@asynccontextmanager
async def embedder(_config: AdapterConfig) -> AsyncIterator[Embedder]:
    """Open the null embedder."""
    yield NullEmbedder()


@asynccontextmanager
async def language_model(_config: AdapterConfig) -> AsyncIterator[LanguageModel]:
    """Open the null language model."""
    yield NullLanguageModel()
