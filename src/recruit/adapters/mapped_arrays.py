"""Memory-mapped arrays in unnamed files of the data directory; the system loads and evicts their pages on demand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recruit.domain.engines.ranking.array_store import ArrayStore
from recruit.domain.shared.errors import Unavailable
from recruit.ports.plugins import AdapterConfig


class MappedArrays:
    """Array store that maps each array from its own unnamed file.

    The system removes a file when its last reference goes, even after the process is killed. Each array holds one file
    descriptor while it is in use.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def keep(self, array: NDArray[Any]) -> NDArray[Any]:
        """Return a read-only mapping of the array's file. Raises Unavailable if the file can't be written."""
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
async def array_store(config: AdapterConfig) -> AsyncIterator[ArrayStore]:
    """Open the adapter over the data directory."""
    config.data_dir.mkdir(parents=True, exist_ok=True)
    yield MappedArrays(config.data_dir)
