"""Storage contract: units of work of reads."""

import pytest

from recruit.domain.jobs.model import JobDetails
from recruit.domain.shared.errors import NotFound
from recruit.ports.storage import Storage
from worlds import Organisation


@pytest.mark.parametrize("within", [False, True], ids=["alone", "in an outer transaction"])
async def test_any_number_of_records_of_the_organisation_is_read(
    storage: Storage, ours: Organisation, theirs: Organisation, *, within: bool
) -> None:
    job, other = await ours.job(), await theirs.job()

    async def read() -> None:
        async with storage.reading(ours.actor.org_id) as work:
            assert await work.jobs.get(job.id) == job
            assert await work.jobs.by_ids([job.id, other.id]) == [job]
            with pytest.raises(NotFound):
                await work.jobs.get(other.id)

    if within:
        async with storage.outer_transaction(ours.actor.org_id):
            await read()
    else:
        await read()


async def test_a_write_among_reads_is_refused(storage: Storage, ours: Organisation) -> None:
    with pytest.raises(RuntimeError, match="asked to write"):
        async with storage.reading(ours.actor.org_id) as work:
            await work.jobs.add(JobDetails(title="refused"), created_by_user_id=ours.actor.user_id)
    async with storage.reading(ours.actor.org_id) as work:
        assert await work.jobs.all() == []
