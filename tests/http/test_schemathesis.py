"""Requests generated from the OpenAPI document as every role: none gets a 5xx or an undocumented response."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from http_api import client_of, invited, registered
from processes import ServerProcess, serving
from recruit.domain.accounts.model.permissions import Role

CONFIG = """
[checks]
# No schema can express the 400 for rules between fields, duplicates and unreadable files, nor the responses to
# conditions, missing permissions, exceeded limits, positions beyond the end and idempotency keys whose response was
# erased.
positive_data_acceptance.expected-statuses = ["2xx", 304, 400, 401, 403, 404, 409, 410, 412, 429]

[[operations]]
# The mapping is JSON in a form field, the query of a saved search has the parameters of its list, and Litestar leaves
# the lengths of repeated parameters out of the document: any other text is a 422.
include-operation-id = [
    "import_candidates", "preview_import", "list_candidates", "list_jobs", "create_saved_search", "update_saved_search",
]
checks.positive_data_acceptance.expected-statuses = ["2xx", 304, 400, 401, 403, 404, 409, 410, 412, 422, 429]

[phases.stateful]
# Without "location-headers", which also reads the addresses in responses, and ends the run at one like "http://[".
inference.algorithms = ["dependency-analysis"]
"""
# Numbers and booleans may be sent as text, as in FastAPI: a wrong type alone is not always refused.
CHECKS = ["--checks", "all", "--exclude-checks", "negative_data_rejection"]
WITHOUT_LOGOUTS = ["--exclude-operation-id", "logout", "--exclude-operation-id", "logout_everywhere"]
"""A logout would end the session of the run. The run can't remove or demote its own user, because an organisation
keeps its last admin, and can't change its password without knowing it."""
WITHOUT_STREAMS = ["--exclude-operation-id", "chat_stream", "--exclude-operation-id", "stream_events"]
"""The document describes a stream as one text. Schemathesis compares each event with that, and fails."""


@pytest.fixture(scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServerProcess]:
    async with serving(tmp_path_factory.mktemp("generated")) as running:
        yield running


async def test_generated_requests_find_no_fault(server: ServerProcess, tmp_path: Path) -> None:
    async with client_of(server.url) as http:
        # Each role has its own organisation, because the admin removes users.
        admins = {role: await registered(http) for role in Role}
        users = {
            role: admin if role is Role.ORG_ADMIN else await invited(admin, role) for role, admin in admins.items()
        }
        statuses = await run_schemathesis(server.url, {role: user.token for role, user in users.items()}, tmp_path)
        for role, user in users.items():
            assert (await user.get("/users/me")).json()["role"] == role, "the run ended its own session"
            done = sum(count for status, count in statuses[role].items() if 200 <= int(status) < 300)
            assert done > sum(statuses[role].values()) / 20, statuses[role]


async def run_schemathesis(url: str, tokens: dict[Role, str], folder: Path) -> dict[str, dict[str, int]]:
    """Run Schemathesis, and return the number of responses by role and status."""
    (folder / "schemathesis.toml").write_text(CONFIG)
    document = folder / "openapi.json"  # Schemathesis itself would wait 10 s for it
    async with client_of(url) as http:
        document.write_bytes((await http.get("/schema/openapi.json")).content)
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("schemathesis")),
        *("--config-file", str(folder / "schemathesis.toml"), "run", str(document), "--url", url),
        *(*CHECKS, *WITHOUT_LOGOUTS, *WITHOUT_STREAMS, "--max-examples", "5", "--seed", "1", "--no-color"),
        *("--suppress-health-check", "too_slow", "--request-timeout", "120"),  # for a busy machine
        *("--header", f"Authorization: Bearer {tokens[Role.ORG_ADMIN]}"),
        cwd=folder,
        env=os.environ
        | {
            "PYTHONPATH": str(Path(__file__).parents[1]),
            "SCHEMATHESIS_HOOKS": "every_role",
            "ROLE_TOKENS": json.dumps(tokens),
            "ROLE_STATUSES": str(folder / "statuses.json"),
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    assert process.returncode == 0, out.decode()
    statuses: dict[str, dict[str, int]] = json.loads((folder / "statuses.json").read_text())
    return statuses
