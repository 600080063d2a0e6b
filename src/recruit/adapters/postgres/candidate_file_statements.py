"""Statements for identifiers, profiles and documents of candidates."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    FromClause,
    LargeBinary,
    Select,
    Subquery,
    Table,
    TableValuedAlias,
    Text,
    any_,
    bindparam,
    column,
    delete,
    func,
    literal_column,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as insert_or_not
from sqlalchemy.sql.selectable import LateralFromClause

from recruit.adapters.postgres.statements import FENCE, Statement, identified, of_candidate, told
from recruit.adapters.postgres.tables import candidates, documents, identifiers, profiles

TURNS = Statement(select(func.pg_advisory_xact_lock(func.unnest(bindparam("turns", type_=ARRAY(BigInteger))))))
"""Waits for an advisory lock on each number, in their order."""
_ASKED = (
    func.unnest(bindparam("kinds", type_=ARRAY(Text)), bindparam("values", type_=ARRAY(Text)))
    .table_valued(column("kind", Text), column("value", Text), name="asked")
    .render_derived()
)
_HASHES = (
    func.unnest(bindparam("hashes", type_=ARRAY(LargeBinary)))
    .table_valued(column("sha256", LargeBinary), name="hashes")
    .render_derived()
)


def _who(of: Table, asked: TableValuedAlias, *same: str) -> Select[Any]:
    """Select the candidates that have the same values as each row of `asked`."""
    one = (
        select(of.c.candidate_id)
        .where(of.c.org_id == bindparam("org_id"), *(of.c[name] == asked.c[name] for name in same))
        .offset(FENCE)
        .lateral("who")
    )
    return select(one.c.candidate_id).select_from(asked.join(one, true()))


_KNOWN = union_all(_who(identifiers, _ASKED, "kind", "value"), _who(documents, _HASHES, "sha256")).subquery("known")
OLDEST = Statement(
    select(func.min(_KNOWN.c.candidate_id).label("id")).where(
        _KNOWN.c.candidate_id != bindparam("besides", type_=BigInteger)
    )
)


def _others(mine: FromClause, of: Table, *same: str) -> LateralFromClause:
    """Select the oldest other candidates that have the same values as a row of `mine`."""
    other = of.alias()
    return (
        select(other.c.candidate_id)
        .where(
            other.c.org_id == bindparam("org_id"),
            other.c.candidate_id != bindparam("candidate_id", type_=BigInteger),
            *(other.c[name] == mine.c[name] for name in same),
        )
        .distinct()
        .order_by(other.c.candidate_id)
        .limit(bindparam("limit", type_=BigInteger))
        .lateral()
    )


def _mine(table: Table, *names: str) -> Subquery:
    """Select a candidate's values without duplicates."""
    return (
        select(*(table.c[name] for name in names))
        .where(
            table.c.org_id == bindparam("org_id"), table.c.candidate_id == bindparam("candidate_id", type_=BigInteger)
        )
        .distinct()
        .subquery()
    )


_MY_IDENTIFIERS = _mine(identifiers, "kind", "value")
_MY_FILES = _mine(documents, "sha256")
_SAME_IDENTIFIERS = _others(_MY_IDENTIFIERS, identifiers, "kind", "value")
_SAME_FILES = _others(_MY_FILES, documents, "sha256")
SHARED = Statement(
    union_all(
        select(_SAME_IDENTIFIERS.c.candidate_id, _MY_IDENTIFIERS.c.kind, _MY_IDENTIFIERS.c.value).select_from(
            _MY_IDENTIFIERS.join(_SAME_IDENTIFIERS, true())
        ),
        select(
            _SAME_FILES.c.candidate_id,
            literal_column("'file'", Text),
            func.encode(_MY_FILES.c.sha256, literal_column("'hex'")),
        ).select_from(_MY_FILES.join(_SAME_FILES, true())),
    )
)
IDENTIFIERS_REMOVED = Statement(
    delete(identifiers).where(
        identifiers.c.org_id == bindparam("org_id"),
        identifiers.c.candidate_id == bindparam("candidate_id"),
        identifiers.c.kind == any_(bindparam("kinds", type_=ARRAY(Text))),
    )
)
IDENTIFIERS_ADDED = Statement(
    insert_or_not(identifiers)
    .from_select(["org_id", "kind", "value", "candidate_id"], identified(bindparam("candidate_id", type_=BigInteger)))
    .on_conflict_do_nothing()
)
_PROFILE = [kept for kept in profiles.columns if kept.name not in {"org_id", "candidate_id"}]
PROFILE = Statement(
    select(candidates.c.id, *_PROFILE)
    .select_from(candidates.outerjoin(profiles, of_candidate(profiles)))
    .where(candidates.c.org_id == bindparam("org_id"), candidates.c.id == bindparam("candidate_id"))
)
_NEW_PROFILE = {kept.name: bindparam(kept.name, type_=kept.type) for kept in _PROFILE}
PROFILE_PUT = Statement(
    insert_or_not(profiles)
    .values(org_id=bindparam("org_id"), candidate_id=bindparam("candidate_id"), **_NEW_PROFILE)
    .on_conflict_do_update(constraint="profiles_pkey", set_=_NEW_PROFILE)
)
_DOCUMENT = (
    documents.c.org_id == bindparam("org_id"),
    documents.c.id == bindparam("key_id"),
    documents.c.candidate_id == bindparam("candidate_id"),
)
DOCUMENT_CONTENT = Statement(select(*told(documents), documents.c.content).where(*_DOCUMENT))
DOCUMENT_FIELDS = Statement(select(documents.c.fields).where(*_DOCUMENT))
DOCUMENTS_MOVED = Statement(
    update(documents)
    .where(documents.c.org_id == bindparam("org_id"), documents.c.candidate_id == bindparam("candidate_id"))
    .values(candidate_id=bindparam("new_candidate_id"))
)
DOCUMENT_REMOVED = Statement(delete(documents).where(*_DOCUMENT).returning(documents.c.id))
