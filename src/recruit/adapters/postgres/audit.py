"""The audit log in PostgreSQL. Triggers write its entries; see migration 0009."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import asyncpg
from sqlalchemy import BigInteger, bindparam, column, func, insert, literal_column, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from recruit.adapters.postgres.engine import pages
from recruit.adapters.postgres.engine.rows import Rows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.statements import Statement, told
from recruit.adapters.postgres.tables import audit
from recruit.domain.audit.model import ORIGIN, AuditEntry, Deed
from recruit.domain.shared.pages import Page, Window
from recruit.ports.audit import AuditSearch

UNWATCHED: Mapping[str, str] = {
    "audit": "the log itself",
    "identifiers": "made of candidates, profiles and documents, which are watched",
    "embeddings": "vectors of texts, computed",
    "import_items": "each makes a candidate, who is watched; imports are watched themselves",
    "keyed_requests": "answers that were given anyhow, kept for a day",
}
"""Tables without an audit trigger, and the reason."""

_MINE = audit.c.org_id == bindparam("org_id")
_LINKED = ("place", "salt", "digest", "hash")
_LISTS = [
    bindparam("ids", type_=ARRAY(BigInteger)),
    *(bindparam(f"new_{name}", type_=ARRAY(audit.c[name].type)) for name in _LINKED),
]
_NEW = (
    func.unnest(*_LISTS)
    .table_valued(column("id", BigInteger), *(column(name, audit.c[name].type) for name in _LINKED), name="new")
    .render_derived()
)

AUDIT_NOTED = Statement(
    insert(audit).values(
        org_id=bindparam("org_id"),
        **{
            name: bindparam(f"new_{name}")
            for name in (
                *("kind", "user_id", "key_id", "request_id", "address"),
                *("action", "entity", "entity_id", "candidate_id"),
            )
        },
    )
)
AUDIT_UNCHAINED = Statement(
    select(*told(audit))
    .where(_MINE, audit.c.hash.is_(None), audit.c.version < bindparam("frontier", type_=BigInteger))
    .order_by(audit.c.version, audit.c.id)
    .limit(bindparam("limit", type_=BigInteger))
    .with_for_update()
)
"""Entries in the order of transactions: a transaction may take a lower id than another and commit after it."""
AUDIT_LINKED = Statement(
    update(audit).where(_MINE, audit.c.id == _NEW.c.id).values({name: _NEW.c[name] for name in _LINKED})
)
AUDIT_LAST = Statement(
    select(*told(audit))
    .where(_MINE, audit.c.place.is_not(None))
    .order_by(audit.c.place.desc())
    .limit(literal_column("1"))
)
AUDIT_CHAINED = Statement(
    select(*told(audit))
    .where(_MINE, audit.c.place.is_not(None), audit.c.place > bindparam("after", type_=BigInteger))
    .order_by(audit.c.place)
    .limit(bindparam("limit", type_=BigInteger))
)
AUDIT_WAITING = Statement(select(func.count()).select_from(audit).where(_MINE, audit.c.hash.is_(None)))


class PostgresAuditLog:
    """The audit log."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("audit entry", audit, AuditEntry, session)

    async def note(self, deed: Deed, entity: str, entity_id: int, candidate_id: int) -> None:
        """Add an entry."""
        said = {f"new_{name}": value for name, value in ORIGIN.get()._asdict().items()}
        of = {"new_entity": entity, "new_entity_id": entity_id, "new_candidate_id": candidate_id}
        await self._rows.fetch(AUDIT_NOTED, **said, **of, new_action=deed)

    async def page(self, window: Window, wanted: AuditSearch) -> Page[AuditEntry]:
        """Return a page of entries."""
        given = {name: value for name, value in asdict(wanted).items() if value is not None}
        equal = tuple(name for name in given if name not in {"since", "until"})
        times = tuple(name for name in given if name in {"since", "until"})
        # With `skipping`, rows that don't match are skipped in an index.
        return await self._rows.search(window, pages.page(audit, equal, (), times, skipping=True), given)

    async def unchained(self, frontier: int, limit: int) -> Sequence[AuditEntry]:
        """Lock entries outside the chain and return them in the order of their transactions."""
        return self._entries(await self._rows.fetch(AUDIT_UNCHAINED, frontier=frontier, limit=limit))

    async def link(self, entries: Sequence[AuditEntry]) -> None:
        """Set places, salts, digests and hashes."""
        lists = {f"new_{name}": [getattr(entry, name) for entry in entries] for name in _LINKED}
        await self._rows.fetch(AUDIT_LINKED, ids=[entry.id for entry in entries], **lists)

    async def last(self) -> AuditEntry | None:
        """Return the entry with the highest place."""
        return next(iter(self._entries(await self._rows.fetch(AUDIT_LAST))), None)

    async def chained(self, place: int, limit: int) -> Sequence[AuditEntry]:
        """Return entries of the chain, ordered by place."""
        return self._entries(await self._rows.fetch(AUDIT_CHAINED, after=place, limit=limit))

    async def waiting(self) -> int:
        """Return the number of entries without a hash."""
        ((count,),) = await self._rows.fetch(AUDIT_WAITING)
        return int(count)

    @staticmethod
    def _entries(rows: Sequence[asyncpg.Record]) -> list[AuditEntry]:
        return [AuditEntry(**row) for row in rows]
