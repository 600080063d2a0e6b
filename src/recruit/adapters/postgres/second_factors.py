"""Second factors in PostgreSQL."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from recruit.adapters.postgres.engine.columns import foreign_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import RUNNING_RESERVE, Statement, clamped_id, entity_columns
from recruit.adapters.postgres.engine.table_statements import in_organisation
from recruit.adapters.postgres.users import DELETE_USER_SECOND_FACTORS, USER_ID, users_with
from recruit.domain.accounts.model.second_factors import FactorKind, SecondFactor, SecondFactorDetails

second_factors = tenant_table(
    "second_factors",
    sa.Column("user_id", sa.BigInteger, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("secret", sa.LargeBinary, nullable=False),
    sa.Column("counter", sa.BigInteger, nullable=False),
    sa.Column("credential_id", sa.LargeBinary),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("used_at", sa.DateTime(timezone=True)),
    foreign_key("second_factors", "user", "user_id", "users"),
    sa.Index("second_factors_user_idx", "org_id", "user_id", "id"),
    sa.Index(
        "second_factors_totp_key",
        *("org_id", "user_id"),
        unique=True,
        postgresql_where=sa.text("kind = 'totp'::text"),
    ),
    sa.Index("second_factors_credential_key", "org_id", "credential_id", unique=True),
    info={"min_free_bytes": RUNNING_RESERVE},
)

_OF_USER = sa.and_(in_organisation(second_factors), second_factors.c.user_id == USER_ID)

_ROWS_OF_USER = sa.select(*entity_columns(second_factors)).where(_OF_USER).order_by(second_factors.c.id)

FACTORS_OF_USER = Statement(_ROWS_OF_USER)

LOCK_FACTORS_OF_USER = Statement(_ROWS_OF_USER.with_for_update())

USERS_WITH_FACTORS = users_with(second_factors)


class PostgresSecondFactors(TableRows[SecondFactor]):
    """Repository of second factors."""

    def __init__(self, session: Session) -> None:
        super().__init__("second factor", second_factors, _second_factor, session)

    async def add(self, details: SecondFactorDetails) -> SecondFactor:
        """Store a second factor."""
        return await self.insert(asdict(details))

    async def of_user(self, user_id: int) -> Sequence[SecondFactor]:
        """Return a user's second factors."""
        return [_second_factor(**row) for row in await self.fetch(FACTORS_OF_USER, user_id=user_id)]

    async def lock_of_user(self, user_id: int) -> Sequence[SecondFactor]:
        """Lock a user's second factors and return them."""
        return [_second_factor(**row) for row in await self.fetch(LOCK_FACTORS_OF_USER, user_id=user_id)]

    async def users_with(self, user_ids: Sequence[int]) -> Collection[int]:
        """Return those of the users who have a second factor."""
        rows = await self.fetch(USERS_WITH_FACTORS, user_ids=[clamped_id(one) for one in user_ids])
        return {row["user_id"] for row in rows}

    async def remove_of_user(self, user_id: int) -> None:
        """Remove a user's second factors."""
        await self.fetch(DELETE_USER_SECOND_FACTORS, user_id=user_id)


def _second_factor(kind: str, **columns: Any) -> SecondFactor:
    """Return the second factor of a row's columns."""
    return SecondFactor(kind=FactorKind(kind), **columns)
