"""Several processes match over one storage: each sees the latest records, and nothing is computed twice."""

import asyncio
import gc
import weakref
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest

from domain.matching.matching_world import embedder_of, indexes_over, matching_over
from recruit.adapters.compute.inline import InlineCompute
from recruit.adapters.null import NullEmbedder
from recruit.adapters.postgres.features import FeatureRows
from recruit.domain.candidates.model.profile import Profile, Skill
from recruit.domain.documents.service import CandidateFiles
from recruit.domain.engines.ranking.requirements import Evidence
from recruit.domain.jobs.model import Job
from recruit.domain.matching import index_cache
from recruit.domain.matching.direction import CANDIDATES, JOBS
from recruit.domain.matching.history import MatchHistory
from recruit.domain.matching.model import Match
from recruit.domain.matching.reconciler import Reconciler
from recruit.domain.matching.service import MatchService
from recruit.domain.matching.what_if import WhatIfChanges
from recruit.domain.shared.pages import Window
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from stand_ins.openai_server import OpenAIServer
from worlds import Organisation, new_organisation

T = TypeVar("T")

TRADES = ["Python Engineer", "Welder", "Nurse", "Accountant", "Cook", "Electrician"]
ALL_CANDIDATES = 1_000


class CountingCompute(InlineCompute):
    """Computes in this process, counts the calls meant for another one, and lists those meant for a thread."""

    def __init__(self) -> None:
        self.calls = 0
        self.threads = list[str]()

    async def in_process(self, function: Callable[..., T], *arguments: object) -> T:
        self.calls += 1
        return await super().in_process(function, *arguments)

    async def in_thread(self, function: Callable[..., T], *arguments: object) -> T:
        self.threads.append(function.__name__)
        return await super().in_thread(function, *arguments)


@pytest.fixture(scope="session", params=["memory:", "postgresql+asyncpg:"])
async def storage(request: pytest.FixtureRequest, database: str) -> AsyncIterator[Storage]:
    url = database if request.param.startswith("postgresql") else request.param
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as found:
        yield found


@pytest.fixture
async def organisation(storage: Storage) -> Organisation:
    return await new_organisation(storage)


@pytest.fixture
def openai_server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as server:
        yield server


@asynccontextmanager
async def with_embedder(storage: Storage, server: OpenAIServer) -> AsyncIterator[MatchService]:
    async with embedder_of(server) as embedder:
        yield matching_over(storage, embedder)


async def pool(organisation: Organisation, size: int) -> Job:
    """Store a job and a number of candidates with distinct texts."""
    for number in range(size):
        await organisation.candidate(
            current_title=TRADES[number % len(TRADES)], notes=f"{number} years at bench {number}"
        )
    return await organisation.job("Python Engineer", required_skills=("Python",))


def scores(matches: Sequence[Match]) -> list[tuple[int, int, int]]:
    return [(match.job.id, match.candidate.id, match.score.value) for match in matches]


async def test_a_new_profile_is_used_by_the_next_match_and_replay_of_every_process(
    storage: Storage, organisation: Organisation
) -> None:
    one, other, history = matching_over(storage), matching_over(storage), MatchHistory(storage, InlineCompute())
    candidate_files = CandidateFiles(storage)
    job, person = (
        await organisation.job("Engineer", required_skills=("Kubernetes",)),
        await organisation.candidate(notes="Engines"),
    )
    for matching in (one, other):
        await matching.candidates_for_job(organisation.actor, job.id)
    await candidate_files.replace_profile(organisation.actor, person.id, Profile(skills=(Skill("Kubernetes", ""),)))
    (match,) = await one.candidates_for_job(organisation.actor, job.id)
    (reverse,) = await other.jobs_for_candidate(organisation.actor, person.id)
    explained = await other.explain(organisation.actor, job.id, person.id)
    assert "Skills: Kubernetes." in match.score.reason
    assert match.score.value == reverse.score.value == explained.match.score.value
    assert explained.requirements[0].evidence == Evidence("profile.skills", "Kubernetes", 0, 10)
    first, *_, last = (await history.logs(organisation.actor, Window())).items
    assert (await history.replay(organisation.actor, first.id)).changed == ["candidate.profile.skills"]
    again = await history.replay(organisation.actor, last.id)
    assert (again.score, list(again.changed)) == (match.score.value, [])
    assert first.score < match.score.value


async def test_an_added_record_is_in_the_next_match_of_every_process(
    storage: Storage, organisation: Organisation
) -> None:
    one, other = matching_over(storage), matching_over(storage)
    job, first = await organisation.job("Welder"), await organisation.candidate(current_title="Cook")
    for matching in (one, other):
        assert [match.candidate for match in await matching.candidates_for_job(organisation.actor, job.id)] == [first]
        assert [match.job for match in await matching.jobs_for_candidate(organisation.actor, first.id)] == [job]
    welder = await organisation.candidate(current_title="Welder")
    cooking = await organisation.job("Cook")
    for matching in (one, other):
        assert [match.candidate for match in await matching.candidates_for_job(organisation.actor, job.id)] == [
            welder,
            first,
        ]
        assert [match.job for match in await matching.jobs_for_candidate(organisation.actor, first.id)] == [
            cooking,
            job,
        ]


async def test_a_changed_record_is_rescored_by_every_process(storage: Storage, organisation: Organisation) -> None:
    one, other = matching_over(storage), matching_over(storage)
    job, cook, welder = (
        await organisation.job("Welder"),
        await organisation.candidate("A"),
        await organisation.candidate("B"),
    )
    async with storage.transaction(organisation.actor.org_id) as work:
        await work.candidates.change(cook.id, {"current_title": "Cook"})
        await work.candidates.change(welder.id, {"current_title": "Welder"})
    for matching in (one, other):
        matches = await matching.candidates_for_job(organisation.actor, job.id)
        assert [match.candidate.full_name for match in matches] == ["B", "A"]
        await matching.jobs_for_candidate(organisation.actor, cook.id)
    async with storage.transaction(organisation.actor.org_id) as work:
        await work.candidates.change(cook.id, {"current_title": "Welder"})
        await work.candidates.change(welder.id, {"current_title": "Cook"})
    for matching in (one, other):
        matches = await matching.candidates_for_job(organisation.actor, job.id)
        assert [match.candidate.full_name for match in matches] == ["A", "B"]
        assert scores(matches) == scores(await matching_over(storage).candidates_for_job(organisation.actor, job.id))
    async with storage.transaction(organisation.actor.org_id) as work:
        await work.jobs.change(job.id, {"title": "Cook"})
    for matching in (one, other):
        matches = await matching.candidates_for_job(organisation.actor, job.id)
        assert [match.candidate.full_name for match in matches] == ["B", "A"]
        (match,) = await matching.jobs_for_candidate(organisation.actor, cook.id)
        assert match.score == matches[1].score


async def test_a_removed_record_is_gone_from_every_process(storage: Storage, organisation: Organisation) -> None:
    one, other = matching_over(storage), matching_over(storage)
    job = await pool(organisation, 12)
    closed = await organisation.job("Python Engineer")
    first, *_, last = await one.candidates_for_job(organisation.actor, job.id)
    assert await other.candidates_for_job(organisation.actor, job.id, 3)
    assert len(await other.jobs_for_candidate(organisation.actor, last.candidate.id)) == 2
    async with storage.transaction(organisation.actor.org_id) as work:
        await work.candidates.remove(first.candidate.id)
        await work.jobs.remove(closed.id)
    for matching in (one, other):
        matches = await matching.candidates_for_job(organisation.actor, job.id, 3)
        assert len(matches) == 3
        assert first.candidate not in [match.candidate for match in matches]
        assert [match.job for match in await matching.jobs_for_candidate(organisation.actor, last.candidate.id)] == [
            job
        ]


async def test_candidates_removed_between_matches_do_not_accumulate_in_the_index(
    storage: Storage, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recruit.domain.engines.ranking.index.CHECK_AFTER", 5)
    indexes, org_id = indexes_over(storage), organisation.actor.org_id
    kept = await organisation.candidate(current_title="Welder")
    sizes = []
    for _ in range(30):
        removed = await organisation.candidate(current_title="Nurse")
        index = await indexes.index(org_id, CANDIDATES)
        sizes.append(len(index.texts()[0]))
        async with storage.transaction(org_id) as work:
            await work.candidates.remove(removed.id)
    assert max(sizes) <= 10
    assert kept.id in index.texts()[0]


async def test_a_what_if_ignores_removed_candidates(storage: Storage, organisation: Organisation) -> None:
    matching = matching_over(storage)
    job = await pool(organisation, 6)
    best, *rest = await matching.candidates_for_job(organisation.actor, job.id)
    async with storage.transaction(organisation.actor.org_id) as work:
        await work.candidates.remove(best.candidate.id)
    outcome = (
        await matching.what_if(organisation.actor, job.id, WhatIfChanges(required_skills=()), ALL_CANDIDATES)
    ).outcome
    assert {move.candidate_id for move in outcome.moves} == {match.candidate.id for match in rest}
    fresh = (
        await matching_over(storage).what_if(
            organisation.actor, job.id, WhatIfChanges(required_skills=()), ALL_CANDIDATES
        )
    ).outcome
    assert outcome == fresh


async def test_a_candidate_added_during_a_what_if_stays_in_the_index(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = FeatureRows.ids
    added: list[int] = []
    async with kernel.STORAGE.open(AdapterConfig(database, Path())) as storage:  # memory reads never interleave
        organisation = await new_organisation(storage)
        matching, job = matching_over(storage), await pool(organisation, 3)

        async def ids(rows: FeatureRows[Any]) -> Sequence[int]:
            known = await read(rows)
            added.append((await organisation.candidate(current_title="Python Engineer")).id)
            await matching.candidates_for_job(organisation.actor, job.id)
            return known

        monkeypatch.setattr(FeatureRows, "ids", ids)
        await matching.what_if(organisation.actor, job.id, WhatIfChanges(required_skills=()), ALL_CANDIDATES)
        matches = await matching.candidates_for_job(organisation.actor, job.id)
    assert added
    assert {*added} < {match.candidate.id for match in matches}


async def test_features_are_computed_once_for_all_processes(storage: Storage, organisation: Organisation) -> None:
    compute = CountingCompute()
    job = await pool(organisation, 10)
    first = await matching_over(storage, compute=compute).candidates_for_job(organisation.actor, job.id)
    await matching_over(storage, compute=compute).jobs_for_candidate(organisation.actor, first[0].candidate.id)
    calls = compute.calls
    assert calls > 0
    fresh = matching_over(storage, compute=compute)
    assert scores(await fresh.candidates_for_job(organisation.actor, job.id)) == scores(first)
    await fresh.jobs_for_candidate(organisation.actor, first[0].candidate.id)
    assert compute.calls == calls
    await organisation.candidate(current_title="Python Engineer")
    await fresh.candidates_for_job(organisation.actor, job.id)
    await matching_over(storage, compute=compute).candidates_for_job(organisation.actor, job.id)
    assert compute.calls == calls + 1


async def test_a_loaded_index_is_built_once_its_features_are_stored(
    storage: Storage, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_cache, "MOST_ON_EVENT_LOOP", 0)
    compute, job = CountingCompute(), await pool(organisation, 3)
    loaded = matching_over(storage, compute=compute)
    await loaded.load(organisation.actor.org_id)
    assert (compute.calls, compute.threads) == (0, [])
    await Reconciler(storage, NullEmbedder(), InlineCompute()).organisation(organisation.actor.org_id)
    await loaded.load(organisation.actor.org_id)
    assert compute.threads == ["build_blocks"]
    await loaded.candidates_for_job(organisation.actor, job.id)
    assert compute.threads == ["build_blocks"]


async def test_vectors_are_requested_once_for_all_processes(
    storage: Storage, organisation: Organisation, openai_server: OpenAIServer
) -> None:
    job = await pool(organisation, 6)
    async with with_embedder(storage, openai_server) as matching:
        first = await matching.candidates_for_job(organisation.actor, job.id)
    assert {match.score.strategy for match in first} == {"openai"}
    requests = len(openai_server.requests)
    async with with_embedder(storage, openai_server) as fresh:
        again = await fresh.candidates_for_job(organisation.actor, job.id)
        back = await fresh.jobs_for_candidate(organisation.actor, first[0].candidate.id)
        explained = await fresh.explain(organisation.actor, job.id, first[0].candidate.id)
    assert [match.score for match in again] == [match.score for match in first]
    assert [match.score.value for match in back] == [first[0].score.value]
    assert explained.match.score == first[0].score
    assert len(openai_server.requests) == requests


async def test_vectors_stored_by_one_process_serve_another_running_one(
    storage: Storage, organisation: Organisation, openai_server: OpenAIServer
) -> None:
    job = await pool(organisation, 3)
    async with (
        with_embedder(storage, openai_server) as one,
        with_embedder(storage, openai_server) as other,
    ):
        await one.candidates_for_job(organisation.actor, job.id)
        await other.candidates_for_job(organisation.actor, job.id)
        await organisation.candidate(current_title="Plumber", notes="Pipes")
        found = await one.candidates_for_job(organisation.actor, job.id)
        requests = len(openai_server.requests)
        again = await other.candidates_for_job(organisation.actor, job.id)
    assert [match.score for match in again] == [match.score for match in found]
    assert len(openai_server.requests) == requests


async def test_a_large_pool_is_matched_after_one_batch_of_vectors_and_completed_later(
    storage: Storage, organisation: Organisation, openai_server: OpenAIServer
) -> None:
    async with embedder_of(openai_server) as embedder:
        matching, batch = matching_over(storage, embedder), embedder.batch_size
        job = await pool(organisation, 2 * batch)
        answers = [await matching.candidates_for_job(organisation.actor, job.id, ALL_CANDIDATES) for _ in range(4)]
    counts = [sum(match.score.strategy == "openai" for match in answer) for answer in answers]
    assert counts == [batch - 1, 2 * batch - 1, 2 * batch, 2 * batch]
    assert {match.score.strategy for match in answers[0]} == {"openai", "naive"}
    assert [len(request.body["input"]) for request in openai_server.requests] == [batch, batch, 1]
    without = await matching_over(storage).candidates_for_job(organisation.actor, job.id, ALL_CANDIDATES)
    naive = {match.candidate.id: match.score for match in without}
    assert [match.score for match in answers[0] if match.score.strategy == "naive"] == [
        naive[match.candidate.id] for match in answers[0] if match.score.strategy == "naive"
    ]


async def test_removed_candidates_take_no_place_in_a_batch(
    storage: Storage, organisation: Organisation, openai_server: OpenAIServer
) -> None:
    async with embedder_of(openai_server) as embedder:
        matching, batch = matching_over(storage, embedder), embedder.batch_size
        cooks = [
            await organisation.candidate(current_title="Cook", notes=f"Soup {number}") for number in range(2 * batch)
        ]
        welder = await organisation.candidate(current_title="Welder")
        job = await organisation.job("Welder", description="Ships")
        await matching.candidates_for_job(organisation.actor, job.id, 1)
        async with storage.transaction(organisation.actor.org_id) as work:
            for cook in cooks[batch - 1 :]:
                await work.candidates.remove(cook.id)
        for _ in range(3):
            (match,) = await matching.candidates_for_job(organisation.actor, job.id, 1)
    assert (match.candidate, match.score.strategy) == (welder, "openai")


async def test_an_evicted_index_is_rebuilt_with_the_same_results(storage: Storage, organisation: Organisation) -> None:
    job = await pool(organisation, 8)
    other_organisation = await new_organisation(storage)
    other_job = await pool(other_organisation, 8)
    unlimited, limited = matching_over(storage), matching_over(storage, most_bytes=1)
    for _ in range(2):
        for tenant, tenant_job in ((organisation, job), (other_organisation, other_job)):
            expected = await unlimited.candidates_for_job(tenant.actor, tenant_job.id)
            found = await limited.candidates_for_job(tenant.actor, tenant_job.id)
            assert [match.score for match in found] == [match.score for match in expected]
            back = await limited.jobs_for_candidate(tenant.actor, found[0].candidate.id)
            assert back[0].score.value == found[0].score.value


@pytest.mark.parametrize(("most_bytes", "cached"), [(1, False), (1 << 30, True)])
async def test_indexes_beyond_the_memory_limit_are_evicted(
    storage: Storage, organisation: Organisation, most_bytes: int, *, cached: bool
) -> None:
    await pool(organisation, 8)
    indexes = indexes_over(storage, most_bytes)
    first = await indexes.index(organisation.actor.org_id, CANDIDATES)
    assert await indexes.index(organisation.actor.org_id, CANDIDATES) is first
    await indexes.index(organisation.actor.org_id, JOBS)
    again = await indexes.index(organisation.actor.org_id, CANDIDATES)
    assert (again is first) == cached
    assert again.size == first.size == 8


async def test_what_ifs_and_explanations_are_not_logged(storage: Storage, organisation: Organisation) -> None:
    matching = matching_over(storage)
    job = await pool(organisation, 3)
    (best, *_) = await matching.candidates_for_job(organisation.actor, job.id)
    async with storage.transaction(organisation.actor.org_id) as work:
        logged = (await work.match_logs.page(Window())).total
    preview = await matching.what_if(organisation.actor, job.id, WhatIfChanges(weights={"skills": 0.0}))
    await matching.explain(organisation.actor, job.id, best.candidate.id)
    assert len(preview.outcome.moves) == 3
    async with storage.transaction(organisation.actor.org_id) as work:
        assert (await work.match_logs.page(Window())).total == logged


async def test_concurrent_first_matches_return_the_same_result(storage: Storage, organisation: Organisation) -> None:
    job = await pool(organisation, 30)
    processes = [matching_over(storage) for _ in range(3)]
    answers = await asyncio.gather(
        *(matching.candidates_for_job(organisation.actor, job.id) for matching in processes for _ in range(3))
    )
    expected = scores(await matching_over(storage).candidates_for_job(organisation.actor, job.id))
    assert len(expected) == 20
    assert [scores(answer) for answer in answers] == [expected] * 9


async def test_concurrent_first_matches_embed_every_text(
    storage: Storage, organisation: Organisation, openai_server: OpenAIServer
) -> None:
    job = await pool(organisation, 10)
    async with with_embedder(storage, openai_server) as matching:
        answers = await asyncio.gather(*(matching.candidates_for_job(organisation.actor, job.id) for _ in range(4)))
    assert all(scores(answer) == scores(answers[0]) for answer in answers)
    assert {match.score.strategy for answer in answers for match in answer} == {"openai"}


async def test_an_evicted_index_is_garbage_collected(storage: Storage, organisation: Organisation) -> None:
    indexes, org_id = indexes_over(storage), organisation.actor.org_id
    await organisation.candidate(current_title="Welder")
    index = weakref.ref(await indexes.index(org_id, CANDIDATES))
    indexes.evict(org_id + 1_000_000)
    gc.collect()
    assert index() is not None
    indexes.evict(org_id)
    gc.collect()
    assert index() is None
