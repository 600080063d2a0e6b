"""Several processes that match over one storage: each is as fresh as what is stored, and nothing is computed twice."""

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
from recruit.adapters.postgres.features import FeatureRows
from recruit.domain.candidates.model.profile import Profile, Skill
from recruit.domain.documents.service import CandidateFiles
from recruit.domain.engines.ranking.requirements import Evidence
from recruit.domain.jobs.model import Job
from recruit.domain.matching.direction import CANDIDATES, JOBS
from recruit.domain.matching.history import MatchHistory
from recruit.domain.matching.model import Match
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
EVERYBODY = 1_000


class CountingCompute(InlineCompute):
    """Computes at once, and counts what another process would be asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def in_process(self, function: Callable[..., T], *arguments: object) -> T:
        self.asked += 1
        return await super().in_process(function, *arguments)


@pytest.fixture(scope="session", params=["memory:", "postgresql+asyncpg:"])
async def storage(request: pytest.FixtureRequest, database: str) -> AsyncIterator[Storage]:
    url = database if request.param.startswith("postgresql") else request.param
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as found:
        yield found


@pytest.fixture
async def ours(storage: Storage) -> Organisation:
    return await new_organisation(storage)


@pytest.fixture
def openai_server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as server:
        yield server


@asynccontextmanager
async def with_embedder(storage: Storage, server: OpenAIServer) -> AsyncIterator[MatchService]:
    async with embedder_of(server) as embedder:
        yield matching_over(storage, embedder)


async def pool(ours: Organisation, size: int) -> Job:
    """Keep a job and so many candidates, no two of whom have the same text."""
    for number in range(size):
        await ours.candidate(current_title=TRADES[number % len(TRADES)], notes=f"{number} years at bench {number}")
    return await ours.job("Python Engineer", required_skills=("Python",))


def scores(matches: Sequence[Match]) -> list[tuple[int, int, int]]:
    return [(match.job.id, match.candidate.id, match.score.value) for match in matches]


async def test_a_new_profile_is_in_the_next_match_of_every_process_and_in_its_replay(
    storage: Storage, ours: Organisation
) -> None:
    one, other, history = matching_over(storage), matching_over(storage), MatchHistory(storage, InlineCompute())
    candidate_files = CandidateFiles(storage)
    job, person = await ours.job("Engineer", required_skills=("Kubernetes",)), await ours.candidate(notes="Engines")
    for matching in (one, other):
        await matching.candidates_for_job(ours.actor, job.id)
    await candidate_files.replace_profile(ours.actor, person.id, Profile(skills=(Skill("Kubernetes", ""),)))
    (match,) = await one.candidates_for_job(ours.actor, job.id)
    (reverse,) = await other.jobs_for_candidate(ours.actor, person.id)
    explained = await other.explain(ours.actor, job.id, person.id)
    assert "Skills: Kubernetes." in match.score.reason
    assert match.score.value == reverse.score.value == explained.match.score.value
    assert explained.requirements[0].evidence == Evidence("profile.skills", "Kubernetes", 0, 10)
    first, *_, last = (await history.logs(ours.actor, Window())).items
    assert (await history.replay(ours.actor, first.id)).changed == ["candidate.profile.skills"]
    again = await history.replay(ours.actor, last.id)
    assert (again.score, list(again.changed)) == (match.score.value, [])
    assert first.score < match.score.value


async def test_what_is_added_is_in_the_next_match_of_every_process(storage: Storage, ours: Organisation) -> None:
    one, other = matching_over(storage), matching_over(storage)
    job, first = await ours.job("Welder"), await ours.candidate(current_title="Cook")
    for matching in (one, other):
        assert [match.candidate for match in await matching.candidates_for_job(ours.actor, job.id)] == [first]
        assert [match.job for match in await matching.jobs_for_candidate(ours.actor, first.id)] == [job]
    welder = await ours.candidate(current_title="Welder")
    cooking = await ours.job("Cook")
    for matching in (one, other):
        assert [match.candidate for match in await matching.candidates_for_job(ours.actor, job.id)] == [welder, first]
        assert [match.job for match in await matching.jobs_for_candidate(ours.actor, first.id)] == [cooking, job]


async def test_what_is_changed_is_scored_anew_by_every_process(storage: Storage, ours: Organisation) -> None:
    one, other = matching_over(storage), matching_over(storage)
    job, cook, welder = await ours.job("Welder"), await ours.candidate("A"), await ours.candidate("B")
    async with storage.transaction(ours.actor.org_id) as work:
        await work.candidates.change(cook.id, {"current_title": "Cook"})
        await work.candidates.change(welder.id, {"current_title": "Welder"})
    for matching in (one, other):
        matches = await matching.candidates_for_job(ours.actor, job.id)
        assert [match.candidate.full_name for match in matches] == ["B", "A"]
        await matching.jobs_for_candidate(ours.actor, cook.id)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.candidates.change(cook.id, {"current_title": "Welder"})
        await work.candidates.change(welder.id, {"current_title": "Cook"})
    for matching in (one, other):
        matches = await matching.candidates_for_job(ours.actor, job.id)
        assert [match.candidate.full_name for match in matches] == ["A", "B"]
        assert scores(matches) == scores(await matching_over(storage).candidates_for_job(ours.actor, job.id))
    async with storage.transaction(ours.actor.org_id) as work:
        await work.jobs.change(job.id, {"title": "Cook"})
    for matching in (one, other):
        matches = await matching.candidates_for_job(ours.actor, job.id)
        assert [match.candidate.full_name for match in matches] == ["B", "A"]
        (match,) = await matching.jobs_for_candidate(ours.actor, cook.id)
        assert match.score == matches[1].score


async def test_what_is_removed_is_gone_from_every_process(storage: Storage, ours: Organisation) -> None:
    one, other = matching_over(storage), matching_over(storage)
    job = await pool(ours, 12)
    closed = await ours.job("Python Engineer")
    first, *_, last = await one.candidates_for_job(ours.actor, job.id)
    assert await other.candidates_for_job(ours.actor, job.id, 3)
    assert len(await other.jobs_for_candidate(ours.actor, last.candidate.id)) == 2
    async with storage.transaction(ours.actor.org_id) as work:
        await work.candidates.remove(first.candidate.id)
        await work.jobs.remove(closed.id)
    for matching in (one, other):
        matches = await matching.candidates_for_job(ours.actor, job.id, 3)
        assert len(matches) == 3
        assert first.candidate not in [match.candidate for match in matches]
        assert [match.job for match in await matching.jobs_for_candidate(ours.actor, last.candidate.id)] == [job]


async def test_those_who_come_and_go_between_two_matches_do_not_add_up(
    storage: Storage, ours: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recruit.domain.engines.ranking.index.CHECK_AFTER", 5)
    indexes, org_id = indexes_over(storage), ours.actor.org_id
    stays = await ours.candidate(current_title="Welder")
    held = []
    for _ in range(30):
        goes = await ours.candidate(current_title="Nurse")
        index = await indexes.index(org_id, CANDIDATES)
        held.append(len(index.texts()[0]))
        async with storage.transaction(org_id) as work:
            await work.candidates.remove(goes.id)
    assert max(held) <= 10
    assert stays.id in index.texts()[0]


async def test_a_change_of_requirements_is_weighed_without_those_who_were_removed(
    storage: Storage, ours: Organisation
) -> None:
    matching = matching_over(storage)
    job = await pool(ours, 6)
    best, *rest = await matching.candidates_for_job(ours.actor, job.id)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.candidates.remove(best.candidate.id)
    outcome = (await matching.what_if(ours.actor, job.id, WhatIfChanges(required_skills=()), EVERYBODY)).outcome
    assert {move.candidate_id for move in outcome.moves} == {match.candidate.id for match in rest}
    fresh = (
        await matching_over(storage).what_if(ours.actor, job.id, WhatIfChanges(required_skills=()), EVERYBODY)
    ).outcome
    assert outcome == fresh


async def test_who_comes_while_a_change_of_requirements_is_weighed_stays_in_the_index(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = FeatureRows.ids
    came: list[int] = []
    async with kernel.STORAGE.open(AdapterConfig(database, Path())) as storage:  # in memory nobody comes meanwhile
        ours = await new_organisation(storage)
        matching, job = matching_over(storage), await pool(ours, 3)

        async def ids(rows: FeatureRows[Any]) -> Sequence[int]:
            known = await read(rows)
            came.append((await ours.candidate(current_title="Python Engineer")).id)
            await matching.candidates_for_job(ours.actor, job.id)
            return known

        monkeypatch.setattr(FeatureRows, "ids", ids)
        await matching.what_if(ours.actor, job.id, WhatIfChanges(required_skills=()), EVERYBODY)
        matches = await matching.candidates_for_job(ours.actor, job.id)
    assert came
    assert {*came} < {match.candidate.id for match in matches}


async def test_features_are_computed_once_for_all_processes(storage: Storage, ours: Organisation) -> None:
    compute = CountingCompute()
    job = await pool(ours, 10)
    first = await matching_over(storage, compute=compute).candidates_for_job(ours.actor, job.id)
    await matching_over(storage, compute=compute).jobs_for_candidate(ours.actor, first[0].candidate.id)
    asked = compute.asked
    assert asked > 0
    fresh = matching_over(storage, compute=compute)
    assert scores(await fresh.candidates_for_job(ours.actor, job.id)) == scores(first)
    await fresh.jobs_for_candidate(ours.actor, first[0].candidate.id)
    assert compute.asked == asked
    await ours.candidate(current_title="Python Engineer")
    await fresh.candidates_for_job(ours.actor, job.id)
    await matching_over(storage, compute=compute).candidates_for_job(ours.actor, job.id)
    assert compute.asked == asked + 1


async def test_vectors_are_asked_for_once_by_all_processes(
    storage: Storage, ours: Organisation, openai_server: OpenAIServer
) -> None:
    job = await pool(ours, 6)
    async with with_embedder(storage, openai_server) as matching:
        first = await matching.candidates_for_job(ours.actor, job.id)
    assert {match.score.strategy for match in first} == {"openai"}
    asked = len(openai_server.requests)
    async with with_embedder(storage, openai_server) as fresh:
        again = await fresh.candidates_for_job(ours.actor, job.id)
        back = await fresh.jobs_for_candidate(ours.actor, first[0].candidate.id)
        explained = await fresh.explain(ours.actor, job.id, first[0].candidate.id)
    assert [match.score for match in again] == [match.score for match in first]
    assert [match.score.value for match in back] == [first[0].score.value]
    assert explained.match.score == first[0].score
    assert len(openai_server.requests) == asked


async def test_vectors_that_one_process_keeps_serve_another_that_runs(
    storage: Storage, ours: Organisation, openai_server: OpenAIServer
) -> None:
    job = await pool(ours, 3)
    async with (
        with_embedder(storage, openai_server) as one,
        with_embedder(storage, openai_server) as other,
    ):
        await one.candidates_for_job(ours.actor, job.id)
        await other.candidates_for_job(ours.actor, job.id)
        await ours.candidate(current_title="Plumber", notes="Pipes")
        found = await one.candidates_for_job(ours.actor, job.id)
        asked = len(openai_server.requests)
        again = await other.candidates_for_job(ours.actor, job.id)
    assert [match.score for match in again] == [match.score for match in found]
    assert len(openai_server.requests) == asked


async def test_a_pool_larger_than_a_batch_is_answered_after_one_batch_and_gets_the_rest_later(
    storage: Storage, ours: Organisation, openai_server: OpenAIServer
) -> None:
    async with embedder_of(openai_server) as embedder:
        matching, batch = matching_over(storage, embedder), embedder.batch_size
        job = await pool(ours, 2 * batch)
        answers = [await matching.candidates_for_job(ours.actor, job.id, EVERYBODY) for _ in range(4)]
    counts = [sum(match.score.strategy == "openai" for match in answer) for answer in answers]
    assert counts == [batch - 1, 2 * batch - 1, 2 * batch, 2 * batch]
    assert {match.score.strategy for match in answers[0]} == {"openai", "naive"}
    assert [len(request.body["input"]) for request in openai_server.requests] == [batch, batch, 1]
    without = await matching_over(storage).candidates_for_job(ours.actor, job.id, EVERYBODY)
    naive = {match.candidate.id: match.score for match in without}
    assert [match.score for match in answers[0] if match.score.strategy == "naive"] == [
        naive[match.candidate.id] for match in answers[0] if match.score.strategy == "naive"
    ]


async def test_those_who_were_removed_take_nobodys_place_in_a_batch(
    storage: Storage, ours: Organisation, openai_server: OpenAIServer
) -> None:
    async with embedder_of(openai_server) as embedder:
        matching, batch = matching_over(storage, embedder), embedder.batch_size
        cooks = [await ours.candidate(current_title="Cook", notes=f"Soup {number}") for number in range(2 * batch)]
        welder = await ours.candidate(current_title="Welder")
        job = await ours.job("Welder", description="Ships")
        await matching.candidates_for_job(ours.actor, job.id, 1)
        async with storage.transaction(ours.actor.org_id) as work:
            for cook in cooks[batch - 1 :]:
                await work.candidates.remove(cook.id)
        for _ in range(3):
            (match,) = await matching.candidates_for_job(ours.actor, job.id, 1)
    assert (match.candidate, match.score.strategy) == (welder, "openai")


async def test_an_index_that_finds_no_room_is_made_again_with_the_same_answers(
    storage: Storage, ours: Organisation
) -> None:
    job = await pool(ours, 8)
    theirs = await new_organisation(storage)
    another = await pool(theirs, 8)
    roomy, tight = matching_over(storage), matching_over(storage, most_bytes=1)
    for _ in range(2):
        for where, which in ((ours, job), (theirs, another)):
            expected = await roomy.candidates_for_job(where.actor, which.id)
            found = await tight.candidates_for_job(where.actor, which.id)
            assert [match.score for match in found] == [match.score for match in expected]
            back = await tight.jobs_for_candidate(where.actor, found[0].candidate.id)
            assert back[0].score.value == found[0].score.value


@pytest.mark.parametrize(("most_bytes", "stays"), [(1, False), (1 << 30, True)])
async def test_indexes_leave_when_there_is_no_room_for_them(
    storage: Storage, ours: Organisation, most_bytes: int, *, stays: bool
) -> None:
    await pool(ours, 8)
    indexes = indexes_over(storage, most_bytes)
    first = await indexes.index(ours.actor.org_id, CANDIDATES)
    assert await indexes.index(ours.actor.org_id, CANDIDATES) is first
    await indexes.index(ours.actor.org_id, JOBS)
    again = await indexes.index(ours.actor.org_id, CANDIDATES)
    assert (again is first) == stays
    assert again.size == first.size == 8


async def test_questions_without_an_answer_for_anybody_are_not_logged(storage: Storage, ours: Organisation) -> None:
    matching = matching_over(storage)
    job = await pool(ours, 3)
    (best, *_) = await matching.candidates_for_job(ours.actor, job.id)
    async with storage.transaction(ours.actor.org_id) as work:
        logged = (await work.match_logs.page(Window())).total
    preview = await matching.what_if(ours.actor, job.id, WhatIfChanges(weights={"skills": 0.0}))
    await matching.explain(ours.actor, job.id, best.candidate.id)
    assert len(preview.outcome.moves) == 3
    async with storage.transaction(ours.actor.org_id) as work:
        assert (await work.match_logs.page(Window())).total == logged


async def test_first_matches_at_once_get_the_same_answer(storage: Storage, ours: Organisation) -> None:
    job = await pool(ours, 30)
    processes = [matching_over(storage) for _ in range(3)]
    answers = await asyncio.gather(
        *(matching.candidates_for_job(ours.actor, job.id) for matching in processes for _ in range(3))
    )
    expected = scores(await matching_over(storage).candidates_for_job(ours.actor, job.id))
    assert len(expected) == 20
    assert [scores(answer) for answer in answers] == [expected] * 9


async def test_first_matches_at_once_with_an_embedder_ask_for_every_text(
    storage: Storage, ours: Organisation, openai_server: OpenAIServer
) -> None:
    job = await pool(ours, 10)
    async with with_embedder(storage, openai_server) as matching:
        answers = await asyncio.gather(*(matching.candidates_for_job(ours.actor, job.id) for _ in range(4)))
    assert all(scores(answer) == scores(answers[0]) for answer in answers)
    assert {match.score.strategy for answer in answers for match in answer} == {"openai"}


async def test_what_is_to_be_forgotten_is_held_nowhere(storage: Storage, ours: Organisation) -> None:
    indexes, org_id = indexes_over(storage), ours.actor.org_id
    await ours.candidate(current_title="Welder")
    index = weakref.ref(await indexes.index(org_id, CANDIDATES))
    indexes.evict(org_id + 1_000_000)
    gc.collect()
    assert index() is not None
    indexes.evict(org_id)
    gc.collect()
    assert index() is None
