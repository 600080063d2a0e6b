"""Statements on one connection, bound to the organisation that row-level security policies compare with."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import lru_cache
from typing import Any, Protocol

import asyncpg

from recruit.adapters.postgres.engine.connection import PooledConnection, Settings, TransactionPart
from recruit.adapters.postgres.engine.errors import translated
from recruit.adapters.postgres.engine.statement import Lookup, Statement, clamped_id
from recruit.adapters.postgres.engine.totals import Totals
from recruit.domain.audit.model import ORIGIN, Origin

MOST_CACHED = 1024
"""Size of the cache of organisations' settings."""


class Session(Protocol):
    """Runs statements within one organisation."""

    org_id: int

    @property
    def totals(self) -> Totals | None:
        """The bases of lists' totals, None where rows are counted: in transactions, and on a cluster."""

    @property
    def is_distributed(self) -> bool:
        """Whether the tables are distributed among several machines."""

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[asyncpg.Record]:
        """Return a statement's rows. Raise Unavailable, and the domain error of a violated constraint."""

    async def row(self, lookup: Lookup, id: int) -> asyncpg.Record | None:
        """Return one row, or None. Raise Unavailable."""

    async def insert_on_machine(
        self, table: str, insertion: Statement, values: Mapping[str, Any]
    ) -> list[asyncpg.Record] | None:
        """Insert a row where a cluster has the organisation's rows, with a new id as `new_id`, and return it.

        Return None where that can't be done: in a transaction, and while that machine isn't available.
        """

    def atomic(self) -> AbstractAsyncContextManager["Session"]:
        """Run the statements of a call in one transaction."""


class ConnectionSession:
    """Statements on one connection: a `single` one, or those of a transaction.

    The organisation is bound ahead of the first statement, and the actor ahead of the first one that writes, for the
    audit log.
    """

    __slots__ = ("_bound_origin", "_may_hide_texts", "_single", "begun", "connection", "org_id")

    def __init__(self, connection: PooledConnection, org_id: int, *, single: bool) -> None:
        self.connection = connection
        self.org_id = org_id
        self.begun = False
        self._single = single
        self._may_hide_texts = False
        self._bound_origin: Origin | None = None

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[asyncpg.Record]:
        """Return a statement's rows. Raise Unavailable, and the domain error of a violated constraint."""
        if statement.writes and self.connection.reserve is not None:
            self.connection.reserve.check(statement.min_free_bytes)
        settings, place = self._settings_before(statement, values)
        with translated(values):
            return await self.connection.fetch(statement.sql, statement.arguments(values), settings, place)

    @property
    def is_distributed(self) -> bool:
        """Whether the tables are distributed among several machines."""
        return self.connection.is_distributed

    @property
    def totals(self) -> None:
        """None: a transaction may have inserted rows itself."""
        return

    async def row(self, lookup: Lookup, id: int) -> asyncpg.Record | None:
        """Return one row, or None. Raise Unavailable."""
        rows = await self.fetch(lookup.one, {"org_id": self.org_id, "key_id": id})
        return rows[0] if rows else None

    async def insert_on_machine(self, _table: str, _insertion: Statement, _values: Mapping[str, Any]) -> None:
        """Return None: the statement belongs to a transaction."""

    def atomic(self) -> AbstractAsyncContextManager["ConnectionSession"]:
        """Return the session itself: its statements are in one transaction anyway."""
        return nullcontext(self)

    def _settings_before(self, statement: Statement, values: Mapping[str, Any]) -> tuple[Settings, TransactionPart]:
        """Return the settings that a statement needs, and its place."""
        origin = ORIGIN.get() if statement.writes else None
        settings = () if self.begun and not self._single else tenant_setting(self.org_id)
        if origin is not None and (self._single or origin is not self._bound_origin):
            settings = (*settings, origin_setting(origin))
            self._bound_origin = origin
        if statement.searches_text:
            settings = (*settings, ("app.search", values["search"]))
            self._may_hide_texts = True
        elif self._may_hide_texts and not self._single:
            settings = (*settings, ("app.search", ""))
            self._may_hide_texts = False
        if self._single:
            return settings, TransactionPart.ALONE
        place, self.begun = TransactionPart.LATER if self.begun else TransactionPart.FIRST, True
        return settings, place

    def unbind_origin(self) -> None:
        """Bind the settings again before the next statement that needs them: a rollback undid them."""
        self._bound_origin = None
        self._may_hide_texts = True


def origin_setting(origin: Origin) -> tuple[str, str]:
    """Return the setting that names the actor: its fields separated by spaces, with an empty string for None."""
    *others, effective_at, undoes_id = origin
    fields = (*others, effective_at and effective_at.isoformat(), undoes_id)
    return "app.origin", " ".join(["" if field is None else str(field).replace(" ", "") for field in fields])


@lru_cache(MOST_CACHED)
def tenant_setting(org_id: int) -> Settings:
    """Return the setting that binds an organisation."""
    return (("app.org_id", str(clamped_id(org_id))),)


def single_statement(connection: PooledConnection, org_id: int) -> ConnectionSession:
    """Return a session for one statement, which is a transaction and one round trip."""
    return ConnectionSession(connection, org_id, single=True)


def transaction(connection: PooledConnection, org_id: int) -> ConnectionSession:
    """Return a session whose statements are one transaction, which begins with the first of them."""
    return ConnectionSession(connection, org_id, single=False)


@asynccontextmanager
async def commit_or_roll_back(session: ConnectionSession) -> AsyncIterator[None]:
    """Commit a transaction at the end of the block, and roll back when it raises. Do nothing when it hasn't begun."""
    try:
        yield
        if session.begun:
            await session.connection.commit()
    except BaseException:
        if session.begun:
            await session.connection.reset()
        raise
