"""Requests generated from the OpenAPI document: none may end in a 5xx or in an answer that isn't documented."""

import asyncio
import sys
from pathlib import Path

import httpx

from http_api import registered
from processes import serving

EXAMPLES = "5"
CONFIG = """
[checks]
# Rules between fields, duplicates and unreadable files are a 400 that no schema can express, as little as conditions.
positive_data_acceptance.expected-statuses = ["2xx", 304, 400, 401, 403, 404, 412]
"""


async def test_no_generated_request_finds_a_fault(tmp_path: Path) -> None:
    (tmp_path / "schemathesis.toml").write_text(CONFIG)
    async with serving(tmp_path) as server:
        async with httpx.AsyncClient(base_url=server.url) as http:
            token = (await registered(http)).token
        command = ["--config-file", str(tmp_path / "schemathesis.toml"), "run", f"{server.url}/schema/openapi.json"]
        # Numbers and truth values may come as text, as in FastAPI: the wrong type alone is not always refused.
        checks = ["--checks", "all", "--exclude-checks", "negative_data_rejection"]
        options = [*checks, "--max-examples", EXAMPLES, "--seed", "1", "--no-color"]
        process = await asyncio.create_subprocess_exec(
            str(Path(sys.executable).with_name("schemathesis")),
            *command,
            *options,
            "--header",
            f"Authorization: Bearer {token}",
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        out, _ = await process.communicate()
    assert process.returncode == 0, out.decode()
