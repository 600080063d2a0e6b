"""Compute adapters: a child process, or inline in the caller."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from recruit.adapters.compute.inline import InlineCompute
from recruit.adapters.compute.separate import SeparateCompute
from recruit.ports.compute import Compute
from recruit.ports.plugins import AdapterConfig


@asynccontextmanager
async def process(_config: AdapterConfig) -> AsyncIterator[Compute]:
    """Open the adapter with a child process, which starts at the first call and ends with the block."""
    separate = SeparateCompute()
    try:
        yield separate
    finally:
        await separate.close()


@asynccontextmanager
async def direct(_config: AdapterConfig) -> AsyncIterator[Compute]:
    """Open the adapter that blocks its caller, for tests and small scripts."""
    yield InlineCompute()
