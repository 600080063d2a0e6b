"""Cache of tokenised chunks."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

Ids: TypeAlias = tuple[int, ...]

CHUNKS_KEPT = 50_000

CHUNK_CHARACTERS = 60
"""Length limit of a cached chunk; longer ones rarely occur again."""


def remembering(cut: Callable[[str], Ids]) -> Callable[[str], Ids]:
    """Return `cut` with a least-recently-used cache of its results."""
    kept = lru_cache(CHUNKS_KEPT)(cut)
    return lambda chunk: kept(chunk) if len(chunk) <= CHUNK_CHARACTERS else cut(chunk)
