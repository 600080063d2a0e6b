"""The kernel: loads adapters by name. It depends on ports only.

An adapter registers one factory under the entry-point group of its port. The scheme of a setting's URL is the
adapter's name. Built-in adapters register in the same way as third-party ones.
"""

from collections import ChainMap
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Generic

from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints.deadlines import CloseDeadline
from recruit.ports.plugins import AdapterConfig, Factory, Port

if TYPE_CHECKING:  # every command imports this module, and most need a few adapters, none of which needs all ports
    from recruit.domain.engines.ranking.array_store import ArrayStore
    from recruit.ports.clock import Clock
    from recruit.ports.compute import Compute
    from recruit.ports.documents import DocumentReader
    from recruit.ports.embeddings import Embedder
    from recruit.ports.language import LanguageModel
    from recruit.ports.mail import Mailer
    from recruit.ports.providers import IdentityProviders
    from recruit.ports.schema import Schema
    from recruit.ports.security import Passkeys, Passwords, Tokens
    from recruit.ports.storage import Storage
    from recruit.ports.webhooks import WebhookSender

_installed = cache(entry_points)
"""Entry points of the installed packages. They are read from one file per package, once per process."""


@dataclass(frozen=True, slots=True)
class AdapterGroup(Generic[Port]):
    """The entry-point group of one port. `setting` is the name of the setting that selects the adapter."""

    group: str
    setting: str

    def names(self) -> list[str]:
        """Return the names of the installed adapters, sorted."""
        return sorted(_installed().select(group=self.group).names)

    def find(self, url: str) -> EntryPoint:
        """Return the adapter that the URL names, not imported. Raises ConfigurationError for an unknown name."""
        name = url.partition(":")[0]
        found = _installed().select(group=self.group, name=name)
        if not found:
            raise ConfigurationError(f"{self.setting} asks for {name!r}; installed are: {', '.join(self.names())}")
        return next(iter(found))

    def open(self, config: AdapterConfig) -> AbstractAsyncContextManager[Port]:
        """Open the adapter named by the scheme of the configuration's URL. Raises ConfigurationError."""
        factory: Factory[Port] = self.find(config.url).load()
        return CloseDeadline(factory(config), self.setting)


def adapter_settings() -> dict[str, str]:
    """Return the adapters' own settings and their defaults, registered under the group `recruit.settings`."""
    found: list[dict[str, str]] = [entry.load() for entry in _installed().select(group="recruit.settings")]
    return dict(ChainMap(*found))


STORAGE: "AdapterGroup[Storage]" = AdapterGroup("recruit.storage", "RECRUIT_STORAGE")
SCHEMA: "AdapterGroup[Schema]" = AdapterGroup("recruit.schema", "RECRUIT_STORAGE")
EMBEDDER: "AdapterGroup[Embedder]" = AdapterGroup("recruit.embedder", "RECRUIT_EMBEDDER")
LANGUAGE: "AdapterGroup[LanguageModel]" = AdapterGroup("recruit.language", "RECRUIT_LANGUAGE_MODEL")
DOCUMENTS: "AdapterGroup[DocumentReader]" = AdapterGroup("recruit.documents", "RECRUIT_DOCUMENTS")
PASSWORDS: "AdapterGroup[Passwords]" = AdapterGroup("recruit.passwords", "RECRUIT_PASSWORDS")
TOKENS: "AdapterGroup[Tokens]" = AdapterGroup("recruit.tokens", "RECRUIT_TOKENS")
PASSKEYS: "AdapterGroup[Passkeys]" = AdapterGroup("recruit.passkeys", "RECRUIT_PASSKEYS")
CLOCK: "AdapterGroup[Clock]" = AdapterGroup("recruit.clock", "RECRUIT_CLOCK")
ARRAY_STORE: "AdapterGroup[ArrayStore]" = AdapterGroup("recruit.shelf", "RECRUIT_SHELF")
COMPUTE: "AdapterGroup[Compute]" = AdapterGroup("recruit.compute", "RECRUIT_COMPUTE")
IDENTITY_PROVIDERS: "AdapterGroup[IdentityProviders]" = AdapterGroup(
    "recruit.identity_providers", "RECRUIT_IDENTITY_PROVIDERS"
)
WEBHOOK_SENDER: "AdapterGroup[WebhookSender]" = AdapterGroup("recruit.webhooks", "RECRUIT_WEBHOOK_SENDER")
MAILER: "AdapterGroup[Mailer]" = AdapterGroup("recruit.mailer", "RECRUIT_MAIL")
