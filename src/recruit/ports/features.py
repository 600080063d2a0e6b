"""Storage of matching features."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from recruit.domain.matching.model import NO_LIMIT, ChangeBatch, Changed, Stored

Entity = TypeVar("Entity")


class FeatureStore(Protocol[Entity]):
    """Records that matching reads, with their computed features.

    A new record has no features. A change of a field that matching reads removes them. Every change gives the record a
    new version.
    """

    async def changes(self, version: int, id: int, limit: int, until: int = NO_LIMIT) -> ChangeBatch:
        """Return at most `limit` records added or changed after (version, id), in ascending order of both.

        Their versions are below `until`. Removed records are left out. The batch's watermark was determined before the
        search for records.
        """

    async def get_many(self, ids: Sequence[int]) -> Sequence[Stored[Entity]]:
        """Return the existing records with these ids, in any order."""

    async def ids(self) -> Sequence[int]:
        """Return the ids of all records."""

    async def stale(self, engine: int, limit: int) -> Sequence[Stored[Entity]]:
        """Return at most `limit` records without features of engine version `engine` or a later one.

        Features of a later engine stay, so that servers of two versions don't undo each other's work.
        """

    async def save(self, features: Sequence[Changed]) -> None:
        """Store the features of records whose version is unchanged; other records are skipped.

        The versions stay the same.
        """

    async def unembedded(self, model: str, limit: int) -> Sequence[Stored[Entity]]:
        """Return at most `limit` records with features whose text has no vector of that embedding model."""
