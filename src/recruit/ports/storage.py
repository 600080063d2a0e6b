"""Storage: units of work, claims and connections."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from recruit.domain.accounts.model.users import Credentials
from recruit.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Connections:
    """A storage's connections: how many work, how many wait for work, and how many there may be of both."""

    busy: int = 0
    idle: int = 0
    most: int = 0


EVERYBODY = 0
"""Stands for all organisations in a claim."""


class Chore(IntEnum):
    """What is done by one process at a time: for an organisation in the background, or the first registration."""

    FEATURES = 0
    IMPORTS = 1
    KEYED_REQUESTS = 2
    AUDIT = 3
    RETENTION = 4
    REGISTRATION = 5


class Storage(Protocol):
    """Where everything is kept. Each of its methods raises Unavailable when storage is down or saturated."""

    def transaction(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work of any number of calls.

        It commits when the block ends well and rolls back when the block raises.
        """
        ...

    def autocommit(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work of a single call, which is atomic.

        It may commit as soon as the call returns, even if the block raises afterwards. A second call raises
        RuntimeError. With a storage across a network this takes fewer round trips than `transaction`.
        """
        ...

    def outer_transaction(self, org_id: int) -> AbstractAsyncContextManager[None]:
        """Make savepoints of the units of work that this task opens for an organisation in the block.

        They see each other's changes. Others see all changes when the block ends well, and none when it raises. A unit
        of work that raises undoes its own changes only. Resources are taken with the first unit of work.
        """
        ...

    async def new_organisation(self) -> int:
        """Return an id that no organisation has or will get again, to begin its first unit of work with."""
        ...

    def claim(self, org_id: int, chore: Chore = Chore.FEATURES) -> AbstractAsyncContextManager[bool]:
        """Take on a work of an organisation while the block lasts: False when somebody else has it.

        Whoever dies gives it up. Units of work are neither needed for it nor held up by it. An id that no organisation
        has stands for work on several.
        """
        ...

    async def organisations(self) -> Sequence[int]:
        """Return the ids of all organisations, ascending: for work in the background, which then begins with each."""
        ...

    async def credentials(self, email: str) -> Credentials | None:
        """Return what a login with `email`, in whichever form, is checked against, in whichever organisation."""
        ...

    async def ping(self) -> None:
        """Return when storage answers."""
        ...

    def connections(self) -> Connections:
        """Count the connections of this process, none where there is nothing to connect to."""
        ...
