"""Erasure receipts in PostgreSQL."""

from dataclasses import asdict

from sqlalchemy import BigInteger, Column, DateTime, Text
from sqlalchemy.dialects.postgresql import JSONB

from recruit.adapters.postgres.engine.columns import tenant_table
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import RUNNING_RESERVE
from recruit.domain.privacy.model import Erasure, ErasureDetails
from recruit.domain.shared.pages import Page, Window

erasures = tenant_table(
    "erasures",
    Column("at", DateTime(timezone=True), nullable=False),
    Column("kind", Text, nullable=False),
    Column("user_id", BigInteger),
    Column("candidate_ids", JSONB, nullable=False),
    Column("counts", JSONB, nullable=False),
    Column("identified_by", JSONB, nullable=False),
    info={"min_free_bytes": RUNNING_RESERVE},
)
"""Receipts of erasures."""


class PostgresErasures(TableRows[Erasure]):
    """Repository of erasure receipts."""

    def __init__(self, session: Session) -> None:
        super().__init__("erasure", erasures, Erasure, session)

    async def add(self, details: ErasureDetails) -> Erasure:
        """Store a receipt."""
        return await self.insert(asdict(details))

    async def page(self, window: Window) -> Page[Erasure]:
        """Return a page of receipts."""
        return await self.select_page(window, {})
