"""Stages of jobs in PostgreSQL."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert

from recruit.adapters.postgres.engine.columns import created_at, foreign_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows, new_values
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, clamped_id, entity_columns
from recruit.adapters.postgres.engine.table_statements import (
    FENCE,
    ids_parameter,
    in_organisation,
    of_organisation,
    row_by_id,
    rows_of_lists,
)
from recruit.adapters.postgres.jobs import jobs
from recruit.adapters.postgres.pipeline_templates import STAGE_FIELDS, default_stages, stages_of_json
from recruit.domain.pipelines import inference
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
    draws_ids=True,
)

JOB_ID = sa.bindparam("job_id", type_=sa.BigInteger)

_COLUMNS = (*STAGE_FIELDS, "position")

JOB_STAGES = Statement(
    sa.select(*entity_columns(stages), sa.case((stages.c.id.is_(None), default_stages())).label("template"))
    .select_from(jobs.outerjoin(stages, sa.and_(in_organisation(stages), stages.c.job_id == jobs.c.id)))
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

_INSERTED = ("id", *_COLUMNS)
_NEW = rows_of_lists("new", {f"new_{name}": stages.c[name] for name in _INSERTED})
_UPSERT = insert(stages).from_select(["org_id", "job_id", *_INSERTED], of_organisation(_NEW, JOB_ID, *_NEW.c))
_CHANGEABLE = [name for name in _COLUMNS if name != "key"]

UPSERT_STAGES = Statement(
    _UPSERT.on_conflict_do_update(
        constraint="stages_key_key",
        set_={name: _UPSERT.excluded[name] for name in _CHANGEABLE},
        where=sa.or_(*(stages.c[name].is_distinct_from(_UPSERT.excluded[name]) for name in _CHANGEABLE)),
    )
)
"""Each parameter is the list of one column's values. Stages without changes aren't written."""

INSERT_MISSING_STAGES = Statement(_UPSERT.on_conflict_do_nothing(constraint="stages_key_key"))
"""The same without changes of existing stages."""

DELETE_STAGES = Statement(
    sa.delete(stages).where(
        in_organisation(stages),
        stages.c.job_id == JOB_ID,
        stages.c.key == sa.func.any(sa.bindparam("removed", type_=ARRAY(sa.Text))),
    )
)


def stage_exists(target: sa.FromClause, status: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Return the condition that the job `target.job_id` has a stage for a status.

    It looks up one stage. For EXISTS as an alternative to another condition, PostgreSQL reads the stages of all jobs.
    """
    known = stages.alias("known")
    of_job = sa.and_(in_organisation(known), known.c.job_id == target.c.job_id, known.c.key == status)
    return sa.select(known.c.key).where(of_job).scalar_subquery().is_not(None)


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
        async with self._rows.atomic():
            await self._store(UPSERT_STAGES, job_id, stages, range(1, len(stages) + 1))

    async def complete(self, job_id: int, status: str | None) -> str:
        """Store the stages that an application needs for a status, and return its stage's key.

        A job without stages gets the default ones. A status without a stage gets one after all others. Call it in a
        transaction, to whose end the job is locked: no other one can remove it, or the stage, before the application
        is there. Raises NotFound.
        """
        pipeline = await self.lock(job_id)
        key = pipeline.key_for(status)
        missing = list(pipeline.stages) if pipeline.inherited else []
        positions = list(range(1, len(missing) + 1))
        if all(stage.key != key for stage in pipeline.stages):
            missing.append(inference.inferred_stage(key))
            own = [stage.position for stage in pipeline.stages if isinstance(stage, Stage)]
            positions.append(max(own, default=MOST_STAGES) + 1)
        await self._store(INSERT_MISSING_STAGES, job_id, missing, positions)
        return key

    async def _store(
        self, statement: Statement, job_id: int, stages: Sequence[StageDetails], positions: Sequence[int]
    ) -> None:
        columns = {name: [getattr(stage, name) for stage in stages] for name in STAGE_FIELDS}
        ids = await self._rows.draw_ids(len(stages))
        values = new_values({"id": ids, "position": list(positions), **columns})
        await self._rows.fetch(statement, job_id=job_id, **values)

    async def remove(self, job_id: int, keys: Sequence[str]) -> None:
        """Remove stages of a job."""
        await self._rows.fetch(DELETE_STAGES, job_id=job_id, removed=list(keys))


def _pipeline(stages: Sequence[Stage]) -> JobPipeline:
    return JobPipeline(job_id=stages[0].job_id, stages=stages, inherited=False)


def _stage(type: str, **columns: Any) -> Stage:
    return Stage(type=StageType(type), **columns)
