"""The audit log and erasures in the console."""

from datetime import UTC, datetime, timedelta

from recruit.domain.audit.model import acting
from recruit.domain.jobs.model import JobDetails
from web.browsing import Browser, Page
from worlds import Organisation

AUDIT, PRIVACY = "/settings/audit", "/settings/privacy"


async def test_the_log_shows_who_changed_what_newest_first(admin: Browser) -> None:
    with acting(admin.actor):
        job = await admin.services.jobs.create(admin.actor, JobDetails(title="Baker"))
        await admin.services.jobs.change(admin.actor, job.id, {"title": "<b>Chef</b>"})
    shown = await admin.get(f"{AUDIT}?entity=job")
    assert shown.texts("h1") == ["Audit log 2"]
    assert shown.texts(".log > tbody > tr > td:nth-child(3)") == ["changed", "created"]
    assert shown.texts(".log > tbody > tr:first-child > td:nth-child(2)") == [name_of(await admin.get("/settings/me"))]
    first = shown.find(".log > tbody > tr")[0]
    changes = [[" ".join(cell.text_content().split()) for cell in row] for row in first.iterfind(".//table/tbody/tr")]
    assert ["Title", "Baker", "<b>Chef</b>"] in changes
    assert "takes a minute" in shown.text


async def test_the_log_is_filtered(admin: Browser) -> None:
    with acting(admin.actor):
        job = await admin.services.jobs.create(admin.actor, JobDetails(title="Baker"))
    today = datetime.now(UTC).date()
    filters = f"entity=job&entity_id={job.id}&user_id={admin.actor.user_id}&action=insert&since={today}&until={today}"
    found = await admin.get(f"{AUDIT}?{filters}")
    assert found.texts("h1") == ["Audit log 1"]
    assert found.find("input[name=entity_id]")[0].get("value") == str(job.id)
    for none in (
        "entity=x",
        f"since={today + timedelta(days=2)}",
        "action=export",
        "entity_id=" + "9" * 30,
        "entity_id=x",
    ):
        assert (await admin.get(f"{AUDIT}?{none}")).status == 200
    assert "No entry matches" in (await admin.get(f"{AUDIT}?entity=x")).text
    backwards = await admin.get(f"{AUDIT}?since={today}&until={today - timedelta(days=3)}")
    assert (backwards.status, "is before the beginning" in backwards.text) == (422, True)


async def test_the_log_has_pages(admin: Browser) -> None:
    for number in range(51):
        await Organisation(admin.services.storage, admin.actor).job(f"Job {number}")
    first = await admin.get(f"{AUDIT}?entity=job")
    assert len(first.find(".log > tbody > tr")) == 50
    last = await admin.get(first.find("a[rel=next]")[0].get("href"))
    assert (len(last.find(".log > tbody > tr")), last.texts(".pager span")) == (1, ["51–51 of 51"])


async def test_another_organisations_log_is_not_shown(admin: Browser, stranger: Browser, viewer: Browser) -> None:
    with acting(admin.actor):
        await admin.services.jobs.create(admin.actor, JobDetails(title="Baker"))
    assert (await stranger.get(f"{AUDIT}?entity=job")).texts("h1") == ["Audit log 0"]
    for page in (AUDIT, PRIVACY):
        assert (await viewer.get(page)).status == 403


async def test_erasures_have_receipts(admin: Browser) -> None:
    empty = await admin.get(PRIVACY)
    assert ("Nobody was erased yet" in empty.text, "kept until they are erased" in empty.text) == (True, True)
    candidate = await Organisation(admin.services.storage, admin.actor).candidate()
    await admin.services.erasing.erase(admin.actor, candidate.id)
    shown = await admin.get(PRIVACY)
    assert "Receipts of erasures 1" in shown.texts("h2")
    assert shown.texts("tbody td")[1] == str(candidate.id)


def name_of(page: Page) -> str:
    return page.form("/settings/me/name")["full_name"]
