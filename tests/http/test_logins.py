"""Login throttling and common passwords."""

from pathlib import Path

import httpx
import pytest

from asgi import asgi_transport
from http_api import SECRET_KEY, Api, registered
from processes import ran
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings
from worlds import new_email

WRONG = "not the password"


async def guess_until_throttled(api: Api, email: str) -> tuple[list[int], httpx.Response]:
    """Guess until the server answers 429. The waits double, so that even a slow machine gets there."""
    statuses = []
    while (response := await api.post("/auth/login", data={"username": email, "password": WRONG})).status_code != 429:
        statuses.append(response.status_code)
    return statuses, response


@pytest.mark.parametrize("known", [True, False])
async def test_guessing_passwords_is_throttled_with_retry_after(http: httpx.AsyncClient, *, known: bool) -> None:
    api = await registered(http)
    statuses, refused = await guess_until_throttled(api, api.email if known else new_email())
    assert refused.headers["error-code"] == "too_many_attempts"
    assert statuses[:5] == [403] * 5
    assert set(statuses) == {403}
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.json()["detail"].startswith("Too many wrong passwords; try again in ")


async def test_a_session_survives_password_guessing(api: Api) -> None:
    await guess_until_throttled(api, api.email)
    assert (await api.get("/users/me")).status_code == 200


@pytest.mark.parametrize("password", ["password123", "Qwertyuiop"])
async def test_a_common_password_is_refused_at_registration(http: httpx.AsyncClient, password: str) -> None:
    email = new_email()
    response = await Api(http).post("/auth/register", {"email": email, "password": password})
    assert response.status_code == 400
    assert response.json() == {"detail": "This password is one of those that are tried first: choose another"}
    assert (await Api(http).post("/auth/register", {"email": email, "password": "secret123"})).status_code == 200


async def test_a_setting_allows_common_passwords(tmp_path: Path) -> None:
    environment = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path), "RECRUIT_COMMON_PASSWORDS": "taken"}
    async with assemble(Settings.from_environment(environment)) as services:
        transport = asgi_transport(create_app(services), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            body = {"email": new_email(), "password": "password123"}
            assert (await Api(http).post("/auth/register", body)).status_code == 200


async def test_the_command_line_refuses_common_passwords(data_dir: Path) -> None:
    command = ("user", "create", "--email", "jane@example.com", "--password", "password123")
    code, _, errors = await ran(*command, data_dir=data_dir, RECRUIT_SECRET_KEY=SECRET_KEY)
    assert code == 1
    assert "choose another" in errors
