"""The versions of a storage's tables, backup and restore."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol


class Schema(Protocol):
    """The versions of a storage's tables. Storages without tables have none."""

    async def upgrade(self, revision: str = "head") -> None:
        """Bring the tables to `revision`, a later one. Doing it again changes nothing. Raises ConfigurationError."""
        ...

    async def downgrade(self, revision: str) -> None:
        """Bring the tables back to `revision`, an earlier one; "base" drops them. Raises ConfigurationError."""
        ...

    async def steps(self, revision: str) -> int:
        """Return how many migrations lead from the tables to `revision`: negative when it is an earlier one.

        Raises ConfigurationError where either isn't known to this version.
        """
        ...

    async def resolved(self, revision: str) -> str:
        """Return the name of `revision`, which may be "head", or +N or -N from that of the tables.

        Raises ConfigurationError as `steps` does.
        """
        ...

    async def current(self) -> str | None:
        """Return the revision the tables have, None for an empty database."""
        ...

    async def counts(self) -> Mapping[str, int]:
        """Return about how many organisations, users, jobs, candidates and the like are in the tables, by name."""
        ...

    async def server_version(self) -> str:
        """Return the name and version of the database server, such as "PostgreSQL 18.4"."""
        ...

    async def back_up(self, file: Path) -> None:
        """Write all that is committed at this moment into a new file, while others go on working.

        The file has its name once it is complete; nobody but its owner may read it. Raises ConfigurationError for one
        that is there already or can't be written.
        """
        ...

    async def restore(self, file: Path) -> None:
        """Fill a database that nobody has written to from such a file, all of it or nothing, and upgrade it.

        Raises ConfigurationError for a database that isn't empty, and for a file that is none or of a newer version. Of
        a file that is none or only a part, nothing is made.
        """
        ...
