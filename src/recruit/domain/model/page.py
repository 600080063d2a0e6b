"""One page of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows of a list, in ascending id: at most `limit` of those after the id `after`, less the first `skip`.

    Ids are positive, so that a list starts after 0.
    """

    skip: int = 0
    limit: int = 50
    after: int = 0


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The rows inside a window, how many rows the whole list has, and whether more follow those of the window."""

    items: Sequence[T]
    total: int
    more: bool = False
