"""The matches of a job: the ranking, what-if rankings and the fairness test, with scripts and without."""

from urllib.parse import urlencode

import httpx
import pytest

from recruit.domain.engines.ranking.candidate_features import THIN
from recruit.domain.jobs.model import Job
from recruit.domain.matching.counterfactuals import Audit, Drift
from recruit.domain.shared.pages import Window
from recruit.entrypoints.web.pages import matches
from recruit.entrypoints.web.templates import render
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


async def test_more_ranks_follow_with_their_numbers_and_receipts(
    admin: Browser, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matches, "SHOWN", 2)
    monkeypatch.setattr(matches, "MOST_RANKS", 4)
    everyone = {"Jane Doe"} | {(await organisation(admin).candidate(f"Person {n}")).full_name for n in range(4)}
    first = await admin.get(f"/jobs/{job.id}/matches?ranking")
    (more,) = first.find(".rest a")
    page = await admin.get(more.get("href"))
    assert (page.texts("td.number"), page.texts("tr:last-child .hint")) == (["3", "4"], ["4 best of 5"])
    part = await admin.get(more.get("hx-get"), **PARTIAL)
    assert (part.texts("th > a"), part.find("table")) == (page.texts("tbody th a"), [])
    assert len(everyone - {*first.texts("tbody th a"), *page.texts("tbody th a")}) == 1
    logs = (await admin.services.history.logs(admin.actor, Window())).items
    receipts = {f"#{log.id}": log.candidate_id for log in logs}
    links = [int(one.get("href").split("?")[0].rpartition("/")[2]) for one in page.find("tbody th a")]
    assert ([receipts[one] for one in page.texts(".why .mono")], len(logs)) == (links, 6)


async def test_the_ranks_of_a_page_are_small(admin: Browser) -> None:
    skills = ("Python", "FastAPI", "PostgreSQL", "Docker", "Kubernetes", "AWS")
    job = await organisation(admin).job("Backend Engineer", required_skills=skills)
    for number in range(matches.SHOWN):
        notes = "I build services in Python with PostgreSQL and FastAPI. Docker and AWS are my daily tools."
        await organisation(admin).candidate(f"Person {number}", current_title="Backend Engineer", notes=notes)
    page = await admin.get(f"/jobs/{job.id}/matches/ranking", **PARTIAL)
    assert len(page.find("tr[data-row]")) == matches.SHOWN
    assert len(page.response.content) <= 120_000


async def test_trying_other_skills_changes_nothing_until_they_are_applied(admin: Browser, job: Job) -> None:
    path = f"/jobs/{job.id}/matches"
    form = await admin.get(path)
    assert form.texts(".wanted bdi") == ["Python", "Kubernetes", "Docker"]
    assert [one.get("value") for one in form.find(".wanted option[value=off]")] == ["off"]
    needs = ["required", "nice", "off"]
    changes = {"requirement": ["Python", "Kubernetes", "Docker"], "need": needs, "add": "Kafka, <b>"}
    tried = await admin.get(f"{path}/what_if?{urlencode(changes, doseq=True)}")
    assert (tried.status, len(tried.find("main"))) == (200, 1)
    assert tried.texts(".wanted bdi") == ["Python", "Kubernetes", "Docker", "Kafka", "<b>"]
    shown = [one.get("value") for one in tried.find(".wanted option[selected]")]
    assert (shown, tried.texts(".costs tbody th")) == (
        [*needs, "required", "required"],
        ["Python", "Kafka", "<b>", "Kubernetes"],
    )
    part = await admin.get(f"{path}/what_if?{urlencode(changes, doseq=True)}", **PARTIAL)
    assert (part.find("main"), fitting(part)) == ([], fitting(tried))
    assert (await admin.services.jobs.get(admin.actor, job.id)).required_skills == ("Python", "Kubernetes")
    applied = await send(admin, f"{path}/skills", requirement=["Python", "Kubernetes", "Docker"], need=needs)
    assert (applied.status, applied.response.headers["location"]) == (303, path)
    saved = await admin.services.jobs.get(admin.actor, job.id)
    assert (saved.required_skills, saved.nice_to_have_skills) == (("Python",), ("Kubernetes",))
    await send(admin, "/actions/undo")
    assert (await admin.services.jobs.get(admin.actor, job.id)).required_skills == ("Python", "Kubernetes")


async def test_skills_that_are_refused_stay_in_the_form(admin: Browser, job: Job) -> None:
    long = "x" * 1_000
    refused = await admin.get(f"/jobs/{job.id}/matches/what_if?add={long}")
    assert (refused.status, len(refused.find("[role=alert]"))) == (422, 1)
    assert refused.texts(".wanted bdi") == [long]


async def test_other_weights_change_scores_and_stay_in_the_form(admin: Browser, job: Job) -> None:
    path, own = (
        f"/jobs/{job.id}/matches/what_if",
        "requirement=Python&need=required&requirement=Kubernetes&need=required",
    )
    usual, tried = await admin.get(f"{path}?{own}"), await admin.get(f"{path}?{own}&skills=100&lexical=0&concepts=0")
    assert tried.texts(".moves .number") != usual.texts(".moves .number")
    numbers = {one.get("name"): one.get("value") for one in tried.find(".weight input[type=number]")}
    weights = {"lexical": "0", "concepts": "0", "occupation": "", "skills": "100", "details": ""}
    assert (numbers, len(tried.find("details[open] .weight"))) == (weights, 5)  # there is no embedder


async def test_a_row_shows_each_requirement_and_explains_its_score(admin: Browser, job: Job) -> None:
    await admin.services.jobs.change(admin.actor, job.id, {"nice_to_have_skills": ("Docker", "Kafka", "<i>")})
    await organisation(admin).candidate("Jan Roe", headline="Backend Engineer")
    page = await admin.get(f"/jobs/{job.id}/matches?ranking")
    assert page.texts(".ranking-facts > :not(a)") == ["2 candidates", "fit (50+): 1"]
    chips = page.texts("tbody tr:last-child .of-requirements > div > *")
    assert chips == ["Python: met", "Kubernetes: missing", "Docker: met", "Kafka: met", "+1"]
    assert page.texts("tbody tr:last-child .of-requirements > div > .chip.missing") == ["Kubernetes: missing"]
    assert page.texts("tbody tr:first-child .of-requirements > div > span")[0] == "Python: unknown"
    assert [page.texts(f"tbody tr:{one}-child th .status") for one in ("last", "first")] == [[], ["Little is known"]]
    why = page.find("tbody tr:last-child .why")[0]
    assert page.find("tbody tr:last-child button")[0].get("popovertarget") == why.get("id")
    assert page.texts("tr:last-child .why q")[0] == "I build services in Python with PostgreSQL."
    logs = await admin.services.history.logs(admin.actor, Window())
    assert page.texts(".why .mono") == [f"#{log.id}" for log in logs.items]


async def test_the_ranking_and_the_fit_say_when_a_skill_is_missing_and_when_unknown(admin: Browser, job: Job) -> None:
    rule = f"is missing if the profile's text has {THIN} words or more, and unknown if it is shorter"
    ranked = await admin.get(f"/jobs/{job.id}/matches?ranking")
    (link,) = ranked.find("tbody th a")
    for page in (ranked, await admin.get(link.get("href"))):
        assert [text for text in page.texts(".hint") if rule in text]


async def test_the_fairness_test_shows_the_effect_of_each_swap(admin: Browser, job: Job) -> None:
    page = await admin.get(f"/jobs/{job.id}/matches/fairness")
    assert (len(page.find("main")), len(page.find("#fairness tbody tr"))) == (1, 5)
    assert set(page.texts("#fairness .status")) == {"✓ No effect"}
    assert len((await admin.get(f"/jobs/{job.id}/matches/fairness", **PARTIAL)).find("tbody tr")) == 5


def test_a_swap_with_an_effect_is_red() -> None:
    audit = Audit([Drift("names", 3, 7)], 2000, 4000)
    shown = Page(httpx.Response(200, text=render("fragments/fairness.html", {"audit": audit})))
    assert "Tested 2,000 of 4,000 candidates" in shown.text
    assert shown.texts("tbody th") == ["Names 3 profiles changed"]
    assert shown.texts(".status.missing") == ["× up to 7 points"]


async def test_people_in_the_pipeline_show_their_stage_and_are_not_added(admin: Browser, job: Job) -> None:
    other = await organisation(admin).candidate("Jan Roe")
    application = await applied(admin, job, other, status="rejected")
    page = await admin.get(f"/jobs/{job.id}/matches?ranking")
    (link,) = page.find("tbody td.end a")
    assert link.get("href") == f"/candidates/{application.candidate_id}/applications"
    assert page.texts("tbody td.end a") == ["In the pipeline: Rejected"]
    assert [one.get("aria-label") for one in page.find("tbody button[formaction]")] == ["Add Jane Doe"]


async def test_a_candidate_is_put_into_the_pipeline_once(admin: Browser, job: Job) -> None:
    ranking = await admin.get(f"/jobs/{job.id}/matches?ranking")
    candidate = ranking.find("tbody th a")[0].get("href").split("?")[0]
    path = f"/jobs/{job.id}/matches/{candidate.rpartition('/')[2]}"
    (button,) = ranking.find("tbody button[formaction]")
    (form,) = ranking.find(f"form[id='{button.get('form')}'][method=post]:has([name=_csrf])")
    assert (button.get("formaction"), form.get("action")) == (path, None)
    assert (await send(admin, path)).response.headers["location"] == f"/jobs/{job.id}"
    assert (await send(admin, path)).status == 400
    assert (await admin.services.applications.page(admin.actor, Window(), job_id=job.id)).total == 1
    assert (await admin.get(f"/jobs/{job.id}")).texts(".card .score") == ranking.texts(".of-score > button b")
