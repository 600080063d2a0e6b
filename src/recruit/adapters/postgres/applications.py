"""Applications in PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from recruit.adapters.postgres.engine.columns import NOT_IN_ENTITY, created_at, foreign_key, tenant_table
from recruit.adapters.postgres.engine.pages import search, time_conditions
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.searches import criteria_parameters, filter_parameters
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import LIMIT, in_organisation
from recruit.domain.applications.model import Application, ApplicationDetails
from recruit.domain.search.model import ApplicationSearch, Waiting
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values

applications = tenant_table(
    "applications",
    sa.Column("job_id", sa.BigInteger, nullable=False),
    sa.Column("candidate_id", sa.BigInteger, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("fit_score", sa.Integer),
    created_at(),
    sa.Column(
        "status_since", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now(), info=NOT_IN_ENTITY
    ),
    sa.UniqueConstraint("org_id", "job_id", "candidate_id", name="applications_pair_key"),
    foreign_key("applications", "job", "job_id", "jobs"),
    foreign_key("applications", "candidate", "candidate_id", "candidates"),
    sa.Index("applications_job_idx", "org_id", "job_id", "id", postgresql_include=["candidate_id"]),
    sa.Index("applications_candidate_idx", "org_id", "candidate_id", "id", postgresql_include=["job_id"]),
    sa.Index("applications_status_idx", "org_id", "status", "id", postgresql_include=["candidate_id", "job_id"]),
    sa.Index("applications_waiting_idx", "org_id", "status_since", "id"),
)

LOCK_APPLICATIONS = Statement(
    sa.select(*entity_columns(applications))
    .where(in_organisation(applications), applications.c.candidate_id == sa.bindparam("candidate_id"))
    .order_by(applications.c.id)
    .with_for_update()
)


@cache
def search_statement(names: frozenset[str]) -> Statement:
    """Select the total and a page of applications."""
    return search(applications, _applications(names))


@cache
def counts(names: frozenset[str]) -> Statement:
    """Count applications by status, ordered by the lowest application id of each status."""
    status = applications.c.status
    return Statement(
        sa.select(status, sa.func.count().label("number"))
        .where(*_applications(names))
        .group_by(status)
        .order_by(sa.func.min(applications.c.id))
    )


@cache
def longest_waiting(names: frozenset[str]) -> Statement:
    """Select applications whose status isn't in `settled`, and the time of its last change, oldest first."""
    return Statement(
        sa.select(*entity_columns(applications), applications.c.status_since)
        .where(*_applications(names), applications.c.status != sa.func.all(sa.bindparam("settled")))
        .order_by(applications.c.status_since, applications.c.id)
        .limit(LIMIT)
    )


def _applications(names: frozenset[str]) -> list[sa.ColumnElement[bool]]:
    equal = (applications.c[name] == sa.bindparam(name) for name in sorted(names - {"since", "until"}))
    came = applications.c.status_since if "status" in names else applications.c.created_at
    return [in_organisation(applications), *equal, *time_conditions(came, names)]


class PostgresApplications(TableRows[Application]):
    """Repository of applications."""

    def __init__(self, session: Session) -> None:
        super().__init__("application", applications, Application, session)

    async def add(self, details: ApplicationDetails) -> Application:
        """Store an application."""
        return await self.insert(field_values(details))

    async def page(
        self,
        window: Window,
        *,
        job_id: int | None = None,
        candidate_id: int | None = None,
        status: str | None = None,
    ) -> Page[Application]:
        """Return a page of applications."""
        return await self.select_page(window, filter_parameters(job_id, candidate_id, status))

    async def lock_of_candidate(self, candidate_id: int) -> Sequence[Application]:
        """Lock a candidate's applications and return them."""
        rows = await self.fetch(LOCK_APPLICATIONS, candidate_id=candidate_id)
        return [Application(**row) for row in rows]

    async def search(self, window: Window, criteria: ApplicationSearch) -> Page[Application]:
        """Return a page of the applications that meet the criteria."""
        values = criteria_parameters(criteria)
        return await self.fetch_page(window, search_statement(frozenset(values)), values)

    async def counts(self, criteria: ApplicationSearch) -> Mapping[str, int]:
        """Return the number of applications by status."""
        values = criteria_parameters(criteria)
        rows = await self.fetch(counts(frozenset(values)), **values)
        return {row["status"]: row["number"] for row in rows}

    async def longest_waiting(
        self, criteria: ApplicationSearch, settled: Sequence[str], limit: int
    ) -> Sequence[Waiting]:
        """Return the applications with the oldest change of status first."""
        values = criteria_parameters(criteria)
        rows = await self.fetch(longest_waiting(frozenset(values)), settled=list(settled), limit=limit, **values)
        return [_waiting(**row) for row in rows]


def _waiting(status_since: datetime, **row: Any) -> Waiting:
    return Waiting(Application(**row), status_since)
