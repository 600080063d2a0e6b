"""Litestar internals in use, and the server without them."""

from collections.abc import AsyncIterator

import httpx
import pytest
from litestar import Litestar
from litestar.utils.scope.state import ScopeState

from asgi import asgi_transport
from http_api import PASSWORD, Api, founded
from recruit.entrypoints.http import litestar_internals
from recruit.entrypoints.http.app import create_app, routes
from recruit.entrypoints.services import Services

RESUME = {"resume": ("a.txt", b"Ann Baker\nBaker in Berlin since 2015\n", "text/plain")}


def test_the_installed_litestar_has_the_expected_internals(caplog: pytest.LogCaptureFixture) -> None:
    handlers = [handler for route in routes().routes for handler in getattr(route, "route_handlers", ())]
    (handler,) = (one for one in handlers if one.handler_name == "update_job")
    names = {"request", "job_id", "data", "include"}
    assert litestar_internals.parameter_types(handler).keys() == litestar_internals.parameters(handler).keys() == names
    assert litestar_internals.scope_state() is ScopeState
    assert Litestar._get_default_plugins([]) != []  # noqa: SLF001 - what Plain replaces
    assert caplog.messages == []


def test_a_handler_without_a_signature_has_no_parameters() -> None:
    assert litestar_internals.parameter_types(object()) == litestar_internals.parameters(object()) == {}  # type: ignore[arg-type]


@pytest.fixture
async def api(services: Services, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Api]:
    """An organisation of a server whose Litestar has none of the internals."""
    monkeypatch.setattr(litestar_internals, "STATE", "litestar.gone")
    for name in ("parameter_types", "parameters"):
        monkeypatch.setattr(litestar_internals, name, lambda _handler: {})
    cached = [litestar_internals.scope_state, routes]
    for one in cached:
        one.cache_clear()
    transport = asgi_transport(create_app(services), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
        yield await founded(http, services)
    for one in cached:
        one.cache_clear()


async def test_the_server_works_without_litestar_internals(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    job = await api.job(unknown=1)
    response = await api.get("/jobs", params={"limit": 5, "unknown": 1})
    assert (response.status_code, response.json()["items"]) == (200, [job])
    assert (await api.get(f"/jobs/{job['id']}")).json() == job
    assert (await api.patch(f"/jobs/{job['id']}", {"status": "closed"})).json()["status"] == "closed"
    assert (await api.post("/jobs", {"title": 1})).status_code == 422
    assert (await api.post("/auth/login", data={"username": api.email, "password": PASSWORD})).status_code == 200
    assert (await api.post("/auth/login", data={"username": api.email})).status_code == 422
    assert (await api.post("/agent/candidates/from_resume", files=RESUME)).status_code == 200
    assert [message for message in caplog.messages if "reads forms itself" in message]
