"""uvicorn's HTTP protocol with a shutdown that loses no request."""

from selectors import EVENT_READ, DefaultSelector
from typing import Any

from recruit.entrypoints.http.transport.connection_limits import LimitedConnection

LINGER_SECONDS = 1
"""Time for which an idle connection is kept open on shutdown, for a request that is on its way."""


class DrainingConnection(LimitedConnection):
    """An HTTP connection that answers every request that has arrived when the server stops.

    The last response has `Connection: close`. uvicorn itself closes idle connections at once, with unread requests in
    their sockets.
    """

    _stopping = False

    def shutdown(self) -> None:
        """Close after the current request. If there is none, close after the next one or after LINGER_SECONDS."""
        self._stopping = True
        if self._is_idle:
            self.loop.call_later(LINGER_SECONDS, self.close_if_idle)
        else:
            super().shutdown()

    def data_received(self, data: bytes) -> None:
        """Parse a part of a request. During shutdown, mark the connection to be closed after it."""
        super().data_received(data)
        if self._stopping and self.cycle is not None:
            self.cycle.keep_alive = False

    def close_if_idle(self) -> None:
        """Close an idle connection, unless its socket holds an unread request."""
        if self.transport.is_closing():
            return
        if self._is_idle and _is_readable(self.transport.get_extra_info("socket")):
            self.loop.call_soon(self.close_if_idle)
        else:
            super().shutdown()


def _is_readable(connection: Any) -> bool:
    """Return whether a socket is readable: it has unread bytes, or the peer has closed it."""
    with DefaultSelector() as selector:
        selector.register(connection.fileno(), EVENT_READ)
        return bool(selector.select(timeout=0))
