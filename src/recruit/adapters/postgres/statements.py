"""SQL statements, written in SQLAlchemy Core and compiled once per process for asyncpg.

Parameters: `org_id` and `key_id` select a row, `new_…` is a value to set, the others are named for their meaning.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    CTE,
    BigInteger,
    ClauseElement,
    ColumnElement,
    Delete,
    Integer,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    case,
    column,
    delete,
    exists,
    func,
    insert,
    literal_column,
    null,
    or_,
    select,
    table,
    true,
    update,
)
from sqlalchemy import (
    cast as cast_,
)
from sqlalchemy.dialects.postgresql import ARRAY, asyncpg
from sqlalchemy.dialects.postgresql import insert as insert_or_not
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase

from recruit.adapters.postgres.tables import (
    UNTOLD,
    applications,
    audit,
    candidates,
    credentials,
    embeddings,
    erasures,
    identifiers,
    jobs,
    match_logs,
    organisations,
    profiles,
    sign_ins,
)
from recruit.domain.matching.model import READ_OF_CANDIDATES, READ_OF_JOBS

DIALECT = asyncpg.dialect()  # type: ignore[no-untyped-call]
LARGEST_BIGINT = 2**63 - 1
NOBODYS = 0
"""An id that no row has: identities start at 1."""
FENCE: ColumnElement[int] = literal_column("0", BigInteger)
"""As an offset, it keeps the planner from merging a query into the one around it."""
THIS_TRANSACTION = cast_(cast_(func.pg_current_xact_id(), Text), BigInteger)
_FRONTIER = cast_(cast_(func.pg_snapshot_xmin(func.pg_current_snapshot()), Text), BigInteger)

READ_OF = {jobs: READ_OF_JOBS, candidates: READ_OF_CANDIDATES}
NOTHING_KEPT = {"engine": null(), "features": null(), "text_hash": null()}


TO_GO_ON = 20 * 2**20
"""Free disk space in bytes that the database needs to keep running when the disk is full.

It is enough for a segment of its log and some pages.
"""

LEAST = {sign_ins: TO_GO_ON, audit: TO_GO_ON, erasures: TO_GO_ON, match_logs: 2 * TO_GO_ON}
"""Bytes of free space that suffice for writes to a table when the disk is full, out of the reserve.

A user who makes room has to sign in and is audited. Writes that come with reads, such as match logs, are refused
earlier.
"""


class Statement:
    """A compiled statement: its SQL, the order of its parameters, and whether it writes.

    `least` is the free disk space in bytes that it needs when the disk is full, None when it must wait for free space.
    It is small for statements that remove data. `removes` marks an update as such a statement.
    """

    def __init__(self, statement: ClauseElement, *, removes: bool = False) -> None:
        compiled = cast("SQLCompiler", statement.compile(dialect=DIALECT))
        self.sql = str(compiled)
        parts = [statement, *(cte.element for cte in compiled.ctes or ())]
        writing = [part for part in parts if isinstance(part, UpdateBase)]
        self.writes = bool(writing)
        self.least = TO_GO_ON if removes else _least(writing)
        self._names = compiled.positiontup or []
        self._ids = [
            place for place, name in enumerate(self._names) if isinstance(compiled.binds[name].type, BigInteger)
        ]

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """Return the values in the order of the statement's parameters."""
        found = [values[name] for name in self._names]
        for place in self._ids:
            if found[place] is not None:
                found[place] = storable(found[place])
        return found


def _least(writing: Sequence[UpdateBase]) -> int | None:
    """Return the free disk space in bytes that suffices for all writes of a statement."""
    needs = [TO_GO_ON if isinstance(part, Delete) else LEAST.get(cast("Table", part.table)) for part in writing]
    return None if None in needs else max((need for need in needs if need is not None), default=0)


class Lookup(NamedTuple):
    """Statements that select rows by id: `one` by `key_id`, `several` by the list `ids`."""

    one: Statement
    several: Statement


def storable(id: int) -> int:  # noqa: A002 - the field's own word
    """Return an id that fits into a bigint: itself, or the id of no row when it is too large."""
    return id if -LARGEST_BIGINT <= id <= LARGEST_BIGINT else NOBODYS


def told(table: Table) -> list[ColumnElement[Any]]:
    """Return the columns that are fields of the entity."""
    return [column for column in table.columns if column.info != UNTOLD]


def _row(table: Table) -> ColumnElement[bool]:
    return and_(table.c.org_id == bindparam("org_id"), table.c.id == bindparam("key_id"))


def of_candidate(table: Table) -> ColumnElement[bool]:
    """Return the condition that a row of a table belongs to the candidate in the same query."""
    return and_(table.c.org_id == candidates.c.org_id, table.c.candidate_id == candidates.c.id)


@cache
def added(table: Table, names: tuple[str, ...]) -> Statement:
    """Insert a row and return it."""
    values: dict[str, ColumnElement[Any]] = {name: bindparam(f"new_{name}") for name in names}
    return Statement(insert(table).values(org_id=bindparam("org_id"), **values).returning(*told(table)))


@cache
def candidate_added(names: tuple[str, ...]) -> Statement:
    """Insert a candidate and the identifiers, whose parameters are lists, and return the candidate."""
    values: dict[str, ColumnElement[Any]] = {name: bindparam(f"new_{name}") for name in names}
    new = insert(candidates).values(org_id=bindparam("org_id"), **values).returning(*told(candidates)).cte("new")
    known = (
        insert(identifiers).from_select(["org_id", "kind", "value", "candidate_id"], identified(new.c.id)).cte("known")
    )
    return Statement(select(new).add_cte(known))


def identified(candidate_id: ColumnElement[int]) -> Select[Any]:
    """Select the rows of identifiers, whose parameters are lists."""
    pairs = (
        func.unnest(bindparam("kinds", type_=ARRAY(Text)), bindparam("values", type_=ARRAY(Text)))
        .table_valued(column("kind", Text), column("value", Text), name="pairs")
        .render_derived()
    )
    return select(bindparam("org_id", type_=BigInteger), pairs.c.kind, pairs.c.value, candidate_id)


def looked_up(table: Table, *conditions: ColumnElement[bool]) -> Lookup:
    """Select rows that meet the conditions by id."""
    rows, wanted = select(*told(table)).where(*conditions), _listed("ids")
    row = by_key(rows, table, wanted.c.id).lateral("row")
    return Lookup(Statement(rows.where(_row(table))), Statement(select(row).select_from(wanted.join(row, true()))))


@cache
def found(table: Table) -> Lookup:
    """Select one row."""
    return looked_up(table)


@cache
def held(table: Table) -> Statement:
    """Select one row and lock it until the transaction ends."""
    return Statement(select(*told(table)).where(_row(table)).with_for_update())


@cache
def all_rows(table: Table) -> Statement:
    """Select every row of the organisation, in ascending id."""
    return Statement(select(*told(table)).where(table.c.org_id == bindparam("org_id")).order_by(table.c.id))


def _summaries(table: Table, *columns: ColumnElement[Any]) -> Statement:
    return Statement(
        select(table.c.id, *columns)
        .where(table.c.org_id == bindparam("org_id"))
        .order_by(table.c.id)
        .limit(bindparam("limit", type_=BigInteger))
    )


JOB_SUMMARIES = _summaries(
    jobs, jobs.c.title, jobs.c.location, jobs.c.required_skills.concat(jobs.c.nice_to_have_skills)
)
CANDIDATE_SUMMARIES = _summaries(
    candidates, *(candidates.c[name] for name in ("full_name", "current_company", "location", "current_title"))
)


@cache
def changed(table: Table, names: tuple[str, ...]) -> Statement:
    """Set these columns of one row and return it. A row loses its features when matching reads one of the columns."""
    values: dict[str, ColumnElement[Any]] = {name: bindparam(f"new_{name}") for name in names}
    if "status_since" in table.c and "status" in names:
        same = table.c.status == values["status"]
        values["status_since"] = case((same, table.c.status_since), else_=func.now())
    if "version" in table.c:
        values["version"] = THIS_TRANSACTION
    if not READ_OF.get(table, frozenset()).isdisjoint(names):
        values |= NOTHING_KEPT
    return Statement(update(table).where(_row(table)).values(values).returning(*told(table)))


@cache
def unkept(table: Table) -> Statement:
    """Remove the features of one row, and return the row."""
    values = {"version": THIS_TRANSACTION, **NOTHING_KEPT}
    return Statement(update(table).where(_row(table)).values(values).returning(*told(table)))


@cache
def changes(table: Table) -> Statement:
    """Select the frontier, and the features of the rows after (version, id), in ascending order of both."""
    version, id_ = table.c.version, table.c.id
    later = (
        select(id_, version, *_kept(table))
        .where(
            table.c.org_id == bindparam("org_id"),
            version >= bindparam("after_version", type_=BigInteger),
            (version > bindparam("after_version", type_=BigInteger)) | (id_ > bindparam("after_id", type_=BigInteger)),
        )
        .order_by(version, id_)
        .limit(bindparam("limit", type_=BigInteger))
        .lateral("later")
    )
    seen = select(_FRONTIER.label("frontier")).subquery("seen")
    return Statement(
        select(seen, later).select_from(seen.outerjoin(later, true())).order_by(later.c.version, later.c.id)
    )


def _read(table: Table) -> Select[Any]:
    """Select the columns that matching reads of a record.

    For candidates these include the skills of their profiles, selected in the same query.
    """
    columns = [*told(table), table.c.version, *_kept(table)]
    if table is not candidates:
        return select(*columns)
    profile = select(profiles.c.skills).where(of_candidate(profiles)).offset(FENCE).lateral("profile")
    return select(*columns, profile.c.skills).select_from(table.outerjoin(profile, true()))


@cache
def some(table: Table) -> Statement:
    """Select rows by id, with their features."""
    wanted = _listed("ids")
    row = by_key(_read(table), table, wanted.c.id).lateral("row")
    return Statement(select(row).select_from(wanted.join(row, true())))


@cache
def ids(table: Table) -> Statement:
    """Select the ids of all rows of the organisation."""
    return Statement(select(table.c.id).where(table.c.org_id == bindparam("org_id")))


@cache
def stale(table: Table) -> Statement:
    """Select rows without features of an engine or a later one."""
    engine = bindparam("wanted_engine", type_=Integer)
    return Statement(
        _read(table)
        .where(
            table.c.org_id == bindparam("org_id"),
            or_(table.c.engine.is_(None), table.c.engine < engine),
        )
        .limit(bindparam("limit", type_=BigInteger))
    )


@cache
def kept(table: Table) -> Statement:
    """Set the features of rows whose version is unchanged; each parameter is a list.

    Rows that another transaction has locked are skipped: it changes them, or stores the same features.
    """
    columns = [table.c.id, table.c.version, *_kept(table)]
    lists = [bindparam(f"new_{column.name}", type_=ARRAY(column.type)) for column in columns]
    rows = (
        func.unnest(*lists).table_valued(*(column(one.name, one.type) for one in columns), name="new").render_derived()
    )
    mine, wanted = table.c.org_id == bindparam("org_id"), _listed("new_id")
    row = (
        by_key(select(table.c.id), table, wanted.c.id).with_for_update(key_share=True, skip_locked=True).lateral("row")
    )
    free = select(row.c.id).select_from(wanted.join(row, true())).cte("free")
    return Statement(
        update(table)
        .values({one.name: rows.c[one.name] for one in _kept(table)})
        .where(mine, table.c.id == free.c.id, table.c.id == rows.c.id, table.c.version == rows.c.version)
    )


@cache
def unembedded(table: Table) -> Statement:
    """Select rows with features whose text has no vector of a model."""
    there = exists().where(
        embeddings.c.org_id == bindparam("org_id"),
        embeddings.c.model == bindparam("model"),
        embeddings.c.text_hash == table.c.text_hash,
    )
    return Statement(
        _read(table)
        .where(table.c.org_id == bindparam("org_id"), table.c.text_hash != literal_column("''"), ~there)
        .limit(bindparam("limit", type_=BigInteger))
    )


def by_key(read: Select[Any], table: Table, id_: ColumnElement[int]) -> Select[Any]:
    """Select from a table by an id of another relation, which is joined laterally, one row at a time.

    Without the lateral join the planner may read a whole organisation, which it expects to be small as most are. It
    can't see through an offset.
    """
    key = and_(table.c.org_id == bindparam("org_id"), table.c.id == id_)
    return read.where(key).offset(FENCE)


def _listed(name: str) -> CTE:
    """Select the distinct ids of a list parameter, ascending."""
    ids = func.unnest(bindparam(name, type_=ARRAY(BigInteger))).label("id")
    return select(ids).distinct().order_by(ids).cte("wanted")


def _kept(table: Table) -> list[ColumnElement[Any]]:
    return [table.c.engine, table.c.features, table.c.text_hash]


@cache
def removed(table: Table) -> Statement:
    """Delete one row and return its id."""
    return Statement(delete(table).where(_row(table)).returning(table.c.id))


def added_together(table: Table) -> Statement:
    """Insert many rows in their order; each parameter is the list of one column's values."""
    columns = [kept for kept in table.columns if kept.name not in {"org_id", "id"}]
    lists = [bindparam(kept.name, type_=ARRAY(kept.type)) for kept in columns]
    rows = (
        func.unnest(*lists)
        .table_valued(*(column(kept.name, kept.type) for kept in columns), with_ordinality="place", name="rows")
        .render_derived()
    )
    chosen = select(bindparam("org_id", type_=BigInteger), *(rows.c[kept.name] for kept in columns))
    return Statement(
        insert(table).from_select(["org_id", *(kept.name for kept in columns)], chosen.order_by(rows.c.place))
    )


ORGANISATION_ADDED = Statement(
    insert(organisations)
    .values(id=bindparam("org_id"), name=bindparam("new_name"))
    .returning(organisations.c.id, organisations.c.name)
)
ORGANISATION = Statement(
    select(organisations.c.id, organisations.c.name).where(organisations.c.id == bindparam("org_id"))
)
ORGANISATION_HELD = Statement(
    select(organisations.c.id, organisations.c.name)
    .where(organisations.c.id == bindparam("org_id"))
    .with_for_update(key_share=True)
)
CREDENTIALS = Statement(
    select(credentials.c.user_id, credentials.c.org_id, credentials.c.password_hash).where(
        credentials.c.email == bindparam("email")
    )
)
NEW_ORGANISATION = Statement(select(func.nextval(literal_column("'organisations_id_seq'"))))
ORGANISATIONS = Statement(select(organisations.c.id).order_by(organisations.c.id))
CLAIM = Statement(
    select(func.pg_try_advisory_xact_lock(bindparam("class", type_=Integer), bindparam("organisation", type_=Integer)))
)
PING = Statement(
    select(literal_column("'organisations'::regclass"), column("version_num")).select_from(table("alembic_version"))
)
"""Checks that the tables exist, which they don't while a backup is restored, and selects their revision."""

FRONTIER = Statement(select(_FRONTIER))
_ADDED = (
    func.unnest(
        bindparam("new_text_hash", type_=ARRAY(embeddings.c.text_hash.type)),
        bindparam("new_vector", type_=ARRAY(embeddings.c.vector.type)),
    )
    .table_valued(column("text_hash"), column("vector"), name="new")
    .render_derived()
)
EMBEDDINGS_ADDED = Statement(
    insert_or_not(embeddings)
    .from_select(
        ["org_id", "model", "text_hash", "vector"],
        select(
            bindparam("org_id", type_=BigInteger), bindparam("model", type_=Text), _ADDED.c.text_hash, _ADDED.c.vector
        ).order_by(_ADDED.c.text_hash),
    )
    .on_conflict_do_nothing()
)
"""Inserts in the order of the key, so that transactions that insert the same texts can't deadlock."""
EMBEDDINGS_CHANGED = Statement(
    select(embeddings.c.text_hash, embeddings.c.version, embeddings.c.vector)
    .where(
        embeddings.c.org_id == bindparam("org_id"),
        embeddings.c.model == bindparam("model"),
        embeddings.c.version >= bindparam("after_version", type_=BigInteger),
        (embeddings.c.version > bindparam("after_version", type_=BigInteger))
        | (embeddings.c.text_hash > bindparam("after_text")),
    )
    .order_by(embeddings.c.version, embeddings.c.text_hash)
    .limit(bindparam("limit", type_=BigInteger))
)
MATCH_LOGS_ADDED = added_together(match_logs)
APPLICATIONS_HELD = Statement(
    select(*told(applications))
    .where(applications.c.org_id == bindparam("org_id"), applications.c.candidate_id == bindparam("candidate_id"))
    .order_by(applications.c.id)
    .with_for_update()
)
_WANTED = _listed("ids")
_HELD = by_key(select(*told(candidates)), candidates, _WANTED.c.id).with_for_update().lateral("row")
CANDIDATES_HELD = Statement(select(_HELD).select_from(_WANTED.join(_HELD, true())))
"""Locks in ascending id, as rows are looked up one after another, so that transactions can't deadlock."""
