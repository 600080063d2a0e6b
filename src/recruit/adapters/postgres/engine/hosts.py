"""Connections to the first available host of a URL.

asyncpg tries hosts in turn too, but with one timeout for all of them: a machine that is switched off and sends nothing
would use it up before the one that took over is tried.
"""

import re
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, TypeAlias
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg

from recruit.adapters.postgres.engine.errors import TEMPORARY_ERRORS
from recruit.domain.shared.errors import ConfigurationError

CONNECT_SECONDS = 2
"""Timeout in seconds of a connection to one of several hosts."""

SINGLE_HOST_SECONDS = 5
"""Timeout in seconds of a connection to the only host.

asyncpg's own timeout is a minute, which would delay startup and shutdown.
"""

PORTS = range(1, 65_536)
COMMAND_SECONDS = 30
"""Timeout in seconds of a statement on such a connection, except for operations that take long by their nature."""

CLOSE_SECONDS = 5
"""Timeout in seconds of closing a connection."""

Connect: TypeAlias = Callable[..., Coroutine[Any, Any, "asyncpg.Connection[asyncpg.Record]"]]

HOSTS = re.compile(r"(?<=://)([^/?#]*@)?(?P<hosts>[^/?#]*)")


def without_hosts(dsn: str) -> tuple[str, str]:
    """Return the URL without its hosts, and the hosts.

    `urlsplit`, which asyncpg also uses, rejects an IPv6 address in a list of hosts: in Python 3.13, and in security
    releases of older versions.
    """
    found = HOSTS.search(dsn)
    return (dsn[: found.start("hosts")] + dsn[found.end("hosts") :], found["hosts"]) if found else (dsn, "")


def hosts(dsn: str) -> list[dict[str, Any]]:
    """Return the hosts or socket directories of a URL, in its order, as arguments of asyncpg's `connect`.

    Parsing follows libpq: the parameters `host` and `port` take precedence over the part before the path, and a single
    port applies to all hosts. A port that the URL doesn't name isn't among the arguments. Raise ConfigurationError for
    a port outside 1 to 65,535.
    """
    bare, host_list = without_hosts(dsn)
    query = parse_qs(urlsplit(bare).query)
    if "host" not in query:
        return [_host_options(*_host_and_port(entry)) for entry in host_list.split(",")]
    names = query["host"][-1].split(",")
    ports = query.get("port", [""])[-1].split(",")
    if len(ports) == 1:
        ports *= len(names)
    return [_host_options(name, port) for name, port in zip(names, ports, strict=False)]


def _host_and_port(entry: str) -> tuple[str, str]:
    """Split `host:port`, where the host may be an IPv6 address in brackets."""
    host, _, port = entry.rpartition(":") if ":" in entry.rpartition("]")[2] else (entry, "", "")
    return unquote(host).strip("[]"), port


def _host_options(host: str, port: str) -> dict[str, Any]:
    if port.isdigit() and int(port) not in PORTS:
        raise ConfigurationError(f"RECRUIT_STORAGE names port {port}: give one from {PORTS[0]} to {PORTS[-1]}")
    return {"host": host} | ({"port": int(port)} if port.isdigit() else {})


def connector(dsn: str) -> Connect:
    """Return a function that connects to the first host of the URL that accepts the connection.

    Hosts that don't meet the URL's `target_session_attrs`, such as `primary`, are skipped.
    """
    *firsts, last = hosts(dsn)
    if not firsts:
        return partial(asyncpg.connect, timeout=SINGLE_HOST_SECONDS)
    bare, _ = without_hosts(dsn)

    async def connect(*_: object, **options: Any) -> "asyncpg.Connection[asyncpg.Record]":
        """Try each host. Raise the last one's error."""
        options["timeout"] = CONNECT_SECONDS
        for host in firsts:
            with suppress(*TEMPORARY_ERRORS):
                return await asyncpg.connect(bare, **options | host)
        return await asyncpg.connect(bare, **options | last)

    return connect


@asynccontextmanager
async def closing(connection: "asyncpg.Connection[asyncpg.Record]") -> AsyncIterator[None]:
    """Close a connection when the block ends.

    Terminate it when the block fails or is cancelled: a graceful close would wait until the server has answered the
    last statement, for ever if the server is silent.
    """
    try:
        yield
    except BaseException:
        connection.terminate()
        raise
    with suppress(*TEMPORARY_ERRORS):
        await connection.close(timeout=CLOSE_SECONDS)
