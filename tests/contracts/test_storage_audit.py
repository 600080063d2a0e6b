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
from recruit.domain.audit.model import ORIGIN, AuditAction, AuditEntry, Origin, OriginKind, acting
from recruit.domain.audit.service import LINK_BATCH, Auditing, Head
from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
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


async def test_a_write_is_noted_with_who_and_what(ours: Organisation) -> None:
    with acting(replace(ours.actor, kind=ActorKind.AGENT)):
        job = await ours.job("Baker", salary_min=1)
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.jobs.change(job.id, {"title": "Chief Baker", "salary_min": 1})
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.jobs.remove(job.id)
    made, changed, gone = await entries(ours, entity="job", entity_id=job.id)
    assert {(one.kind, one.user_id, one.candidate_id) for one in (made, changed, gone)} == {
        ("agent", ours.actor.user_id, None)
    }
    assert (made.action, made.before, title(made.after)) == ("insert", None, "Baker")
    assert (changed.action, changed.before, changed.after) == ("update", {"title": "Baker"}, {"title": "Chief Baker"})
    assert (gone.action, title(gone.before), gone.after) == ("delete", "Chief Baker", None)


async def test_request_and_address_are_noted(ours: Organisation) -> None:
    mark = ORIGIN.set(Origin(kind=OriginKind.KEY, user_id=3, key_id=4, request_id="r-1", address="2001:db8::1"))
    await ours.job()
    ORIGIN.reset(mark)
    (entry,) = await entries(ours, entity="job")
    told = (entry.kind, entry.user_id, entry.key_id, entry.request_id, entry.address)
    assert told == ("key", 3, 4, "r-1", "2001:db8::1")


async def test_what_is_rolled_back_is_not_noted(ours: Organisation) -> None:
    with pytest.raises(ZeroDivisionError):
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.candidates.add(CandidateDetails(full_name="Nobody"))
            raise ZeroDivisionError
    assert not await entries(ours, entity="candidate")


async def test_each_part_of_a_whole_is_noted_as_its_own_actors(ours: Organisation) -> None:
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


async def test_what_belongs_to_a_person_is_about_that_person(ours: Organisation) -> None:
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


async def test_features_are_kept_without_an_entry(ours: Organisation) -> None:
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


async def test_the_chain_holds_over_what_is_added_later(storage: Storage, ours: Organisation) -> None:
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


async def test_a_long_log_is_chained_with_pauses_and_what_comes_meanwhile_waits(
    ours: Organisation, storage: Storage
) -> None:
    waiting: list[int] = []

    async def left() -> int:
        async with ours.storage.transaction(ours.actor.org_id) as work:
            return await work.audit.waiting()

    async def all_can_be_chained() -> None:
        """Wait for older transactions of others, such as autovacuum's, before which no newer entry is chained."""
        while True:
            async with ours.storage.transaction(ours.actor.org_id) as work:
                if (
                    len(await work.audit.unchained(await work.watermark(), 3 * LINK_BATCH))
                    == await work.audit.waiting()
                ):
                    return

    async def pause() -> None:
        waiting.append(await left())
        await ours.job("Waits")
        await all_can_be_chained()

    async with ours.storage.transaction(ours.actor.org_id) as work:
        for _ in range(2 * LINK_BATCH):
            await work.jobs.add(JobDetails(title="Baker"), created_by_user_id=ours.actor.user_id)
    await all_can_be_chained()
    some = await left()
    assert await Auditing(storage, pause).organisation(ours.actor.org_id) == some + 2
    assert waiting == [some - LINK_BATCH, some + 1 - 2 * LINK_BATCH, 0]
    assert await left() == 1


async def test_the_chain_holds_however_many_write_while_it_is_made(storage: Storage, ours: Organisation) -> None:
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


async def test_a_head_that_is_not_there_is_a_fault(storage: Storage, ours: Organisation) -> None:
    auditing, org_id = Auditing(storage), ours.actor.org_id
    await auditing.organisation(org_id)
    head = (await auditing.verify(org_id)).head
    assert "missing at the end" in str((await auditing.verify(org_id, Head(head.place + 1, "x"))).fault)
    assert "After restoring a backup" in str((await auditing.verify(org_id, Head(head.place, "x"))).fault)
    assert "another hash" in str((await auditing.verify(org_id, replace(head, hash="x"))).fault)
    other = str((await auditing.verify(org_id, replace(head, hash="x", entry_id=77_777))).fault)
    assert f"it has entry #{head.entry_id}, and had #77777. After restoring a backup" in other


async def test_a_person_is_found_by_a_name_of_whatever_letters(storage: Storage, ours: Organisation) -> None:
    name, now = 'İlkay "Ike" Öz', datetime(2026, 1, 1, tzinfo=UTC)
    candidate = await ours.candidate(name)
    async with storage.transaction(ours.actor.org_id) as work:
        for text, tools in (
            (f"Show {name.upper()}", ()),
            ("Show them", ({"arguments": {"name": name}},)),
            ("Jobs", ()),
        ):
            begun = await work.conversations.add(ours.actor.user_id, now)
            said = MessageDetails(role=Speaker.USER, text=text, tools=tools, created_at=now)
            await work.conversations.add_message(begun.id, said)
    receipt = await Erasing(storage, SystemClock(), lambda _: None).erase(ours.actor, candidate.id)
    assert receipt.counts["conversations"] == 2


async def test_vectors_of_a_person_go_with_those_of_what_they_said_before(storage: Storage, ours: Organisation) -> None:
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
        left = [one.text for one in await work.embeddings.changes(MODEL, 0, b"", 10)]
    assert (receipt.counts["vectors"], left) == (2, [texts[Job]])


async def test_a_person_is_erased_in_whatever_role_storage_works(storage: Storage, ours: Organisation) -> None:
    auditing, org_id = Auditing(storage), ours.actor.org_id
    candidate, other = await ours.candidate("Jane Doe"), await ours.candidate("Jan Roe")
    await ours.application(await ours.job(), candidate)
    await auditing.organisation(org_id)
    await ours.application(await ours.job(), candidate)  # not chained as yet
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
