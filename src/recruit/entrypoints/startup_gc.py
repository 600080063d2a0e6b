"""Garbage collection during startup."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def startup_gc() -> Iterator[None]:
    """Exempt the objects that the block creates (modules, routes, tables) from garbage collection.

    Collection took a tenth of the imports' processor time and freed 2,000 of 200,000 objects. A block that raises
    exempts nothing.
    """
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()
