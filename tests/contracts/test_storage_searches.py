"""Storage contract: searches for jobs, candidates and applications."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cases import every_case
from recruit.domain.audit.service import Auditing
from recruit.domain.jobs.model import PAUSED
from recruit.domain.pipelines.model import SETTLED, StageType
from recruit.domain.search.model import ApplicationSearch, CandidateSearch, CandidateSummary, JobSearch
from recruit.domain.shared.pages import Window
from recruit.ports.storage import Storage
from worlds import Organisation

ALL = Window(limit=100)


JOB_FILTERS: Sequence[tuple[dict[str, Any], Sequence[str]]] = [
    ({}, ["Backend Engineer", "Nurse 100%", "Java Developer"]),
    ({"query": "ENGINEER"}, ["Backend Engineer"]),
    ({"query": "100%"}, ["Nurse 100%"]),
    ({"query": "_"}, []),
    ({"status": "open"}, ["Backend Engineer", "Java Developer"]),
    ({"location": "züRICH"}, ["Backend Engineer"]),
    ({"location": "remote"}, ["Nurse 100%"]),
    ({"skills": (("Kubernetes", "k8s"),)}, ["Backend Engineer"]),
    ({"skills": (("C++",),)}, ["Backend Engineer"]),
    ({"skills": (("java",),)}, ["Java Developer"]),
    ({"skills": (("intensive care",),)}, ["Nurse 100%"]),
    ({"status": "open", "query": "e", "skills": (("c",),)}, []),
]
CANDIDATE_FILTERS: Sequence[tuple[dict[str, Any], Sequence[str]]] = [
    ({}, ["Jane Doe", "Émile Zola"]),
    ({"query": "émile"}, ["Émile Zola"]),
    ({"title": "nurse"}, ["Jane Doe", "Émile Zola"]),
    ({"title": "100%"}, []),
    ({"title": "_"}, []),
    ({"location": "i\u0307"}, []),
    ({"location": "berlin", "company": "charité"}, ["Jane Doe"]),
    ({"notes": "ICU"}, ["Jane Doe"]),
    ({"skills": (("Python",),)}, ["Émile Zola"]),
    ({"skills": (("pyth",),)}, []),
    ({"notes": "\\"}, ["Émile Zola"]),
    ({"years_min": 7}, ["Émile Zola"]),
    ({"years_max": 7}, ["Émile Zola"]),
    ({"years_min": 8}, []),
    ({"years_max": 6}, []),
    ({"years_min": 0, "years_max": 60, "title": "poet"}, ["Émile Zola"]),
]


async def test_jobs_match_every_given_filter(storage: Storage, ours: Organisation, theirs: Organisation) -> None:
    await ours.job("Backend Engineer", location="Zürich", required_skills=("K8s",), nice_to_have_skills=("c++",))
    await ours.job("Nurse 100%", status="on_hold", remote_option="Remote", required_skills=("Intensive  Care",))
    await ours.job("Java Developer", required_skills=("JavaScript",))
    await theirs.job("Backend Engineer Nurse Java", location="Zürich", required_skills=("K8s", "C++"))
    await Auditing(storage).catch_up(ours.actor.org_id)  # brings the index of texts up to date
    with every_case() as case:
        for wanted, titles in JOB_FILTERS:
            async with storage.transaction(ours.actor.org_id) as work:
                found = await work.jobs.search(ALL, JobSearch(**wanted))
            with case(wanted):
                assert ([job.title for job in found.items], found.total) == (titles, len(titles))


async def test_candidates_match_every_given_filter(storage: Storage, ours: Organisation, theirs: Organisation) -> None:
    await ours.candidate(current_title="Nurse", location="Berlin", current_company="Charité", notes="Five years in icu")
    await ours.candidate(
        "Émile Zola", headline="NURSE and poet", location="İzmir", notes="python\\3", experience_years=7
    )
    await theirs.candidate("Émile Doe", current_title="Nurse", location="Berlin", notes="ICU, Python")
    await Auditing(storage).catch_up(ours.actor.org_id)
    with every_case() as case:
        for wanted, names in CANDIDATE_FILTERS:
            async with storage.transaction(ours.actor.org_id) as work:
                found = await work.candidates.search(ALL, CandidateSearch(**wanted))
                ids = await work.candidates.matching_ids(CandidateSearch(**wanted))
            with case(wanted):
                assert ([one.full_name for one in found.items], found.total) == (names, len(names))
                assert sorted(ids) == [one.id for one in found.items]


async def test_one_application_meets_all_criteria_of_applications(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    cook, baker = await ours.job("Cook"), await ours.job("Baker")
    ann, bob = await ours.candidate("Ann"), await ours.candidate("Bob")
    await ours.application(cook, ann, source="referral")
    await ours.application(baker, ann, source="careers page", status="offer")
    await ours.application(baker, bob, source="referral")
    await theirs.application(await theirs.job(), await theirs.candidate(), source="agency")
    for wanted, names in (
        ({"source": "referral"}, ["Ann", "Bob"]),
        ({"source": "Referral"}, []),
        ({"source": "agency"}, []),
        ({"source": "referral", "job_id": cook.id}, ["Ann"]),
        ({"source": "careers page", "job_id": cook.id}, []),
        ({"source": "careers page", "stage": "offer"}, ["Ann"]),
        ({"source": "referral", "stage": "offer"}, []),
    ):
        async with storage.transaction(ours.actor.org_id) as work:
            found = await work.candidates.search(ALL, CandidateSearch(**wanted))
            ids = await work.candidates.matching_ids(CandidateSearch(**wanted))
        assert ([one.full_name for one in found.items], found.total) == (names, len(names)), wanted
        assert sorted(ids) == [one.id for one in found.items], wanted
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.applications.sources() == ["careers page", "referral"]
        assert await work.applications.sources(cook.id) == ["referral"]


async def test_summaries_describe_the_first_rows(storage: Storage, ours: Organisation, theirs: Organisation) -> None:
    await theirs.job("Baker")
    jobs = [
        await ours.job(
            "Cook", location="Lyon", required_skills=("HACCP",), nice_to_have_skills=("French",), department="Kitchen"
        ),
        await ours.job("Nurse"),
    ]
    await ours.job("Welder")
    await theirs.candidate("Zoë Doe")
    jane = await ours.candidate("Jane Doe", current_title="Nurse", location="Berlin", current_company="Charité")
    await ours.candidate("John Doe")
    async with storage.transaction(ours.actor.org_id) as work:
        first_jobs, first_people = await work.jobs.summaries(2), await work.candidates.summaries(1)
    assert [(one.id, one.title, one.location, list(one.skills), one.department) for one in first_jobs] == [
        (jobs[0].id, "Cook", "Lyon", ["HACCP", "French"], "Kitchen"),
        (jobs[1].id, "Nurse", None, [], None),
    ]
    assert first_people == [CandidateSummary(jane.id, "Jane Doe", "Charité", "Berlin", "Nurse")]


async def test_a_search_is_paged(storage: Storage, ours: Organisation) -> None:
    people = [await ours.candidate(f"Person {number}") for number in range(5)]
    async with storage.transaction(ours.actor.org_id) as work:
        found = await work.candidates.search(Window(skip=1, limit=2), CandidateSearch(query="person"))
        beyond = await work.candidates.search(Window(skip=9, limit=2), CandidateSearch(query="person"))
    assert (found.items, found.total) == (people[1:3], 5)
    assert (beyond.items, beyond.total) == ([], 5)


async def test_applications_are_found_in_order_and_counted_by_status(
    storage: Storage, ours: Organisation, theirs: Organisation
) -> None:
    job, other, jane, john = await ours.job(), await ours.job(), await ours.candidate(), await ours.candidate()
    first = await ours.application(job, jane, status="interview")
    second = await ours.application(job, john)
    third = await ours.application(other, jane, status="interview")
    await theirs.application(await theirs.job(), await theirs.candidate(), status="interview")
    async with storage.transaction(ours.actor.org_id) as work:
        everything = ApplicationSearch()
        assert (await work.applications.search(ALL, everything)).items == [first, second, third]
        of_job = ApplicationSearch(job_id=job.id)
        assert list((await work.applications.counts(of_job)).items()) == [("interview", 1), ("sourced", 1)]
        assert dict(await work.applications.counts(everything)) == {"interview": 2, "sourced": 1}
        narrow = ApplicationSearch(job_id=job.id, candidate_id=jane.id, status="interview")
        assert (await work.applications.search(ALL, narrow)).items == [first]
        assert dict(await work.applications.counts(ApplicationSearch(job_id=2**70))) == {}


async def test_the_longest_waiting_application_comes_first_and_a_new_status_restarts_the_wait(
    storage: Storage, ours: Organisation
) -> None:
    job = await ours.job()
    first, second, third, fourth = [await ours.application(job, await ours.candidate()) for _ in range(4)]
    async with storage.transaction(ours.actor.org_id) as work:
        await work.applications.change(first.id, {"status": "screening"})
    async with storage.transaction(ours.actor.org_id) as work:
        await work.applications.change(second.id, {"status": "sourced", "fit_score": 5})
        await work.applications.change(third.id, {"status": "hired"})
        await work.applications.change(fourth.id, {"status": "no show"})
    async with storage.transaction(ours.actor.org_id) as work:
        assert (await work.stages.of_job(job.id)).stage("no show").type is StageType.ARCHIVED
        found = await work.applications.longest_waiting(ApplicationSearch(job_id=job.id), SETTLED, 5)
        assert [one.application.id for one in found] == [second.id, first.id]
        assert found[0].since <= found[1].since
        assert found[0].since.tzinfo is not None
        assert len(await work.applications.longest_waiting(ApplicationSearch(), [], 2)) == 2


@pytest.mark.parametrize("status", PAUSED)
async def test_applications_for_paused_jobs_are_left_out(storage: Storage, ours: Organisation, status: str) -> None:
    candidate, active = await ours.candidate(), ApplicationSearch(paused=PAUSED)
    kept = await ours.application(await ours.job(), candidate)
    await ours.application(await ours.job(status=status), candidate)
    async with storage.transaction(ours.actor.org_id) as work:
        assert [one.application for one in await work.applications.longest_waiting(active, SETTLED, 5)] == [kept]
        assert (await work.applications.search(ALL, active)).items == [kept]
        assert await work.applications.counts(active) == {kept.status: 1}


PERIODS: Sequence[tuple[dict[str, int], bool]] = [
    ({"since": -60}, True),
    ({"since": 60}, False),
    ({"until": 60}, True),
    ({"until": -60}, False),
    ({"since": -60, "until": 60}, True),
]
"""Bounds in minutes from now, and whether what was written now is between them."""


async def test_records_are_found_by_time(storage: Storage, ours: Organisation) -> None:
    application = await ours.application(await ours.job(), await ours.candidate(), status="screening")
    for bounds, found in PERIODS:
        times: dict[str, Any] = {name: datetime.now(UTC) + timedelta(minutes=by) for name, by in bounds.items()}
        async with storage.transaction(ours.actor.org_id) as work:
            totals = [
                (await work.jobs.search(ALL, JobSearch(**times))).total,
                (await work.candidates.search(ALL, CandidateSearch(**times))).total,
                (await work.applications.search(ALL, ApplicationSearch(**times))).total,
                sum((await work.applications.counts(ApplicationSearch(status="screening", **times))).values()),
            ]
            criteria = ApplicationSearch(job_id=application.job_id, **times)
            waiting = await work.applications.longest_waiting(criteria, [], 5)
        assert [*totals, len(waiting)] == [int(found)] * 5, bounds


async def test_a_search_by_status_compares_the_time_of_the_status(storage: Storage, ours: Organisation) -> None:
    application = await ours.application(await ours.job(), await ours.candidate())
    between = datetime.now(UTC)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.applications.change(application.id, {"status": "hired"})
    async with storage.transaction(ours.actor.org_id) as work:
        hired = await work.applications.search(ALL, ApplicationSearch(status="hired", since=between))
        came = await work.applications.search(ALL, ApplicationSearch(since=between))
    assert ([one.id for one in hired.items], came.items) == ([application.id], [])
