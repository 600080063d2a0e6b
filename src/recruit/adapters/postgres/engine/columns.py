"""Columns and keys that tables share."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import UserDefinedType

from recruit.adapters.postgres.engine.transaction_ids import THIS_TRANSACTION

NOT_IN_ENTITY = {"is_field": False}
"""Mark of a column that isn't a field of the entity."""

CASE_IGNORED = "pg_c_utf8"
"""A collation that knows the case of all letters, independent of the database's own collation."""

EFFECTIVE_AT = (
    "(NULLIF(split_part(current_setting('app.origin'::text, true), ' '::text, 7), ''::text))::timestamp with time zone"
)
"""The origin's `effective_at`, as PostgreSQL writes the expression."""

UNDOES_ID = "(NULLIF(split_part(current_setting('app.origin'::text, true), ' '::text, 8), ''::text))::bigint"
"""The origin's `undoes_id`, as PostgreSQL writes the expression."""

EFFECTIVE_TIME: sa.ColumnClause[datetime] = sa.literal_column(
    f"COALESCE({EFFECTIVE_AT}, now())", sa.DateTime(timezone=True)
)
"""The time at which a change happened that is being recorded."""

EFFECTIVE_NOW: sa.ColumnClause[datetime] = sa.literal_column(
    f"LEAST({EFFECTIVE_AT}, now())", sa.DateTime(timezone=True)
)
"""The same for statements that update rows, in which Citus allows no COALESCE of times. LEAST ignores nulls."""

NOW: sa.ColumnElement[datetime] = sa.func.now()

metadata = sa.MetaData()


class HalfVector(UserDefinedType[object]):
    """A vector of half floats with any number of dimensions: pgvector's halfvec."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """Return the type's name in SQL."""
        return "halfvec"


def created_at(default: sa.ColumnElement[datetime] = NOW) -> sa.Column[datetime]:
    """Return the column of a row's creation time. It is recorded from the start, and no entity has it yet."""
    return sa.Column(
        "created_at", sa.DateTime(timezone=True), nullable=False, server_default=default, info=NOT_IN_ENTITY
    )


def activity_columns() -> list[SchemaItem]:
    """Return the columns of the times of a row's last change, and of the last activity in the row or around it."""
    return [
        sa.Column(name, sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now(), info=NOT_IN_ENTITY)
        for name in ("changed_at", "activity_at")
    ]


def feature_columns() -> list[SchemaItem]:
    """Return the columns of matching features. `version` is the id of the last transaction that wrote the row."""
    return [
        sa.Column("version", sa.BigInteger, nullable=False, server_default=THIS_TRANSACTION, info=NOT_IN_ENTITY),
        sa.Column("engine", sa.Integer, info=NOT_IN_ENTITY),
        sa.Column("features", sa.LargeBinary, info=NOT_IN_ENTITY),
        sa.Column("text_hash", sa.LargeBinary, info=NOT_IN_ENTITY),
    ]


def folded_name(name: str) -> str:
    """Return the name of the column with another column's case-folded text."""
    return f"{name}_folded"


def folded_column(name: str, *, nullable: bool = False) -> sa.Column[str]:
    """Return the column with another column's text in lower case, which searches compare byte by byte."""
    text = sa.func.lower(sa.literal_column(name, sa.Text).collate(CASE_IGNORED))
    computed = sa.Computed(text, persisted=True)
    return sa.Column(folded_name(name), sa.Text(collation="C"), computed, nullable=nullable, info=NOT_IN_ENTITY)


def parts_index(name: str, *columns: str) -> sa.Index:
    """Return an index that is searched for parts of columns. Its rows have room for three of 200 characters."""
    return sa.Index(name, "org_id", "id", postgresql_include=[folded_name(column) for column in columns])


def tenant_table(
    name: str, *items: SchemaItem, info: dict[str, object] | None = None, draws_ids: bool = False
) -> sa.Table:
    """Return a table whose rows belong to one organisation each. `info` is read by the statements for any table.

    `draws_ids` allows statements to insert ids that were drawn before, by `next_ids`.
    """
    return sa.Table(
        name,
        metadata,
        sa.Column("org_id", sa.BigInteger, nullable=False),
        sa.Column("id", sa.BigInteger, sa.Identity(always=not draws_ids), nullable=False),
        *items,
        sa.PrimaryKeyConstraint("org_id", "id", name=f"{name}_pkey"),
        info=info,
    )


def organisation_key(table: str) -> sa.ForeignKeyConstraint:
    """Return the foreign key to the organisation, which deletes a table's rows with it."""
    return sa.ForeignKeyConstraint(["org_id"], ["organisations.id"], name=f"{table}_org_fkey", ondelete="CASCADE")


def foreign_key(
    table: str, name: str, column: str, target: str, ondelete: str | None = "CASCADE"
) -> sa.ForeignKeyConstraint:
    """Return the foreign key `{table}_{name}_fkey` from a column to a table with rows of the same organisation.

    By default, rows go with those that they refer to. With `ondelete=None`, rows that are referred to can't be deleted.
    """
    return sa.ForeignKeyConstraint(
        ["org_id", column], [f"{target}.org_id", f"{target}.id"], name=f"{table}_{name}_fkey", ondelete=ondelete
    )
