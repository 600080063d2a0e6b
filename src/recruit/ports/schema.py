"""Versions of a storage's tables, backup and restore."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from recruit.ports.diagnosis import Finding


class Schema(Protocol):
    """Migrations, backup and restore of a storage with tables. Storages without tables have no such adapter."""

    @property
    def newest(self) -> str:
        """The revision of the tables that this version needs."""

    async def upgrade(self, revision: str = "head") -> None:
        """Migrate the tables forward to `revision`. A repeated call changes nothing.

        Tables of a later version that this one works with stay as they are when `revision` is "head". Raise
        ConfigurationError for an unknown or an earlier revision, and when the database or its role doesn't allow it;
        Unavailable when a table stays in use for minutes.
        """

    async def downgrade(self, revision: str) -> None:
        """Migrate the tables back to `revision`; "base" drops them.

        Raise ConfigurationError for an unknown or a later revision, and when the database or its role doesn't allow it.
        """

    async def steps(self, revision: str) -> int:
        """Return the number of migrations from the tables to `revision`, negative for an earlier one.

        Raise ConfigurationError when this version doesn't know either of the two.
        """

    async def resolved(self, revision: str) -> str:
        """Return the name of `revision`, which may be "head", or +N or -N relative to the tables' revision.

        Raise ConfigurationError as `steps` does.
        """

    async def current(self) -> str | None:
        """Return the tables' revision, None for an empty database."""

    async def compatibility(self) -> str:
        """Return a sentence on the versions that work with the tables, empty when they are of this version."""

    async def counts(self) -> Mapping[str, int]:
        """Return the approximate number of rows of the main tables, by table name."""

    async def server_version(self) -> str:
        """Return the name and version of the database server, such as "PostgreSQL 18.4"."""

    async def distribution_plan(self, shards: int) -> Sequence[str]:
        """Return the statements that distribute the tables among the machines of a cluster, or the rest of them.

        There are none when the tables are distributed. Raise ConfigurationError when they can't be.
        """

    async def distribute(self, shards: int, report: Callable[[int, str], None]) -> None:
        """Distribute the tables, and verify their rows and their protection.

        `report` is called before each statement with the number that is left. A repeated call goes on after an
        interruption, and only verifies tables that are distributed. Raise ConfigurationError when these checks fail,
        and when the tables can't be distributed.
        """

    async def diagnose(self) -> Sequence[Finding]:
        """Check the server, what it needs for the tables, their revision and its clock.

        Starts no server and changes nothing. Raise Unavailable and ConfigurationError when the server can't be asked.
        """

    async def back_up(self, file: Path) -> None:
        """Write a consistent snapshot of all committed data to a new file. Concurrent writes go on.

        The file gets its name when it is complete; only its owner may read it. Until then it is `.NAME.PID` in the same
        directory, locked (flock) by the process. Raise ConfigurationError when it exists already or can't be written.
        """

    async def restore(self, file: Path) -> None:
        """Restore a backup into an empty database, completely or not at all, and upgrade its tables.

        Raise ConfigurationError for a database that isn't empty, and for a file that isn't a complete backup or is of a
        newer version. An incomplete file creates nothing.
        """

    async def rehearse(self, file: Path) -> Mapping[str, int]:
        """Restore a backup as `restore` does, and return the number of rows of each table that the backup has.

        Raise ConfigurationError as `restore` does, and when a table has another number of rows than the backup.
        """
