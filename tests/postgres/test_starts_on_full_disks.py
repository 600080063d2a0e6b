"""Starts of an embedded database on a full disk: what is missing is said, and nothing is lost or left half made."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from recruit.adapters.postgres.embedded import disk_reserve
from recruit.adapters.postgres.embedded.disk_reserve import Reserve
from recruit.adapters.postgres.embedded.postgres_process import EmbeddedServer
from recruit.adapters.postgres.schema import REVISION
from recruit.domain.shared.errors import Unavailable
from recruit.entrypoints import kernel
from recruit.entrypoints.error_messages import operator_message
from recruit.ports.plugins import AdapterConfig
from small_disks import small_disk

pytestmark = pytest.mark.one_python

MIB = 2**20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path, "160m") as disk:
        disk.chmod(0o711)
        yield disk


def fill(disk: Path, left: int) -> Path:
    """Fill a disk up to a number of MiB, and return the file to remove."""
    found = os.statvfs(disk)
    (file := disk / "filler").touch()
    with file.open("ab") as filler:
        os.posix_fallocate(filler.fileno(), 0, found.f_bavail * found.f_frsize - left * MIB)
    return file


async def upgrade(data: Path, revision: str = "head") -> None:
    async with kernel.SCHEMA.open(AdapterConfig("embedded:", data)) as schema:
        await schema.upgrade(revision)
        assert await schema.current() == (REVISION if revision == "head" else revision)


async def refusal(data: Path) -> str:
    """Return the line in which a start fails that migrates the tables."""
    with pytest.raises(Unavailable) as caught:
        await upgrade(data)
    message = operator_message(caught.value)
    assert message.startswith(f"The disk of {data} is full: ")
    assert " MiB are free, and 192 MiB are needed: free some, or move the directory" in message
    assert message.endswith(")")  # what PostgreSQL says
    assert "\n" not in message
    return message


@pytest.mark.parametrize("left", [0, 20, 45])
async def test_a_new_database_needs_space(disk: Path, left: int) -> None:
    filler, data = fill(disk, left), disk / "data"
    await refusal(data)
    assert not (data / "postgres.new").exists()
    filler.unlink()
    await upgrade(data)


async def test_a_start_and_a_migration_need_space_and_lose_nothing(disk: Path) -> None:
    await upgrade(data := disk / "data", "0001")
    server = EmbeddedServer(data)

    async def execute(*statements: str) -> list[asyncpg.Record]:
        connection = await asyncpg.connect(server.start().dsn())
        try:
            return [row for one in statements for row in await connection.fetch(one)]
        finally:
            await connection.close()
            server.stop()

    await execute("CREATE TABLE mine (id int)", "INSERT INTO mine VALUES (1)")
    for left, reason in ((0, "could not"), (1, "could not extend")):
        filler = fill(disk, left)
        assert reason in await refusal(data)
        filler.unlink()
    kept = await execute("SELECT version_num FROM alembic_version", "SELECT id FROM mine")
    assert [tuple(row) for row in kept] == [("0001",), (1,)]
    await upgrade(data)


async def test_the_log_warns_once_of_a_disk_that_is_nearly_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(disk_reserve, "LOW_BYTES", 2**70)
    monkeypatch.setattr(disk_reserve, "CHECK_SECONDS", 0)
    async with Reserve(tmp_path, tmp_path).watched():
        for _ in range(20):  # checks, which wait for nothing
            await asyncio.sleep(0)
    (warning,) = [record for record in caplog.records if "nearly full" in record.getMessage()]
    assert warning.__dict__["fields"]["directory"] == str(tmp_path)
