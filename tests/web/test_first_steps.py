"""The first minutes of a new user: welcome page, demo data, a résumé, a job, and a score with its evidence."""

from pathlib import Path

import httpx
import pytest

from asgi import asgi_transport
from http_api import PASSWORD, SECRET_KEY
from recruit.domain.shared.pages import Window
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.web.app import console
from recruit.entrypoints.web.pages.candidate_new import line_with, line_with_years
from web.browsing import Browser, Page
from web.people import RESUME, applied, engineer_job, jane, organisation, send, upload

PROMPT = "Senior data engineer in Berlin, 80-95k EUR, Spark required, hybrid"


def links(page: Page) -> set[str | None]:
    return {link.get("href") for link in page.find("main a")}


async def followed(browser: Browser, page: Page) -> Page:
    """Return the page to which a sent form leads."""
    assert page.status == 303, page.text
    return await browser.get(page.response.headers["location"])


async def test_from_the_setup_to_a_score_that_replays(tmp_path: Path) -> None:
    environment = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path), "RECRUIT_SECRET_KEY": SECRET_KEY}
    async with assemble(Settings.from_environment(environment)) as services:
        transport = asgi_transport(create_app(services, console=console()))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            browser = Browser(client, services)
            values = {"organisation": "Acme", "email": "dana@example.com", "password": PASSWORD}
            welcome = await followed(browser, await browser.submit("/setup", values, action="/setup"))
            assert welcome.texts(".tile h2") == ["Load demo data", "Drop a résumé", "Describe a job"]

            jobs = await followed(browser, await browser.post("/demo", welcome.form("/demo")))
            assert jobs.texts("h1") == ["Jobs 8"]
            assert "Loaded 8 demo jobs and 43 people" in jobs.texts("[data-notice]")

            added = await followed(browser, await upload(browser, "/candidates/upload", "resume", ("jane.txt", RESUME)))
            (company,) = (row for row in added.find("article dl > div") if "Northwind Traders" in row.text_content())
            assert company.find(".//q").text_content() == "Staff Engineer, Northwind Traders, 2019 - present"
            assert "Best jobs for Jane Doe" in added.texts("article h3")
            score = added.find("article a.score")[0]
            assert "Senior Backend Engineer" in (score.get("aria-label") or "")

            review = await browser.get(score.get("href") or "")
            assert review.texts(".big-score")[0] == f"Score {score.text_content()} of 100"
            assert "Python" in review.texts(".paper mark")
            (replay,) = (link.get("href") for link in review.find(".receipt a"))
            assert "Same score" in (await browser.get(replay or "")).texts(".replay")[0]

            asked = await browser.get("/demo/remove")
            jobs = await followed(browser, await browser.post("/demo/remove", asked.form("/demo/remove")))
            assert (jobs.texts("h1"), jobs.find(".banner")) == (["Jobs 0"], [])
            assert (await browser.get("/candidates")).texts("tbody th a") == ["Jane Doe"]


async def test_the_banner_is_shown_as_long_as_there_is_demo_data(admin: Browser, viewer: Browser) -> None:
    await admin.services.demo.load(admin.actor)
    for path in ("/jobs", "/candidates"):
        shown = await admin.get(path)
        assert [link.get("href") for link in shown.find(".banner a")] == ["/demo/remove"]
        assert not (await viewer.get(path)).find(".banner")
    assert "8 demo jobs and 43 people are loaded." in (await admin.get("/welcome")).text
    removed = await followed(admin, await admin.submit("/demo/remove", {}, action="/demo/remove"))
    assert (removed.texts("h1"), removed.find(".banner")) == (["Jobs 0"], [])
    assert not (await admin.get("/demo/remove")).find("main form")


async def test_a_demo_job_with_an_own_candidate_is_named_as_staying(admin: Browser) -> None:
    await admin.services.demo.load(admin.actor)
    job = (await admin.services.jobs.page(admin.actor, Window(limit=1))).items[0]
    await applied(admin, job, await jane(admin))
    left = await followed(admin, await send(admin, "/demo/remove"))
    assert "One job stays, as your own candidates have applied for it" in left.texts("[data-notice]")[0]
    assert left.texts("tbody th a") == [job.title]


async def test_empty_lists_lead_to_the_first_steps(admin: Browser, viewer: Browser) -> None:
    job = await engineer_job(admin)
    board = f"/jobs/{job.id}"
    for path, offered in (
        ("/candidates", {"/candidates/new", "/settings/import", "/welcome"}),
        (board, {f"{board}/matches", "/candidates/new"}),
    ):
        assert offered <= links(await admin.get(path))
        assert "/welcome" not in links(await viewer.get(path))
    await applied(admin, job, await jane(admin))
    assert not (await admin.get(board)).find(".empty")


async def test_without_jobs_the_list_leads_to_the_first_steps(admin: Browser, viewer: Browser) -> None:
    assert {"/jobs/new", "/welcome"} <= links(await admin.get("/jobs"))
    assert (await viewer.get("/jobs")).texts(".empty") == ["No jobs yet."]


async def test_a_job_is_made_of_a_sentence_and_shows_what_was_read(admin: Browser) -> None:
    sent = await admin.submit("/jobs/new", {"prompt": PROMPT}, action="/jobs/new/prompt")
    details = await followed(admin, sent)
    assert details.texts("h1") == ["Senior Data Engineer open"]
    read = {link.get("href"): link.get("class") for link in details.find(".checked a")}
    assert (read["#f-location"], read["#f-salary_min"], read["#f-required_skills"]) == ("status met",) * 3
    assert read["#f-department"] == "status unknown"
    assert all(details.find(str(target)) for target in read)
    form = details.form()
    assert (form["location"], form["salary_max"], form["currency"]) == ("Berlin", "95000", "EUR")
    saved = await followed(admin, await admin.post(f"/jobs/{_id(sent)}/details", form))
    assert not saved.find(".checked")


async def test_a_job_is_made_of_a_file(admin: Browser) -> None:
    sent = await upload(admin, "/jobs/new/file", "file", ("job.txt", PROMPT))
    assert (await followed(admin, sent)).form()["title"] == "Senior Data Engineer"


async def test_a_refused_description_or_file_is_shown_with_what_was_typed(admin: Browser) -> None:
    form = (await admin.get("/jobs/new")).form("/jobs/new/prompt")
    for refused in (
        await admin.post("/jobs/new/prompt", form | {"prompt": " "}),
        await upload(admin, "/jobs/new/file", "file", ("empty.txt", "")),
        await upload(admin, "/jobs/new/file", "file"),
    ):
        assert (refused.status, len(refused.texts("[role=alert]"))) == (422, 1)
        assert {"/jobs/new", "/jobs/new/prompt", "/jobs/new/file"} <= {
            one.get("action") for one in refused.find("form")
        }
    too_long = await admin.post("/jobs/new/prompt", form | {"prompt": "x" * 100_001})
    assert len(too_long.form("/jobs/new/prompt")["prompt"]) == 100_001
    assert (await admin.services.jobs.page(admin.actor, Window())).total == 0


async def test_roles_without_the_right_to_write_have_no_first_steps(admin: Browser, viewer: Browser) -> None:
    await organisation(admin).job()
    assert (await viewer.get("/welcome")).status == 403
    for path in ("/demo", "/demo/remove", "/jobs/new/prompt"):
        assert (await send(viewer, path, prompt=PROMPT)).status == 403
    assert (await upload(viewer, "/jobs/new/file", "file", ("job.txt", PROMPT))).status == 403
    assert not await _demo_is_loaded(admin)


@pytest.mark.parametrize(
    ("text", "value", "line"),
    [
        ("Jane\nEngineer, Contoso (2019)\nContoso", "Contoso", "Engineer, Contoso (2019)"),
        ("Jane\nEngineer\nContosoft", "Contoso", None),
        ("Jane\nContoso", "contoso", None),
        ("New   York, NY · jane@example.com", "New York, NY", "New   York, NY · jane@example.com"),
        (f"{'a ' * 500}Contoso {'b ' * 500}", "Contoso", f"{'a ' * 40}Contoso {'b ' * 36}"),
    ],
)
def test_a_value_is_shown_with_its_line(text: str, value: str, line: str | None) -> None:
    assert line_with(text, value) == line


def test_years_are_found_in_digits_and_words() -> None:
    for text in ("I have nine years of experience.", "9+ years", "neun Jahre Berufserfahrung"):
        assert line_with_years(f"Jane\n{text}", 9) == text
    assert line_with_years("19 years, 9 people", 9) is None


def _id(sent: Page) -> str:
    return str(sent.response.headers["location"]).split("/")[2]


async def _demo_is_loaded(browser: Browser) -> bool:
    return bool((await browser.services.demo.counts(browser.actor)).jobs)


async def test_arrangements_of_work_are_the_usual_ones_or_the_jobs_own(admin: Browser) -> None:
    job = await engineer_job(admin, remote_option="Two days at home", employment_type=None)
    shown = await admin.get(f"/jobs/{job.id}/details")
    assert shown.texts("#f-remote_option option") == ["–", "Remote", "Hybrid", "On-site", "Two days at home"]
    assert shown.texts("#f-remote_option option[selected]") == ["Two days at home"]
    assert shown.texts("#f-employment_type option")[:3] == ["–", "Full-time", "Part-time"]
    await admin.submit(f"/jobs/{job.id}/details", {"employment_type": "Part-time"})
    changed = await admin.services.jobs.get(admin.actor, job.id)
    assert (changed.remote_option, changed.employment_type) == ("Two days at home", "Part-time")


async def test_a_currency_is_one_in_use_or_the_jobs_own(admin: Browser) -> None:
    refused = await admin.submit("/jobs/new", {"title": "Cook", "currency": "🚀"}, action="/jobs/new")
    assert (refused.status, "Choose a currency of the list" in refused.text) == (422, True)
    assert (await admin.submit("/jobs/new", {"title": "Cook", "currency": "ISK"}, action="/jobs/new")).status == 303
    path = f"/jobs/{(await engineer_job(admin, currency='Gold')).id}/details"
    assert (await admin.get(path)).form()["currency"] == "Gold"
    assert (await admin.submit(path, {"location": "Hull"})).status == 303
    assert (await admin.submit(path, {"currency": "Silver"})).status == 422
