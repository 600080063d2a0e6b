"""Features of jobs and candidates in PostgreSQL."""

from typing import Generic, TypeVar

from recruit.adapters.postgres.engine.rows import FeaturedRows

Entity = TypeVar("Entity")


class PostgresFeatured(Generic[Entity]):
    """Records with features for matching."""

    def __init__(self, rows: FeaturedRows[Entity]) -> None:
        self.changes = rows.changes
        self.some = rows.some
        self.ids = rows.ids
        self.stale = rows.stale
        self.keep = rows.keep
        self.unembedded = rows.unembedded
