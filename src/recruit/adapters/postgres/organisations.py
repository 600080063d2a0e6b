"""Organisations in PostgreSQL."""

import sqlalchemy as sa

from recruit.adapters.postgres.engine.columns import created_at, metadata
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement
from recruit.adapters.postgres.engine.table_statements import ORG_ID
from recruit.domain.accounts.model.users import Organisation

organisations = sa.Table(
    "organisations",
    metadata,
    sa.Column("id", sa.BigInteger, sa.Identity(always=False), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("requires_second_factor", sa.Boolean, nullable=False, server_default=sa.false()),
    created_at(),
    sa.PrimaryKeyConstraint("id", name="organisations_pkey"),
)

_COLUMNS = (organisations.c.id, organisations.c.name, organisations.c.requires_second_factor)

INSERT_ORGANISATION = Statement(
    sa.insert(organisations).values(id=ORG_ID, name=sa.bindparam("new_name")).returning(*_COLUMNS)
)

_ORGANISATION = sa.select(*_COLUMNS).where(organisations.c.id == ORG_ID)

ORGANISATION = Statement(_ORGANISATION)

LOCK_ORGANISATION = Statement(_ORGANISATION.with_for_update(key_share=True))

RENAME_ORGANISATION = Statement(
    sa.update(organisations)
    .values(name=sa.bindparam("new_name"))
    .where(organisations.c.id == ORG_ID)
    .returning(*_COLUMNS)
)

REQUIRE_SECOND_FACTOR = Statement(
    sa.update(organisations)
    .where(organisations.c.id == ORG_ID)
    .values(requires_second_factor=sa.bindparam("new_requires_second_factor"))
)

NEXT_ORGANISATION_ID = Statement(sa.select(sa.func.nextval(sa.literal_column("'organisations_id_seq'"))))

ORGANISATION_IDS = Statement(sa.select(organisations.c.id).order_by(organisations.c.id))


class PostgresOrganisations:
    """Repository of the organisation itself."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("organisation", organisations, Organisation, session)
        self._org_id = session.org_id

    async def add(self, name: str) -> Organisation:
        """Store the organisation."""
        return await self._rows.fetch_one(self._org_id, INSERT_ORGANISATION, new_name=name)

    async def get(self) -> Organisation:
        """Return the organisation."""
        return await self._rows.fetch_one(self._org_id, ORGANISATION)

    async def lock(self) -> Organisation:
        """Lock the organisation and return it. The lock (FOR NO KEY UPDATE) lets others add rows that refer to it."""
        return await self._rows.fetch_one(self._org_id, LOCK_ORGANISATION)

    async def rename(self, name: str) -> Organisation:
        """Set the name."""
        return await self._rows.fetch_one(self._org_id, RENAME_ORGANISATION, new_name=name)

    async def require_second_factor(self, *, required: bool) -> None:
        """Set whether all users need a second factor."""
        await self._rows.fetch(REQUIRE_SECOND_FACTOR, new_requires_second_factor=required)
