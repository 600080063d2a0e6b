"""The audit log in PostgreSQL. Triggers write its entries; see migration 0009."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Literal

import asyncpg
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from recruit.adapters.postgres.engine import pages
from recruit.adapters.postgres.engine.columns import EFFECTIVE_AT, UNDOES_ID, metadata
from recruit.adapters.postgres.engine.rows import TableRows, new_values
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import (
    LARGEST_BIGINT,
    RUNNING_RESERVE,
    Statement,
    clamped_id,
    entity_columns,
)
from recruit.adapters.postgres.engine.table_statements import (
    LIMIT,
    ORG_ID,
    ids_parameter,
    in_organisation,
    rows_of_lists,
)
from recruit.domain.audit.model import ORIGIN, AuditAction, AuditEntry, Head, Origin
from recruit.domain.external_ids.model import RecordKind
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values, given
from recruit.ports.audit import AuditSearch

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("org_id", sa.BigInteger, nullable=False),
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("user_id", sa.BigInteger),
    sa.Column("key_id", sa.BigInteger),
    sa.Column("request_id", sa.Text),
    sa.Column("address", sa.Text),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("entity", sa.Text, nullable=False),
    sa.Column("entity_id", sa.BigInteger),
    sa.Column("candidate_id", sa.BigInteger),
    sa.Column("before", JSONB(none_as_null=True)),
    sa.Column("after", JSONB(none_as_null=True)),
    sa.Column("job_id", sa.BigInteger),
    sa.Column("stage", sa.Text),
    sa.Column("cause_id", sa.BigInteger),
    sa.Column("effective_at", sa.DateTime(timezone=True), server_default=sa.text(EFFECTIVE_AT)),
    sa.Column("undoes_id", sa.BigInteger, server_default=sa.text(UNDOES_ID)),
    sa.Column("place", sa.BigInteger),
    sa.Column("salt", sa.Text, server_default=sa.text("encode(uuid_send(gen_random_uuid()), 'hex'::text)")),
    sa.Column("digest", sa.Text),
    sa.Column("hash", sa.Text),
    sa.PrimaryKeyConstraint("org_id", "id", name="audit_pkey"),
    sa.Index("audit_entity_idx", "org_id", "entity", "entity_id", "id"),
    sa.Index(
        "audit_candidate_idx", "org_id", "candidate_id", "id", postgresql_where=sa.text("candidate_id IS NOT NULL")
    ),
    sa.Index("audit_job_idx", "org_id", "job_id", "id", postgresql_where=sa.text("job_id IS NOT NULL")),
    sa.Index("audit_unchained_idx", "org_id", "id", postgresql_where=sa.text("hash IS NULL")),
    sa.Index("audit_feed_idx", "org_id", "entity", "place", postgresql_where=sa.text("place IS NOT NULL")),
    sa.Index(
        "audit_stage_idx",
        *("org_id", "job_id", "entity_id", "id"),
        postgresql_include=["at", "action", "stage", "effective_at"],
        postgresql_where=sa.text("entity = 'application'::text AND stage IS NOT NULL"),
    ),
    sa.Index(
        "audit_deletion_idx",
        *("org_id", "job_id"),
        postgresql_where=sa.text("entity = 'application'::text AND action = 'delete'::text"),
    ),
    sa.Index(
        "audit_undo_idx",
        *("org_id", "job_id"),
        postgresql_include=["id", "undoes_id"],
        postgresql_where=sa.text("entity = 'application'::text AND undoes_id IS NOT NULL"),
    ),
    sa.Index("audit_place_idx", "org_id", "place", unique=True, postgresql_where=sa.text("place IS NOT NULL")),
    info={"min_free_bytes": RUNNING_RESERVE},
)
"""Reads and writes with their actors, in the order of ids; `place` and `hash` belong to the chain.

The index of its key has more columns than the key, so that lists are searched in it. No foreign keys: entries outlive
the rows that they describe.
"""

UNAUDITED_TABLES: Mapping[str, str] = {
    "audit": "the log itself",
    "candidate_texts": "computed from candidates, profiles and documents, which are audited",
    "job_texts": "computed from jobs, which are audited",
    "postponed_texts": "ids of records whose texts are to be computed again",
    "identifiers": "computed from candidates, profiles and documents, which are audited",
    "credentials": "addresses of users, which are audited, and copies of passwords, which are audited",
    "embeddings": "computed from texts",
    "demo_records": "ids of records, which are audited",
    "import_items": "each creates a candidate, which is audited; imports are audited themselves",
    "unread_mentions": "computed from notes, which are audited; reading a note is not",
    "keyed_requests": "responses of audited requests, stored for a day",
    "outgoing_mail": "messages about audited writes, and whether they were delivered",
    "webhook_deliveries": "messages about audited writes, and what receivers answered",
}
"""Tables without an audit trigger, and the reason."""

_CHAIN_COLUMNS = ("place", "salt", "digest", "hash")

_NEW = rows_of_lists("new", {"ids": audit.c.id, **{f"new_{name}": audit.c[name] for name in _CHAIN_COLUMNS}})

_SUBJECT = ("action", "entity", "entity_id", "candidate_id")

INSERT_ENTRY = Statement(
    sa.insert(audit)
    .values(org_id=ORG_ID, **{name: sa.bindparam(f"new_{name}") for name in (*Origin._fields, *_SUBJECT)})
    .returning(audit.c.id)
)

_CHAIN_CLASS: sa.ColumnClause[int] = sa.literal_column(str(0x52434841))
"""The class of the advisory locks of organisations' chains."""

LOCK_CHAIN = Statement(
    sa.select(
        sa.func.pg_advisory_xact_lock(_CHAIN_CLASS, (ORG_ID % sa.literal_column(str(2**31))).cast(sa.Integer))
    ).where(sa.exists().where(in_organisation(audit), audit.c.hash.is_(None)))
)
"""Waits until no other transaction chains entries of the organisation. Returns no row if there are none to chain.

Locks on the entries aren't enough: with many new ones, two transactions may find batches that have none in common.
"""

LOCK_UNCHAINED_ENTRIES = Statement(
    sa.select(*entity_columns(audit))
    .where(in_organisation(audit), audit.c.hash.is_(None))
    .order_by(audit.c.id)
    .limit(LIMIT)
    .with_for_update()
)
"""Committed entries in ascending id. A transaction may take a lower id than another, commit later and be chained later.

Of two changes of one record the later one waits for the commit of the earlier one, and then takes its id.
"""

LINK_ENTRIES = Statement(
    sa.update(audit)
    .where(in_organisation(audit), audit.c.id == _NEW.c.id)
    .values({name: _NEW.c[name] for name in _CHAIN_COLUMNS})
)

HEAD = Statement(
    sa.select(audit.c.place, audit.c.hash, audit.c.id)
    .where(in_organisation(audit), audit.c.place.is_not(None))
    .order_by(audit.c.place.desc())
    .limit(sa.literal_column("1"))
)

_AFTER = sa.bindparam("after", type_=sa.BigInteger)
_IN_CHAIN = (in_organisation(audit), audit.c.place.is_not(None))


@cache
def chained_entries(kinds: int, *, one_record: bool, in_period: bool = False) -> Statement:
    """Select entries of the chain about records of so many kinds, or about one record of each, in the chain's order.

    Without kinds they are about any record. The entries of each kind are selected by themselves, since an index on
    several kinds isn't in the order of places.
    """
    later = [*_IN_CHAIN, audit.c.place > _AFTER]
    if in_period:
        later += pages.time_conditions(audit.c.at, ("since", "until"))
    if one_record:
        later.append(audit.c.entity_id == sa.bindparam("entity_id", type_=sa.BigInteger))
    entries = sa.select(*entity_columns(audit)).where(*later).order_by(audit.c.place).limit(LIMIT)
    if not kinds:
        return Statement(entries)
    parts = [entries.where(audit.c.entity == sa.bindparam(f"entity{number}")) for number in range(kinds)]
    found = sa.union_all(*(sa.select(part.subquery()) for part in parts)).subquery("found")
    return Statement(sa.select(found).order_by(found.c.place).limit(LIMIT))


_BEFORE = sa.bindparam("before_id", type_=sa.BigInteger)
_READS = [sa.literal_column(f"'{action}'", sa.Text) for action in (AuditAction.READ, AuditAction.EXPORT)]
_OF_ENTITIES = audit.c.entity == sa.bindparam("entities", type_=ARRAY(sa.Text)).any_()
_JOB = sa.literal_column("'job'", sa.Text)


@cache
def latest_entries(kind: str, records: int) -> Statement:
    """Select the last writes about so many candidates or jobs, in descending id.

    The entries of each record, and those of a job itself and of what belongs to it, are selected by themselves: an
    index on several isn't in the order of ids.
    """
    ids = [sa.bindparam(f"about{number}", type_=sa.BigInteger) for number in range(records)]
    if kind == "candidate":
        conditions = [audit.c.candidate_id == one for one in ids]
    else:
        conditions = [sa.and_(audit.c.entity == _JOB, audit.c.entity_id == one) for one in ids]
        conditions += [sa.and_(audit.c.entity != _JOB, audit.c.job_id == one) for one in ids]
    parts = [
        sa.select(*entity_columns(audit))
        .where(*_IN_CHAIN, condition, audit.c.id < _BEFORE, _OF_ENTITIES, audit.c.action.not_in(_READS))
        .order_by(audit.c.id.desc())
        .limit(LIMIT)
        for condition in conditions
    ]
    found = sa.union_all(*(sa.select(part.subquery()) for part in parts)).subquery("found")
    return Statement(sa.select(found).order_by(found.c.id.desc()).limit(LIMIT))


_APPLICATION = sa.literal_column("'application'", sa.Text)
_REQUESTED = ids_parameter("ids")
_OF_ONE = (
    sa.select(*entity_columns(audit))
    .where(in_organisation(audit), audit.c.entity == _APPLICATION, audit.c.entity_id == _REQUESTED.c.id)
    .order_by(audit.c.id)
    .lateral("row")
)
OF_APPLICATIONS = Statement(sa.select(_OF_ONE).select_from(_REQUESTED.join(_OF_ONE, sa.true())))


@cache
def changed_by_others(column: Literal["candidate_id", "job_id", "entity_id"]) -> Statement:
    """Select the ids, of a list, with a later write than an entry that has another cause. An `entity_id` is a job's."""
    cause = sa.bindparam("cause_id", type_=sa.BigInteger)
    about = [audit.c[column] == _REQUESTED.c.id, *([audit.c.entity == _JOB] if column == "entity_id" else [])]
    other = (
        sa.select(audit.c.id)
        .where(in_organisation(audit), *about, audit.c.id > cause, audit.c.action.not_in(_READS))
        .where(audit.c.cause_id.is_distinct_from(cause))
        .limit(sa.literal_column("1"))
        .lateral("other")
    )
    return Statement(sa.select(_REQUESTED.c.id).select_from(_REQUESTED.join(other, sa.true())))


HASH_AT_PLACE = Statement(
    sa.select(audit.c.hash).where(*_IN_CHAIN, audit.c.place == sa.bindparam("at_place", type_=sa.BigInteger))
)

UNCHAINED_COUNT = Statement(
    sa.select(sa.func.count()).select_from(audit).where(in_organisation(audit), audit.c.hash.is_(None))
)


class PostgresAuditLog:
    """The audit log."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("audit entry", audit, AuditEntry, session)

    async def note(
        self, action: AuditAction, entity: str, entity_id: int | None = None, candidate_id: int | None = None
    ) -> int:
        """Add an entry."""
        values = {"action": action, "entity": entity, "entity_id": entity_id, "candidate_id": candidate_id}
        ((entry_id,),) = await self._rows.fetch(INSERT_ENTRY, **new_values(ORIGIN.get()._asdict() | values))
        return int(entry_id)

    async def page(self, window: Window, criteria: AuditSearch, *, newest_first: bool = False) -> Page[AuditEntry]:
        """Return a page of entries."""
        values = given(field_values(criteria))
        times = tuple(name for name in values if name in {"since", "until"})
        equal = tuple(name for name in values if name not in times)
        if newest_first:
            return await self._rows.fetch_page(window, pages.newest(audit, equal, times), values, pages.NEWEST_FIRST)
        # With `skipping`, rows that don't match are skipped in an index.
        return await self._rows.fetch_page(window, pages.page(audit, equal, (), times, skipping=True), values)

    async def of_applications(self, ids: Sequence[int]) -> Sequence[AuditEntry]:
        """Return all entries of applications."""
        return self._entries(await self._rows.fetch(OF_APPLICATIONS, ids=[clamped_id(one) for one in ids]))

    async def changed_by_others(self, kind: RecordKind, ids: Sequence[int], cause_id: int) -> set[int]:
        """Return the ids of candidates or jobs with a later write of another cause."""
        columns = ("candidate_id",) if kind is RecordKind.CANDIDATE else ("job_id", "entity_id")
        rows = [await self._rows.fetch(changed_by_others(one), ids=ids, cause_id=cause_id) for one in columns]
        return {row["id"] for found in rows for row in found}

    async def unchained(self, limit: int) -> Sequence[AuditEntry]:
        """Lock the chain, then entries outside of it: the second statement sees what was chained before."""
        if not await self._rows.fetch(LOCK_CHAIN):
            return []
        return self._entries(await self._rows.fetch(LOCK_UNCHAINED_ENTRIES, limit=limit))

    async def link(self, entries: Sequence[AuditEntry]) -> None:
        """Set places, salts, digests and hashes."""
        lists = {name: [getattr(entry, name) for entry in entries] for name in _CHAIN_COLUMNS}
        await self._rows.fetch(LINK_ENTRIES, ids=[entry.id for entry in entries], **new_values(lists))

    async def head(self) -> Head:
        """Return the head of the chain."""
        rows = await self._rows.fetch(HEAD)
        return Head(*rows[0]) if rows else Head()

    async def chained(
        self,
        place: int,
        limit: int,
        entities: Sequence[str] = (),
        entity_id: int | None = None,
        period: tuple[datetime, datetime] | None = None,
    ) -> Sequence[AuditEntry]:
        """Return entries of the chain, ordered by place."""
        is_one, in_period = entity_id is not None, period is not None
        statement = chained_entries(len(entities), one_record=is_one, in_period=in_period)
        values: dict[str, object] = {f"entity{number}": entity for number, entity in enumerate(entities)}
        if entity_id is not None:
            values["entity_id"] = clamped_id(entity_id)
        if period is not None:
            values["since"], values["until"] = period
        return self._entries(await self._rows.fetch(statement, after=place, limit=limit, **values))

    async def latest(
        self, kind: Literal["candidate", "job"], ids: Sequence[int], before: int, limit: int, entities: Sequence[str]
    ) -> Sequence[AuditEntry]:
        """Return the last writes about candidates or jobs."""
        values = {f"about{number}": one for number, one in enumerate(ids)}
        statement = latest_entries(kind, len(ids))
        values["before_id"] = min(before, LARGEST_BIGINT)
        return self._entries(await self._rows.fetch(statement, limit=limit, entities=list(entities), **values))

    async def hash_at(self, place: int) -> str | None:
        """Return the hash at a place."""
        rows = await self._rows.fetch(HASH_AT_PLACE, at_place=clamped_id(place))
        return rows[0]["hash"] if rows else None

    async def waiting(self) -> int:
        """Return the number of entries without a hash."""
        ((count,),) = await self._rows.fetch(UNCHAINED_COUNT)
        return int(count)

    @staticmethod
    def _entries(rows: Sequence[asyncpg.Record]) -> list[AuditEntry]:
        return [AuditEntry(**row) for row in rows]
