"""Pipeline templates and the stages of jobs, edited without scripts."""

from typing import Any

from web.browsing import Browser, Page
from worlds import Organisation

TEMPLATES = "/settings/stages"


def world(browser: Browser) -> Organisation:
    return Organisation(browser.services.storage, browser.actor)


def fields_of(page: Page, action: str) -> dict[str, Any]:
    """Return the fields of an editor, with all values of the field `row`, without its template for new rows."""
    (form,) = [one for one in page.find("form") if one.get("action") == action]
    found: dict[str, Any] = {"row": []}
    for template in form.iter("template"):
        template.getparent().remove(template)
    for name, value in form.form_values():
        found |= {"row": [*found["row"], value]} if name == "row" else {name: value or ""}
    return found


def stages_of(page: Page) -> list[str]:
    """Return the names of the stages in an editor, in order."""
    return [
        one.get("value") for one in page.find("#f-stages tbody input") if (one.get("name") or "").startswith("name-")
    ]


async def test_a_template_is_made_from_the_built_in_stages(admin: Browser) -> None:
    form = fields_of(await admin.get(f"{TEMPLATES}/new"), f"{TEMPLATES}/new")
    added = await admin.post(f"{TEMPLATES}/new", form | {"name": "Sales", "do": "add new"})
    assert (added.status, added.form(f"{TEMPLATES}/new")["name"]) == (200, "Sales")
    form = fields_of(added, f"{TEMPLATES}/new")
    new = form["row"][-1]
    moved = await admin.post(f"{TEMPLATES}/new", form | {f"name-{new}": "Trial day", "do": f"up {new}"})
    assert stages_of(moved)[-2:] == ["Trial day", "Withdrawn"]
    dropped = await admin.post(f"{TEMPLATES}/new", fields_of(moved, f"{TEMPLATES}/new") | {"do": "drop 0"})
    assert stages_of(dropped)[0] == "Applied"
    assert "No" not in (await admin.get(TEMPLATES)).texts("h1")
    form = fields_of(dropped, f"{TEMPLATES}/new") | {"is_default": "true"}
    assert (await admin.post(f"{TEMPLATES}/new", form)).status == 303
    shown = await admin.get(TEMPLATES)
    assert shown.texts("h1") == ["Pipelines 1"]
    assert shown.texts(".items li:first-child .chips li")[-2:] == ["Trial day", "Withdrawn"]
    assert "Default" in shown.texts(".badge")


async def test_a_template_is_changed_and_removed(admin: Browser, stranger: Browser) -> None:
    form = fields_of(await admin.get(f"{TEMPLATES}/new"), f"{TEMPLATES}/new")
    await admin.post(f"{TEMPLATES}/new", form | {"name": "Sales"})
    path = (await admin.get(TEMPLATES)).find(".items strong a")[0].get("href")
    for place in (path, f"{path}/remove"):
        assert (await stranger.get(place)).status == 404
    form = fields_of(await admin.get(path), path)
    refused = await admin.post(path, form | {"name": "", "name-0": "Found"})
    assert (refused.status, stages_of(refused)[0]) == (422, "Found")
    assert (await admin.post(path, form | {"name-0": "Found", "reason-6": "true"})).status == 303
    shown = await admin.get(path)
    assert (stages_of(shown)[0], "reason-6" in fields_of(shown, path)) == ("Found", True)
    assert (await admin.submit(f"{path}/remove", {}, action=f"{path}/remove")).status == 303
    assert (await admin.get(TEMPLATES)).texts("h1") == ["Pipelines 0"]


async def test_stages_of_a_job_are_renamed_reordered_added_and_removed(admin: Browser) -> None:
    job = await world(admin).job()
    path = f"/jobs/{job.id}/stages"
    shown = await admin.get(path)
    assert "default pipeline" in shown.text
    form = fields_of(shown, path)
    down = fields_of(await admin.post(path, form | {"do": "down 0"}), path)
    changed = down | {"name-1": "New", "row": [one for one in down["row"] if one != "7"] + ["n"], "name-n": "Trial day"}
    assert (await admin.post(path, changed)).status == 303
    after = await admin.get(path)
    assert stages_of(after) == ["New", "Sourced", "Screening", "Interview", "Offer", "Hired", "Rejected", "Trial day"]
    assert "default pipeline" not in after.text
    assert (await admin.get(f"/jobs/{job.id}")).texts(".column h2")[0] == "New 0"


async def test_a_stage_in_use_is_removed_with_a_target(admin: Browser) -> None:
    ours = world(admin)
    job = await ours.job()
    await ours.application(job, await ours.candidate(), status="applied")
    path = f"/jobs/{job.id}/stages"
    form = fields_of(await admin.get(path), path)
    form["row"].remove("1")
    refused = await admin.post(path, form)
    assert (refused.status, "choose where they go" in refused.text) == (422, True)
    assert "Applied" not in stages_of(refused)
    assert (await admin.post(path, form | {"move_to": "screening"})).status == 303
    after = await admin.get(path)
    assert dict(zip(stages_of(after), after.texts("#f-stages td.number"), strict=True))["Screening"] == "1"


async def test_somebody_elses_change_is_shown_before_it_is_replaced(admin: Browser) -> None:
    job = await world(admin).job()
    path = f"/jobs/{job.id}/stages"
    form = fields_of(await admin.get(path), path)
    assert (await admin.post(path, form | {"name-0": "Theirs"})).status == 303
    stale = await admin.post(path, form | {"name-0": "Mine"})
    assert (stale.status, stale.texts(".changes del"), stale.texts(".changes ins")) == (412, ["Theirs"], ["Mine"])
    assert (await admin.post(path, fields_of(stale, path))).status == 303
    assert stages_of(await admin.get(path))[0] == "Mine"


async def test_a_template_that_somebody_else_has_changed_is_shown_before_it_is_replaced(admin: Browser) -> None:
    new = fields_of(await admin.get(f"{TEMPLATES}/new"), f"{TEMPLATES}/new")
    await admin.post(f"{TEMPLATES}/new", new | {"name": "Short"})
    (path,) = [one.get("href") or "" for one in (await admin.get(TEMPLATES)).find(".items strong a")]
    form = fields_of(await admin.get(path), path)
    assert (await admin.post(path, form | {"is_default": "true"})).status == 303
    stale = await admin.post(path, form | {"name": "Mine"})
    assert (stale.status, stale.texts(".versions td")) == (412, ["Short", "Mine", "Yes", "No"])
    assert (await admin.post(path, fields_of(stale, path))).status == 303


async def test_readers_see_stages_without_a_form(admin: Browser, viewer: Browser, stranger: Browser) -> None:
    job = await world(admin).job()
    path = f"/jobs/{job.id}/stages"
    shown = await viewer.get(path)
    assert (shown.status, shown.find("#main form")) == (200, [])
    assert shown.texts("tbody th")[:2] == ["Sourced", "Applied"]
    token = shown.form("/logout")["_csrf"]
    form = fields_of(await admin.get(path), path)
    assert (await viewer.post(path, form | {"_csrf": token})).status == 403
    assert (await stranger.get(path)).status == 404
    assert (await viewer.get(TEMPLATES)).status == 200
    assert (await viewer.get(f"{TEMPLATES}/new")).status == 403
