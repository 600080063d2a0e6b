"""Wrappers of adapters that measure the duration and outcome of calls."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any

from recruit.entrypoints.observability.instrumentation import Instrumentation
from recruit.ports.documents import Document, DocumentReader, Word
from recruit.ports.embeddings import Embedder, Vectors
from recruit.ports.language import ChatMessage, LanguageModel, ToolDefinition
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork


class MeasuredStorage:
    """A storage wrapper that measures units of work, and how long transactions wait to begin."""

    def __init__(self, storage: Storage, instrumentation: Instrumentation) -> None:
        self.adapter = storage
        self._instrumentation = instrumentation
        self.outer_transaction = storage.outer_transaction
        self.new_organisation = storage.new_organisation
        self.claim = storage.claim
        self.organisations = storage.organisations
        self.organisations_with_webhooks = storage.organisations_with_webhooks
        self.credentials = storage.credentials
        self.ping = storage.ping
        self.connections = storage.connections

    def transaction(self, org_id: int) -> "MeasuredUnit":
        """Open a unit of work of any number of calls."""
        return MeasuredUnit(self.adapter.transaction(org_id), self._instrumentation)

    def autocommit(self, org_id: int) -> "MeasuredUnit":
        """Open a unit of work of a single call. Its wait is part of the call and isn't measured separately."""
        return MeasuredUnit(self.adapter.autocommit(org_id), self._instrumentation, waits=False)

    def reading(self, org_id: int) -> "MeasuredUnit":
        """Open a unit of work of reads. Its waits are parts of the calls and aren't measured separately."""
        return MeasuredUnit(self.adapter.reading(org_id), self._instrumentation, waits=False)


class MeasuredUnit:
    """A unit of work wrapper that measures its duration and outcome."""

    __slots__ = ("_adapters", "_instrumentation", "_measurement", "_waits")

    def __init__(
        self, adapters: AbstractAsyncContextManager[UnitOfWork], instrumentation: Instrumentation, *, waits: bool = True
    ) -> None:
        self._adapters = adapters
        self._waits = waits
        self._instrumentation = instrumentation
        self._measurement = instrumentation.measure(instrumentation.metrics.units, "unit of work")

    async def __aenter__(self) -> UnitOfWork:
        """Begin the unit of work, and measure the wait for it."""
        self._measurement.__enter__()
        try:
            work = await self._adapters.__aenter__()
        except BaseException:
            self._measurement.__exit__(*sys.exc_info())
            raise
        if self._waits:
            self._instrumentation.metrics.waits.observe(self._measurement.seconds)
        return work

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        """End the unit of work, and record its duration and outcome."""
        try:
            handled = await self._adapters.__aexit__(kind, error, trace)
        except BaseException:
            self._measurement.__exit__(*sys.exc_info())
            raise
        self._measurement.__exit__(kind, error, trace)
        return handled


class MeasuredEmbedder:
    """An embedder whose calls are measured."""

    def __init__(self, embedder: Embedder, instrumentation: Instrumentation) -> None:
        self.adapter = embedder
        self._instrumentation = instrumentation
        self.strategy = embedder.strategy
        self.model = embedder.model
        self.batch_size = embedder.batch_size
        self.similarity_range = embedder.similarity_range

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text."""
        with self._instrumentation.measure(self._instrumentation.metrics.embedder, "embed") as span:
            span.set_attributes({"recruit.texts": len(texts)})
            self._instrumentation.metrics.embedded.inc(len(texts))
            return await self.adapter.embed(texts)


class MeasuredLanguageModel:
    """A language model whose calls are measured."""

    def __init__(self, model: LanguageModel, instrumentation: Instrumentation) -> None:
        self.adapter = model
        self._instrumentation = instrumentation

    async def fill(self, schema: Mapping[str, Any], instructions: str, text: str) -> Mapping[str, Any] | None:
        """Return an object that conforms to `schema`."""
        with self._instrumentation.measure(self._instrumentation.metrics.language, "language model"):
            return await self.adapter.fill(schema, instructions, text)

    async def chat(
        self, messages: Sequence[ChatMessage], tools: Sequence[ToolDefinition], seconds: float
    ) -> ChatMessage | None:
        """Return the model's next utterance."""
        with self._instrumentation.measure(self._instrumentation.metrics.language, "language model"):
            return await self.adapter.chat(messages, tools, seconds)


class MeasuredDocuments:
    """A document reader whose calls are measured."""

    def __init__(self, reader: DocumentReader, instrumentation: Instrumentation) -> None:
        self.adapter = reader
        self._instrumentation = instrumentation
        self.decode = reader.decode
        self.tools = reader.tools

    async def read(self, data: bytes) -> Document:
        """Return the text of `data`."""
        with self._instrumentation.measure(self._instrumentation.metrics.documents, "read document") as span:
            span.set_attributes({"recruit.bytes": len(data)})
            return await self.adapter.read(data)

    async def layout(self, data: bytes) -> Sequence[Word]:
        """Return the words of a PDF with their places."""
        with self._instrumentation.measure(self._instrumentation.metrics.documents, "lay out document") as span:
            span.set_attributes({"recruit.bytes": len(data)})
            return await self.adapter.layout(data)
