"""Storage of match logs and vectors."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from recruit.domain.matching.model import Embedded, MatchLog, MatchRecord
from recruit.domain.shared.pages import Page, Window


class MatchLogs(Protocol):
    """The record of answered matches. It is only ever added to."""

    async def add(self, records: Sequence[MatchRecord]) -> None:
        """Keep the records, in order."""
        ...

    async def get(self, log_id: int) -> MatchLog:
        """Return one record. Raises NotFound."""
        ...

    async def page(
        self,
        window: Window,
        *,
        job_id: int | None = None,
        candidate_id: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Page[MatchLog]:
        """Return records in ascending id: of that job, of that candidate, not before `since`, before `until`.

        Times are aware.
        """
        ...


class Embeddings(Protocol):
    """Vectors of texts, by the model that made them and the hash of the text."""

    async def add(self, model: str, embedded: Sequence[Embedded]) -> None:
        """Keep vectors. Those of texts that have one already are passed over; versions are given by the storage."""
        ...

    async def changes(self, model: str, version: int, text: bytes, limit: int) -> Sequence[Embedded]:
        """Return the vectors of that model that came after (version, text), in the order of both."""
        ...
