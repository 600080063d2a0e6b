"""Columns and keys that tables share."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Column,
    Computed,
    DateTime,
    ForeignKeyConstraint,
    Identity,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    func,
    literal_column,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import UserDefinedType

from recruit.adapters.postgres.engine.transaction_ids import THIS_TRANSACTION

NOT_IN_ENTITY = {"told": False}
"""Mark of a column that isn't a field of the entity."""

CASE_IGNORED = "pg_c_utf8"
"""A collation that knows the case of all letters, independent of the database's own collation."""

metadata = MetaData()


class HalfVector(UserDefinedType[object]):
    """A vector of half floats with any number of dimensions: pgvector's halfvec."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """Return the type's name in SQL."""
        return "halfvec"


def created_at() -> Column[datetime]:
    """Return the column of a row's creation time. It is recorded from the start, and no entity has it yet."""
    return Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now(), info=NOT_IN_ENTITY)


def feature_columns() -> list[SchemaItem]:
    """Return the columns of matching features. `version` is the id of the last transaction that wrote the row."""
    return [
        Column("version", BigInteger, nullable=False, server_default=THIS_TRANSACTION, info=NOT_IN_ENTITY),
        Column("engine", Integer, info=NOT_IN_ENTITY),
        Column("features", LargeBinary, info=NOT_IN_ENTITY),
        Column("text_hash", LargeBinary, info=NOT_IN_ENTITY),
    ]


def folded_name(name: str) -> str:
    """Return the name of the column with another column's case-folded text."""
    return f"{name}_folded"


def folded_column(name: str) -> Column[str]:
    """Return the column with another column's text in lower case, which searches compare byte by byte."""
    text = func.lower(literal_column(name, Text).collate(CASE_IGNORED))
    return Column(
        folded_name(name), Text(collation="C"), Computed(text, persisted=True), nullable=False, info=NOT_IN_ENTITY
    )


def tenant_table(name: str, *items: SchemaItem, info: dict[str, object] | None = None) -> Table:
    """Return a table whose rows belong to one organisation each. `info` is read by the statements for any table."""
    return Table(
        name,
        metadata,
        Column("org_id", BigInteger, nullable=False),
        Column("id", BigInteger, Identity(always=True), nullable=False),
        *items,
        PrimaryKeyConstraint("org_id", "id", name=f"{name}_pkey"),
        info=info,
    )


def candidate_key(name: str) -> ForeignKeyConstraint:
    """Return the foreign key to candidates, which deletes dependent rows with them."""
    return ForeignKeyConstraint(
        ["org_id", "candidate_id"],
        ["candidates.org_id", "candidates.id"],
        name=f"{name}_candidate_fkey",
        ondelete="CASCADE",
    )
