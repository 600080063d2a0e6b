"""Demo records in PostgreSQL."""

import sqlalchemy as sa

from recruit.adapters.postgres.engine.columns import foreign_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.domain.demo.model import DemoRecord, DemoRecordDetails
from recruit.domain.shared.records import field_values

demo_records = tenant_table(
    "demo_records",
    sa.Column("job_id", sa.BigInteger),
    sa.Column("candidate_id", sa.BigInteger),
    sa.Column("tag_id", sa.BigInteger),
    sa.Column("reason_id", sa.BigInteger),
    foreign_key("demo_records", "job", "job_id", "jobs"),
    foreign_key("demo_records", "candidate", "candidate_id", "candidates"),
    foreign_key("demo_records", "tag", "tag_id", "tags"),
    foreign_key("demo_records", "reason", "reason_id", "rejection_reasons"),
    *(sa.Index(f"demo_records_{name}_idx", "org_id", f"{name}_id") for name in ("job", "candidate", "tag", "reason")),
)


class PostgresDemoRecords(TableRows[DemoRecord]):
    """Repository of demo records."""

    def __init__(self, session: Session) -> None:
        super().__init__("demo record", demo_records, DemoRecord, session)

    async def add(self, details: DemoRecordDetails) -> DemoRecord:
        """Store a demo record."""
        return await self.insert(field_values(details))
