"""Moves and rejections of several applications: from a board and from the list of candidates, with one undo."""

from recruit.domain.applications.model import Application
from recruit.domain.jobs.model import Job
from recruit.domain.pipelines.model import ReasonType, RejectionReasonDetails
from recruit.domain.shared.pages import Window
from web.browsing import Browser, Page
from web.people import applied, engineer_job, organisation, send

BULK = "/applications/bulk"


async def applicants(browser: Browser, job: Job, number: int = 3) -> list[Application]:
    people = [await organisation(browser).candidate(f"Person {one}") for one in range(number)]
    return [await applied(browser, job, one) for one in people]


async def stages(browser: Browser, job: Job) -> list[str]:
    page = await browser.services.applications.page(browser.actor, Window(limit=100), job_id=job.id)
    return [one.status for one in page.items]


async def undo(browser: Browser) -> Page:
    """Press the undo of the last message."""
    action = browser.client.cookies["recruit-undo"]
    return await send(browser, f"/actions/{action}/undo")


async def test_selected_cards_move_together_and_come_back_by_one_undo(admin: Browser) -> None:
    job = await engineer_job(admin)
    first, second, _ = await applicants(admin, job)
    board = await admin.get(f"/jobs/{job.id}")
    assert len(board.find("input[form=bulk][name=id]")) == 3
    values = {"id": [first.id, second.id], "action": "move", "stage": "interview", "next": f"/jobs/{job.id}?q=p"}
    moved = await send(admin, BULK, **values)
    assert (moved.status, moved.response.headers["location"]) == (303, f"/jobs/{job.id}?q=p")
    assert await stages(admin, job) == ["interview", "interview", "applied"]
    await undo(admin)
    assert await stages(admin, job) == ["applied"] * 3


async def test_several_are_rejected_with_one_reason(admin: Browser) -> None:
    job = await engineer_job(admin)
    ids = [one.id for one in await applicants(admin, job)]
    reason = await admin.services.rejection_reasons.create(
        admin.actor, RejectionReasonDetails(name="No permit", type=ReasonType.WE_DECLINED)
    )
    asked = await send(admin, BULK, id=ids[:2], action="reject", next=f"/jobs/{job.id}")
    assert (asked.status, asked.texts("h1")) == (200, ["Reject 2 applications"])
    assert await stages(admin, job) == ["applied"] * 3
    await admin.post(BULK, asked.form(BULK) | {"reason_id": str(reason.id), "note": "Sorry"})
    assert await stages(admin, job) == ["rejected", "rejected", "applied"]
    found = await admin.services.applications.get(admin.actor, ids[1])
    assert (found.reason_id, found.move_note) == (reason.id, "Sorry")
    await undo(admin)
    assert await stages(admin, job) == ["applied"] * 3


async def test_a_stage_that_takes_a_reason_asks_for_it(admin: Browser) -> None:
    job = await engineer_job(admin)
    ids = [one.id for one in await applicants(admin, job)]
    unknown = await send(admin, BULK, id=ids, action="move", stage="nowhere")
    assert (unknown.status, unknown.form(BULK)["id"]) == (422, ",".join(map(str, ids)))
    assert await stages(admin, job) == ["applied"] * 3


async def test_people_of_the_list_are_rejected_over_all_pages_with_one_undo(admin: Browser) -> None:
    job, other = await engineer_job(admin), await engineer_job(admin)
    for one in await applicants(admin, job, 55):
        person = await admin.services.candidates.get(admin.actor, one.candidate_id)
        if person.full_name.endswith("7"):
            await applied(admin, other, person)
    await organisation(admin).candidate("Person without an application")
    await organisation(admin).candidate("Somebody else")
    listed = f"/candidates?q=person&job_id={job.id}"
    shown = await admin.get(listed)
    assert shown.texts(".bulk label[for=f-all]") == ["All 55"]
    asked = await send(admin, "/candidates/bulk", all="1", action="reject", next=listed)
    assert asked.texts("h1") == ["Reject 55 applications"]
    await admin.post(BULK, asked.form(BULK))
    assert (set(await stages(admin, job)), set(await stages(admin, other))) == ({"rejected"}, {"applied"})
    await undo(admin)
    assert set(await stages(admin, job)) == {"applied"}


async def test_several_are_added_to_a_job_with_one_undo(admin: Browser) -> None:
    job = await engineer_job(admin)
    for number in range(52):
        await organisation(admin).candidate(f"Person {number}")
    await send(admin, "/candidates/bulk", all="1", action="job", job_id=job.id, next="/candidates")
    assert len(await stages(admin, job)) == 52
    await undo(admin)
    assert await stages(admin, job) == []


async def test_who_may_not_move_applications_selects_none(viewer: Browser, stranger: Browser, admin: Browser) -> None:
    job = await engineer_job(admin)
    first, *_ = await applicants(admin, job)
    assert not (await viewer.get(f"/jobs/{job.id}")).find("[form=bulk], #bulk")
    assert (await send(viewer, BULK, id=first.id, action="move", stage="offer")).status == 403
    assert (await send(stranger, BULK, id=first.id, action="move", stage="offer")).status == 422
    assert await stages(admin, job) == ["applied"] * 3
