"""Ports under watch: each adapter does its work as ever, and how long that took is noted."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any, cast

from recruit.entrypoints.observability.instrumentation import Watch
from recruit.entrypoints.observability.metrics import DOCUMENTS, EMBEDDED, EMBEDDER, LANGUAGE, UNITS, WAITS
from recruit.ports.documents import Document, DocumentReader
from recruit.ports.embeddings import Embedder, Vectors
from recruit.ports.language import LanguageModel, Offered, Utterance
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork


class Measured:
    """An adapter under watch. What isn't measured is its own."""

    def __init__(self, adapter: Any, watch: Watch) -> None:
        self._adapter = adapter
        self._watch = watch

    def __getattr__(self, name: str) -> Any:
        return getattr(self._adapter, name)


class MeasuredStorage(Measured):
    """Storage whose transactions are measured, and how long they wait to begin."""

    def begin(self, org_id: int) -> "MeasuredUnit":
        """Open a unit of work."""
        return MeasuredUnit(self._adapter.begin(org_id), self._watch)

    def once(self, org_id: int) -> "MeasuredUnit":
        """Open a unit of work of one question."""
        return MeasuredUnit(self._adapter.once(org_id), self._watch)

    def lookup(self, org_id: int) -> "MeasuredUnit":
        """Open a unit of work of one record, for which no connection may be waited for."""
        return MeasuredUnit(self._adapter.lookup(org_id), self._watch, waits=False)


class MeasuredUnit:
    """A unit of work that is measured."""

    __slots__ = ("_adapters", "_over", "_waits", "_watch")

    def __init__(self, adapters: AbstractAsyncContextManager[UnitOfWork], watch: Watch, *, waits: bool = True) -> None:
        self._adapters = adapters
        self._waits = waits
        self._watch = watch
        self._over = watch.over(UNITS, "unit of work")

    async def __aenter__(self) -> UnitOfWork:
        """Wait for it to begin."""
        self._over.__enter__()
        try:
            work = await self._adapters.__aenter__()
        except BaseException:
            self._over.__exit__(*sys.exc_info())
            raise
        if self._waits:
            self._watch.numbers.observe(WAITS, self._over.seconds)
        return work

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        """End it."""
        try:
            handled = await self._adapters.__aexit__(kind, error, trace)
        except BaseException:
            self._over.__exit__(*sys.exc_info())
            raise
        self._over.__exit__(kind, error, trace)
        return handled


class MeasuredEmbedder(Measured):
    """An embedder whose calls are measured."""

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text."""
        with self._watch.over(EMBEDDER, "embed") as span:
            span.tell({"recruit.texts": len(texts)})
            self._watch.numbers.add(EMBEDDED, amount=len(texts))
            return cast("Vectors", await self._adapter.embed(texts))


class MeasuredLanguageModel(Measured):
    """A language model whose calls are measured."""

    async def fill(self, schema: Mapping[str, Any], instructions: str, text: str) -> Mapping[str, Any] | None:
        """Return an object that `schema` describes."""
        with self._watch.over(LANGUAGE, "language model"):
            return cast("Mapping[str, Any] | None", await self._adapter.fill(schema, instructions, text))

    async def speak(self, dialogue: Sequence[Utterance], tools: Sequence[Offered], seconds: float) -> Utterance | None:
        """Return what the model says next."""
        with self._watch.over(LANGUAGE, "language model"):
            return cast("Utterance | None", await self._adapter.speak(dialogue, tools, seconds))


class MeasuredDocuments(Measured):
    """A reader of files that is measured."""

    async def read(self, data: bytes) -> Document:
        """Return the text of `data`."""
        with self._watch.over(DOCUMENTS, "read document") as span:
            span.tell({"recruit.bytes": len(data)})
            return cast("Document", await self._adapter.read(data))


def storage(adapter: Storage, watch: Watch) -> Storage:
    """Put a storage under watch."""
    return cast("Storage", MeasuredStorage(adapter, watch))


def embedder(adapter: Embedder, watch: Watch) -> Embedder:
    """Put an embedder under watch, unless it is the one that never does anything."""
    return adapter if adapter.strategy is None else cast("Embedder", MeasuredEmbedder(adapter, watch))


def language_model(adapter: LanguageModel, watch: Watch) -> LanguageModel:
    """Put a language model under watch."""
    return cast("LanguageModel", MeasuredLanguageModel(adapter, watch))


def documents(adapter: DocumentReader, watch: Watch) -> DocumentReader:
    """Put a reader of files under watch."""
    return cast("DocumentReader", MeasuredDocuments(adapter, watch))
