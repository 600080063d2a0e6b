"""Storage contract: the audit log. No write goes without an entry, and the hash chain reveals tampering."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from contracts.featured import ENGINE, MODEL, embedded, features_of, text_of
from recruit.adapters.clock import SystemClock
from recruit.domain.accounts.model.users import ActorKind
from recruit.domain.agent.model import MessageDetails, Speaker
from recruit.domain.audit.model import ORIGIN, AuditAction, AuditEntry, Head, Origin, OriginKind, acting, causing
from recruit.domain.audit.service import LINK_BATCH, Auditing
from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.external_ids.model import RecordKind
from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.matching.model import Changed, Embedded, Features
from recruit.domain.privacy.erasure import Erasing
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Window
from recruit.ports.audit import AuditSearch
from recruit.ports.storage import Storage
from worlds import Organisation


async def entries(ours: Organisation, **wanted: Any) -> Sequence[AuditEntry]:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return (await work.audit.page(Window(limit=100), AuditSearch(**wanted))).items


def title(row: Mapping[str, Any] | None) -> object:
    assert row is not None
    return row["title"]


async def test_a_write_is_logged_with_its_actor_and_its_change(ours: Organisation) -> None:
    with acting(replace(ours.actor, kind=ActorKind.AGENT)):
        job = await ours.job("Baker", salary_min=1)
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.jobs.change(job.id, {"title": "Chief Baker", "salary_min": 1})
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.jobs.remove(job.id)
    made, changed, removed = await entries(ours, entity="job", entity_id=job.id)
    assert {(one.kind, one.user_id, one.candidate_id) for one in (made, changed, removed)} == {
        ("agent", ours.actor.user_id, None)
    }
    assert (made.action, made.before, title(made.after)) == ("insert", None, "Baker")
    assert (changed.action, changed.before, changed.after) == ("update", {"title": "Baker"}, {"title": "Chief Baker"})
    assert (removed.action, title(removed.before), removed.after) == ("delete", "Chief Baker", None)


async def test_the_request_id_and_the_address_are_logged(ours: Organisation) -> None:
    reset_token = ORIGIN.set(Origin(kind=OriginKind.KEY, user_id=3, key_id=4, request_id="r-1", address="2001:db8::1"))
    await ours.job()
    ORIGIN.reset(reset_token)
    (entry,) = await entries(ours, entity="job")
    fields = (entry.kind, entry.user_id, entry.key_id, entry.request_id, entry.address)
    assert fields == ("key", 3, 4, "r-1", "2001:db8::1")


async def test_a_rolled_back_write_is_not_logged(ours: Organisation) -> None:
    with pytest.raises(ZeroDivisionError):
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.candidates.add(CandidateDetails(full_name="Nobody"))
            raise ZeroDivisionError
    assert not await entries(ours, entity="candidate")


async def test_each_unit_of_an_outer_transaction_is_logged_with_its_own_actor(ours: Organisation) -> None:
    async with ours.storage.outer_transaction(ours.actor.org_id):
        with acting(ours.actor):
            await ours.job("One")
            with pytest.raises(ZeroDivisionError):
                async with ours.storage.transaction(ours.actor.org_id) as work:
                    await work.candidates.add(CandidateDetails(full_name="Nobody"))
                    raise ZeroDivisionError
            await ours.job("Two")
        with acting(replace(ours.actor, kind=ActorKind.AGENT)):
            await ours.job("Three")
    found = await entries(ours, entity="job")
    assert [(title(one.after), one.kind) for one in found] == [("One", "user"), ("Two", "user"), ("Three", "agent")]


async def test_entries_about_a_persons_records_refer_to_that_person(ours: Organisation) -> None:
    candidate = await ours.candidate("Jane Doe")
    await ours.application(await ours.job(), candidate)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.audit.note(AuditAction.READ, "document", 7, candidate.id)
        await work.candidates.remove(candidate.id)
    found = await entries(ours, candidate_id=candidate.id)
    assert sorted((one.entity, one.action) for one in found) == [
        ("application", "delete"),
        ("application", "insert"),
        ("candidate", "delete"),
        ("candidate", "insert"),
        ("document", "read"),
    ]


async def test_passwords_are_in_no_entry(ours: Organisation) -> None:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.users.set_password(ours.actor.user_id, "$argon2id$secret")
    found = await entries(ours)
    assert ("login", "update") in {(one.entity, one.action) for one in found}
    assert "argon2id" not in str(found)


async def test_saving_features_logs_no_entry(ours: Organisation) -> None:
    candidate = await ours.candidate()
    async with ours.storage.transaction(ours.actor.org_id) as work:
        (stored,) = await work.candidates.stale(7, 10)
    before = await entries(ours)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.candidates.save([Changed(candidate.id, stored.version, Features(7, b"x", b"y"))])
    assert await entries(ours) == before


async def test_filters_narrow_the_list(ours: Organisation, theirs: Organisation) -> None:
    job, _ = await ours.job(), await theirs.job()
    with acting(ours.actor):
        await ours.job()
    first, second = await entries(ours, entity="job")
    assert await entries(ours, entity="job", entity_id=job.id) == [first]
    assert await entries(ours, user_id=ours.actor.user_id) == [second]
    assert await entries(ours, entity="job", since=second.at, until=second.at) == []
    assert second in await entries(ours, since=second.at, action="insert")


async def test_the_entries_of_several_applications_are_read_together(ours: Organisation, theirs: Organisation) -> None:
    job = await ours.job()
    first, second, other = [await ours.application(job, await ours.candidate()) for _ in range(3)]
    foreign = await theirs.application(await theirs.job(), await theirs.candidate())
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.applications.change(first.id, {"status": "interview"})
    async with ours.storage.reading(ours.actor.org_id) as work:
        found = await work.audit.of_applications([first.id, second.id, foreign.id])
        assert await work.audit.of_applications([]) == []
    stages = [[one.stage for one in found if one.entity_id == wanted.id] for wanted in (first, second, other)]
    assert stages == [["sourced", "interview"], ["sourced"], []]
    assert len(found) == 3


async def test_records_with_later_writes_of_another_cause_are_found(ours: Organisation, theirs: Organisation) -> None:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        cause = await work.audit.note(AuditAction.INSERT, "import", 1)
    with causing(cause):
        jane, john, mary = [await ours.candidate(name) for name in ("Jane Doe", "John Roe", "Mary Poe")]
        job, used, changed = [await ours.job(title) for title in ("Baker", "Cook", "Welder")]
        await ours.application(job, jane)
    await ours.application(used, john)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.jobs.change(changed.id, {"title": "Chief Welder"})
        await work.audit.note(AuditAction.READ, "candidate", jane.id, jane.id)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        last = await work.audit.note(AuditAction.READ, "candidate", mary.id, mary.id)
        candidates = [jane.id, john.id, mary.id]
        assert await work.audit.changed_by_others(RecordKind.CANDIDATE, candidates, cause) == {john.id}
        jobs = [job.id, used.id, changed.id]
        assert await work.audit.changed_by_others(RecordKind.JOB, jobs, cause) == {used.id, changed.id}
        assert await work.audit.changed_by_others(RecordKind.JOB, jobs, last) == set()
    async with theirs.storage.transaction(theirs.actor.org_id) as work:
        assert await work.audit.changed_by_others(RecordKind.JOB, jobs, cause) == set()


async def test_the_chain_stays_valid_when_entries_are_added(storage: Storage, ours: Organisation) -> None:
    auditing, org_id = Auditing(storage), ours.actor.org_id
    await ours.job()
    assert await auditing.organisation(org_id) == len(await entries(ours))
    head = (await auditing.verify(org_id)).head
    await ours.candidate()
    await auditing.organisation(org_id)
    verdict = await auditing.verify(org_id, head)
    assert (verdict.fault, verdict.waiting, verdict.head.place) == (None, 0, len(await entries(ours)))
    assert [one.place for one in await entries(ours)] == list(range(1, verdict.head.place + 1))


async def test_an_entry_has_its_salt_before_it_is_chained_and_keeps_it(storage: Storage, ours: Organisation) -> None:
    await ours.job()
    salts = [one.salt for one in await entries(ours)]
    await Auditing(storage).organisation(ours.actor.org_id)
    assert None not in salts
    assert [one.salt for one in await entries(ours)] == salts
    assert len(set(salts)) == len(salts)


async def test_a_long_log_is_chained_in_batches_and_newer_entries_wait(ours: Organisation, storage: Storage) -> None:
    waiting: list[int] = []

    async def waiting_entries() -> int:
        async with ours.storage.transaction(ours.actor.org_id) as work:
            return await work.audit.waiting()

    async def pause() -> None:
        waiting.append(await waiting_entries())
        await ours.job("Waits")

    async with ours.storage.transaction(ours.actor.org_id) as work:
        for _ in range(2 * LINK_BATCH):
            await work.jobs.add(JobDetails(title="Baker"), created_by_user_id=ours.actor.user_id)
    count = await waiting_entries()
    assert await Auditing(storage, pause).organisation(ours.actor.org_id) == count + 2
    assert waiting == [count - LINK_BATCH, count + 1 - 2 * LINK_BATCH, 0]
    assert await waiting_entries() == 1


async def test_the_chain_stays_valid_under_concurrent_writes(storage: Storage, ours: Organisation) -> None:
    auditing, org_id = Auditing(storage), ours.actor.org_id
    heads = []
    for _ in range(5):
        await asyncio.gather(*(ours.job(f"Baker {n}") for n in range(6)), auditing.organisation(org_id))
        heads.append((await auditing.verify(org_id)).head)
    await auditing.organisation(org_id)
    for head in heads:
        verdict = await auditing.verify(org_id, head)
        assert (verdict.fault, verdict.waiting) == (None, 0)
    assert {title(one.after) for one in await entries(ours, entity="job") if one.place} == {
        f"Baker {n}" for n in range(6)
    }
    assert verdict.head.place == len(await entries(ours))


async def test_a_missing_head_is_a_fault(storage: Storage, ours: Organisation) -> None:
    auditing, org_id = Auditing(storage), ours.actor.org_id
    await auditing.organisation(org_id)
    head = (await auditing.verify(org_id)).head
    assert "missing at the end" in str((await auditing.verify(org_id, Head(head.place + 1, "x"))).fault)
    assert "After restoring a backup" in str((await auditing.verify(org_id, Head(head.place, "x"))).fault)
    assert "another hash" in str((await auditing.verify(org_id, replace(head, hash="x"))).fault)
    other = str((await auditing.verify(org_id, replace(head, hash="x", entry_id=77_777))).fault)
    assert f"it has entry #{head.entry_id}, and had #77777. After restoring a backup" in other


async def test_erasure_finds_a_name_with_quotes_and_letters_beyond_ascii(storage: Storage, ours: Organisation) -> None:
    name, now = 'İlkay "Ike" Öz', datetime(2026, 1, 1, tzinfo=UTC)
    candidate = await ours.candidate(name)
    async with storage.transaction(ours.actor.org_id) as work:
        for text, tools in (
            (f"Show {name.upper()}", ()),
            ("Show them", ({"arguments": {"name": name}},)),
            ("Jobs", ()),
        ):
            conversation = await work.conversations.add(ours.actor.user_id, now)
            message = MessageDetails(role=Speaker.USER, text=text, tools=tools, created_at=now)
            await work.conversations.add_message(conversation.id, message)
    receipt = await Erasing(storage, SystemClock(), lambda _: None).erase(ours.actor, candidate.id)
    assert receipt.counts["conversations"] == 2


async def test_erasing_a_person_removes_their_current_and_earlier_vectors(storage: Storage, ours: Organisation) -> None:
    candidate, _ = await ours.candidate("Jane Doe"), await ours.job()
    async with storage.transaction(ours.actor.org_id) as work:
        for records in (work.candidates, work.jobs):
            (stored,) = await records.stale(ENGINE, 10)
            await records.save([Changed(stored.record.id, stored.version, features_of(id(type(stored.record))))])
        texts = {kind: text_of(id(kind)) for kind in (Candidate, Job)}
        vectors = [Embedded(text, 0, embedded(0).vector) for text in (*texts.values(), text_of(0, "earlier"))]
        await work.embeddings.add(MODEL, vectors)
    receipt = await Erasing(storage, SystemClock(), lambda _: None).erase(ours.actor, candidate.id)
    async with storage.transaction(ours.actor.org_id) as work:
        waiting_entries = [one.text for one in await work.embeddings.changes(MODEL, 0, b"", 10)]
    assert (receipt.counts["vectors"], waiting_entries) == (2, [texts[Job]])


async def test_a_person_is_erased_in_every_database_role(storage: Storage, ours: Organisation) -> None:
    auditing, org_id = Auditing(storage), ours.actor.org_id
    candidate, other = await ours.candidate("Jane Doe"), await ours.candidate("Jan Roe")
    await ours.application(await ours.job(), candidate)
    await auditing.organisation(org_id)
    await ours.application(await ours.job(), candidate)  # not chained yet
    forgotten: list[int] = []
    receipt = await Erasing(storage, SystemClock(), forgotten.append).erase(ours.actor, candidate.id)
    assert (receipt.counts["candidates"], receipt.counts["applications"], forgotten) == (1, 2, [org_id])
    assert not any(one.has_values for one in await entries(ours, candidate_id=candidate.id))
    assert all(one.has_values for one in await entries(ours, candidate_id=other.id))
    await auditing.organisation(org_id)
    verdict = await auditing.verify(org_id)
    assert (verdict.fault, verdict.waiting) == (None, 0)
    assert verdict.erased == len(await entries(ours, candidate_id=candidate.id)) - 1, "the erasure itself has no values"
    with pytest.raises(NotFound):
        await Erasing(storage, SystemClock(), forgotten.append).erase(ours.actor, candidate.id)


async def test_the_log_is_read_from_its_end(ours: Organisation) -> None:
    jobs = [await ours.job(title) for title in ("Baker", "Cook", "Waiter")]
    wanted = AuditSearch(entity="job")
    async with ours.storage.transaction(ours.actor.org_id) as work:
        whole = await work.audit.page(Window(), wanted, newest_first=True)
        first = await work.audit.page(Window(limit=1), wanted, newest_first=True)
        second = await work.audit.page(Window(limit=1, skip=1), wanted, newest_first=True)
        rest = await work.audit.page(Window(after=second.items[0].id), wanted, newest_first=True)
    assert [entry.entity_id for entry in whole.items] == [job.id for job in reversed(jobs)]
    assert ([one.entity_id for one in first.items], first.total, first.more) == ([jobs[2].id], 3, True)
    assert ([one.entity_id for one in second.items], second.more) == ([jobs[1].id], True)
    assert ([one.entity_id for one in rest.items], rest.more) == ([jobs[0].id], False)
