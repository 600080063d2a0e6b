"""Storage: units of work, claims and connection counts."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from recruit.domain.accounts.model.users import Credentials
from recruit.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Connections:
    """The numbers of busy and idle storage connections of this process, and the limit of both together."""

    busy: int = 0
    idle: int = 0
    limit: int = 0


ALL_ORGANISATIONS = 0
"""The organisation id in a claim of a task for all organisations."""


class ExclusiveTask(IntEnum):
    """Task that one process runs at a time: background work of an organisation, or the first registration."""

    FEATURES = 0
    IMPORTS = 1
    KEYED_REQUESTS = 2
    AUDIT = 3
    RETENTION = 4
    REGISTRATION = 5
    WEBHOOKS = 10
    WEBHOOK_LOG = 11
    DOCUMENT_TEXTS = 12
    MAIL = 20
    MAIL_LOG = 21


class Storage(Protocol):
    """Store of all organisations' data. Every method raises Unavailable when storage is down or saturated."""

    def transaction(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work of any number of calls.

        It commits when the block ends well and rolls back when the block raises. After a refused write (Duplicate,
        Refused, Invalid, or NotFound for a referenced row) the block must raise too: an adapter may have rolled back
        already, and then raises RuntimeError at the end of the block.
        """

    def autocommit(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work of a single call, which is atomic.

        It may commit as soon as the call returns, even if the block raises afterwards. A second call raises
        RuntimeError. Take the repository from it for that call: an adapter may refuse a second access. With a storage
        across a network it takes fewer round trips than `transaction`.
        """

    def reading(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work of any number of reads, each of which sees what was committed when it began.

        A write raises RuntimeError, at the latest at the end of the block, and may not have been made. With a storage
        across a network it takes a round trip less than `transaction`.
        """

    def outer_transaction(self, org_id: int) -> AbstractAsyncContextManager[None]:
        """Turn this task's units of work for an organisation into savepoints of one transaction while the block lasts.

        These units of work see each other's changes. Others see all changes when the block ends well, and none when it
        raises. A unit of work that raises undoes its own changes only. Resources such as connections are acquired with
        the first unit of work.
        """

    async def new_organisation(self) -> int:
        """Return an id for a new organisation, to open its first unit of work with. No id is returned twice."""

    def claim(self, org_id: int, task: ExclusiveTask = ExclusiveTask.FEATURES) -> AbstractAsyncContextManager[bool]:
        """Claim a task of an organisation while the block lasts. Yield False when it is claimed already.

        The claim ends when its process dies, and some seconds after its process was stopped. A block whose claim was
        lost is cancelled, and Unavailable is raised. It needs no unit of work and blocks none. `ALL_ORGANISATIONS` is
        the id for tasks of several organisations.
        """

    async def organisations(self) -> Sequence[int]:
        """Return the ids of all organisations, ascending. Background tasks iterate over them."""

    async def organisations_with_webhooks(self) -> Sequence[int]:
        """Return the ids of organisations with an active webhook, ascending."""

    async def credentials(self, email: str) -> Credentials | None:
        """Return the credentials of the login with this e-mail address, in any organisation, or None.

        `email` may be in any form: it is normalised before the look-up.
        """

    async def ping(self) -> None:
        """Return when storage answers. Raise Unavailable when it doesn't."""

    def connections(self) -> Connections:
        """Return the connection counts of this process, all zero for a storage without connections."""
