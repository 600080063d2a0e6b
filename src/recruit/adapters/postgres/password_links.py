"""Password links in PostgreSQL."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from recruit.adapters.postgres.engine.columns import foreign_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import ORG_ID
from recruit.domain.accounts.model.sessions import PasswordLink

password_links = tenant_table(
    "password_links",
    sa.Column("user_id", sa.BigInteger, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    foreign_key("password_links", "user", "user_id", "users"),
    sa.Index("password_links_user_key", "org_id", "user_id", unique=True),
)

_ADDED = insert(password_links).values(
    org_id=ORG_ID,
    **{
        name: sa.bindparam(f"new_{name}", type_=password_links.c[name].type)
        for name in ("user_id", "digest", "expires_at")
    },
)
UPSERT_PASSWORD_LINK = Statement(
    _ADDED.on_conflict_do_update(
        index_elements=["org_id", "user_id"],
        set_={"digest": _ADDED.excluded.digest, "expires_at": _ADDED.excluded.expires_at},
    ).returning(*entity_columns(password_links))
)


class PostgresPasswordLinks(TableRows[PasswordLink]):
    """Repository of password links."""

    def __init__(self, session: Session) -> None:
        super().__init__("password link", password_links, PasswordLink, session)

    async def add(self, user_id: int, digest: bytes, expires_at: datetime) -> PasswordLink:
        """Store a user's link in place of an earlier one."""
        rows = await self.fetch(UPSERT_PASSWORD_LINK, new_user_id=user_id, new_digest=digest, new_expires_at=expires_at)
        return PasswordLink(**rows[0])
