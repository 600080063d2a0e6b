"""Members: roles, removals and invitations, and the password that they take again."""

from dataclasses import replace

from http_api import PASSWORD
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.directory.model import StatedUser
from web.ageing import forget_password
from web.browsing import Browser, Page
from worlds import colleague, new_email

MEMBERS = "/settings/members"


async def invitation(admin: Browser, role: str = "recruiter") -> tuple[str, str]:
    """Invite somebody, and return their address and the path of the link."""
    email = new_email()
    made = await admin.submit(MEMBERS, {"email": email, "role": role}, action=MEMBERS)
    assert made.status == 200
    return email, made.find("#f-secret")[0].get("value").removeprefix("http://localhost")


async def test_members_are_shown_to_all_and_changed_by_admins(admin: Browser, viewer: Browser) -> None:
    shown = await viewer.get(MEMBERS)
    assert shown.texts("h1") == ["Members 2"]
    assert not shown.find("#main form")
    assert "Viewer" in shown.text
    path = f"{MEMBERS}/{viewer.actor.user_id}/role"
    token = shown.form("/logout")["_csrf"]
    assert (await viewer.post(path, {"role": "org_admin", "_csrf": token})).status == 403
    assert (await viewer.get(f"{MEMBERS}/{admin.actor.user_id}/remove")).status == 403
    changed = await admin.submit(MEMBERS, {"role": "recruiter"}, action=path)
    assert changed.status == 303
    assert (await admin.get(MEMBERS)).form(path)["role"] == "recruiter"


async def test_members_whom_a_directory_provisions_are_marked(admin: Browser, viewer: Browser) -> None:
    stated = StatedUser(user_name="jane", email=new_email(), display_name="Jane Doe")
    made = await admin.services.directory.add_user(admin.actor, stated)
    for browser in (admin, viewer):
        marked = [row for row in (await browser.get(MEMBERS)).texts("tbody th") if "Directory" in row]
        assert [row.split() for row in marked] == [["Jane", "Doe", "Directory"]]
    await admin.services.directory.change_user(admin.actor, made.user.id, lambda _: replace(stated, active=False))
    assert "Jane Doe" not in (await admin.get(MEMBERS)).text


async def test_another_organisations_members_are_not_found(admin: Browser, stranger: Browser) -> None:
    token = (await admin.get(MEMBERS)).form("/logout")["_csrf"]
    for place in ("role", "remove"):
        path = f"{MEMBERS}/{stranger.actor.user_id}/{place}"
        assert (await admin.post(path, {"role": "viewer", "_csrf": token})).status == 404
    assert (await admin.get(f"{MEMBERS}/{stranger.actor.user_id}/remove")).status == 404


async def test_the_last_admin_stays_one(admin: Browser) -> None:
    refused = await admin.submit(MEMBERS, {"role": "viewer"}, action=f"{MEMBERS}/{admin.actor.user_id}/role")
    assert refused.status == 422
    assert "last org_admin" in refused.texts("#problems")[0]


async def test_a_removed_member_has_no_access(admin: Browser, viewer: Browser) -> None:
    path = f"{MEMBERS}/{viewer.actor.user_id}/remove"
    asked = await admin.get(path)
    assert asked.texts("h1") == ["Remove Viewer?"]
    assert (await admin.submit(path, {}, action=path)).status == 303
    assert (await admin.get(MEMBERS)).texts("h1") == ["Members 1"]
    assert (await viewer.get("/jobs")).status == 303


async def test_an_invitation_is_shown_once_and_accepted_once(admin: Browser, anonymous: Browser) -> None:
    email, path = await invitation(admin)
    listed = await admin.get(MEMBERS)
    assert email in listed.text
    assert path not in listed.response.text
    form = await anonymous.get(path)
    assert email in form.text
    weak = await anonymous.submit(path, {"full_name": "Sam Poe", "password": email}, action=path)
    assert (weak.status, weak.form(path)["full_name"]) == (422, "Sam Poe")
    assert 'value="' + email + '" autocomplete="new' not in weak.response.text
    joined = await anonymous.submit(path, {"full_name": "Sam Poe", "password": PASSWORD}, action=path)
    assert (joined.status, joined.response.headers["location"]) == (303, "/jobs")
    assert (await anonymous.get("/jobs")).texts(".who bdi") == ["Sam Poe"]
    again = await anonymous.get(path)
    assert (again.status, "doesn't hold" in again.text) == (400, True)
    assert (await anonymous.post(path, {"full_name": "Eve", "password": PASSWORD})).status == 400


async def test_a_revoked_and_a_wrong_invitation_do_not_hold(admin: Browser, anonymous: Browser) -> None:
    _, path = await invitation(admin)
    (action,) = [one.get("action") for one in (await admin.get(MEMBERS)).find("form") if "revoke" in one.get("action")]
    assert (await admin.submit(MEMBERS, {}, action=action)).status == 303
    for wrong in (path, "/join/x", f"{path}x"):
        assert (await anonymous.get(wrong)).status == 400


async def test_an_invitation_needs_an_address(admin: Browser, viewer: Browser) -> None:
    refused = await admin.submit(MEMBERS, {"email": "nobody", "role": "viewer"}, action=MEMBERS)
    assert (refused.status, refused.form(MEMBERS)["email"]) == (422, "nobody")
    taken = await admin.submit(MEMBERS, {"email": admin.email, "role": "viewer"}, action=MEMBERS)
    assert (taken.status, "already registered" in taken.text) == (422, True)
    token = (await viewer.get(MEMBERS)).form("/logout")["_csrf"]
    assert (await viewer.post(MEMBERS, {"email": new_email(), "role": "viewer", "_csrf": token})).status == 403


async def test_a_role_takes_the_password_again_after_a_while(admin: Browser) -> None:
    other = await colleague(admin.services.storage, admin.actor.org_id, Role.VIEWER)
    await forget_password(admin)
    path = f"{MEMBERS}/{other.user_id}/role"
    asked = await admin.submit(MEMBERS, {"role": "recruiter"}, action=path)
    assert (asked.status, asked.texts("h1")) == (403, ["Enter your password again"])
    assert asked.form(path)["role"] == "recruiter"
    assert asked.find("#main a.button")[0].get("href") == "/jobs"
    wrong = await confirmed(admin, asked, path, "wrong")
    assert (wrong.status, wrong.texts("[role=alert]")) == (403, ["Incorrect email or password"])
    assert "wrong" not in wrong.response.text
    assert await role_of(admin, path) == "viewer"
    assert (await confirmed(admin, wrong, path, PASSWORD)).status == 303
    assert await role_of(admin, path) == "recruiter"
    assert (await admin.submit(MEMBERS, {"role": "viewer"}, action=path)).status == 303


async def test_a_confirmation_needs_the_token_of_the_session(admin: Browser) -> None:
    other = await colleague(admin.services.storage, admin.actor.org_id, Role.VIEWER)
    await forget_password(admin)
    path = f"{MEMBERS}/{other.user_id}/role"
    forged = await admin.post(path, {"role": "org_admin", "_password": PASSWORD})
    assert (forged.status, "before you signed in" in forged.text) == (403, True)
    assert await role_of(admin, path) == "viewer"


async def confirmed(browser: Browser, asked: Page, path: str, password: str) -> Page:
    """Send the form of the password."""
    return await browser.post(path, asked.form(path) | {"_password": password})


async def role_of(browser: Browser, path: str) -> str:
    """Return the role that the list shows."""
    return (await browser.get(MEMBERS)).form(path)["role"]
