"""The system clock."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from recruit.ports.clock import Clock
from recruit.ports.plugins import AdapterConfig


class SystemClock:
    """Clock that reads the system time."""

    def now(self) -> datetime:
        """Return the current time in UTC."""
        return datetime.now(UTC)


@asynccontextmanager
async def system(_config: AdapterConfig) -> AsyncIterator[Clock]:
    """Open the adapter."""
    yield SystemClock()
