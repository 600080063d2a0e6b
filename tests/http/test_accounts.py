"""Registration, login, the current user, and tokens that hold or don't."""

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
async def ours(http: httpx.AsyncClient) -> Api:
    return await registered(http)


@pytest.fixture(scope="module")
def guest(http: httpx.AsyncClient) -> Api:
    """Somebody without a token."""
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


async def test_every_registration_makes_an_organisation_and_a_user_of_its_own(guest: Api) -> None:
    users = [await guest.made("/auth/register", registration(org_name="Twin")) for _ in range(2)]
    assert users[0]["org_id"] != users[1]["org_id"]
    assert users[0]["id"] != users[1]["id"]


@pytest.mark.parametrize("name", ["x", "x" * 200, "Ünïcode & Söhne 🦊"])
async def test_an_organisation_has_a_name_of_1_to_200_characters(guest: Api, name: str) -> None:
    assert (await guest.post("/auth/register", registration(org_name=name))).status_code == 200


@pytest.mark.parametrize("name", ["", " ", "\u200b\u00ad", "\u3164", "\ufe0f\u2800", "x" * 201, "a\0b", 5, ["x"], {}])
@pytest.mark.one_storage
async def test_an_organisation_with_no_such_name_is_refused(guest: Api, name: object) -> None:
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
async def test_an_address_that_is_none_is_refused(guest: Api, email: object) -> None:
    response = await guest.post("/auth/register", registration(email=email))
    assert [loc for _, loc in faults(response)] == [["body", "email"]]


@pytest.mark.parametrize("letter", ["\U000e0001", "\U0001d173", "\U000e0100"])
async def test_an_address_with_a_letter_that_nobody_sees_is_refused(ours: Api, letter: str) -> None:
    email = f"jane{letter}.{new_email()}"
    for path, body in (
        ("/auth/register", registration(email=email)),
        ("/users/invitations", {"email": email, "role": "viewer"}),
    ):
        response = await ours.post(path, body)
        assert response.status_code == 400
        assert (
            response.json()["detail"] == f"email has a character that doesn't show, U+{ord(letter):04X}: leave it out"
        )


@pytest.mark.parametrize("password", ["x" * 7, "", "with a \0 in it", 12345678, None])
@pytest.mark.one_storage
async def test_a_password_that_is_short_or_no_text_is_refused(guest: Api, password: object) -> None:
    response = await guest.post("/auth/register", registration(password=password))
    assert [loc for _, loc in faults(response)] == [["body", "password"]]


@pytest.mark.parametrize("password", ["aaaaaaaa", " " * 8, "a\ttab in it"])
async def test_a_password_that_is_tried_first_or_cannot_be_typed_is_refused_in_a_sentence(
    guest: Api, password: str
) -> None:
    response = await guest.post("/auth/register", registration(password=password))
    assert (response.status_code, "choose another" in response.json()["detail"]) == (400, True)


async def test_a_password_is_never_cut_off(guest: Api) -> None:
    longest = "0123456789abcdef" * 64
    user = await guest.made("/auth/register", registration(password=longest))
    assert (await guest.post("/auth/login", data=credentials(user["email"], longest))).status_code == 200
    assert (await guest.post("/auth/login", data=credentials(user["email"], longest[:-1]))).status_code == 403
    for path, body in (("/auth/register", registration(password=longest + "0")), ("/auth/login", None)):
        form = {"data": credentials(user["email"], longest + "0")} if body is None else {"json": body}
        assert faults(await guest.post(path, **form)) == [("string_too_long", ["body", "password"])]


@pytest.mark.parametrize("password", ["x1y2" * 2, " spaces at both ends ", "pässwörd 🦊🦊", "a+b&c=d%20e"])
async def test_a_password_logs_in_exactly_as_it_was_given(guest: Api, password: str) -> None:
    user = await guest.made("/auth/register", registration(password=password))
    assert (await guest.post("/auth/login", data=credentials(user["email"], password))).status_code == 200
    assert (await guest.post("/auth/login", data=credentials(user["email"], password[:-1]))).status_code == 403


async def test_a_registration_without_fields_misses_address_and_password_but_no_name(guest: Api) -> None:
    assert faults(await guest.post("/auth/register", {})) == [
        ("missing", ["body", "email"]),
        ("missing", ["body", "password"]),
    ]


@pytest.mark.parametrize("change", [str, str.upper, str.title])
async def test_an_address_registers_once_whatever_its_case(ours: Api, change: Any) -> None:
    response = await ours.post("/auth/register", registration(email=change(ours.email)))
    assert response.status_code == 400
    assert isinstance(response.json()["detail"], str)


async def test_an_address_registered_in_capitals_is_taken_in_small_letters(guest: Api) -> None:
    email = new_email()
    await guest.made("/auth/register", registration(email=email.upper()))
    assert (await guest.post("/auth/register", registration(email=email))).status_code == 400
    assert (await guest.post("/auth/login", data=credentials(email))).status_code == 200


async def test_of_two_registrations_of_one_address_at_once_one_holds(guest: Api) -> None:
    body = registration()
    responses = await asyncio.gather(*(guest.post("/auth/register", body) for _ in range(2)))
    assert sorted(response.status_code for response in responses) == [200, 400]


@pytest.mark.parametrize("form", ["urlencoded", "multipart"])
async def test_login_returns_a_bearer_token(ours: Api, form: str) -> None:
    fields = credentials(ours.email)
    parts = {name: (None, value) for name, value in fields.items()}
    response = await ours.post(
        "/auth/login", token="", **({"data": fields} if form == "urlencoded" else {"files": parts})
    )
    assert response.status_code == 200, response.text
    token = response.json()
    assert token == {"access_token": token["access_token"], "token_type": "bearer"}
    head = jwt.get_unverified_header(token["access_token"])
    assert (set(head), head["alg"], head["typ"]) == ({"alg", "typ", "kid"}, "HS256", "JWT")
    assert (await ours.get("/users/me", token=token["access_token"])).status_code == 200


@pytest.mark.parametrize("change", [str.upper, str.title])
async def test_login_does_not_mind_the_case_of_an_address(ours: Api, change: Any) -> None:
    assert (await ours.post("/auth/login", data=credentials(change(ours.email)))).status_code == 200


async def test_login_takes_the_other_fields_of_the_password_flow(ours: Api) -> None:
    fields = credentials(ours.email) | {"grant_type": "password", "scope": "", "client_id": "", "client_secret": ""}
    assert (await ours.post("/auth/login", data=fields)).status_code == 200


async def test_a_wrong_password_and_an_unknown_address_are_refused_alike(ours: Api) -> None:
    wrong = await ours.post("/auth/login", data=credentials(ours.email, PASSWORD.upper()))
    unknown = await ours.post("/auth/login", data=credentials(new_email()))
    assert wrong.status_code == unknown.status_code == 403
    assert wrong.json() == unknown.json() == {"detail": unknown.json()["detail"]}
    assert isinstance(unknown.json()["detail"], str)


async def test_login_as_json_misses_its_form_fields(ours: Api) -> None:
    response = await ours.post("/auth/login", credentials(ours.email))
    assert sorted(faults(response)) == [("missing", ["body", "password"]), ("missing", ["body", "username"])]
    words = "Field required; send the body as a form, with Content-Type: application/x-www-form-urlencoded"
    assert {fault["msg"] for fault in response.json()["detail"]} == {words}


@pytest.mark.parametrize("given", ["username", "password"])
async def test_login_names_the_field_that_is_missing(ours: Api, given: str) -> None:
    response = await ours.post("/auth/login", data={given: ours.email})
    assert faults(response) == [("missing", ["body", "username" if given == "password" else "password"])]


async def test_login_with_nothing_at_all_misses_both_fields(guest: Api) -> None:
    assert {tuple(loc) for _, loc in faults(await guest.post("/auth/login"))} == {
        ("body", "username"),
        ("body", "password"),
    }


async def test_the_current_user_is_the_one_who_registered(guest: Api) -> None:
    user = await guest.made("/auth/register", registration())
    login = await guest.post("/auth/login", data=credentials(user["email"]))
    response = await guest.get("/users/me", token=login.json()["access_token"])
    assert (response.status_code, response.json()) == (200, user)
    assert set(user) == USER_KEYS


async def test_without_a_token_there_is_no_current_user(guest: Api) -> None:
    response = await guest.get("/users/me")
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert isinstance(response.json()["detail"], str)


def part(value: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def forged(token: str, way: str, others: Api) -> str:
    """A token that looks like ours and doesn't hold."""
    header, payload, signature = token.split(".")
    claims: dict[str, Any] = jwt.decode(token, SECRET_KEY, algorithms=["HS256"])
    now = int(time.time())
    tampered = part({name: others.org_id if value == claims["org"] else value for name, value in claims.items()})
    ways = {
        "unsigned": f"{part({'alg': 'none', 'typ': 'JWT'})}.{payload}.",
        "unsigned with the signature": f"{part({'alg': 'none', 'typ': 'JWT'})}.{payload}.{signature}",
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
    return ways[way]


@pytest.mark.parametrize(
    "way",
    "unsigned|unsigned with the signature|another algorithm|another key|another payload|another signature|no signature"
    "|two parts|expired|no expiry|no subject|no claims|a subject that is no number|a claim that is a list"
    "|an unknown role|no token|dots".split("|"),
)
@pytest.mark.parametrize("path", ["/users/me", "/jobs"])
async def test_a_forged_token_is_forbidden(ours: Api, others: Api, way: str, path: str) -> None:
    response = await ours.get(path, token=forged(ours.token, way, others))
    assert response.status_code == 403, response.text
    assert set(response.json()) == {"detail"}
    assert isinstance(response.json()["detail"], str)
    assert ours.org_id != others.org_id
