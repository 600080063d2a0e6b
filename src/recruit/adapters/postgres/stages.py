"""Stages of jobs in PostgreSQL."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert

from recruit.adapters.postgres.engine.columns import created_at, foreign_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows, new_values
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, clamped_id, entity_columns
from recruit.adapters.postgres.engine.table_statements import (
    FENCE,
    ORG_ID,
    ids_parameter,
    in_organisation,
    row_by_id,
    rows_of_lists,
)
from recruit.adapters.postgres.jobs import jobs
from recruit.adapters.postgres.pipeline_templates import STAGE_FIELDS, default_stages, stages_of_json
from recruit.domain.pipelines.model import MOST_STAGES, JobPipeline, Stage, StageDetails, StageType
from recruit.domain.shared.errors import NotFound

stages = tenant_table(
    "stages",
    sa.Column("job_id", sa.BigInteger, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("requires_reason", sa.Boolean, nullable=False),
    created_at(),
    sa.UniqueConstraint("org_id", "job_id", "key", name="stages_key_key"),
    foreign_key("stages", "job", "job_id", "jobs"),
)

ONE = sa.literal_column("1", sa.Integer)
AFTER_TEMPLATE = sa.literal_column(str(MOST_STAGES), sa.Integer)

JOB_ID = sa.bindparam("job_id", type_=sa.BigInteger)

_COLUMNS = (*STAGE_FIELDS, "position")

JOB_STAGES = Statement(
    sa.select(*entity_columns(stages), sa.case((stages.c.id.is_(None), default_stages())).label("template"))
    .select_from(jobs.outerjoin(stages, sa.and_(stages.c.org_id == jobs.c.org_id, stages.c.job_id == jobs.c.id)))
    .where(row_by_id(jobs))
    .order_by(stages.c.position, stages.c.id)
)
"""The stages of a job, or one row of nulls with the default stages. No rows for a job that doesn't exist."""

LOCK_JOB = Statement(sa.select(jobs.c.id).where(row_by_id(jobs)).with_for_update(key_share=True))
"""A lock that doesn't block new applications."""

_REQUESTED = ids_parameter("ids")
_STAGES_OF_ONE = (
    sa.select(*entity_columns(stages))
    .where(in_organisation(stages), stages.c.job_id == _REQUESTED.c.id)
    .offset(FENCE)
    .lateral("row")
)

STAGES_OF_JOBS = Statement(sa.select(_STAGES_OF_ONE).select_from(_REQUESTED.join(_STAGES_OF_ONE, sa.true())))
"""Takes no locks, which would be writes: a key refuses a move to a stage that is removed meanwhile."""

STAGE_NAMES = Statement(sa.select(stages.c.key, stages.c.name).where(in_organisation(stages)).distinct())
DEFAULT_STAGES = Statement(sa.select(default_stages().label("template")))

_NEW = rows_of_lists("new", {f"new_{name}": stages.c[name] for name in _COLUMNS})
_UPSERT = insert(stages).from_select(["org_id", "job_id", *_COLUMNS], sa.select(ORG_ID, JOB_ID, *_NEW.c))
_CHANGEABLE = [name for name in _COLUMNS if name != "key"]

UPSERT_STAGES = Statement(
    _UPSERT.on_conflict_do_update(
        constraint="stages_key_key",
        set_={name: _UPSERT.excluded[name] for name in _CHANGEABLE},
        where=sa.or_(*(stages.c[name].is_distinct_from(_UPSERT.excluded[name]) for name in _CHANGEABLE)),
    )
)
"""Each parameter is the list of one column's values. Stages without changes aren't written."""

DELETE_STAGES = Statement(
    sa.delete(stages).where(
        in_organisation(stages),
        stages.c.job_id == JOB_ID,
        stages.c.key == sa.func.any(sa.bindparam("removed", type_=ARRAY(sa.Text))),
    )
)


def stage_exists(target: sa.FromClause, status: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Return the condition that the job `target.job_id` has a stage for a status."""
    known = stages.alias("known")
    return sa.exists(
        sa.select(ONE).where(in_organisation(known), known.c.job_id == target.c.job_id, known.c.key == status)
    )


def missing_stages(target: sa.FromClause, status: sa.ColumnElement[str]) -> sa.CTE:
    """Insert the stages that an application of the job `target.job_id` needs for a status.

    A job without stages gets the default ones. A status without a stage gets one after all others; its name and type
    are the parameters `stage_name` and `stage_type`. Callers try a statement without this part first: it takes a third
    longer with it, even if nothing is missing.
    """
    own = stages.alias("own")
    of_job = (in_organisation(own), own.c.job_id == target.c.job_id)
    elements = sa.func.jsonb_array_elements(default_stages())
    element = elements.table_valued(sa.column("stage", JSONB), with_ordinality="place", name="element").render_derived()
    values = {name: element.c.stage[sa.literal_column(f"'{name}'")].astext for name in STAGE_FIELDS}
    values["requires_reason"] = sa.cast(values["requires_reason"], sa.Boolean)
    from_template = (
        sa.select(
            *(value.label(name) for name, value in values.items()),
            sa.cast(element.c.place, sa.Integer).label("position"),
        )
        .where(~sa.exists(sa.select(ONE).where(*of_job).correlate(target)))
        .correlate(target)
    )
    last = sa.select(sa.func.max(own.c.position)).where(*of_job).correlate(target).scalar_subquery()
    inferred = sa.select(
        status,
        sa.bindparam("stage_name", type_=sa.Text),
        sa.bindparam("stage_type", type_=sa.Text),
        sa.false(),
        sa.func.coalesce(last, AFTER_TEMPLATE) + ONE,
    ).correlate(target)
    added = sa.union_all(from_template, inferred).lateral("added")
    chosen = (
        sa.select(ORG_ID, target.c.job_id, *(added.c[name] for name in _COLUMNS))
        .select_from(target.join(added, sa.true()))
        .where(~stage_exists(target, status))
        .order_by(added.c.position)
    )
    return insert(stages).from_select(["org_id", "job_id", *_COLUMNS], chosen).on_conflict_do_nothing().cte("made")


class PostgresStages:
    """Repository of the stages of jobs."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("job", stages, _stage, session)

    async def of_job(self, job_id: int) -> JobPipeline:
        """Return the stages of a job."""
        rows = [dict(row) for row in await self._rows.fetch(JOB_STAGES, key_id=job_id)]
        if not rows:
            raise NotFound("job", job_id)
        templates = [row.pop("template") for row in rows]
        if templates[0] is not None:
            return JobPipeline(job_id=job_id, stages=stages_of_json(templates[0]), inherited=True)
        return _pipeline([_stage(**row) for row in rows])

    async def of_jobs(self, job_ids: Sequence[int]) -> Mapping[int, JobPipeline]:
        """Return the stored stages of jobs."""
        found: dict[int, list[Stage]] = {}
        for row in await self._rows.fetch(STAGES_OF_JOBS, ids=[clamped_id(key) for key in job_ids]):
            found.setdefault(row["job_id"], []).append(_stage(**row))
        ordered = (sorted(own, key=lambda stage: (stage.position, stage.id)) for own in found.values())
        return {own[0].job_id: _pipeline(own) for own in ordered}

    async def names(self) -> Sequence[tuple[str, str]]:
        """Return the distinct keys and names of stages."""
        stored = await self._rows.fetch(STAGE_NAMES)
        (default,) = await self._rows.fetch(DEFAULT_STAGES)
        found = {(stage.key, stage.name) for stage in stages_of_json(default["template"])}
        return sorted(found | {(row["key"], row["name"]) for row in stored})

    async def lock(self, job_id: int) -> JobPipeline:
        """Lock the stages of a job and return them."""
        await self._rows.fetch_row(job_id, LOCK_JOB)
        return await self.of_job(job_id)

    async def put(self, job_id: int, stages: Sequence[StageDetails]) -> None:
        """Store stages of a job."""
        columns = {name: [getattr(stage, name) for stage in stages] for name in STAGE_FIELDS}
        positions = list(range(1, len(stages) + 1))
        await self._rows.fetch(UPSERT_STAGES, job_id=job_id, **new_values({**columns, "position": positions}))

    async def remove(self, job_id: int, keys: Sequence[str]) -> None:
        """Remove stages of a job."""
        await self._rows.fetch(DELETE_STAGES, job_id=job_id, removed=list(keys))


def _pipeline(stages: Sequence[Stage]) -> JobPipeline:
    return JobPipeline(job_id=stages[0].job_id, stages=stages, inherited=False)


def _stage(type: str, **columns: Any) -> Stage:
    return Stage(type=StageType(type), **columns)
