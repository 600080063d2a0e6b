"""The index of full-text search in memory."""

from collections.abc import Sequence


class MemoryTextIndex:
    """No index: searches read the records themselves."""

    async def refresh_candidates(self, ids: Sequence[int], *, wait: bool = True) -> Sequence[int]:  # noqa: ARG002
        """Do nothing."""
        return ()

    async def refresh_jobs(self, ids: Sequence[int], *, wait: bool = True) -> Sequence[int]:  # noqa: ARG002
        """Do nothing."""
        return ()
