"""Index of full-text search."""

from collections.abc import Sequence
from typing import Protocol

from recruit.domain.search.model import OutdatedText, TextSource


class TextIndex(Protocol):
    """What searches for text read of the organisation's candidates and jobs.

    Writes don't change it, so that they take no longer: it is brought up to date when their entries are chained in the
    audit log, in the background and before each search for text.
    """

    async def refresh(self, source: TextSource, ids: Sequence[int]) -> None:
        """Read the texts of these candidates or jobs again. Those that another unit of work has locked are postponed.

        Waiting for the lock could deadlock, as the index of others is locked by then.
        """

    async def outdated(self) -> Sequence[OutdatedText]:
        """Return texts whose refresh was postponed, the earliest first, at most a hundred."""

    async def finish(self, text: OutdatedText) -> None:
        """Do a postponed refresh, after a wait for the lock of its record. It may have been done by others."""
