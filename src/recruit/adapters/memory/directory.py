"""Accounts and groups of a company's directory in memory."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from recruit.adapters.memory.rows import Rows
from recruit.domain.accounts.model.users import User, login_key
from recruit.domain.directory.model import (
    USER_NAME_TAKEN,
    Account,
    AccountDetails,
    Group,
    GroupDetails,
    Membership,
    StoredUser,
)
from recruit.domain.shared.errors import Duplicate, NotFound
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values
from recruit.ports.changes import Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMembership:
    """A user of a group, with an id."""

    id: int
    org_id: int
    group_id: int
    user_id: int


class MemoryDirectoryUsers:
    """Repository of users and their accounts."""

    def __init__(self, rows: Rows[Account], users: Rows[User], inactive_users: Rows[User]) -> None:
        self._rows = rows
        self._users = users
        self._inactive_users = inactive_users

    async def page(self, window: Window) -> Page[StoredUser]:
        """Return a page of users."""
        found = self._all()
        end = window.skip + window.limit
        return Page(found[window.skip : end], len(found), len(found) > end)

    async def get(self, user_id: int) -> StoredUser:
        """Return one user."""
        found = await self.by_ids([user_id])
        if not found:
            raise NotFound("user", user_id)
        return found[0]

    async def by_ids(self, ids: Sequence[int]) -> Sequence[StoredUser]:
        """Return users by id."""
        wanted = set(ids)
        return [one for one in self._all() if one.user.id in wanted]

    async def by_name(self, user_name: str) -> StoredUser | None:
        """Return a user by name."""
        key = login_key(user_name)
        names = ((one, one.user.email if one.account is None else one.account.user_name) for one in self._all())
        return next((one for one, name in names if login_key(name) == key), None)

    async def by_external_id(self, external_id: str) -> Sequence[StoredUser]:
        """Return users by the directory's own id."""
        return [one for one in self._all() if one.account is not None and one.account.external_id == external_id]

    async def is_deactivated(self, email: str) -> bool:
        """Return whether a user was deactivated."""
        return any(row.active is False and login_key(row.email) == login_key(email) for row in self._rows.all())

    async def with_account(self, user_ids: Sequence[int]) -> Collection[int]:
        """Return users with an account."""
        return {row.user_id for row in self._rows.all()} & set(user_ids)

    async def add(self, details: AccountDetails) -> Account:
        """Store an account."""
        if any(row.user_id == details.user_id for row in self._rows.all()):
            raise Duplicate(USER_NAME_TAKEN)
        self._check_name(details, 0)
        return self._rows.put(self._rows.new(Account, field_values(details)))

    async def change(self, account_id: int, details: AccountDetails) -> Account:
        """Replace an account."""
        self._rows.get(account_id)
        self._check_name(details, account_id)
        return self._rows.change(account_id, field_values(details))

    def _check_name(self, details: AccountDetails, account_id: int) -> None:
        key = login_key(details.user_name)
        if any(row.id != account_id and login_key(row.user_name) == key for row in self._rows.all()):
            raise Duplicate(USER_NAME_TAKEN)

    def _all(self) -> list[StoredUser]:
        accounts = {row.user_id: row for row in self._rows.all()}
        found = [
            StoredUser(user=user, is_active=is_active, account=accounts.get(user.id))
            for rows, is_active in ((self._users, True), (self._inactive_users, False))
            for user in rows.all()
        ]
        return sorted(found, key=lambda one: one.user.id)


class MemoryDirectoryGroups:
    """Repository of groups."""

    def __init__(self, rows: Rows[Group], members: Rows[StoredMembership]) -> None:
        self._rows = rows
        self._members = members

    async def page(self, window: Window) -> Page[Group]:
        """Return a page of groups."""
        return self._rows.page(window, lambda _: True)

    async def get(self, group_id: int) -> Group:
        """Return one group."""
        return self._rows.get(group_id)

    async def by_external_id(self, external_id: str, window: Window) -> Page[Group]:
        """Return a page of groups by the directory's own id."""
        return self._rows.page(window, lambda group: group.external_id == external_id)

    async def add(self, details: GroupDetails) -> Group:
        """Store a group."""
        return self._rows.put(self._rows.new(Group, field_values(details)))

    async def change(self, group_id: int, changes: Changes) -> Group:
        """Set fields."""
        return self._rows.change(group_id, changes)

    async def remove(self, group_id: int) -> None:
        """Remove a group."""
        self._rows.remove(group_id)

    async def members(self, group_ids: Sequence[int]) -> Sequence[Membership]:
        """Return memberships."""
        found = {(row.group_id, row.user_id) for row in self._members.all() if row.group_id in set(group_ids)}
        return [Membership(*each) for each in sorted(found)]

    async def of_users(self, user_ids: Sequence[int]) -> Sequence[tuple[int, Group]]:
        """Return the groups of users."""
        found = {(row.user_id, row.group_id) for row in self._members.all() if row.user_id in set(user_ids)}
        return [(user_id, self._rows.get(group_id)) for user_id, group_id in sorted(found)]

    async def add_members(self, group_id: int, user_ids: Sequence[int]) -> None:
        """Add members."""
        for user_id in user_ids:
            self._members.put(self._members.new(StoredMembership, {"group_id": group_id, "user_id": user_id}))

    async def remove_members(self, group_id: int, user_ids: Sequence[int]) -> None:
        """Remove members."""
        self._members.remove_where(lambda row: row.group_id == group_id and row.user_id in set(user_ids))
