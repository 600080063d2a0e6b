"""Registration, login, the current user, and valid and invalid tokens."""

import asyncio
import base64
import json
import time
from typing import Any

import httpx
import jwt
import pytest

from http_api import PASSWORD, SECRET_KEY, Api, faults, registered
from worlds import new_email

USER_KEYS = {"id", "email", "full_name", "role", "org_id"}
OTHER_KEY = "another key of thirty-two bytes or more"


@pytest.fixture(scope="module")
async def shared_api(http: httpx.AsyncClient) -> Api:
    """A client of an organisation that the tests of this module share."""
    return await registered(http)


@pytest.fixture(scope="module")
def guest(http: httpx.AsyncClient) -> Api:
    """A client without a token."""
    return Api(http)


def registration(**details: object) -> dict[str, object]:
    return {"email": new_email(), "password": PASSWORD, **details}


def credentials(email: str, password: str = PASSWORD) -> dict[str, str]:
    return {"username": email, "password": password}


async def test_registering_returns_the_user(guest: Api) -> None:
    body = registration(org_name="My Recruiting Co")
    response = await guest.post("/auth/register", body)
    assert response.status_code == 200
    user = response.json()
    assert user == {
        "id": user["id"],
        "email": body["email"],
        "full_name": str(body["email"]).partition("@")[0],
        "role": "org_admin",
        "org_id": user["org_id"],
    }
    assert type(user["id"]) is type(user["org_id"]) is int


async def test_every_registration_creates_an_organisation_and_a_user(guest: Api) -> None:
    users = [await guest.made("/auth/register", registration(org_name="Twin")) for _ in range(2)]
    assert users[0]["org_id"] != users[1]["org_id"]
    assert users[0]["id"] != users[1]["id"]


@pytest.mark.parametrize("name", ["x", "x" * 200, "Ünïcode & Söhne 🦊"])
async def test_an_organisation_has_a_name_of_1_to_200_characters(guest: Api, name: str) -> None:
    assert (await guest.post("/auth/register", registration(org_name=name))).status_code == 200


@pytest.mark.parametrize("name", ["", " ", "\u200b\u00ad", "\u3164", "\ufe0f\u2800", "x" * 201, "a\0b", 5, ["x"], {}])
@pytest.mark.one_storage
async def test_an_invalid_organisation_name_is_refused(guest: Api, name: object) -> None:
    response = await guest.post("/auth/register", registration(org_name=name))
    assert [loc for _, loc in faults(response)] == [["body", "org_name"]]


@pytest.mark.parametrize(
    "email",
    [
        "",
        "jane",
        "jane@",
        "@example.com",
        "jane doe@example.com",
        "a@b@example.com",
        "jane\0@example.com",
        "jane@example.com\n",
        5,
        None,
        [],
    ],
)
@pytest.mark.one_storage
async def test_an_invalid_email_address_is_refused(guest: Api, email: object) -> None:
    response = await guest.post("/auth/register", registration(email=email))
    assert [loc for _, loc in faults(response)] == [["body", "email"]]


@pytest.mark.parametrize("character", ["\U000e0001", "\U0001d173", "\U000e0100"])
async def test_an_email_address_with_an_invisible_character_is_refused(shared_api: Api, character: str) -> None:
    email = f"jane{character}.{new_email()}"
    for path, body in (
        ("/auth/register", registration(email=email)),
        ("/users/invitations", {"email": email, "role": "viewer"}),
    ):
        response = await shared_api.post(path, body)
        assert response.status_code == 400
        assert (
            response.json()["detail"]
            == f"email has a character that doesn't show, U+{ord(character):04X}: leave it out"
        )


@pytest.mark.parametrize("password", ["x" * 7, "", "with a \0 in it", 12345678, None])
@pytest.mark.one_storage
async def test_a_password_that_is_too_short_or_not_text_is_refused(guest: Api, password: object) -> None:
    response = await guest.post("/auth/register", registration(password=password))
    assert [loc for _, loc in faults(response)] == [["body", "password"]]


@pytest.mark.parametrize("password", ["aaaaaaaa", " " * 8, "a\ttab in it"])
async def test_a_guessable_or_untypable_password_is_refused_with_a_message(guest: Api, password: str) -> None:
    response = await guest.post("/auth/register", registration(password=password))
    assert (response.status_code, "choose another" in response.json()["detail"]) == (400, True)


async def test_a_password_is_never_truncated(guest: Api) -> None:
    longest = "0123456789abcdef" * 64
    user = await guest.made("/auth/register", registration(password=longest))
    assert (await guest.post("/auth/login", data=credentials(user["email"], longest))).status_code == 200
    assert (await guest.post("/auth/login", data=credentials(user["email"], longest[:-1]))).status_code == 403
    for path, body in (("/auth/register", registration(password=longest + "0")), ("/auth/login", None)):
        form = {"data": credentials(user["email"], longest + "0")} if body is None else {"json": body}
        assert faults(await guest.post(path, **form)) == [("string_too_long", ["body", "password"])]


@pytest.mark.parametrize("password", ["x1y2" * 2, " spaces at both ends ", "pässwörd 🦊🦊", "a+b&c=d%20e"])
async def test_only_the_exact_password_logs_in(guest: Api, password: str) -> None:
    user = await guest.made("/auth/register", registration(password=password))
    assert (await guest.post("/auth/login", data=credentials(user["email"], password))).status_code == 200
    assert (await guest.post("/auth/login", data=credentials(user["email"], password[:-1]))).status_code == 403


async def test_a_registration_needs_an_email_address_and_a_password(guest: Api) -> None:
    assert faults(await guest.post("/auth/register", {})) == [
        ("missing", ["body", "email"]),
        ("missing", ["body", "password"]),
    ]


@pytest.mark.parametrize("change", [str, str.upper, str.title])
async def test_an_email_address_registers_once_whatever_its_case(shared_api: Api, change: Any) -> None:
    response = await shared_api.post("/auth/register", registration(email=change(shared_api.email)))
    assert response.status_code == 400
    assert isinstance(response.json()["detail"], str)


async def test_an_email_address_registered_in_upper_case_is_taken_in_lower_case(guest: Api) -> None:
    email = new_email()
    await guest.made("/auth/register", registration(email=email.upper()))
    assert (await guest.post("/auth/register", registration(email=email))).status_code == 400
    assert (await guest.post("/auth/login", data=credentials(email))).status_code == 200


async def test_one_of_two_concurrent_registrations_of_an_email_address_succeeds(guest: Api) -> None:
    body = registration()
    responses = await asyncio.gather(*(guest.post("/auth/register", body) for _ in range(2)))
    assert sorted(response.status_code for response in responses) == [200, 400]


@pytest.mark.parametrize("form", ["urlencoded", "multipart"])
async def test_login_returns_a_bearer_token(shared_api: Api, form: str) -> None:
    fields = credentials(shared_api.email)
    parts = {name: (None, value) for name, value in fields.items()}
    response = await shared_api.post(
        "/auth/login", token="", **({"data": fields} if form == "urlencoded" else {"files": parts})
    )
    assert response.status_code == 200, response.text
    token = response.json()
    assert token == {"access_token": token["access_token"], "token_type": "bearer"}
    head = jwt.get_unverified_header(token["access_token"])
    assert (set(head), head["alg"], head["typ"]) == ({"alg", "typ", "kid"}, "HS256", "JWT")
    assert (await shared_api.get("/users/me", token=token["access_token"])).status_code == 200


@pytest.mark.parametrize("change", [str.upper, str.title])
async def test_login_ignores_the_case_of_an_email_address(shared_api: Api, change: Any) -> None:
    assert (await shared_api.post("/auth/login", data=credentials(change(shared_api.email)))).status_code == 200


async def test_login_accepts_the_other_fields_of_the_password_flow(shared_api: Api) -> None:
    fields = credentials(shared_api.email) | {
        "grant_type": "password",
        "scope": "",
        "client_id": "",
        "client_secret": "",
    }
    assert (await shared_api.post("/auth/login", data=fields)).status_code == 200


async def test_a_wrong_password_and_an_unknown_email_address_get_the_same_response(shared_api: Api) -> None:
    wrong = await shared_api.post("/auth/login", data=credentials(shared_api.email, PASSWORD.upper()))
    unknown = await shared_api.post("/auth/login", data=credentials(new_email()))
    assert wrong.status_code == unknown.status_code == 403
    assert wrong.json() == unknown.json() == {"detail": unknown.json()["detail"]}
    assert isinstance(unknown.json()["detail"], str)


async def test_login_with_json_reports_the_missing_form_fields(shared_api: Api) -> None:
    response = await shared_api.post("/auth/login", credentials(shared_api.email))
    assert sorted(faults(response)) == [("missing", ["body", "password"]), ("missing", ["body", "username"])]
    words = "Field required; send the body as a form, with Content-Type: application/x-www-form-urlencoded"
    assert {fault["msg"] for fault in response.json()["detail"]} == {words}


@pytest.mark.parametrize("given", ["username", "password"])
async def test_login_reports_the_missing_field(shared_api: Api, given: str) -> None:
    response = await shared_api.post("/auth/login", data={given: shared_api.email})
    assert faults(response) == [("missing", ["body", "username" if given == "password" else "password"])]


async def test_login_with_an_empty_body_reports_both_fields(guest: Api) -> None:
    assert {tuple(loc) for _, loc in faults(await guest.post("/auth/login"))} == {
        ("body", "username"),
        ("body", "password"),
    }


async def test_the_current_user_is_the_registered_user(guest: Api) -> None:
    user = await guest.made("/auth/register", registration())
    login = await guest.post("/auth/login", data=credentials(user["email"]))
    response = await guest.get("/users/me", token=login.json()["access_token"])
    assert (response.status_code, response.json()) == (200, user)
    assert set(user) == USER_KEYS


async def test_the_current_user_without_a_token_is_a_401(guest: Api) -> None:
    response = await guest.get("/users/me")
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert isinstance(response.json()["detail"], str)


def token_part(value: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def forged(token: str, forgery: str, others: Api) -> str:
    """Return an invalid token made from a valid one."""
    header, payload, signature = token.split(".")
    claims: dict[str, Any] = jwt.decode(token, SECRET_KEY, algorithms=["HS256"])
    now = int(time.time())
    tampered = token_part({name: others.org_id if value == claims["org"] else value for name, value in claims.items()})
    forgeries = {
        "unsigned": f"{token_part({'alg': 'none', 'typ': 'JWT'})}.{payload}.",
        "unsigned with the signature": f"{token_part({'alg': 'none', 'typ': 'JWT'})}.{payload}.{signature}",
        "another algorithm": jwt.encode(claims, SECRET_KEY + "x" * 32, algorithm="HS512"),
        "another key": jwt.encode(claims, OTHER_KEY, algorithm="HS256"),
        "another payload": f"{header}.{tampered}.{signature}",
        "another signature": f"{header}.{payload}.{signature[::-1]}",
        "no signature": f"{header}.{payload}.",
        "two parts": f"{header}.{payload}",
        "expired": jwt.encode(claims | {"iat": now - 99, "exp": now - 9}, SECRET_KEY, algorithm="HS256"),
        "no expiry": jwt.encode({k: v for k, v in claims.items() if k != "exp"}, SECRET_KEY, algorithm="HS256"),
        "no subject": jwt.encode({k: v for k, v in claims.items() if k != "sub"}, SECRET_KEY, algorithm="HS256"),
        "no claims": jwt.encode({"exp": now + 99}, SECRET_KEY, algorithm="HS256"),
        "a subject that is no number": jwt.encode(claims | {"sub": "jane"}, SECRET_KEY, algorithm="HS256"),
        "a claim that is a list": jwt.encode(claims | {"org": [claims["org"]]}, SECRET_KEY, algorithm="HS256"),
        "an unknown role": jwt.encode(claims | {"role": "god"}, SECRET_KEY, algorithm="HS256"),
        "no token": "nonsense",
        "dots": "..",
    }
    return forgeries[forgery]


@pytest.mark.parametrize(
    "forgery",
    "unsigned|unsigned with the signature|another algorithm|another key|another payload|another signature|no signature"
    "|two parts|expired|no expiry|no subject|no claims|a subject that is no number|a claim that is a list"
    "|an unknown role|no token|dots".split("|"),
)
@pytest.mark.parametrize("path", ["/users/me", "/jobs"])
async def test_a_forged_token_is_forbidden(shared_api: Api, others: Api, forgery: str, path: str) -> None:
    response = await shared_api.get(path, token=forged(shared_api.token, forgery, others))
    assert response.status_code == 403, response.text
    assert response.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    assert set(response.json()) == {"detail"}
    assert isinstance(response.json()["detail"], str)
    assert shared_api.org_id != others.org_id
