"""Data tables of the package. `python -m tools.gazetteers` builds them; NOTICE gives their sources and licences.

Each file is an `.npz` archive of plain arrays. It loads in milliseconds, and the same input gives the same bytes. Only
`occupations` is compressed, which halves its size.
"""

from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray


def arrays(name: str) -> dict[str, NDArray[Any]]:
    """Return the arrays of the table `name`, by array name. Each call reads the file again: cache the result."""
    with (files(__name__) / f"{name}.npz").open("rb") as file, np.load(file, allow_pickle=False) as archive:
        return dict(archive)


def lines(text: NDArray[np.uint8]) -> list[str]:
    """Return the lines of a table's array of UTF-8 bytes."""
    return bytes(text).decode().split("\n")
