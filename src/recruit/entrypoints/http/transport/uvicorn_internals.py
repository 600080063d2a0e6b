"""The parts of uvicorn that the transport extends. They are no documented interface and may change in any release.

- `HttpToolsProtocol`: `connection_limits.py` and `protocol.py` override its callbacks and read a connection's state.
- `RequestResponseCycle`: both use the state of a request.
- `Server`: `accept_loop.py` uses its listening sockets, its connections and the lifespan.
- `Multiprocess` and `Process`: `supervisor.py` uses the workers, the queue of signals, and the pipe to a worker.

Where one of these is missing or lacks an attribute, `extensions.py` chooses uvicorn's own classes.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import Server, ServerState
from uvicorn.supervisors import multiprocess
from uvicorn.supervisors.multiprocess import Multiprocess, Process

__all__ = ["HttpToolsProtocol", "Multiprocess", "Process", "RequestResponseCycle"]

USED: Mapping[type, Sequence[str]] = MappingProxyType(
    {
        HttpToolsProtocol: (
            "app_state connection_lost connection_made cycle data_received expect_100_continue flow headers loop "
            "on_body on_headers_complete on_message_complete on_response_complete parser pause_writing pipeline "
            "resume_writing send_400_response server_state shutdown timeout_keep_alive transport"
        ).split(),
        RequestResponseCycle: (
            "disconnected keep_alive message_event more_body response_complete response_started scope send "
            "transport waiting_for_100_continue"
        ).split(),
        Server: "config handle_exit server_state should_exit shutdown startup".split(),
        ServerState: "connections total_requests".split(),
        Process: "child_conn config exitcode is_ready join kill pid server start terminate".split(),
        Multiprocess: (
            "config handle_hup join_all keep_subprocess_alive processes restart_all should_exit signal_queue sockets "
            "terminate_all"
        ).split(),
    }
)
"""The names that are used of each class: methods, properties, and attributes that its constructor sets."""


def missing(used: Mapping[type, Sequence[str]] = USED) -> list[str]:
    """Return the names that the installed uvicorn lacks."""
    return [
        f"{kind.__name__}.{name}"
        for kind, names in used.items()
        for name in names
        if not hasattr(kind, name) and name not in kind.__init__.__code__.co_names  # type: ignore[misc]
    ]


def set_worker_class(kind: type[Process]) -> None:
    """Make the supervisor start workers of another class. It names its class in four places, and takes no parameter."""
    multiprocess.Process = kind  # type: ignore[misc]
