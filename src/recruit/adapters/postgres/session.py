"""Statements on one connection, bound to what the policies of the tables compare with."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import asyncpg

from recruit.adapters.postgres import wire
from recruit.adapters.postgres.errors import translated
from recruit.adapters.postgres.link import Link
from recruit.adapters.postgres.statements import Statement, storable

MOST_KEPT = 1024
"""Organisations whose bindings are kept: 3 µs a request."""


class Session:
    """Statements on one connection. `first` goes out ahead of the first of them, `later` ahead of each other."""

    __slots__ = ("_before", "_later", "begun", "link", "org_id")

    def __init__(self, link: Link, org_id: int, first: bytes, later: bytes = b"") -> None:
        self.link = link
        self.org_id = org_id
        self.begun = False
        self._before = first
        self._later = later

    async def fetch(self, statement: Statement, values: Mapping[str, Any]) -> list[asyncpg.Record]:
        """Return a statement's rows. Raises Unavailable, and what a broken constraint stands for."""
        before, self._before, self.begun = self._before, self._later, True
        with translated(values):
            return await self.link.fetch(statement.sql, statement.arguments(values), before)


@lru_cache(MOST_KEPT)
def _binding(org_id: int, *, named: bool) -> bytes:
    return wire.bound("app.org_id", str(storable(org_id)), named=named)


def once(link: Link, org_id: int) -> Session:
    """Every statement is a transaction of its own, and one round trip."""
    binding = _binding(org_id, named=link.named)
    return Session(link, org_id, binding, binding)


def transaction(link: Link, org_id: int) -> Session:
    """All statements are one transaction, which opens with the first of them."""
    return Session(link, org_id, wire.begun(storable(org_id)))
