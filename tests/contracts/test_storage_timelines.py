"""Storage contract: what timelines read."""

from collections.abc import Sequence
from typing import Literal

from recruit.adapters.clock import SystemClock
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.audit.model import AuditAction
from recruit.domain.audit.service import Auditing
from recruit.domain.candidates.merging import Merging
from recruit.ports.storage import Storage
from worlds import Organisation, colleague

ALL = ("job", "candidate", "application", "document", "profile")
LAST = 2**63 - 1


async def latest(
    ours: Organisation,
    kind: Literal["candidate", "job"],
    *ids: int,
    entities: Sequence[str] = ALL,
    before: int = LAST,
    limit: int = 50,
) -> list[tuple[str, str, int | None]]:
    await Auditing(ours.storage).catch_up(ours.actor.org_id)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        found = await work.audit.latest(kind, ids, before, limit, entities)
    assert [entry.id for entry in found] == sorted({entry.id for entry in found}, reverse=True)
    return [(entry.entity, entry.action, entry.entity_id) for entry in found]


async def test_the_latest_entries_of_a_candidate_come_first_without_reads(
    ours: Organisation, theirs: Organisation
) -> None:
    job, jane, joe = await ours.job(), await ours.candidate("Jane Doe"), await ours.candidate("Joe Roe")
    applied, _ = await ours.application(job, jane), await ours.application(job, joe)
    await theirs.candidate()
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.audit.note(AuditAction.READ, "document", 7, jane.id)
        await work.audit.note(AuditAction.EXPORT, "candidate", jane.id, jane.id)
        await work.applications.change(applied.id, {"status": "offer"})
    assert await latest(ours, "candidate", jane.id) == [
        ("application", "update", applied.id),
        ("application", "insert", applied.id),
        ("candidate", "insert", jane.id),
    ]


async def test_the_latest_entries_of_a_job_are_its_own_and_those_of_what_belongs_to_it(ours: Organisation) -> None:
    other, job, jane = await ours.job(), await ours.job(), await ours.candidate("Jane Doe")
    applied, _ = await ours.application(job, jane), await ours.application(other, jane)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.jobs.change(job.id, {"title": "Baker"})
    assert await latest(ours, "job", job.id) == [
        ("job", "update", job.id),
        ("application", "insert", applied.id),
        ("job", "insert", job.id),
    ]


async def test_entries_are_limited_by_kind_id_and_number(storage: Storage, ours: Organisation) -> None:
    job, jane, joe = await ours.job(), await ours.candidate("Jane Doe"), await ours.candidate("Joe Roe")
    applied = await ours.application(job, joe)
    assert await latest(ours, "candidate", joe.id, entities=["candidate"]) == [("candidate", "insert", joe.id)]
    assert await latest(ours, "candidate", jane.id, joe.id, limit=2) == [
        ("application", "insert", applied.id),
        ("candidate", "insert", joe.id),
    ]
    async with storage.transaction(ours.actor.org_id) as work:
        (first,) = await work.audit.latest("candidate", [joe.id], LAST, 1, ALL)
    assert await latest(ours, "candidate", joe.id, before=first.id) == [("candidate", "insert", joe.id)]
    assert await latest(ours, "candidate", joe.id, entities=[]) == []


async def test_a_merge_is_an_entry_of_the_kept_candidate(storage: Storage, ours: Organisation) -> None:
    kept, other = await ours.candidate("Jane Doe"), await ours.candidate("Jane D.")
    await Merging(storage, SystemClock()).merge(ours.actor, kept.id, other.id)
    assert ("candidate", "merge", other.id) in await latest(ours, "candidate", kept.id)
    assert ("candidate", "delete", other.id) in await latest(ours, "candidate", other.id)


async def test_users_are_found_by_id_without_removed_ones(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    one, removed = [await colleague(storage, ours.actor.org_id, role) for role in (Role.VIEWER, Role.RECRUITER)]
    async with storage.transaction(ours.actor.org_id) as work:
        await work.users.remove(removed.user_id)
    async with storage.transaction(ours.actor.org_id) as work:
        wanted = [one.user_id, removed.user_id, theirs.actor.user_id, ours.actor.user_id, 2**80]
        assert [user.id for user in await work.users.by_ids(wanted)] == [ours.actor.user_id, one.user_id]
        assert [user.full_name for user in await work.users.by_ids([one.user_id])] == ["Viewer"]
