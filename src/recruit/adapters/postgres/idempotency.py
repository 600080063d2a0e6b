"""Requests with an idempotency key, in PostgreSQL."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from recruit.adapters.postgres.engine.columns import foreign_key, metadata
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement
from recruit.adapters.postgres.engine.table_statements import ORG_ID, in_organisation
from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.idempotency.model import CompletedRequest, KeyedRequest, StoredResponse

keyed_requests = sa.Table(
    "keyed_requests",
    metadata,
    sa.Column("org_id", sa.BigInteger, nullable=False),
    sa.Column("user_id", sa.BigInteger, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("fingerprint", sa.LargeBinary),
    sa.Column("status", sa.Integer),
    sa.Column("headers", JSONB),
    sa.Column("body", sa.LargeBinary),
    sa.Column("needed", JSONB),
    sa.PrimaryKeyConstraint("org_id", "user_id", "key", name="keyed_requests_pkey"),
    foreign_key("keyed_requests", "user", "user_id", "users"),
    sa.Index("keyed_requests_begun_idx", "org_id", "begun_at"),
)
"""Requests with an idempotency key and their responses: see `recruit.domain.idempotency.service`.

Rows are kept for a day.
"""

_BY_KEY = sa.and_(
    in_organisation(keyed_requests),
    keyed_requests.c.user_id == sa.bindparam("user_id"),
    keyed_requests.c.key == sa.bindparam("key"),
)

_RESPONSE: dict[str, sa.ColumnElement[Any]] = {
    name: sa.bindparam(f"new_{name}") for name in ("fingerprint", "status", "headers", "body", "needed")
}

INSERT_KEYED_REQUEST = Statement(
    sa.insert(keyed_requests).values(
        org_id=ORG_ID,
        user_id=sa.bindparam("user_id"),
        key=sa.bindparam("key"),
        begun_at=sa.bindparam("new_begun_at"),
        **_RESPONSE,
    )
)

KEYED_REQUEST = Statement(
    sa.select(
        keyed_requests.c.begun_at,
        keyed_requests.c.fingerprint,
        keyed_requests.c.status,
        keyed_requests.c.headers,
        keyed_requests.c.body,
        keyed_requests.c.needed,
    ).where(_BY_KEY)
)

SET_RESPONSE = Statement(sa.update(keyed_requests).where(_BY_KEY).values(**_RESPONSE))

DELETE_KEYED_REQUEST = Statement(sa.delete(keyed_requests).where(_BY_KEY))

DELETE_OLD_KEYED_REQUESTS = Statement(
    sa.delete(keyed_requests)
    .where(in_organisation(keyed_requests), keyed_requests.c.begun_at <= sa.bindparam("until"))
    .returning(keyed_requests.c.key)
)


class PostgresKeyedRequests:
    """Repository of requests with an idempotency key."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, user_id: int, key: str, request: KeyedRequest) -> None:
        """Store a request.

        The unique index accepts one per key; concurrent inserts of a key wait for the first transaction.
        """
        new = {"new_begun_at": request.begun_at, **_columns(request.completed)}
        await self._session.fetch(INSERT_KEYED_REQUEST, self._key(user_id, key) | new)

    async def get(self, user_id: int, key: str) -> KeyedRequest | None:
        """Return a request."""
        rows = await self._session.fetch(KEYED_REQUEST, self._key(user_id, key))
        return _request(*rows[0]) if rows else None

    async def set_response(self, user_id: int, key: str, completed: CompletedRequest) -> None:
        """Set the response."""
        await self._session.fetch(SET_RESPONSE, self._key(user_id, key) | _columns(completed))

    async def remove(self, user_id: int, key: str) -> None:
        """Remove a request."""
        await self._session.fetch(DELETE_KEYED_REQUEST, self._key(user_id, key))

    async def remove_until(self, until: datetime) -> int:
        """Remove old requests."""
        values = {"org_id": self._session.org_id, "until": until}
        return len(await self._session.fetch(DELETE_OLD_KEYED_REQUESTS, values))

    def _key(self, user_id: int, key: str) -> dict[str, object]:
        return {"org_id": self._session.org_id, "user_id": user_id, "key": key}


def _columns(completed: CompletedRequest | None) -> dict[str, object]:
    if completed is None:
        return dict.fromkeys(("new_fingerprint", "new_status", "new_headers", "new_body", "new_needed"))
    response = completed.response
    return {
        "new_fingerprint": completed.fingerprint,
        "new_status": response.status,
        "new_headers": response.headers,
        "new_body": response.body,
        "new_needed": sorted(completed.permissions),
    }


def _request(
    begun_at: datetime,
    fingerprint: bytes,
    status: int | None,
    headers: tuple[tuple[str, str], ...],
    body: bytes,
    needed: list[str] | None,
) -> KeyedRequest:
    if status is None:  # an erasure keeps the needed permissions, which aren't personal data
        return KeyedRequest(begun_at, erased=needed is not None)
    pairs = tuple((name, value) for name, value in headers)
    return KeyedRequest(
        begun_at,
        CompletedRequest(fingerprint, StoredResponse(status, pairs, body), frozenset(map(Permission, needed or ()))),
    )
