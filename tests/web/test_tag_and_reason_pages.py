"""Tags and rejection reasons in the console."""

from web.browsing import Browser
from worlds import Organisation

TAGS, REASONS = "/settings/tags", "/settings/reasons"


async def tag(admin: Browser, name: str, **fields: str) -> str:
    """Create a tag, and return the path of its page."""
    assert (await admin.submit(TAGS, {"name": name, **fields}, action=TAGS)).status == 303
    return next(
        str(one.get("href")) for one in (await admin.get(TAGS)).find("tbody th a") if name in one.text_content()
    )


async def test_a_tag_is_created_with_and_without_a_colour(admin: Browser) -> None:
    assert "No tags yet" in (await admin.get(TAGS)).text
    await tag(admin, "<u>Alumni</u>")
    await tag(admin, "Silver", coloured="true", colour="#C0C0C0")
    shown = await admin.get(TAGS)
    assert shown.texts("tbody th") == ["<u>Alumni</u>", "Silver"]
    assert [one.get("fill") for one in shown.find("tbody circle")] == [None, "#c0c0c0"]
    taken = await admin.submit(TAGS, {"name": "silver"}, action=TAGS)
    assert (taken.status, taken.form(TAGS)["name"], "exists already" in taken.text) == (422, "silver", True)
    bad = await admin.submit(TAGS, {"name": "Bad", "coloured": "true", "colour": "red;x"}, action=TAGS)
    assert bad.status == 422


async def test_a_tag_is_renamed_merged_and_removed_with_counts(admin: Browser, stranger: Browser) -> None:
    ours = Organisation(admin.services.storage, admin.actor)
    alumni, silver = await tag(admin, "Alumni"), await tag(admin, "Silver")
    for path in (alumni, silver):
        candidate = await ours.candidate()
        await admin.services.tags.attach(admin.actor, candidate.id, int(path.rpartition("/")[2]))
    assert (await admin.get(TAGS)).texts("td.number") == ["1", "1"]
    for path in (alumni, f"{alumni}/remove"):
        assert (await stranger.get(path)).status == 404
    assert (await admin.submit(alumni, {"name": "Former"}, action=alumni)).status == 303
    refused = await admin.submit(alumni, {}, action=f"{alumni}/merge")
    assert refused.status == 422
    into = silver.rpartition("/")[2]
    assert (await admin.submit(alumni, {"into_id": into}, action=f"{alumni}/merge")).status == 303
    shown = await admin.get(TAGS)
    assert (shown.texts("tbody th"), shown.texts("td.number")) == (["Silver"], ["2"])
    assert "lose this tag" in (await admin.get(f"{silver}/remove")).text
    assert (await admin.submit(f"{silver}/remove", {}, action=f"{silver}/remove")).status == 303
    assert (await admin.get(TAGS)).texts("h1") == ["Tags 0"]


async def test_readers_see_tags_and_reasons_without_forms(admin: Browser, viewer: Browser) -> None:
    path = await tag(admin, "Alumni")
    for page in (TAGS, REASONS):
        shown = await viewer.get(page)
        assert (shown.status, shown.find("#main form")) == (200, [])
        assert (await viewer.post(page, {"name": "X", "_csrf": shown.form("/logout")["_csrf"]})).status in {403, 422}
    assert (await viewer.get(path)).status == 403
    assert (await viewer.get(f"{path}/remove")).status == 403


async def test_a_reason_is_created_changed_archived_and_removed(admin: Browser, stranger: Browser) -> None:
    made = await admin.submit(REASONS, {"name": "Salary", "type": "they_declined"}, action=REASONS)
    assert made.status == 303
    shown = await admin.get(REASONS)
    assert (shown.texts("tbody th"), "They declined" in shown.text) == (["Salary"], True)
    path = shown.find("tbody th a")[0].get("href")
    for place in (path, f"{path}/remove"):
        assert (await stranger.get(place)).status == 404
    refused = await admin.submit(path, {"name": " "}, action=path)
    assert (refused.status, len(refused.find("#e-name"))) == (422, 1)
    assert (await admin.submit(path, {"name": "Pay", "archived": "true"}, action=path)).status == 303
    shown = await admin.get(REASONS)
    assert (shown.texts("tbody th"), shown.texts(".badge")) == (["Pay"], ["Archived"])
    taken = await admin.submit(REASONS, {"name": "Pay", "type": "other"}, action=REASONS)
    assert (taken.status, taken.form(REASONS)["type"]) == (422, "other")
    assert (await admin.submit(f"{path}/remove", {}, action=f"{path}/remove")).status == 303
    assert (await admin.get(REASONS)).texts("h1") == ["Rejection reasons 0"]
