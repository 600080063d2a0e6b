"""Searchable texts of candidates and jobs in PostgreSQL, and conditions of full-text search.

The words of a row are a `tsvector` with a GIN index. Row-level security would keep it from being searched, because
the operator `@@` isn't leakproof: the policy would be applied to all rows first. So the condition is part of a policy:
a statement with `searches_text` sets it in the setting `app.search`, and without one, all rows are visible (decision
59).

A search visits each row that it counts, so rows are kept small: their texts are stored apart. PostgreSQL does so with
rows of more than 2 KB only, which `filler` makes them; it is compressed to 40 bytes.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR

from recruit.adapters.postgres.engine.columns import foreign_key, metadata, organisation_key, tenant_table
from recruit.adapters.postgres.engine.searches import MARKS, SKILL_TEXT
from recruit.adapters.postgres.engine.table_statements import in_organisation
from recruit.domain.search.text_query import NO_WORD
from recruit.domain.search.words import BETWEEN_TEXTS

PARTS = ("skills", "fields", "documents")
"""The columns with texts. The words of each have a mark in the index: those of `MARKS`, in this order."""


def _texts(table: str, owner: str, *parts: str) -> sa.Table:
    """Return the table of the searchable texts of another table's rows, which `parts` has one column each for.

    `words` has the words of all parts, and "@" with the organisation's id, which limits a search of the index to it.
    """
    joined = " || ".join(f"replace({part}, ' ', ' {mark}') || ' '" for part, mark in zip(parts, MARKS, strict=False))
    return sa.Table(
        table,
        metadata,
        sa.Column("org_id", sa.BigInteger, nullable=False),
        sa.Column(owner, sa.BigInteger, nullable=False),
        *(sa.Column(part, sa.Text, nullable=False, server_default=sa.text("''")) for part in parts),
        sa.Column("filler", sa.Text, sa.Computed("repeat(' ', 2000)", persisted=True)),
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


candidate_texts = _texts("candidate_texts", "candidate_id", *PARTS)
job_texts = _texts("job_texts", "job_id", *PARTS[:2])

postponed_texts = tenant_table(
    "postponed_texts",
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("record_id", sa.BigInteger, nullable=False),
    organisation_key("postponed_texts"),
    draws_ids=True,
)
"""Texts to be computed again, of a `TextSource` each. They have no unique key: writers would wait for each other."""


def ids_by_text(table: sa.Table, parts: Sequence[str], names: frozenset[str]) -> sa.Select[Any]:
    """Select the ids of rows whose texts have the words that are searched, in a `searches_text` statement.

    The text of skills has to match the parameters in `names` that begin with `SKILL_TEXT`, too, one of these parts
    "phrase", and all parts together "text_pattern".
    """
    skills = sorted(name for name in names if name.startswith(SKILL_TEXT))
    conditions = [
        in_organisation(table),
        *(table.c.skills.like(sa.func.any(sa.bindparam(name, type_=ARRAY(sa.Text)))) for name in skills),
    ]
    if "phrase" in names:
        conditions.append(sa.or_(*(table.c[part].like(sa.bindparam("phrase", type_=sa.Text)) for part in parts)))
    if "text_pattern" in names:
        text: sa.ColumnElement[Any] = table.c[parts[0]]
        for part in parts[1:]:
            text = text + sa.literal_column(f"'{BETWEEN_TEXTS}'", sa.Text) + table.c[part]
        conditions.append(text.regexp_match(sa.bindparam("text_pattern", type_=sa.Text)))
    owner = next(column for column in table.primary_key if column.name != "org_id")
    return sa.select(owner.label("id")).where(*conditions)
