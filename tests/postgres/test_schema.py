"""Migrations: forward, back, forward again, and the same tables that the code declares."""

import asyncio
import os
import sys
from pathlib import Path

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from recruit.adapters.postgres.schema import MIGRATIONS
from recruit.adapters.postgres.tables import REVISION, metadata
from recruit.domain.model.errors import ConfigurationError, Unavailable
from recruit.entrypoints import kernel
from recruit.ports.plugins import Plug
from worlds import new_organisation


async def differences(url: str) -> list[object]:
    """What Alembic would change to make the database's tables the declared ones."""
    engine = create_async_engine(url)

    def compare(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return compare_metadata(context, metadata)

    async with engine.connect() as connection:
        found = await connection.run_sync(compare)
    await engine.dispose()
    return found


def test_the_declared_revision_is_the_newest() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == REVISION


async def test_the_tables_go_up_and_down_and_up_again(empty_database: str) -> None:
    async with kernel.SCHEMA.open(Plug(empty_database, Path())) as schema:
        assert await schema.current() is None
        for _ in range(2):
            await schema.upgrade()
            assert await schema.current() == REVISION
            assert await differences(empty_database) == []
            await schema.downgrade("base")
            assert await schema.current() is None
        assert len(await differences(empty_database)) > 0


async def test_an_upgrade_that_was_made_changes_nothing(database: str) -> None:
    async with kernel.SCHEMA.open(Plug(database, Path())) as schema:
        await schema.upgrade()
        assert await schema.current() == REVISION


async def test_two_processes_may_upgrade_at_once(empty_database: str) -> None:
    command = [sys.executable, "-m", "recruit", "db", "upgrade"]
    environment = os.environ | {"RECRUIT_STORAGE": empty_database}
    processes = [await asyncio.create_subprocess_exec(*command, env=environment) for _ in range(3)]
    assert [await process.wait() for process in processes] == [0, 0, 0]
    async with kernel.STORAGE.open(Plug(empty_database, Path())) as storage:
        await new_organisation(storage)


async def test_a_revision_that_does_not_exist_is_an_error_that_names_it(database: str) -> None:
    async with kernel.SCHEMA.open(Plug(database, Path())) as schema:
        with pytest.raises(ConfigurationError, match="9999"):
            await schema.upgrade("9999")
        assert await schema.current() == REVISION


async def test_storage_without_tables_says_which_command_makes_them(empty_database: str) -> None:
    with pytest.raises(ConfigurationError, match="recruit db upgrade"):
        async with kernel.STORAGE.open(Plug(empty_database, Path())):
            pass


async def test_storage_with_older_tables_says_which_command_mends_them(empty_database: str) -> None:
    async with kernel.SCHEMA.open(Plug(empty_database, Path())) as schema:
        await schema.upgrade()
    connection = await asyncpg.connect(empty_database.replace("+asyncpg", ""))
    await connection.execute("UPDATE alembic_version SET version_num = '0000'")
    await connection.close()
    with pytest.raises(ConfigurationError, match=r"is at 0000.*recruit db upgrade"):
        async with kernel.STORAGE.open(Plug(empty_database, Path())):
            pass


async def test_a_database_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        async with kernel.STORAGE.open(Plug(f"postgresql+asyncpg://x@/x?host={tmp_path}", tmp_path)):
            pass
