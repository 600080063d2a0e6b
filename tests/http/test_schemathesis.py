"""Requests generated from the OpenAPI document, as every role: none ends in a 5xx or in an undocumented answer."""

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
# Rules between fields, duplicates and unreadable files are a 400 that no schema can express, as little as conditions,
# what a role lacks, what is too much at once, and keys whose kept answer went when a person was erased.
positive_data_acceptance.expected-statuses = ["2xx", 304, 400, 401, 403, 404, 409, 412, 429]

[[operations]]
# The mapping is JSON in the text of a form field: another text is a 422.
include-operation-id = ["import_candidates", "preview_import"]
checks.positive_data_acceptance.expected-statuses = ["2xx", 304, 400, 401, 403, 404, 409, 412, 422, 429]
"""
# Numbers and truth values may come as text, as in FastAPI: the wrong type alone is not always refused.
CHECKS = ["--checks", "all", "--exclude-checks", "negative_data_rejection"]
ENDING = ["--exclude-operation-id", "logout", "--exclude-operation-id", "logout_everywhere"]
"""They would end the sign-in that the run comes with. Users that are removed or demoted are others: an organisation
keeps its last admin, and nobody else may do that. A password isn't changed by whoever doesn't know it."""
STREAMED = ["--exclude-operation-id", "chat_stream"]
"""To clients a stream is one text, as the document says. Schemathesis compares each event with that, and fails."""


@pytest.fixture(scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServerProcess]:
    async with serving(tmp_path_factory.mktemp("generated")) as running:
        yield running


async def test_generated_requests_find_no_fault(server: ServerProcess, tmp_path: Path) -> None:
    async with client_of(server.url) as http:
        # Not in one organisation: the admin removes whom there is.
        admins = {role: await registered(http) for role in Role}
        users = {role: ours if role is Role.ORG_ADMIN else await invited(ours, role) for role, ours in admins.items()}
        statuses = await generated(server.url, {role: user.token for role, user in users.items()}, tmp_path)
        for role, user in users.items():
            assert (await user.get("/users/me")).json()["role"] == role, "the run ended its own sign-in"
            done = sum(count for status, count in statuses[role].items() if 200 <= int(status) < 300)
            assert done > sum(statuses[role].values()) / 20, statuses[role]


async def generated(url: str, tokens: dict[Role, str], folder: Path) -> dict[str, dict[str, int]]:
    """Have requests generated and checked, and return how many of each role were answered with which status."""
    (folder / "schemathesis.toml").write_text(CONFIG)
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("schemathesis")),
        *("--config-file", str(folder / "schemathesis.toml"), "run", f"{url}/schema/openapi.json"),
        *(*CHECKS, *ENDING, *STREAMED, "--max-examples", "5", "--seed", "1", "--no-color"),
        *("--suppress-health-check", "too_slow", "--request-timeout", "120"),  # the machine may be busy
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
