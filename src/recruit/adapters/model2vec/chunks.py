"""Chunks of a text that are cut once."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

Ids: TypeAlias = tuple[int, ...]

CHUNKS_KEPT = 50_000

CHUNK_CHARACTERS = 60
"""What is longer is seldom met again, and not kept."""


def remembering(cut: Callable[[str], Ids]) -> Callable[[str], Ids]:
    """Return `cut`, which remembers what it gave for the last chunks."""
    kept = lru_cache(CHUNKS_KEPT)(cut)
    return lambda chunk: kept(chunk) if len(chunk) <= CHUNK_CHARACTERS else cut(chunk)
