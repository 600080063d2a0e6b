"""Forgotten passwords in the console and over the API: the way through, and attacks on it."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from litestar.types import ASGIApp

from asgi import asgi_transport
from http_api import PASSWORD, PASSWORD_HASH, SECRET_KEY
from recruit.domain.mail.model import Mail, MailState
from recruit.domain.shared.pages import Window
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.web.app import console
from stand_ins.mail_server import MailServer, mail_server
from web.browsing import Browser
from worlds import Organisation, new_email, new_organisation

BASE = "https://hr.example.com"
NEW = "correct horse battery"
FORGOTTEN = "/api/v1/auth/password/forgotten"
SMTP = "smtp://127.0.0.1:{port}?tls=off"


@asynccontextmanager
async def installation(tmp_path: Path, **settings: str) -> AsyncIterator[tuple[Services, httpx.AsyncClient]]:
    """An installation in memory, and a client of another machine."""
    environment = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path), "RECRUIT_SECRET_KEY": SECRET_KEY}
    async with assemble(Settings.from_environment(environment | settings)) as services:
        transport = asgi_transport(create_app(services, console=console()))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            yield services, client


@asynccontextmanager
async def with_mail(tmp_path: Path) -> AsyncIterator[tuple[MailServer, Services, httpx.AsyncClient]]:
    """An installation with a mail server and a public URL."""
    async with mail_server() as server:
        settings = {"RECRUIT_MAIL": SMTP.format(port=server.port), "RECRUIT_MAIL_FROM": "recruit@example.com"}
        async with installation(tmp_path, RECRUIT_PUBLIC_URL=BASE, **settings) as (services, client):
            yield server, services, client


async def founded(services: Services) -> tuple[Organisation, str]:
    email = new_email()
    return await new_organisation(services.storage, email, PASSWORD_HASH), email


async def queued(services: Services, org_id: int) -> list[Mail]:
    """Return the messages of an organisation."""
    async with services.storage.autocommit(org_id) as work:
        return [*(await work.outgoing_mail.page(Window())).items]


async def deliver(services: Services, org_id: int, number: int) -> None:
    """Return once the work beside requests has queued a number of messages, and it or this has tried to send each."""
    async with asyncio.timeout(20):
        while len(found := await queued(services, org_id)) < number or any(map(_is_untried, found)):
            await services.mail_sending.organisation(org_id)


def _is_untried(mail: Mail) -> bool:
    return mail.state is MailState.PENDING and not mail.attempts


async def test_a_forgotten_password_is_replaced_over_a_mailed_link(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with with_mail(tmp_path) as (server, services, client):
        organisation, email = await founded(services)
        browser = Browser(client, services)
        await browser.sign_in(organisation.actor)
        assert (await browser.get("/jobs")).status == 200
        login = await Browser(client, services).get("/password")
        assert login.status == 200
        sent = await browser.post("/password", {"email": email.upper()}, Host="evil.example", Origin="http://x")
        assert (sent.status, f"If {email.upper()} has an account here" in sent.text) == (200, True)
        await deliver(services, organisation.actor.org_id, 1)
        (message,) = server.messages
        assert message["To"] == email
        text = message.get_content()
        assert "evil.example" not in text
        (link,) = re.findall(rf"^{BASE}(/password/\S+)\s*$", text, re.MULTILINE)
        token = link.rpartition("/")[2]

        followed = await browser.get(link)
        headers = followed.response.headers
        assert (followed.status, headers["location"]) == (303, "/password/new")
        assert (headers["referrer-policy"], headers["cache-control"]) == ("no-referrer", "no-store")
        cookie = next(one for one in headers.get_list("set-cookie") if one.startswith("recruit-password="))
        assert {"HttpOnly", "SameSite=lax", "Max-Age=3600"} <= {part.strip() for part in cookie.split(";")}

        form = await browser.get("/password/new")
        assert (form.status, email in form.text, token in form.response.text) == (200, True, False)
        refused = await browser.submit("/password/new", {"password": "short"}, action="/password/new")
        assert (refused.status, len(refused.find("#e-password"))) == (422, 1)
        done = await browser.submit("/password/new", {"password": NEW}, action="/password/new")
        assert (done.status, done.response.headers["location"]) == (303, "/login")
        assert (await browser.get("/jobs")).status == 303  # the session has ended
        shown = await browser.get("/login")
        assert "Your password is changed" in shown.text
        entered = await browser.submit("/login", {"email": email, "password": NEW}, action="/login")
        assert entered.response.headers["location"] == "/jobs"

        again = await browser.get(link)
        assert again.status == 303
        used = await browser.get("/password/new")
        assert (used.status, "doesn't hold any more" in used.text) == (400, True)
        assert (await browser.post("/password/new", {"password": PASSWORD})).status == 400
        api = await client.post("/api/v1/auth/password/reset", json={"token": token, "password": PASSWORD})
        assert (api.status_code, api.headers["error-code"]) == (400, "invalid")
    logged = repr([vars(one) for one in caplog.records if not one.name.startswith(("httpx", "mail.log"))])
    assert "/password/{token" in logged
    assert token.split("_", 3)[3] not in logged
    assert email not in logged


async def test_the_api_answers_alike_for_every_address(tmp_path: Path) -> None:
    async with with_mail(tmp_path) as (server, services, client):
        organisation, email = await founded(services)
        answers = [await client.post(FORGOTTEN, json={"email": one}) for one in (email, new_email()) for _ in range(5)]
        kept = {"x-request-id"}
        assert len({repr(sorted((k, v) for k, v in one.headers.items() if k not in kept)) for one in answers}) == 1
        assert {(one.status_code, one.content) for one in answers} == {(204, b"")}
        await deliver(services, organisation.actor.org_id, 3)
        assert len(server.messages) == 3
        token = re.findall(r"/password/(\S+)", server.messages[-1].get_content())[0]
        reset = await client.post("/api/v1/auth/password/reset", json={"token": token, "password": NEW})
        assert (reset.status_code, reset.content) == (204, b"")
        form = {"username": email, "password": NEW}
        assert (await client.post("/api/v1/auth/login", data=form)).status_code == 200
        assert (await client.post(FORGOTTEN, json={"email": "no address"})).status_code == 422


async def test_the_pages_answer_alike_for_every_address(tmp_path: Path) -> None:
    async with with_mail(tmp_path) as (_, services, client):
        _, email = await founded(services)
        browser, pages = Browser(client, services), []
        for one in (email, new_email()):
            page = await browser.post("/password", {"email": one})
            pages.append((page.status, page.text.replace(one, "")))
        assert pages[0] == pages[1]
        wrong = await browser.post("/password", {"email": "no address"})
        assert (wrong.status, len(wrong.find("#e-email"))) == (422, 1)


async def test_another_site_can_neither_ask_for_a_link_nor_use_one(tmp_path: Path) -> None:
    async with with_mail(tmp_path) as (_, services, client):
        organisation, email = await founded(services)
        browser = Browser(client, services)
        for path, values in (("/password", {"email": email}), ("/password/new", {"password": NEW})):
            refused = await browser.post(path, values, **{"Sec-Fetch-Site": "cross-site"})
            assert refused.status == 403
        assert await queued(services, organisation.actor.org_id) == []


async def test_a_mail_server_that_is_down_delays_and_fails_no_request(tmp_path: Path) -> None:
    settings = {"RECRUIT_MAIL": SMTP.format(port=1), "RECRUIT_MAIL_FROM": "recruit@example.com"}
    async with installation(tmp_path, RECRUIT_PUBLIC_URL=BASE, **settings) as (services, client):
        organisation, email = await founded(services)
        answer = await client.post(FORGOTTEN, json={"email": email})
        assert answer.status_code == 204
        browser = Browser(client, services)
        await browser.sign_in(organisation.actor)
        invited = await browser.submit("/settings/members", {"email": new_email()}, action="/settings/members")
        assert (invited.status, "They get a link by mail." in invited.text) == (200, True)
        for _ in range(2):
            await deliver(services, organisation.actor.org_id, 2)
        found = await queued(services, organisation.actor.org_id)
        assert [(one.state, one.attempts) for one in found] == [("pending", 1), ("pending", 1)]
        listed = await browser.get("/settings/mail")
        assert listed.texts(".badge") == ["Waiting", "Waiting"]
        assert listed.text.count("The mail server can't be reached or used") == 2


async def test_without_a_public_url_no_link_is_mailed_and_the_host_is_never_used(tmp_path: Path) -> None:
    async with mail_server() as server:
        settings = {"RECRUIT_MAIL": SMTP.format(port=server.port), "RECRUIT_MAIL_FROM": "recruit@example.com"}
        async with installation(tmp_path, **settings) as (services, client):
            organisation, email = await founded(services)
            await client.post(FORGOTTEN, json={"email": email}, headers={"Host": "evil.example"})
            browser = Browser(client, services)
            await browser.sign_in(organisation.actor)
            await browser.submit("/settings/members", {"email": new_email()}, action="/settings/members")
            await services.mail_sending.all_organisations()
            assert (await queued(services, organisation.actor.org_id), server.envelopes) == ([], [])
            assert "RECRUIT_PUBLIC_URL" in (await browser.get("/settings/mail")).text


async def test_without_a_mail_server_administrators_read_messages_in_the_console(tmp_path: Path) -> None:
    async with installation(tmp_path, RECRUIT_PORT="8123", RECRUIT_HOST="0.0.0.0") as (services, client):  # noqa: S104
        organisation, email = await founded(services)
        org_id = organisation.actor.org_id
        browser = Browser(client, services)
        await browser.sign_in(organisation.actor)
        invited = await browser.submit("/settings/members", {"email": "jo@example.com"}, action="/settings/members")
        assert "Send this link to them yourself" in invited.text
        await client.post(FORGOTTEN, json={"email": email}, headers={"Host": "evil.example"})
        await deliver(services, org_id, 2)
        reset, invitation = await queued(services, org_id)
        shown = await browser.get(f"/settings/mail/{invitation.id}")
        assert "http://127.0.0.1:8123/join/ri_" in shown.texts("pre")[0]
        shown = await browser.get(f"/settings/mail/{reset.id}")
        assert "http://127.0.0.1:8123/password/…" in shown.texts("pre")[0]
        assert "rp_" not in shown.response.text
        listed = await browser.get("/settings/mail")
        assert listed.texts(".badge") == ["Kept", "Kept"]
        stranger = await new_organisation(services.storage)
        await browser.sign_in(stranger.actor)
        assert (await browser.get(f"/settings/mail/{reset.id}")).status == 404
        assert "No messages yet" in (await browser.get("/settings/mail")).text
    assert not (tmp_path / "mail").exists()  # storage in memory writes nothing into the data directory


async def test_over_https_no_other_host_sets_the_cookie_of_a_link(app: ASGIApp) -> None:
    async with httpx.AsyncClient(transport=asgi_transport(app), base_url="https://localhost") as client:
        followed = await client.get("/password/rp_1_1_x", headers={"Sec-Fetch-Site": "cross-site"})
    assert followed.headers["set-cookie"].startswith("__Host-recruit-password=rp_1_1_x;")
