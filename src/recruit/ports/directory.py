"""Storage of what a company's directory provisions: accounts of users, and groups."""

from collections.abc import Collection, Sequence
from typing import Protocol

from recruit.domain.directory.model import Account, AccountDetails, Group, GroupDetails, Membership, StoredUser
from recruit.domain.shared.pages import Page, Window
from recruit.ports.changes import Changes


class DirectoryUsers(Protocol):
    """The organisation's users, those whom the directory has deactivated included, with the directory's accounts.

    An account is removed with its user.
    """

    async def page(self, window: Window) -> Page[StoredUser]:
        """Return a page of users in ascending id. `after` isn't used."""

    async def get(self, user_id: int) -> StoredUser:
        """Return one user. Raise NotFound when the user doesn't exist or was removed."""

    async def by_ids(self, ids: Sequence[int]) -> Sequence[StoredUser]:
        """Return the users with these ids, as far as they exist and weren't removed, in ascending id."""

    async def by_name(self, user_name: str) -> StoredUser | None:
        """Return the user whom the directory calls so, in any case of letters.

        The name of a user without an account is the e-mail address.
        """

    async def by_external_id(self, external_id: str) -> Sequence[StoredUser]:
        """Return the users with the directory's own id, in ascending id."""

    async def is_deactivated(self, email: str) -> bool:
        """Return whether the directory has deactivated a user with this e-mail address, in any form."""

    async def with_account(self, user_ids: Sequence[int]) -> Collection[int]:
        """Return those of the users who have an account."""

    async def add(self, details: AccountDetails) -> Account:
        """Store the account of a user. Raise Duplicate when the name is taken or the user has an account."""

    async def change(self, account_id: int, details: AccountDetails) -> Account:
        """Replace an account. Raise NotFound, and Duplicate when the name is taken."""


class DirectoryGroups(Protocol):
    """Groups of the directory. A membership is removed with its group or its user."""

    async def page(self, window: Window) -> Page[Group]:
        """Return a page of groups in ascending id."""

    async def get(self, group_id: int) -> Group:
        """Return one group. Raise NotFound."""

    async def by_external_id(self, external_id: str, window: Window) -> Page[Group]:
        """Return a page of the groups with the directory's own id, in ascending id."""

    async def add(self, details: GroupDetails) -> Group:
        """Store a group."""

    async def change(self, group_id: int, changes: Changes) -> Group:
        """Set the named fields and return the group. Raise NotFound."""

    async def remove(self, group_id: int) -> None:
        """Remove a group. Raise NotFound."""

    async def members(self, group_ids: Sequence[int]) -> Sequence[Membership]:
        """Return the memberships in these groups, in ascending ids of group and user."""

    async def of_users(self, user_ids: Sequence[int]) -> Sequence[tuple[int, Group]]:
        """Return the ids of these users with each of their groups, in ascending ids of user and group."""

    async def add_members(self, group_id: int, user_ids: Sequence[int]) -> None:
        """Add users, who exist and aren't in the group."""

    async def remove_members(self, group_id: int, user_ids: Sequence[int]) -> None:
        """Remove users from a group, as far as they are in it."""
