"""Tags, and the tags of candidates, in PostgreSQL."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert

from recruit.adapters.postgres.candidates import candidates
from recruit.adapters.postgres.engine.columns import (
    created_at,
    folded_column,
    foreign_key,
    organisation_key,
    tenant_table,
)
from recruit.adapters.postgres.engine.pages import AFTER, search
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, clamped_id
from recruit.adapters.postgres.engine.table_statements import LIMIT, ORG_ID, in_organisation
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values
from recruit.domain.tags.model import Tag, TagDetails, TagFilter

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

_CANDIDATE_ID, _TAG_ID, _FROM_ID, _TO_ID = (
    sa.bindparam(name, type_=sa.BigInteger) for name in ("new_candidate_id", "new_tag_id", "from_id", "to_id")
)
_PAIR = (in_organisation(candidate_tags), candidate_tags.c.candidate_id == sa.bindparam("candidate_id"))

TAGS_OF_CANDIDATE = search(
    tags,
    [
        in_organisation(tags),
        tags.c.id.in_(sa.select(candidate_tags.c.tag_id).where(*_PAIR)),
    ],
)

ATTACH_TAG = Statement(
    insert(candidate_tags)
    .values(org_id=ORG_ID, candidate_id=_CANDIDATE_ID, tag_id=_TAG_ID)
    .on_conflict_do_nothing(index_elements=["org_id", "candidate_id", "tag_id"])
)

DETACH_TAG = Statement(
    sa.delete(candidate_tags)
    .where(*_PAIR, candidate_tags.c.tag_id == sa.bindparam("key_id", type_=sa.BigInteger))
    .returning(candidate_tags.c.id)
)


def _moved(column: sa.Column[int], other: sa.Column[int]) -> Statement:
    """Move rows to another candidate or tag, except those that would be there twice."""
    there = candidate_tags.alias("there")
    twice = sa.exists().where(
        there.c.org_id == candidate_tags.c.org_id,
        there.c[column.name] == _TO_ID,
        there.c[other.name] == other,
    )
    return Statement(
        sa.update(candidate_tags)
        .where(in_organisation(candidate_tags), column == _FROM_ID, ~twice)
        .values({column.name: _TO_ID})
    )


UNITE_TAGS = _moved(candidate_tags.c.candidate_id, candidate_tags.c.tag_id)

REPLACE_TAG = _moved(candidate_tags.c.tag_id, candidate_tags.c.candidate_id)


def tag_conditions(names: Collection[str]) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that a candidate meets the criteria of a `TagFilter` with these names.

    Their parameters are those of `tag_parameters`.
    """
    conditions: dict[str, sa.ColumnElement[bool]] = {
        "all_of": _number_of("all_of") == sa.func.cardinality(_ids("all_of")),
        "any_of": candidates.c.id.in_(
            sa.select(candidate_tags.c.candidate_id).where(in_organisation(candidate_tags), _is_one_of("any_of"))
        ),
        "none_of": ~sa.exists().where(*_of_candidate("none_of")).correlate(candidates),
    }
    return [condition for name, condition in conditions.items() if name in names]


def tag_parameters(tagged: TagFilter) -> dict[str, list[int]]:
    """Return the parameters of the criteria that are set, with distinct ids."""
    return {name: sorted(set(map(clamped_id, ids))) for name, ids in field_values(tagged).items() if ids}


def _ids(name: str) -> sa.BindParameter[Any]:
    return sa.bindparam(name, type_=ARRAY(sa.BigInteger))


def _is_one_of(name: str) -> sa.ColumnElement[bool]:
    return candidate_tags.c.tag_id == sa.func.any(_ids(name))


def _of_candidate(name: str) -> list[sa.ColumnElement[bool]]:
    return [
        candidate_tags.c.org_id == candidates.c.org_id,
        candidate_tags.c.candidate_id == candidates.c.id,
        _is_one_of(name),
    ]


def _number_of(name: str) -> sa.ScalarSelect[Any]:
    """Return the number of a candidate's tags among those of a parameter. No pair is stored twice."""
    return sa.select(sa.func.count()).where(*_of_candidate(name)).correlate(candidates).scalar_subquery()


@cache
def tagged_candidates(names: frozenset[str]) -> Statement:
    """Select the ids of the candidates that meet the criteria with these names."""
    return Statement(
        sa.select(candidates.c.id)
        .where(in_organisation(candidates), candidates.c.id > AFTER, *tag_conditions(names))
        .order_by(candidates.c.id)
        .limit(LIMIT)
    )


class PostgresTags(TableRows[Tag]):
    """Repository of tags."""

    def __init__(self, session: Session) -> None:
        super().__init__("tag", tags, Tag, session)

    async def add(self, details: TagDetails) -> Tag:
        """Store a tag."""
        return await self.insert(field_values(details))

    async def page(self, window: Window) -> Page[Tag]:
        """Return a page of tags."""
        return await self.select_page(window, {})

    async def replace(self, from_id: int, to_id: int) -> None:
        """Replace a tag by another one."""
        await self.fetch(REPLACE_TAG, from_id=from_id, to_id=to_id)

    async def of_candidate(self, window: Window, candidate_id: int) -> Page[Tag]:
        """Return a page of a candidate's tags."""
        return await self.fetch_page(window, TAGS_OF_CANDIDATE, {"candidate_id": candidate_id})

    async def attach(self, candidate_id: int, tag_id: int) -> None:
        """Give a candidate a tag."""
        await self.fetch(ATTACH_TAG, new_candidate_id=candidate_id, new_tag_id=tag_id)

    async def detach(self, candidate_id: int, tag_id: int) -> None:
        """Take a tag from a candidate."""
        if not await self.fetch(DETACH_TAG, candidate_id=candidate_id, key_id=tag_id):
            raise NotFound("tag", tag_id)

    async def unite(self, from_id: int, to_id: int) -> None:
        """Give a candidate another one's tags."""
        await self.fetch(UNITE_TAGS, from_id=from_id, to_id=to_id)

    async def candidate_ids(self, tagged: TagFilter, limit: int, after: int = 0) -> Sequence[int]:
        """Return the ids of candidates."""
        values = tag_parameters(tagged)
        rows = await self.fetch(tagged_candidates(frozenset(values)), **values, limit=limit, after=after)
        return [row["id"] for row in rows]
