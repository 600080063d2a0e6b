"""Tables that ship with recruit. `python -m tools.gazetteers` makes them; NOTICE gives their sources and licences.

Each file is an `.npz` archive of plain arrays, which loads in milliseconds and is the same bytes whenever it is made
from the same input. `occupations` alone is compressed: it would be twice as large.
"""

from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray


def arrays(name: str) -> dict[str, NDArray[Any]]:
    """Return the arrays of the table `name` by their names. Reads the file anew each time: keep what comes back."""
    with (files(__name__) / f"{name}.npz").open("rb") as file, np.load(file, allow_pickle=False) as archive:
        return dict(archive)


def lines(text: NDArray[np.uint8]) -> list[str]:
    """Return the strings that a table holds as one array of UTF-8 bytes, a line each."""
    return bytes(text).decode().split("\n")
