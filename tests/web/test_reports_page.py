"""Reports: the page comes at once, and the figures as a part of it or, without scripts, by a link."""

from datetime import date

from recruit.domain.pipelines.editing import WantedStage
from recruit.domain.pipelines.model import StageType
from web.browsing import Browser
from web.people import applied, engineer_job, jane


async def test_the_figures_are_a_part_of_the_page_or_follow_by_a_link(admin: Browser) -> None:
    await applied(admin, await engineer_job(admin), await jane(admin))
    frame = await admin.get("/reports")
    assert frame.texts("main h2") == []
    (link,) = frame.find("main [aria-busy] a")
    (part,) = frame.find("main [hx-get]")
    for address in (link.get("href"), part.get("hx-get")):
        assert "1 application" in (await admin.get(address or "")).text


async def test_reports_on_nothing_say_what_they_will_show(admin: Browser) -> None:
    job = await engineer_job(admin)
    for path in ("/reports", f"/jobs/{job.id}/reports"):
        shown = await admin.get(f"{path}/figures")
        assert (shown.texts("h2"), shown.find("table")) == (["No applications in this period"], [])
    await applied(admin, job, await jane(admin))
    assert (await admin.get("/reports/figures")).find(".empty") == []


async def test_a_period_that_is_none_is_named(admin: Browser) -> None:
    page = await admin.get("/reports?since=9999-99-99&until=20260131")
    assert page.texts("[role=alert]") == ["Dates are written as 2026-01-31"]
    assert [one.get("value") for one in page.find("main input[type=date]")] == ["", "2026-01-31"]
    assert (await admin.get("/reports/figures?since=yesterday")).status == 400
    reversed_period = await admin.get("/reports?since=2026-02-01&until=2026-01-01")
    assert reversed_period.texts("[role=alert]") == ["The period ends before it begins: swap the dates"]
    assert reversed_period.find(".skeleton, main [aria-busy]") == []


async def test_usual_periods_are_links(admin: Browser) -> None:
    page = await admin.get("/reports")
    links = page.find("main .presets a")
    names = ["All time", "Last 30 days", "Last 90 days", "This quarter", "This year"]
    assert (page.texts("main .presets a"), page.texts("main [aria-current]")) == (names, names[:1])
    shown = await admin.get(links[1].get("href") or "")
    assert shown.texts("main .presets [aria-current]") == ["Last 30 days"]
    since, until = [date.fromisoformat(one.get("value") or "") for one in shown.find("main input[type=date]")]
    assert (until - since).days == 29


async def test_stages_have_the_names_of_the_board(admin: Browser) -> None:
    job = await engineer_job(admin)
    await applied(admin, job, await jane(admin), status="rejected")
    shown = await admin.get("/reports/figures")
    board = (await admin.get(f"/jobs/{job.id}")).texts("h2 bdi")
    named = set(shown.texts("#funnel ~ .scroll tbody th") + shown.texts("#stays ~ .scroll tbody th"))
    assert "1 rejected or withdrawn" in shown.text
    assert {"Sourced"} <= named - {"Rejected or withdrawn"} <= set(board), board


async def test_reports_on_a_job_name_its_own_stages(admin: Browser) -> None:
    job = await engineer_job(admin)
    stages = [WantedStage("New"), *(WantedStage(one, type=StageType.SCREENING) for one in ("Call", "Technical test"))]
    await admin.services.stages.replace(admin.actor, job.id, stages)
    await applied(admin, job, await jane(admin), status="call")
    shown = await admin.get(f"/jobs/{job.id}/reports/figures")
    assert "Call, Technical test" in shown.texts("#funnel ~ .scroll tbody th")
    assert "Call, Technical test" not in (await admin.get("/reports/figures")).text
