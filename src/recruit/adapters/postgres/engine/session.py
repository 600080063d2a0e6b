"""Statements on one connection, bound to the organisation that row-level security policies compare with."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import lru_cache
from typing import Any, Protocol

import asyncpg

from recruit.adapters.postgres.engine.connection import Link, Place, Settings
from recruit.adapters.postgres.engine.errors import translated
from recruit.adapters.postgres.engine.statement import Lookup, Statement, storable
from recruit.domain.audit.model import ORIGIN, Origin

MOST_KEPT = 1024
"""Size of the cache of organisations' settings."""


class Session(Protocol):
    """Runs statements within one organisation."""

    org_id: int

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[asyncpg.Record]:
        """Return a statement's rows. Raise Unavailable, and the domain error of a violated constraint."""
        ...

    async def row(self, lookup: Lookup, id: int) -> asyncpg.Record | None:  # noqa: A002 - the field's own word
        """Return one row, or None. Raise Unavailable."""
        ...

    def atomic(self) -> AbstractAsyncContextManager["Session"]:
        """Run the statements of a call in one transaction."""
        ...


class ConnectionSession:
    """Statements on one connection: a `single` one, or those of a transaction.

    The organisation is bound ahead of the first statement, and the actor ahead of the first one that writes, for the
    audit log.
    """

    __slots__ = ("_single", "_told", "begun", "link", "org_id")

    def __init__(self, link: Link, org_id: int, *, single: bool) -> None:
        self.link = link
        self.org_id = org_id
        self.begun = False
        self._single = single
        self._told: Origin | None = None

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[asyncpg.Record]:
        """Return a statement's rows. Raise Unavailable, and the domain error of a violated constraint."""
        if statement.writes and self.link.reserve is not None:
            self.link.reserve.check(statement.least)
        settings, place = self._ahead(statement)
        with translated(values):
            return await self.link.fetch(statement.sql, statement.arguments(values), settings, place)

    async def row(self, lookup: Lookup, id: int) -> asyncpg.Record | None:  # noqa: A002 - the field's own word
        """Return one row, or None. Raise Unavailable."""
        rows = await self.fetch(lookup.one, {"org_id": self.org_id, "key_id": id})
        return rows[0] if rows else None

    def atomic(self) -> AbstractAsyncContextManager["ConnectionSession"]:
        """Return the session itself: its statements are in one transaction anyway."""
        return nullcontext(self)

    def _ahead(self, statement: Statement) -> tuple[Settings, Place]:
        """Return the settings that a statement needs, and its place."""
        origin = ORIGIN.get() if statement.writes else None
        settings = () if self.begun and not self._single else _tenant(self.org_id)
        if origin is not None and (self._single or origin is not self._told):
            settings = (*settings, _origin(origin))
            self._told = origin
        if self._single:
            return settings, Place.ALONE
        place, self.begun = Place.LATER if self.begun else Place.FIRST, True
        return settings, place

    def forget_origin(self) -> None:
        """Bind the actor again before the next write: a rollback undid the setting."""
        self._told = None


def _origin(origin: Origin) -> tuple[str, str]:
    """Return the setting that names the actor: its fields separated by spaces, with an empty string for None."""
    return "app.origin", " ".join("" if one is None else str(one).replace(" ", "") for one in origin)


@lru_cache(MOST_KEPT)
def _tenant(org_id: int) -> Settings:
    return (("app.org_id", str(storable(org_id))),)


def once(link: Link, org_id: int) -> ConnectionSession:
    """Return a session for one statement, which is a transaction and one round trip."""
    return ConnectionSession(link, org_id, single=True)


def transaction(link: Link, org_id: int) -> ConnectionSession:
    """Return a session whose statements are one transaction, which begins with the first of them."""
    return ConnectionSession(link, org_id, single=False)


@asynccontextmanager
async def committed(session: ConnectionSession) -> AsyncIterator[None]:
    """Commit a transaction at the end of the block, and roll back when it raises. Do nothing when it hasn't begun."""
    try:
        yield
        if session.begun:
            await session.link.commit()
    except BaseException:
        if session.begun:
            await session.link.mend()
        raise
