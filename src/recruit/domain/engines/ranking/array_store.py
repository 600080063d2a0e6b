"""A place for arrays that memory has no room for."""

from typing import Any, Protocol

from numpy.typing import NDArray


class Shelf(Protocol):
    """Holds arrays that are read again and again and never written."""

    def keep(self, array: NDArray[Any]) -> NDArray[Any]:
        """Return an array of the same type, shape and content: a numpy.memmap, if it takes no memory any more.

        Raises Unavailable when the shelf is full. What it holds is gone with the process, and with the array.
        """
        ...
