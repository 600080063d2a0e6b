"""External ids in PostgreSQL."""

from collections.abc import Mapping, Sequence
from functools import cache

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from recruit.adapters.postgres.engine.columns import foreign_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, clamped_id
from recruit.adapters.postgres.engine.table_statements import in_organisation, move_rows
from recruit.domain.external_ids.model import (
    ExternalId,
    ExternalIdChange,
    RecordKind,
    RecordRef,
    StoredExternalId,
    id_field,
    systems,
    wanted,
)
from recruit.domain.shared.records import field_values

external_ids = tenant_table(
    "external_ids",
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("job_id", sa.BigInteger),
    sa.Column("candidate_id", sa.BigInteger),
    sa.Column("application_id", sa.BigInteger),
    sa.Column("system", sa.Text, nullable=False),
    sa.Column("value", sa.Text),
    foreign_key("external_ids", "job", "job_id", "jobs"),
    foreign_key("external_ids", "candidate", "candidate_id", "candidates"),
    foreign_key("external_ids", "application", "application_id", "applications"),
    sa.UniqueConstraint("org_id", "kind", "system", "value", name="external_ids_value_key"),
    sa.Index("external_ids_job_idx", "org_id", "job_id"),
    sa.Index("external_ids_candidate_idx", "org_id", "candidate_id"),
    sa.Index("external_ids_application_idx", "org_id", "application_id"),
    draws_ids=True,
)
"""`kind` is the kind of the record. The ids of an application are stored with those of its job and its candidate.

`value` is null within the transaction that deletes a row, so that the trigger of the audit log tells this from the
deletion of the record.
"""

_OF_KIND = (in_organisation(external_ids), external_ids.c.kind == sa.bindparam("kind"))

FIND = Statement(
    sa.select(external_ids.c.job_id, external_ids.c.candidate_id, external_ids.c.application_id).where(
        *_OF_KIND,
        external_ids.c.system == sa.bindparam("system"),
        external_ids.c.value == sa.bindparam("value"),
    )
)


@cache
def of_records(kind: RecordKind) -> Statement:
    """Select the external ids of some records of a kind."""
    owner = external_ids.c[id_field(kind)]
    return Statement(
        sa.select(external_ids.c.id, owner.label("owner"), external_ids.c.system, external_ids.c.value)
        .where(*_OF_KIND, owner == sa.func.any(sa.bindparam("ids", type_=ARRAY(sa.BigInteger))))
        .order_by(external_ids.c.system.collate("C"), external_ids.c.value.collate("C"))
    )


_IDS = sa.bindparam("ids", type_=ARRAY(sa.BigInteger)).any_()
CLEAR = Statement(
    sa.update(external_ids).where(in_organisation(external_ids), external_ids.c.id == _IDS).values(value=sa.null())
)
DELETE = Statement(sa.delete(external_ids).where(in_organisation(external_ids), external_ids.c.id == _IDS))

MOVE_TO_CANDIDATE = move_rows(external_ids, "candidate_id")

MOVE_TO_APPLICATION = move_rows(external_ids, "application_id")


class PostgresExternalIds:
    """Repository of external ids."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("external id", external_ids, StoredExternalId, session)

    async def find(self, kind: RecordKind, external_id: ExternalId) -> int | None:
        """Return the id of the record with an external id."""
        rows = await self._rows.fetch(FIND, kind=kind, system=external_id.system, value=external_id.id)
        found: int | None = rows[0][id_field(kind)] if rows else None
        return found

    async def of_records(self, kind: RecordKind, ids: Sequence[int]) -> Mapping[int, Sequence[ExternalId]]:
        """Return the external ids of records."""
        rows = await self._rows.fetch(of_records(kind), kind=kind, ids=[clamped_id(one) for one in ids])
        found: dict[int, list[ExternalId]] = {}
        for row in rows:
            found.setdefault(row["owner"], []).append(ExternalId(row["system"], row["value"]))
        return found

    async def put(self, record: RecordRef, changes: Sequence[ExternalIdChange]) -> None:
        """Replace external ids of systems."""
        kept, named = wanted(changes), systems(changes)
        async with self._rows.atomic():
            rows = await self._rows.fetch(of_records(record.kind), kind=record.kind, ids=[record.record_id])
            own = {ExternalId(row["system"], row["value"]): row["id"] for row in rows}
            dropped = [id_ for one, id_ in own.items() if one.system in named and one not in kept]
            if dropped:
                await self._rows.fetch(CLEAR, ids=dropped)
                await self._rows.fetch(DELETE, ids=dropped)
            for external_id in kept:
                if external_id not in own:
                    values = {"system": external_id.system, "value": external_id.id}
                    await self._rows.insert({**field_values(record), **values})

    async def move(self, from_id: int, to_id: int) -> None:
        """Move external ids to another candidate."""
        await self._rows.fetch(MOVE_TO_CANDIDATE, from_id=from_id, to_id=to_id)

    async def move_application(self, from_id: int, to_id: int) -> None:
        """Move external ids to another application."""
        await self._rows.fetch(MOVE_TO_APPLICATION, from_id=from_id, to_id=to_id)
