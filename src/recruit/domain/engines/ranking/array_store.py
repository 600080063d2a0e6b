"""A store for arrays that exceed memory."""

from typing import Any, Protocol

from numpy.typing import NDArray


class ArrayStore(Protocol):
    """Keeps read-only arrays outside of memory."""

    def keep(self, array: NDArray[Any]) -> NDArray[Any]:
        """Return an array of the same type, shape and content: a numpy.memmap, if it takes no memory any more.

        Raises Unavailable when the store is full. An array is removed with the process, and when it is freed.
        """
        ...
