"""The console: setting up, signing in and out."""

from pathlib import Path

import httpx
import pytest

from asgi import asgi_transport
from http_api import PASSWORD, SECRET_KEY
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.setup_code import setup_code
from recruit.entrypoints.web.app import console
from recruit.entrypoints.web.pages.entry import own_path
from web.browsing import Browser, Page
from worlds import new_email


async def test_a_new_installation_is_set_up_in_the_browser_once(tmp_path: Path) -> None:
    environment = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path), "RECRUIT_SECRET_KEY": SECRET_KEY}
    async with assemble(Settings.from_environment(environment)) as services:
        transport = asgi_transport(create_app(services, console=console()))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            browser = Browser(client, services)
            assert (await browser.get("/")).response.headers["location"] == "/setup"
            assert (await browser.get("/login")).response.headers["location"] == "/setup"
            values = {"organisation": "Acme", "email": "dana@example.com", "password": "short"}
            refused = await browser.submit("/setup", values, action="/setup")
            assert (refused.status, refused.form("/setup")["email"]) == (422, "dana@example.com")
            assert [one.get("name") for one in refused.find("[autofocus]")] == ["password"]
            refused = await browser.submit("/setup", values | {"email": "dana", "password": PASSWORD}, action="/setup")
            assert [one.get("name") for one in refused.find("[autofocus]")] == ["email"]
            assert "At least 8 characters" in refused.texts("#h-password")[0]
            made = await browser.submit("/setup", values | {"password": PASSWORD}, action="/setup")
            assert (made.status, made.response.headers["location"]) == (303, "/welcome")
            assert "code" not in refused.form("/setup")
            assert (await browser.get("/jobs")).texts("h1") == ["Jobs 0"]
            assert (await browser.get("/setup")).status == 404
            assert (await browser.post("/setup", values)).status == 404


async def test_setting_up_from_another_machine_takes_the_code_that_the_server_has_logged(tmp_path: Path) -> None:
    environment = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path), "RECRUIT_SECRET_KEY": SECRET_KEY}
    async with assemble(Settings.from_environment(environment)) as services:
        transport = asgi_transport(create_app(services, console=console()))
        async with httpx.AsyncClient(transport=transport, base_url="http://recruit.example.com") as client:
            browser = Browser(client, services)
            values = {"organisation": "Acme", "email": "dana@example.com", "password": PASSWORD}
            for code in ("", "aaaaa-aaaaa", "ä"):
                refused = await browser.submit("/setup", {**values, "code": code}, action="/setup")
                assert (refused.status, refused.form("/setup")["organisation"]) == (403, "Acme")
                assert [one.get("name") for one in refused.find("[autofocus]")] == ["code"]
            assert not await services.storage.organisations()
            code = f" {setup_code(services.tokens).upper()} "
            made = await browser.submit("/setup", {**values, "code": code}, action="/setup")
            assert (made.status, made.response.headers["location"]) == (303, "/welcome")


async def test_a_login_leads_to_the_page_that_was_asked_for(admin: Browser, anonymous: Browser) -> None:
    sent_away = await anonymous.get("/candidates?q=jane")
    assert sent_away.response.headers["location"] == "/login?next=%2Fcandidates%3Fq%3Djane"
    target = sent_away.response.headers["location"]
    entered = await anonymous.submit(target, {"email": admin.email, "password": PASSWORD}, action="/login")
    assert (entered.status, entered.response.headers["location"]) == (303, "/candidates?q=jane")
    assert (await anonymous.get("/candidates?q=jane")).status == 200


@pytest.mark.parametrize(
    "target",
    [
        *("https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)"),
        *("/jobs\r\nSet-Cookie: a=b", "/\t/evil.example", "http:evil.example", "", "jobs", "http://[", "/\N{SNOWMAN}"),
    ],
)
def test_a_login_leads_to_no_other_site(target: str) -> None:
    assert own_path(target) == "/jobs"


async def test_a_wrong_password_and_an_unknown_address_get_the_same_words(admin: Browser, anonymous: Browser) -> None:
    answers = []
    for email in (admin.email, "nobody@example.com"):
        refused = await anonymous.submit("/login", {"email": email, "password": "wrong"}, action="/login")
        assert (refused.status, refused.form("/login")["email"]) == (403, email)
        answers.append(refused.texts("[role=alert]"))
    assert answers == [["Incorrect email or password"]] * 2


async def test_guessing_passwords_has_to_wait_whether_there_is_an_account_or_not(
    admin: Browser, anonymous: Browser
) -> None:
    anonymous.client.cookies.set("recruit-language", "de", domain="localhost.local")
    for email in (admin.email, new_email()):
        answers: list[Page] = []
        while not answers or answers[-1].status != 429:  # the waits double, so that even a slow machine gets there
            answers.append(await anonymous.submit("/login", {"email": email, "password": "wrong"}, action="/login"))
        assert [one.status for one in answers[:5]] == [403] * 5
        assert answers[0].texts("[role=alert]") == ["E-Mail-Adresse oder Passwort ist falsch"]
        assert answers[-1].texts("[role=alert]")[0].startswith("Zu viele falsche Passwörter")


async def test_a_login_opens_a_new_session_and_ends_the_one_before(admin: Browser, anonymous: Browser) -> None:
    before = admin.client.cookies["recruit"]
    entered = await admin.post("/login", {"email": admin.email, "password": PASSWORD})
    assert entered.status == 303
    assert admin.client.cookies["recruit"] != before
    anonymous.client.cookies.set("recruit", before, domain="localhost.local")
    assert (await anonymous.get("/jobs")).status == 303


async def test_signing_out_ends_the_session(admin: Browser, anonymous: Browser) -> None:
    cookie = admin.client.cookies["recruit"]
    out = await admin.submit("/jobs", {}, action="/logout")
    assert (out.status, out.response.headers["location"]) == (303, "/login")
    assert "recruit" not in admin.client.cookies
    anonymous.client.cookies.set("recruit", cookie, domain="localhost.local")
    assert (await anonymous.get("/jobs")).status == 303
