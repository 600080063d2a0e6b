"""Signing in at a real identity provider: oidc-provider-mock in a process of its own."""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.async_api import Browser as Chromium
from playwright.async_api import expect

from assistants.browser import CALLBACK, Program
from http_api import SECRET_KEY
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.mcp.oauth import AuthorizationServer
from recruit.entrypoints.mcp.urls import PublicUrls
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.web.app import console
from stand_ins.identity_provider import SETTINGS
from web.browser.tabs import Tabs, served
from worlds import new_organisation

pytestmark = [pytest.mark.one_storage, pytest.mark.one_python]

EMAIL = "dana@example.com"
RUNNING = re.compile(rb"running on (http://127\.0\.0\.1:\d+)")


@asynccontextmanager
async def running_provider() -> AsyncIterator[str]:
    """Run the provider, and yield its issuer."""
    user = json.dumps({"sub": "dana", "email": EMAIL, "email_verified": True, "name": "Dana Scully"})
    command = (sys.executable, "-m", "oidc_provider_mock", "--port", "0", "--user-claims", user)
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    assert process.stderr is not None
    try:
        said = b""
        while (found := RUNNING.search(said)) is None:
            line = await process.stderr.readline()
            assert line, said.decode()
            said += line
        yield found[1].decode()
    finally:
        process.kill()
        await process.communicate()


async def test_a_user_signs_in_at_a_real_provider(chromium: Chromium, tmp_path: Path) -> None:
    file = tmp_path / "providers.toml"
    environment = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path), "RECRUIT_SECRET_KEY": SECRET_KEY}
    async with running_provider() as issuer:
        file.write_text(SETTINGS.format(issuer=issuer, more=""))
        settings = Settings.from_environment(environment | {"RECRUIT_OIDC_FILE": str(file)})
        async with assemble(settings) as services, served(create_app(services, console=console())) as url:
            await new_organisation(services.storage, EMAIL)
            opened = Tabs(chromium, url, services)
            tab = await opened.of()
            await tab.page.route("https://**", lambda route: route.abort())  # the provider's style sheet
            tab.expects("cdn.jsdelivr.net")
            await tab.page.route("**/favicon.ico", lambda route: route.fulfill())
            await tab.open("/candidates")
            await tab.page.get_by_role("link", name="Sign in with Acme").click()
            await tab.page.get_by_role("button", name="dana").click()
            await expect(tab.page.get_by_role("heading", name="Candidates")).to_be_visible()
            assert tab.page.url == f"{url}/candidates"
            cookies = {one.get("name"): one for one in await tab.page.context.cookies(url)}
            assert set(cookies) == {"recruit"}
            assert (cookies["recruit"].get("httpOnly"), cookies["recruit"].get("sameSite")) == (True, "Lax")
            await tab.page.get_by_text("Founder").first.click()
            await tab.page.get_by_role("button", name="Sign out").click()
            await expect(tab.page.get_by_role("link", name="Sign in with Acme")).to_be_visible()
            await tab.page.get_by_role("link", name="Sign out of Acme").click()
            await tab.page.wait_for_url(f"{issuer}/**")
            await tab.page.get_by_role("button").first.click()
            await expect(tab.page.get_by_role("heading", name="Sign in")).to_be_visible()
            await opened.close()


async def test_an_assistant_is_connected_by_a_user_of_a_real_provider(chromium: Chromium, tmp_path: Path) -> None:
    file = tmp_path / "providers.toml"
    environment = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path), "RECRUIT_SECRET_KEY": SECRET_KEY}
    async with running_provider() as issuer:
        file.write_text(SETTINGS.format(issuer=issuer, more='passwords = "off"'))
        settings = Settings.from_environment(environment | {"RECRUIT_OIDC_FILE": str(file)})
        async with AsyncExitStack() as stack:
            services = await stack.enter_async_context(assemble(settings))
            oauth = AuthorizationServer(services, PublicUrls(), console=True).applications()
            url = await stack.enter_async_context(served(create_app(services, oauth, console=console())))
            http = await stack.enter_async_context(httpx.AsyncClient(base_url=url))
            await new_organisation(services.storage, EMAIL)
            program = Program(http, f"{url}/mcp")
            await program.register()
            opened = Tabs(chromium, url, services)
            tab = await opened.of()
            await tab.page.route("https://**", lambda route: route.abort())  # the provider's style sheet
            tab.expects("cdn.jsdelivr.net")
            await tab.page.route("**/favicon.ico", lambda route: route.fulfill())
            await tab.page.route(f"{CALLBACK}?**", lambda route: route.fulfill(body="Connected"))
            await tab.page.goto(program.url())
            await tab.page.get_by_role("link", name="Sign in with Acme").click()
            await tab.page.get_by_role("button", name="dana").click()
            await expect(tab.page.get_by_text(f"You are signed in as {EMAIL}")).to_be_visible()
            assert not await tab.page.get_by_label("Password").count()
            await tab.page.get_by_role("button", name="Allow").click()
            await tab.page.wait_for_url(f"{CALLBACK}?**")
            code = parse_qs(urlsplit(tab.page.url).query)["code"][0]
            assert (await program.exchange(code)).status_code == 200
            await opened.close()
