"""Storage of bulk imports."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from recruit.domain.imports.model import EarlierItem, Import, ImportDetails, ImportItem, ItemStatus, NewItem, Outcome
from recruit.domain.shared.pages import Page, Window


class Imports(Protocol):
    """The organisation's bulk imports and their items."""

    async def add(self, details: ImportDetails) -> Import:
        """Store an import without items. Raise Refused when the user that created it doesn't exist."""

    async def add_items(self, import_id: int, items: Sequence[NewItem]) -> None:
        """Store items of an import. Items with an error are stored as failed and are counted at once."""

    async def get(self, import_id: int) -> Import:
        """Return one import. Raise NotFound."""

    async def page(self, window: Window, *, newest_first: bool = False) -> Page[Import]:
        """Return a page of imports in ascending id, or in descending id."""

    async def unfinished(self) -> Sequence[Import]:
        """Return the imports that aren't done, in ascending id."""

    async def items(self, import_id: int, window: Window, *, status: ItemStatus | None = None) -> Sequence[ImportItem]:
        """Return a page of an import's items in ascending number, filtered by exact status unless it is None.

        `skip` and `limit` of the window apply; `after` is ignored.
        """

    async def next_item(self, import_id: int) -> NewItem | None:
        """Return the queued item with the lowest number, with its content, or None."""

    async def find_earlier(self, import_id: int, digest: bytes) -> EarlierItem | None:
        """Return the first item with that digest that created a candidate, if the candidate still exists, or None.

        Valid items of the same import, a dry run, count too: they would have created one.
        """

    async def record_outcome(self, import_id: int, number: int, outcome: Outcome) -> None:
        """Store the outcome of a queued item, delete its content and count it. With its last item an import is done.

        Raise NotFound when no such item is queued: another process has settled it, or the import was removed.
        """

    async def remove(self, import_id: int) -> None:
        """Remove an import and its items; candidates stay. Raise NotFound."""

    async def remove_dry_runs(self, before: datetime) -> None:
        """Remove dry runs created before `before`, an aware time."""
