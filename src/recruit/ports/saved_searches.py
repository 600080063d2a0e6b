"""Storage of saved searches."""

from collections.abc import Collection, Sequence
from typing import Protocol

from recruit.domain.saved_searches.model import SavedSearch, SavedSearchDetails, SearchKind
from recruit.domain.shared.pages import Page, Window
from recruit.ports.changes import Changes


class SavedSearches(Protocol):
    """The organisation's saved searches. Those of a removed user go with the user, unless they are shared."""

    async def add(self, details: SavedSearchDetails) -> SavedSearch:
        """Store a search. Raise Refused when the user doesn't exist."""

    async def get(self, search_id: int) -> SavedSearch:
        """Return one search. Raise NotFound."""

    async def page(self, window: Window, user_id: int, kinds: Collection[SearchKind]) -> Page[SavedSearch]:
        """Return a page of the searches of these kinds that are the user's or shared, in ascending id."""

    async def lock_with_tag(self, tag_id: int) -> Sequence[SavedSearch]:
        """Lock the searches whose query has a tag until this unit of work ends, and return them in ascending id."""

    async def lock(self, search_id: int) -> SavedSearch:
        """Lock a search until this unit of work ends and return it. Raise NotFound."""

    async def change(self, search_id: int, changes: Changes) -> SavedSearch:
        """Set the named fields in one atomic step and return the search. Raise NotFound."""

    async def remove(self, search_id: int) -> None:
        """Remove a search. Raise NotFound."""
