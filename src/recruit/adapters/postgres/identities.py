"""Identities of users at providers, in PostgreSQL."""

from collections.abc import Collection, Sequence
from functools import cache

import sqlalchemy as sa

from recruit.adapters.postgres.engine.columns import foreign_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, clamped_id, entity_columns
from recruit.adapters.postgres.engine.table_statements import in_organisation
from recruit.adapters.postgres.users import (
    DELETE_USER_IDENTITIES,
    IS_MEMBER,
    USER_ID,
    insert_of_user,
    user,
    users,
    users_with,
)
from recruit.domain.accounts.model.providers import Identity, IdentityDetails
from recruit.domain.accounts.model.users import User
from recruit.domain.shared.errors import Refused
from recruit.domain.shared.records import field_values

identities = tenant_table(
    "identities",
    sa.Column("user_id", sa.BigInteger, nullable=False),
    sa.Column("issuer", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    foreign_key("identities", "user", "user_id", "users"),
    sa.UniqueConstraint("org_id", "issuer", "subject", name="identities_subject_key"),
    sa.UniqueConstraint("org_id", "user_id", "issuer", name="identities_user_key"),
    draws_ids=True,
)


@cache
def identity_added(names: tuple[str, ...]) -> Statement:
    """Insert an identity of a user who wasn't removed, and return it."""
    return insert_of_user(identities, names)


IDENTITY_USER = Statement(
    sa.select(*entity_columns(users))
    .select_from(identities.join(users, sa.and_(in_organisation(users), users.c.id == identities.c.user_id)))
    .where(
        in_organisation(identities),
        identities.c.issuer == sa.bindparam("issuer"),
        identities.c.subject == sa.bindparam("subject"),
        IS_MEMBER,
    )
)

IDENTITIES_OF_USER = Statement(
    sa.select(*entity_columns(identities))
    .where(in_organisation(identities), identities.c.user_id == USER_ID)
    .order_by(identities.c.id)
)

USERS_WITH_IDENTITIES = users_with(identities)


class PostgresIdentities(TableRows[Identity]):
    """Repository of identities."""

    def __init__(self, session: Session) -> None:
        super().__init__("identity", identities, Identity, session)

    async def add(self, details: IdentityDetails) -> Identity:
        """Store an identity."""
        rows = await self.insert_selected(identity_added, field_values(details), key_id=details.user_id)
        if not rows:
            raise Refused
        return Identity(**rows[0])

    async def user(self, issuer: str, subject: str) -> User | None:
        """Return the user with an identity."""
        rows = await self.fetch(IDENTITY_USER, issuer=issuer, subject=subject)
        return user(**rows[0]) if rows else None

    async def of_user(self, user_id: int) -> Sequence[Identity]:
        """Return a user's identities."""
        return [Identity(**row) for row in await self.fetch(IDENTITIES_OF_USER, user_id=user_id)]

    async def users_with(self, user_ids: Sequence[int]) -> Collection[int]:
        """Return those of the users who have an identity."""
        rows = await self.fetch(USERS_WITH_IDENTITIES, user_ids=[clamped_id(one) for one in user_ids])
        return {row["user_id"] for row in rows}

    async def remove_of_user(self, user_id: int) -> None:
        """Remove a user's identities."""
        await self.fetch(DELETE_USER_IDENTITIES, user_id=user_id)
