"""Preconditions (If-Match): a change applies only to the version of a record that the caller has read."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol, TypeAlias, TypeVar

from recruit.domain.shared.errors import Stale
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

Record_co = TypeVar("Record_co", covariant=True)
Record = TypeVar("Record")

Condition: TypeAlias = Callable[[Record], bool]
"""Returns whether a record is the version that the caller has read. Called while the record is locked."""


def always(_record: object) -> bool:
    """Return True: the condition of a change of several calls, for which the record is locked."""
    return True


class Lockable(Protocol[Record_co]):
    """Records that can be locked until the unit of work ends."""

    async def lock(self, id: int, /) -> Record_co:
        """Lock a record and return it. Raises NotFound."""
        ...


async def lock_and_check(kind: str, records: Lockable[Record], id: int, condition: Condition[Record] | None) -> None:
    """Lock a record and check a condition, if there is one. Raises Stale if it isn't met, and NotFound."""
    if condition is not None and not condition(await records.lock(id)):
        raise Stale(kind)


def unit_of_work(
    storage: Storage, org_id: int, condition: Condition[Any] | None
) -> AbstractAsyncContextManager[UnitOfWork]:
    """Open a unit of work for one change: in autocommit without a condition, as that takes a single call."""
    return (storage.autocommit if condition is None else storage.transaction)(org_id)
