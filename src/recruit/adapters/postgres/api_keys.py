"""API keys in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from recruit.adapters.postgres.engine.columns import foreign_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import in_organisation, row_by_id
from recruit.adapters.postgres.users import MEMBER, users
from recruit.domain.accounts.model.api_keys import ApiKey, ApiKeyDetails
from recruit.domain.accounts.model.permissions import Permission, Role
from recruit.domain.shared.pages import Page, Window

api_keys = tenant_table(
    "api_keys",
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("scopes", JSONB, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("created_by_user_id", sa.BigInteger, nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("expires_at", sa.DateTime(timezone=True)),
    sa.Column("last_used_at", sa.DateTime(timezone=True)),
    foreign_key("api_keys", "created_by", "created_by_user_id", "users"),
    sa.Index("api_keys_created_by_idx", "org_id", "created_by_user_id"),
)

_BY_ID = row_by_id(api_keys)

_IS_CREATOR = sa.and_(in_organisation(users), users.c.id == api_keys.c.created_by_user_id)

API_KEY_WITH_ROLE = Statement(
    sa.select(*entity_columns(api_keys), users.c.role)
    .select_from(api_keys.join(users, _IS_CREATOR))
    .where(_BY_ID, users.c.standing == sa.literal_column(f"'{MEMBER}'"))
)

RECORD_KEY_USE = Statement(sa.update(api_keys).where(_BY_ID).values(last_used_at=sa.bindparam("new_last_used_at")))


class PostgresApiKeys(TableRows[ApiKey]):
    """Repository of API keys."""

    def __init__(self, session: Session) -> None:
        super().__init__("key", api_keys, _api_key, session)

    async def add(self, details: ApiKeyDetails) -> ApiKey:
        """Store an API key."""
        return await self.insert(asdict(details))

    async def with_role(self, key_id: int) -> tuple[ApiKey, Role]:
        """Return one API key and its creator's role."""
        columns = dict(await self.fetch_row(key_id, API_KEY_WITH_ROLE))
        role = Role(columns.pop("role"))
        return _api_key(**columns), role

    async def page(self, window: Window) -> Page[ApiKey]:
        """Return a page of API keys."""
        return await self.select_page(window, {})

    async def record_use(self, key_id: int, used_at: datetime) -> None:
        """Set the time of a key's last use."""
        await self.fetch(RECORD_KEY_USE, key_id=key_id, new_last_used_at=used_at)


def _api_key(scopes: Sequence[str], **columns: Any) -> ApiKey:
    """Return the API key of a row's columns. Scopes that this version doesn't have are dropped."""
    return ApiKey(scopes=tuple(one for one in Permission if one in scopes), **columns)
