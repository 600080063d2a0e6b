"""Second factors at the API: logins with a code, guessing, API keys, and organisations that require one."""

import httpx
import pytest

from http_api import PASSWORD, Api, registered
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import Actor
from recruit.entrypoints.services import Services
from second_factor_world import App, with_app
from worlds import new_email

pytestmark = pytest.mark.one_storage


def actor_of(api: Api) -> Actor:
    return Actor(user_id=api.user_id, org_id=api.org_id, role=Role.ORG_ADMIN)


async def log_in(api: Api, code: str | None = None, password: str = PASSWORD) -> httpx.Response:
    form = {"username": api.email, "password": password} | ({} if code is None else {"otp": code})
    return await api.post("/auth/login", data=form)


@pytest.fixture
async def user(http: httpx.AsyncClient) -> Api:
    """A user with a password, in an organisation of their own."""
    return await registered(http)


@pytest.fixture
async def phone(user: Api, services: Services) -> App:
    """The user's authenticator app."""
    return await with_app(services, actor_of(user))


async def test_a_login_takes_the_code_of_an_app_once(user: Api, phone: App) -> None:
    refused = await log_in(user)
    assert (refused.status_code, refused.headers["error-code"]) == (401, "second_factor_required")
    assert refused.headers["www-authenticate"] == "Bearer"
    assert refused.json() == {"detail": "Send the code of your second factor as well"}
    wrong = await log_in(user, phone.wrong_code)
    assert (wrong.status_code, wrong.headers["error-code"]) == (403, "invalid_credentials")
    entered = await log_in(user, phone.next_code)
    assert entered.status_code == 200
    assert (await user.get("/users/me", token=entered.json()["access_token"])).status_code == 200
    assert (await log_in(user, phone.next_code)).status_code == 403


async def test_a_recovery_code_holds_once_however_it_is_typed(user: Api, phone: App) -> None:
    first, second = phone.recovery_codes[:2]
    assert len(phone.recovery_codes) == len(set(phone.recovery_codes)) == 10
    assert (await log_in(user, first)).status_code == 200
    assert (await log_in(user, first)).status_code == 403
    assert (await log_in(user, f" {second.upper().replace('-', ' ')}")).status_code == 200


async def test_a_code_without_the_password_gets_the_answer_of_any_wrong_password(user: Api, phone: App) -> None:
    for code in (phone.next_code, phone.wrong_code, None):
        refused = await log_in(user, code, "not the password")
        assert (refused.status_code, refused.json()) == (403, {"detail": "Incorrect email or password"})
    assert (await log_in(user, phone.next_code)).status_code == 200


async def test_a_code_of_a_user_without_a_second_factor_is_ignored(user: Api) -> None:
    assert (await log_in(user, "123456")).status_code == 200


async def test_guessed_codes_are_throttled_though_the_password_is_right(user: Api, phone: App) -> None:
    for _ in range(5):
        assert (await log_in(user)).status_code == 401  # the right password must not reset the count of codes
        assert (await log_in(user, phone.wrong_code)).status_code == 403
    throttled = await log_in(user, phone.next_code)
    assert (throttled.status_code, throttled.headers["error-code"]) == (429, "too_many_attempts")
    assert throttled.json()["detail"].startswith("Too many wrong codes; try again in ")
    assert int(throttled.headers["retry-after"]) >= 1


async def test_another_users_code_is_refused(
    user: Api, phone: App, http: httpx.AsyncClient, services: Services
) -> None:
    other = await registered(http)
    theirs = await with_app(services, actor_of(other))
    assert (await log_in(user, theirs.next_code)).status_code == 403
    assert (await log_in(user, theirs.recovery_codes[0])).status_code == 403
    assert (await log_in(other, theirs.recovery_codes[0])).status_code == 200
    assert phone.recovery_codes[0] != theirs.recovery_codes[0]


async def test_an_organisation_that_requires_it_ends_sessions_without_it_and_keeps_api_keys(
    user: Api, services: Services, http: httpx.AsyncClient
) -> None:
    phone = await with_app(services, actor_of(user))
    email = new_email()
    colleague_ = await services.accounts.add_user(user.org_id, email, PASSWORD, Role.RECRUITER)
    other = Api(http, email, org_id=user.org_id, user_id=colleague_.id)
    other.token = (await log_in(other)).json()["access_token"]
    key = (await user.made("/api_keys", {"name": "Careers page", "scopes": ["jobs:read"]}))["key"]
    await services.second_factors.require(actor_of(user), required=True)
    assert (await other.get("/users/me")).status_code == 403
    refused = await log_in(other)
    assert (refused.status_code, refused.headers["error-code"]) == (401, "second_factor_setup_required")
    assert (await user.get("/users/me")).status_code == 200
    assert (await user.get("/jobs", token=key)).status_code == 200
    assert (await log_in(user, phone.next_code)).status_code == 200
    await services.second_factors.require(actor_of(user), required=False)
    assert (await log_in(other)).status_code == 200


async def test_the_log_of_the_organisation_has_who_used_a_recovery_code(user: Api, phone: App) -> None:
    assert (await log_in(user, phone.recovery_codes[0])).status_code == 200
    entries = (await user.get("/audit?entity=second_factor&limit=100")).json()["items"]
    used = [one for one in entries if one["action"] == "update"]
    assert [(one["user_id"], list(one["after"])) for one in used] == [(user.user_id, ["used_at"])]
    assert all(code not in str(entries) for code in phone.recovery_codes)


async def test_removing_a_members_lost_second_factor_ends_their_sessions(
    user: Api, services: Services, http: httpx.AsyncClient
) -> None:
    email = new_email()
    made = await services.accounts.add_user(user.org_id, email, PASSWORD, Role.RECRUITER)
    other = Api(http, email, org_id=user.org_id, user_id=made.id)
    phone = await with_app(services, Actor(user_id=made.id, org_id=user.org_id, role=Role.RECRUITER))
    other.token = (await log_in(other, phone.next_code)).json()["access_token"]
    await services.second_factors.remove_of(actor_of(user), made.id)
    assert (await other.get("/users/me")).status_code == 403
    assert (await log_in(other)).status_code == 200
