"""Tables of tags, and filters of candidates by their tags, in PostgreSQL."""

from collections.abc import Set as AbstractSet
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from recruit.adapters.postgres.engine.columns import (
    created_at,
    folded_column,
    foreign_key,
    organisation_key,
    tenant_table,
)
from recruit.adapters.postgres.engine.statement import clamped_id
from recruit.adapters.postgres.engine.table_statements import in_organisation
from recruit.domain.shared.records import field_values
from recruit.domain.tags.model import TagFilter

tags = tenant_table(
    "tags",
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("colour", sa.Text),
    created_at(),
    folded_column("name"),
    organisation_key("tags"),
    sa.Index("tags_name_key", "org_id", "name_folded", unique=True),
)

candidate_tags = tenant_table(
    "candidate_tags",
    sa.Column("candidate_id", sa.BigInteger, nullable=False),
    sa.Column("tag_id", sa.BigInteger, nullable=False),
    created_at(),
    foreign_key("candidate_tags", "candidate", "candidate_id", "candidates"),
    foreign_key("candidate_tags", "tag", "tag_id", "tags"),
    sa.Index("candidate_tags_pair_key", "org_id", "candidate_id", "tag_id", unique=True),
    sa.Index("candidate_tags_tag_idx", "org_id", "tag_id", "candidate_id"),
)


def with_tags(names: AbstractSet[str]) -> list[sa.Select[Any]]:
    """Select the ids of candidates with the tags of a `TagFilter` that has criteria of these names, a query for each.

    Their parameters are those of `tag_parameters`.
    """
    found = []
    for name in sorted(names & {"all_of", "any_of"}):
        tagged = sa.select(candidate_tags.c.candidate_id.label("id")).where(
            in_organisation(candidate_tags), _is_one_of(name)
        )
        query = tagged.group_by(candidate_tags.c.candidate_id)
        if name == "all_of":  # no pair is stored twice
            query = query.having(sa.func.count() == sa.func.cardinality(_ids(name)))
        found.append(query)
    return found


def has_none(candidate_id: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    """Return the condition that a candidate has none of the tags in the parameter "none_of"."""
    pair = (in_organisation(candidate_tags), candidate_tags.c.candidate_id == candidate_id, _is_one_of("none_of"))
    return ~sa.exists().where(*pair)


def tag_parameters(tagged: TagFilter) -> dict[str, list[int]]:
    """Return the parameters of the criteria that are set, with distinct ids."""
    return {name: sorted(set(map(clamped_id, ids))) for name, ids in field_values(tagged).items() if ids}


def _ids(name: str) -> sa.BindParameter[Any]:
    return sa.bindparam(name, type_=ARRAY(sa.BigInteger))


def _is_one_of(name: str) -> sa.ColumnElement[bool]:
    return candidate_tags.c.tag_id == sa.func.any(_ids(name))
