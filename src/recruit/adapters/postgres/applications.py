"""Applications in PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, aggregate_order_by

from recruit.adapters.postgres.engine.columns import (
    EFFECTIVE_TIME,
    NOT_IN_ENTITY,
    created_at,
    folded_name,
    foreign_key,
    tenant_table,
)
from recruit.adapters.postgres.engine.pages import contains, contains_pattern, search, time_conditions
from recruit.adapters.postgres.engine.rows import TableRows, new_values
from recruit.adapters.postgres.engine.searches import filter_parameters
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, clamped_id, entity_columns
from recruit.adapters.postgres.engine.table_statements import (
    FENCE,
    LIMIT,
    MOMENT,
    by_key,
    changed_now,
    ids_parameter,
    in_organisation,
    insert_selected,
    update_of,
)
from recruit.adapters.postgres.jobs import jobs
from recruit.adapters.postgres.pipeline_templates import STAGE_FIELDS, stage_details
from recruit.adapters.postgres.rejection_reasons import MARK_AS_USED
from recruit.adapters.postgres.stages import JOB_ID, PostgresStages, stage_exists, stages
from recruit.adapters.postgres.tag_filters import candidate_tags, tags
from recruit.domain.applications.model import (
    ALL_CARDS,
    LADDER,
    Application,
    ApplicationDetails,
    Card,
    CardFilter,
    CardPlace,
    LatestApplication,
    Move,
    QueuePlace,
)
from recruit.domain.pipelines.model import JobOverview, StageCount, StageType
from recruit.domain.search.model import ApplicationSearch, Waiting
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values, given
from recruit.domain.tags.model import TagDetails
from recruit.ports.changes import Changes

applications = tenant_table(
    "applications",
    sa.Column("job_id", sa.BigInteger, nullable=False),
    sa.Column("candidate_id", sa.BigInteger, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("fit_score", sa.Integer),
    created_at(EFFECTIVE_TIME),
    sa.Column(
        "status_since", sa.DateTime(timezone=True), nullable=False, server_default=EFFECTIVE_TIME, info=NOT_IN_ENTITY
    ),
    sa.Column("changed_at", sa.DateTime(timezone=True), server_default=sa.func.now(), info=NOT_IN_ENTITY),
    sa.Column("reason_id", sa.BigInteger),
    sa.Column("move_note", sa.Text),
    sa.UniqueConstraint("org_id", "job_id", "candidate_id", name="applications_pair_key"),
    foreign_key("applications", "job", "job_id", "jobs"),
    foreign_key("applications", "candidate", "candidate_id", "candidates"),
    foreign_key("applications", "reason", "reason_id", "rejection_reasons", ondelete=None),
    sa.ForeignKeyConstraint(
        ["org_id", "job_id", "status"], ["stages.org_id", "stages.job_id", "stages.key"], name="applications_stage_fkey"
    ),
    sa.Index("applications_job_idx", "org_id", "job_id", "id", postgresql_include=["candidate_id"]),
    sa.Index("applications_candidate_idx", "org_id", "candidate_id", "id", postgresql_include=["job_id"]),
    sa.Index("applications_status_idx", "org_id", "status", "id", postgresql_include=["candidate_id", "job_id"]),
    sa.Index("applications_source_idx", "org_id", "source", "candidate_id"),
    sa.Index("applications_waiting_idx", "org_id", "status_since", "id"),
    sa.Index("applications_stage_idx", "org_id", "job_id", "status", "id"),
    sa.Index("applications_reason_idx", "org_id", "reason_id", postgresql_where=sa.text("reason_id IS NOT NULL")),
    info={"of_status": ("reason_id", "move_note")},
    draws_ids=True,
)
LOCK_APPLICATIONS = Statement(
    sa.select(*entity_columns(applications))
    .where(in_organisation(applications), applications.c.candidate_id == sa.bindparam("candidate_id"))
    .order_by(applications.c.id)
    .with_for_update()
)

_REQUESTED = ids_parameter("ids")
_LOCKED = (
    by_key(sa.select(*entity_columns(applications)), applications, _REQUESTED.c.id).with_for_update().lateral("row")
)

LOCK_APPLICATIONS_BY_ID = Statement(sa.select(_LOCKED).select_from(_REQUESTED.join(_LOCKED, sa.true())))
"""Locks in ascending id, as rows are looked up one after another, so that transactions can't deadlock."""

_STATUS = sa.bindparam("new_status", type_=sa.Text)
_SINCE = sa.bindparam("new_since", type_=sa.DateTime(timezone=True))


@cache
def application_added(names: tuple[str, ...]) -> Statement:
    """Insert an application and return it, if its job has the stage."""
    values = sa.select(
        stages.c.org_id, *(sa.bindparam(f"new_{name}", type_=applications.c[name].type) for name in names)
    ).where(
        in_organisation(stages),
        stages.c.job_id == sa.bindparam("new_job_id", type_=sa.BigInteger),
        stages.c.key == _STATUS,
    )
    return Statement(insert_selected(applications, names, values), is_attempt=True)


@cache
def status_changed(names: tuple[str, ...]) -> Statement:
    """Set columns of an application, its status too, and return it, if its job has the stage."""
    changed = update_of(applications, names)
    has_stage = sa.or_(applications.c.status == _STATUS, stage_exists(applications, _STATUS))
    return Statement(changed.where(has_stage), is_attempt=True)


def _moved(*conditions: sa.ColumnElement[bool]) -> sa.Update:
    is_same = applications.c.status == _STATUS
    values = {
        "status": _STATUS,
        "status_since": sa.case((is_same, applications.c.status_since), (_SINCE.is_not(None), _SINCE), else_=MOMENT),
        "reason_id": sa.bindparam("new_reason_id", type_=sa.BigInteger),
        "move_note": sa.bindparam("new_move_note", type_=sa.Text),
        **changed_now(applications),
    }
    return sa.update(applications).where(in_organisation(applications), *conditions).values(values)


MOVE_APPLICATIONS = Statement(_moved(applications.c.id == _REQUESTED.c.id).returning(*entity_columns(applications)))

MOVE_STAGES = Statement(
    _moved(
        applications.c.job_id == JOB_ID,
        applications.c.status == sa.func.any(sa.bindparam("statuses", type_=ARRAY(sa.Text))),
    )
)

_PEOPLE = sa.table(
    "candidates",
    *(sa.column(name) for name in ("org_id", "id", "full_name", "current_title", "headline", folded_name("full_name"))),
)
"""The table of candidates, whose module imports this one."""


def _shown(names: AbstractSet[str]) -> list[sa.ColumnElement[bool]]:
    """Return the conditions of a `CardFilter` that has criteria of these names. Candidates are looked up by id."""
    person = [in_organisation(_PEOPLE), _PEOPLE.c.id == applications.c.candidate_id]
    name = sa.select(_PEOPLE.c[folded_name("full_name")]).where(*person).correlate(applications).scalar_subquery()
    pair = [in_organisation(candidate_tags), candidate_tags.c.candidate_id == applications.c.candidate_id]
    tagged = sa.exists().where(*pair, candidate_tags.c.tag_id == sa.bindparam("tag_id", type_=sa.BigInteger))
    conditions = {
        "name": contains(name, "name"),
        "tag_id": tagged.correlate(applications),
        "source": applications.c.source == sa.bindparam("source", type_=sa.Text),
        "ids": applications.c.id == sa.func.any(sa.bindparam("ids", type_=ARRAY(sa.BigInteger))),
    }
    return [conditions[name] for name in sorted(names)]


def _in_stage(*conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    """Count the applications in the stage of a row of `stages`.

    Counting stage by stage in an index takes a fifth of the time of grouping a job's applications.
    """
    of_stage = (applications.c.job_id == stages.c.job_id, applications.c.status == stages.c.key)
    counted = sa.select(sa.func.count()).where(in_organisation(applications), *of_stage, *conditions)
    return counted.correlate(stages).scalar_subquery().label("number")


@cache
def stage_counts(names: frozenset[str]) -> Statement:
    """Count the applications in each stage of a job that meet a `CardFilter` with criteria of these names."""
    return Statement(
        sa.select(stages.c.key, _in_stage(*_shown(names)))
        .where(in_organisation(stages), stages.c.job_id == JOB_ID)
        .order_by(stages.c.position, stages.c.id)
    )


_CREATED = by_key(sa.select(jobs.c.created_at), jobs, _REQUESTED.c.id).lateral("job")
_COUNTED = (
    sa.select(*(stages.c[name] for name in (*STAGE_FIELDS, "position", "id")), _in_stage())
    .where(in_organisation(stages), stages.c.job_id == _REQUESTED.c.id)
    .correlate(_REQUESTED)
    .offset(FENCE)
    .lateral("stage")
)
OVERVIEWS = Statement(
    sa.select(
        _REQUESTED.c.id.label("job_id"),
        _CREATED.c.created_at,
        *(_COUNTED.c[name] for name in (*STAGE_FIELDS, "number")),
    )
    .select_from(_REQUESTED.join(_CREATED, sa.true()).outerjoin(_COUNTED, sa.true()))
    .order_by(_REQUESTED.c.id, _COUNTED.c.position, _COUNTED.c.id)
)
"""The creation times of jobs and their stages, with the number of applications in each: one row for a job without."""

SOURCES = Statement(
    sa.select(applications.c.source)
    .where(in_organisation(applications), applications.c.job_id == JOB_ID)
    .group_by(applications.c.source)
)


def _all_sources() -> Statement:
    """Select the sources of all applications, each by a search in the index: there are few, and many applications."""
    source = sa.select(applications.c.source).where(in_organisation(applications)).order_by(applications.c.source)
    found = source.limit(sa.literal_column("1")).cte("found", recursive=True)
    later = source.where(applications.c.source > found.c.source).limit(sa.literal_column("1")).correlate(found)
    found = found.union_all(sa.select(later.scalar_subquery()).where(found.c.source.is_not(None)))
    return Statement(sa.select(found.c.source).where(found.c.source.is_not(None)))


ALL_SOURCES = _all_sources()


STAGES_OF_PEOPLE = Statement(
    sa.select(applications.c.candidate_id, stages.c.name)
    .join_from(
        applications,
        stages,
        sa.and_(
            in_organisation(stages), stages.c.job_id == applications.c.job_id, stages.c.key == applications.c.status
        ),
    )
    .where(
        in_organisation(applications),
        applications.c.job_id == JOB_ID,
        applications.c.candidate_id == sa.func.any(sa.bindparam("ids", type_=ARRAY(sa.BigInteger))),
    )
)


@cache
def latest_applications(*, among: bool) -> Statement:
    """Select the newest application of each of some candidates, among those for some jobs only if `among` is set."""
    wanted = [in_organisation(applications), applications.c.candidate_id == _REQUESTED.c.id]
    if among:
        wanted.append(applications.c.job_id == sa.func.any(sa.bindparam("job_ids", type_=ARRAY(sa.BigInteger))))
    latest = (
        sa.select(
            applications.c.id, applications.c.job_id, applications.c.status, sa.func.count().over().label("total")
        )
        .where(*wanted)
        .order_by(applications.c.id.desc())
        .limit(sa.literal_column("1"))
        .lateral("latest")
    )
    job = by_key(sa.select(jobs.c.title), jobs, latest.c.job_id).lateral("job")
    of_job = (stages.c.job_id == latest.c.job_id, stages.c.key == latest.c.status)
    stage = sa.select(stages.c.name).where(in_organisation(stages), *of_job).offset(FENCE).lateral("stage")
    return Statement(
        sa.select(
            latest.c.id,
            _REQUESTED.c.id.label("candidate_id"),
            latest.c.job_id,
            job.c.title.label("job_title"),
            stage.c.name.label("stage"),
            latest.c.total,
        ).select_from(_REQUESTED.join(latest, sa.true()).join(job, sa.true()).join(stage, sa.true()))
    )


_STAGE = (
    sa.func.unnest(sa.bindparam("stages", type_=ARRAY(sa.Text)))
    .table_valued(sa.column("key", sa.Text), with_ordinality="place", name="wanted")
    .render_derived()
)


@cache
def cards(names: frozenset[str]) -> Statement:
    """Select the first applications of each stage that meet a `CardFilter` with criteria of these names.

    They are read from the index of stages.
    """
    first = (
        sa.select(
            *(applications.c[name] for name in ("id", "candidate_id", "status", "source")),
            applications.c.status_since.label("since"),
        )
        .where(
            in_organisation(applications),
            applications.c.job_id == JOB_ID,
            applications.c.status == _STAGE.c.key,
            applications.c.id > sa.bindparam("after", type_=sa.BigInteger),
            *_shown(names),
        )
        .order_by(applications.c.id)
        .limit(LIMIT)
        .lateral("first")
    )
    pair = sa.and_(in_organisation(tags), candidate_tags.c.tag_id == tags.c.id)
    tag = sa.func.jsonb_build_array(tags.c.name, tags.c.colour)
    tagged = (
        sa.select(sa.func.jsonb_agg(aggregate_order_by(tag, tags.c.id), type_=JSONB))
        .select_from(candidate_tags.join(tags, pair))
        .where(in_organisation(candidate_tags), candidate_tags.c.candidate_id == first.c.candidate_id)
        .correlate(first)
        .scalar_subquery()
    )
    return Statement(
        sa.select(
            first,
            _PEOPLE.c.full_name.label("name"),
            sa.func.coalesce(_PEOPLE.c.current_title, _PEOPLE.c.headline).label("title"),
            tagged.label("tags"),
        )
        .select_from(_STAGE.join(first, sa.true()))
        .join(_PEOPLE, sa.and_(in_organisation(_PEOPLE), _PEOPLE.c.id == first.c.candidate_id))
        .order_by(_STAGE.c.place, first.c.id)
    )


@cache
def card_places(names: frozenset[str]) -> Statement:
    """Select all applications in stages that meet a `CardFilter` with criteria of these names."""
    columns = (applications.c[name] for name in ("id", "candidate_id", "status"))
    return Statement(
        sa.select(*columns, applications.c.status_since.label("since")).where(
            in_organisation(applications),
            applications.c.job_id == JOB_ID,
            applications.c.status == sa.func.any(sa.bindparam("stages", type_=ARRAY(sa.Text))),
            *_shown(names),
        )
    )


_ID = sa.bindparam("key_id", type_=sa.BigInteger)
_PLACES = (
    sa.select(
        sa.func.count().filter(applications.c.id <= _ID).label("position"),
        sa.func.count().label("total"),
        sa.func.max(applications.c.id).filter(applications.c.id < _ID).label("before_id"),
        sa.func.min(applications.c.id).filter(applications.c.id > _ID).label("after_id"),
    )
    .where(
        in_organisation(applications),
        applications.c.job_id == JOB_ID,
        applications.c.status == sa.bindparam("status", type_=sa.Text),
    )
    .subquery()
)
_BEFORE, _AFTER = applications.alias("before"), applications.alias("after")
QUEUE_PLACE = Statement(
    sa.select(
        _PLACES.c.position,
        _PLACES.c.total,
        _BEFORE.c.candidate_id.label("before"),
        _AFTER.c.candidate_id.label("after"),
    )
    .select_from(_PLACES)
    .outerjoin(_BEFORE, sa.and_(in_organisation(_BEFORE), _BEFORE.c.id == _PLACES.c.before_id))
    .outerjoin(_AFTER, sa.and_(in_organisation(_AFTER), _AFTER.c.id == _PLACES.c.after_id))
)
"""The place of an application in its stage, and the candidates of its neighbours."""


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


PAUSED = sa.bindparam("paused", type_=ARRAY(sa.Text))

IS_WAITING = ~sa.exists().where(
    in_organisation(stages),
    stages.c.job_id == applications.c.job_id,
    stages.c.key == applications.c.status,
    stages.c.type == sa.func.any(sa.bindparam("settled", type_=ARRAY(sa.Text))),
)
"""The condition that an application is in a stage of a type that isn't in `settled`."""


@cache
def longest_waiting(names: frozenset[str]) -> Statement:
    """Select applications in stages of types that aren't in `settled`, and the time that they came, oldest first."""
    return Statement(
        sa.select(*entity_columns(applications), applications.c.status_since)
        .where(*_applications(names), IS_WAITING)
        .order_by(applications.c.status_since, applications.c.id)
        .limit(LIMIT)
    )


def _applications(names: frozenset[str]) -> list[sa.ColumnElement[bool]]:
    equal = [applications.c[name] == sa.bindparam(name) for name in sorted(names - {"since", "until", "ids", "paused"})]
    if "ids" in names:
        equal.append(applications.c.id == sa.bindparam("ids", type_=ARRAY(sa.BigInteger)).any_())
    if "paused" in names:
        of_application = (in_organisation(jobs), jobs.c.id == applications.c.job_id)
        equal.append(~sa.exists().where(*of_application, jobs.c.status == sa.func.any(PAUSED)))
    came = applications.c.status_since if "status" in names else applications.c.created_at
    return [in_organisation(applications), *equal, *time_conditions(came, names)]


class PostgresApplications(TableRows[Application]):
    """Repository of applications."""

    def __init__(self, session: Session) -> None:
        super().__init__("application", applications, Application, session)
        self._stages = PostgresStages(session)

    async def add(self, details: ApplicationDetails) -> Application:
        """Store an application, and the stages that its job lacks for it."""
        fields = field_values(details) | {"status": details.status or LADDER[0]}
        rows = await self.insert_selected(application_added, fields)
        if not rows:
            async with self.atomic():
                fields["status"] = await self._stages.complete(details.job_id, details.status)
                rows = await self.insert_selected(application_added, fields)
        return Application(**rows[0])

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

    async def change(self, application_id: int, changes: Changes) -> Application:
        """Set columns."""
        if "status" not in changes:
            return await super().change(application_id, changes)
        values: dict[str, Any] = dict(changes)
        names = tuple(sorted(values))
        statement = status_changed(names)
        rows = await self.fetch(statement, key_id=clamped_id(application_id), **new_values(values))
        if rows:
            return Application(**rows[0])
        async with self.atomic():
            job_id = (await self.lock(application_id)).job_id
            values["status"] = await self._stages.complete(job_id, values["status"])
            return await self.fetch_one(application_id, statement, **new_values(values))

    async def lock_all(self, ids: Sequence[int]) -> Sequence[Application]:
        """Lock applications in ascending id and return them."""
        rows = await self.fetch(LOCK_APPLICATIONS_BY_ID, ids=[clamped_id(key) for key in ids])
        return [Application(**row) for row in rows]

    async def move(self, ids: Sequence[int], move: Move) -> Sequence[Application]:
        """Put applications into a stage, and mark the reason as used."""
        async with self.atomic():
            if move.reason_id is not None:
                await self.fetch(MARK_AS_USED, key_id=move.reason_id)
            rows = await self.fetch(MOVE_APPLICATIONS, ids=[clamped_id(key) for key in ids], **_values_of(move))
        return sorted((Application(**row) for row in rows), key=lambda application: application.id)

    async def move_all(self, job_id: int, stages: Sequence[str], to: str) -> None:
        """Put all applications in stages of a job into another one."""
        await self.fetch(MOVE_STAGES, job_id=job_id, statuses=list(stages), **_values_of(Move(stage=to)))

    async def search(self, window: Window, criteria: ApplicationSearch) -> Page[Application]:
        """Return a page of the applications that meet the criteria."""
        values = given(field_values(criteria))
        return await self.fetch_page(window, search_statement(frozenset(values)), values)

    async def counts(self, criteria: ApplicationSearch) -> Mapping[str, int]:
        """Return the number of applications by status."""
        values = given(field_values(criteria))
        rows = await self.fetch(counts(frozenset(values)), **values)
        return {row["status"]: row["number"] for row in rows}

    async def stage_counts(self, job_id: int, criteria: CardFilter = ALL_CARDS) -> Mapping[str, int]:
        """Return the number of applications in each stage of a job."""
        values = _values_of_filter(criteria)
        rows = await self.fetch(stage_counts(frozenset(values)), job_id=job_id, **values)
        return {row["key"]: row["number"] for row in rows}

    async def overviews(self, job_ids: Sequence[int]) -> Mapping[int, JobOverview]:
        """Return the stages of jobs with the numbers of their applications."""
        rows = await self.fetch(OVERVIEWS, ids=[clamped_id(key) for key in job_ids])
        created_at = {row["job_id"]: row["created_at"] for row in rows}
        found: dict[int, list[StageCount]] = {job_id: [] for job_id in created_at}
        for row in rows:
            if row["key"] is not None:
                stage = stage_details(**{name: row[name] for name in STAGE_FIELDS})
                found[row["job_id"]].append(StageCount(stage, row["number"]))
        return {job_id: JobOverview(created_at[job_id], own) for job_id, own in found.items()}

    async def sources(self, job_id: int | None = None) -> Sequence[str]:
        """Return the sources of applications."""
        rows = await (self.fetch(ALL_SOURCES) if job_id is None else self.fetch(SOURCES, job_id=job_id))
        return sorted(row["source"] for row in rows)

    async def stages_of_people(self, job_id: int, candidate_ids: Sequence[int]) -> Mapping[int, str]:
        """Return the names of the stages of candidates."""
        rows = await self.fetch(STAGES_OF_PEOPLE, job_id=job_id, ids=list(candidate_ids))
        return {row["candidate_id"]: row["name"] for row in rows}

    async def latest_of_candidates(
        self, candidate_ids: Sequence[int], job_ids: Collection[int] | None = None
    ) -> Sequence[LatestApplication]:
        """Return the newest application of each candidate."""
        among = {} if job_ids is None else {"job_ids": list(job_ids)}
        statement = latest_applications(among=bool(among))
        rows = await self.fetch(statement, ids=[clamped_id(key) for key in candidate_ids], **among)
        return sorted((LatestApplication(**row) for row in rows), key=lambda latest: latest.candidate_id)

    async def cards(
        self, job_id: int, stages: Sequence[str], limit: int, after: int = 0, criteria: CardFilter = ALL_CARDS
    ) -> Sequence[Card]:
        """Return the first applications of each stage."""
        values = _values_of_filter(criteria)
        window = {"job_id": job_id, "stages": list(stages), "limit": limit, "after": clamped_id(after)}
        return [_card(**row) for row in await self.fetch(cards(frozenset(values)), **window, **values)]

    async def card_places(
        self, job_id: int, stages: Sequence[str], criteria: CardFilter = ALL_CARDS
    ) -> Sequence[CardPlace]:
        """Return all applications in stages of a job."""
        values = _values_of_filter(criteria)
        rows = await self.fetch(card_places(frozenset(values)), job_id=job_id, stages=list(stages), **values)
        return [CardPlace(**row) for row in rows]

    async def queue_place(self, application: Application) -> QueuePlace:
        """Return the place of an application in its stage."""
        (row,) = await self.fetch(
            QUEUE_PLACE, key_id=application.id, job_id=application.job_id, status=application.status
        )
        return QueuePlace(**row)

    async def longest_waiting(
        self, criteria: ApplicationSearch, settled: Collection[StageType], limit: int
    ) -> Sequence[Waiting]:
        """Return the applications with the oldest change of status first."""
        values = given(field_values(criteria))
        rows = await self.fetch(longest_waiting(frozenset(values)), settled=list(settled), limit=limit, **values)
        return [_waiting(**row) for row in rows]


def _waiting(status_since: datetime, **row: Any) -> Waiting:
    return Waiting(Application(**row), status_since)


def _card(tags: Sequence[tuple[str, str | None]] | None, **row: Any) -> Card:
    return Card(**row, tags=[TagDetails(name=name, colour=colour) for name, colour in tags or ()])


def _values_of_filter(criteria: CardFilter) -> dict[str, Any]:
    """Return the parameters of the criteria that are set."""
    values = given(field_values(criteria))
    if "name" in values:
        values["name"] = contains_pattern(values["name"])
    if "tag_id" in values:
        values["tag_id"] = clamped_id(values["tag_id"])
    return values


def _values_of(move: Move) -> dict[str, object]:
    return {
        "new_status": move.stage,
        "new_reason_id": move.reason_id,
        "new_move_note": move.note,
        "new_since": move.since,
    }
