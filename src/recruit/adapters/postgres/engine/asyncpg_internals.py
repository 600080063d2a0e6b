"""The parts of asyncpg that aren't its public interface, and a check that they are as expected.

- asyncpg makes its connections with the class `asyncpg.protocol.Protocol`, gets the transport in `connection_made`, and
  writes a prepared statement's messages, up to its Sync, at once and without waiting for anything before.
- asyncpg skips the responses to earlier messages, as long as these contain no rows, and to later ones up to the Sync.
- `Connection._protocol` is the instance of that class.

`is_supported` tries all of this when a pool opens. If it fails, connections are plain `PooledConnection`s.
"""

import logging
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import asyncpg

from recruit.adapters.postgres.engine import protocol_messages
from recruit.adapters.postgres.engine.connection import Connection, PooledConnection, Settings, TransactionPart

if TYPE_CHECKING:
    from asyncpg.prepared_stmt import PreparedStatement

SYNC = b"S\0\0\0\4"

MOST_KEPT = 1024
"""Size of the cache of messages for single settings, which saves 3 µs a request."""

UNSUPPORTED_ERRORS = (
    *(AttributeError, ValueError, TimeoutError, asyncpg.InterfaceError, asyncpg.InternalClientError),
    asyncpg.InvalidSQLStatementNameError,
)
"""Errors of an asyncpg, or of a pooler, that handles the messages in another way."""

log = logging.getLogger(__name__)


class JoiningTransport:
    """A transport that can write messages together with the next ones, in one system call.

    With two calls, the first would wake the server's process for messages that it can't finish.
    """

    def __init__(self, transport: Any) -> None:
        self.transport = transport
        self.ahead = b""
        """Messages to write before the next ones."""

        self.inserted = b""
        """Messages to write before the next Sync."""

    def write(self, data: bytes | memoryview) -> None:
        """Write messages, and those that wait for them."""
        if self.inserted and data[-len(SYNC) :] == SYNC:
            data, self.inserted = b"".join((data[: -len(SYNC)], self.inserted, SYNC)), b""
        if self.ahead:
            data, self.ahead = self.ahead + data, b""
        self.transport.write(data)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the transport."""
        return getattr(self.transport, name)


class JoiningProtocol(asyncpg.protocol.Protocol):
    """asyncpg's protocol on a `JoiningTransport`."""

    def connection_made(self, transport: Any) -> None:
        """Begin with the transport."""
        self.joining = JoiningTransport(transport)
        super().connection_made(self.joining)


def join_writes() -> None:
    """Give new connections the transport that `PipelinedConnection` needs."""
    asyncpg.protocol.Protocol = JoiningProtocol  # type: ignore[assignment, misc]


class PipelinedConnection(PooledConnection):
    """A connection that sends settings, and the start of a transaction, in the same round trip as a statement."""

    def __init__(self, connection: Connection, **options: Any) -> None:
        super().__init__(connection, **options)
        self.joining: JoiningTransport = connection._protocol.joining  # type: ignore[attr-defined]  # noqa: SLF001

    async def _rows(
        self,
        statement: "PreparedStatement[asyncpg.Record]",
        arguments: Sequence[object],
        settings: Settings,
        place: TransactionPart,
    ) -> list[asyncpg.Record]:
        if self.is_distributed:
            return await self._distributed_rows(statement, arguments, settings, place)
        self.joining.ahead = _messages_ahead(settings, place, named=self.named)
        return await statement.fetch(*arguments)

    async def _distributed_rows(
        self,
        statement: "PreparedStatement[asyncpg.Record]",
        arguments: Sequence[object],
        settings: Settings,
        place: TransactionPart,
    ) -> list[asyncpg.Record]:
        """Send settings as commands, which Citus passes on to other machines within a transaction block only."""
        is_alone = place is TransactionPart.ALONE and bool(settings)
        begins = is_alone or place is TransactionPart.FIRST
        if begins or settings:
            self.joining.ahead = _commands_ahead(settings, begins=begins)
        if not is_alone:
            return await statement.fetch(*arguments)
        try:
            self.joining.inserted = protocol_messages.COMMIT
            rows = await statement.fetch(*arguments)
            if self.joining.inserted:  # the Sync was written apart from the statement
                await self.connection.execute("COMMIT")
        except BaseException:
            self.interrupted = True
            raise
        finally:
            self.joining.inserted = b""
        return rows


def _commands_ahead(settings: Settings, *, begins: bool) -> bytes:
    texts = protocol_messages.set_local(settings)
    return protocol_messages.commands("BEGIN", *texts) if begins else protocol_messages.commands(*texts)


def _messages_ahead(settings: Settings, place: TransactionPart, *, named: bool) -> bytes:
    if not settings:
        bound = b""
    elif len(settings) == 1:
        bound = _single(settings, named=named)
    else:
        bound = protocol_messages.bind_settings(settings, named=named)
    if place is TransactionPart.FIRST:
        return protocol_messages.BEGIN + bound
    if place is TransactionPart.ON_SHARD:
        _, (shard, _) = settings[:2]
        return protocol_messages.lock_shards(shard) + bound
    return bound


@lru_cache(MOST_KEPT)
def _single(settings: Settings, *, named: bool) -> bytes:
    """Return the messages for one setting, mostly the organisation. Two include an actor, which differs by request."""
    return protocol_messages.bind_settings(settings, named=named)


async def is_supported(connection: Connection, *, named: bool) -> bool:
    """Return whether settings that are sent ahead of a statement apply to it alone. Log a warning if they don't.

    With `named`, they are sent as on connections that have prepared `protocol_messages.BIND_SQL`.
    """
    setting = "SELECT current_setting('app.org_id', true)"
    try:
        pipelined = PipelinedConnection(connection, named=named)
        ((during,),) = await pipelined.fetch(setting, (), (("app.org_id", "1"),))
        ((after,),) = await pipelined.fetch(setting, ())
    except UNSUPPORTED_ERRORS as error:
        found = repr(error)
    else:
        if during == "1" and not after:
            return True
        found = f"{during!r}, then {after!r}"
    version = asyncpg.__version__
    log.warning("asyncpg %s takes no messages ahead of a statement (%s): each takes more round trips", version, found)
    return False
