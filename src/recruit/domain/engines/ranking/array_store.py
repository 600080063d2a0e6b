"""The port of the array store, for arrays that exceed memory."""

from typing import Any, Protocol

from numpy.typing import NDArray


class ArrayStore(Protocol):
    """Store read-only arrays outside of memory."""

    def keep(self, array: NDArray[Any]) -> NDArray[Any]:
        """Store an array and return one of the same type, shape and content.

        The result is a numpy.memmap if the array no longer takes memory. A stored array is deleted when the result is
        freed and when the process ends. Raise Unavailable when the store is full.
        """
        ...
