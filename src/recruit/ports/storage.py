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

    def begin(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work: it commits when the block ends well and rolls back when the block raises."""
        ...

    def once(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work of one question. Its answer may be kept as soon as it is given, whatever follows.

        Where storage is far away this is faster than `begin`. It is for questions that take a storage one step:
        another one may be refused, as it would be no part of the first.
        """
        ...

    def lookup(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work that gets one user, job, candidate or application by its id. All else may be refused.

        It sees what was kept before it asked. Storage may answer it together with others who ask at the same moment.
        """
        ...

    def together(self, org_id: int) -> AbstractAsyncContextManager[None]:
        """Make one of all units of work that this task opens for an organisation in the block.

        They see each other's changes; others see them when the block ends well, all of them, and never when it raises.
        What one of them changed before it raised is undone alone. Nothing is taken from the storage before the first.
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
