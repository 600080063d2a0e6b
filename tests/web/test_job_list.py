"""The console's list of jobs."""

import pytest

from recruit.domain.pipelines.editing import WantedStage
from recruit.domain.pipelines.model import StageType
from web.browsing import Browser, Page
from web.people import organisation

STAGES = ("Sourced", "Applied", "Screening", "Interview", "Offer", "Hired")


def row(page: Page, title: str) -> list[str]:
    """Return the texts of the cells of a job."""
    (found,) = [one for one in page.find("tbody tr") if one.find(".//a").text_content() == title]
    return [" ".join(cell.text_content().split()) for cell in found.findall("td")]


async def test_a_job_shows_the_people_in_stages_of_each_type_and_those_who_are_active(admin: Browser) -> None:
    ours = organisation(admin)
    job, custom = await ours.job("Baker", location="York", salary_min=30_000), await ours.job("Cook")
    await ours.job("Empty")
    stages = [WantedStage("Call", type=StageType.SCREENING), WantedStage("Visit", type=StageType.SCREENING)]
    await admin.services.stages.replace(admin.actor, custom.id, stages)
    for status, number in {"applied": 3, "offer": 1, "hired": 2, "rejected": 4}.items():
        for _ in range(number):
            await ours.application(job, await ours.candidate(), status=status)
    for status in ("call", "visit", "visit"):
        await ours.application(custom, await ours.candidate(), status=status)
    page = await admin.get("/jobs")
    assert page.texts("thead th")[2:-1] == [*STAGES, "Active"]
    assert row(page, "Baker")[:-1] == ["open", "0", "3", "0", "0", "1", "2", "4"]
    assert row(page, "Cook")[1:-1] == ["0", "0", "3", "0", "0", "0", "3"]
    assert row(page, "Empty")[1:-1] == ["0"] * len(STAGES) + ["0"]
    assert page.texts("tbody .job-facts")[-1] == "Yorkfrom 30,000 USD"
    (link,) = page.find(f"a[href='/jobs/{job.id}#s-2']")
    assert link.get("aria-label") == "Applied of Baker: 3"
    column = (await admin.get(f"/jobs/{job.id}")).find("#s-2")
    assert [one.get("data-stage") for one in column] == ["applied"]


async def test_jobs_are_filtered_by_status_and_title_and_ordered(admin: Browser) -> None:
    ours = organisation(admin)
    for title, status in (("Baker", "open"), ("Cook", "on_hold"), ("Assistant baker", "open")):
        await ours.job(title, status=status, location="York" if title == "Cook" else "Hull")
    page = await admin.get("/jobs")
    assert page.texts("nav[aria-label=Status] a") == ["All 3", "open 2", "on hold 1"]
    assert page.texts("tbody th a") == ["Assistant baker", "Cook", "Baker"]
    page = await admin.get(page.find("nav[aria-label=Status] a")[1].get("href"))
    assert (page.texts("tbody th a"), page.texts("#job-count")) == (["Assistant baker", "Baker"], ["2 of 3"])
    assert page.texts("nav[aria-label=Status] [aria-current]") == ["open 2"]
    page = await admin.get("/jobs?status_filter=open&q=bak&location=hull&sort=name")
    assert page.texts("tbody th a") == ["Assistant baker", "Baker"]
    assert page.texts("nav[aria-label=Status] a") == ["All", "open", "on hold"]
    (taken,) = page.find(".taken")
    assert taken.get("href") == "/jobs?q=bak&status_filter=open&sort=name"
    by_age = page.find("thead a")[-1].get("href")
    assert by_age == "/jobs?q=bak&status_filter=open&location=hull"  # which is the usual order
    assert (await admin.get("/jobs?sort=id")).texts("tbody th a") == ["Baker", "Cook", "Assistant baker"]
    assert (await admin.get("/jobs?status_filter=gone")).texts(".empty") == ["No job matches these filters."]


@pytest.mark.parametrize(
    ("location", "remote_option", "place"),
    [
        ("Berlin", "Remote", "BerlinRemote"),
        ("Berlin", None, "Berlin"),
        (None, "Remote", "Remote"),
        ("remote", "Remote", "remote"),
        ("Remote, Germany", "Remote", "Remote, Germany"),
    ],
)
async def test_a_place_says_once_that_a_job_is_remote(
    admin: Browser, location: str | None, remote_option: str | None, place: str
) -> None:
    job = await organisation(admin).job("Baker", location=location, remote_option=remote_option)
    assert (await admin.get(f"/jobs/{job.id}")).texts(".job-facts") == [place]
