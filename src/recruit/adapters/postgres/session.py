"""Statements on one connection, bound to what the policies of the tables compare with."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import asyncpg

from recruit.adapters.postgres import wire
from recruit.adapters.postgres.errors import translated
from recruit.adapters.postgres.link import Link
from recruit.adapters.postgres.statements import Statement, storable
from recruit.domain.model.audit import ORIGIN, Origin

MOST_KEPT = 1024
"""Organisations whose bindings are kept: 3 µs a request."""


class Session:
    """Statements on one connection, the only one where it is `single`; `before` goes out ahead of the first.

    Who writes is told ahead of the first statement that does, for the audit log.
    """

    __slots__ = ("_before", "_single", "_told", "begun", "link", "org_id")

    def __init__(self, link: Link, org_id: int, before: bytes, *, single: bool = False) -> None:
        self.link = link
        self.org_id = org_id
        self.begun = False
        self._before = before
        self._single = single
        self._told: Origin | None = None

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[asyncpg.Record]:
        """Return a statement's rows. Raises Unavailable, and what a broken constraint stands for."""
        if self.begun and self._single:
            raise RuntimeError("a unit of work of one question was asked another, which would be no part of it")
        before, self._before, self.begun = self._before, b"", True
        if statement.writes and (origin := ORIGIN.get()) is not self._told:
            before += _origin(origin, named=self.link.named)
            self._told = origin
        with translated(values):
            return await self.link.fetch(statement.sql, statement.arguments(values), before)

    def forget_origin(self) -> None:
        """Tell who writes again: what was told was undone."""
        self._told = None


def _origin(origin: Origin, *, named: bool) -> bytes:
    """Say who writes, in words apart, of which an empty one is none."""
    said = (origin.kind, origin.user_id, origin.key_id, origin.request_id, origin.address)
    words = " ".join("" if one is None else str(one).replace(" ", "") for one in said)
    return wire.bound("app.origin", words, named=named)


@lru_cache(MOST_KEPT)
def _binding(org_id: int, *, named: bool) -> bytes:
    return wire.bound("app.org_id", str(storable(org_id)), named=named)


def once(link: Link, org_id: int) -> Session:
    """One statement is the transaction, and one round trip."""
    return Session(link, org_id, _binding(org_id, named=link.named), single=True)


def transaction(link: Link, org_id: int) -> Session:
    """All statements are one transaction, which opens with the first of them."""
    return Session(link, org_id, wire.begun(storable(org_id)))
