"""The kernel: it knows ports and names, nothing else.

An adapter registers one factory under the entry-point group of its port; the scheme of a setting's URL is its
name. Ours register the way anybody's do.
"""

from collections import ChainMap
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import Generic

from recruit.domain.engines.ranking.array_store import ArrayStore
from recruit.domain.shared.errors import ConfigurationError
from recruit.ports.clock import Clock
from recruit.ports.compute import Compute
from recruit.ports.documents import DocumentReader
from recruit.ports.embeddings import Embedder
from recruit.ports.language import LanguageModel
from recruit.ports.plugins import Factory, Plug, Port
from recruit.ports.schema import Schema
from recruit.ports.security import Passwords, Tokens
from recruit.ports.storage import Storage

_installed = cache(entry_points)
"""What the installed packages register. It is in a file of each, and read once."""


@dataclass(frozen=True, slots=True)
class Socket(Generic[Port]):
    """Where the adapters of one port plug in. `setting` is the name by which an operator chooses one."""

    group: str
    setting: str

    def names(self) -> list[str]:
        """Return the names of the adapters that are installed."""
        return sorted(_installed().select(group=self.group).names)

    def factory(self, url: str) -> Factory[Port]:
        """Return the factory of the adapter that a URL names. Raises ConfigurationError when none has that name."""
        name = url.partition(":")[0]
        found = _installed().select(group=self.group, name=name)
        if not found:
            raise ConfigurationError(f"{self.setting} asks for {name!r}; installed are: {', '.join(self.names())}")
        factory: Factory[Port] = next(iter(found)).load()
        return factory

    def open(self, plug: Plug) -> AbstractAsyncContextManager[Port]:
        """Open the adapter that the plug's URL names. Raises ConfigurationError."""
        return self.factory(plug.url)(plug)


def adapter_settings() -> dict[str, str]:
    """Return the settings of adapters' own, with their defaults: what each registers under `recruit.settings`."""
    found: list[dict[str, str]] = [entry.load() for entry in _installed().select(group="recruit.settings")]
    return dict(ChainMap(*found))


STORAGE: Socket[Storage] = Socket("recruit.storage", "RECRUIT_STORAGE")
SCHEMA: Socket[Schema] = Socket("recruit.schema", "RECRUIT_STORAGE")
EMBEDDER: Socket[Embedder] = Socket("recruit.embedder", "RECRUIT_EMBEDDER")
LANGUAGE: Socket[LanguageModel] = Socket("recruit.language", "RECRUIT_LANGUAGE_MODEL")
DOCUMENTS: Socket[DocumentReader] = Socket("recruit.documents", "RECRUIT_DOCUMENTS")
PASSWORDS: Socket[Passwords] = Socket("recruit.passwords", "RECRUIT_PASSWORDS")
TOKENS: Socket[Tokens] = Socket("recruit.tokens", "RECRUIT_TOKENS")
CLOCK: Socket[Clock] = Socket("recruit.clock", "RECRUIT_CLOCK")
ARRAY_STORE: Socket[ArrayStore] = Socket("recruit.shelf", "RECRUIT_SHELF")
COMPUTE: Socket[Compute] = Socket("recruit.compute", "RECRUIT_COMPUTE")
