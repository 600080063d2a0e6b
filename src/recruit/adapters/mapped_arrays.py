"""Arrays in files of the data directory that have no name: the system reads what is needed and forgets the rest."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.ranking.array_store import ArrayStore
from recruit.domain.shared.errors import Unavailable
from recruit.ports.plugins import Plug


class DiskShelf:
    """Maps each array from a file of its own, which the system removes with the last use of it, also after a kill.

    Each takes a file descriptor as long as it is used.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def keep(self, array: NDArray[Any]) -> NDArray[Any]:
        """Return the array as its file has it."""
        if not array.size:
            return array
        try:
            with TemporaryFile(dir=self._directory) as file:
                file.write(np.ascontiguousarray(array).data)
                file.flush()
                return np.memmap(file, array.dtype, "r", shape=array.shape)
        except OSError as error:
            raise Unavailable("The data directory has no room for a matching index") from error


@asynccontextmanager
async def array_store(plug: Plug) -> AsyncIterator[ArrayStore]:
    """Open the adapter over the data directory."""
    plug.data_dir.mkdir(parents=True, exist_ok=True)
    yield DiskShelf(plug.data_dir)
