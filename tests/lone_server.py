"""uvicorn's server in this process, over our connections, with an application of a test's own."""

from functools import partial
from typing import Any

import uvicorn

from recruit.entrypoints.http.transport.protocol import PatientConnection


async def started(app: Any, kind: type[uvicorn.Server] = uvicorn.Server) -> uvicorn.Server:
    """A server of that kind on a free port."""
    http = partial(PatientConnection, patience=30)
    config = uvicorn.Config(app, port=0, http=http, lifespan="off", log_config=None, date_header=False)  # type: ignore[arg-type]
    config.load()
    server = kind(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup()
    return server


def address(server: uvicorn.Server) -> tuple[str, int]:
    """Where it listens."""
    host, port = server.servers[0].sockets[0].getsockname()
    return host, port
