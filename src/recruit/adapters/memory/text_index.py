"""The index of full-text search in memory."""

from collections.abc import Sequence

from recruit.domain.search.model import OutdatedText, TextSource


class MemoryTextIndex:
    """No index: searches read the records themselves."""

    async def refresh(self, source: TextSource, ids: Sequence[int]) -> None:
        """Do nothing."""

    async def outdated(self) -> Sequence[OutdatedText]:
        """Return no texts."""
        return ()

    async def finish(self, text: OutdatedText) -> None:
        """Do nothing."""
