"""Time."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Where the core learns what time it is."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        ...
