"""Disk space reserved for an embedded database, and released when the disk is full so that the database can go on.

PostgreSQL stops when it can't write its write-ahead log, which reads cause too, and doesn't start again without space
for it. So a file reserves space in advance. The file exists while there is space for more data; all processes see it.
"""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from time import monotonic

from recruit.adapters.postgres.engine.errors import DISK_FULL, NOT_AVAILABLE
from recruit.domain.shared.errors import Unavailable

NAME = "reserve"
MIB = 2**20
RESERVE_BYTES = 64 * MIB
"""The file's size in bytes. The file is removed when less than this is free besides it."""

RECREATE_BYTES = 3 * RESERVE_BYTES
"""Free space in bytes from which on the file is created again: more than is free after its removal."""

LOW_BYTES = 1024 * MIB
"""Free space in bytes below which the log warns. It warns again after there was twice as much."""

CHECK_SECONDS = 1
AMPLE_SECONDS = 0.1
"""Time for which writes go on without another check after one found more than LOW_BYTES free. No disk fills in it."""

log = logging.getLogger(__name__)


class Reserve:
    """The disk reserve of a data directory, for the database in `cluster`."""

    def __init__(self, directory: Path, cluster: Path) -> None:
        self._directory = directory
        self._place = str(directory)  # read before each write, as the next ones: a Path takes three times as long
        self._cluster = str(cluster)
        self._file = directory / NAME
        self._path = str(self._file)
        self._is_low = False
        self._ample_until = 0.0

    def update(self) -> bool:
        """Return whether there is space for more data, after removing or creating the file when that is due."""
        reserved, free = os.access(self._path, os.F_OK), self._free()
        if reserved and free < RESERVE_BYTES:
            self._file.unlink(missing_ok=True)
            log.error("the disk is full: nothing can be added or changed", extra={"fields": {"free_bytes": free}})
            return False
        if not reserved and free >= RECREATE_BYTES:
            reserved = self._create_file()
        if reserved and free >= LOW_BYTES:
            self._ample_until = monotonic() + AMPLE_SECONDS
        return reserved

    def check_files(self) -> None:
        """Raise Unavailable when the database's files were removed: its server may notice that a minute later."""
        if not os.access(self._cluster, os.F_OK):
            raise Unavailable(NOT_AVAILABLE) from Unavailable(f"{self._cluster} is gone: put it back")

    def check(self, min_free_bytes: int | None) -> None:
        """Raise Unavailable when a write must wait for free space, or for the database's files to be put back.

        Most writes need the reserve file. Writes with a small `min_free_bytes` use the space that the file had
        reserved. A server without its files would acknowledge writes that are lost.
        """
        self.check_files()
        if monotonic() < self._ample_until:
            return
        try:
            room = self.update() or (min_free_bytes is not None and self._free() >= min_free_bytes)
        except OSError:  # the database reports its own error
            return
        if not room:
            raise Unavailable(DISK_FULL)

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Raise Unavailable that says how much space is needed, in place of one raised while the disk is full."""
        try:
            yield
        except Unavailable as error:
            directory = next(one for one in (self._directory, *self._directory.parents) if one.exists())
            if (free := _free(directory)) >= RESERVE_BYTES:
                raise
            raise Unavailable(
                f"The disk of {self._directory} is full: {free // MIB} MiB are free, and {RECREATE_BYTES // MIB} MiB "
                "are needed: free some, or move the directory to another disk, set RECRUIT_DATA_DIR, and start again"
            ) from (error.__cause__ or error)

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        """Check the disk every second while the block lasts.

        Other programs may fill it while nothing is written here.
        """
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])

    async def _watch(self) -> None:
        while True:
            with suppress(OSError):
                self.update()
                self._warn_if_low(self._free())
            await asyncio.sleep(CHECK_SECONDS)

    def _warn_if_low(self, free: int) -> None:
        if free < LOW_BYTES and not self._is_low:
            fields = {"directory": str(self._directory), "free_bytes": free}
            log.warning("the disk is nearly full: soon nothing can be added or changed", extra={"fields": fields})
        self._is_low = free < (2 * LOW_BYTES if self._is_low else LOW_BYTES)

    def _free(self) -> int:
        return _free(self._place)

    def _create_file(self) -> bool:
        """Create the file, under its name once it is complete. Return False when there isn't enough space after all."""
        draft = self._directory / f"{NAME}.{os.getpid()}"
        try:
            draft.touch(mode=0o600)
            with draft.open("wb") as file:
                if hasattr(os, "posix_fallocate"):
                    os.posix_fallocate(file.fileno(), 0, RESERVE_BYTES)
                else:
                    for _ in range(RESERVE_BYTES // MIB):
                        file.write(bytes(MIB))
            draft.replace(self._file)
        except OSError:
            draft.unlink(missing_ok=True)
            return False
        return True


def _free(directory: Path | str) -> int:
    """Return the number of free bytes for users other than root, as PostgreSQL never runs as root."""
    found = os.statvfs(directory)
    return found.f_bavail * found.f_frsize
