"""Bulk imports in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from recruit.adapters.memory.rows import Rows
from recruit.domain.accounts.model.users import User
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.imports.model import (
    COUNTERS,
    EarlierItem,
    Import,
    ImportDetails,
    ImportItem,
    ImportStatus,
    ItemStatus,
    NewItem,
    Outcome,
)
from recruit.domain.shared.errors import NotFound, Refused
from recruit.domain.shared.pages import Page, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """An item of an import: the uploaded item, without its content once it is done, and its outcome."""

    id: int
    import_id: int
    new: NewItem
    outcome: Outcome

    def public(self) -> ImportItem:
        """Return the item as the port returns it."""
        return ImportItem(number=self.new.number, name=self.new.name, **asdict(self.outcome))


class MemoryImports:
    """Repository of imports and their items."""

    def __init__(
        self, rows: Rows[Import], items: Rows[StoredItem], users: Rows[User], candidates: Rows[Candidate]
    ) -> None:
        self._rows = rows
        self._items = items
        self._users = users
        self._candidates = candidates

    async def add(self, details: ImportDetails) -> Import:
        """Store an import."""
        if details.created_by_user_id not in self._users.current:
            raise Refused
        return self._rows.put(self._rows.new(Import, asdict(details)))

    async def add_items(self, import_id: int, items: Sequence[NewItem]) -> None:
        """Store items."""
        failed = 0
        for item in items:
            status = ItemStatus.QUEUED if item.error is None else ItemStatus.FAILED
            outcome = Outcome(status=status, error=item.error)
            self._items.put(StoredItem(id=self._items.new_id(), import_id=import_id, new=item, outcome=outcome))
            failed += status == ItemStatus.FAILED
        self._count(import_id, ImportStatus.QUEUED, ItemStatus.FAILED, failed)

    async def get(self, import_id: int) -> Import:
        """Return one import."""
        return self._rows.get(import_id)

    async def page(self, window: Window, *, newest_first: bool = False) -> Page[Import]:
        """Return a page of imports."""
        if newest_first:
            return self._rows.newest_page(window, lambda _: True)
        return self._rows.page(window, lambda _: True)

    async def unfinished(self) -> Sequence[Import]:
        """Return the imports that aren't done."""
        return [row for row in self._rows.current.values() if row.status != ImportStatus.DONE]

    async def items(self, import_id: int, window: Window, *, status: ItemStatus | None = None) -> Sequence[ImportItem]:
        """Return a page of an import's items."""
        found = [item for item in self._of(import_id) if status in {None, item.outcome.status}]
        return [item.public() for item in found[window.skip : window.skip + window.limit]]

    async def next_item(self, import_id: int) -> NewItem | None:
        """Return the first queued item."""
        return min((item.new for item in self._queued(import_id)), key=lambda new: new.number, default=None)

    async def find_earlier(self, import_id: int, digest: bytes) -> EarlierItem | None:
        """Return the first item with that digest."""
        for item in self._items.current.values():
            if item.new.digest != digest:
                continue
            made = item.outcome.status == ItemStatus.CREATED and item.outcome.candidate_id in self._candidates.current
            valid = item.outcome.status == ItemStatus.VALID and item.import_id == import_id
            if made or valid:
                return EarlierItem(import_id=item.import_id, **asdict(item.public()))
        return None

    async def record_outcome(self, import_id: int, number: int, outcome: Outcome) -> None:
        """Store the outcome of an item and count it."""
        for item in self._queued(import_id):
            if item.new.number == number:
                self._items.put(replace(item, new=replace(item.new, content=None), outcome=outcome))
                self._count(import_id, ImportStatus.RUNNING, outcome.status, 1)
                return
        raise NotFound("import item", number)

    async def remove(self, import_id: int) -> None:
        """Remove an import and its items."""
        self._rows.remove(import_id)
        self._items.remove_where(lambda item: item.import_id == import_id)

    async def remove_dry_runs(self, before: datetime) -> None:
        """Remove old dry runs."""
        for row in list(self._rows.current.values()):
            if row.dry_run and row.created_at < before:
                await self.remove(row.id)

    def _of(self, import_id: int) -> Sequence[StoredItem]:
        found = [item for item in self._items.current.values() if item.import_id == import_id]
        return sorted(found, key=lambda item: item.new.number)

    def _queued(self, import_id: int) -> Iterator[StoredItem]:
        for item in self._items.current.values():
            if item.import_id == import_id and item.outcome.status == ItemStatus.QUEUED:
                yield item

    def _count(self, import_id: int, status: ImportStatus, of: ItemStatus, more: int) -> None:
        row = self._rows.get(import_id)
        counted = replace(row, status=status, **{COUNTERS[of]: getattr(row, COUNTERS[of]) + more})
        done = counted.done >= counted.total
        self._rows.put(replace(counted, status=ImportStatus.DONE) if done else counted)
