"""Jobs in PostgreSQL."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from recruit.adapters.postgres.engine import searches
from recruit.adapters.postgres.engine.columns import (
    EFFECTIVE_TIME,
    activity_columns,
    created_at,
    feature_columns,
    folded_column,
    folded_name,
    foreign_key,
    parts_index,
    tenant_table,
)
from recruit.adapters.postgres.engine.pages import BY_ID, NEWEST_FIRST, Order, ordered, rows_containing, time_conditions
from recruit.adapters.postgres.engine.session import MOST_CACHED, Session
from recruit.adapters.postgres.engine.statement import Statement
from recruit.adapters.postgres.engine.table_statements import in_organisation, select_summaries
from recruit.adapters.postgres.features import FeatureRows, with_features
from recruit.adapters.postgres.texts import PARTS, ids_by_text, job_texts
from recruit.domain.jobs.model import Job, JobDetails
from recruit.domain.matching.model import MATCHING_JOB_FIELDS
from recruit.domain.search.model import JobSearch, JobSummary, Sort
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values

jobs = tenant_table(
    "jobs",
    sa.Column("created_by_user_id", sa.BigInteger, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("department", sa.Text),
    sa.Column("location", sa.Text),
    sa.Column("employment_type", sa.Text),
    sa.Column("remote_option", sa.Text),
    sa.Column("salary_min", sa.Integer),
    sa.Column("salary_max", sa.Integer),
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("description", sa.Text),
    sa.Column("required_skills", JSONB, nullable=False),
    sa.Column("nice_to_have_skills", JSONB, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("is_public", sa.Boolean, nullable=False),
    created_at(EFFECTIVE_TIME),
    *activity_columns(),
    *feature_columns(),
    folded_column("title"),
    *(folded_column(name, nullable=True) for name in ("department", "location", "remote_option")),
    sa.CheckConstraint("salary_min <= salary_max", name="jobs_salary_range"),
    foreign_key("jobs", "created_by", "created_by_user_id", "users", ondelete=None),
    sa.Index("jobs_created_by_idx", "org_id", "created_by_user_id"),
    sa.Index("jobs_status_idx", "org_id", "status", "id"),
    sa.Index("jobs_title_idx", "org_id", "id", postgresql_include=["status", folded_name("title")]),
    parts_index("jobs_place_idx", "location", "remote_option", "department"),
    sa.Index("jobs_name_idx", "org_id", folded_name("title"), "id"),
    sa.Index("jobs_activity_idx", "org_id", "activity_at", "id"),
    sa.Index("jobs_version_idx", "org_id", "version", "id"),
    sa.Index("jobs_engine_idx", "org_id", "engine"),
    info={"matched": MATCHING_JOB_FIELDS},
)

MATCHING_ROWS = with_features(jobs)

JOB_SUMMARIES = select_summaries(
    jobs, jobs.c.title, jobs.c.location, jobs.c.required_skills.concat(jobs.c.nice_to_have_skills), jobs.c.department
)

_NUMBER = sa.func.count().label("number")
STATUS_COUNTS = Statement(
    sa.select(jobs.c.status, _NUMBER)
    .where(in_organisation(jobs))
    .group_by(jobs.c.status)
    .order_by(_NUMBER.desc(), jobs.c.status.collate("C"))
)

JOB_PARTS = (
    {"query": ["title"], "title": ["title"]},
    {"location": ["location", "remote_option"], "department": ["department"]},
)
"""Criteria that are parts of columns, in a group for each index that has these."""

JOB_ORDERS = {
    Sort.ID: BY_ID,
    Sort.NEWEST: NEWEST_FIRST,
    Sort.NAME: Order(jobs.c.title_folded),
    Sort.ACTIVITY: Order(jobs.c.activity_at, is_descending=True),
}


@lru_cache(MOST_CACHED)
def search_statement(names: frozenset[str], sort: Sort) -> Statement:
    """Select the total and a page of jobs."""
    conditions = [
        in_organisation(jobs),
        *time_conditions(jobs.c.created_at, names),
        *time_conditions(jobs.c.changed_at, names, "changed_"),
        *(_has_skill(name) for name in searches.skill_parameters(names)),
    ]
    if "status" in names:
        conditions.append(jobs.c.status == sa.bindparam("status"))
    if "ids" in names:
        conditions.append(jobs.c.id == sa.bindparam("ids", type_=ARRAY(sa.BigInteger)).any_())
    searches_text = "search" in names
    among = [ids_by_text(job_texts, PARTS[:2], names)] if searches_text else []
    among += rows_containing(jobs, JOB_PARTS, names)
    return ordered(jobs, conditions, JOB_ORDERS[sort], among=among, searches_text=searches_text)


def _has_skill(name: str) -> sa.ColumnElement[bool]:
    skill = sa.func.jsonb_array_elements_text(jobs.c.required_skills.concat(jobs.c.nice_to_have_skills))
    listed = skill.table_valued("name")
    in_lists = sa.exists(sa.select(1).select_from(listed).where(searches.matches_skill(listed.c.name, name)))
    return sa.or_(searches.matches_skill(jobs.c.title, name), in_lists)


class PostgresJobs(FeatureRows[Job]):
    """Repository of jobs."""

    def __init__(self, session: Session) -> None:
        super().__init__("job", jobs, MATCHING_ROWS, Job, session)

    async def add(self, details: JobDetails, *, created_by_user_id: int) -> Job:
        """Store a job."""
        return await self.insert({**field_values(details), "created_by_user_id": created_by_user_id})

    async def page(self, window: Window, *, status: str | None = None, q: str | None = None) -> Page[Job]:
        """Return a page of jobs."""
        equal = {} if status is None else {"status": status}
        return await self.select_page(window, equal, like={"title": q} if q else {})

    async def search(self, window: Window, criteria: JobSearch, sort: Sort = Sort.ID) -> Page[Job]:
        """Return a page of the jobs that meet the criteria."""
        values = searches.search_parameters(criteria, set(chain(*JOB_PARTS)), self._session.org_id)
        return await self.fetch_page(window, search_statement(frozenset(values), sort), values, JOB_ORDERS[sort])

    async def status_counts(self) -> Mapping[str, int]:
        """Return the number of jobs with each status."""
        return {row["status"]: row["number"] for row in await self.fetch(STATUS_COUNTS)}

    async def summaries(self, limit: int) -> Sequence[JobSummary]:
        """Return summaries of the first jobs."""
        return [JobSummary(*row) for row in await self.fetch(JOB_SUMMARIES, limit=limit)]
