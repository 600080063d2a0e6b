"""Saved searches in memory."""

from collections.abc import Collection, Sequence

from recruit.adapters.memory.rows import Rows
from recruit.domain.accounts.model.users import User
from recruit.domain.saved_searches.model import SavedSearch, SavedSearchDetails, SearchKind
from recruit.domain.shared.errors import Refused
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values
from recruit.ports.changes import Changes


class MemorySavedSearches:
    """Repository of saved searches."""

    def __init__(self, rows: Rows[SavedSearch], users: Rows[User]) -> None:
        self._rows = rows
        self._users = users

    async def add(self, details: SavedSearchDetails) -> SavedSearch:
        """Store a search."""
        if details.user_id not in self._users.current:
            raise Refused
        return self._rows.put(self._rows.new(SavedSearch, field_values(details)))

    async def get(self, search_id: int) -> SavedSearch:
        """Return one search."""
        return self._rows.get(search_id)

    async def page(self, window: Window, user_id: int, kinds: Collection[SearchKind]) -> Page[SavedSearch]:
        """Return a page of searches."""
        return self._rows.page(window, lambda row: row.kind in kinds and (row.shared or row.user_id == user_id))

    async def lock_with_tag(self, tag_id: int) -> Sequence[SavedSearch]:
        """Return searches by a tag. They need no lock: units of work run one after the other."""
        return [row for row in self._rows.all() if tag_id in row.query.get("tag", ())]

    async def lock(self, search_id: int) -> SavedSearch:
        """Return one search. It needs no lock: units of work run one after the other."""
        return self._rows.get(search_id)

    async def change(self, search_id: int, changes: Changes) -> SavedSearch:
        """Set fields."""
        return self._rows.change(search_id, changes)

    async def remove(self, search_id: int) -> None:
        """Remove a search."""
        self._rows.remove(search_id)
