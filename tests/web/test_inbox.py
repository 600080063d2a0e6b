"""The inbox: tasks, mentions and applications that wait."""

from datetime import UTC, datetime, timedelta

from recruit.domain.tasks.model import TaskDetails
from web.browsing import Browser
from web.people import applied, engineer_job, organisation, send
from web.test_sessions import ahead


async def test_an_empty_inbox_says_so(admin: Browser) -> None:
    shown = await admin.get("/inbox")
    assert (shown.texts("h1"), shown.texts(".empty h2")) == (["Inbox"], ["All done"])
    assert shown.texts(".nav a[aria-current]") == ["Inbox"]


async def test_tasks_are_done_and_mentions_read(admin: Browser) -> None:
    candidate = await organisation(admin).candidate("<Jane>")
    details = TaskDetails(title="Call", candidate_id=candidate.id, assignee_user_id=admin.actor.user_id)
    task = await admin.services.tasks.create(admin.actor, details)
    text = f"Ask @[{admin.actor.user_id}]"
    note = await admin.services.notes.create(admin.actor, text, candidate_id=candidate.id)
    shown = await admin.get("/inbox")
    assert shown.texts("h1") == ["Inbox 2"]
    assert shown.texts(".inbox-rows .title") == ["Call", "Ask @Founder"]
    assert [one.partition("<Jane>")[1] for one in shown.texts(".inbox-rows .hint")] == ["<Jane>", "<Jane>"]
    done = await admin.submit("/inbox", {}, action=f"/tasks/{task.id}/done")
    assert done.response.headers["location"] == "/inbox"
    await admin.submit("/inbox", {}, action=f"/inbox/mentions/{note.id}/read")
    assert (await admin.get("/inbox")).texts(".empty h2") == ["All done"]


async def test_applications_for_own_jobs_wait(admin: Browser) -> None:
    job, candidate = await engineer_job(admin), await organisation(admin).candidate("Jane")
    await applied(admin, job, candidate)
    shown = await admin.get("/inbox")
    assert (shown.texts("h1"), (await admin.get("/inbox/count")).response.text) == (["Inbox"], "")
    (review,) = shown.find(".inbox-rows > li > .button")
    assert shown.texts(".inbox-rows .title") == ["Jane"]
    assert (review.get("href"), review.text_content()) == (f"/candidates/{candidate.id}?job={job.id}", "Review")


async def test_the_item_that_is_asked_for_is_shown_beside_the_list(admin: Browser) -> None:
    job, candidate = await engineer_job(admin), await organisation(admin).candidate("Jane", current_company="<Acme>")
    application = await applied(admin, job, candidate)
    await admin.services.tasks.create(admin.actor, TaskDetails(title="Call", assignee_user_id=admin.actor.user_id))
    first, asked = await admin.get("/inbox"), await admin.get(f"/inbox?show=waiting-{application.id}")
    assert [(one.texts("#item h2"), one.texts("a[aria-current=true] .title")) for one in (first, asked)] == [
        (["Call"], ["Call"]),
        (["Jane"], ["Jane"]),
    ]
    assert asked.texts("#item dd") == ["Jane", job.title, "<Acme>"]
    assert (await admin.get("/inbox?show=task-999999")).texts("#item h2") == ["Call"]


async def test_everybody_has_their_own_inbox(admin: Browser, viewer: Browser, stranger: Browser) -> None:
    candidate = await organisation(admin).candidate()
    text = f"Ask @[{admin.actor.user_id}]"
    note = await admin.services.notes.create(admin.actor, text, candidate_id=candidate.id)
    for other in (viewer, stranger):
        assert (await other.get("/inbox")).texts(".empty h2") == ["All done"]
        assert (await send(other, f"/inbox/mentions/{note.id}/read")).status == 404
    assert (await admin.get("/inbox")).texts("h1") == ["Inbox 1"]


async def test_the_navigation_counts_what_waits(admin: Browser, viewer: Browser) -> None:
    details = TaskDetails(title="Call", assignee_user_id=admin.actor.user_id)
    await admin.services.tasks.create(admin.actor, details)
    assert (await admin.get("/inbox/count")).text == "1 open1"
    assert (await viewer.get("/inbox/count")).response.text == ""


async def test_a_task_is_put_off_by_a_day_from_today_at_least(admin: Browser) -> None:
    now = datetime.now(UTC)
    due = {"overdue": now - timedelta(days=9), "coming": now + timedelta(days=2), "undated": None}
    for title, at in due.items():
        details = TaskDetails(title=title, assignee_user_id=admin.actor.user_id, due_at=at)
        task = await admin.services.tasks.create(admin.actor, details)
        path = f"/inbox/tasks/{task.id}/later"
        assert (await admin.submit("/inbox", {}, action=path)).response.headers["location"] == "/inbox"
        later = (await admin.services.tasks.get(admin.actor, task.id)).due_at
        assert later is not None
        assert (later - now).days == (3 if title == "coming" else 1)


async def test_a_put_off_is_undone(admin: Browser) -> None:
    due = datetime.now(UTC) + timedelta(days=2)
    details = TaskDetails(title="Call", assignee_user_id=admin.actor.user_id, due_at=due)
    task = await admin.services.tasks.create(admin.actor, details)
    await admin.submit("/inbox", {}, action=f"/inbox/tasks/{task.id}/later")
    (undo,) = (await admin.get("/inbox")).find("[data-notice] form")
    await send(admin, undo.get("action") or "")
    assert (await admin.services.tasks.get(admin.actor, task.id)).due_at == task.due_at


async def test_a_task_is_overdue_by_the_clock_of_the_server(admin: Browser) -> None:
    due = datetime.now(UTC) + timedelta(days=1)
    details = TaskDetails(title="Call", assignee_user_id=admin.actor.user_id, due_at=due)
    await admin.services.tasks.create(admin.actor, details)
    async with ahead(admin, timedelta(days=2)) as later:
        shown = await later.get("/inbox")
    assert ("overdue" in (await admin.get("/inbox")).text, "overdue" in shown.text) == (False, True)
