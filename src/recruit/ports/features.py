"""Features of the records that matching reads."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from recruit.domain.matching.model import ChangeBatch, Changed, Stored

Entity = TypeVar("Entity")


class FeatureStore(Protocol[Entity]):
    """Records that matching reads, with their features.

    A new record has none, and loses those that it got when what matching reads of it changes. With any change it has
    another version.
    """

    async def changes(self, version: int, id: int, limit: int) -> ChangeBatch:  # noqa: A002 - the field's own word
        """Return records that are there and were added or changed after (version, id), in the order of both.

        The frontier is that of before the first of them was looked for.
        """
        ...

    async def some(self, ids: Sequence[int]) -> Sequence[Stored[Entity]]:
        """Return the records with these ids that are there, in any order."""
        ...

    async def ids(self) -> Sequence[int]:
        """Return the ids of all records."""
        ...

    async def stale(self, engine: int, limit: int) -> Sequence[Stored[Entity]]:
        """Return records without features by that engine or a later one.

        Features of a later engine stay: while servers of two versions run, neither undoes the other's work.
        """
        ...

    async def keep(self, features: Sequence[Changed]) -> None:
        """Set the features of records that still have these versions, which stay as they are."""
        ...

    async def unembedded(self, model: str, limit: int) -> Sequence[Stored[Entity]]:
        """Return records with features whose text has no vector by that model."""
        ...
