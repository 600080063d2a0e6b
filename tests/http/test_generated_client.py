"""A client that openapi-python-client generates from the document: it imports, has every operation, and works."""

import asyncio
import importlib
import json
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import ModuleType

import httpx
import pytest

from api_document import DOCUMENT
from asgi import asgi_transport
from http_api import PASSWORD
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings

OPERATIONS = [
    (path, method, operation) for path, item in DOCUMENT["paths"].items() for method, operation in item.items()
]


@pytest.fixture(scope="module")
async def package(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """The name of the generated package, which is importable. A warning of the generator is an error."""
    folder = tmp_path_factory.mktemp("generated_client")
    (folder / "openapi.json").write_text(json.dumps(DOCUMENT))
    (folder / "config.json").write_text(json.dumps({"post_hooks": []}))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "openapi_python_client", "generate", "--fail-on-warning", "--meta", "none"),
        *("--path", "openapi.json", "--config", "config.json", "--output-path", "generated_recruit_client"),
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    assert process.returncode == 0, out.decode()
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield "generated_recruit_client"
        for name in [name for name in sys.modules if name.startswith("generated_recruit_client")]:
            del sys.modules[name]


@pytest.fixture
async def http(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    environment = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path)}
    async with assemble(Settings.from_environment(environment)) as services:
        transport = asgi_transport(create_app(services), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            yield client


def modules(package: str) -> Iterator[ModuleType]:
    """Yield the module of every operation."""
    for _, _, operation in OPERATIONS:
        tag = operation["tags"][0].lower().replace(" ", "_")
        yield importlib.import_module(f"{package}.api.{tag}.{operation['operationId']}")


def test_every_operation_has_a_function(package: str) -> None:
    for module in modules(package):
        assert callable(module.sync_detailed)
        assert callable(module.asyncio_detailed)


async def test_the_client_logs_in_and_uses_the_api(package: str, http: httpx.AsyncClient) -> None:
    client = importlib.import_module(package)
    models = importlib.import_module(f"{package}.models")
    call = {module.__name__.rpartition(".")[2]: module.asyncio_detailed for module in modules(package)}
    api_client = client.Client("http://localhost").set_async_httpx_client(http)
    registration = models.Registration(email="founder@example.com", password=PASSWORD)
    assert (await call["register"](client=api_client, body=registration)).status_code == 200
    form = models.LoginForm(username="founder@example.com", password=PASSWORD)
    token = (await call["login"](client=api_client, body=form)).parsed.access_token
    http.headers["Authorization"] = f"Bearer {token}"
    job = (await call["create_job"](client=api_client, body=models.JobIn(title="Welder", salary_min=5))).parsed
    assert (job.title, job.salary_min, job.status) == ("Welder", 5, "open")
    page = (await call["list_jobs"](client=api_client, limit=5, status_filter="open", prefer="handling=strict")).parsed
    assert (page.total, page.items[0].id) == (1, job.id)
    patched = await call["update_job"](job.id, client=api_client, body=models.JobPatch(status="closed"))
    assert (patched.parsed.status, patched.parsed.salary_min) == ("closed", 5)
    person = (await call["create_candidate"](client=api_client, body=models.CandidateIn(full_name="Jane Doe"))).parsed
    archive = (await call["export_candidate"](person.id, client=api_client)).parsed
    assert archive.payload.read(2) == b"PK"
    missing = await call["get_job"](999, client=api_client)
    assert (missing.parsed.detail, missing.headers["error-code"]) == ("Job not found", "not_found")
    stream = await call["chat_stream"](client=api_client, body=models.Chat(message="list jobs"))
    assert stream.parsed.startswith("event: tool_call\ndata: {")
    assert "\n\nevent: reply\ndata: {" in stream.parsed
