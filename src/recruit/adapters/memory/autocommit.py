"""Unit of work of a single call."""

from typing import Any

from recruit.adapters.memory.unit_of_work import MemoryWork


class AutocommitWork:
    """Delegates a single call to a `MemoryWork`. A second call raises RuntimeError."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work
        self._called = False

    def __getattr__(self, name: str) -> Any:
        """Return a repository or method of the unit of work. Raise RuntimeError when any was returned before."""
        if self._called:
            raise RuntimeError("a unit of work of a single call was called twice")
        self._called = True
        return getattr(self._work, name)
