"""Changes on condition: only of what the caller has seen."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol, TypeAlias, TypeVar

from recruit.domain.shared.errors import Stale
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

Record_co = TypeVar("Record_co", covariant=True)
Seen = TypeVar("Seen")

Condition: TypeAlias = Callable[[Seen], bool]
"""Tells whether a record is what a caller has seen. It is asked while nobody else can change the record."""


class Held(Protocol[Record_co]):
    """Records that can be kept from being changed by others until the unit of work ends."""

    async def hold(self, id: int, /) -> Record_co:  # noqa: A002 - the field's own word
        """Return a record and keep others from it. Raises NotFound."""
        ...


async def hold_seen(kind: str, records: Held[Seen], id: int, condition: Condition[Seen] | None) -> None:  # noqa: A002 - the field's own word
    """Hold a record that a condition is about, if there is one. Raises Stale when it isn't met, and NotFound."""
    if condition is not None and not condition(await records.hold(id)):
        raise Stale(kind)


def unit_of_work(
    storage: Storage, org_id: int, condition: Condition[Any] | None
) -> AbstractAsyncContextManager[UnitOfWork]:
    """Open a unit of work for one change: without a condition it is a single call."""
    return (storage.autocommit if condition is None else storage.transaction)(org_id)
