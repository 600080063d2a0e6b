"""Access to the registration of an organisation."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from asgi import asgi_transport
from http_api import API, PASSWORD, SECRET_KEY
from recruit.domain.accounts.registration import CLOSED
from recruit.entrypoints import kernel
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.http.client_addresses import PROXY_HEADERS
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings
from recruit.ports.plugins import AdapterConfig
from worlds import new_email

LOCAL, REMOTE = "127.0.0.1", "192.0.2.1"


@asynccontextmanager
async def empty_server(tmp_path: Path, mode: str = "", storage: str = "memory:") -> AsyncIterator[Services]:
    """Run a server without any organisation."""
    environment = {
        "RECRUIT_STORAGE": storage,
        "RECRUIT_DATA_DIR": str(tmp_path),
        "RECRUIT_REGISTRATION": mode,
        "RECRUIT_SECRET_KEY": SECRET_KEY,
    }
    async with assemble(Settings.from_environment(environment)) as services:
        yield services


async def register(
    services: Services, address: str, email: str | None = None, host: str = "localhost", **headers: str
) -> tuple[int, str]:
    """Register from an address, and return the status and the detail."""
    app = create_app(services)
    transport = asgi_transport(app, raise_app_exceptions=False, client=(address, 50_000))
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as http:
        body = {"email": email or new_email(), "password": PASSWORD}
        response = await http.post(f"{API}/auth/register", json=body, headers=headers)
        return response.status_code, str(response.json().get("detail"))


async def test_by_default_remote_clients_register_only_the_first_organisation_and_local_clients_any(
    tmp_path: Path,
) -> None:
    async with empty_server(tmp_path) as services:
        responses = [(await register(services, address))[0] for address in (REMOTE, REMOTE, LOCAL, "::1", LOCAL)]
        assert responses == [200, 403, 200, 200, 200]


@pytest.mark.parametrize("header", sorted(name.decode() for name in PROXY_HEADERS))
async def test_a_client_of_a_local_proxy_is_not_local(tmp_path: Path, header: str) -> None:
    async with empty_server(tmp_path) as services:
        assert (await register(services, LOCAL))[0] == 200
        assert (await register(services, LOCAL, **{header: "127.0.0.1"}))[0] == 403


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("LOCALHOST.", 200),
        ("hr.localhost", 200),
        ("127.0.0.1:8000", 200),
        ("127.8.9.1", 200),
        ("[::1]:8000", 200),
        ("0.0.0.0:8000", 403),
        ("rebound.example", 403),
        ("127.0.0.1.rebound.example", 403),
        ("localhost.rebound.example:8000", 403),
        ("192.0.2.1", 403),
        ("[2001:db8::1]", 403),
    ],
)
async def test_a_request_for_a_rebound_host_name_is_not_local(tmp_path: Path, host: str, status: int) -> None:
    async with empty_server(tmp_path) as services:
        assert (await register(services, LOCAL))[0] == 200
        assert (await register(services, LOCAL, host=host))[0] == status


@pytest.mark.parametrize(
    ("site", "status"), [("none", 200), ("same-origin", 200), ("same-site", 200), ("cross-site", 403)]
)
async def test_a_cross_site_request_of_a_local_browser_is_not_local(tmp_path: Path, site: str, status: int) -> None:
    async with empty_server(tmp_path) as services:
        assert (await register(services, LOCAL))[0] == 200
        assert (await register(services, LOCAL, **{"Sec-Fetch-Site": site}))[0] == status


@pytest.mark.parametrize(
    ("site", "headers", "status"),
    [
        ("cross-site", {}, 415),
        ("cross-site", {"Content-Type": "text/plain"}, 415),
        ("cross-site", {"Content-Type": "application/json"}, 200),
        ("same-origin", {}, 200),
    ],
)
async def test_a_cross_site_registration_needs_a_json_content_type(
    tmp_path: Path, site: str, headers: dict[str, str], status: int
) -> None:
    body = json.dumps({"email": new_email(), "password": PASSWORD}).encode()
    async with empty_server(tmp_path) as services:
        transport = asgi_transport(create_app(services), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            sent = {"Sec-Fetch-Site": site, **headers}
            response = await http.post(f"{API}/auth/register", content=body, headers=sent)
    assert response.status_code == status, response.text


async def test_refusals_say_what_to_do_without_revealing_registered_addresses(tmp_path: Path) -> None:
    async with empty_server(tmp_path, "first") as services:
        email = new_email()
        assert (await register(services, LOCAL, email))[0] == 200
        for address in (LOCAL, REMOTE):
            for one in (email, new_email()):
                assert await register(services, address, one) == (403, CLOSED)
    assert "recruit user create" in CLOSED


async def test_closed_registration_refuses_all_clients_and_open_registration_none(tmp_path: Path) -> None:
    async with empty_server(tmp_path, "closed") as services:
        assert [(await register(services, address))[0] for address in (LOCAL, REMOTE)] == [403, 403]
    async with empty_server(tmp_path, "open") as services:
        email = new_email()
        assert [(await register(services, address, email))[0] for address in (REMOTE, LOCAL)] == [200, 400]
        assert (await register(services, REMOTE))[0] == 200


async def test_one_of_several_concurrent_first_registrations_succeeds(tmp_path: Path, empty_database: str) -> None:
    for storage in ("memory:", empty_database):
        if storage != "memory:":
            async with kernel.SCHEMA.open(AdapterConfig(storage, Path())) as schema:
                await schema.upgrade()
        async with empty_server(tmp_path, "first", storage) as services:
            responses = await asyncio.gather(*(register(services, REMOTE) for _ in range(8)))
            assert sorted(status for status, _ in responses) == [200] + [403] * 7
            assert len(await services.storage.organisations()) == 1
