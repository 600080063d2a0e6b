"""The user's own settings: name, password, sessions, theme and language."""

import pytest

from http_api import PASSWORD
from recruit.entrypoints.web.pages.settings.account import browser_name
from web.browsing import Browser
from web.people import token

ME = "/settings/me"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NEW_PASSWORD = "another horse 7 staple"


async def test_the_settings_begin_with_the_own_account(admin: Browser) -> None:
    shown = await admin.get("/settings")
    assert (shown.status, shown.texts("h1")) == (200, ["Your account"])
    assert "Settings" in shown.texts(".nav a[aria-current]")
    assert shown.texts(".brand bdi") == ["My Recruiting Co"]


async def test_a_viewer_sees_the_sections_that_their_role_may_read(viewer: Browser, admin: Browser) -> None:
    theirs, everything = [(await browser.get(ME)).texts(".sections a") for browser in (viewer, admin)]
    assert "Tags" in theirs
    assert set(everything) - set(theirs) == {"Organisation", "API keys", "Webhooks", "Mail", "Audit log", "Privacy"}
    for section in ("api-keys", "webhooks", "mail", "audit", "privacy"):
        assert (await viewer.get(f"/settings/{section}")).status == 403


async def test_a_user_changes_their_name(viewer: Browser) -> None:
    saved = await viewer.submit(ME, {"full_name": "Jo <b>Smith</b>"}, action=f"{ME}/name")
    assert saved.response.headers["location"] == ME
    assert (await viewer.get(ME)).texts(".who bdi") == ["Jo <b>Smith</b>"]
    refused = await viewer.submit(ME, {"full_name": " "}, action=f"{ME}/name")
    assert (refused.status, len(refused.find("#e-full_name"))) == (422, 1)


async def test_the_theme_is_chosen_in_the_menu_and_the_page_stays(viewer: Browser) -> None:
    here = "/jobs?status=open"
    for theme, attribute in (("dark", "dark"), ("", None)):
        data = {"_csrf": await token(viewer), "theme": theme}
        chosen = await viewer.post(f"{ME}/theme", data, Referer=f"http://localhost{here}")
        assert (chosen.status, chosen.response.headers["location"]) == (303, here)
        assert (await viewer.get(here)).find("html")[0].get("data-theme") == attribute
    for page in ("http://localhost//evil.example/", "http://["):
        data = {"_csrf": await token(viewer), "theme": "light"}
        elsewhere = await viewer.post(f"{ME}/theme", data, Referer=page)
        assert elsewhere.response.headers["location"] == "/jobs"


async def test_a_new_password_ends_all_other_sessions(admin: Browser, anonymous: Browser) -> None:
    await anonymous.sign_in(admin.actor, admin.email)
    before = admin.client.cookies["recruit"]
    wrong = {"current_password": "wrong", "new_password": NEW_PASSWORD}
    refused = await admin.submit(ME, wrong, action=f"{ME}/password")
    assert (refused.status, refused.texts("#e-current_password")) == (422, ["Incorrect password"])
    assert NEW_PASSWORD not in refused.response.text
    weak = await admin.submit(ME, {"current_password": PASSWORD, "new_password": "aaaaaaaaa"}, action=f"{ME}/password")
    assert (weak.status, len(weak.find("#e-new_password"))) == (422, 1)
    changed = await admin.submit(
        ME, {"current_password": PASSWORD, "new_password": NEW_PASSWORD}, action=f"{ME}/password"
    )
    assert changed.status == 303
    assert admin.client.cookies["recruit"] != before
    assert (await admin.get(ME)).status == 200
    assert (await anonymous.get(ME)).status == 303
    entered = await anonymous.submit("/login", {"email": admin.email, "password": NEW_PASSWORD}, action="/login")
    assert entered.response.headers["location"] == "/jobs"


async def test_sessions_are_listed_and_ended(admin: Browser, anonymous: Browser, viewer: Browser) -> None:
    await anonymous.sign_in(admin.actor)
    shown = await admin.get(ME)
    assert len(shown.find("#s-sessions li")) == 2
    assert "This browser" in shown.texts("#s-sessions li")[0]
    (other,) = [one.get("action") for one in shown.find("#s-sessions li:nth-child(2) form")]
    token = shown.form(other)["_csrf"]
    foreign = await viewer.post(other, {"_csrf": (await viewer.get(ME)).form("/logout")["_csrf"]})
    assert foreign.status == 404
    assert (await admin.post(other, {"_csrf": token})).status == 303
    assert (await anonymous.get(ME)).status == 303
    await anonymous.sign_in(admin.actor)
    assert (await admin.submit(ME, {}, action=f"{ME}/sessions/end-others")).status == 303
    assert ((await anonymous.get(ME)).status, (await admin.get(ME)).status) == (303, 200)


async def test_theme_and_language_are_chosen_for_a_browser(admin: Browser) -> None:
    await admin.submit(ME, {"theme": "dark", "language": "de"}, action=f"{ME}/display")
    shown = await admin.get(ME)
    assert (shown.tree.get("data-theme"), shown.tree.get("lang")) == ("dark", "de")
    assert shown.texts("h1") == ["Eigenes Konto"]
    await admin.submit(ME, {"theme": "pink", "language": ""}, action=f"{ME}/display")
    shown = await admin.get(ME)
    assert (shown.tree.get("data-theme"), shown.tree.get("lang")) == (None, "en")


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; like Mac OS X) AppleWebKit/605 Version/18 Safari/604", "Safari on iPhone"),
        ("curl", "curl"),
        ("", "Unknown browser"),
    ],
)
def test_browsers_are_named(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name


async def test_a_user_chooses_how_mail_comes(viewer: Browser) -> None:
    shown = await viewer.get(ME)
    assert shown.form(f"{ME}/mail")["mail_notices"] == ""  # no mail server is set up
    saved = await viewer.submit(ME, {"mail_notices": "true", "mail_language": "de"}, action=f"{ME}/mail")
    assert saved.response.headers["location"] == ME
    form = (await viewer.get(ME)).form(f"{ME}/mail")
    assert (form["mail_notices"], form["mail_language"]) == ("true", "de")
    await viewer.post(f"{ME}/mail", form | {"mail_notices": ""})
    assert (await viewer.get(ME)).form(f"{ME}/mail")["mail_notices"] == ""
    refused = await viewer.submit(ME, {"mail_language": "xx"}, action=f"{ME}/mail")
    assert refused.status == 422
