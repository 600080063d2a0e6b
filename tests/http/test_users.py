"""Users, invitations, login, refresh and logout."""

import pytest

from http_api import PASSWORD, Api, faults
from worlds import new_email


async def join(api: Api, role: str) -> Api:
    """Invite a user, accept the invitation, log in, and return the user's client."""
    email = new_email()
    made = await api.made("/users/invitations", {"email": email, "role": role})
    accepted = {"token": made["token"], "password": PASSWORD, "full_name": "Jo Doe"}
    user = await Api(api.http).made("/auth/accept_invitation", accepted)
    assert user == {"id": user["id"], "email": email, "full_name": "Jo Doe", "role": role, "org_id": api.org_id}
    login = await api.post("/auth/login", data={"username": email, "password": PASSWORD})
    return Api(api.http, email, login.json()["access_token"], api.org_id, user["id"])


async def login_with_refresh_token(api: Api) -> tuple[Api, str]:
    """Log the user in again, and return a client of the new session and its refresh token."""
    form = {"username": api.email, "password": PASSWORD, "scope": "openid offline_access"}
    response = await api.post("/auth/login", data=form)
    assert set(response.json()) == {"access_token", "token_type"}
    token = response.json()["access_token"]
    return Api(api.http, api.email, token, api.org_id, api.user_id), response.headers["X-Refresh-Token"]


async def test_an_invited_user_joins_and_is_listed(api: Api) -> None:
    jo = await join(api, "recruiter")
    users = (await jo.get("/users")).json()
    assert (users["total"], [user["id"] for user in users["items"]]) == (2, [api.user_id, jo.user_id])
    assert (await jo.get(f"/users/{jo.user_id}")).json() == users["items"][1] == (await jo.get("/users/me")).json()
    assert (await api.get("/users/invitations")).json() == {"items": [], "total": 0}
    assert (await jo.job())["created_by_user_id"] == jo.user_id


async def test_the_token_of_an_invitation_is_shown_once(api: Api) -> None:
    invitation = await api.made("/users/invitations", {"email": "jo@example.com", "role": "viewer"})
    (listed,) = (await api.get("/users/invitations")).json()["items"]
    assert listed == {name: value for name, value in invitation.items() if name != "token"}
    assert (await api.delete(f"/users/invitations/{invitation['id']}")).status_code == 204
    assert (await api.delete(f"/users/invitations/{invitation['id']}")).status_code == 404
    refused = await Api(api.http).post(
        "/auth/accept_invitation", {"token": invitation["token"], "password": PASSWORD, "full_name": "Jo"}
    )
    assert (refused.status_code, "doesn't hold any more" in refused.json()["detail"]) == (400, True)


async def test_only_users_of_the_own_organisation_are_reported_as_registered(api: Api, others: Api) -> None:
    assert (await api.post("/users/invitations", {"email": others.email, "role": "viewer"})).status_code == 201
    for email in (api.email, api.email.upper()):
        response = await api.post("/users/invitations", {"email": email, "role": "viewer"})
        assert (response.status_code, response.json()) == (400, {"detail": "Email already registered"})


@pytest.mark.parametrize("role", ["god", "", None, 5, "ORG_ADMIN"])
async def test_an_unknown_role_is_refused(api: Api, role: object) -> None:
    invitation = await api.post("/users/invitations", {"email": "jo@example.com", "role": role})
    change = await api.patch(f"/users/{api.user_id}", {"role": role})
    assert [loc for _, loc in faults(invitation)] == [loc for _, loc in faults(change)] == [["body", "role"]]


async def test_read_only_fields_of_a_user_are_not_changed(api: Api, others: Api) -> None:
    sent = {"id": 1, "org_id": others.org_id, "email": "x@example.com", "standing": "former", "full_name": "Jo"}
    changed = (await api.patch(f"/users/{api.user_id}", sent)).json()
    assert changed == {**changed, "id": api.user_id, "org_id": api.org_id, "email": api.email, "full_name": "Jo"}


async def test_an_admin_can_change_roles_and_remove_users_except_the_last_admin(api: Api) -> None:
    jo = await join(api, "viewer")
    assert (await api.patch(f"/users/{jo.user_id}", {"role": "recruiter"})).json()["role"] == "recruiter"
    for response in (
        await api.delete(f"/users/{api.user_id}"),
        await api.patch(f"/users/{api.user_id}", {"role": "viewer"}),
    ):
        assert (response.status_code, "last org_admin" in response.json()["detail"]) == (400, True)
    assert (await api.delete(f"/users/{jo.user_id}")).status_code == 204
    assert (await api.get(f"/users/{jo.user_id}")).status_code == 404
    login = await api.post("/auth/login", data={"username": jo.email, "password": PASSWORD})
    assert login.status_code == 403


async def test_a_viewer_can_change_only_their_own_name(api: Api) -> None:
    jo = await join(api, "viewer")
    assert (await jo.patch(f"/users/{jo.user_id}", {"full_name": "Joanna"})).json()["full_name"] == "Joanna"
    for user_id, body in ((jo.user_id, {"role": "org_admin"}), (api.user_id, {"full_name": "Joanna"})):
        response = await jo.patch(f"/users/{user_id}", body)
        assert (response.status_code, response.headers["error-code"]) == (403, "permission_denied")
        assert response.json()["detail"] == (
            "Your role viewer lacks the permission users:manage: it needs the role org_admin"
        )


async def test_a_session_is_renewed_and_ends_when_a_refresh_token_is_reused(api: Api) -> None:
    _, refresh_token = await login_with_refresh_token(api)
    first = (await api.post("/auth/refresh", {"refresh_token": refresh_token}, token="")).json()
    assert set(first) == {"access_token", "refresh_token", "token_type"}
    assert (await api.get("/users/me", token=first["access_token"])).json()["id"] == api.user_id
    repeated = (await api.post("/auth/refresh", {"refresh_token": refresh_token}, token="")).json()
    assert repeated["refresh_token"] == first["refresh_token"]
    second = (await api.post("/auth/refresh", {"refresh_token": first["refresh_token"]}, token="")).json()
    for token in (refresh_token, second["refresh_token"], "nonsense"):
        response = await api.post("/auth/refresh", {"refresh_token": token}, token="")
        assert (response.status_code, response.json()) == (403, {"detail": "Could not validate credentials"})


async def test_a_login_without_the_scope_has_no_refresh_token(api: Api) -> None:
    response = await api.post("/auth/login", data={"username": api.email, "password": PASSWORD})
    assert "x-refresh-token" not in response.headers


async def test_logout_ends_one_session_and_logout_everywhere_all(api: Api) -> None:
    (one, refresh_token), (other, _) = await login_with_refresh_token(api), await login_with_refresh_token(api)
    assert (await one.post("/auth/logout")).status_code == 204
    assert (await one.get("/users/me")).status_code == 403
    assert (await api.post("/auth/refresh", {"refresh_token": refresh_token})).status_code == 403
    assert (await other.get("/users/me")).status_code == 200
    assert (await other.post("/auth/logout_everywhere")).status_code == 204
    assert [(await one.get("/users/me")).status_code for one in (other, api)] == [403, 403]


async def test_changing_a_password_needs_the_current_one(api: Api) -> None:
    body = {"current_password": PASSWORD, "new_password": "another horse"}
    wrong = await api.post("/users/me/password", body | {"current_password": "wrong"})
    assert (wrong.status_code, wrong.json()) == (403, {"detail": "Incorrect password"})
    short = await api.post("/users/me/password", body | {"new_password": "short"})
    assert [loc for _, loc in faults(short)] == [["body", "new_password"]]
    assert (await api.post("/users/me/password", body)).status_code == 204
    assert (await api.get("/users/me")).status_code == 200
    logins = [{"username": api.email, "password": password} for password in (PASSWORD, "another horse")]
    assert [(await api.post("/auth/login", data=login)).status_code for login in logins] == [403, 200]
