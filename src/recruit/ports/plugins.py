"""How an adapter is made: one factory per adapter, registered under the entry-point group of its port."""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, TypeVar

Port = TypeVar("Port")


@dataclass(frozen=True, slots=True)
class Plug:
    """What a factory is told.

    `url` is the setting that chose the adapter, whole: its scheme is the entry point's name, the rest is the
    adapter's to read. `options` holds the environment's RECRUIT_* and OPENAI_* names, so that an adapter from
    outside can have settings of its own. `served` says that this storage has been served before by the processes that
    this one belongs to: one that isn't there any more is unavailable, and no empty one is made in its place.
    """

    url: str
    data_dir: Path
    options: Mapping[str, str] = field(default_factory=dict, repr=False)
    served: bool = False


Factory: TypeAlias = Callable[[Plug], AbstractAsyncContextManager[Port]]
"""Opens the adapter and closes it when the block ends. Raises ConfigurationError for a URL that can't work."""
