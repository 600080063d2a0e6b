"""Nothing configured: what stands at a port so that callers needn't ask whether somebody does."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from recruit.domain.shared.errors import Unavailable
from recruit.ports.embeddings import Embedder, Vectors
from recruit.ports.language import LanguageModel, Offered, Utterance
from recruit.ports.plugins import Plug


class NullEmbedder:
    """Takes part in no match."""

    strategy = None
    model = ""
    batch = 1
    span = (0.0, 1.0)

    async def embed(self, texts: Sequence[str]) -> Vectors:  # noqa: ARG002 - the port's signature
        """Raise Unavailable: there are no vectors to give, and callers know what to do without."""
        raise Unavailable("No embedder is configured")


class NullLanguageModel:
    """Leaves everything to the rules."""

    async def fill(self, schema: Mapping[str, Any], instructions: str, text: str) -> None:
        """Return None."""

    async def speak(self, dialogue: Sequence[Utterance], tools: Sequence[Offered], seconds: float) -> None:
        """Return None."""


@asynccontextmanager
async def embedder(_plug: Plug) -> AsyncIterator[Embedder]:
    """Open the embedder that never takes part."""
    yield NullEmbedder()


@asynccontextmanager
async def language_model(_plug: Plug) -> AsyncIterator[LanguageModel]:
    """Open the language model that never answers."""
    yield NullLanguageModel()
