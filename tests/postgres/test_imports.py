"""Imports in PostgreSQL: no file content outlives its item."""

from datetime import UTC, datetime
from pathlib import Path

import asyncpg

from recruit.domain.imports.model import ImportDetails, ImportKind, ItemStatus, NewItem, Outcome
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from worlds import new_organisation


async def test_the_bytes_of_an_item_are_removed_once_it_is_done(database: str) -> None:
    async with kernel.STORAGE.open(AdapterConfig(database, Path())) as storage:
        ours = await new_organisation(storage)
        details = ImportDetails(
            kind=ImportKind.CSV,
            filename="people.csv",
            dry_run=False,
            create_duplicates=False,
            notes=None,
            warnings=(),
            total=2,
            created_by_user_id=ours.actor.user_id,
            created_at=datetime.now(UTC),
        )
        async with storage.transaction(ours.actor.org_id) as work:
            job = await work.imports.add(details)
            await work.imports.add_items(job.id, [NewItem(number=number, content=b"Jane Doe") for number in (1, 2)])
            await work.imports.record_outcome(job.id, 1, Outcome(status=ItemStatus.FAILED, error="No"))
    connection = await asyncpg.connect(database.replace("+asyncpg", ""))
    try:
        async with connection.transaction():
            await connection.execute(f"SET LOCAL app.org_id = '{ours.actor.org_id}'")
            rows = await connection.fetch("SELECT content FROM import_items ORDER BY number")
    finally:
        await connection.close()
    assert [row["content"] for row in rows] == [None, b"Jane Doe"]
