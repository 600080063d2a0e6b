"""HTTP over a connection as uvicorn speaks it, but answers go out in one piece and no request is lost on stopping."""

from selectors import EVENT_READ, DefaultSelector
from typing import Any

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from recruit.entrypoints.http.transport.connection_limits import Bounded
from recruit.entrypoints.http.transport.single_write import OnePiece

LINGER_SECONDS = 1
"""How long an idle connection is kept after the server was asked to stop, for what is on its way."""


class PatientConnection(Bounded):
    """Answers what has arrived by the time the server stops, and says in that answer that it's the connection's last.

    Head and body of an answer leave in one piece (single_write.py).

    uvicorn closes idle connections at once, with what may lie in their sockets unread.
    """

    _stopping = False

    def shutdown(self) -> None:
        """Stop after the request that is being answered, or, when there is none, after the next or a short while."""
        self._stopping = True
        if self._idle:
            self.loop.call_later(LINGER_SECONDS, self.close_if_idle)
        else:
            super().shutdown()

    def data_received(self, data: bytes) -> None:
        """Take in a part of a request."""
        super().data_received(data)
        if self._stopping and self.cycle is not None:
            self.cycle.keep_alive = False

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        """Answer a request."""
        super()._start_asgi_task(cycle, OnePiece(cycle, app))  # type: ignore[arg-type]

    def close_if_idle(self) -> None:
        """Close an idle connection, unless a request has come in that nobody has read."""
        if self.transport.is_closing():
            return
        if self._idle and _unread(self.transport.get_extra_info("socket")):
            self.loop.call_soon(self.close_if_idle)
        else:
            super().shutdown()


def _unread(connection: Any) -> bool:
    """Whether something waits in a socket: bytes, or the news that the other side has closed it."""
    with DefaultSelector() as selector:
        selector.register(connection.fileno(), EVENT_READ)
        return bool(selector.select(timeout=0))
