"""One kind of row of one organisation, changed on a copy until the unit of work commits."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from recruit.domain.model.errors import NotFound
from recruit.domain.model.page import Page, Window
from recruit.ports.persistence import Changes

Entity = TypeVar("Entity", bound=Any)


class Rows(Generic[Entity]):
    """Rows by id, in ascending id."""

    def __init__(self, kind: str, committed: dict[int, Entity]) -> None:
        self._kind = kind
        self._committed = committed
        self._draft: dict[int, Entity] | None = None

    @property
    def current(self) -> dict[int, Entity]:
        """The rows as this unit of work sees them."""
        return self._committed if self._draft is None else self._draft

    def put(self, entity: Entity) -> Entity:
        """Set a row under its id."""
        self._writable()[entity.id] = entity
        return entity

    def get(self, id: int) -> Entity:  # noqa: A002 - the field's own word
        """Return a row. Raises NotFound."""
        if id not in self.current:
            raise NotFound(self._kind, id)
        return self.current[id]

    def change(self, id: int, changes: Changes) -> Entity:  # noqa: A002 - the field's own word
        """Set fields of a row, whose own rules may refuse. Raises NotFound."""
        return self.put(replace(self.get(id), **changes))

    def remove(self, id: int) -> None:  # noqa: A002 - the field's own word
        """Remove a row. Raises NotFound."""
        self.get(id)
        del self._writable()[id]

    def remove_where(self, unwanted: Callable[[Entity], bool]) -> None:
        """Remove the rows that are unwanted, if any."""
        for id in [id for id, entity in self.current.items() if unwanted(entity)]:  # noqa: A001 - the field's own word
            del self._writable()[id]

    def all(self) -> Sequence[Entity]:
        """Return every row."""
        return list(self.current.values())

    def page(self, window: Window, wanted: Callable[[Entity], bool]) -> Page[Entity]:
        """Return the wanted rows inside the window."""
        found = [entity for entity in self.current.values() if wanted(entity)]
        return Page(found[window.skip : window.skip + window.limit], len(found))

    def _writable(self) -> dict[int, Entity]:
        if self._draft is None:
            self._draft = dict(self._committed)
        return self._draft
