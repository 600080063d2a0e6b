"""Registration modes."""

from enum import StrEnum


class RegistrationMode(StrEnum):
    """Registration mode: open to all clients, for the first organisation only, or closed."""

    OPEN = "open"
    FIRST = "first"
    CLOSED = "closed"
