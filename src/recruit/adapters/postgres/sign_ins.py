"""Sign-ins in PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from recruit.adapters.postgres.engine.columns import foreign_key, tenant_table
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import RUNNING_RESERVE, Statement, entity_columns
from recruit.adapters.postgres.engine.table_statements import in_organisation, row_by_id
from recruit.adapters.postgres.second_factors import second_factors
from recruit.adapters.postgres.users import IS_MEMBER, USER_ID, insert_of_user, user, users
from recruit.domain.accounts.model.oauth import Grant
from recruit.domain.accounts.model.sessions import Renewed, SignIn, SignInDetails
from recruit.domain.accounts.model.users import User
from recruit.domain.shared.errors import Refused
from recruit.ports.changes import Changes

sign_ins = tenant_table(
    "sign_ins",
    sa.Column("user_id", sa.BigInteger, nullable=False),
    sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("family", sa.LargeBinary),
    sa.Column("latest", sa.LargeBinary),
    sa.Column("salt", sa.LargeBinary),
    sa.Column("renewed_at", sa.DateTime(timezone=True)),
    sa.Column("granted", JSONB(none_as_null=True)),
    sa.Column("user_agent", sa.Text),
    sa.Column("opened_at", sa.DateTime(timezone=True)),
    sa.Column("confirmed_at", sa.DateTime(timezone=True)),
    foreign_key("sign_ins", "user", "user_id", "users"),
    sa.Index("sign_ins_user_idx", "org_id", "user_id"),
    info={"min_free_bytes": RUNNING_RESERVE},
    draws_ids=True,
)

_SIGN_IN = row_by_id(sign_ins)

_OF_USER = sa.and_(in_organisation(sign_ins), sign_ins.c.user_id == USER_ID)

_PREFIX = "sign_in_"
"""Prefix of a sign-in's columns beside those of its user."""


@cache
def sign_in_added(names: tuple[str, ...]) -> Statement:
    """Insert a sign-in of a user who wasn't removed, and return it."""
    return insert_of_user(sign_ins, names)


_WITH_USER = sign_ins.join(users, sa.and_(in_organisation(users), users.c.id == sign_ins.c.user_id))

SIGN_IN_USER = Statement(
    sa.select(*entity_columns(users)).select_from(_WITH_USER).where(_SIGN_IN, IS_MEMBER, sign_ins.c.granted.is_(None))
)

SIGN_IN_WITH_USER = Statement(
    sa.select(*entity_columns(users), *(one.label(f"{_PREFIX}{one.name}") for one in entity_columns(sign_ins)))
    .select_from(_WITH_USER)
    .where(_SIGN_IN, IS_MEMBER)
)

GRANTS = Statement(
    sa.select(*entity_columns(sign_ins))
    .where(
        _OF_USER,
        sign_ins.c.expires_at >= sa.bindparam("now"),
        sign_ins.c.granted.op("@>")(sa.literal_column("""'{"challenge": null}'::jsonb""")),
    )
    .order_by(sign_ins.c.id)
)

BROWSER_SESSIONS = Statement(
    sa.select(*entity_columns(sign_ins))
    .where(_OF_USER, sign_ins.c.expires_at >= sa.bindparam("now"), sign_ins.c.user_agent.is_not(None))
    .order_by(sign_ins.c.id)
)

DELETE_SIGN_IN = Statement(sa.delete(sign_ins).where(_SIGN_IN))

DELETE_SIGN_INS = Statement(
    sa.delete(sign_ins).where(_OF_USER, sign_ins.c.id != sa.bindparam("except_id", type_=sa.BigInteger))
)

DELETE_EXPIRED_SIGN_INS = Statement(sa.delete(sign_ins).where(_OF_USER, sign_ins.c.expires_at < sa.bindparam("before")))

DELETE_SIGN_INS_WITHOUT_FACTOR = Statement(
    sa.delete(sign_ins).where(
        in_organisation(sign_ins),
        ~sa.exists().where(in_organisation(second_factors), second_factors.c.user_id == sign_ins.c.user_id),
    )
)


class PostgresSignIns:
    """Repository of sign-ins."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("sign-in", sign_ins, _sign_in, session)

    async def add(self, details: SignInDetails) -> SignIn:
        """Store a sign-in."""
        values = asdict(details) | {"granted": _json(details.granted)}
        rows = await self._rows.insert_selected(sign_in_added, values, key_id=details.user_id)
        if not rows:
            raise Refused
        return _sign_in(**rows[0])

    async def get(self, sign_in_id: int) -> SignIn:
        """Lock one sign-in and return it."""
        return await self._rows.lock(sign_in_id)

    async def user(self, sign_in_id: int) -> User:
        """Return the user of a login session."""
        return user(**await self._rows.fetch_row(sign_in_id, SIGN_IN_USER))

    async def with_user(self, sign_in_id: int) -> tuple[SignIn, User]:
        """Return one sign-in with its user."""
        columns = dict(await self._rows.fetch_row(sign_in_id, SIGN_IN_WITH_USER))
        names = [name for name in columns if name.startswith(_PREFIX)]
        sign_in = _sign_in(**{name.removeprefix(_PREFIX): columns.pop(name) for name in names})
        return sign_in, user(**columns)

    async def grants(self, user_id: int, now: datetime) -> Sequence[SignIn]:
        """Return a user's grants."""
        return [_sign_in(**row) for row in await self._rows.fetch(GRANTS, user_id=user_id, now=now)]

    async def renew(self, sign_in_id: int, renewed: Renewed, granted: Grant | None = None) -> None:
        """Store a renewal."""
        await self._rows.change(sign_in_id, asdict(renewed) | ({"granted": _json(granted)} if granted else {}))

    async def browser_sessions(self, user_id: int, now: datetime) -> Sequence[SignIn]:
        """Return a user's sessions of the console."""
        return [_sign_in(**row) for row in await self._rows.fetch(BROWSER_SESSIONS, user_id=user_id, now=now)]

    async def change(self, sign_in_id: int, changes: Changes) -> None:
        """Set fields of a session of the console."""
        await self._rows.change(sign_in_id, changes)

    async def end(self, sign_in_id: int) -> None:
        """Remove a sign-in."""
        await self._rows.fetch(DELETE_SIGN_IN, key_id=sign_in_id)

    async def end_all(self, user_id: int, except_id: int | None = None) -> None:
        """Remove a user's sign-ins."""
        await self._rows.fetch(DELETE_SIGN_INS, user_id=user_id, except_id=except_id or 0)

    async def end_without_second_factor(self) -> None:
        """Remove the sign-ins of users without a second factor."""
        await self._rows.fetch(DELETE_SIGN_INS_WITHOUT_FACTOR)

    async def remove_expired(self, user_id: int, before: datetime) -> None:
        """Remove a user's expired sign-ins."""
        await self._rows.fetch(DELETE_EXPIRED_SIGN_INS, user_id=user_id, before=before)


def _json(grant: Grant | None) -> Mapping[str, object] | None:
    if grant is None:
        return None
    return asdict(grant) | {"scopes": list(grant.scopes), "created_at": grant.created_at.isoformat()}


def _sign_in(granted: Mapping[str, Any] | None, **columns: Any) -> SignIn:
    """Return the sign-in of a row's columns."""
    if granted is None:
        return SignIn(**columns)
    values = {"scopes": tuple(granted["scopes"]), "created_at": datetime.fromisoformat(granted["created_at"])}
    return SignIn(granted=Grant(**{**granted, **values}), **columns)
