"""CPU-bound functions outside the event loop, and locks with fair queues."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol, TypeVar

T = TypeVar("T")


class Compute(Protocol):
    """Runner of pure functions outside the event loop, with a fair queue between organisations (TENANT).

    Waiting calls don't interrupt a running one, so that a call should take at most a second. `in_process` and
    `in_thread` raise Unavailable for a call that waits too long.
    """

    async def in_process(self, function: Callable[..., T], *arguments: object) -> T:
        """Return `function(*arguments)`, computed by a separate process of lower priority.

        The function is found there by its module and name. Arguments and result are copied, which takes time on the
        event loop: they should have a few megabytes at most. Calls run one after the other. Raise the function's own
        errors, and Unavailable when no process can be started or the call takes too long.
        """

    async def in_thread(self, function: Callable[..., T], *arguments: object) -> T:
        """Return `function(*arguments)`, computed by a thread of this process, which shares its objects.

        The event loop stays free only while the function releases the GIL, as numpy does over large arrays. Cancelling
        the call doesn't end the function. Raise the function's own errors.
        """

    def lock(self) -> AbstractAsyncContextManager[object]:
        """Return a lock for the tasks of this process, with a fair queue between organisations.

        Acquiring it raises Unavailable after too long a wait.
        """
