"""Reports in PostgreSQL: aggregates of the stage changes in the audit log."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

import asyncpg
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP

from recruit.adapters.postgres.audit import audit
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement
from recruit.adapters.postgres.engine.table_statements import FENCE, in_organisation, rows_of_lists
from recruit.adapters.postgres.stages import stages
from recruit.domain.audit.model import AuditAction
from recruit.domain.pipelines import inference
from recruit.domain.pipelines.model import StageType
from recruit.domain.reports.model import (
    ERASED_SOURCE,
    AllReports,
    Durations,
    FunnelCounts,
    ReportScope,
    SourceCounts,
    TimeInStage,
)
from recruit.domain.shared.records import field_values, given

REPORTS = ("funnel", "time_in_stage", "time_to_hire", "sources")

Row: TypeAlias = Mapping[str, Any] | asyncpg.Record

TYPES = tuple(StageType)
ALL_TYPES = sa.literal_column(f"'{{{','.join(TYPES)}}}'::text[]", ARRAY(sa.Text))


def _rank(type_: StageType) -> sa.ColumnElement[int]:
    """Return the place of a type among all types, from 1."""
    return sa.literal_column(str(TYPES.index(type_) + 1), sa.Integer)


HIRED, ARCHIVED, INTERVIEW = _rank(StageType.HIRED), _rank(StageType.ARCHIVED), _rank(StageType.INTERVIEW)
EPOCH = sa.literal_column("'epoch'", sa.Text)
ZERO = sa.literal_column("0.0", sa.Float)
NO_ID = sa.literal_column("0", sa.BigInteger)
SECONDS_A_DAY = sa.literal_column("86400.0", sa.Float)
PERCENTILES = sa.literal_column("'{0.5,0.9}'::float8[]", ARRAY(sa.Float))
APPLICATION, INSERT, DELETE, ERASE = (
    sa.literal_column(f"'{word}'", sa.Text)
    for word in ("application", AuditAction.INSERT, AuditAction.DELETE, AuditAction.ERASE)
)

_INFERRED = rows_of_lists("inferred", {"keys": sa.column("key", sa.Text), "types": sa.column("type", sa.Text)})
"""The types of stages that no job has any more, by key."""

HAPPENED_AT = sa.func.coalesce(audit.c.effective_at, audit.c.at)

_OF_STAGE = sa.and_(in_organisation(stages), stages.c.job_id == audit.c.job_id, stages.c.key == audit.c.stage)


def _in_scope(names: Sequence[str]) -> list[sa.ColumnElement[bool]]:
    of_job = [audit.c.job_id == sa.bindparam("job_id", type_=sa.BigInteger)] if "job_id" in names else []
    return [in_organisation(audit), audit.c.entity == APPLICATION, *of_job]


def _in_period(moment: sa.ColumnElement[Any], names: Sequence[str]) -> list[sa.ColumnElement[bool]]:
    since, until = (sa.bindparam(name, type_=TIMESTAMP(timezone=True)) for name in ("since", "until"))
    conditions = {"since": moment >= since, "until": moment < until}
    return [condition for name, condition in conditions.items() if name in names]


def _deletions(names: Sequence[str]) -> sa.CTE:
    """Select the deleted applications, and whether an erasure deleted each.

    A scalar subquery looks the cause up by its key: a join would read all entries of the log.
    """
    cause = audit.alias("cause")
    of_cause = in_organisation(cause), cause.c.id == audit.c.cause_id
    action = sa.select(cause.c.action).where(*of_cause).correlate(audit).scalar_subquery()
    return (
        sa.select(audit.c.entity_id, action.is_not_distinct_from(ERASE).label("is_erasure"))
        .where(*_in_scope(names), audit.c.action == DELETE)
        .cte("deletion")
    )


def _stands(names: Sequence[str]) -> sa.ColumnElement[bool]:
    """Return the condition that a change was not undone, nor undoes another one.

    A subquery that doesn't depend on the change is hashed, whatever the planner expects its rows to be.
    """
    undo = audit.alias("undo")
    of_job = [undo.c.job_id == sa.bindparam("job_id", type_=sa.BigInteger)] if "job_id" in names else []
    wanted = [in_organisation(undo), undo.c.entity == APPLICATION, undo.c.undoes_id.is_not(None), *of_job]
    return audit.c.id.not_in(
        sa.union_all(sa.select(undo.c.undoes_id).where(*wanted), sa.select(undo.c.id).where(*wanted))
    )


def _changes(names: Sequence[str], *conditions: sa.ColumnElement[bool]) -> sa.CTE:
    """Select the standing stage changes of applications that meet conditions, with the rank of each type.

    The subqueries of deletions are hashed, as that of `_stands` is.
    """
    deletion = _deletions(names)
    erased, deleted = (
        audit.c.entity_id.in_(sa.select(deletion.c.entity_id).where(condition))
        for condition in (deletion.c.is_erasure, ~deletion.c.is_erasure)
    )
    types = sa.func.coalesce(stages.c.type, _INFERRED.c.type)
    return (
        sa.select(
            audit.c.entity_id,
            audit.c.id,
            HAPPENED_AT.label("at"),
            (audit.c.action == INSERT).label("is_creation"),
            sa.func.array_position(ALL_TYPES, types).label("rank"),
            erased.label("is_erased"),
        )
        .select_from(audit.outerjoin(stages, _OF_STAGE).outerjoin(_INFERRED, _INFERRED.c.key == audit.c.stage))
        .where(
            *_in_scope(names),
            audit.c.stage.is_not(None),
            ~deleted,
            _stands(names),
            *conditions,
        )
        .cte("change")
    )


def _applications(change: sa.CTE) -> sa.CTE:
    """Select the applications with the entries that matter, of stage changes.

    A hire that was followed by an earlier stage was taken back. Of several hires, the first that wasn't counts, or, if
    some were, the last.
    """
    hired, before = change.c.rank == HIRED, change.c.rank < HIRED
    first, last = sa.func.min(change.c.id), sa.func.max(change.c.id)
    taken_back = sa.func.coalesce(last.filter(before), NO_ID)
    is_hired, is_only = last.filter(hired) > taken_back, first.filter(hired) > taken_back
    earliest, latest = (function(change.c.at).filter(hired) for function in (sa.func.min, sa.func.max))
    return (
        sa.select(
            first.filter(change.c.is_creation).label("created_id"),
            sa.func.min(change.c.at).filter(change.c.is_creation).label("created_at"),
            sa.case((is_only, first.filter(hired)), (is_hired, last.filter(hired))).label("hired_id"),
            sa.case((is_only, earliest), (is_hired, latest)).label("hired_at"),
            sa.case((is_hired, HIRED), else_=sa.func.max(change.c.rank).filter(before)).label("furthest"),
            (last == last.filter(change.c.rank == ARCHIVED)).label("is_archived"),
        )
        .group_by(change.c.entity_id)
        .cte("application")
    )


def _recent(names: Sequence[str]) -> sa.CTE:
    """Select the stage changes of applications that may have been created in the period.

    Entries from before the period are of other applications, and aren't read.
    """
    return _changes(names, *_in_period(HAPPENED_AT, _since(names)))


def _is_created(application: sa.CTE, names: Sequence[str]) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that an application was created in the period."""
    return [application.c.created_id.is_not(None), *_in_period(application.c.created_at, names)]


def _days(begin: sa.ColumnElement[Any], end: sa.ColumnElement[Any]) -> sa.ColumnElement[float]:
    seconds = sa.func.date_part(EPOCH, end - begin, type_=sa.Float)  # extract() computes with decimal numbers
    return sa.func.greatest(seconds / SECONDS_A_DAY, ZERO)


def _statistics(days: sa.ColumnElement[float], *conditions: sa.ColumnElement[bool]) -> list[sa.ColumnElement[Any]]:
    condition = sa.and_(sa.true(), *conditions)
    percentiles = sa.func.percentile_cont(PERCENTILES, type_=ARRAY(sa.Float)).within_group(days)
    return [
        sa.func.count().filter(condition).label("ended"),
        sa.func.avg(days).filter(condition).label("average"),
        percentiles.filter(condition).label("percentiles"),
    ]


def _since(names: Sequence[str]) -> list[str]:
    return [name for name in names if name == "since"]


@cache
def unknown_stages(names: tuple[str, ...]) -> Statement:
    """Select the keys of entered stages that their jobs don't have any more."""
    conditions = [*_in_scope(names), *_in_period(HAPPENED_AT, _since(names)), audit.c.stage.is_not(None)]
    return Statement(sa.select(audit.c.stage).where(*conditions, ~sa.exists().where(_OF_STAGE)).distinct())


def _funnel(application: sa.CTE, names: Sequence[str]) -> sa.Select[Any]:
    """Count applications by the furthest type."""
    return (
        sa.select(
            application.c.furthest,
            sa.func.count().label("applications"),
            sa.func.count().filter(application.c.is_archived).label("archived"),
        )
        .where(*_is_created(application, names))
        .group_by(application.c.furthest)
    )


def _time_in_stage(change: sa.CTE, names: Sequence[str]) -> sa.Select[Any]:
    """Select statistics of stays by type."""
    window: dict[str, Any] = {"partition_by": change.c.entity_id, "order_by": change.c.id}
    before = sa.func.lag(change.c.rank).over(**window)
    marked = sa.select(change, before.is_distinct_from(change.c.rank).label("begins")).subquery("marked")
    window = {"partition_by": marked.c.entity_id, "order_by": marked.c.id}
    stay = (
        sa.select(
            *(marked.c.at, marked.c.rank, marked.c.is_erased),
            sa.func.lead(marked.c.at).over(**window).label("ended_at"),
        )
        .where(marked.c.begins)
        .subquery("stay")
    )
    return (
        sa.select(
            stay.c.rank,
            sa.func.count().filter(stay.c.ended_at.is_(None), ~stay.c.is_erased).label("current"),
            *_statistics(_days(stay.c.at, stay.c.ended_at), stay.c.ended_at.is_not(None)),
        )
        .where(*_in_period(stay.c.at, names))
        .group_by(stay.c.rank)
        .order_by(stay.c.rank)
    )


def _time_to_hire(application: sa.CTE, names: Sequence[str]) -> sa.Select[Any]:
    """Select statistics of the times from creation to hire."""
    return sa.select(*_statistics(_days(application.c.created_at, application.c.hired_at))).where(
        application.c.hired_id > application.c.created_id, *_in_period(application.c.hired_at, names)
    )


def _sources(application: sa.CTE, names: Sequence[str]) -> sa.Select[Any]:
    """Count applications by source. Scalar subqueries look the creations up, as those of `_deletions` do."""
    created = audit.alias("created")
    of_creation = in_organisation(created), created.c.id == application.c.created_id
    values = sa.select(created.c.after).where(*of_creation).correlate(application).scalar_subquery()
    known = sa.select(application.c.furthest, values.label("after")).where(*_is_created(application, names))
    one = known.offset(FENCE).subquery("known")
    source = sa.func.coalesce(
        one.c.after[sa.literal_column("'source'", sa.Text)].astext, sa.literal_column(f"'{ERASED_SOURCE}'", sa.Text)
    ).label("source")
    count = sa.func.count().label("applications")
    return (
        sa.select(
            source,
            count,
            sa.func.count().filter(one.c.furthest >= INTERVIEW).label("interviewed"),
            sa.func.count().filter(one.c.furthest == HIRED).label("hired"),
        )
        .group_by(source)
        .order_by(count.desc(), source.collate("C"))
    )


@cache
def funnel(names: tuple[str, ...]) -> Statement:
    """Count applications by the furthest type."""
    return Statement(_funnel(_applications(_recent(names)), names))


@cache
def time_in_stage(names: tuple[str, ...]) -> Statement:
    """Select statistics of stays by type."""
    return Statement(_time_in_stage(_changes(names), names))


@cache
def time_to_hire(names: tuple[str, ...]) -> Statement:
    """Select statistics of the times from creation to hire."""
    return Statement(_time_to_hire(_applications(_changes(names)), names))


@cache
def sources(names: tuple[str, ...]) -> Statement:
    """Count applications by source."""
    return Statement(_sources(_applications(_recent(names)), names))


@cache
def all_reports(names: tuple[str, ...]) -> Statement:
    """Select the rows of each report as a list. The stage changes are read once."""
    change = _changes(names)
    application = _applications(change)
    rows = (
        _funnel(application, names),
        _time_in_stage(change, names),
        _time_to_hire(application, names),
        _sources(application, names),
    )
    return Statement(sa.select(*map(_as_list, REPORTS, rows)))


def _as_list(name: str, rows: sa.Select[Any]) -> sa.ColumnElement[Any]:
    row = rows.subquery(f"{name}_row")
    listed = sa.func.jsonb_agg(sa.func.to_jsonb(row.table_valued()), type_=JSONB)
    return sa.select(listed).select_from(row).scalar_subquery().label(name)


class PostgresReports:
    """Reports on applications."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._unknown: dict[tuple[tuple[str, Any], ...], list[str]] = {}

    async def all(self, scope: ReportScope) -> AllReports:
        """Return all reports. One statement reads the stage changes once."""
        (row,) = await self._fetch(all_reports, scope)
        rows: Mapping[str, Sequence[Row]] = {name: row[name] or () for name in REPORTS}
        return AllReports(
            funnel=_funnel_counts(rows["funnel"]),
            time_in_stage=_times(rows["time_in_stage"]),
            time_to_hire=_durations(rows["time_to_hire"][0]),
            sources=_source_counts(rows["sources"]),
        )

    async def funnel(self, scope: ReportScope) -> FunnelCounts:
        """Return how far the applications came."""
        return _funnel_counts(await self._fetch(funnel, scope, ("job_id", "since")))

    async def time_in_stage(self, scope: ReportScope) -> Sequence[TimeInStage]:
        """Return statistics of stays by type."""
        return _times(await self._fetch(time_in_stage, scope))

    async def time_to_hire(self, scope: ReportScope) -> Durations:
        """Return statistics of the time from creation to hire."""
        (row,) = await self._fetch(time_to_hire, scope)
        return _durations(row)

    async def sources(self, scope: ReportScope) -> Sequence[SourceCounts]:
        """Return counts by source."""
        return _source_counts(await self._fetch(sources, scope, ("job_id", "since")))

    async def _fetch(
        self, statement: Any, scope: ReportScope, limits: Sequence[str] = ("job_id",)
    ) -> list[asyncpg.Record]:
        """Run a statement of these parameters, after the stages that no job has any more were looked up.

        `limits` are the fields of the scope that limit which changes the statement reads.
        """
        values = given(field_values(scope))
        read = {name: value for name, value in values.items() if name in limits}
        parameters: Mapping[str, Any] = {"org_id": self._session.org_id, **values}
        async with self._session.atomic():
            keys = await self._unknown_stages(read)
            types = [inference.inferred_stage(key).type.value for key in keys]
            return await self._session.fetch(statement(tuple(values)), {**parameters, "keys": keys, "types": types})

    async def _unknown_stages(self, limits: Mapping[str, Any]) -> list[str]:
        """Return the keys of stages that no job has any more, which are looked up once for several reports."""
        known = tuple(limits.items())
        if known not in self._unknown:
            rows = await self._session.fetch(unknown_stages(tuple(limits)), {"org_id": self._session.org_id, **limits})
            self._unknown[known] = [row["stage"] for row in rows]
        return self._unknown[known]


def _funnel_counts(rows: Sequence[Row]) -> FunnelCounts:
    furthest = {TYPES[row["furthest"] - 1]: row["applications"] for row in rows if row["furthest"] is not None}
    return FunnelCounts(sum(row["applications"] for row in rows), sum(row["archived"] for row in rows), furthest)


def _times(rows: Sequence[Row]) -> Sequence[TimeInStage]:
    found = [TimeInStage(TYPES[row["rank"] - 1], row["current"], _durations(row)) for row in rows]
    return [one for one in found if one.current or one.ended.count]


def _source_counts(rows: Sequence[Row]) -> Sequence[SourceCounts]:
    return [SourceCounts(**row) for row in rows]


def _durations(row: Row) -> Durations:
    if not row["ended"]:
        return Durations()
    median, p90 = row["percentiles"]
    return Durations(row["ended"], median, row["average"], p90)
