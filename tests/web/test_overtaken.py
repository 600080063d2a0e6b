"""Forms that somebody else has overtaken: nothing is replaced unseen, and nothing that was typed is lost."""

from typing import Any

import pytest
from lxml.html import HtmlElement

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.pipelines.model import ReasonType, RejectionReasonDetails
from recruit.domain.shared.errors import Stale
from recruit.domain.tags.model import TagDetails
from web.browsing import Browser, Page
from web.people import applied, engineer_job, organisation
from worlds import colleague

pytestmark = pytest.mark.one_storage


def versions(page: Page) -> dict[str, tuple[str, str]]:
    """Return what was typed and what is stored in the fields that differ, by label."""
    rows = [one.findall("*") for one in page.find("table.versions tbody tr")]
    return {(label.text or "").strip(): (text(mine), text(theirs)) for label, theirs, mine in rows}


def text(cell: HtmlElement) -> str:
    return "".join(cell.itertext()).replace("Empty", "")


async def overtake(browser: Browser, path: str, mine: dict[str, Any], theirs: dict[str, Any], action: str = "") -> Page:
    """Open a form twice, send one, then the other. The answer must be the page with both versions."""
    form = (await browser.get(path)).form(action)
    saved = await browser.post(action or path, form | theirs)
    assert saved.status == 303, saved.text
    refused = await browser.post(action or path, form | mine, Referer=f"http://localhost{path}")
    who = "Founder" if path.endswith("/move") else "Another user"
    assert (refused.status, refused.texts("h1")) == (412, [f"{who} has changed this meanwhile"]), refused.text
    assert [one.get("href") for one in refused.find("main form a")] == [path]
    return refused


async def test_a_job_keeps_both_versions_until_the_user_chooses(admin: Browser) -> None:
    job = await engineer_job(admin, description="One\nTwo")
    path = f"/jobs/{job.id}/details"
    mine = {"title": "<Mine>", "description": "One\r\nThree", "is_public": "true"}
    refused = await overtake(admin, path, mine, {"title": "Theirs"})
    assert versions(refused) == {
        "Title": ("<Mine>", "Theirs"),
        "Description": ("One\nThree", "One\nTwo"),
        "Public": ("Yes", "No"),
    }
    assert refused.texts(".equal summary") == [f"{len(refused.find('.equal dt'))} equal fields"]
    assert (await admin.services.jobs.get(admin.actor, job.id)).title == "Theirs"
    assert (await admin.post(path, refused.form(path))).status == 303
    changed = await admin.services.jobs.get(admin.actor, job.id)
    assert (changed.title, changed.required_skills, changed.is_public) == ("<Mine>", ("Python", "Kubernetes"), True)


async def test_using_mine_is_refused_if_somebody_was_faster_again(admin: Browser) -> None:
    job = await engineer_job(admin)
    path = f"/jobs/{job.id}/details"
    refused = await overtake(admin, path, {"title": "Mine"}, {"title": "Theirs"})
    await admin.services.jobs.change(admin.actor, job.id, {"title": "Third"})
    again = await admin.post(path, refused.form(path), Referer="http://localhost/elsewhere")
    assert (again.status, versions(again)) == (412, {"Title": ("Mine", "Third")})
    assert [one.get("href") for one in again.find("main form a")] == [path]


async def test_a_change_of_other_fields_overtakes_no_form(admin: Browser) -> None:
    candidate = await organisation(admin).candidate("Jane", notes="Old")
    path = f"/candidates/{candidate.id}/notes"
    form = (await admin.get(path)).form(f"{path}/field")
    await admin.services.candidates.change(admin.actor, candidate.id, {"location": "Hull"})
    assert (await admin.post(f"{path}/field", form | {"notes": "New"})).status == 303


async def test_notes_the_field_of_notes_and_moves_show_both_versions(admin: Browser) -> None:
    candidate, job = await organisation(admin).candidate("Jane", notes="Old"), await engineer_job(admin)
    path = f"/candidates/{candidate.id}/notes"
    await admin.submit(path, {"text": "First"}, action=path)
    (note,) = (await admin.get(path)).find(".notes li.box")
    action = f"/notes/{(note.get('id') or '')[2:]}"
    assert versions(await overtake(admin, path, {"text": "A"}, {"text": "B"}, action)) == {"Note": ("A", "B")}
    refused = await overtake(admin, path, {"notes": "A"}, {"notes": ""}, f"{path}/field")
    assert versions(refused) == {"Notes": ("A", "")}
    application = await applied(admin, job, candidate)
    path = f"/applications/{application.id}/move"
    mine = {"stage": "screening", "note": "Typed"}
    refused = await overtake(admin, path, mine, {"stage": "offer"}, path)
    assert versions(refused) == {"Stage": ("Screening", "Offer"), "Note": ("Typed", "")}
    assert (await admin.post(path, refused.form(path))).status == 303
    moved = await admin.services.applications.get(admin.actor, application.id)
    assert (moved.status, moved.move_note) == ("screening", "Typed")


async def test_settings_show_both_versions(admin: Browser) -> None:
    services, actor = admin.services, admin.actor
    tag = await services.tags.create(actor, TagDetails(name="Go"))
    path = f"/settings/tags/{tag.id}"
    refused = await overtake(admin, path, {"name": "A"}, {"name": "B", "coloured": "true", "colour": "#ff0000"}, path)
    assert versions(refused) == {"Name": ("A", "B"), "Colour": ("", "#ff0000")}
    reason = await services.rejection_reasons.create(
        actor, RejectionReasonDetails(name="Pay", type=ReasonType.WE_DECLINED)
    )
    path = f"/settings/reasons/{reason.id}"
    refused = await overtake(admin, path, {"name": "A"}, {"archived": "true", "type": "other"}, path)
    assert versions(refused)["Type"] == ("We declined", "Other")
    hook = await services.webhooks.create(actor, "https://example.com/a", (), None, is_active=True)
    path = f"/settings/webhooks/{hook.id}/edit"
    mine, theirs = {"event_types": ["job.deleted", "job.created"]}, {"event_types": ["job.created"]}
    refused = await overtake(admin, path, mine, theirs, path)
    assert versions(refused) == {"Events": ("job.created, job.deleted", "job.created")}
    other = await colleague(services.storage, actor.org_id, Role.VIEWER)
    path = f"/settings/members/{other.user_id}/role"
    refused = await overtake(admin, "/settings/members", {"role": "recruiter"}, {"role": "hiring_manager"}, path)
    assert versions(refused) == {"Role": ("Recruiter", "Hiring manager")}


async def test_long_texts_show_their_differences_alone(admin: Browser) -> None:
    text = "\n".join(f"Line {number} of a description that stays as it is" for number in range(40))
    job = await engineer_job(admin, description=text)
    mine = {"title": "Mine", "description": text.replace("Line 20 of a", "Line 20 of <my>")}
    refused = await overtake(admin, f"/jobs/{job.id}/details", mine, {"title": "Theirs"})
    assert (refused.texts(".changes del"), refused.texts(".changes ins")) == (["a"], ["<my>"])
    (shown,) = refused.texts(".changes")
    assert ("Line 19" in shown, "Line 9" in shown, len(shown) < 300) == (True, False, True)


async def test_a_script_is_told_in_one_sentence(admin: Browser) -> None:
    job = await engineer_job(admin)
    path = f"/jobs/{job.id}/details"
    form = (await admin.get(path)).form()
    await admin.services.jobs.change(admin.actor, job.id, {"title": "Theirs"})
    answer = await admin.post(path, form, Accept="application/json")
    assert (answer.status, answer.response.json()) == (412, {"message": "Another user has changed this meanwhile"})


async def test_the_service_checks_the_version_of_a_user(admin: Browser) -> None:
    other = await colleague(admin.services.storage, admin.actor.org_id, Role.VIEWER)
    try:
        await admin.services.members.change_user(
            admin.actor, other.user_id, {"role": Role.RECRUITER}, lambda user: user.role is Role.RECRUITER
        )
    except Stale:
        user = await admin.services.members.user(admin.actor, other.user_id)
        assert user.role is Role.VIEWER
        return
    raise AssertionError
