"""Searchable texts of candidates and jobs in PostgreSQL, and conditions of full-text search.

The words of a row are a `tsvector` with a GIN index. Row-level security would keep it from being searched, because
the operator `@@` isn't leakproof: the policy would be applied to all rows first. So the condition is part of a policy:
a statement with `searches_text` sets it in the setting `app.search`, and without one, all rows are visible (decision
90).
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.dialects.postgresql import insert as insert_or_not

from recruit.adapters.postgres.engine.columns import foreign_key, metadata
from recruit.adapters.postgres.engine.statement import Statement
from recruit.adapters.postgres.engine.table_statements import ORG_ID, in_organisation
from recruit.domain.search.text_query import NO_WORD
from recruit.domain.search.words import BETWEEN_TEXTS, MOST_BYTES


def _texts(table: str, owner: str, *parts: str) -> sa.Table:
    """Return the table of the searchable texts of another table's rows, which `parts` has one column each for.

    `words` has the words of all parts, and "@" with the organisation's id, which limits a search of the index to it.
    """
    joined = " || ".join(f"{part} || ' '" for part in parts)
    return sa.Table(
        table,
        metadata,
        sa.Column("org_id", sa.BigInteger, nullable=False),
        sa.Column(owner, sa.BigInteger, nullable=False),
        *(sa.Column(part, sa.Text, nullable=False, server_default=sa.text("''")) for part in parts),
        sa.Column(
            "words",
            TSVECTOR,
            sa.Computed(f"({joined} || '{NO_WORD}' || org_id)::tsvector", persisted=True),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("org_id", owner, name=f"{table}_pkey"),
        foreign_key(table, owner.removesuffix("_id"), owner, f"{owner.removesuffix('_id')}s"),
        sa.Index(f"{table}_words_idx", "words", postgresql_using="gin"),
    )


candidate_texts = _texts("candidate_texts", "candidate_id", "fields", "profile", "documents")
job_texts = _texts("job_texts", "job_id", "fields")


def insert_fields(table: sa.Table, owner: str, id: sa.ColumnElement[int]) -> sa.Insert:
    """Insert the text of a new row's fields, which is the parameter `fields_text`."""
    text = sa.bindparam("fields_text", type_=sa.Text)
    return sa.insert(table).from_select(["org_id", owner, "fields"], sa.select(ORG_ID, id, text))


def _upsert(table: sa.Table, owner: str, part: str) -> Statement:
    """Set one part of a row's text."""
    text = sa.bindparam("text", type_=sa.Text)
    new = {"org_id": ORG_ID, owner: sa.bindparam("owner_id", type_=sa.BigInteger), part: text}
    insert = insert_or_not(table).values(new)
    return Statement(insert.on_conflict_do_update(constraint=f"{table.name}_pkey", set_={part: text}))


SET_CANDIDATE_FIELDS = _upsert(candidate_texts, "candidate_id", "fields")
SET_CANDIDATE_PROFILE = _upsert(candidate_texts, "candidate_id", "profile")
SET_CANDIDATE_DOCUMENTS = _upsert(candidate_texts, "candidate_id", "documents")
SET_JOB_FIELDS = _upsert(job_texts, "job_id", "fields")

_OF_CANDIDATE = sa.bindparam("candidate_id", type_=sa.BigInteger)

LOCK_CANDIDATE_TEXT = Statement(
    sa.select(candidate_texts.c.candidate_id)
    .where(in_organisation(candidate_texts), candidate_texts.c.candidate_id == _OF_CANDIDATE)
    .with_for_update()
)
_LONGER = candidate_texts.c.documents + sa.bindparam("text", type_=sa.Text)
ADD_DOCUMENT_TEXT = Statement(
    sa.update(candidate_texts)
    .where(in_organisation(candidate_texts), candidate_texts.c.candidate_id == _OF_CANDIDATE)
    .values(
        documents=sa.case(
            (sa.func.octet_length(_LONGER) <= sa.literal_column(str(MOST_BYTES)), _LONGER),
            else_=candidate_texts.c.documents,
        )
    )
)
"""Appends, rather than sets, so that two uploads at the same time don't lose a text."""


def ids_by_text(table: sa.Table, parts: Sequence[str], names: frozenset[str]) -> sa.Select[Any]:
    """Select the ids of rows whose texts have the words that are searched, in a `searches_text` statement.

    With "text_pattern" in `names`, the text of these parts has to match that parameter, too.
    """
    conditions = [in_organisation(table)]
    if "text_pattern" in names:
        text: sa.ColumnElement[Any] = table.c[parts[0]]
        for part in parts[1:]:
            text = text + sa.literal_column(f"'{BETWEEN_TEXTS}'", sa.Text) + table.c[part]
        conditions.append(text.regexp_match(sa.bindparam("text_pattern", type_=sa.Text)))
    owner = next(column for column in table.primary_key if column.name != "org_id")
    return sa.select(owner.label("id")).where(*conditions)
