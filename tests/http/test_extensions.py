"""The fallback to uvicorn's own classes when its internals aren't as recruit's extensions expect."""

from pathlib import Path

import httpx
import pytest
import uvicorn

from http_api import founded
from lone_server import address, started
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.http.transport import extensions, uvicorn_internals
from recruit.entrypoints.http.transport.accept_loop import AcceptingServer
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings


def test_the_installed_uvicorn_is_supported(caplog: pytest.LogCaptureFixture) -> None:
    assert uvicorn_internals.missing() == []
    assert extensions.extensions().server is AcceptingServer
    assert caplog.messages == []


def test_a_name_that_uvicorn_lacks_is_reported() -> None:
    assert uvicorn_internals.missing({uvicorn.Server: ["should_exit", "gone"]}) == ["Server.gone"]


def test_an_unsupported_uvicorn_uses_its_own_classes(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delattr(uvicorn_internals.RequestResponseCycle, "send")
    assert extensions.extensions() is extensions.UVICORN_DEFAULTS
    (warning,) = caplog.messages
    assert "lacks RequestResponseCycle.send" in warning


async def test_uvicorns_own_classes_serve_requests(tmp_path: Path) -> None:
    defaults = extensions.UVICORN_DEFAULTS
    settings = Settings.from_environment({"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path)})
    async with assemble(settings) as services:
        server = await started(create_app(services), defaults.server, defaults.protocol(settings.http.client_seconds))
        async with httpx.AsyncClient(base_url="http://{}:{}".format(*address(server))) as http:
            api = await founded(http, services)
            assert (await api.get(f"/jobs/{(await api.job())['id']}")).status_code == 200
            assert (await api.get("/jobs/0")).status_code == 404
        await server.shutdown()
