"""The MCP SDK's client over HTTP and over stdio, as an assistant uses it."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import mcp_types as types
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

import fork_request
from forked_process import fork_server

MODERN, LEGACY = "2026-07-28", "legacy"


@asynccontextmanager
async def over_http(url: str, token: str, query: str = "", **options: Any) -> AsyncIterator[Client]:
    """Connect a client to a running server."""
    headers = {"Authorization": f"Bearer {token}"}
    async with (
        httpx2.AsyncClient(headers=headers, timeout=60) as http,
        Client(streamable_http_client(f"{url}/mcp{query}", http_client=http), **options) as client,
    ):
        yield client


@asynccontextmanager
async def over_stdio(data_dir: Path, email: str, *arguments: str, **options: Any) -> AsyncIterator[Client]:
    """Connect a client to a server process that it starts."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("RECRUIT_", "OPENAI_"))}
    command = StdioServerParameters(
        command=sys.executable,
        args=["-S", fork_request.__file__, fork_server(), "mcp", "--email", email, *arguments],
        env=inherited | {"RECRUIT_DATA_DIR": str(data_dir)},
    )
    async with Client(command, **options) as client:
        yield client


async def call_tool(client: Client, name: str, **arguments: Any) -> dict[str, Any]:
    """Call a tool and return its structured result, which the client validates against the tool's schema."""
    result = await client.call_tool(name, arguments)
    found: dict[str, Any] = result.structured_content
    assert result.is_error is (found["outcome"] not in {"done", "proposed"}), result
    return found


def text_of(content: object) -> str:
    """Return the text of a content block or of a resource; fail if it isn't text."""
    assert isinstance(content, types.TextContent | types.TextResourceContents)
    return content.text


def answer_with(action: str, questions: list[str]) -> Any:
    """Return an elicitation callback that answers every question with `action`, and collects the questions."""

    async def answer(_context: Any, params: types.ElicitRequestParams) -> types.ElicitResult:
        questions.append(params.message)
        return types.ElicitResult(action=action, content={} if action == "accept" else None)  # type: ignore[arg-type]

    return answer
