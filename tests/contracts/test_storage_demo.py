"""Storage contract: demo records."""

import pytest

from recruit.domain.demo.model import DemoRecordDetails
from recruit.domain.pipelines.model import ReasonType, RejectionReasonDetails
from recruit.domain.shared.errors import NotFound
from recruit.domain.tags.model import TagDetails
from worlds import Organisation


async def records(ours: Organisation) -> list[DemoRecordDetails]:
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        return [
            DemoRecordDetails(**{name: getattr(one, name) for name in NAMES}) for one in await work.demo_records.all()
        ]


NAMES = ("job_id", "candidate_id", "tag_id", "reason_id")


async def test_a_demo_record_goes_with_what_it_is_about(ours: Organisation, theirs: Organisation) -> None:
    org_id, job, candidate = ours.actor.org_id, await ours.job(), await ours.candidate()
    details = [DemoRecordDetails(job_id=job.id), DemoRecordDetails(candidate_id=candidate.id)]
    async with ours.storage.transaction(org_id) as work:
        tag = await work.tags.add(TagDetails(name="Night"))
        details.append(DemoRecordDetails(tag_id=tag.id))
        reason = await work.rejection_reasons.add(RejectionReasonDetails(name="Distance", type=ReasonType.OTHER))
        details.append(DemoRecordDetails(reason_id=reason.id))
        stored = [await work.demo_records.add(one) for one in details]
    assert (await records(ours), await records(theirs)) == (details, [])
    async with ours.storage.autocommit(org_id) as work:
        await work.candidates.remove(candidate.id)
    assert await records(ours) == [details[0], *details[2:]]
    async with ours.storage.autocommit(org_id) as work:
        await work.demo_records.remove(stored[2].id)
    assert await records(ours) == [details[0], details[3]]
    async with ours.storage.transaction(org_id) as work:
        await work.rejection_reasons.lock(reason.id)
        assert await work.rejection_reasons.remove_unreferenced(reason.id)
    assert await records(ours) == [details[0]]
    async with ours.storage.autocommit(org_id) as work:
        await work.jobs.remove(job.id)
    assert await records(ours) == []
    with pytest.raises(NotFound):
        async with ours.storage.autocommit(org_id) as work:
            await work.demo_records.remove(stored[2].id)


async def test_records_of_others_are_no_demo_data(ours: Organisation, theirs: Organisation) -> None:
    for details in (
        DemoRecordDetails(job_id=(await theirs.job()).id),
        DemoRecordDetails(candidate_id=(await theirs.candidate()).id),
    ):
        with pytest.raises(NotFound):
            async with ours.storage.transaction(ours.actor.org_id) as work:
                await work.demo_records.add(details)
