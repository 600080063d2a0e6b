"""The audit log in PostgreSQL. Triggers write its entries; see migration 0009."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import asyncpg
from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    PrimaryKeyConstraint,
    Table,
    Text,
    bindparam,
    func,
    insert,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB

from recruit.adapters.postgres.engine import pages
from recruit.adapters.postgres.engine.columns import NOT_IN_ENTITY, metadata
from recruit.adapters.postgres.engine.rows import TableRows, new_values
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import RUNNING_RESERVE, Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import LIMIT, ORG_ID, in_organisation, rows_of_lists
from recruit.adapters.postgres.engine.transaction_ids import THIS_TRANSACTION
from recruit.domain.audit.model import ORIGIN, AuditAction, AuditEntry, Origin
from recruit.domain.shared.pages import Page, Window
from recruit.ports.audit import AuditSearch

audit = Table(
    "audit",
    metadata,
    Column("org_id", BigInteger, nullable=False),
    Column("id", BigInteger, Identity(always=True), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("kind", Text, nullable=False),
    Column("user_id", BigInteger),
    Column("key_id", BigInteger),
    Column("request_id", Text),
    Column("address", Text),
    Column("action", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Column("entity_id", BigInteger),
    Column("candidate_id", BigInteger),
    Column("before", JSONB(none_as_null=True)),
    Column("after", JSONB(none_as_null=True)),
    Column("place", BigInteger),
    Column("salt", Text, server_default=text("encode(uuid_send(gen_random_uuid()), 'hex'::text)")),
    Column("digest", Text),
    Column("hash", Text),
    Column("version", BigInteger, nullable=False, server_default=THIS_TRANSACTION, info=NOT_IN_ENTITY),
    PrimaryKeyConstraint("org_id", "id", name="audit_pkey"),
    Index("audit_entity_idx", "org_id", "entity", "entity_id", "id"),
    Index("audit_candidate_idx", "org_id", "candidate_id", "id", postgresql_where=text("candidate_id IS NOT NULL")),
    Index("audit_unchained_idx", "org_id", "version", "id", postgresql_where=text("hash IS NULL")),
    Index("audit_place_idx", "org_id", "place", unique=True, postgresql_where=text("place IS NOT NULL")),
    info={"min_free_bytes": RUNNING_RESERVE},
)
"""Reads and writes with their actors, in the order of ids; `place` and `hash` belong to the chain.

The index of its key has more columns than the key, so that lists are searched in it. No foreign keys: entries outlive
the rows that they describe.
"""

UNAUDITED_TABLES: Mapping[str, str] = {
    "audit": "the log itself",
    "identifiers": "computed from candidates, profiles and documents, which are audited",
    "embeddings": "computed from texts",
    "import_items": "each creates a candidate, which is audited; imports are audited themselves",
    "keyed_requests": "responses of audited requests, stored for a day",
}
"""Tables without an audit trigger, and the reason."""

_CHAIN_COLUMNS = ("place", "salt", "digest", "hash")

_NEW = rows_of_lists("new", {"ids": audit.c.id, **{f"new_{name}": audit.c[name] for name in _CHAIN_COLUMNS}})

_SUBJECT = ("action", "entity", "entity_id", "candidate_id")

INSERT_ENTRY = Statement(
    insert(audit).values(org_id=ORG_ID, **{name: bindparam(f"new_{name}") for name in (*Origin._fields, *_SUBJECT)})
)

LOCK_UNCHAINED_ENTRIES = Statement(
    select(*entity_columns(audit))
    .where(in_organisation(audit), audit.c.hash.is_(None), audit.c.version < bindparam("watermark", type_=BigInteger))
    .order_by(audit.c.version, audit.c.id)
    .limit(LIMIT)
    .with_for_update()
)
"""Entries in the order of transactions: a transaction may take a lower id than another and commit after it."""

LINK_ENTRIES = Statement(
    update(audit)
    .where(in_organisation(audit), audit.c.id == _NEW.c.id)
    .values({name: _NEW.c[name] for name in _CHAIN_COLUMNS})
)

LAST_ENTRY = Statement(
    select(*entity_columns(audit))
    .where(in_organisation(audit), audit.c.place.is_not(None))
    .order_by(audit.c.place.desc())
    .limit(literal_column("1"))
)

CHAINED_ENTRIES = Statement(
    select(*entity_columns(audit))
    .where(in_organisation(audit), audit.c.place.is_not(None), audit.c.place > bindparam("after", type_=BigInteger))
    .order_by(audit.c.place)
    .limit(LIMIT)
)

UNCHAINED_COUNT = Statement(
    select(func.count()).select_from(audit).where(in_organisation(audit), audit.c.hash.is_(None))
)


class PostgresAuditLog:
    """The audit log."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("audit entry", audit, AuditEntry, session)

    async def note(self, action: AuditAction, entity: str, entity_id: int, candidate_id: int) -> None:
        """Add an entry."""
        values = {"action": action, "entity": entity, "entity_id": entity_id, "candidate_id": candidate_id}
        await self._rows.fetch(INSERT_ENTRY, **new_values(ORIGIN.get()._asdict() | values))

    async def page(self, window: Window, criteria: AuditSearch) -> Page[AuditEntry]:
        """Return a page of entries."""
        values = {name: value for name, value in asdict(criteria).items() if value is not None}
        times = tuple(name for name in values if name in {"since", "until"})
        equal = tuple(name for name in values if name not in times)
        # With `skipping`, rows that don't match are skipped in an index.
        return await self._rows.search(window, pages.page(audit, equal, (), times, skipping=True), values)

    async def unchained(self, watermark: int, limit: int) -> Sequence[AuditEntry]:
        """Lock entries outside the chain and return them in the order of their transactions."""
        return self._entries(await self._rows.fetch(LOCK_UNCHAINED_ENTRIES, watermark=watermark, limit=limit))

    async def link(self, entries: Sequence[AuditEntry]) -> None:
        """Set places, salts, digests and hashes."""
        lists = {name: [getattr(entry, name) for entry in entries] for name in _CHAIN_COLUMNS}
        await self._rows.fetch(LINK_ENTRIES, ids=[entry.id for entry in entries], **new_values(lists))

    async def last(self) -> AuditEntry | None:
        """Return the entry with the highest place."""
        return next(iter(self._entries(await self._rows.fetch(LAST_ENTRY))), None)

    async def chained(self, place: int, limit: int) -> Sequence[AuditEntry]:
        """Return entries of the chain, ordered by place."""
        return self._entries(await self._rows.fetch(CHAINED_ENTRIES, after=place, limit=limit))

    async def waiting(self) -> int:
        """Return the number of entries without a hash."""
        ((count,),) = await self._rows.fetch(UNCHAINED_COUNT)
        return int(count)

    @staticmethod
    def _entries(rows: Sequence[asyncpg.Record]) -> list[AuditEntry]:
        return [AuditEntry(**row) for row in rows]
