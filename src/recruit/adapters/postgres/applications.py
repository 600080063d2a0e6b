"""Applications in PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from recruit.adapters.postgres import search_statements, statements, tables
from recruit.adapters.postgres.engine.rows import Rows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.search_statements import concerning, parameters_of
from recruit.domain.applications.model import Application, ApplicationDetails
from recruit.domain.search.model import ApplicationSearch, Waiting
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import values
from recruit.ports.changes import Changes


class PostgresApplications:
    """Repository of applications."""

    def __init__(self, session: Session) -> None:
        self._rows = Rows("application", tables.applications, Application, session)

    async def add(self, details: ApplicationDetails) -> Application:
        """Store an application."""
        return await self._rows.add(values(details))

    async def get(self, application_id: int) -> Application:
        """Return one application."""
        return await self._rows.get(application_id)

    async def page(
        self,
        window: Window,
        *,
        job_id: int | None = None,
        candidate_id: int | None = None,
        status: str | None = None,
    ) -> Page[Application]:
        """Return a page of applications."""
        return await self._rows.page(window, concerning(job_id, candidate_id, status))

    async def hold_of(self, candidate_id: int) -> Sequence[Application]:
        """Lock a candidate's applications and return them."""
        rows = await self._rows.fetch(statements.APPLICATIONS_HELD, candidate_id=candidate_id)
        return [Application(**row) for row in rows]

    async def hold(self, application_id: int) -> Application:
        """Lock one application and return it."""
        return await self._rows.hold(application_id)

    async def search(self, window: Window, wanted: ApplicationSearch) -> Page[Application]:
        """Return a page of the applications that meet the criteria."""
        given = parameters_of(wanted)
        return await self._rows.search(window, search_statements.of_applications(frozenset(given)), given)

    async def change(self, application_id: int, changes: Changes) -> Application:
        """Set columns."""
        return await self._rows.change(application_id, changes)

    async def counts(self, wanted: ApplicationSearch) -> Mapping[str, int]:
        """Return the number of applications by status."""
        given = parameters_of(wanted)
        rows = await self._rows.fetch(search_statements.counts(frozenset(given)), **given)
        return {row["status"]: row["number"] for row in rows}

    async def waiting(self, wanted: ApplicationSearch, settled: Sequence[str], limit: int) -> Sequence[Waiting]:
        """Return the applications with the oldest change of status first."""
        given = parameters_of(wanted)
        rows = await self._rows.fetch(
            search_statements.waiting(frozenset(given)), settled=list(settled), limit=limit, **given
        )
        return [_waiting(**row) for row in rows]

    async def remove(self, application_id: int) -> None:
        """Remove an application."""
        await self._rows.remove(application_id)


def _waiting(status_since: datetime, **row: Any) -> Waiting:
    return Waiting(Application(**row), status_since)
