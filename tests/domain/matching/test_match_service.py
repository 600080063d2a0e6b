"""MatchService over the memory adapter; embedders call a server that speaks OpenAI's protocol."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from domain.matching.matching_world import embedder_of, matching_over
from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.matching.ranking import MOST_READ
from recruit.domain.matching.service import MatchService
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Window
from recruit.entrypoints import kernel
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from stand_ins.openai_server import Fault, OpenAIServer
from worlds import Organisation, new_organisation


@pytest.fixture
async def storage() -> AsyncIterator[Storage]:
    async with kernel.STORAGE.open(AdapterConfig("memory:", Path())) as found:
        yield found


@pytest.fixture
async def organisation(storage: Storage) -> Organisation:
    return await new_organisation(storage)


@pytest.fixture
def openai_server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as server:
        yield server


@pytest.fixture
def naive(storage: Storage) -> MatchService:
    return matching_over(storage)


@asynccontextmanager
async def with_embedder(storage: Storage, server: OpenAIServer) -> AsyncIterator[MatchService]:
    async with embedder_of(server) as embedder:
        yield matching_over(storage, embedder)


async def test_matches_are_sorted_by_score_and_cut_at_the_limit(
    naive: MatchService, organisation: Organisation
) -> None:
    job = await organisation.job("Python Engineer", required_skills=("Python",))
    cook = await organisation.candidate("Cook", current_title="Cook")
    engineer = await organisation.candidate("Engineer", current_title="Python Engineer")
    learner = await organisation.candidate("Learner", notes="Learns Python")
    matches = await naive.candidates_for_job(organisation.actor, job.id)
    assert [match.candidate for match in matches] == [engineer, learner, cook]
    assert [match.candidate for match in await naive.candidates_for_job(organisation.actor, job.id, 1)] == [engineer]
    assert {match.score.strategy for match in matches} == {"naive"}


async def test_equal_scores_are_ordered_by_id(naive: MatchService, organisation: Organisation) -> None:
    job = await organisation.job("Welder")
    people = [await organisation.candidate(f"Person {number}") for number in range(5)]
    assert [match.candidate for match in await naive.candidates_for_job(organisation.actor, job.id)] == people


async def test_a_pair_scores_the_same_in_both_directions_and_in_any_pool(
    naive: MatchService, organisation: Organisation
) -> None:
    job = await organisation.job("Python Engineer", required_skills=("Python", "SQL"))
    person = await organisation.candidate(current_title="Engineer", notes="SQL")
    (alone,) = await naive.candidates_for_job(organisation.actor, job.id)
    for number in range(5):
        await organisation.candidate(f"Other {number}", current_title="Python Engineer")
        await organisation.job(f"Other {number}")
    pool = await naive.candidates_for_job(organisation.actor, job.id)
    reverse = await naive.jobs_for_candidate(organisation.actor, person.id)
    values = [match.score.value for match in (*pool, *reverse) if match.job == job and match.candidate == person]
    assert values == [alone.score.value] * 2


async def test_scores_of_few_and_of_many_are_those_of_the_ranking(
    storage: Storage, organisation: Organisation, openai_server: OpenAIServer
) -> None:
    text = (
        "We build services in Python and SQL, run them in two data centres, and review the changes of one another. " * 2
    )
    job = await organisation.job("Python Engineer", required_skills=("Python", "SQL"), description=text)
    other = await organisation.job()
    titles = ("Python Engineer", "Cook", "SQL Developer")
    copy = await organisation.candidate("Copy", current_title="Python Engineer", notes=text)
    people = [
        await organisation.candidate(f"Person {number}", current_title=titles[number % 3])
        for number in range(MOST_READ)
    ]
    ids = [one.id for one in (copy, *people)]
    async with with_embedder(storage, openai_server) as embedding:
        for matching in (matching_over(storage), embedding):
            ranked = await matching.candidates_for_job(organisation.actor, job.id, 1000)
            expected = {match.candidate.id: match.score.value for match in ranked}
            many = await matching.scores_for_job(organisation.actor, job.id, ids)
            assert {id: round(score) for id, score in many.items()} == expected
            few = await matching.scores_for_job(organisation.actor, job.id, [*ids[:3], 2**40])
            assert few == {id: many[id] for id in ids[:3]}
            assert [match.candidate.id for match in ranked] == sorted(ids, key=lambda id: (-many[id], id))
            of_one = await matching.scores_for_candidate(organisation.actor, ids[0], [job.id, other.id])
            assert (of_one[job.id], len(of_one)) == (many[ids[0]], 2)
    assert await matching.scores_for_job(organisation.actor, job.id, []) == {}
    viewer = replace(organisation.actor, scopes=frozenset({Permission.READ_CANDIDATES}))
    assert await matching.scores_for_job(viewer, job.id, ids) == {}
    with pytest.raises(NotFound):
        await matching.scores_for_job(organisation.actor, 2**40, ids)


async def test_jobs_of_every_status_are_ranked(naive: MatchService, organisation: Organisation) -> None:
    person = await organisation.candidate(current_title="Welder")
    jobs = [await organisation.job("Welder", status=status) for status in ("closed", "open", "on_hold")]
    assert [match.job for match in await naive.jobs_for_candidate(organisation.actor, person.id)] == jobs


async def test_every_match_is_logged_with_a_receipt_for_replay(
    naive: MatchService, storage: Storage, organisation: Organisation
) -> None:
    job = await organisation.job("Python Engineer")
    await organisation.candidate(current_title="Python Engineer")
    await organisation.candidate()
    matches = await naive.candidates_for_job(organisation.actor, job.id)
    await naive.jobs_for_candidate(organisation.actor, matches[0].candidate.id)
    async with storage.transaction(organisation.actor.org_id) as work:
        logs = (await work.match_logs.page(Window())).items
    assert [(log.direction, log.candidate_id, log.score) for log in logs] == [
        *(("candidates_for_job", match.candidate.id, match.score.value) for match in matches),
        ("jobs_for_candidate", matches[0].candidate.id, matches[0].score.value),
    ]
    assert {(log.job_id, log.user_id, log.strategy) for log in logs} == {(job.id, organisation.actor.user_id, "naive")}
    assert all(set(log.receipt) == {"engine", "weights", "components", "job", "candidate"} for log in logs)
    assert logs[0].receipt["components"] == matches[0].score.components
    assert logs[0].reason == matches[0].score.reason


async def test_records_of_another_organisation_are_not_found(
    naive: MatchService, storage: Storage, organisation: Organisation
) -> None:
    other_organisation = await new_organisation(storage)
    other_job, other_candidate = await other_organisation.job(), await other_organisation.candidate()
    with pytest.raises(NotFound):
        await naive.candidates_for_job(organisation.actor, other_job.id)
    with pytest.raises(NotFound):
        await naive.jobs_for_candidate(organisation.actor, other_candidate.id)
    own_job = await organisation.job()
    assert list(await naive.candidates_for_job(organisation.actor, own_job.id)) == []


async def test_an_embedder_contributes_and_receives_each_text_once(
    storage: Storage, organisation: Organisation, openai_server: OpenAIServer
) -> None:
    job = await organisation.job("Python Engineer", description="Backend services")
    await organisation.candidate("Near", current_title="Python Engineer", notes="Backend services")
    await organisation.candidate("Far", current_title="Cook", notes="Soups")
    async with with_embedder(storage, openai_server) as matching:
        near, far = await matching.candidates_for_job(organisation.actor, job.id)
        requests = len(openai_server.requests)
        again = await matching.candidates_for_job(organisation.actor, job.id)
    assert (near.score.strategy, far.score.strategy) == ("openai", "openai")
    assert near.score.reason.startswith("High semantic similarity between job and profile. Overlapping terms include: ")
    assert far.score.reason.startswith("Low semantic similarity between job and profile.")
    assert [match.score for match in again] == [near.score, far.score]
    assert len(openai_server.requests) == requests


async def test_embedded_texts_exclude_name_place_and_links(
    storage: Storage, organisation: Organisation, openai_server: OpenAIServer
) -> None:
    job = await organisation.job()
    await organisation.candidate(
        "Jane Secret", location="Hidden", linkedin_url="https://linkedin.com/in/hush", notes="Python"
    )
    async with with_embedder(storage, openai_server) as matching:
        await matching.candidates_for_job(organisation.actor, job.id)
    sent = str([request.body for request in openai_server.requests])
    assert "Python" in sent
    assert not any(word in sent for word in ("Secret", "Hidden", "hush"))


@pytest.mark.parametrize("fault", [Fault.ERROR, Fault.HTML, Fault.TOO_FEW, Fault.NAN])
async def test_the_naive_score_is_used_when_the_embedder_fails(
    storage: Storage, organisation: Organisation, openai_server: OpenAIServer, naive: MatchService, fault: Fault
) -> None:
    job = await organisation.job("Python Engineer")
    await organisation.candidate(current_title="Python Engineer")
    openai_server.fail(fault, times=10)
    async with with_embedder(storage, openai_server) as matching:
        matches = await matching.candidates_for_job(organisation.actor, job.id)
    assert [match.score for match in matches] == [
        match.score for match in await naive.candidates_for_job(organisation.actor, job.id)
    ]
    assert matches[0].score.strategy == "naive"
    assert "similarity" not in matches[0].score.components
    assert matches[0].score.reason.startswith("Keyword overlap on: python, engineer.")
