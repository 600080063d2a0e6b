"""`recruit db drill`."""

import asyncio
import os
import signal
from pathlib import Path

import asyncpg
import pytest

from database_urls import as_superuser
from processes import ran, started
from recruit.adapters.postgres.backup.dumps import row_counts
from recruit.adapters.postgres.schema import REVISION
from recruit.adapters.postgres.tables import metadata
from recruit.domain.audit.service import Auditing
from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from worlds import new_organisation


@pytest.fixture
async def source(upgraded_database: str) -> str:
    """The URL of a database with one organisation."""
    async with kernel.STORAGE.open(AdapterConfig(upgraded_database, Path())) as storage:
        organisation = await new_organisation(storage)
        await organisation.job("Baker\twith a tab,\na new line and \\.")
        await Auditing(storage).all_organisations()
    return upgraded_database


async def backup_of(url: str, file: Path) -> Path:
    async with kernel.SCHEMA.open(AdapterConfig(as_superuser(url), Path())) as schema:
        await schema.back_up(file)
    return file


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """The directory for temporary files."""
    (directory := tmp_path / "scratch").mkdir()
    return directory


async def test_a_drill_restores_and_checks_a_backup_and_leaves_nothing(
    source: str, tmp_path: Path, scratch: Path
) -> None:
    file = await backup_of(source, tmp_path / "file")
    code, out, errors = await ran("db", "drill", str(file), data_dir=tmp_path / "none", TMPDIR=str(scratch))
    assert (code, errors) == (0, "")
    revision, rows, logs, outcome = out.splitlines()
    assert revision == f"revision: {REVISION}"
    assert rows.endswith(f" in {len(metadata.tables) + 1} tables, as many as in the file")
    assert logs == "audit logs: 4 entries of 1 organisations hold"
    assert outcome.startswith(f"{file} can be restored. The drill took ")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "scratch"]


async def test_rows_are_counted_in_the_file_itself(source: str, tmp_path: Path) -> None:
    counts = await row_counts(await backup_of(source, tmp_path / "file"))
    connection = await asyncpg.connect(as_superuser(source))
    assert counts["jobs"] == 1
    assert counts == {name: await connection.fetchval(f"SELECT count(*) FROM {name}") for name in counts}
    await connection.close()


async def test_a_table_with_another_number_of_rows_than_the_file_is_reported(source: str, tmp_path: Path) -> None:
    """The rows of a table that inherits from another are in both."""
    connection = await asyncpg.connect(as_superuser(source))
    await connection.execute("CREATE TABLE more () INHERITS (organisations)")
    await connection.execute("INSERT INTO more SELECT * FROM organisations")
    file = await backup_of(source, tmp_path / "file")
    await connection.execute("DROP TABLE more")
    await connection.close()
    async with kernel.SCHEMA.open(AdapterConfig(as_superuser(source), Path())) as schema:
        await schema.downgrade("base")
        with pytest.raises(ConfigurationError, match="organisations has 2 rows, and the backup has 1"):
            await schema.rehearse(file)


async def test_a_backup_whose_audit_log_was_changed_fails(source: str, tmp_path: Path, scratch: Path) -> None:
    connection = await asyncpg.connect(as_superuser(source))
    await connection.execute("SET session_replication_role = 'replica'")
    await connection.execute("UPDATE audit SET user_id = 5 WHERE place = 2")
    await connection.close()
    file = await backup_of(source, tmp_path / "file")
    code, out, _ = await ran("db", "drill", str(file), data_dir=tmp_path, TMPDIR=str(scratch))
    assert (code, "the chain breaks at place 2" in out, "an audit log in it doesn't hold" in out) == (1, True, True)


async def test_a_file_that_is_no_backup_starts_no_database(tmp_path: Path, scratch: Path) -> None:
    (tmp_path / "file").write_bytes(b"PGDMP, cut off")
    code, out, errors = await ran("db", "drill", str(tmp_path / "file"), data_dir=tmp_path, TMPDIR=str(scratch))
    assert (code, out) == (1, "")
    assert errors == f"Error: {tmp_path}/file can't be restored: it is no backup, or a part of one\n"
    assert list(scratch.iterdir()) == []


async def test_a_terminated_drill_leaves_nothing(source: str, tmp_path: Path, scratch: Path) -> None:
    file = await backup_of(source, tmp_path / "file")
    drill = await started("db", "drill", str(file), data_dir=tmp_path, TMPDIR=str(scratch))
    ending = asyncio.ensure_future(drill.communicate())
    while not list(scratch.glob("recruit-drill-*/data/*")):
        assert not ending.done()
        await asyncio.to_thread(os.sched_yield)
    drill.send_signal(signal.SIGTERM)
    await ending
    assert drill.returncode != 0
    assert list(scratch.iterdir()) == []
