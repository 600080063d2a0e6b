"""The matches of a job: the ranking, what-if rankings and the fairness test, with scripts and without."""

import pytest

from recruit.domain.jobs.model import Job
from recruit.domain.shared.pages import Window
from web.browsing import Browser, Page
from web.people import applied, engineer_job, jane, organisation, send

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
async def job(admin: Browser) -> Job:
    """A job that asks for Kubernetes, which the only candidate doesn't know."""
    await jane(admin)
    return await engineer_job(admin)


def fitting(page: Page) -> str:
    """Return the numbers of candidates who fit before and after a what-if change."""
    return page.texts("#outcome b")[0] if page.find("#outcome") else page.texts("b")[0]


async def test_the_ranking_comes_after_the_page_or_by_a_link(admin: Browser, job: Job) -> None:
    path = f"/jobs/{job.id}/matches"
    page = await admin.get(path)
    (region,) = page.find("main [hx-get][aria-busy]")
    assert (await admin.get(region.get("hx-get"), **PARTIAL)).texts("tbody th a") == ["Jane Doe"]
    (link,) = region.findall("a")
    ranked = await admin.get(link.get("href"))
    assert (ranked.texts("h1"), ranked.texts("tbody th a")) == (["Backend Engineer open"], ["Jane Doe"])


async def test_trying_other_skills_changes_nothing_until_they_are_applied(admin: Browser, job: Job) -> None:
    path = f"/jobs/{job.id}/matches"
    tried = await admin.get(f"{path}/what_if?required_skills=Python&nice_to_have_skills=")
    assert (tried.status, len(tried.find("main"))) == (200, 1)
    assert tried.texts("textarea[name=required_skills]") == ["Python"]
    part = await admin.get(f"{path}/what_if?required_skills=Python&nice_to_have_skills=", **PARTIAL)
    assert (part.find("main"), fitting(part)) == ([], fitting(tried))
    assert (await admin.services.jobs.get(admin.actor, job.id)).required_skills == ("Python", "Kubernetes")
    applied = await send(admin, f"{path}/skills", required_skills="Python", nice_to_have_skills="")
    assert (applied.status, applied.response.headers["location"]) == (303, path)
    assert (await admin.services.jobs.get(admin.actor, job.id)).required_skills == ("Python",)
    await send(admin, "/actions/undo")
    assert (await admin.services.jobs.get(admin.actor, job.id)).required_skills == ("Python", "Kubernetes")


async def test_skills_that_are_refused_stay_in_the_form(admin: Browser, job: Job) -> None:
    long = "x" * 1_000
    refused = await admin.get(f"/jobs/{job.id}/matches/what_if?required_skills={long}")
    assert (refused.status, len(refused.find("[role=alert]"))) == (422, 1)
    assert refused.texts("textarea[name=required_skills]") == [long]


async def test_the_fairness_test_shows_the_effect_of_each_swap(admin: Browser, job: Job) -> None:
    page = await admin.get(f"/jobs/{job.id}/matches/fairness")
    assert (len(page.find("main")), len(page.find("#fairness tbody tr"))) == (1, 5)
    assert set(page.texts("#fairness .status")) == {"No effect"}
    assert len((await admin.get(f"/jobs/{job.id}/matches/fairness", **PARTIAL)).find("tbody tr")) == 5


async def test_people_in_the_pipeline_show_their_stage_and_are_not_added(admin: Browser, job: Job) -> None:
    other = await organisation(admin).candidate("Somebody Else")
    application = await applied(admin, job, other, status="rejected")
    page = await admin.get(f"/jobs/{job.id}/matches?ranking")
    (link,) = page.find("tbody td a")
    assert link.get("href") == f"/candidates/{application.candidate_id}/applications"
    assert page.texts("tbody td a") == ["In the pipeline: Rejected"]
    assert [one.text_content() for one in page.find("tbody form button")] == ["Add Jane Doe"]


async def test_a_candidate_is_put_into_the_pipeline_once(admin: Browser, job: Job) -> None:
    ranking = await admin.get(f"/jobs/{job.id}/matches?ranking")
    candidate = ranking.find("tbody th a")[0].get("href").split("?")[0]
    path = f"/jobs/{job.id}/matches/{candidate.rpartition('/')[2]}"
    assert (await send(admin, path)).response.headers["location"] == f"/jobs/{job.id}"
    assert (await send(admin, path)).status == 400
    assert (await admin.services.applications.page(admin.actor, Window(), job_id=job.id)).total == 1
    assert (await admin.get(f"/jobs/{job.id}")).texts(".card .score") == ranking.texts("tbody td b")
