"""Tags, and the tags of candidates, in PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert

from recruit.adapters.postgres.engine.pages import search
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, clamped_id, entity_columns
from recruit.adapters.postgres.engine.table_statements import ORG_ID, in_organisation
from recruit.adapters.postgres.tag_filters import candidate_tags, tags
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values
from recruit.domain.tags.model import Tag, TagDetails

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

TAGS_OF_CANDIDATES = Statement(
    sa.select(candidate_tags.c.candidate_id, *entity_columns(tags))
    .join_from(candidate_tags, tags, sa.and_(in_organisation(tags), tags.c.id == candidate_tags.c.tag_id))
    .where(
        in_organisation(candidate_tags),
        candidate_tags.c.candidate_id == sa.func.any(sa.bindparam("ids", type_=ARRAY(sa.BigInteger))),
    )
    .order_by(candidate_tags.c.candidate_id, tags.c.id)
)

ATTACH_TAG = Statement(
    insert(candidate_tags)
    .values(org_id=ORG_ID, candidate_id=_CANDIDATE_ID, tag_id=_TAG_ID)
    .on_conflict_do_nothing(index_elements=["org_id", "candidate_id", "tag_id"])
    .returning(candidate_tags.c.id)
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
        in_organisation(there),
        there.c[column.name] == _TO_ID,
        there.c[other.name] == other,
    )
    return Statement(
        sa.update(candidate_tags)
        .where(in_organisation(candidate_tags), column == _FROM_ID, ~twice)
        .values({column.name: _TO_ID})
    )


@cache
def candidate_counts(*, among: bool) -> Statement:
    """Count the candidates of each of some tags, those with some ids only if `among` is set."""
    tag_id, candidate_id = candidate_tags.c.tag_id, candidate_tags.c.candidate_id
    wanted = [in_organisation(candidate_tags), tag_id == sa.func.any(_ids("tag_ids"))]
    if among:
        wanted.append(candidate_id == sa.func.any(_ids("candidate_ids")))
    return Statement(sa.select(tag_id, sa.func.count().label("number")).where(*wanted).group_by(tag_id))


def _ids(name: str) -> sa.BindParameter[Sequence[int]]:
    return sa.bindparam(name, type_=ARRAY(sa.BigInteger))


UNITE_TAGS = _moved(candidate_tags.c.candidate_id, candidate_tags.c.tag_id)

REPLACE_TAG = _moved(candidate_tags.c.tag_id, candidate_tags.c.candidate_id)


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

    async def of_candidates(self, candidate_ids: Sequence[int]) -> Mapping[int, Sequence[Tag]]:
        """Return the tags of candidates."""
        rows = await self.fetch(TAGS_OF_CANDIDATES, ids=[clamped_id(key) for key in candidate_ids])
        found: dict[int, list[Tag]] = {}
        for row in rows:
            columns = dict(row)
            found.setdefault(columns.pop("candidate_id"), []).append(Tag(**columns))
        return found

    async def attach(self, candidate_id: int, tag_id: int) -> bool:
        """Give a candidate a tag."""
        return bool(await self.fetch(ATTACH_TAG, new_candidate_id=candidate_id, new_tag_id=tag_id))

    async def detach(self, candidate_id: int, tag_id: int) -> None:
        """Take a tag from a candidate."""
        if not await self.fetch(DETACH_TAG, candidate_id=candidate_id, key_id=tag_id):
            raise NotFound("tag", tag_id)

    async def counts(self, tag_ids: Sequence[int], candidate_ids: Collection[int] | None = None) -> Mapping[int, int]:
        """Return the number of candidates of each tag."""
        among = {} if candidate_ids is None else {"candidate_ids": list(candidate_ids)}
        rows = await self.fetch(candidate_counts(among=bool(among)), tag_ids=list(tag_ids), **among)
        return {row["tag_id"]: row["number"] for row in rows}

    async def unite(self, from_id: int, to_id: int) -> None:
        """Give a candidate another one's tags."""
        await self.fetch(UNITE_TAGS, from_id=from_id, to_id=to_id)
