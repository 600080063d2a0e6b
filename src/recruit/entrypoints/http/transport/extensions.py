"""The choice between recruit's extensions of uvicorn and uvicorn's own classes."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import uvicorn
from uvicorn.supervisors import Multiprocess

log = logging.getLogger(__name__)


class Extensions(NamedTuple):
    """The classes that a server is made of. `protocol` returns uvicorn's setting `http` for a client timeout."""

    protocol: Callable[[float], Any]
    server: type[uvicorn.Server]
    supervisor: type[Multiprocess]


UVICORN_DEFAULTS = Extensions(lambda _client_seconds: "auto", uvicorn.Server, Multiprocess)
"""uvicorn's own classes. They have no time limits, and lose connections that wait when the server stops."""


def extensions() -> Extensions:
    """Return recruit's classes, or uvicorn's own, with a warning, if this uvicorn lacks what they extend."""
    try:
        from recruit.entrypoints.http.transport import uvicorn_internals  # noqa: PLC0415 - the import may fail

        lacking = ", ".join(uvicorn_internals.missing())
    except ImportError as error:
        lacking = str(error)
    if lacking:
        log.warning(
            "uvicorn %s lacks %s: connections have no time limits, and a stop may lose some",
            uvicorn.__version__,
            lacking,
        )
        return UVICORN_DEFAULTS
    from recruit.entrypoints.http.transport.accept_loop import AcceptingServer  # noqa: PLC0415 - see above
    from recruit.entrypoints.http.transport.protocol import DrainingConnection  # noqa: PLC0415
    from recruit.entrypoints.http.transport.supervisor import Supervisor  # noqa: PLC0415

    return Extensions(
        lambda client_seconds: partial(DrainingConnection, client_seconds=client_seconds), AcceptingServer, Supervisor
    )
