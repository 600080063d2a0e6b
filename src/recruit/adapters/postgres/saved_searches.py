"""Saved searches in PostgreSQL."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from recruit.adapters.postgres.engine.columns import foreign_key, tenant_table
from recruit.adapters.postgres.engine.pages import search
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import in_organisation
from recruit.domain.saved_searches.model import SavedSearch, SavedSearchDetails, SearchKind
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values

saved_searches = tenant_table(
    "saved_searches",
    sa.Column("user_id", sa.BigInteger, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("query", JSONB, nullable=False),
    sa.Column("shared", sa.Boolean, nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    foreign_key("saved_searches", "user", "user_id", "users"),
    sa.Index("saved_searches_user_idx", "org_id", "user_id", "id"),
)

VISIBLE_SEARCHES = search(
    saved_searches,
    [
        in_organisation(saved_searches),
        sa.or_(saved_searches.c.shared, saved_searches.c.user_id == sa.bindparam("user_id", type_=sa.BigInteger)),
        saved_searches.c.kind == sa.any_(sa.bindparam("kinds", type_=ARRAY(sa.Text))),
    ],
)


SEARCHES_WITH_TAG = Statement(
    sa.select(*entity_columns(saved_searches))
    .where(
        in_organisation(saved_searches),
        saved_searches.c.query.op("->")(sa.literal_column("'tag'")).op("@>")(
            sa.func.to_jsonb(sa.bindparam("tag_id", type_=sa.BigInteger))
        ),
    )
    .order_by(saved_searches.c.id)
    .with_for_update()
)
"""Reads all searches of the organisation, which are few."""


class PostgresSavedSearches(TableRows[SavedSearch]):
    """Repository of saved searches."""

    def __init__(self, session: Session) -> None:
        super().__init__("saved search", saved_searches, saved_search_of, session)

    async def add(self, details: SavedSearchDetails) -> SavedSearch:
        """Store a search."""
        return await self.insert(field_values(details))

    async def page(self, window: Window, user_id: int, kinds: Collection[SearchKind]) -> Page[SavedSearch]:
        """Return a page of searches."""
        return await self.fetch_page(window, VISIBLE_SEARCHES, {"user_id": user_id, "kinds": list(kinds)})

    async def lock_with_tag(self, tag_id: int) -> Sequence[SavedSearch]:
        """Lock searches by a tag and return them."""
        return [saved_search_of(**row) for row in await self.fetch(SEARCHES_WITH_TAG, tag_id=tag_id)]


def saved_search_of(kind: str, **columns: Any) -> SavedSearch:
    """Return the search of a row's columns."""
    return SavedSearch(kind=SearchKind(kind), **columns)
