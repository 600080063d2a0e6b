"""Storage of match logs and embedding vectors."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from recruit.domain.matching.model import NO_LIMIT, Embedded, MatchLog, MatchRecord
from recruit.domain.shared.pages import Page, Window


class MatchLogs(Protocol):
    """Log of match results. It is append-only."""

    async def add(self, records: Sequence[MatchRecord]) -> Sequence[int]:
        """Store the records in their order, and return their ids, which ascend."""

    async def get(self, log_id: int) -> MatchLog:
        """Return one record. Raise NotFound."""

    async def latest(self, job_id: int, candidate_id: int) -> MatchLog | None:
        """Return the last record of a pair, None without one."""

    async def page(
        self,
        window: Window,
        *,
        job_id: int | None = None,
        candidate_id: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Page[MatchLog]:
        """Return a page of records in ascending id, filtered by job, candidate and time.

        `since` is inclusive, `until` is exclusive; both are aware. A filter that is None is not applied.
        """


class Embeddings(Protocol):
    """Vectors of texts, keyed by embedding model and hash of the text."""

    async def add(self, model: str, embedded: Sequence[Embedded]) -> None:
        """Store vectors. Texts that have a vector of this model are skipped.

        The storage assigns the versions: those of the arguments are ignored.
        """

    async def changes(
        self, model: str, version: int, text: bytes, limit: int, until: int = NO_LIMIT
    ) -> Sequence[Embedded]:
        """Return at most `limit` vectors of a model that come after (version, text) in ascending order of both.

        `text` is the hash of a text. Versions are below `until`.
        """
