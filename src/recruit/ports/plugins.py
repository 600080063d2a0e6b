"""Construction of adapters: one factory per adapter, registered under the entry-point group of its port."""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, TypeVar

Port = TypeVar("Port")


@dataclass(frozen=True, slots=True)
class AdapterConfig:
    """Arguments of an adapter factory.

    `url`      the complete setting that chose the adapter: its scheme is the entry point's name, the adapter parses
               the rest
    `data_dir` the data directory
    `options`  the RECRUIT_* and OPENAI_* environment variables, so that a third-party adapter can have its own settings
    `served`   whether the group of processes that this one belongs to has served this storage before: a storage that is
               missing then is unavailable, and no empty one is created in its place
    """

    url: str
    data_dir: Path
    options: Mapping[str, str] = field(default_factory=dict, repr=False)
    served: bool = False


Factory: TypeAlias = Callable[[AdapterConfig], AbstractAsyncContextManager[Port]]
"""Opens the adapter and closes it when the block ends. Raises ConfigurationError for a URL that can't work."""
