"""Computing that would hold up everybody else, and taking turns."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol, TypeVar

T = TypeVar("T")


class Compute(Protocol):
    """Runs pure functions away from the event loop, for organisations (TENANT) in turns.

    A call isn't interrupted by others who wait, so that it should take a second at most. Both ways raise Unavailable
    for a call that doesn't come to its turn in time.
    """

    async def apart(self, function: Callable[..., T], *arguments: object) -> T:
        """Return `function(*arguments)`, computed by another process that gives way to this one.

        The function is found there by its module and name; arguments and result travel as copies. Copying is done
        on the event loop, so that what travels should be a few megabytes at most. Calls run one after the other.
        Raises what the function raises, and Unavailable when there is no process to be had or the call takes too long.
        """
        ...

    async def beside(self, function: Callable[..., T], *arguments: object) -> T:
        """Return `function(*arguments)`, computed by a thread of this process, which sees the same objects.

        It keeps the event loop free only while the function leaves the interpreter's lock alone, as numpy does over
        large arrays. A caller who gives up doesn't end the function. Raises what the function raises.
        """
        ...

    def lock(self) -> AbstractAsyncContextManager[object]:
        """Return a lock, which one task of this process can hold at a time: organisations wait in turns.

        To wait for it raises Unavailable where it takes too long.
        """
        ...
