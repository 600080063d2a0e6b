"""Identifiers of candidates, which find duplicates, in PostgreSQL."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as insert_or_not
from sqlalchemy.sql.selectable import LateralFromClause

from recruit.adapters.postgres.documents import documents
from recruit.adapters.postgres.engine.columns import foreign_key, metadata
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import NO_ROWS_ID, Statement
from recruit.adapters.postgres.engine.table_statements import (
    FENCE,
    LIMIT,
    in_organisation,
    of_organisation,
    rows_of_lists,
)
from recruit.domain.candidates.model.identifiers import MOST_FOUND, Identifier, IdentifierKind, SharedIdentifier

identifiers = sa.Table(
    "identifiers",
    metadata,
    sa.Column("org_id", sa.BigInteger, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("candidate_id", sa.BigInteger, nullable=False),
    sa.PrimaryKeyConstraint("org_id", "kind", "value", "candidate_id", name="identifiers_pkey"),
    foreign_key("identifiers", "candidate", "candidate_id", "candidates"),
    sa.Index("identifiers_candidate_idx", "org_id", "candidate_id", "kind", "value"),
)
"""Identifiers that find duplicate candidates: see `recruit.domain.candidates.model.identifiers`.

They are written with the rows that they are computed from.
"""

LOCK_IDENTIFIERS = Statement(
    sa.select(sa.func.pg_advisory_xact_lock(sa.func.unnest(sa.bindparam("lock_keys", type_=ARRAY(sa.BigInteger)))))
)
"""Waits for an advisory lock on each number, in their order."""

_PAIRS = {"kinds": identifiers.c.kind, "values": identifiers.c.value}

_REQUESTED = rows_of_lists("asked", _PAIRS)

_HASHES = rows_of_lists("hashes", {"hashes": documents.c.sha256})


def _sharing(of: sa.Table, requested: sa.TableValuedAlias, *same: str) -> sa.Select[Any]:
    """Select the candidates that have the same values as each row of `requested`."""
    one = (
        sa.select(of.c.candidate_id)
        .where(in_organisation(of), *(of.c[name] == requested.c[name] for name in same))
        .offset(FENCE)
        .lateral("sharing")
    )
    return sa.select(one.c.candidate_id).select_from(requested.join(one, sa.true()))


_KNOWN = sa.union_all(
    _sharing(identifiers, _REQUESTED, "kind", "value"), _sharing(documents, _HASHES, "sha256")
).subquery("known")

OLDEST_CANDIDATE = Statement(
    sa.select(sa.func.min(_KNOWN.c.candidate_id).label("id")).where(
        _KNOWN.c.candidate_id != sa.bindparam("except_id", type_=sa.BigInteger)
    )
)


def _others(own: sa.FromClause, of: sa.Table, *same: str) -> LateralFromClause:
    """Select the oldest other candidates that have the same values as a row of `own`."""
    other = of.alias()
    return (
        sa.select(other.c.candidate_id)
        .where(
            in_organisation(other),
            other.c.candidate_id != sa.bindparam("candidate_id", type_=sa.BigInteger),
            *(other.c[name] == own.c[name] for name in same),
        )
        .distinct()
        .order_by(other.c.candidate_id)
        .limit(LIMIT)
        .lateral()
    )


def _mine(table: sa.Table, *names: str) -> sa.Subquery:
    """Select a candidate's values without duplicates."""
    return (
        sa.select(*(table.c[name] for name in names))
        .where(in_organisation(table), table.c.candidate_id == sa.bindparam("candidate_id", type_=sa.BigInteger))
        .distinct()
        .subquery()
    )


_MY_IDENTIFIERS = _mine(identifiers, "kind", "value")

_MY_FILES = _mine(documents, "sha256")

_SAME_IDENTIFIERS = _others(_MY_IDENTIFIERS, identifiers, "kind", "value")

_SAME_FILES = _others(_MY_FILES, documents, "sha256")

SHARED_IDENTIFIERS = Statement(
    sa.union_all(
        sa.select(_SAME_IDENTIFIERS.c.candidate_id, _MY_IDENTIFIERS.c.kind, _MY_IDENTIFIERS.c.value).select_from(
            _MY_IDENTIFIERS.join(_SAME_IDENTIFIERS, sa.true())
        ),
        sa.select(
            _SAME_FILES.c.candidate_id,
            sa.literal_column("'file'", sa.Text),
            sa.func.encode(_MY_FILES.c.sha256, sa.literal_column("'hex'")),
        ).select_from(_MY_FILES.join(_SAME_FILES, sa.true())),
    )
)


IDENTIFIER_COLUMNS = ["org_id", "kind", "value", "candidate_id"]

PAIRS = rows_of_lists("pairs", _PAIRS)
"""Identifiers, whose parameters are lists."""


CANDIDATES_OF_IDENTIFIER = Statement(
    sa.select(identifiers.c.candidate_id)
    .where(
        in_organisation(identifiers),
        identifiers.c.kind == sa.bindparam("kind"),
        identifiers.c.value == sa.bindparam("value"),
    )
    .order_by(identifiers.c.candidate_id)
    .limit(LIMIT)
)

DELETE_IDENTIFIERS = Statement(
    sa.delete(identifiers).where(
        in_organisation(identifiers),
        identifiers.c.candidate_id == sa.bindparam("candidate_id"),
        identifiers.c.kind == sa.any_(sa.bindparam("kinds", type_=ARRAY(sa.Text))),
    )
)

INSERT_IDENTIFIERS = Statement(
    insert_or_not(identifiers)
    .from_select(
        IDENTIFIER_COLUMNS,
        of_organisation(PAIRS, PAIRS.c.kind, PAIRS.c.value, sa.bindparam("candidate_id", type_=sa.BigInteger)),
    )
    .on_conflict_do_nothing()
)


class PostgresIdentifiers:
    """Repository of identifiers."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("identifier", identifiers, Identifier, session)
        self._org_id = session.org_id

    async def oldest_candidate(self, identifiers: AbstractSet[Identifier], except_id: int | None = None) -> int | None:
        """Acquire advisory locks, then search: a statement sees the rows that were committed before it began."""
        async with self._rows.atomic():
            lock_keys = sorted(map(self._lock_key, identifiers))
            await self._rows.fetch(LOCK_IDENTIFIERS, lock_keys=lock_keys)
            files = [bytes.fromhex(one.value) for one in identifiers if one.kind is IdentifierKind.FILE]
            kept = list_parameters(one for one in identifiers if one.kind is not IdentifierKind.FILE)
            rows = await self._rows.fetch(
                OLDEST_CANDIDATE, hashes=files, except_id=NO_ROWS_ID if except_id is None else except_id, **kept
            )
            found: int | None = rows[0]["id"]
            return found

    async def candidates(self, identifier: Identifier) -> Sequence[int]:
        """Return the ids of the candidates with an identifier."""
        rows = await self._rows.fetch(
            CANDIDATES_OF_IDENTIFIER, kind=identifier.kind, value=identifier.value, limit=MOST_FOUND
        )
        return [row["candidate_id"] for row in rows]

    async def shared(self, candidate_id: int, limit: int) -> Sequence[SharedIdentifier]:
        """Return other candidates with the same identifiers."""
        rows = await self._rows.fetch(SHARED_IDENTIFIERS, candidate_id=candidate_id, limit=limit)
        return [SharedIdentifier(key, Identifier(IdentifierKind(kind), value)) for key, kind, value in rows]

    def _lock_key(self, identifier: Identifier) -> int:
        """Return the key of an identifier's advisory lock.

        Two with the same key wait for each other, which does no harm.
        """
        named = f"{self._org_id} {identifier.kind} {identifier.value}".encode()
        return int.from_bytes(blake2b(named, digest_size=8).digest(), signed=True)

    async def replace(self, candidate_id: int, kinds: AbstractSet[IdentifierKind], found: Iterable[Identifier]) -> None:
        """Replace a candidate's identifiers of these kinds with those of `found`.

        Other kinds in `found` are skipped.
        """
        async with self._rows.atomic():
            await self._rows.fetch(DELETE_IDENTIFIERS, candidate_id=candidate_id, kinds=sorted(kinds))
            kept = list_parameters(one for one in found if one.kind in kinds)
            await self._rows.fetch(INSERT_IDENTIFIERS, candidate_id=candidate_id, **kept)


def list_parameters(found: Iterable[Identifier]) -> dict[str, list[str]]:
    """Return identifiers as statement parameters: sorted, without duplicates."""
    ordered = sorted(set(found))
    return {"kinds": [one.kind for one in ordered], "values": [one.value for one in ordered]}
