"""The parts of asyncpg that aren't its public interface, and a check that they are as expected.

- `Connection._transport`, to which messages are written ahead of a statement's own.
- asyncpg writes a prepared statement's messages, up to its Sync, without waiting for anything before.
- asyncpg skips the responses to earlier messages, as long as these contain no rows.

`is_supported` tries all of this when a pool opens. If it fails, connections are plain `PooledConnection`s.
"""

import logging
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import asyncpg

from recruit.adapters.postgres.engine import protocol_messages
from recruit.adapters.postgres.engine.connection import Connection, PooledConnection, Settings, TransactionPart

if TYPE_CHECKING:
    from asyncpg.prepared_stmt import PreparedStatement

MOST_KEPT = 1024
"""Size of the cache of messages for single settings, which saves 3 µs a request."""

UNSUPPORTED_ERRORS = (
    *(AttributeError, ValueError, TimeoutError, asyncpg.InterfaceError, asyncpg.InternalClientError),
    asyncpg.InvalidSQLStatementNameError,
)
"""Errors of an asyncpg, or of a pooler, that handles the messages in another way."""

log = logging.getLogger(__name__)


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
        try:
            rows = await statement.fetch(*arguments)
        except BaseException:
            self.interrupted = True
            raise
        await self.connection.execute("COMMIT")
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
    return protocol_messages.BEGIN + bound if place is TransactionPart.FIRST else bound


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
