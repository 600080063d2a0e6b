"""Requests generated from the OpenAPI document, as every role: none ends in a 5xx or in an undocumented answer."""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from http_api import Api, invited, registered
from processes import ServerProcess, serving
from recruit.domain.model.permissions import Role

CONFIG = """
[checks]
# Rules between fields, duplicates and unreadable files are a 400 that no schema can express, as little as conditions,
# what a role lacks, and what is too much at once.
positive_data_acceptance.expected-statuses = ["2xx", 304, 400, 401, 403, 404, 412, 429]
"""
# Numbers and truth values may come as text, as in FastAPI: the wrong type alone is not always refused.
CHECKS = ["--checks", "all", "--exclude-checks", "negative_data_rejection"]
ENDING = ["--exclude-operation-id", "logout", "--exclude-operation-id", "logout_everywhere"]
"""They would end the sign-in that the run comes with. Users that are removed or demoted are others: an organisation
keeps its last admin, and nobody else may do that. A password isn't changed by whoever doesn't know it."""

MUCH = ["--max-examples", "5"]
LITTLE = ["--max-examples", "2", "--phases", "examples,fuzzing"]
"""What a role is refused is refused before much is done."""


@pytest.fixture(scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServerProcess]:
    async with serving(tmp_path_factory.mktemp("generated")) as running:
        yield running


async def generated(url: str, token: str, folder: Path, *options: str) -> Counter[int]:
    """Have requests generated and checked, and return how many were answered with which status."""
    (folder / "schemathesis.toml").write_text(CONFIG)
    report = folder / "requests.har"
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("schemathesis")),
        *("--config-file", str(folder / "schemathesis.toml"), "run", f"{url}/schema/openapi.json"),
        *(*CHECKS, *ENDING, *options, "--seed", "1", "--no-color", "--report-har-path", str(report)),
        *("--header", f"Authorization: Bearer {token}"),
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    assert process.returncode == 0, out.decode()
    return Counter(entry["response"]["status"] for entry in json.loads(report.read_text())["log"]["entries"])


@pytest.mark.parametrize("role", Role)
async def test_no_generated_request_finds_a_fault(server: ServerProcess, tmp_path: Path, role: Role) -> None:
    async with httpx.AsyncClient(base_url=server.url) as http:
        admin = await registered(http)
        user: Api = admin if role is Role.ORG_ADMIN else await invited(admin, role)
        statuses = await generated(server.url, user.token, tmp_path, *(MUCH if user is admin else LITTLE))
        assert (await user.get("/users/me")).json()["role"] == role, "the run ended its own sign-in"
    done = sum(count for status, count in statuses.items() if 200 <= status < 300)
    assert done > statuses.total() / 20, statuses
