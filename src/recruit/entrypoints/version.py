"""What this installation is: the version of the program, of its tables and of its matching engine."""

from pathlib import Path

from msgspec import Struct

import recruit
from recruit.domain.engines.ranking.scoring import ENGINE
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig


class Version(Struct, frozen=True):
    """The versions of a program.

    `database_revision` is that of the tables that it needs, null with a storage without tables. Scores of two versions
    with the same `matching_engine` are the same.
    """

    name: str
    version: str
    database_revision: str | None
    matching_engine: int


async def this_version(storage: str) -> Version:
    """Return the versions of this program with a storage by URL. Raises ConfigurationError. Connects to nothing."""
    revision = None
    if storage.partition(":")[0] in kernel.SCHEMA.names():
        async with kernel.SCHEMA.open(AdapterConfig(storage, Path())) as schema:
            revision = schema.newest
    return Version("recruit", recruit.__version__, revision, ENGINE)
