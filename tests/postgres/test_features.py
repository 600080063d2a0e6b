"""Features and changes under concurrent units of work: a reader misses no commit, and no writer waits."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from contracts.featured import ENGINE, MODEL, Records, embedded, features_of, text_of
from recruit.domain.applications.model import ApplicationDetails
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.matching.model import ChangeBatch, Embedded
from recruit.domain.shared.errors import Unavailable
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import ALL_ORGANISATIONS, Storage
from worlds import Organisation, new_organisation

WRITERS, ROUNDS = 6, 5

Write = Callable[[Any], Awaitable[object]]


class Aborted(Exception):
    """Raised in a unit of work to roll it back."""


@pytest.fixture(scope="module", params=["as owner", "as superuser"])
def url(request: pytest.FixtureRequest, database: str, superusers_database: str) -> str:
    return database if request.param == "as owner" else superusers_database


@pytest.fixture(scope="module")
async def storage(url: str) -> AsyncIterator[Storage]:
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as found:
        yield found


@pytest.fixture
async def records(storage: Storage) -> Records:
    return Records(await new_organisation(storage), "candidates")


@asynccontextmanager
async def unfinished(ours: Organisation, *writes: Write) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Run a unit of work in a separate task: the first write before the block, the commit after it.

    The block gets a function that makes the next write.
    """
    steps: asyncio.Queue[Write | None] = asyncio.Queue()
    rest = iter(writes)

    async def run() -> None:
        async with ours.storage.transaction(ours.actor.org_id) as work:
            while step := await steps.get():
                await step(work)
                steps.task_done()

    async def write() -> None:
        steps.put_nowait(next(rest))
        await steps.join()

    async with asyncio.TaskGroup() as group:
        group.create_task(run())
        await write()
        yield write
        steps.put_nowait(None)


async def until_waiting(url: str, count: int) -> None:
    """Return once `count` statements wait for a lock."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        waiting = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        while await connection.fetchval(waiting) < count:
            await connection.execute("SELECT pg_stat_clear_snapshot()")
    finally:
        await connection.close()


@dataclass
class Reader:
    """Reads all changes since the previous watermark, as a matching index does."""

    records: Records
    size: int = 2
    since: int = 0
    seen: set[tuple[int, int]] = field(default_factory=set)

    async def catch_up(self) -> set[int]:
        """Return the ids of records with versions not seen before."""
        first: ChangeBatch = await self.records.ask("changes", self.since, 0, self.size)
        found = {(change.id, change.version) for change in first.changes}
        if first.changes:
            last = first.changes[-1]
            found |= {(one.id, one.version) for one in await self.records.paged(last.version, self.size, last.id)}
        new = found - self.seen
        self.since, self.seen = first.watermark, self.seen | found
        return {key for key, _ in new}


def adding(name: str) -> Write:
    return lambda work: work.candidates.add(CandidateDetails(full_name=name))


def changing(key: int) -> Write:
    return lambda work: work.candidates.change(key, {"notes": "changed"})


async def named(records: Records, *names: str) -> set[int]:
    """The ids of the candidates with these names."""
    return {one.id for one in await records.ask("all") if one.full_name in names}


async def test_a_late_commit_of_an_early_transaction_is_in_the_readers_next_changes(records: Records) -> None:
    reader = Reader(records)
    async with unfinished(records.ours, adding("late")):
        other = await records.add()
        assert await reader.catch_up() == {other}
        assert await reader.catch_up() == set()
    assert await reader.catch_up() == await named(records, "late")


async def test_a_late_committed_change_is_in_the_readers_next_changes(records: Records) -> None:
    reader, key = Reader(records), await records.add()
    await reader.catch_up()
    async with unfinished(records.ours, changing(key)):
        other = await records.add()
        assert await reader.catch_up() == {other}
    assert await reader.catch_up() == {key}


async def test_writes_after_the_reader_caught_up_are_in_its_next_changes(records: Records) -> None:
    reader, key = Reader(records), await records.add()
    async with unfinished(records.ours, adding("first"), adding("second"), changing(key)) as write:
        await records.add()
        await reader.catch_up()
        await write()
        await records.add()
        await reader.catch_up()
        await write()
    assert await reader.catch_up() == await named(records, "first", "second") | {key}


async def test_a_first_write_of_an_older_open_transaction_is_in_the_readers_next_changes(records: Records) -> None:
    reader = Reader(records)
    reading: Write = lambda work: work.candidates.all()  # noqa: E731 - a step like the others
    async with unfinished(records.ours, reading, adding("late")) as write:
        await records.add()
        await reader.catch_up()
        await write()
        assert await reader.catch_up() == set()
    assert await reader.catch_up() == await named(records, "late")


async def test_commits_in_reverse_order_of_their_start_are_all_seen(records: Records) -> None:
    reader = Reader(records)
    async with unfinished(records.ours, adding("first")):
        async with unfinished(records.ours, adding("second")):
            async with unfinished(records.ours, adding("third")):
                assert await reader.catch_up() == set()
            assert await reader.catch_up() == await named(records, "third")
        assert await reader.catch_up() == await named(records, "second")
    assert await reader.catch_up() == await named(records, "first")


async def test_a_rolled_back_change_is_never_seen_and_hides_no_other(records: Records) -> None:
    reader, key = Reader(records), await records.add()
    await reader.catch_up()
    with pytest.raises(Aborted):
        async with records.ours.storage.transaction(records.ours.actor.org_id) as work:
            await work.candidates.change(key, {"notes": "changed"})
            await work.candidates.add(CandidateDetails(full_name="undone"))
            other = await records.add()
            assert await reader.catch_up() == {other}
            raise Aborted
    assert await reader.catch_up() == set()
    new = await records.add()
    assert await reader.catch_up() == {new}


async def test_a_commit_between_a_readers_pages_is_seen_in_this_or_the_next_batch(records: Records) -> None:
    ours, reader = records.ours, Reader(records)
    async with unfinished(ours, adding("late")):
        ids = [await records.add() for _ in range(3)]
        watermark = await records.watermark()
        (first,) = await records.changes(0, 0, 1)
    rest = await records.paged(first.version, 1)
    late = await named(records, "late")
    assert first.id == ids[0]
    assert set(ids[1:]) <= {change.id for change in rest}
    reader.since = watermark
    assert late <= await reader.catch_up()


async def test_a_commit_during_the_readers_unit_of_work_is_seen_in_this_or_the_next_batch(
    records: Records,
) -> None:
    ours = records.ours
    async with unfinished(ours, adding("late")), ours.storage.transaction(ours.actor.org_id) as work:
        watermark = (await work.candidates.changes(0, 0, 10)).watermark
        async with unfinished(ours, adding("after the watermark")):
            await work.candidates.changes(0, 0, 10)
    found = {change.id for change in await records.paged(watermark, 1)}
    assert found == await named(records, "late", "after the watermark")


async def test_late_committed_vectors_are_in_the_readers_next_changes(records: Records) -> None:
    ours = records.ours
    async with unfinished(ours, lambda work: work.embeddings.add(MODEL, [embedded(1)])):
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.embeddings.add(MODEL, [embedded(2)])
        async with ours.storage.transaction(ours.actor.org_id) as work:
            watermark = await work.watermark()
            assert [one.text for one in await work.embeddings.changes(MODEL, 0, b"", 10)] == [text_of(2)]
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert text_of(1) in [one.text for one in await work.embeddings.changes(MODEL, watermark, b"", 10)]


@pytest.mark.parametrize("size", [1, 3, 1_000])
async def test_a_reader_sees_the_last_version_of_every_record_under_concurrent_writes(
    records: Records, size: int
) -> None:
    reader = Reader(records, size)

    async def write() -> None:
        for _ in range(ROUNDS):
            first, second = await records.add(), await records.add()
            async with records.ours.storage.transaction(records.ours.actor.org_id) as work:
                await work.candidates.add(CandidateDetails(full_name="together"))
                await work.candidates.change(second, {"notes": "changed"})
                await work.candidates.change(first, {"notes": "changed"})

    writers = asyncio.gather(*(write() for _ in range(WRITERS)))
    while not writers.done():
        await reader.catch_up()
    await writers
    await reader.catch_up()
    last = {(change.id, change.version) for change in await records.paged(0, 1_000)}
    assert len(last) == 3 * WRITERS * ROUNDS
    assert last <= reader.seen


async def test_saving_features_skips_rows_that_are_being_written(records: Records) -> None:
    written, free = await records.add(), await records.add()
    async with unfinished(records.ours, changing(written)):
        await records.keep(written, free)
        assert (await records.one(free)).features == features_of(free)
    after = await records.one(written)
    assert after.features is None
    assert [one.record.id for one in await records.ask("stale", ENGINE, 10)] == [written]


async def test_rows_whose_writer_rolls_back_stay_stale(records: Records) -> None:
    key = await records.add()
    before = await records.one(key)
    ours = records.ours
    with pytest.raises(Aborted):
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.candidates.change(key, {"notes": "changed"})
            await records.keep(key)
            raise Aborted
    assert await records.one(key) == before
    await records.keep(key)
    assert (await records.one(key)).features == features_of(key)


async def test_concurrent_saves_of_features_in_opposite_order_neither_wait_nor_overwrite(records: Records) -> None:
    ids = [await records.add() for _ in range(4)]
    ours, changes = records.ours, [await records.one(key) for key in ids]
    own = [replace(change, features=features_of(change.id, word="mine")) for change in changes]
    others = [replace(change, features=features_of(change.id, word="other")) for change in changes]
    async with (
        ours.storage.transaction(ours.actor.org_id) as work,
        ours.storage.transaction(ours.actor.org_id) as other,
    ):
        await work.candidates.save(own[:2])
        await other.candidates.save(others[::-1])
        await work.candidates.save(own)
    words = [(await records.one(key)).features for key in ids]
    assert words == [
        features_of(key, word=word) for key, word in zip(ids, ["mine", "mine", "other", "other"], strict=True)
    ]


async def test_saving_features_does_not_skip_rows_that_an_application_refers_to(records: Records) -> None:
    ours, job, key = records.ours, await records.ours.job(), await records.add()
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.applications.add(ApplicationDetails(job_id=job.id, candidate_id=key))
        await records.keep(key)
    assert (await records.one(key)).features == features_of(key)


async def test_a_change_concurrent_with_saving_features_wins(url: str, records: Records) -> None:
    ours, key = records.ours, await records.add()
    before = await records.one(key)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.candidates.save([replace(before, features=features_of(key))])
        change = asyncio.create_task(records.change(key))
        await until_waiting(url, 1)
    await change
    after = await records.one(key)
    assert after.version > before.version
    assert after.features is None


async def add_vectors(ours: Organisation, *vectors: Embedded) -> None:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.embeddings.add(MODEL, vectors)


async def kept_vectors(ours: Organisation) -> dict[bytes, list[float]]:
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return {one.text: one.vector.tolist() for one in await work.embeddings.changes(MODEL, 0, b"", 1_000)}


async def test_the_first_of_concurrent_additions_of_a_text_is_kept(url: str, records: Records) -> None:
    ours = records.ours
    async with unfinished(ours, lambda work: work.embeddings.add(MODEL, [embedded(1, 1, 2)])):
        task = asyncio.create_task(add_vectors(ours, embedded(1, 3, 4), embedded(2, 5, 6)))
        await until_waiting(url, 1)
    await task
    assert await kept_vectors(ours) == {text_of(1): [1, 2], text_of(2): [5, 6]}


async def test_a_vector_is_added_when_a_concurrent_addition_rolls_back(url: str, records: Records) -> None:
    ours = records.ours
    with pytest.raises(Aborted):
        async with ours.storage.transaction(ours.actor.org_id) as work:
            await work.embeddings.add(MODEL, [embedded(1, 1, 2)])
            task = asyncio.create_task(add_vectors(ours, embedded(1, 3, 4)))
            await until_waiting(url, 1)
            raise Aborted
    await task
    assert await kept_vectors(ours) == {text_of(1): [3, 4]}


async def test_concurrent_additions_of_the_same_texts_in_opposite_order_do_not_deadlock(
    url: str, records: Records
) -> None:
    ours = records.ours
    first, middle, last = sorted((embedded(key) for key in range(3)), key=lambda one: one.text)
    async with unfinished(ours, lambda work: work.embeddings.add(MODEL, [middle])):
        tasks = [
            asyncio.create_task(add_vectors(ours, *order)) for order in ((first, middle, last), (last, middle, first))
        ]
        await until_waiting(url, 2)
    await asyncio.gather(*tasks)
    assert set(await kept_vectors(ours)) == {first.text, middle.text, last.text}


async def test_an_organisation_is_claimed_by_one_process_at_a_time(url: str, records: Records) -> None:
    storage, org_id = records.ours.storage, records.ours.actor.org_id
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as elsewhere:
        async with storage.claim(org_id) as first, elsewhere.claim(org_id) as second:
            assert (first, second) == (True, False)
        async with elsewhere.claim(org_id) as again, storage.claim(org_id) as late:
            assert (again, late) == (True, False)


async def test_a_lost_connection_releases_its_claim(superusers_database: str) -> None:
    dsn = superusers_database.replace("+asyncpg", "")
    async with kernel.STORAGE.open(AdapterConfig(superusers_database, Path())) as storage:
        org_id = (await new_organisation(storage)).actor.org_id
        with pytest.raises(Unavailable):
            async with storage.claim(org_id) as own:
                assert own is True
                await _terminate_holders_of_advisory_locks(dsn)
        async with storage.claim(org_id) as again:
            assert again is True


async def test_a_block_whose_claim_is_lost_is_cancelled(superusers_database: str) -> None:
    async with kernel.STORAGE.open(AdapterConfig(superusers_database, Path())) as storage:
        with pytest.raises(Unavailable):
            async with storage.claim(ALL_ORGANISATIONS):
                await _terminate_holders_of_advisory_locks(superusers_database.replace("+asyncpg", ""))
                await asyncio.Event().wait()


async def test_a_claim_that_its_process_does_not_keep_ends(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("recruit.adapters.postgres.storage")  # its package has a function of that name
    monkeypatch.setattr(module, "CLAIM_EXPIRES", "100ms")
    monkeypatch.setattr(module, "CLAIM_SECONDS", 600)
    open_storage = kernel.STORAGE.open
    async with open_storage(AdapterConfig(url, Path())) as stopped, open_storage(AdapterConfig(url, Path())) as other:
        with pytest.raises(Unavailable):
            async with stopped.claim(ALL_ORGANISATIONS) as own:
                assert own
                is_taken_over = False
                while not is_taken_over:
                    async with other.claim(ALL_ORGANISATIONS) as is_taken_over:
                        pass


async def test_a_claim_does_not_hold_back_vacuum(superusers_database: str) -> None:
    async with kernel.STORAGE.open(AdapterConfig(superusers_database, Path())) as storage:
        org_id = (await new_organisation(storage)).actor.org_id
        async with storage.claim(org_id) as own:
            assert own is True
            connection = await asyncpg.connect(superusers_database.replace("+asyncpg", ""))
            try:
                (holder,) = await connection.fetch(
                    "SELECT backend_xmin FROM pg_stat_activity JOIN pg_locks USING (pid) WHERE locktype = 'advisory'"
                    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                )
            finally:
                await connection.close()
    assert holder["backend_xmin"] is None


async def _terminate_holders_of_advisory_locks(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        terminated = await connection.fetch(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory'"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
    finally:
        await connection.close()
    assert [tuple(row) for row in terminated] == [(True,)]


async def test_a_row_of_three_kilobytes_is_not_compressed(records: Records, url: str) -> None:
    notes = "Five years of welding and of supervising welders. " * 60
    async with records.ours.storage.autocommit(records.ours.actor.org_id) as work:
        candidate = await work.candidates.add(CandidateDetails(full_name="Ada Byron", notes=notes))
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.execute(f"SET app.org_id = '{candidate.org_id}'")
    compression = "SELECT pg_column_compression(notes) FROM candidates WHERE org_id = $1 AND id = $2"
    assert await connection.fetchval(compression, candidate.org_id, candidate.id) is None
    await connection.close()
