"""Disk space that is kept for an embedded database, and given up when the disk is full so that it can go on.

PostgreSQL ends when it can't write its log of changes, which happens with reads too, and doesn't start again without
room for it. So a file takes room in time. The file is there while there is room for more data; every process sees it.
"""

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from recruit.adapters.postgres.engine.errors import FULL, NOT_AVAILABLE
from recruit.domain.shared.errors import Unavailable

NAME = "reserve"
MIB = 2**20
RESERVE = 64 * MIB
"""The file's size. It is given up when no more than this is free beside it."""

ENOUGH = 3 * RESERVE
"""Free space from which on the file is made again: more than is free once it was given up."""

LOOK_SECONDS = 1
log = logging.getLogger(__name__)


class Reserve:
    """The reserve of a data directory, for the database in `cluster`."""

    def __init__(self, directory: Path, cluster: Path) -> None:
        self._directory = directory
        self._cluster = str(cluster)
        self._file = directory / NAME
        self._path = str(self._file)  # asked for before each write: a Path takes three times as long

    def look(self) -> bool:
        """Return whether there is room for more data, after giving the file up or making it where that is due."""
        held, free = os.path.exists(self._path), self._free()  # noqa: PTH110 - see `_path`
        if held and free < RESERVE:
            self._file.unlink(missing_ok=True)
            log.error("the disk is full: nothing can be added or changed", extra={"fields": {"free_bytes": free}})
            return False
        if not held and free >= ENOUGH:
            held = self._make()
        return held

    def check_files(self) -> None:
        """Raise Unavailable where the files of the database were removed: its server may notice a minute later."""
        if not os.path.exists(self._cluster):  # noqa: PTH110 - see `_path`
            raise Unavailable(NOT_AVAILABLE) from Unavailable(f"{self._cluster} is gone: put it back")

    def check(self, least: int | None) -> None:
        """Raise Unavailable where a write has to wait for room, or for the files of the database to be put back.

        Most need the file. Those that say how little suffices for them, in bytes, are done in what the file had taken.
        A server whose files were removed would acknowledge writes that are lost.
        """
        self.check_files()
        try:
            room = self.look() or (least is not None and self._free() >= least)
        except OSError:  # then the database has to say
            return
        if not room:
            raise Unavailable(FULL)

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        """Look every second while the block lasts: others may fill the disk while nobody writes here."""
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])

    async def _watch(self) -> None:
        while True:
            with suppress(OSError):
                self.look()
            await asyncio.sleep(LOOK_SECONDS)

    def _free(self) -> int:
        """Return the bytes that a user may take who isn't root, as PostgreSQL never is."""
        found = os.statvfs(self._directory)
        return found.f_bavail * found.f_frsize

    def _make(self) -> bool:
        """Make the file, under its name when it is whole; False where there is no room after all."""
        draft = self._directory / f"{NAME}.{os.getpid()}"
        try:
            draft.touch(mode=0o600)
            with draft.open("wb") as file:
                if hasattr(os, "posix_fallocate"):
                    os.posix_fallocate(file.fileno(), 0, RESERVE)
                else:
                    for _ in range(RESERVE // MIB):
                        file.write(bytes(MIB))
            draft.replace(self._file)
        except OSError:
            draft.unlink(missing_ok=True)
            return False
        return True
