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
    assert [one.get("name") for one in choices] == ["stage", "job_id"]


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
