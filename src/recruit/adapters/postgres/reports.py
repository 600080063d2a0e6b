"""Reports in PostgreSQL: aggregates of the stage changes in the audit log."""

from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any, TypeAlias

import asyncpg
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP

from recruit.adapters.postgres.applications import applications
from recruit.adapters.postgres.audit import audit
from recruit.adapters.postgres.candidates import candidates
from recruit.adapters.postgres.engine.pages import SKIP
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import FENCE, LIMIT, by_key, in_organisation, rows_of_lists
from recruit.adapters.postgres.jobs import jobs
from recruit.adapters.postgres.stages import stages
from recruit.domain.applications.model import Application
from recruit.domain.audit.model import AuditAction
from recruit.domain.pipelines import inference
from recruit.domain.pipelines.model import StageType
from recruit.domain.reports.model import (
    ERASED_SOURCE,
    AllReports,
    CountedApplication,
    CountedApplications,
    Durations,
    Figure,
    FunnelCounts,
    Number,
    ReportScope,
    SourceCounts,
    TimeInStage,
)
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values, given

REPORTS = ("funnel", "time_in_stage", "time_to_hire", "sources")

APPLICATION_FIELDS = [column.name for column in entity_columns(applications)]
SHOWN = ("candidate_name", "job_title", "stage", "at")
"""What is shown beside an application that a number counts."""

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


def _applications(change: sa.CTE, *columns: sa.ColumnElement[Any]) -> sa.CTE:
    """Select the applications with the entries that matter, of stage changes, and with more columns.

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
            *columns,
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


def _is_hired(application: sa.CTE, names: Sequence[str]) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that an application has a time to hire, and was hired in the period."""
    return [application.c.hired_id > application.c.created_id, *_in_period(application.c.hired_at, names)]


def _source(application: sa.CTE) -> sa.ColumnElement[str]:
    """Return the source of an application. A scalar subquery looks its creation up, as that of `_deletions` does."""
    created = audit.alias("created")
    source = created.c.after[sa.literal_column("'source'", sa.Text)].astext
    of_creation = in_organisation(created), created.c.id == application.c.created_id
    known = sa.select(source).where(*of_creation).correlate(application).scalar_subquery()
    return sa.func.coalesce(known, sa.literal_column(f"'{ERASED_SOURCE}'", sa.Text))


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


def _stays(change: sa.CTE) -> sa.Subquery:
    """Select the stays with the times of their ends, if another stage ended them."""
    window: dict[str, Any] = {"partition_by": change.c.entity_id, "order_by": change.c.id}
    before = sa.func.lag(change.c.rank).over(**window)
    marked = sa.select(change, before.is_distinct_from(change.c.rank).label("begins")).subquery("marked")
    window = {"partition_by": marked.c.entity_id, "order_by": marked.c.id}
    return (
        sa.select(
            *(marked.c[name] for name in ("entity_id", "id", "at", "rank", "is_erased")),
            sa.func.lead(marked.c.at).over(**window).label("ended_at"),
        )
        .where(marked.c.begins)
        .subquery("stay")
    )


def _is_current(stay: sa.Subquery) -> sa.ColumnElement[bool]:
    return sa.and_(stay.c.ended_at.is_(None), ~stay.c.is_erased)


def _time_in_stage(change: sa.CTE, names: Sequence[str]) -> sa.Select[Any]:
    """Select statistics of stays by type."""
    stay = _stays(change)
    return (
        sa.select(
            stay.c.rank,
            sa.func.count().filter(_is_current(stay)).label("current"),
            *_statistics(_days(stay.c.at, stay.c.ended_at), stay.c.ended_at.is_not(None)),
        )
        .where(*_in_period(stay.c.at, names))
        .group_by(stay.c.rank)
        .order_by(stay.c.rank)
    )


def _time_to_hire(application: sa.CTE, names: Sequence[str]) -> sa.Select[Any]:
    """Select statistics of the times from creation to hire."""
    days = _days(application.c.created_at, application.c.hired_at)
    return sa.select(*_statistics(days)).where(*_is_hired(application, names))


def _sources(application: sa.CTE, names: Sequence[str]) -> sa.Select[Any]:
    """Count applications by source."""
    known = sa.select(application.c.furthest, _source(application).label("source"))
    one = known.where(*_is_created(application, names)).offset(FENCE).subquery("known")
    count = sa.func.count().label("applications")
    return (
        sa.select(
            one.c.source,
            count,
            sa.func.count().filter(one.c.furthest >= INTERVIEW).label("interviewed"),
            sa.func.count().filter(one.c.furthest == HIRED).label("hired"),
        )
        .group_by(one.c.source)
        .order_by(count.desc(), one.c.source.collate("C"))
    )


def _counted(names: Sequence[str], figure: Figure, *, of_source: bool) -> sa.Select[Any]:
    """Select what a number counts: the application, the entry and the time by which it counts, and if it is erased."""
    rank = sa.bindparam("rank", type_=sa.Integer)
    if figure in {Figure.CURRENT, Figure.ENDED}:
        stay = _stays(_changes(names))
        is_counted = _is_current(stay) if figure is Figure.CURRENT else stay.c.ended_at.is_not(None)
        found = sa.select(stay.c.entity_id, stay.c.id, stay.c.at, stay.c.is_erased)
        return found.where(stay.c.rank == rank, is_counted, *_in_period(stay.c.at, names))
    change = _changes(names) if figure is Figure.HIRES else _recent(names)
    application = _applications(change, change.c.entity_id, sa.func.bool_or(change.c.is_erased).label("is_erased"))
    is_created = _is_created(application, names)
    begin, conditions = {
        Figure.APPLICATIONS: ("created", is_created),
        Figure.ARCHIVED: ("created", [*is_created, application.c.is_archived]),
        Figure.REACHED: ("created", [*is_created, application.c.furthest >= rank]),
        Figure.HIRES: ("hired", _is_hired(application, names)),
    }[figure]
    if of_source:
        conditions = [*conditions, _source(application) == sa.bindparam("source", type_=sa.Text)]
    entry = application.c[f"{begin}_id"].label("id"), application.c[f"{begin}_at"].label("at")
    return sa.select(application.c.entity_id, *entry, application.c.is_erased).where(*conditions)


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
def counted(names: tuple[str, ...], figure: Figure, *, of_source: bool) -> Statement:
    """Select the total, how many erased there are beside, and a page of the applications that a number counts.

    An empty page is one row of nulls with the numbers.
    """
    found = _counted(names, figure, of_source=of_source).cte("found")
    number, is_erased = sa.func.count(), found.c.is_erased
    numbers = sa.select(number.filter(~is_erased).label("total"), number.filter(is_erased).label("erased"))
    listed = sa.select(found.c.entity_id, found.c.id.label("entry_id"), found.c.at).where(~is_erased)
    place = listed.order_by(found.c.at.desc(), found.c.id.desc()).limit(LIMIT).offset(SKIP).cte("place")
    one = by_key(sa.select(*entity_columns(applications)), applications, place.c.entity_id).lateral("one")
    of_stage = sa.and_(stages.c.job_id == one.c.job_id, stages.c.key == one.c.status)
    shown = (
        (candidates.c.full_name, candidates.c.id == one.c.candidate_id),
        (jobs.c.title, jobs.c.id == one.c.job_id),
        (stages.c.name, of_stage),
    )
    looked_up = [
        sa.select(name).where(in_organisation(name.table), key).correlate(one).scalar_subquery().label(label)
        for label, (name, key) in zip(SHOWN, shown, strict=False)
    ]
    row = sa.select(place, one, *looked_up).select_from(place.join(one, sa.true())).subquery("row")
    counts = numbers.select_from(found).subquery("counts")
    rows = sa.select(counts, row).select_from(counts.outerjoin(row, sa.true()))
    return Statement(rows.order_by(row.c.at.desc(), row.c.entry_id.desc()))


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

    async def applications(self, scope: ReportScope, number: Number, window: Window) -> CountedApplications:
        """Return a page of what a number counts, the latest first."""
        statement = partial(counted, figure=number.figure, of_source=number.source is not None)
        values = {"source": number.source, "skip": window.skip, "limit": window.limit}
        values["rank"] = None if number.type is None else TYPES.index(number.type) + 1
        first, *others = await self._fetch(statement, scope, ("job_id",), **values)
        items = [_application(row) for row in (first, *others) if row["id"] is not None]
        total = first["total"]
        return CountedApplications(Page(items, total, window.skip + window.limit < total), first["erased"])

    async def _fetch(
        self, statement: Any, scope: ReportScope, limits: Sequence[str] = ("job_id",), **more: object
    ) -> list[asyncpg.Record]:
        """Run a statement of these parameters and `more`, after the stages that no job has any more were looked up.

        `limits` are the fields of the scope that limit which changes the statement reads.
        """
        values = given(field_values(scope))
        read = {name: value for name, value in values.items() if name in limits}
        parameters: Mapping[str, Any] = {"org_id": self._session.org_id, **values, **more}
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


def _application(row: Row) -> CountedApplication:
    application = Application(**{name: row[name] for name in APPLICATION_FIELDS})
    return CountedApplication(application=application, **{name: row[name] for name in SHOWN})


def _durations(row: Row) -> Durations:
    if not row["ended"]:
        return Durations()
    median, p90 = row["percentiles"]
    return Durations(row["ended"], median, row["average"], p90)
