"""Organisations in PostgreSQL."""

from recruit.adapters.postgres import statements, tables
from recruit.adapters.postgres.engine.rows import Rows
from recruit.adapters.postgres.engine.session import Session
from recruit.domain.accounts.model.users import Organisation
from recruit.domain.shared.errors import NotFound


class PostgresOrganisations:
    """Repository of the organisation itself."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("organisation", tables.organisations, Organisation, session)
        self._org_id = session.org_id

    async def add(self, name: str) -> Organisation:
        """Store the organisation."""
        rows = await self._rows.fetch(statements.ORGANISATION_ADDED, new_name=name)
        return Organisation(**rows[0])

    async def get(self) -> Organisation:
        """Return the organisation."""
        rows = await self._rows.fetch(statements.ORGANISATION)
        if not rows:
            raise NotFound("organisation", self._org_id)
        return Organisation(**rows[0])

    async def hold(self) -> Organisation:
        """Lock the organisation and return it. The lock (FOR NO KEY UPDATE) lets others add rows that refer to it."""
        rows = await self._rows.fetch(statements.ORGANISATION_HELD)
        if not rows:
            raise NotFound("organisation", self._org_id)
        return Organisation(**rows[0])
