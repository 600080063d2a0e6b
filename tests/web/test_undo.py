"""Undo of what users change in the console."""

import pytest

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.agent.actions import UNDONE_WITHIN, Actions
from recruit.domain.shared.pages import Window
from recruit.domain.tasks.model import TaskSearch
from web.browsing import Browser
from web.people import RESUME, applied, engineer_job, organisation, send, upload
from web.test_sessions import Later
from worlds import colleague


async def test_a_move_is_undone_from_the_timeline_and_stays_struck_through(admin: Browser) -> None:
    candidate, job = await organisation(admin).candidate("Jane"), await engineer_job(admin)
    application = await applied(admin, job, candidate)
    await admin.submit(
        f"/applications/{application.id}/move",
        {"stage": "offer", "note": "Good"},
        action=f"/applications/{application.id}/move",
    )
    shown = await admin.get(f"/jobs/{job.id}")
    (offered,) = shown.find("[data-notice] form")
    path = f"/candidates/{candidate.id}/activity"
    (form,) = (await admin.get(path)).find(".timeline form")
    assert form.get("action") == offered.get("action")
    await admin.submit(path, {}, action=form.get("action") or "")
    moved = await admin.services.applications.get(admin.actor, application.id)
    assert (moved.status, moved.move_note) == ("applied", None)
    shown = await admin.get(path)
    assert (len(shown.texts(".timeline s")), shown.find(".timeline form")) == (1, [])
    assert "Offer" in shown.texts(".timeline s")[0]
    assert shown.find("[data-notice] a") == []


@pytest.mark.one_storage
async def test_every_kind_of_change_is_undone_by_one_key(admin: Browser) -> None:
    services, actor = admin.services, admin.actor
    candidate, job = (
        await organisation(admin).candidate("Jane", notes="Old", location="Hull"),
        await engineer_job(admin),
    )
    person = f"/candidates/{candidate.id}"

    async def state() -> list[object]:
        now = await services.candidates.get(actor, candidate.id)
        notes = await services.notes.of_candidate(actor, candidate.id, Window())
        tasks = await services.tasks.page(actor, Window(), TaskSearch(candidate_id=candidate.id))
        tags = await services.tags.of_candidate(actor, candidate.id, Window())
        return [
            (await services.jobs.get(actor, job.id)),
            (now.location, now.notes),
            [one.text for one in notes.items],
            [(one.title, one.done) for one in tasks.items],
            [one.name for one in tags.items],
        ]

    changes = [
        (f"/jobs/{job.id}/details", {"status": "closed", "required_skills": "Go"}, ""),
        (f"{person}/profile", {"location": "York"}, ""),
        (f"{person}/notes", {"notes": "New"}, f"{person}/notes/field"),
        (f"{person}/notes", {"text": "First"}, f"{person}/notes"),
        (f"{person}/notes", {"text": "Better"}, "/notes/{note}"),
        (f"{person}/notes", {"title": "Call"}, f"{person}/tasks"),
        (f"{person}/notes", {}, "/tasks/{task}/done"),
        (person, {"tag": "Star"}, f"{person}/tags"),
        (person, {}, f"{person}/tags/{{tag}}/delete"),
    ]
    states = [await state()]
    for path, values, action in changes:
        notes = await services.notes.of_candidate(actor, candidate.id, Window())
        tasks = await services.tasks.page(actor, Window(), TaskSearch(candidate_id=candidate.id))
        tags = await services.tags.page(actor, Window())
        ids = {
            name: found.items[0].id if found.items else 0
            for name, found in (("note", notes), ("task", tasks), ("tag", tags))
        }
        assert (await admin.submit(path, values, action=action.format(**ids))).status == 303
        states.append(await state())
        assert states[-1] != states[-2], path
    told = []
    for before in reversed(states[:-1]):
        status, message = await send_json(admin, "/actions/undo")
        told.append(message)
        assert (status, await state()) == (200, before)
    assert told == [
        "Undone: Removed the tags (Jane)",
        "Undone: Tagged the candidates (Jane)",
        "Undone: Finished the task (Jane)",
        "Undone: Created the task (Jane)",
        "Undone: Changed the note (Jane)",
        "Undone: Added the note (Jane)",
        "Undone: Changed the candidate (Jane)",
        "Undone: Changed the candidate (Jane)",
        "Undone: Changed the job (Backend Engineer)",
    ]
    assert (await send_json(admin, "/actions/undo"))[0] == 400


async def send_json(browser: Browser, path: str) -> tuple[int, str]:
    token = (await browser.get("/inbox")).form("/logout")["_csrf"]
    answer = await browser.post(path, {"_csrf": token}, Accept="application/json")
    return answer.status, answer.response.json()["message"]


@pytest.mark.one_storage
async def test_a_change_that_was_overtaken_or_is_old_is_not_undone_and_says_why(
    admin: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await engineer_job(admin)
    path = f"/jobs/{job.id}/details"
    await admin.submit(path, {"location": "Hull"})
    await admin.services.jobs.change(admin.actor, job.id, {"location": "York"})
    status, reason = await send_json(admin, "/actions/undo")
    assert (status, "has changed since" in reason) == (400, True)
    await admin.submit(path, {"location": "Leeds"})
    action = (await admin.get(f"/jobs/{job.id}/activity")).find(".timeline form")[0].get("action") or ""
    late = Actions(admin.services.storage, None, Later(admin.services, UNDONE_WITHIN * 2))  # type: ignore[arg-type]
    monkeypatch.setattr(admin.services.agent, "actions", late)
    status, reason = await send_json(admin, action)
    assert (status, "more than 15 minutes ago" in reason) == (400, True)


@pytest.mark.one_storage
async def test_colleagues_undo_what_their_roles_allow(admin: Browser, viewer: Browser) -> None:
    job = await engineer_job(admin)
    await admin.submit(f"/jobs/{job.id}/details", {"location": "Hull"})
    path = f"/jobs/{job.id}/activity"
    (form,) = (await admin.get(path)).find(".timeline form")
    assert (await viewer.get(path)).find(".timeline form") == []
    assert (await send(viewer, form.get("action") or "")).status == 403
    await viewer.sign_in(await colleague(admin.services.storage, admin.actor.org_id, Role.RECRUITER))
    assert (await send(viewer, form.get("action") or "", next=path)).status == 303
    assert (await admin.services.jobs.get(admin.actor, job.id)).location is None


async def test_what_was_just_created_is_removed_again(admin: Browser) -> None:
    made = await admin.submit("/jobs/new", {"title": "Cook"}, action="/jobs/new")
    details = made.response.headers["location"]
    (offered,) = (await admin.get(details)).find("[data-notice] form")
    undone = await send(admin, offered.get("action") or "", next=details)
    assert undone.response.headers["location"] == "/jobs"
    assert (await admin.get(details)).status == 404
    job = await engineer_job(admin)
    typed = {"full_name": "Jane", "email": "jane@example.com"}
    created = await admin.submit("/candidates/new", typed, action="/candidates/new")
    jane = created.response.headers["location"]
    added = await send(admin, f"{jane}/applications", job_id=job.id)
    assert added.status == 303
    for gone in ("Added the candidate to the job", "Added the candidate"):
        assert await send_json(admin, "/actions/undo") == (200, f"Undone: {gone} (Jane)")
    assert (await admin.get(jane)).status == 404


async def test_an_upload_that_is_undone_leads_to_the_list(admin: Browser) -> None:
    answer = await upload(admin, "/candidates/upload", "resume", ("cv.txt", RESUME))
    shown = await admin.get(answer.response.headers["location"])
    (action,) = [one.get("action") or "" for one in shown.find("[data-notice] form")]
    undone = await admin.post(action, shown.form(action))
    assert undone.response.headers["location"] == "/candidates"


async def test_a_candidate_to_whom_something_was_added_is_kept(admin: Browser) -> None:
    async def refusal(path: str, **values: str) -> str:
        answer = await upload(admin, "/candidates/upload", "resume", ("cv.txt", RESUME), fields={"again": "on"})
        person = f"/candidates/{answer.response.headers['location'].rpartition('=')[2]}"
        action = (await admin.get(f"{person}/activity")).find(".timeline form")[-1].get("action") or ""
        assert (await send(admin, f"{person}/{path}", **values)).status == 303
        status, reason = await send_json(admin, action)
        assert (status, (await admin.get(person)).status) == (400, 200)
        return reason

    assert "has got notes since" in await refusal("notes", text="Met her")
    assert "has got tasks since" in await refusal("tasks", title="Call her")
    assert "has got tags since" in await refusal("tags", tag="Star")
    assert "has got another profile since" in await refusal("profile/skills", name="Rust")


async def test_a_move_that_was_undone_says_where_the_candidate_is_and_leads_there(admin: Browser) -> None:
    candidate, job = await organisation(admin).candidate("Jane"), await engineer_job(admin)
    application = await applied(admin, job, candidate)
    await send(admin, f"/applications/{application.id}/move", stage="offer", next="/inbox")
    (offered,) = (await admin.get("/inbox")).find("[data-notice] form")
    await send(admin, offered.get("action") or "", next="/inbox")
    shown = await admin.get("/inbox")
    assert shown.texts("[data-notice] p") == ["Undone: Jane is back in Applied"]
    assert [one.get("href") for one in shown.find("[data-notice] a")] == [f"/candidates/{candidate.id}"]
    assert (await admin.get("/inbox")).find("[data-notice]") == []
