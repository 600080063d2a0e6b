"""Users and their logins in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from recruit.adapters.postgres.engine.columns import (
    NOT_IN_ENTITY,
    created_at,
    foreign_key,
    metadata,
    organisation_key,
    tenant_table,
)
from recruit.adapters.postgres.engine.rows import TableRows, new_values
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement, clamped_id, entity_columns
from recruit.adapters.postgres.engine.table_statements import (
    ORG_ID,
    in_organisation,
    insert_selected,
    lookup_where,
    row_by_id,
)
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.providers import NO_PASSWORD
from recruit.domain.accounts.model.users import User, UserDetails, login_key
from recruit.domain.shared.pages import Page, Window
from recruit.ports.changes import Changes

MEMBER, INACTIVE, FORMER = "member", "inactive", "former"
"""Status of a user in the organisation: a removed user keeps a row, since others refer to it.

An inactive one was deactivated by the company's directory, and may come back.
"""

users = tenant_table(
    "users",
    sa.Column("email", sa.Text, nullable=False),
    sa.Column("full_name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("standing", sa.Text, nullable=False, server_default=MEMBER, info=NOT_IN_ENTITY),
    created_at(),
    sa.Column("mail_notices", sa.Boolean),
    sa.Column("mail_language", sa.Text),
    organisation_key("users"),
    sa.Index("users_standing_idx", "org_id", "standing", "id", postgresql_include=["role"]),
)

credentials = sa.Table(
    "credentials",
    metadata,
    sa.Column("email", sa.Text, nullable=False),
    sa.Column("org_id", sa.BigInteger, nullable=False),
    sa.Column("user_id", sa.BigInteger, nullable=False),
    sa.Column("password_hash", sa.Text),
    sa.PrimaryKeyConstraint("email", name="credentials_pkey"),
    foreign_key("credentials", "user", "user_id", "users"),
    sa.Index("credentials_user_idx", "org_id", "user_id"),
)
"""The user of each login: the only table whose key spans organisations. `email` is in the form of `login_key`.

On a cluster every machine has all rows, without `password_hash` and foreign key. Elsewhere triggers copy the hash for
processes of the version before, which read it here.
"""

passwords = sa.Table(
    "passwords",
    metadata,
    sa.Column("org_id", sa.BigInteger, nullable=False),
    sa.Column("user_id", sa.BigInteger, nullable=False),
    sa.Column("password_hash", sa.Text, nullable=False),
    sa.PrimaryKeyConstraint("org_id", "user_id", name="passwords_pkey"),
    foreign_key("passwords", "user", "user_id", "users"),
)
"""The passwords of users."""

_MEMBER, INACTIVE_STATUS, FORMER_STATUS = (
    sa.literal_column(f"'{standing}'", sa.Text) for standing in (MEMBER, INACTIVE, FORMER)
)

IS_MEMBER = sa.and_(users.c.standing != FORMER_STATUS, users.c.standing != INACTIVE_STATUS)

USER_ID = sa.bindparam("user_id", type_=sa.BigInteger)

PRESENT = sa.and_(row_by_id(users), IS_MEMBER)

_LOGIN = sa.and_(in_organisation(credentials), credentials.c.user_id == USER_ID)

_PASSWORD = sa.and_(in_organisation(passwords), passwords.c.user_id == USER_ID)

USER = lookup_where(users, IS_MEMBER)

USER_COUNT = Statement(
    sa.select(sa.func.count()).where(
        in_organisation(users), users.c.standing == _MEMBER, users.c.role == sa.bindparam("role")
    )
)

MARK_USER_REMOVED = Statement(
    sa.update(users)
    .where(row_by_id(users), users.c.standing != FORMER_STATUS)
    .values(standing=FORMER_STATUS)
    .returning(*entity_columns(users)),
    removes=True,
)

MARK_USER_INACTIVE = Statement(
    sa.update(users).where(PRESENT).values(standing=INACTIVE_STATUS).returning(*entity_columns(users)), removes=True
)

REACTIVATE_USER = Statement(
    sa.update(users)
    .where(row_by_id(users), users.c.standing == INACTIVE_STATUS)
    .values(standing=_MEMBER, **{name: sa.bindparam(f"new_{name}") for name in ("email", "full_name", "role")})
    .returning(*entity_columns(users))
)

INSERT_CREDENTIALS = Statement(
    sa.insert(credentials).values(
        email=sa.bindparam("new_email"),
        org_id=ORG_ID,
        user_id=sa.bindparam("new_user_id"),
    )
)

SET_LOGIN_EMAIL = Statement(sa.update(credentials).where(_LOGIN).values(email=sa.bindparam("new_email")))

INSERT_PASSWORD = Statement(
    sa.insert(passwords).values(
        org_id=ORG_ID, user_id=sa.bindparam("new_user_id"), password_hash=sa.bindparam("new_password_hash")
    )
)

PASSWORD_HASH = Statement(sa.select(passwords.c.password_hash).where(_PASSWORD))

SET_PASSWORD_HASH = Statement(
    sa.update(passwords).where(_PASSWORD).values(password_hash=sa.bindparam("new_password_hash"))
)

DELETE_CREDENTIALS = Statement(sa.delete(credentials).where(_LOGIN))

DELETE_PASSWORD = Statement(sa.delete(passwords).where(_PASSWORD))


def _rows_removed(name: str, owner: str = "user_id") -> Statement:
    """Delete a user's rows of another table. It is named only, since its own module imports this one."""
    rows = sa.table(name, sa.column("org_id", sa.BigInteger), sa.column(owner, sa.BigInteger))
    return Statement(sa.delete(rows).where(in_organisation(rows), rows.c[owner] == USER_ID))


def _user_cleared(name: str, column: str) -> Statement:
    """Clear a user's id in the rows of another table."""
    rows = sa.table(name, sa.column("org_id", sa.BigInteger), sa.column(column, sa.BigInteger))
    return Statement(
        sa.update(rows).where(in_organisation(rows), rows.c[column] == USER_ID).values({column: sa.null()}),
        removes=True,
    )


DELETE_USER_SECOND_FACTORS = _rows_removed("second_factors")
DELETE_USER_SIGN_INS = _rows_removed("sign_ins")
DELETE_USER_IDENTITIES = _rows_removed("identities")
DELETE_USER_PASSWORD_LINK = _rows_removed("password_links")
DELETE_USER_API_KEYS = _rows_removed("api_keys", "created_by_user_id")
DELETE_USER_CONVERSATIONS = _rows_removed("conversations")
_SEARCHES = sa.table(
    "saved_searches",
    sa.column("org_id", sa.BigInteger),
    sa.column("user_id", sa.BigInteger),
    sa.column("shared", sa.Boolean),
)
DELETE_USER_PRIVATE_SEARCHES = Statement(
    sa.delete(_SEARCHES).where(in_organisation(_SEARCHES), _SEARCHES.c.user_id == USER_ID, ~_SEARCHES.c.shared)
)
DELETE_USER_ACCOUNT = _rows_removed("directory_accounts")
DELETE_USER_GROUPS = _rows_removed("directory_members")
DELETE_USER_MEMBERSHIPS = _rows_removed("team_members")
DELETE_USER_MENTIONS = _rows_removed("unread_mentions")
UNASSIGN_USER_TASKS = _user_cleared("tasks", "assignee_user_id")
CLEAR_USER_NOTES = _user_cleared("notes", "author_user_id")
CREDENTIALS = Statement(
    sa.select(credentials.c.user_id, credentials.c.org_id).where(credentials.c.email == sa.bindparam("email"))
)
ORGANISATIONS_WITH_LOGINS = Statement(sa.select(credentials.c.org_id).distinct().order_by(credentials.c.org_id))


@cache
def user_changed(names: tuple[str, ...]) -> Statement:
    """Set these columns of a user who wasn't removed, and return the user."""
    values: dict[str, sa.ColumnElement[Any]] = {name: sa.bindparam(f"new_{name}") for name in names}
    return Statement(sa.update(users).where(PRESENT).values(values).returning(*entity_columns(users)))


def users_with(table: sa.Table) -> Statement:
    """Select those of some users who have rows in a table."""
    some = table.c.user_id == sa.any_(sa.bindparam("user_ids", type_=ARRAY(sa.BigInteger)))
    return Statement(sa.select(table.c.user_id).where(in_organisation(table), some).distinct())


def insert_of_user(table: sa.Table, names: tuple[str, ...]) -> Statement:
    """Insert a row of a user, whose id is `key_id`, and return it. There is none for a removed user."""
    values = (
        users.c.id if name == "user_id" else sa.bindparam(f"new_{name}", type_=table.c[name].type) for name in names
    )
    return Statement(insert_selected(table, names, sa.select(users.c.org_id, *values).where(PRESENT)))


class PostgresUsers:
    """Repository of users and their logins."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("user", users, user, session)

    async def add(self, details: UserDetails, password_hash: str) -> User:
        """Store a user and their login."""
        async with self._rows.atomic():
            made = await self._rows.insert(asdict(details))
            await self._add_login(made, password_hash)
            return made

    async def get(self, user_id: int) -> User:
        """Return one user."""
        return await self._rows.look_up(user_id, USER)

    async def by_ids(self, ids: Sequence[int]) -> Sequence[User]:
        """Return users by id."""
        rows = await self._rows.fetch(USER.several, ids=[clamped_id(one) for one in ids])
        return [user(**row) for row in sorted(rows, key=itemgetter("id"))]

    async def page(self, window: Window) -> Page[User]:
        """Return a page of users."""
        return await self._rows.select_page(window, {"standing": MEMBER})

    async def count(self, role: Role) -> int:
        """Return the number of users with a role."""
        ((found,),) = await self._rows.fetch(USER_COUNT, role=role)
        return int(found)

    async def change(self, user_id: int, changes: Changes) -> User:
        """Set columns."""
        if not changes:
            return await self.get(user_id)
        return await self._rows.fetch_one(user_id, user_changed(tuple(sorted(changes))), **new_values(changes))

    async def change_email(self, user_id: int, email: str) -> User:
        """Set the e-mail address, and remove the password link."""
        async with self._rows.atomic():
            changed = await self.change(user_id, {"email": email})
            await self._rows.fetch(SET_LOGIN_EMAIL, user_id=user_id, new_email=login_key(email))
            await self._rows.fetch(DELETE_USER_PASSWORD_LINK, user_id=user_id)
            return changed

    async def deactivate(self, user_id: int) -> None:
        """Mark a user as inactive, and delete all that gives access."""
        async with self._rows.atomic():
            await self._rows.fetch_one(user_id, MARK_USER_INACTIVE)
            await self._remove_access(user_id)

    async def reactivate(self, user_id: int, details: UserDetails) -> User:
        """Mark a user as a member, with a login."""
        async with self._rows.atomic():
            found = await self._rows.fetch_one(user_id, REACTIVATE_USER, **new_values(asdict(details)))
            await self._add_login(found, NO_PASSWORD)
            return found

    async def password_hash(self, user_id: int) -> str:
        """Return the password hash."""
        row = await self._rows.fetch_row(user_id, PASSWORD_HASH, user_id=user_id)
        return str(row["password_hash"])

    async def set_password(self, user_id: int, password_hash: str) -> None:
        """Set the password hash, and remove the password link."""
        async with self._rows.atomic():
            await self._rows.fetch(SET_PASSWORD_HASH, user_id=user_id, new_password_hash=password_hash)
            await self._rows.fetch(DELETE_USER_PASSWORD_LINK, user_id=user_id)

    async def remove(self, user_id: int) -> None:
        """Mark a user as removed, and delete what is theirs alone.

        That is login, second factors, identities, sign-ins, password link, API keys, conversations, private searches,
        the directory's account and places in groups and hiring teams. Notes stay without an author, tasks without an
        assignee. The user's row stays, as others refer to it.
        """
        async with self._rows.atomic():
            await self._rows.fetch_one(user_id, MARK_USER_REMOVED)
            await self._remove_access(user_id)
            await self._rows.fetch(DELETE_USER_SECOND_FACTORS, user_id=user_id)
            await self._rows.fetch(DELETE_USER_ACCOUNT, user_id=user_id)
            await self._rows.fetch(DELETE_USER_GROUPS, user_id=user_id)
            await self._rows.fetch(DELETE_USER_CONVERSATIONS, user_id=user_id)
            await self._rows.fetch(DELETE_USER_PRIVATE_SEARCHES, user_id=user_id)
            await self._rows.fetch(DELETE_USER_MEMBERSHIPS, user_id=user_id)
            await self._rows.fetch(DELETE_USER_MENTIONS, user_id=user_id)
            await self._rows.fetch(UNASSIGN_USER_TASKS, user_id=user_id)
            await self._rows.fetch(CLEAR_USER_NOTES, user_id=user_id)

    async def _add_login(self, made: User, password_hash: str) -> None:
        await self._rows.fetch(INSERT_CREDENTIALS, new_email=login_key(made.email), new_user_id=made.id)
        await self._rows.fetch(INSERT_PASSWORD, new_user_id=made.id, new_password_hash=password_hash)

    async def _remove_access(self, user_id: int) -> None:
        for statement in (
            *(DELETE_CREDENTIALS, DELETE_PASSWORD, DELETE_USER_SIGN_INS, DELETE_USER_IDENTITIES),
            *(DELETE_USER_PASSWORD_LINK, DELETE_USER_API_KEYS),
        ):
            await self._rows.fetch(statement, user_id=user_id)


ROLES = {role.value: role for role in Role}
"""Roles by name. A look-up takes a tenth of the time of `Role(name)`."""


def user(role: str, **columns: Any) -> User:
    """Return the user of a row's columns."""
    return User(role=ROLES[role], **columns)
