"""A uvicorn server in this process, with recruit's connection class and an application that the test supplies."""

from functools import partial
from typing import Any

import uvicorn

from recruit.entrypoints.http.transport.protocol import DrainingConnection

PATIENT = partial(DrainingConnection, client_seconds=30)


async def started(app: Any, kind: type[uvicorn.Server] = uvicorn.Server, http: Any = PATIENT) -> uvicorn.Server:
    """Start a server of class `kind` on a free port, and return it."""
    config = uvicorn.Config(app, port=0, http=http, lifespan="off", log_config=None, date_header=False)
    config.load()
    server = kind(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup()
    return server


def address(server: uvicorn.Server) -> tuple[str, int]:
    """Return the host and port that the server listens on."""
    host, port = server.servers[0].sockets[0].getsockname()
    return host, port
