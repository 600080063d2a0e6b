"""Accounts and groups of a company's directory in PostgreSQL."""

from collections.abc import Collection, Sequence
from typing import Any

import asyncpg
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from recruit.adapters.postgres.engine.columns import (
    NOT_IN_ENTITY,
    foreign_key,
    metadata,
    organisation_key,
    tenant_table,
)
from recruit.adapters.postgres.engine.rows import TableRows
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import LARGEST_BIGINT, Statement, clamped_id, entity_columns
from recruit.adapters.postgres.engine.table_statements import (
    FENCE,
    LIMIT,
    by_key,
    ids_parameter,
    in_organisation,
    of_organisation,
    rows_of_lists,
)
from recruit.adapters.postgres.users import FORMER_STATUS, INACTIVE, ROLES, credentials, user, users
from recruit.domain.accounts.model.users import login_key, login_keys
from recruit.domain.directory.model import Account, AccountDetails, Group, GroupDetails, Membership, StoredUser
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values

directory_accounts = tenant_table(
    "directory_accounts",
    sa.Column("user_id", sa.BigInteger, nullable=False),
    sa.Column("user_name", sa.Text, nullable=False),
    sa.Column("user_name_key", sa.Text, nullable=False, info=NOT_IN_ENTITY),
    sa.Column("email", sa.Text, nullable=False),
    sa.Column("email_key", sa.Text, nullable=False, info=NOT_IN_ENTITY),
    sa.Column("external_id", sa.Text),
    sa.Column("active", sa.Boolean),
    sa.Column("display_name", sa.Text),
    sa.Column("formatted_name", sa.Text),
    sa.Column("given_name", sa.Text),
    sa.Column("family_name", sa.Text),
    sa.Column("email_type", sa.Text),
    sa.Column("email_primary", sa.Boolean),
    sa.Column("role", sa.Text),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    foreign_key("directory_accounts", "user", "user_id", "users"),
    sa.UniqueConstraint("org_id", "user_name_key", name="directory_accounts_name_key"),
    sa.UniqueConstraint("org_id", "user_id", name="directory_accounts_user_key"),
    sa.Index("directory_accounts_email_idx", "org_id", "email_key"),
    sa.Index("directory_accounts_external_idx", "org_id", "external_id"),
    draws_ids=True,
)

directory_groups = tenant_table(
    "directory_groups",
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("external_id", sa.Text),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    organisation_key("directory_groups"),
    sa.Index("directory_groups_external_idx", "org_id", "external_id"),
    draws_ids=True,
)

directory_members = sa.Table(
    "directory_members",
    metadata,
    sa.Column("org_id", sa.BigInteger, nullable=False),
    sa.Column("group_id", sa.BigInteger, nullable=False),
    sa.Column("user_id", sa.BigInteger, nullable=False),
    sa.PrimaryKeyConstraint("org_id", "group_id", "user_id", name="directory_members_pkey"),
    foreign_key("directory_members", "group", "group_id", "directory_groups"),
    foreign_key("directory_members", "user", "user_id", "users"),
    sa.Index("directory_members_user_idx", "org_id", "user_id", "group_id"),
)

_PREFIX = "account_"
"""Prefix of an account's columns beside those of its user."""

_ACCOUNT = (
    sa.select(*(one.label(f"{_PREFIX}{one.name}") for one in entity_columns(directory_accounts)))
    .where(in_organisation(directory_accounts), directory_accounts.c.user_id == users.c.id)
    .offset(FENCE)
    .lateral("account")
)
"""The account of a user, which is looked up by the user's id: the planner can't see through an offset."""

_WITH_ACCOUNT = sa.select(*entity_columns(users), users.c.standing, *_ACCOUNT.c)
_USERS = (
    _WITH_ACCOUNT.select_from(users.outerjoin(_ACCOUNT, sa.true()))
    .where(in_organisation(users), users.c.standing != FORMER_STATUS)
    .order_by(users.c.id)
)

_GROUP_ID = sa.bindparam("group_id", type_=sa.BigInteger)
_IDS = sa.bindparam("ids", type_=ARRAY(sa.BigInteger))

USERS_PAGE = Statement(_USERS.limit(LIMIT).offset(sa.bindparam("skip", type_=sa.BigInteger)))

USERS_TOTAL = Statement(sa.select(sa.func.count()).where(in_organisation(users), users.c.standing != FORMER_STATUS))

USERS_BY_IDS = Statement(_USERS.where(users.c.id == sa.any_(_IDS)))


def _users_by(column: sa.ColumnElement[str], name: str) -> Statement:
    """Select the ids of users by a column of their accounts."""
    return Statement(
        sa.select(directory_accounts.c.user_id).where(in_organisation(directory_accounts), column == sa.bindparam(name))
    )


USERS_BY_NAME = _users_by(directory_accounts.c.user_name_key, "user_name_key")

USERS_BY_EXTERNAL_ID = _users_by(directory_accounts.c.external_id, "external_id")

USERS_BY_LOGIN = Statement(
    sa.select(credentials.c.user_id).where(
        in_organisation(credentials), credentials.c.email == sa.any_(sa.bindparam("emails", type_=ARRAY(sa.Text)))
    )
)

DEACTIVATED_ACCOUNT = Statement(
    sa.select(directory_accounts.c.id).where(
        in_organisation(directory_accounts),
        directory_accounts.c.email_key == sa.bindparam("email_key"),
        directory_accounts.c.active.is_(False),
    )
)

USERS_WITH_ACCOUNT = Statement(
    sa.select(directory_accounts.c.user_id).where(
        in_organisation(directory_accounts), directory_accounts.c.user_id == sa.any_(_IDS)
    )
)

_WANTED = ids_parameter("ids")
_OF_GROUP = (
    sa.select(directory_members.c.user_id)
    .where(in_organisation(directory_members), directory_members.c.group_id == _WANTED.c.id)
    .offset(FENCE)
    .lateral("member")
)

MEMBERS = Statement(
    sa.select(_WANTED.c.id.label("group_id"), _OF_GROUP.c.user_id)
    .select_from(_WANTED.join(_OF_GROUP, sa.true()))
    .order_by(_WANTED.c.id, _OF_GROUP.c.user_id)
)

_GROUP = by_key(sa.select(*entity_columns(directory_groups)), directory_groups, directory_members.c.group_id)
_OF_USER = (
    sa.select(*(_GROUP_ROW := _GROUP.lateral("group_row")).c)
    .select_from(directory_members.join(_GROUP_ROW, sa.true()))
    .where(in_organisation(directory_members), directory_members.c.user_id == _WANTED.c.id)
    .offset(FENCE)
    .lateral("of_user")
)

GROUPS_OF_USERS = Statement(
    sa.select(_WANTED.c.id.label("user_id"), *_OF_USER.c)
    .select_from(_WANTED.join(_OF_USER, sa.true()))
    .order_by(_WANTED.c.id, _OF_USER.c.id)
)

_NEW = rows_of_lists("rows", {"ids": directory_members.c.user_id})

ADD_MEMBERS = Statement(
    sa.insert(directory_members).from_select(
        ["org_id", "group_id", "user_id"], of_organisation(_NEW, _GROUP_ID, _NEW.c.user_id)
    )
)

DELETE_MEMBERS = Statement(
    sa.delete(directory_members).where(
        in_organisation(directory_members),
        directory_members.c.group_id == _GROUP_ID,
        directory_members.c.user_id == sa.any_(_IDS),
    )
)


class PostgresDirectoryUsers:
    """Repository of users and their accounts."""

    def __init__(self, session: Session) -> None:
        self._rows = TableRows("account", directory_accounts, _account, session)

    async def page(self, window: Window) -> Page[StoredUser]:
        """Return a page of users."""
        ((total,),) = await self._rows.fetch(USERS_TOTAL)
        rows = await self._rows.fetch(USERS_PAGE, skip=min(window.skip, LARGEST_BIGINT), limit=window.limit)
        return Page([_stored(row) for row in rows], total, window.skip + len(rows) < total)

    async def get(self, user_id: int) -> StoredUser:
        """Return one user."""
        found = await self.by_ids([user_id])
        if not found:
            raise NotFound("user", user_id)
        return found[0]

    async def by_ids(self, ids: Sequence[int]) -> Sequence[StoredUser]:
        """Return users by id."""
        return [_stored(row) for row in await self._rows.fetch(USERS_BY_IDS, ids=[clamped_id(one) for one in ids])]

    async def by_name(self, user_name: str) -> StoredUser | None:
        """Return a user by name."""
        found = await self._found(USERS_BY_NAME, user_name_key=login_key(user_name))
        if not found:
            with_login = await self._found(USERS_BY_LOGIN, emails=list(login_keys(user_name)))
            found = [one for one in with_login if one.account is None]
        return found[0] if found else None

    async def by_external_id(self, external_id: str) -> Sequence[StoredUser]:
        """Return users by the directory's own id."""
        return await self._found(USERS_BY_EXTERNAL_ID, external_id=external_id)

    async def is_deactivated(self, email: str) -> bool:
        """Return whether a user was deactivated."""
        return bool(await self._rows.fetch(DEACTIVATED_ACCOUNT, email_key=login_key(email)))

    async def with_account(self, user_ids: Sequence[int]) -> Collection[int]:
        """Return users with an account."""
        rows = await self._rows.fetch(USERS_WITH_ACCOUNT, ids=[clamped_id(one) for one in user_ids])
        return {row["user_id"] for row in rows}

    async def add(self, details: AccountDetails) -> Account:
        """Store an account."""
        return await self._rows.insert(_columns(details))

    async def change(self, account_id: int, details: AccountDetails) -> Account:
        """Replace an account."""
        return await self._rows.change(account_id, _columns(details))

    async def _found(self, statement: Statement, **values: object) -> Sequence[StoredUser]:
        """Return the users whose ids a statement selects."""
        ids = [row["user_id"] for row in await self._rows.fetch(statement, **values)]
        return await self.by_ids(ids) if ids else []


class PostgresDirectoryGroups(TableRows[Group]):
    """Repository of groups."""

    def __init__(self, session: Session) -> None:
        super().__init__("group", directory_groups, Group, session)

    async def page(self, window: Window) -> Page[Group]:
        """Return a page of groups."""
        return await self.select_page(window, {})

    async def by_external_id(self, external_id: str, window: Window) -> Page[Group]:
        """Return a page of groups by the directory's own id."""
        return await self.select_page(window, {"external_id": external_id})

    async def add(self, details: GroupDetails) -> Group:
        """Store a group."""
        return await self.insert(field_values(details))

    async def members(self, group_ids: Sequence[int]) -> Sequence[Membership]:
        """Return memberships."""
        return [Membership(**row) for row in await self.fetch(MEMBERS, ids=list(group_ids))]

    async def of_users(self, user_ids: Sequence[int]) -> Sequence[tuple[int, Group]]:
        """Return the groups of users."""
        rows = [dict(row) for row in await self.fetch(GROUPS_OF_USERS, ids=list(user_ids))]
        return [(row.pop("user_id"), Group(**row)) for row in rows]

    async def add_members(self, group_id: int, user_ids: Sequence[int]) -> None:
        """Add members."""
        await self.fetch(ADD_MEMBERS, group_id=group_id, ids=list(user_ids))

    async def remove_members(self, group_id: int, user_ids: Sequence[int]) -> None:
        """Remove members."""
        await self.fetch(DELETE_MEMBERS, group_id=group_id, ids=list(user_ids))


def _columns(details: AccountDetails) -> dict[str, object]:
    """Return an account's columns, with the keys by which it is looked up."""
    keys = {"user_name_key": login_key(details.user_name), "email_key": login_key(details.email)}
    return field_values(details) | keys


def _stored(row: asyncpg.Record) -> StoredUser:
    columns = dict(row)
    account = {name.removeprefix(_PREFIX): columns.pop(name) for name in row.keys() if name.startswith(_PREFIX)}  # noqa: SIM118
    is_active = columns.pop("standing") != INACTIVE
    return StoredUser(
        user=user(**columns), is_active=is_active, account=None if account["id"] is None else _account(**account)
    )


def _account(role: str | None, **columns: Any) -> Account:
    """Return the account of a row's columns."""
    return Account(role=None if role is None else ROLES[role], **columns)
