"""Index of full-text search."""

from collections.abc import Sequence
from typing import Protocol


class TextIndex(Protocol):
    """What searches for text read of the organisation's candidates and jobs.

    Writes don't change it, so that they take no longer: it is brought up to date when their entries are chained in the
    audit log, in the background and before each search for text.

    Methods return the ids of records that don't exist, and without `wait` those that another unit of work has locked.
    """

    async def refresh_candidates(self, ids: Sequence[int], *, wait: bool = True) -> Sequence[int]:
        """Read the fields, profiles and documents of these candidates again."""

    async def refresh_jobs(self, ids: Sequence[int], *, wait: bool = True) -> Sequence[int]:
        """Read these jobs again."""
