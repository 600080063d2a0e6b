"""Storage of bulk imports."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from recruit.domain.imports.model import EarlierItem, Import, ImportDetails, ImportItem, ItemStatus, NewItem, Outcome
from recruit.domain.shared.pages import Page, Window


class Imports(Protocol):
    """The organisation's bulk imports, and their items."""

    async def add(self, details: ImportDetails) -> Import:
        """Keep an import, without items as yet. Raises Refused when that user is gone."""
        ...

    async def add_items(self, import_id: int, items: Sequence[NewItem]) -> None:
        """Keep items of an import. Those with an error have failed with that, and the import counts them."""
        ...

    async def get(self, import_id: int) -> Import:
        """Return one import. Raises NotFound."""
        ...

    async def page(self, window: Window) -> Page[Import]:
        """Return imports in ascending id."""
        ...

    async def unfinished(self) -> Sequence[Import]:
        """Return the imports that aren't done, in ascending id."""
        ...

    async def items(self, import_id: int, window: Window, *, status: ItemStatus | None = None) -> Sequence[ImportItem]:
        """Return items of an import in ascending number, of exactly that status where one is given."""
        ...

    async def next_item(self, import_id: int) -> NewItem | None:
        """Return the first item that is queued, with its content, or None when none is."""
        ...

    async def earlier(self, import_id: int, digest: bytes) -> EarlierItem | None:
        """Return the first item with that digest that made a candidate who is still there, or None.

        An item of the same import counts, too, that is valid: that would have made one.
        """
        ...

    async def settle(self, import_id: int, number: int, outcome: Outcome) -> None:
        """Set what a queued item has come to, forget its content, and count it; an import with all counted is done.

        Raises NotFound when no such item is queued: somebody else has settled it, or the import is gone.
        """
        ...

    async def remove(self, import_id: int) -> None:
        """Remove an import and its items; candidates stay. Raises NotFound."""
        ...

    async def forget(self, before: datetime) -> None:
        """Remove dry runs that came before."""
        ...
