"""Match logs and embedding vectors in memory."""

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, replace
from datetime import datetime
from itertools import chain

from recruit.adapters.memory.rows import NewId
from recruit.adapters.memory.search_filters import belongs_to
from recruit.domain.matching.model import NO_LIMIT, Embedded, MatchLog, MatchRecord
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Page, Window, page_of


class MemoryEmbeddings:
    """Vectors by model and text hash."""

    def __init__(self, committed: dict[tuple[str, bytes], Embedded], new_version: Callable[[], int]) -> None:
        self.committed = committed
        self.new: dict[tuple[str, bytes], Embedded] = {}
        self._new_version = new_version

    @property
    def current(self) -> Mapping[tuple[str, bytes], Embedded]:
        """The vectors as seen by this unit of work."""
        return ChainMap(self.new, self.committed)

    def keep_only(self, texts: AbstractSet[bytes]) -> int:
        """Remove the vectors of all texts except `texts`, given by hash, and return their number."""
        before = len(self.current)
        self.committed = {key: vector for key, vector in self.current.items() if vector.text in texts}
        self.new.clear()
        return before - len(self.committed)

    async def add(self, model: str, embedded: Sequence[Embedded]) -> None:
        """Store vectors of new texts."""
        for vector in embedded:
            if (model, vector.text) not in self.current:
                self.new[model, vector.text] = replace(vector, version=self._new_version())

    async def changes(
        self, model: str, version: int, text: bytes, limit: int, until: int = NO_LIMIT
    ) -> Sequence[Embedded]:
        """Return later vectors."""
        found = [
            vector
            for (of, key), vector in self.current.items()
            if of == model and (version, text) < (vector.version, key) < (until,)
        ]
        return sorted(found, key=lambda vector: (vector.version, vector.text))[:limit]


class MemoryMatchLogs:
    """Match logs in the order of their creation."""

    def __init__(self, org_id: int, committed: list[MatchLog], new: list[MatchLog], new_id: NewId) -> None:
        self._org_id = org_id
        self.committed = committed
        self._new = new
        self._new_id = new_id

    async def add(self, records: Sequence[MatchRecord]) -> Sequence[int]:
        """Store the records."""
        added = [MatchLog(id=self._new_id(), org_id=self._org_id, **asdict(record)) for record in records]
        self._new += added
        return [log.id for log in added]

    def before(self, time: datetime) -> int:
        """Return the number of records from before a time."""
        return sum(row.created_at < time for row in self._all())

    def forget(self, before: datetime) -> None:
        """Remove the records from before a time."""
        self.committed = [row for row in self._all() if row.created_at >= before]
        self._new.clear()

    def pseudonymise(self, ids: AbstractSet[int], pseudonym: int) -> int:
        """Replace candidate ids with a pseudonym, clear the reasons, and return the number of changed records."""
        named = sum(row.candidate_id in ids for row in self._all())
        self.committed = [_unnamed(row, pseudonym) if row.candidate_id in ids else row for row in self._all()]
        self._new.clear()
        return named

    async def get(self, log_id: int) -> MatchLog:
        """Return one record."""
        for row in self._all():
            if row.id == log_id:
                return row
        raise NotFound("match log", log_id)

    async def latest(self, job_id: int, candidate_id: int) -> MatchLog | None:
        """Return the last record of a pair."""
        of_pair = [row for row in self._all() if (row.job_id, row.candidate_id) == (job_id, candidate_id)]
        return of_pair[-1] if of_pair else None

    async def page(
        self,
        window: Window,
        *,
        job_id: int | None = None,
        candidate_id: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Page[MatchLog]:
        """Return a page of records."""
        found = [
            row
            for row in self._all()
            if belongs_to(row, job_id, candidate_id)
            and (since is None or row.created_at >= since)
            and (until is None or row.created_at < until)
        ]
        return page_of(window, found)

    def _all(self) -> Iterator[MatchLog]:
        return chain(self.committed, self._new)


def _unnamed(row: MatchLog, pseudonym: int) -> MatchLog:
    return replace(row, candidate_id=pseudonym, reason="", receipt={**row.receipt, "candidate": {}})
