"""An event loop with simulated time, which jumps to the next timer instead of waiting for it."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any


class SimulatedTimeSelector(selectors.DefaultSelector):
    """A selector that advances its clock by the timeout instead of waiting."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.now += timeout or 0.0
        return super().select(0)


def simulated_time_loop() -> asyncio.AbstractEventLoop:
    selector = SimulatedTimeSelector()
    loop = asyncio.SelectorEventLoop(selector)
    loop.time = lambda: selector.now  # type: ignore[method-assign]
    return loop


def timed(test: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
    """Decorate a test so that it runs on a loop with simulated time."""

    def run() -> None:
        with asyncio.Runner(loop_factory=simulated_time_loop) as runner:
            runner.run(test())

    run.__name__ = test.__name__
    return run


def now() -> float:
    return asyncio.get_running_loop().time()
