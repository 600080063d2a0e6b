"""Filters of the list of candidates by stage, job and day."""

from datetime import UTC, datetime, timedelta

from web.browsing import Browser
from web.people import applied, engineer_job, organisation, send


async def names(browser: Browser, query: str) -> list[str]:
    shown = await browser.get(f"/candidates?sort=name&{query}")
    assert shown.status == 200
    return shown.texts("tbody th a")


async def test_people_are_filtered_by_the_job_and_the_stage_of_an_application(admin: Browser) -> None:
    job, other = await engineer_job(admin, "Baker"), await engineer_job(admin, "Cook")
    ada, bo, _ = [await organisation(admin).candidate(name) for name in ("Ada", "Bo", "Cy")]
    await applied(admin, job, ada, status="offer")
    await applied(admin, other, ada)
    await applied(admin, other, bo, status="offer")
    assert await names(admin, f"job_id={job.id}") == ["Ada"]
    assert await names(admin, "stage=offer") == ["Ada", "Bo"]
    assert await names(admin, f"stage=offer&job_id={other.id}") == ["Bo"]
    assert await names(admin, "job_id=none") == []
    shown = await admin.get(f"/candidates?job_id={job.id}&stage=offer")
    assert shown.texts(".set-filter summary bdi") == ["Offer", "Baker"]
    assert shown.texts("td.of-stage p") == ["Offer", "Baker"]  # of that job, and not of the newest application
    choices = (await admin.get("/candidates")).find("[data-new] select")
    assert [one.get("name") for one in choices] == ["stage", "job_id", "source"]


async def test_people_are_filtered_by_the_source_of_an_application_and_by_their_years(admin: Browser) -> None:
    job = await engineer_job(admin, "Baker")
    people = [await organisation(admin).candidate(f"Person {years}", experience_years=years) for years in (2, 7, 12)]
    for person, source in zip(people, ("referral", "careers page", "referral"), strict=True):
        await applied(admin, job, person, source=source)
    assert await names(admin, "source=referral") == ["Person 12", "Person 2"]
    assert await names(admin, f"source=careers+page&job_id={job.id}") == ["Person 7"]
    assert await names(admin, "source=agency") == []
    assert await names(admin, "years_min=7") == ["Person 12", "Person 7"]
    assert await names(admin, "years_min=3&years_max=11") == ["Person 7"]
    assert await names(admin, "years_min=99999999999") == []
    assert len(await names(admin, "years_min=many")) == 3
    values = {"name": "Friends", "source": "referral", "years_min": "5"}
    saved = await send(admin, "/candidates/searches", **values)
    shown = await admin.get(saved.response.headers["location"])
    assert shown.texts(".set-filter summary bdi") == ["referral", "5"]
    assert shown.texts("tbody th a") == ["Person 12"]
    assert shown.texts(".set-filter [name=source] option") == ["Any", "referral", "careers page"]


async def test_people_are_filtered_by_the_days_on_which_they_were_added(admin: Browser) -> None:
    await organisation(admin).candidate("Ada")
    today = datetime.now(UTC).date()
    before, after = today - timedelta(days=1), today + timedelta(days=1)
    assert await names(admin, f"created_since={today}&created_until={after}") == ["Ada"]
    assert await names(admin, f"created_since={before}&created_until={before}") == []
    assert await names(admin, f"created_since={after}") == []
    assert await names(admin, "created_since=soon") == ["Ada"]
    values = {"name": "New", "created_since": str(before), "created_until": str(after)}
    saved = await send(admin, "/candidates/searches", **values)
    shown = await admin.get(saved.response.headers["location"])
    assert shown.texts(".set-filter summary bdi") == [str(before), str(after)]
    assert shown.texts("tbody th a") == ["Ada"]
