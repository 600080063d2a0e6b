"""Organisations in PostgreSQL."""

from recruit.adapters.postgres import statements, tables
from recruit.adapters.postgres.engine.rows import Rows
from recruit.adapters.postgres.engine.session import Session
from recruit.domain.accounts.model.users import Organisation
from recruit.domain.shared.errors import NotFound


class PostgresOrganisations:
    """The organisation itself."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("organisation", tables.organisations, Organisation, session)
        self._org_id = session.org_id

    async def add(self, name: str) -> Organisation:
        """Keep it."""
        rows = await self._rows.fetch(statements.ORGANISATION_ADDED, new_name=name)
        return Organisation(**rows[0])

    async def get(self) -> Organisation:
        """Return it."""
        rows = await self._rows.fetch(statements.ORGANISATION)
        if not rows:
            raise NotFound("organisation", self._org_id)
        return Organisation(**rows[0])

    async def hold(self) -> Organisation:
        """Return it and lock it, so that rows which refer to it can still be added."""
        rows = await self._rows.fetch(statements.ORGANISATION_HELD)
        if not rows:
            raise NotFound("organisation", self._org_id)
        return Organisation(**rows[0])
