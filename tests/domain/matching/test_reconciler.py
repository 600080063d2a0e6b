"""Features and vectors are filled in the background, over every storage and by worker processes."""

from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import pytest

from domain.matching.matching_world import embedder_of, matching_over
from processes import ServerProcess, started
from recruit.adapters.compute.inline import InlineCompute
from recruit.adapters.null import NullEmbedder
from recruit.domain.candidates.model.candidate import CandidateDetails
from recruit.domain.engines.ranking.scoring import ENGINE
from recruit.domain.matching.model import Changed, Features
from recruit.domain.matching.reconciler import BATCH, Reconciler
from recruit.entrypoints import kernel
from recruit.ports.embeddings import Embedder
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from stand_ins.openai_server import Fault, OpenAIServer
from worlds import Organisation, new_organisation


@pytest.fixture(params=["memory:", "postgresql+asyncpg:"])
async def storage(request: pytest.FixtureRequest, database: str) -> AsyncIterator[Storage]:
    url = request.param if request.param == "memory:" else database
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as found:
        yield found


@pytest.fixture
def openai_server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as server:
        yield server


def reconciler_over(storage: Storage, embedder: Embedder | None = None) -> Reconciler:
    return Reconciler(storage, embedder or NullEmbedder(), InlineCompute())


async def stale_count(organisation: Organisation) -> int:
    async with organisation.storage.transaction(organisation.actor.org_id) as work:
        return len(await work.jobs.stale(ENGINE, 1000)) + len(await work.candidates.stale(ENGINE, 1000))


async def are_stale(organisation: Organisation, ids: Sequence[int]) -> bool:
    """Whether none of these candidates has features."""
    async with organisation.storage.transaction(organisation.actor.org_id) as work:
        return all(one.features is None for one in await work.candidates.get_many(ids))


async def test_features_of_every_record_are_filled_once(storage: Storage) -> None:
    organisation = await new_organisation(storage)
    await organisation.job("Welder")
    for number in range(BATCH + 1):
        await organisation.candidate(f"Person {number}", current_title="Welder")
    reconciler = reconciler_over(storage)
    assert await reconciler.organisation(organisation.actor.org_id) == BATCH + 2
    assert (await stale_count(organisation), await reconciler.organisation(organisation.actor.org_id)) == (0, 0)


async def test_features_of_another_engine_version_are_stale(storage: Storage) -> None:
    organisation = await new_organisation(storage)
    person = await organisation.candidate(current_title="Welder")
    await reconciler_over(storage).organisation(organisation.actor.org_id)
    async with storage.transaction(organisation.actor.org_id) as work:
        assert await work.candidates.stale(ENGINE, 1) == []
        (old,) = await work.candidates.stale(ENGINE + 1, 1)
    assert (old.record, old.features is None) == (person, False)


async def test_features_of_a_later_engine_version_are_kept_but_not_used(storage: Storage) -> None:
    organisation = await new_organisation(storage)
    job = await organisation.job("Welder")
    await organisation.candidate(current_title="Welder")
    async with storage.transaction(organisation.actor.org_id) as work:
        (one,) = await work.candidates.stale(ENGINE, 1)
        later = Features(ENGINE + 1, b"another form", b"text")
        await work.candidates.save([Changed(one.record.id, one.version, later)])
    assert await reconciler_over(storage).organisation(organisation.actor.org_id) == 1  # the job
    async with storage.transaction(organisation.actor.org_id) as work:
        (kept,) = await work.candidates.get_many([one.record.id])
    assert kept.features == later
    (match,) = await matching_over(storage).candidates_for_job(organisation.actor, job.id)
    assert match.score.value > 50


async def test_every_organisation_is_reconciled(storage: Storage) -> None:
    organisations = [await new_organisation(storage) for _ in range(3)]
    for organisation in organisations:
        await organisation.candidate(current_title="Welder")
    assert await reconciler_over(storage).all_organisations() >= 3
    assert [await stale_count(organisation) for organisation in organisations] == [0, 0, 0]


async def test_a_large_organisation_yields_after_its_turn_and_is_queued_again(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recruit.domain.matching.reconciler.BATCH", 2)
    monkeypatch.setattr("recruit.domain.matching.reconciler.TURN", 2)
    organisation, queued = await new_organisation(storage), list[int]()
    for number in range(5):
        await organisation.candidate(f"Person {number}")
    reconciler = Reconciler(storage, NullEmbedder(), InlineCompute(), queued.append)
    assert [await reconciler.organisation(organisation.actor.org_id) for _ in range(2)] == [4, 1]
    assert queued == [organisation.actor.org_id]


async def test_an_organisation_claimed_by_another_process_is_skipped(storage: Storage) -> None:
    organisation = await new_organisation(storage)
    await organisation.candidate(current_title="Welder")
    async with storage.claim(organisation.actor.org_id) as claimed:
        assert claimed
        assert await reconciler_over(storage).organisation(organisation.actor.org_id) == 0
    assert await reconciler_over(storage).organisation(organisation.actor.org_id) == 1


async def test_vectors_are_stored_before_the_first_match(storage: Storage, openai_server: OpenAIServer) -> None:
    organisation = await new_organisation(storage)
    job = await organisation.job("Welder")
    await organisation.candidate(current_title="Welder", notes="Ships")
    async with embedder_of(openai_server) as embedder:
        assert await reconciler_over(storage, embedder).organisation(organisation.actor.org_id) == 4
        requests = len(openai_server.requests)
        (match,) = await matching_over(storage, embedder).candidates_for_job(organisation.actor, job.id)
    assert (match.score.strategy, len(openai_server.requests)) == ("openai", requests)


async def test_vectors_are_filled_in_a_later_run_if_the_embedder_is_down(
    storage: Storage, openai_server: OpenAIServer
) -> None:
    organisation = await new_organisation(storage)
    await organisation.candidate(current_title="Welder")
    openai_server.fail(Fault.ERROR, times=100)
    async with embedder_of(openai_server) as embedder:
        assert await reconciler_over(storage, embedder).organisation(organisation.actor.org_id) == 1
    with OpenAIServer() as healthy:
        async with embedder_of(healthy) as embedder:
            assert await reconciler_over(storage, embedder).organisation(organisation.actor.org_id) == 1


async def test_a_worker_fills_features_and_stops_on_sigterm(upgraded_database: str, tmp_path: Path) -> None:
    async with kernel.STORAGE.open(AdapterConfig(upgraded_database, tmp_path)) as storage:
        organisation = await new_organisation(storage)
        await organisation.candidate(current_title="Welder")
        settings = {"RECRUIT_STORAGE": upgraded_database, "RECRUIT_SECRET_KEY": "x" * 32}
        worker = ServerProcess(await started("worker", data_dir=tmp_path, settings=settings))
        await worker.logged('"reconciled"')
        assert await stale_count(organisation) == 0
        worker.process.terminate()
        await worker.ended()
        assert worker.process.returncode == 0


async def test_a_killed_worker_leaves_no_claim(upgraded_database: str, tmp_path: Path) -> None:
    async with kernel.STORAGE.open(AdapterConfig(upgraded_database, tmp_path)) as storage:
        organisation = await new_organisation(storage)
        async with storage.transaction(organisation.actor.org_id) as work:
            welder = CandidateDetails(full_name="Jane Doe", notes="Welds ships of steel. " * 50)
            ids = [(await work.candidates.add(welder)).id for _ in range(3 * BATCH)]
        settings = {"RECRUIT_STORAGE": upgraded_database, "RECRUIT_SECRET_KEY": "x" * 32}
        worker = ServerProcess(await started("worker", data_dir=tmp_path, settings=settings))
        while await are_stale(organisation, ids[:BATCH]):
            assert worker.process.returncode is None
        worker.process.kill()
        await worker.ended()
        left = await stale_count(organisation)
        assert await reconciler_over(storage).organisation(organisation.actor.org_id) == left


async def test_only_one_process_reconciles_all_organisations(storage: Storage) -> None:
    organisation = await new_organisation(storage)
    await organisation.job()
    async with storage.claim(0):
        assert await reconciler_over(storage).all_organisations() == 0
    assert await reconciler_over(storage).all_organisations() >= 1
