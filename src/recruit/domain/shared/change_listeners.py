"""Listeners to changes that affect matching."""

from collections.abc import Callable
from typing import TypeAlias

OnChange: TypeAlias = Callable[[int], None]
"""Called with the organisation's id after every change that affects matching."""


def ignore(_org_id: int) -> None:
    """Do nothing."""
