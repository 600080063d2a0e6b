"""Rejection reasons in PostgreSQL."""

from typing import Any

import sqlalchemy as sa

from recruit.adapters.postgres.engine.columns import NOT_IN_ENTITY, created_at, organisation_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement
from recruit.adapters.postgres.engine.table_statements import in_organisation, row_by_id
from recruit.domain.pipelines.model import ReasonType, RejectionReason, RejectionReasonDetails
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values

rejection_reasons = tenant_table(
    "rejection_reasons",
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("archived", sa.Boolean, nullable=False),
    sa.Column("is_used", sa.Boolean, nullable=False, server_default=sa.false(), info=NOT_IN_ENTITY),
    created_at(),
    sa.UniqueConstraint("org_id", "name", name="rejection_reasons_name_key"),
    organisation_key("rejection_reasons"),
    sa.Index("rejection_reasons_archived_idx", "org_id", "archived", "id"),
)
"""`is_used` is set by the first move with a reason, and stays, since histories name the reason."""

DELETE_UNUSED_REASON = Statement(
    sa.delete(rejection_reasons)
    .where(row_by_id(rejection_reasons), ~rejection_reasons.c.is_used)
    .returning(rejection_reasons.c.id)
)

_APPLICATIONS = sa.table("applications", sa.column("org_id"), sa.column("reason_id"))
"""The table of applications, whose module imports this one."""

DELETE_UNREFERENCED_REASON = Statement(
    sa.delete(rejection_reasons)
    .where(
        row_by_id(rejection_reasons),
        ~sa.exists().where(
            in_organisation(_APPLICATIONS),
            _APPLICATIONS.c.reason_id == rejection_reasons.c.id,
        ),
    )
    .returning(rejection_reasons.c.id)
)


MARK_AS_USED = Statement(
    sa.update(rejection_reasons)
    .where(row_by_id(rejection_reasons), ~rejection_reasons.c.is_used)
    .values(is_used=sa.true())
)
"""Sets `is_used` of a reason that isn't marked yet."""


class PostgresRejectionReasons(TableRows[RejectionReason]):
    """Repository of rejection reasons."""

    def __init__(self, session: Session) -> None:
        super().__init__("rejection reason", rejection_reasons, _reason, session)

    async def add(self, details: RejectionReasonDetails) -> RejectionReason:
        """Store a reason."""
        return await self.insert(field_values(details))

    async def page(self, window: Window, *, archived: bool | None = None) -> Page[RejectionReason]:
        """Return a page of reasons."""
        return await self.select_page(window, {} if archived is None else {"archived": archived})

    async def remove(self, reason_id: int) -> None:
        """Remove a reason, or archive it."""
        async with self.atomic():
            if not await self.fetch(DELETE_UNUSED_REASON, key_id=reason_id):
                await self.change(reason_id, {"archived": True})

    async def remove_unreferenced(self, reason_id: int) -> bool:
        """Remove a reason that no application has."""
        return bool(await self.fetch(DELETE_UNREFERENCED_REASON, key_id=reason_id))


def _reason(type: str, **columns: Any) -> RejectionReason:
    return RejectionReason(type=ReasonType(type), **columns)
