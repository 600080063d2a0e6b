"""Retention: erasure of inactive candidates and of old logs."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contracts.featured import ENGINE, MODEL, embedded, features_of, text_of
from recruit.domain.agent.model import MessageDetails, Speaker
from recruit.domain.audit.model import AuditAction
from recruit.domain.matching.model import Changed, Direction, Embedded, MatchRecord
from recruit.domain.privacy.erasure import Erasing
from recruit.domain.privacy.model import Periods
from recruit.domain.privacy.retention import Retention
from recruit.domain.shared.pages import Window
from recruit.entrypoints import kernel
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings
from recruit.ports.audit import AuditSearch
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from worlds import Organisation, new_organisation

PERIODS = Periods(candidates=365, logs=30)


@dataclass
class DaysAhead:
    """A clock that is `days` ahead."""

    days: float = 0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(days=self.days)


@pytest.fixture(params=["memory:", "postgresql+asyncpg:"])
async def storage(request: pytest.FixtureRequest, database: str) -> AsyncIterator[Storage]:
    url = database if "postgresql" in request.param else request.param
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as found:
        yield found


@pytest.fixture
async def organisation(storage: Storage) -> Organisation:
    return await new_organisation(storage)


def retention(storage: Storage, days: float, periods: Periods = PERIODS) -> Retention:
    clock = DaysAhead(days)
    return Retention(storage, Erasing(storage, clock, lambda _: None), clock, periods)


async def candidate_names(organisation: Organisation) -> list[str]:
    async with organisation.storage.transaction(organisation.actor.org_id) as work:
        return [one.full_name for one in await work.candidates.all()]


async def test_an_inactive_candidate_is_erased_with_a_receipt(storage: Storage, organisation: Organisation) -> None:
    first, second = await organisation.candidate("Jane Doe"), await organisation.candidate("Jan Roe")
    assert await retention(storage, 364).organisation(organisation.actor.org_id) == 0
    assert await candidate_names(organisation) == ["Jane Doe", "Jan Roe"]
    assert await retention(storage, 366).organisation(organisation.actor.org_id) == 2
    assert await candidate_names(organisation) == []
    async with storage.transaction(organisation.actor.org_id) as work:
        receipts = (await work.erasures.page(Window())).items
        noted = (await work.audit.page(Window(), AuditSearch(action=AuditAction.ERASE))).items
    assert [(one.kind, one.user_id) for one in receipts] == [("retention", None)] * 2
    assert [one.candidate_ids for one in receipts] == [(first.id,), (second.id,)]
    assert [one.kind for one in noted] == ["retention"] * 2


async def test_changes_count_as_activity_and_reads_do_not(storage: Storage, organisation: Organisation) -> None:
    read, changed, applied = [await organisation.candidate(name) for name in ("Read", "Changed", "Applied")]
    job = await organisation.job()
    cut_off = datetime.now(UTC)
    async with storage.transaction(organisation.actor.org_id) as work:
        await work.audit.note(AuditAction.READ, "document", 1, read.id)
    async with storage.transaction(organisation.actor.org_id) as work:
        await work.candidates.change(changed.id, {"notes": "Met again"})
    await organisation.application(job, applied)
    async with storage.transaction(organisation.actor.org_id) as work:
        assert await work.personal_data.inactive_candidates(cut_off, 10) == [read.id]
        assert await work.personal_data.inactive_candidates(cut_off - timedelta(days=1), 10) == []


async def test_without_retention_periods_no_candidate_is_erased(storage: Storage, organisation: Organisation) -> None:
    await organisation.candidate("Jane Doe")
    assert await retention(storage, 10_000, Periods()).organisation(organisation.actor.org_id) == 0
    assert await candidate_names(organisation) == ["Jane Doe"]


async def test_listing_due_records_erases_nothing(storage: Storage, organisation: Organisation) -> None:
    candidate = await organisation.candidate("Jane Doe")
    (due,) = [one for one in await retention(storage, 366).due() if one.org_id == organisation.actor.org_id]
    assert (due.candidates, due.logs) == ([candidate.id], {"match_logs": 0, "conversations": 0})
    assert await candidate_names(organisation) == ["Jane Doe"]


async def test_old_logs_are_deleted_and_new_ones_are_kept(storage: Storage, organisation: Organisation) -> None:
    now = datetime.now(UTC)
    job, candidate = await organisation.job(), await organisation.candidate()
    async with storage.transaction(organisation.actor.org_id) as work:
        for at in (now - timedelta(days=31), now):
            begun = await work.conversations.add(organisation.actor.user_id, at)
            message = MessageDetails(role=Speaker.USER, text="list jobs", created_at=at)
            await work.conversations.add_message(begun.id, message)
            await work.match_logs.add(
                [
                    MatchRecord(
                        direction=Direction.CANDIDATES_FOR_JOB,
                        user_id=organisation.actor.user_id,
                        job_id=job.id,
                        candidate_id=candidate.id,
                        score=50,
                        reason="",
                        strategy="naive",
                        receipt={},
                        created_at=at,
                    )
                ]
            )
    (due,) = [one for one in await retention(storage, 0).due() if one.org_id == organisation.actor.org_id]
    assert due.logs == {"match_logs": 1, "conversations": 1}
    await retention(storage, 0).organisation(organisation.actor.org_id)
    async with storage.transaction(organisation.actor.org_id) as work:
        (log,) = (await work.match_logs.page(Window())).items
        (conversation,) = (await work.conversations.page(organisation.actor.user_id, Window())).items
        assert (log.created_at, conversation.updated_at) == (now, now)


async def test_retention_runs_in_the_background(tmp_path: Path) -> None:
    settings = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path), "RECRUIT_EMBEDDER": "none:"}
    async with assemble(Settings.from_environment(settings)) as services:
        assert "retention" in {event for event, _, _ in services.background.queues()}


async def test_vectors_of_texts_without_a_record_are_removed(storage: Storage, organisation: Organisation) -> None:
    await organisation.job()
    async with storage.transaction(organisation.actor.org_id) as work:
        (stored,) = await work.jobs.stale(ENGINE, 10)
        await work.jobs.save([Changed(stored.record.id, stored.version, features_of(1))])
        await work.embeddings.add(MODEL, [Embedded(text_of(key), 0, embedded(0).vector) for key in (1, 2)])
    await retention(storage, 0, Periods()).organisation(organisation.actor.org_id)
    async with storage.transaction(organisation.actor.org_id) as work:
        assert [one.text for one in await work.embeddings.changes(MODEL, 0, b"", 10)] == [text_of(1)]


async def test_vectors_stay_while_a_record_has_no_features(storage: Storage, organisation: Organisation) -> None:
    await organisation.job()
    async with storage.transaction(organisation.actor.org_id) as work:
        await work.embeddings.add(MODEL, [embedded(1)])
    await retention(storage, 0, Periods()).organisation(organisation.actor.org_id)
    async with storage.transaction(organisation.actor.org_id) as work:
        assert len(await work.embeddings.changes(MODEL, 0, b"", 10)) == 1
