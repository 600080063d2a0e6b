"""The parts of asyncpg that aren't its public interface, and a check that they are as expected.

- `Connection._transport`, to which messages are written ahead of a statement's own.
- asyncpg writes a prepared statement's messages, up to its Sync, without waiting for anything before.
- asyncpg skips the responses to earlier messages, as long as these contain no rows, and to later ones up to the Sync.
- asyncpg makes its connections with the class `asyncpg.protocol.Protocol`, gets the transport in `connection_made`, and
  writes a prepared statement's messages at once.

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


class CommittingTransport:
    """A transport that can insert messages before the Sync of the next ones that are written."""

    def __init__(self, transport: Any) -> None:
        self._transport = transport
        self.inserted = b""

    def write(self, data: bytes) -> None:
        """Write messages, and those to be inserted."""
        if self.inserted and data[-len(SYNC) :] == SYNC:
            data, self.inserted = b"".join((data[: -len(SYNC)], self.inserted, SYNC)), b""
        self._transport.write(data)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the transport."""
        return getattr(self._transport, name)


class CommittingProtocol(asyncpg.protocol.Protocol):
    """asyncpg's protocol on a `CommittingTransport`."""

    def connection_made(self, transport: Any) -> None:
        """Begin with the transport."""
        self.committing = CommittingTransport(transport)
        super().connection_made(self.committing)


def commit_in_round_trip() -> None:
    """Have new connections send a commit in the round trip of its statement, as a cluster needs it."""
    asyncpg.protocol.Protocol = CommittingProtocol  # type: ignore[assignment, misc]


class PipelinedConnection(PooledConnection):
    """A connection that sends settings, and the start of a transaction, in the same round trip as a statement."""

    async def _rows(
        self,
        statement: "PreparedStatement[asyncpg.Record]",
        arguments: Sequence[object],
        settings: Settings,
        place: TransactionPart,
    ) -> list[asyncpg.Record]:
        if self.is_distributed:
            return await self._distributed_rows(statement, arguments, settings, place)
        if ahead := _messages_ahead(settings, place, named=self.named):
            self.connection._transport.write(ahead)  # type: ignore[attr-defined]  # noqa: SLF001
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
            ahead = _commands_ahead(settings, begins=begins)
            self.connection._transport.write(ahead)  # type: ignore[attr-defined]  # noqa: SLF001
        if not is_alone:
            return await statement.fetch(*arguments)
        committing = getattr(self.connection._protocol, "committing", None)  # type: ignore[attr-defined]  # noqa: SLF001
        try:
            if committing is not None:
                committing.inserted = protocol_messages.COMMIT
            rows = await statement.fetch(*arguments)
            if committing is None or committing.inserted:
                await self.connection.execute("COMMIT")
        except BaseException:
            self.interrupted = True
            raise
        finally:
            if committing is not None:
                committing.inserted = b""
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
    pipelined, setting = PipelinedConnection(connection, named=named), "SELECT current_setting('app.org_id', true)"
    try:
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
