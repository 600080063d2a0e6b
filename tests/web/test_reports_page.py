"""Reports: the page comes at once, and the figures as a part of it or, without scripts, by a link."""

import re
from datetime import date

from recruit.domain.pipelines.editing import WantedStage
from recruit.domain.pipelines.model import StageType
from web.browsing import Browser
from web.people import applied, engineer_job, jane, organisation


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


async def test_every_number_leads_to_the_people_behind_it(admin: Browser) -> None:
    job = await engineer_job(admin)
    for status, name in (("interview", "Jane Doe"), ("hired", "Jan Roe"), ("rejected", "Kim Poe")):
        person = await organisation(admin).candidate(name)
        application = await applied(admin, job, person, status="applied", source="referral & more")
        await admin.services.applications.change(admin.actor, application.id, {"status": status})
    await admin.services.erasing.erase(admin.actor, person.id)
    today = str(admin.services.clock.now().date())
    for base in ("/reports", f"/jobs/{job.id}/reports"):
        shown = await admin.get(f"{base}/figures?since={today}")
        links = shown.find("a[href*='/applications?']")
        assert len(links) == len(shown.find("td a, dd a")) + 2 > 12
        for link in links:
            (number,) = re.findall(r"\d+", link.get("aria-label") or link.get("title") or "")
            frame = await admin.get(link.get("href") or "")
            assert frame.find("main tbody tr") == []
            assert frame.find("main [name=since]")[0].get("value") == today
            label = link.get("aria-label") or link.get("title")
            assert label == f"{frame.texts('main h1, main h2')[-1]}: {number}"
            (part,) = frame.find("main [hx-get]")
            rows = await admin.get(part.get("hx-get") or "", **{"HX-Request": "true", "HX-Request-Type": "partial"})
            whole = await admin.get(frame.find("main [aria-busy] a")[0].get("href") or "")
            people = whole.texts("main tbody th")
            erased = re.findall(r"(\d+) entr\w+ of", whole.text)
            assert len(people) + sum(map(int, erased)) == int(number), link.get("href")
            assert rows.texts("tbody th") == people
            assert all((one.get("href") or "").endswith(f"?job={job.id}") for one in whole.find("main tbody th a"))


async def test_a_list_has_pages_that_keep_its_number(admin: Browser) -> None:
    job = await engineer_job(admin)
    for number in range(51):
        await applied(admin, job, await organisation(admin).candidate(f"Jane {number}"))
    first = await admin.get("/reports/applications?figure=reached&type=lead&figures=1")
    (following,) = first.find("[rel=next]")
    second = await admin.get(following.get("href") or "")
    assert (len(first.find("tbody tr")), second.texts("tbody th")) == (50, ["Jane 0"])
    (period,) = [one for one in second.find(".presets a") if one.text == "This year"]
    assert "figure=reached&type=lead&since=" in (period.get("href") or "")
    assert second.form()["type"] == "lead"


async def test_numbers_that_no_report_has_are_refused(admin: Browser) -> None:
    for query in ("figure=average", "figure=reached", "figure=hires&type=hired", "figure=reached&type=null"):
        refused = await admin.get(f"/reports/applications?{query}")
        assert (refused.status, "No report has this number" in refused.text) == (400, True), query
    assert (await admin.get("/reports/applications?source=%00")).status == 200
