"""Connections to the first host that answers, of those that a URL names.

asyncpg tries hosts in turn too, but within one time limit for all: a machine that is switched off, from which nothing
comes at all, would use it up before the one that took over is asked.
"""

import re
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, TypeAlias
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg

from recruit.adapters.postgres.engine.errors import PASSING
from recruit.domain.shared.errors import ConfigurationError

CONNECT_SECONDS = 2
"""How long one of several hosts may take to let us in."""

ALONE_SECONDS = 5
"""How long the only one may take. asyncpg would wait for a minute, and so would whoever waits for our start or end."""

PORTS = range(1, 65_536)
ANSWER_SECONDS = 30
"""How long a server that has let us in may take to answer a question, unless that takes longer by its nature."""

LEAVE_SECONDS = 5
"""How long a server may take to let us go."""

Connect: TypeAlias = Callable[..., Coroutine[Any, Any, "asyncpg.Connection[asyncpg.Record]"]]

HOSTS = re.compile(r"(?<=://)([^/?#]*@)?(?P<hosts>[^/?#]*)")


def without_hosts(dsn: str) -> tuple[str, str]:
    """Return the URL without its hosts, and the hosts.

    `urlsplit`, which asyncpg uses as well, refuses an IPv6 address in a list of hosts: in 3.13, and in security
    releases of older Pythons.
    """
    found = HOSTS.search(dsn)
    return (dsn[: found.start("hosts")] + dsn[found.end("hosts") :], found["hosts"]) if found else (dsn, "")


def hosts(dsn: str) -> list[dict[str, Any]]:
    """Return the hosts or socket directories that a URL names, in its order, as arguments of asyncpg's `connect`.

    As libpq reads it: `host` and `port` among the parameters go before what stands in front of the path, and one port
    is everybody's. A port that the URL doesn't say isn't in the arguments.
    Raises ConfigurationError for one that can't be.
    """
    bare, places = without_hosts(dsn)
    query = parse_qs(urlsplit(bare).query)
    if "host" not in query:
        return [_place(*_host_and_port(place)) for place in places.split(",")]
    names = query["host"][-1].split(",")
    ports = query.get("port", [""])[-1].split(",")
    if len(ports) == 1:
        ports *= len(names)
    return [_place(name, port) for name, port in zip(names, ports, strict=False)]


def _host_and_port(place: str) -> tuple[str, str]:
    """Split `host:port`, where the host may be an IPv6 address in brackets."""
    host, _, port = place.rpartition(":") if ":" in place.rpartition("]")[2] else (place, "", "")
    return unquote(host).strip("[]"), port


def _place(host: str, port: str) -> dict[str, Any]:
    if port.isdigit() and int(port) not in PORTS:
        raise ConfigurationError(f"RECRUIT_STORAGE names port {port}: give one from {PORTS[0]} to {PORTS[-1]}")
    return {"host": host} | ({"port": int(port)} if port.isdigit() else {})


def connector(dsn: str) -> Connect:
    """Return what connects to the first of the URL's hosts that lets us in and is what the URL asks for."""
    *firsts, last = hosts(dsn)
    if not firsts:
        return partial(asyncpg.connect, timeout=ALONE_SECONDS)
    bare, _ = without_hosts(dsn)

    async def connect(*_: object, **options: Any) -> "asyncpg.Connection[asyncpg.Record]":
        """Try each. Raises what the last one said."""
        options["timeout"] = CONNECT_SECONDS
        for place in firsts:
            with suppress(*PASSING):
                return await asyncpg.connect(bare, **options | place)
        return await asyncpg.connect(bare, **options | last)

    return connect


@asynccontextmanager
async def left(connection: "asyncpg.Connection[asyncpg.Record]") -> AsyncIterator[None]:
    """Close a connection when the block ends.

    Where the block fails or is cancelled it is cut: asyncpg would wait until the server has answered what it was asked,
    for ever where it says nothing.
    """
    try:
        yield
    except BaseException:
        connection.terminate()
        raise
    with suppress(*PASSING):
        await connection.close(timeout=LEAVE_SECONDS)
