"""Encoding of strings as one array, in the format that `recruit.data.lines` reads."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


def joined(strings: Iterable[str]) -> NDArray[np.uint8]:
    """Return the bytes of a text with one string per line."""
    return np.frombuffer("\n".join(strings).encode(), np.uint8)
