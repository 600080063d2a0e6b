"""Jobs that are deleted while they get the stages of their first application."""

import asyncpg
import pytest

from recruit.adapters.postgres.engine.opening import create_pool, open_storage
from recruit.adapters.postgres.engine.session import transaction
from recruit.adapters.postgres.stages import PostgresStages
from recruit.domain.pipelines.model import StageDetails, StageType
from worlds import new_organisation


async def test_a_job_with_complete_stages_stays_until_its_application_is_stored(dsn: str) -> None:
    async with open_storage(dsn) as storage, create_pool(dsn) as pool:
        ours = await new_organisation(storage)
        job = await ours.job()
        async with storage.transaction(ours.actor.org_id) as work:
            await work.stages.put(job.id, [StageDetails(key="sourced", name="Sourced", type=StageType.LEAD)])
        connection = await pool.acquire(ours.actor.org_id)
        await PostgresStages(transaction(connection, ours.actor.org_id)).complete(job.id, "sourced")
        other = await asyncpg.connect(dsn)
        await other.execute("SELECT set_config('app.org_id', $1, false)", str(ours.actor.org_id))
        with pytest.raises(asyncpg.LockNotAvailableError):
            await other.fetch("SELECT FROM jobs WHERE id = $1 FOR UPDATE NOWAIT", job.id)
        await other.close()
        await connection.reset()
        pool.release(connection)
