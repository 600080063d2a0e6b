"""Strings as one array, the way `recruit.data.lines` reads them."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


def joined(strings: Iterable[str]) -> NDArray[np.uint8]:
    """Return the strings as the bytes of one text, a line each."""
    return np.frombuffer("\n".join(strings).encode(), np.uint8)
