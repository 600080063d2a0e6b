"""Forms that create something: sent twice, they create one thing."""

import asyncio

import pytest

from recruit.domain.shared.pages import Window
from web.browsing import NAVIGATION, Browser, Page
from web.people import organisation


async def notes(browser: Browser, candidate_id: int) -> list[str]:
    found = await browser.services.notes.of_candidate(browser.actor, candidate_id, Window())
    return [note.text for note in found.items]


async def test_a_double_click_makes_one_note(admin: Browser) -> None:
    candidate = await organisation(admin).candidate()
    path = f"/candidates/{candidate.id}/notes"
    form = (await admin.get(path)).form(path) | {"text": "Hello"}
    answers = await asyncio.gather(*[admin.post(path, form) for _ in range(4)])
    assert {(one.status, one.response.headers["location"]) for one in answers} == {(303, path)}
    assert await notes(admin, candidate.id) == ["Hello"]
    assert (await admin.post(path, form | {"text": "Another"})).status == 303
    await admin.submit(path, {"text": "Hello"}, action=path)
    assert await notes(admin, candidate.id) == ["Hello", "Another", "Hello"]


async def test_a_refused_form_is_sent_again_with_the_same_key(admin: Browser) -> None:
    form = (await admin.get("/jobs/new")).form("/jobs/new")
    for _ in range(2):
        assert (
            await admin.post("/jobs/new", form | {"title": "Cook", "salary_min": "9", "salary_max": "1"})
        ).status == 422
    first, second = [await admin.post("/jobs/new", form | {"title": "Cook"}) for _ in range(2)]
    assert first.response.headers["location"] == second.response.headers["location"]
    shown = await admin.get("/jobs")
    assert (shown.texts("tbody th a"), "saved already" in shown.text) == (["Cook"], True)


@pytest.mark.one_storage
async def test_a_secret_is_shown_once_and_its_webhook_made_once(admin: Browser) -> None:
    form = (await admin.get("/settings/webhooks/new")).form("/settings/webhooks") | {"url": "https://example.com/a"}
    first, second = [await admin.post("/settings/webhooks", form) for _ in range(2)]
    assert (first.status, len(first.find("#f-secret"))) == (200, 1)
    assert (second.status, second.response.headers["location"]) == (303, "/settings/webhooks")
    assert (await admin.services.webhooks.page(admin.actor, Window())).total == 1


@pytest.mark.one_storage
async def test_files_are_taken_once(admin: Browser) -> None:
    form = (await admin.get("/candidates/new")).form("/candidates/upload")
    file = ("cv.txt", b"Jane Doe\njane@example.com\n\nSKILLS\nPython, Go")
    first, second = [
        Page(await admin.client.post("/candidates/upload", data=form, files={"resume": file}, headers=NAVIGATION))
        for _ in range(2)
    ]
    assert (first.status, second.status) == (303, 303), first.text
    assert first.response.headers["location"] == second.response.headers["location"]
    assert (await admin.get("/candidates")).texts("th a") == ["Jane Doe"]


@pytest.mark.one_storage
async def test_rows_of_an_editor_are_edited_as_often_as_its_button_is_pressed(admin: Browser) -> None:
    path = "/settings/stages/new"
    form = (await admin.get(path)).form(path) | {"name": "Sales", "do": "add new"}
    assert [(await admin.post(path, form)).status for _ in range(2)] == [200, 200]


@pytest.mark.one_storage
async def test_all_forms_that_create_something_have_a_key(admin: Browser) -> None:
    candidate, job = await organisation(admin).candidate(), await organisation(admin).job()
    person = f"/candidates/{candidate.id}"
    forms = {
        "/jobs/new": ["/jobs/new", "/jobs/new/prompt", "/jobs/new/file"],
        "/candidates/new": ["/candidates/new", "/candidates/upload"],
        "/candidates?q=x": ["/candidates/searches"],
        person: [f"{person}/documents"],
        f"{person}/notes": [f"{person}/notes", f"{person}/tasks"],
        f"{person}/applications": [f"{person}/applications"],
        "/chat": ["/chat"],
        "/settings/tags": ["/settings/tags"],
        "/settings/reasons": ["/settings/reasons"],
        "/settings/stages/new": ["/settings/stages/new"],
        "/settings/webhooks/new": ["/settings/webhooks"],
        "/settings/api-keys/new": ["/settings/api-keys"],
        "/settings/members": ["/settings/members"],
        "/settings/import": ["/settings/import"],
    }
    for path, actions in forms.items():
        shown = await admin.get(path)
        for action in actions:
            assert shown.form(action).get("_once"), (path, action)
    assert "_once" not in (await admin.get(f"/jobs/{job.id}/details")).form()
