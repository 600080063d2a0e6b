"""The other pages of a candidate: profile, applications, notes and tasks, activity, duplicates, erasure."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from http_api import PASSWORD
from recruit.domain.accounts.browser_sessions import CONFIRMED_FOR, BrowserSessions
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import UserDetails
from recruit.domain.audit.model import acting
from recruit.domain.shared.limits import LONGEST_TEXT
from recruit.domain.shared.pages import Window
from recruit.domain.tasks.model import TaskSearch
from web.browsing import Browser
from web.people import RESUME, applied, engineer_job, jane, organisation, send
from web.test_sessions import Later, ahead
from worlds import NO_HASH, colleague, new_email, note_of_the_agent


async def test_the_profile_shows_skills_with_their_words(admin: Browser) -> None:
    shown = await admin.get(f"/candidates/{(await jane(admin)).id}/profile")
    assert any(text.startswith("Python") and "Python" in text[6:] for text in shown.texts(".words li"))
    assert any("Contoso" in text for text in shown.texts(".career li"))


async def test_fields_are_changed(admin: Browser) -> None:
    candidate = await jane(admin)
    path = f"/candidates/{candidate.id}/profile"
    assert (await admin.submit(path, {"location": " Leeds ", "headline": ""})).status == 303
    changed = await admin.services.candidates.get(admin.actor, candidate.id)
    assert (changed.location, changed.headline, changed.full_name) == ("Leeds", None, "Jane Doe")
    refused = await admin.submit(path, {"experience_years": "many", "location": "York"})
    assert (refused.status, refused.find("[name=location]")[0].get("value")) == (422, "York")


async def test_years_that_were_stored_before_they_had_a_bound_are_shown_and_refused_in_the_form(admin: Browser) -> None:
    candidate = await organisation(admin).candidate(experience_years=2000)
    path = f"/candidates/{candidate.id}/profile"
    assert (await admin.get(path)).find("[name=experience_years]")[0].get("value") == "2000"
    refused = await admin.submit(path, {"headline": "Cook"})
    assert (refused.status, refused.texts("#e-experience_years")) == (422, ["Enter 80 or less"])
    assert (await admin.submit(path, {"headline": "Cook", "experience_years": "20"})).status == 303


async def test_skills_are_added_with_their_words_and_removed(admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    path = f"/candidates/{candidate.id}/profile"
    for values in (
        {"name": "<Rust>", "evidence": "wrote a kernel"},
        {"name": "Go"},
        {"name": "go", "evidence": "since 2015"},
    ):
        await admin.submit(path, values, action=f"{path}/skills")
    shown = await admin.get(path)
    assert shown.texts(".words strong") == ["<Rust>", "go"]
    assert shown.texts(".words q") == ["wrote a kernel", "since 2015"]
    await send(admin, f"{path}/skills/delete", name="GO")
    await send(admin, f"{path}/skills", name=" ")
    assert (await admin.get(path)).texts(".words strong") == ["<Rust>"]


async def test_a_form_that_was_overtaken_shows_both_versions(admin: Browser) -> None:
    candidate = await organisation(admin).candidate("Jane", location="Leeds")
    path = f"/candidates/{candidate.id}/profile"
    form = (await admin.get(path)).form() | {"location": "York"}
    await admin.services.candidates.change(admin.actor, candidate.id, {"location": "Hull"})
    refused = await admin.post(path, form)
    assert (refused.status, refused.texts(".versions td")) == (412, ["Hull", "York"])
    assert (await admin.post(path, refused.form(path))).status == 303
    assert (await admin.services.candidates.get(admin.actor, candidate.id)).location == "York"


async def test_after_a_refused_form_the_next_one_leads_to_a_page(admin: Browser) -> None:
    person = f"/candidates/{(await organisation(admin).candidate()).id}"
    notes = await admin.get(f"{person}/notes")
    sent = {"Referer": f"http://localhost{person}/notes", "HX-Request": "true"}
    refused = await admin.post(f"{person}/tasks", notes.form(f"{person}/tasks") | {"title": "x" * 250}, **sent)
    assert (refused.status, refused.response.headers["HX-Push-Url"]) == (422, "false")
    for referer, path in (("notes", f"{person}/notes"), ("tasks", person)):  # the latter without scripts
        values = refused.form(f"{person}/tags") | {"tag": referer}
        tagged = await admin.post(f"{person}/tags", values, Referer=f"http://localhost{person}/{referer}")
        assert tagged.response.headers["location"] == path
    for form, page in ((f"{person}/tasks", person), ("/candidates/bulk", "/candidates"), ("/actions/1/undo", "/")):
        reloaded = await admin.get(form)
        assert (reloaded.status, reloaded.response.headers["location"]) == (303, page)


async def test_applications_show_their_stages_and_end(admin: Browser) -> None:
    candidate, job = await jane(admin), await engineer_job(admin)
    application = await applied(admin, job, candidate)
    await send(admin, f"/applications/{application.id}/move", stage="screening", note="<Strong>")
    path = f"/candidates/{candidate.id}/applications"
    shown = await admin.get(path)
    assert shown.texts(".visits strong") == ["Screening", "Applied"]
    assert shown.texts(".visits .text") == ["<Strong>"]
    await send(admin, f"/applications/{application.id}/delete")
    assert "In no pipeline yet" in (await admin.get(path)).text


async def test_a_job_is_found_by_fit_and_added_once(admin: Browser) -> None:
    candidate, job = await jane(admin), await engineer_job(admin)
    await engineer_job(admin, "Closed", status="closed")
    path = f"/candidates/{candidate.id}/applications"
    assert (await admin.get(path)).find(".fits") == []
    assert (await admin.get(f"{path}?fit=1")).texts(".fits a") == ["Backend Engineer"]
    await send(admin, path, job_id=job.id)
    await send(admin, path, job_id=job.id)
    shown = await admin.get(path)
    assert shown.texts(".columns h2 a") == ["Backend Engineer"]
    assert "already" in shown.texts("[data-notice]")[0]


async def test_notes_name_who_is_mentioned_and_are_edited(admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    other = await colleague(admin.services.storage, admin.actor.org_id, Role.RECRUITER)
    path = f"/candidates/{candidate.id}/notes"
    await send(admin, path, text=f"<b> Ask @[{other.user_id}]", visibility="recruiters", mention=[admin.actor.user_id])
    shown = await admin.get(path)
    assert shown.texts(".notes .text") == ["<b> Ask @Recruiter"]
    assert shown.texts(".notes .status") == ["Only recruiters"]
    (note,) = (await admin.services.notes.of_candidate(admin.actor, candidate.id, Window())).items
    assert note.mentions == tuple(sorted([other.user_id, admin.actor.user_id]))
    await admin.submit(path, {"text": "Better"}, action=f"/notes/{note.id}")
    assert (await admin.get(path)).texts(".notes .text") == ["Better"]
    await admin.submit(path, {}, action=f"/notes/{note.id}/delete")
    assert (await admin.get(path)).find(".notes") == []


async def test_a_typed_name_mentions_a_member(admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    path = f"/candidates/{candidate.id}/notes"
    assert "Nobody else is a member" in (await admin.get(path)).texts("#h-text")[0]
    other = await colleague(admin.services.storage, admin.actor.org_id, Role.RECRUITER)
    await admin.submit(path, {"text": "Ask @recruiter, not @bob"}, action=path)
    shown = await admin.get(path)
    assert "nobody by @bob" in shown.texts("[data-notice]")[0]
    assert shown.texts(".notes .mention") == ["@Recruiter"]
    (note,) = (await admin.services.notes.of_candidate(admin.actor, candidate.id, Window())).items
    assert note.mentions == (other.user_id,)
    await admin.submit(path, {}, action=f"/notes/{note.id}")  # as it is shown
    saved = await admin.services.notes.get(admin.actor, note.id)
    assert (saved.text, saved.mentions) == (note.text, note.mentions)
    await admin.submit(path, {"text": "Ask nobody"}, action=f"/notes/{note.id}")
    assert (await admin.services.notes.get(admin.actor, note.id)).mentions == ()


async def test_an_edited_note_still_mentions_a_member_whose_name_others_have_in_theirs(admin: Browser) -> None:
    ids = []
    async with admin.services.storage.transaction(admin.actor.org_id) as work:
        for name in ("Ada", "Ada Love", "1st Desk"):
            details = UserDetails(email=new_email(), full_name=name, role=Role.RECRUITER)
            ids.append((await work.users.add(details, NO_HASH)).id)
    text = "".join(f"@[{one}] " for one in ids).strip()
    candidate = await organisation(admin).candidate()
    note = await admin.services.notes.create(admin.actor, text, candidate_id=candidate.id)
    shown = await admin.get(f"/candidates/{candidate.id}/notes")
    assert shown.find(".edit textarea")[0].text == f"@[{ids[0]}] @Ada Love @[{ids[2]}]"
    offered = [one.get("value") for one in shown.find("#mentions option")]
    assert offered == [f"@[{ids[0]}]", "@Ada Love", f"@[{ids[2]}]"]
    await admin.post(f"/notes/{note.id}", shown.form(f"/notes/{note.id}"))
    assert (await admin.services.notes.get(admin.actor, note.id)).mentions == tuple(ids)


async def test_an_empty_note_and_an_unknown_mention_are_refused(admin: Browser) -> None:
    path = f"/candidates/{(await organisation(admin).candidate()).id}/notes"
    for values in ({"text": " "}, {"text": "Hello", "mention": "999999999"}, {"text": "x", "visibility": "all"}):
        refused = await send(admin, path, **values)
        assert (refused.status, (refused.find("#f-text")[0].text or "").strip()) == (422, values["text"].strip())
    refused = await send(admin, path, text="x" * (LONGEST_TEXT + 1))
    assert refused.texts("#problems li") == [f"Note: Enter at most {LONGEST_TEXT} characters"]
    assert (await admin.get(path)).find(".notes") == []


async def test_viewers_see_no_restricted_notes_and_write_none(admin: Browser, viewer: Browser) -> None:
    candidate = await organisation(admin).candidate()
    path = f"/candidates/{candidate.id}/notes"
    await send(admin, path, text="Secret", visibility="recruiters")
    await send(admin, path, text="Open")
    shown = await viewer.get(path)
    assert (shown.texts(".notes .text"), shown.find("main form")) == (["Open"], [])
    for target in (path, f"{path}/field", f"/candidates/{candidate.id}/tasks"):
        assert (await send(viewer, target, text="x", title="x")).status == 403


async def test_the_field_of_notes_is_changed_alone(admin: Browser) -> None:
    candidate = await organisation(admin).candidate(location="Leeds", notes="Old")
    await admin.submit(
        f"/candidates/{candidate.id}/notes", {"notes": "New"}, action=f"/candidates/{candidate.id}/notes/field"
    )
    changed = await admin.services.candidates.get(admin.actor, candidate.id)
    assert (changed.notes, changed.location) == ("New", "Leeds")


async def test_tasks_are_created_finished_and_opened_again(admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    path, action = f"/candidates/{candidate.id}/notes", f"/candidates/{candidate.id}/tasks"
    await admin.submit(path, {"title": "Call", "due": "2126-01-31"}, action=action)
    (task,) = (await admin.services.tasks.page(admin.actor, Window(), TaskSearch(candidate_id=candidate.id))).items
    assert (task.due_at, task.assignee_user_id) == (datetime(2126, 1, 31, 23, 59, tzinfo=UTC), admin.actor.user_id)
    done = await admin.submit(path, {}, action=f"/tasks/{task.id}/done")
    assert done.response.headers["location"] == path
    assert (await admin.services.tasks.get(admin.actor, task.id)).done
    await admin.submit(path, {}, action=f"/tasks/{task.id}/done")
    assert not (await admin.services.tasks.get(admin.actor, task.id)).done
    for values in (
        {"title": ""},
        {"title": "x", "due": "soon"},
        {"title": "x", "due": "0001-01-01"},
        {"title": "x", "due": "9999-12-31", "utc_offset": "-600"},
        {"title": "x", "due": "2126-01-31", "utc_offset": "1440"},
        {"title": "x", "due": "2126-01-31", "utc_offset": "x"},
        {"title": "x", "due": "2126-01-31", "due_time": "noon"},
        {"title": "x", "due_time": "12:00"},
        {"title": "x", "assignee_user_id": "999999999"},
    ):
        assert (await admin.submit(path, values, action=action)).status == 422


@pytest.mark.parametrize(("offset", "hour"), [("", 9), ("0", 9), ("120", 7), ("-300", 14)])
async def test_the_time_of_a_task_is_in_the_zone_of_the_reader(admin: Browser, offset: str, hour: int) -> None:
    candidate = await organisation(admin).candidate()
    values = {"title": "Call", "due": "2126-01-31", "due_time": "09:30", "utc_offset": offset}
    await admin.submit(f"/candidates/{candidate.id}/notes", values, action=f"/candidates/{candidate.id}/tasks")
    (task,) = (await admin.services.tasks.page(admin.actor, Window(), TaskSearch(candidate_id=candidate.id))).items
    assert task.due_at == datetime(2126, 1, 31, hour, 30, tzinfo=UTC)


@pytest.mark.one_storage
async def test_the_day_of_a_task_is_past_by_the_clock_of_the_server(admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    path = f"/candidates/{candidate.id}/notes"
    today, in_two_days = ((datetime.now(UTC) + timedelta(days=days)).date().isoformat() for days in (0, 2))
    form = (await admin.get(path)).form(f"/candidates/{candidate.id}/tasks") | {"title": "Call", "due": today}
    async with ahead(admin, timedelta(days=3)) as later:
        refused = await later.post(f"/candidates/{candidate.id}/tasks", form)
        tried = await later.post(f"/candidates/{candidate.id}/tasks", form | {"due": in_two_days, "due_time": "00:00"})
    assert (refused.status, refused.texts("#e-due")) == (422, ["This day is in the past"])
    assert (tried.status, tried.texts("#e-due_time")) == (422, ["This time is in the past"])
    assert (await admin.post(f"/candidates/{candidate.id}/tasks", form)).status == 303


async def test_a_tag_that_is_too_long_is_refused_and_not_cut(admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    path = f"/candidates/{candidate.id}"
    assert [one.get("maxlength") for one in (await admin.get(path)).find("[name=tag]")] == [None]
    refused = await admin.submit(path, {"tag": "x" * 300}, action=f"{path}/tags")
    assert (refused.status, refused.form(f"{path}/tags")["tag"]) == (422, "x" * 300)
    assert refused.texts(".labels .error") == ["Enter a tag of at most 50 characters"]
    assert not (await admin.services.tags.page(admin.actor, Window())).items


async def test_the_timeline_is_paged(admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    for number in range(55):
        await admin.services.candidates.change(admin.actor, candidate.id, {"headline": str(number)})
    shown = await admin.get(f"/candidates/{candidate.id}/activity")
    assert len(shown.find(".timeline > li")) == 50
    (earlier,) = shown.find("a[rel=next]")
    assert len((await admin.get(earlier.get("href"))).find(".timeline > li")) == 6


async def test_what_the_agent_did_is_marked_and_undone(admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    storage, actor = admin.services.storage, admin.actor
    with acting(actor.by_agent()):
        async with storage.transaction(actor.org_id) as work:
            await work.candidates.change(candidate.id, {"notes": "Met"})
            await work.actions.add(note_of_the_agent(actor.user_id, candidate.id))
    path = f"/candidates/{candidate.id}/activity"
    shown = await admin.get(path)
    assert shown.texts(".timeline .by-agent .agent") == ["Agent"]
    (form,) = shown.find(".timeline form")
    await admin.submit(path, {}, action=form.get("action"))
    assert (await admin.services.candidates.get(actor, candidate.id)).notes is None
    again = await send(admin, form.get("action"), next=path)
    assert again.response.headers["location"] == path
    assert "already" in (await admin.get(path)).texts("[data-notice]")[0]


async def test_a_merge_is_previewed_from_either_side(admin: Browser) -> None:
    kept = await jane(admin)
    other = await jane(admin, RESUME.replace("Jane Doe", "Jane M. Doe").replace("New York, NY", "Leeds"))
    listed = await admin.get(f"/candidates/{kept.id}/duplicates")
    assert listed.texts(".box h2 bdi") == ["Jane M. Doe"]
    assert listed.texts(".reasons li")
    (link,) = listed.find("a[href*=merge]")
    preview = await admin.get(link.get("href"))
    assert preview.texts("tbody tr:first-child td") == ["Jane Doe", "Jane M. Doe", "Jane Doe"]
    assert (preview.texts("tr:first-child del"), preview.texts("tr:first-child ins")) == (["Jane M. Doe"], [])
    (swap,) = preview.find(".head a[href*='merge']")
    assert swap.get("href") == f"/candidates/{other.id}/merge/{kept.id}"
    merged = await admin.submit(link.get("href"), {}, action=link.get("href"))
    assert merged.response.headers["location"] == f"/candidates/{kept.id}"
    present = await admin.services.candidates.get(admin.actor, kept.id)
    added = " ".join(preview.texts(".changes ins"))
    assert (added.startswith(f"Merged from candidate #{other.id}:"), "Location: Leeds" in added) == (True, True)
    assert preview.texts(".changes del") == []
    assert (present.notes or "").split()[-len(added.split()) :] == added.split()
    assert ("Name" in preview.texts(".equal dt"), "Title" in preview.texts(".equal dt")) == (False, True)
    old = await admin.get(f"/candidates/{other.id}/notes")
    assert (old.status, old.response.headers["location"]) == (303, f"/candidates/{kept.id}/notes")
    await admin.services.candidates.remove(admin.actor, kept.id)
    assert (await admin.get(f"/candidates/{other.id}/notes")).status == 404


async def test_only_recruiters_merge(admin: Browser, viewer: Browser) -> None:
    kept, other = await jane(admin), await jane(admin)
    assert (await viewer.get(f"/candidates/{kept.id}/duplicates")).find("a[href*=merge]") == []
    assert (await viewer.get(f"/candidates/{kept.id}/merge/{other.id}")).status == 403
    assert (await send(viewer, f"/candidates/{kept.id}/merge/{other.id}")).status == 403


async def test_an_erasure_takes_the_name(admin: Browser) -> None:
    candidate = await jane(admin)
    path = f"/candidates/{candidate.id}/erase"
    refused = await admin.submit(path, {"name": "Jane"})
    assert (refused.status, "isn't the person's name" in refused.text) == (422, True)
    assert (await admin.submit(path, {"name": "jane doe"})).status == 303
    assert (await admin.get(f"/candidates/{candidate.id}")).status == 404
    assert (await admin.services.erasing.receipts(admin.actor, Window())).total == 1


async def test_an_erasure_takes_the_password_when_it_was_not_entered_lately(admin: Browser) -> None:
    candidate = await jane(admin)
    path = f"/candidates/{candidate.id}/erase"
    assert (await admin.get(path)).find("[name=password]") == []
    sessions = BrowserSessions(admin.services.storage, admin.services.accounts, Later(admin.services, -CONFIRMED_FOR))
    admin.client.cookies.set("recruit", await sessions.open(admin.actor, "Test"), domain="localhost.local")
    assert (await admin.submit(path, {"name": "Jane Doe", "password": "wrong"})).status == 422
    assert (await admin.submit(path, {"name": "Jane Doe", "password": PASSWORD})).status == 303


async def test_all_data_is_exported(admin: Browser, viewer: Browser) -> None:
    candidate = await jane(admin)
    sent = (await admin.get(f"/candidates/{candidate.id}/export")).response
    assert sent.headers["content-type"] == "application/zip"
    assert "candidate.json" in zipfile.ZipFile(io.BytesIO(sent.content)).namelist()
    assert (await viewer.get(f"/candidates/{candidate.id}/export")).status == 403
    assert (await viewer.get(f"/candidates/{candidate.id}/erase")).status == 403
