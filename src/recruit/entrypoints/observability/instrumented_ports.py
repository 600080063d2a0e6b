"""Wrappers of adapters that measure the duration and outcome of calls."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any

from recruit.entrypoints.observability.instrumentation import Watch
from recruit.ports.documents import Document, DocumentReader
from recruit.ports.embeddings import Embedder, Vectors
from recruit.ports.language import LanguageModel, Offered, Utterance
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork


class MeasuredStorage:
    """A storage wrapper that measures units of work, and how long transactions wait to begin."""

    def __init__(self, storage: Storage, watch: Watch) -> None:
        self.adapter = storage
        self._watch = watch
        self.outer_transaction = storage.outer_transaction
        self.new_organisation = storage.new_organisation
        self.claim = storage.claim
        self.organisations = storage.organisations
        self.credentials = storage.credentials
        self.ping = storage.ping
        self.connections = storage.connections

    def transaction(self, org_id: int) -> "MeasuredUnit":
        """Open a unit of work of any number of calls."""
        return MeasuredUnit(self.adapter.transaction(org_id), self._watch)

    def autocommit(self, org_id: int) -> "MeasuredUnit":
        """Open a unit of work of a single call. Its wait is part of the call and isn't measured separately."""
        return MeasuredUnit(self.adapter.autocommit(org_id), self._watch, waits=False)


class MeasuredUnit:
    """A unit of work wrapper that measures its duration and outcome."""

    __slots__ = ("_adapters", "_over", "_waits", "_watch")

    def __init__(self, adapters: AbstractAsyncContextManager[UnitOfWork], watch: Watch, *, waits: bool = True) -> None:
        self._adapters = adapters
        self._waits = waits
        self._watch = watch
        self._over = watch.over(watch.metrics.units, "unit of work")

    async def __aenter__(self) -> UnitOfWork:
        """Begin the unit of work, and measure the wait for it."""
        self._over.__enter__()
        try:
            work = await self._adapters.__aenter__()
        except BaseException:
            self._over.__exit__(*sys.exc_info())
            raise
        if self._waits:
            self._watch.metrics.waits.observe(self._over.seconds)
        return work

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        """End the unit of work, and record its duration and outcome."""
        try:
            handled = await self._adapters.__aexit__(kind, error, trace)
        except BaseException:
            self._over.__exit__(*sys.exc_info())
            raise
        self._over.__exit__(kind, error, trace)
        return handled


class MeasuredEmbedder:
    """An embedder whose calls are measured."""

    def __init__(self, embedder: Embedder, watch: Watch) -> None:
        self.adapter = embedder
        self._watch = watch

    @property
    def strategy(self) -> str | None:
        """The name of the matching strategy in match logs."""
        return self.adapter.strategy

    @property
    def model(self) -> str:
        """The name of the model."""
        return self.adapter.model

    @property
    def batch(self) -> int:
        """The number of texts in one call."""
        return self.adapter.batch

    @property
    def span(self) -> tuple[float, float]:
        """The cosine similarities of unlike and of like texts."""
        return self.adapter.span

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text."""
        with self._watch.over(self._watch.metrics.embedder, "embed") as span:
            span.tell({"recruit.texts": len(texts)})
            self._watch.metrics.embedded.inc(len(texts))
            return await self.adapter.embed(texts)


class MeasuredLanguageModel:
    """A language model whose calls are measured."""

    def __init__(self, model: LanguageModel, watch: Watch) -> None:
        self.adapter = model
        self._watch = watch

    async def fill(self, schema: Mapping[str, Any], instructions: str, text: str) -> Mapping[str, Any] | None:
        """Return an object that conforms to `schema`."""
        with self._watch.over(self._watch.metrics.language, "language model"):
            return await self.adapter.fill(schema, instructions, text)

    async def speak(self, dialogue: Sequence[Utterance], tools: Sequence[Offered], seconds: float) -> Utterance | None:
        """Return the model's next utterance."""
        with self._watch.over(self._watch.metrics.language, "language model"):
            return await self.adapter.speak(dialogue, tools, seconds)


class MeasuredDocuments:
    """A document reader whose calls are measured."""

    def __init__(self, reader: DocumentReader, watch: Watch) -> None:
        self.adapter = reader
        self._watch = watch
        self.decode = reader.decode
        self.tools = reader.tools

    async def read(self, data: bytes) -> Document:
        """Return the text of `data`."""
        with self._watch.over(self._watch.metrics.documents, "read document") as span:
            span.tell({"recruit.bytes": len(data)})
            return await self.adapter.read(data)


def storage(adapter: Storage, watch: Watch) -> Storage:
    """Wrap a storage so that it is measured."""
    return MeasuredStorage(adapter, watch)


def embedder(adapter: Embedder, watch: Watch) -> Embedder:
    """Wrap an embedder so that it is measured. The null embedder (strategy None) is returned unchanged."""
    return adapter if adapter.strategy is None else MeasuredEmbedder(adapter, watch)


def language_model(adapter: LanguageModel, watch: Watch) -> LanguageModel:
    """Wrap a language model so that it is measured."""
    return MeasuredLanguageModel(adapter, watch)


def documents(adapter: DocumentReader, watch: Watch) -> DocumentReader:
    """Wrap a document reader so that it is measured."""
    return MeasuredDocuments(adapter, watch)
