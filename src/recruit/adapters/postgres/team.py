"""Hiring teams in PostgreSQL."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from recruit.adapters.postgres.applications import IS_WAITING, PAUSED, applications
from recruit.adapters.postgres.engine.columns import created_at, foreign_key, tenant_table
from recruit.adapters.postgres.engine.row_page import TOTAL, first_page
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import FENCE, LIMIT, ORG_ID, in_organisation
from recruit.adapters.postgres.jobs import jobs
from recruit.domain.applications.model import Application
from recruit.domain.pipelines.model import StageType
from recruit.domain.search.model import Waiting
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Page
from recruit.domain.team.model import TeamMember, TeamRole

team_members = tenant_table(
    "team_members",
    sa.Column("job_id", sa.BigInteger, nullable=False),
    sa.Column("user_id", sa.BigInteger, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    created_at(),
    foreign_key("team_members", "job", "job_id", "jobs"),
    foreign_key("team_members", "user", "user_id", "users"),
    sa.Index("team_members_pair_key", "org_id", "job_id", "user_id", unique=True),
    sa.Index(
        "team_members_owner_key", "org_id", "job_id", unique=True, postgresql_where=sa.text("role = 'owner'::text")
    ),
    sa.Index("team_members_user_idx", "org_id", "user_id", "job_id"),
)

_OF_JOB = (in_organisation(team_members), team_members.c.job_id == sa.bindparam("job_id", type_=sa.BigInteger))
_USER_ID = sa.bindparam("user_id", type_=sa.BigInteger)
_OWNER: sa.ColumnElement[str] = sa.literal_column("'owner'", sa.Text)

TEAM_OF_JOB = Statement(sa.select(*entity_columns(team_members)).where(*_OF_JOB).order_by(team_members.c.id))

_ADDED = insert(team_members).values(
    org_id=ORG_ID,
    job_id=sa.bindparam("new_job_id", type_=sa.BigInteger),
    user_id=sa.bindparam("new_user_id", type_=sa.BigInteger),
    role=sa.bindparam("new_role"),
)
UPSERT_MEMBER = Statement(
    _ADDED.on_conflict_do_update(
        index_elements=["org_id", "job_id", "user_id"], set_={"role": _ADDED.excluded.role}
    ).returning(*entity_columns(team_members))
)

DELETE_MEMBER = Statement(
    sa.delete(team_members).where(*_OF_JOB, team_members.c.user_id == _USER_ID).returning(team_members.c.id)
)


def jobs_of_user(user_id: sa.ColumnElement[int]) -> sa.CompoundSelect[Any]:
    """Select the ids of the jobs in whose team a user is, as a member or as the creator of a job without an owner."""
    owner = team_members.alias("owner")
    return sa.union(
        sa.select(team_members.c.job_id.label("id")).where(
            in_organisation(team_members), team_members.c.user_id == user_id
        ),
        sa.select(jobs.c.id).where(
            in_organisation(jobs),
            jobs.c.created_by_user_id == user_id,
            ~sa.exists().where(in_organisation(owner), owner.c.job_id == jobs.c.id, owner.c.role == _OWNER),
        ),
    )


JOBS_OF_USER = Statement(jobs_of_user(_USER_ID).order_by("id"))

_MINE = jobs_of_user(_USER_ID).subquery("mine")
_ACTIVE = (
    sa.select(jobs.c.id)
    .where(in_organisation(jobs), jobs.c.id == _MINE.c.id, jobs.c.status != sa.func.all(PAUSED))
    .offset(FENCE)
    .lateral("active")
)
_OF_ONE = (
    sa.select(*entity_columns(applications), applications.c.status_since)
    .where(in_organisation(applications), applications.c.job_id == _ACTIVE.c.id, IS_WAITING)
    .offset(FENCE)  # or else the jobs are searched anew for each application of the organisation
    .lateral("row")
)
_WAITING = sa.select(_OF_ONE).select_from(_MINE.join(_ACTIVE, sa.true()).join(_OF_ONE, sa.true())).cte("waiting")
WAITING_FOR_USER = Statement(
    sa.select(sa.func.count().over().label(TOTAL), *_WAITING.c)
    .order_by(_WAITING.c.status_since, _WAITING.c.id)
    .limit(LIMIT)
)


class PostgresTeam:
    """Repository of hiring teams."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("team member", team_members, member_of, session)

    async def of_job(self, job_id: int) -> Sequence[TeamMember]:
        """Return the members of a job's team."""
        return [member_of(**row) for row in await self._rows.fetch(TEAM_OF_JOB, job_id=job_id)]

    async def job_ids(self, user_id: int) -> Sequence[int]:
        """Return the ids of a user's jobs."""
        return [row["id"] for row in await self._rows.fetch(JOBS_OF_USER, user_id=user_id)]

    async def put(self, job_id: int, user_id: int, role: TeamRole) -> TeamMember:
        """Store a member, or change their role."""
        rows = await self._rows.fetch(UPSERT_MEMBER, new_job_id=job_id, new_user_id=user_id, new_role=role)
        return member_of(**rows[0])

    async def remove(self, job_id: int, user_id: int) -> None:
        """Remove a member."""
        if not await self._rows.fetch(DELETE_MEMBER, job_id=job_id, user_id=user_id):
            raise NotFound("team member", user_id)

    async def waiting(
        self, user_id: int, settled: Collection[StageType], paused: Collection[str], limit: int
    ) -> Page[Waiting]:
        """Return the applications that wait for a user."""
        bounds = {"settled": list(settled), "paused": list(paused), "limit": limit}
        rows = await self._rows.fetch(WAITING_FOR_USER, user_id=user_id, **bounds)
        return first_page(rows, _waiting)


def member_of(role: str, **columns: Any) -> TeamMember:
    """Return the member of a row's columns."""
    return TeamMember(role=TeamRole(role), **columns)


def _waiting(status_since: datetime, **columns: Any) -> Waiting:
    return Waiting(Application(**columns), status_since)
