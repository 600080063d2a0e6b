"""The organisation's own page: its name."""

from web.browsing import Browser

PATH = "/settings/organisation"


async def test_an_admin_renames_the_organisation_which_is_audited(admin: Browser) -> None:
    assert (await admin.get(PATH)).form(PATH)["name"] == "My Recruiting Co"
    saved = await admin.submit(PATH, {"name": "Söhne & <b>Co</b>"}, action=PATH)
    assert saved.response.headers["location"] == PATH
    shown = await admin.get(PATH)
    assert (shown.texts(".brand bdi"), shown.form(PATH)["name"]) == (["Söhne & <b>Co</b>"], "Söhne & <b>Co</b>")
    log = await admin.get("/settings/audit?entity=organisation")
    assert "My Recruiting Co" in log.text


async def test_a_blank_name_and_one_that_replaces_a_newer_one_are_refused(admin: Browser) -> None:
    seen = (await admin.get(PATH)).form(PATH)
    refused = await admin.post(PATH, seen | {"name": " "})
    assert (refused.status, len(refused.find("#e-name"))) == (422, 1)
    await admin.submit(PATH, {"name": "Newer"}, action=PATH)
    stale = await admin.post(PATH, seen | {"name": "Older"})
    assert (stale.status, stale.texts(".crumbs"), stale.texts(".versions td")) == (412, ["Newer"], ["Newer", "Older"])
