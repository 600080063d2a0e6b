"""Accounts and groups of a directory: what it states of users, whom it provisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import User

LONGEST_NAME = 200
USER_NAME_TAKEN = "Another user has this user name"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedUser:
    """What a directory states of a user.

    `user_name` is the name by which the directory finds the user, often the e-mail address. `active` is None if the
    directory doesn't state it, which counts as active. `role` is the one that it gives by itself, not by groups.
    """

    user_name: str
    email: str
    external_id: str | None = None
    active: bool | None = True
    display_name: str | None = None
    formatted_name: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    email_type: str | None = None
    email_primary: bool | None = None
    role: Role | None = None

    @property
    def is_active(self) -> bool:
        """Whether the user may sign in."""
        return self.active is not False

    @property
    def full_name(self) -> str | None:
        """The name for people: the first one that is stated, None without any."""
        both = " ".join(filter(None, (self.given_name, self.family_name)))
        found = self.display_name or self.formatted_name or both
        return found[:LONGEST_NAME] or None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDetails(StatedUser):
    """What a directory states of a stored user. Times are aware."""

    user_id: int
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(AccountDetails):
    """A stored account. The user is one whom the directory provisions."""

    id: int
    org_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDetails:
    """A group of the directory before storage assigns an id. Times are aware."""

    name: str
    external_id: str | None
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(GroupDetails):
    """A stored group."""

    id: int
    org_id: int


@dataclass(frozen=True, slots=True)
class Membership:
    """A user of a group."""

    group_id: int
    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredUser:
    """A user, active or deactivated, with the directory's account, None for users whom it doesn't provision."""

    user: User
    is_active: bool
    account: Account | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryUser(StoredUser):
    """A user with their groups."""

    groups: Sequence[Group]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedGroup:
    """What a directory states of a group. `member_ids` are ids of users."""

    name: str
    external_id: str | None = None
    member_ids: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryGroup:
    """A group with the ids of its users, ascending."""

    group: Group
    member_ids: Sequence[int]
