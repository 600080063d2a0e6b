"""PostgreSQL's client programs, run as subprocesses without a password that other users could read."""

import asyncio
import os
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from recruit.adapters.postgres.engine.hosts import without_hosts

CONNECT_SECONDS = "10"


def libpq(dsn: str) -> tuple[str, dict[str, str]]:
    """Return the URL without its password, for a command line, and the environment that contains the password.

    Every user can read command lines; only the owner can read a process's environment.
    """
    bare, places = without_hosts(dsn)
    parts = urlsplit(bare)
    name, _, password = parts.netloc.rpartition("@")[0].partition(":")
    query = dict(parse_qsl(parts.query))
    password = query.pop("password", unquote(password))
    address = (
        f"{parts.scheme}://{name}{'@' if name else ''}{places}{quote(unquote(parts.path))}"
        f"{'?' if query else ''}{urlencode(query, quote_via=quote)}"
    )
    environment = os.environ | {"LC_ALL": "C", "PGAPPNAME": "recruit", "PGCONNECT_TIMEOUT": CONNECT_SECONDS}
    return address, environment | ({"PGPASSWORD": password} if password else {})


@asynccontextmanager
async def running(
    *command: str | Path, environment: Mapping[str, str], stdin: int = DEVNULL, stdout: int = DEVNULL
) -> AsyncIterator[Process]:
    """Run a program while the block lasts. Kill it at the end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, stdin=stdin, stdout=stdout, stderr=PIPE, start_new_session=True
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def run(*command: str | Path, **options: Any) -> tuple[int, str]:
    """Run a program to completion, and return its exit code and its first error message."""
    async with running(*command, **options) as process:
        return await ended(process)


async def ended(process: Process) -> tuple[int, str]:
    """Wait for a program to end, and return its exit code and its first error message."""
    assert process.stderr is not None  # noqa: S101 - it was started with a pipe
    complaints = (await process.stderr.read()).decode(errors="replace").splitlines()
    code = await process.wait()
    errors = [line for line in complaints if "error:" in line.lower()]
    return code, (errors or complaints or [f"exit code {code}"])[0]
