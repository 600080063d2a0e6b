"""Users, sign-ins and invitations in memory."""

from collections.abc import MutableMapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from recruit.adapters.memory.rows import NewId, Rows
from recruit.domain.accounts.model.api_keys import ApiKey
from recruit.domain.accounts.model.oauth import Grant
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.sessions import Invitation, InvitationDetails, Renewed, SignIn, SignInDetails
from recruit.domain.accounts.model.users import Credentials, User, UserDetails, login_key
from recruit.domain.agent.model import Conversation
from recruit.domain.shared.errors import Duplicate, NotFound, Refused
from recruit.domain.shared.pages import Page, Window
from recruit.ports.changes import Changes

Logins = MutableMapping[str, Credentials | None]
"""Credentials by normalised e-mail address, across all organisations; None for a removed login."""


class MemoryUsers:
    """Users of the organisation, and the logins of all organisations, in which an address is unique."""

    def __init__(
        self,
        org_id: int,
        rows: Rows[User],
        new_id: NewId,
        logins: Logins,
        sign_ins: Rows[SignIn],
        api_keys: Rows[ApiKey],
        conversations: Rows[Conversation],
    ) -> None:
        self._org_id = org_id
        self._rows = rows
        self._new_id = new_id
        self._logins = logins
        self._sign_ins = sign_ins
        self._api_keys = api_keys
        self._conversations = conversations

    async def add(self, details: UserDetails, password_hash: str) -> User:
        """Store a user and their login."""
        key = login_key(details.email)
        if self._logins.get(key):
            raise Duplicate("Email already registered")
        user = self._rows.put(User(id=self._new_id(), org_id=self._org_id, **asdict(details)))
        self._logins[key] = Credentials(user_id=user.id, org_id=self._org_id, password_hash=password_hash)
        return user

    async def get(self, user_id: int) -> User:
        """Return one user."""
        return self._rows.get(user_id)

    async def page(self, window: Window) -> Page[User]:
        """Return a page of users."""
        return self._rows.page(window, lambda _: True)

    async def count(self, role: Role) -> int:
        """Return the number of users with a role."""
        return sum(user.role == role for user in self._rows.current.values())

    async def change(self, user_id: int, changes: Changes) -> User:
        """Set fields."""
        return self._rows.change(user_id, changes)

    async def password_hash(self, user_id: int) -> str:
        """Return the password hash."""
        return self._login(user_id).password_hash

    async def set_password(self, user_id: int, password_hash: str) -> None:
        """Set the password hash."""
        key = login_key(self._rows.get(user_id).email)
        self._logins[key] = replace(self._login(user_id), password_hash=password_hash)

    async def remove(self, user_id: int) -> None:
        """Remove a user with login, sign-ins, API keys and conversations."""
        self._logins[login_key(self._rows.get(user_id).email)] = None
        self._rows.remove(user_id)
        self._sign_ins.remove_where(lambda one: one.user_id == user_id)
        self._api_keys.remove_where(lambda one: one.created_by_user_id == user_id)
        self._conversations.remove_where(lambda one: one.user_id == user_id)

    def _login(self, user_id: int) -> Credentials:
        found = self._logins.get(login_key(self._rows.get(user_id).email))
        if found is None:
            raise NotFound("user", user_id)
        return found


class MemorySignIns:
    """Repository of sign-ins."""

    def __init__(self, org_id: int, rows: Rows[SignIn], new_id: NewId, users: Rows[User]) -> None:
        self._org_id = org_id
        self._rows = rows
        self._new_id = new_id
        self._users = users

    async def add(self, details: SignInDetails) -> SignIn:
        """Store a sign-in."""
        if details.user_id not in self._users.current:
            raise Refused
        return self._rows.put(
            SignIn(id=self._new_id(), org_id=self._org_id, **asdict(details) | {"granted": details.granted})
        )

    async def get(self, sign_in_id: int) -> SignIn:
        """Return one sign-in."""
        return self._rows.get(sign_in_id)

    async def user(self, sign_in_id: int) -> User:
        """Return the user of a login session."""
        found, user = await self.with_user(sign_in_id)
        if found.granted is not None:
            raise NotFound("sign-in", sign_in_id)
        return user

    async def with_user(self, sign_in_id: int) -> tuple[SignIn, User]:
        """Return one sign-in with its user."""
        found = self._rows.get(sign_in_id)
        return found, self._users.get(found.user_id)

    async def grants(self, user_id: int, now: datetime) -> Sequence[SignIn]:
        """Return a user's grants."""
        return [
            one
            for one in self._rows.all()
            if one.user_id == user_id and one.expires_at >= now and one.granted and one.granted.challenge is None
        ]

    async def renew(self, sign_in_id: int, renewed: Renewed, granted: Grant | None = None) -> None:
        """Store a renewal."""
        self._rows.change(sign_in_id, asdict(renewed) | ({"granted": granted} if granted else {}))

    async def end(self, sign_in_id: int) -> None:
        """Remove a sign-in."""
        self._rows.remove_where(lambda one: one.id == sign_in_id)

    async def end_others(self, user_id: int, besides: int | None = None) -> None:
        """Remove a user's sign-ins."""
        self._rows.remove_where(lambda one: one.user_id == user_id and one.id != besides)

    async def forget(self, user_id: int, before: datetime) -> None:
        """Remove a user's expired sign-ins."""
        self._rows.remove_where(lambda one: one.user_id == user_id and one.expires_at < before)


class MemoryInvitations:
    """Repository of invitations."""

    def __init__(self, org_id: int, rows: Rows[Invitation], new_id: NewId) -> None:
        self._org_id = org_id
        self._rows = rows
        self._new_id = new_id

    async def add(self, details: InvitationDetails) -> Invitation:
        """Store an invitation in place of others to the same address."""
        key = login_key(details.email)
        self._rows.remove_where(lambda one: login_key(one.email) == key)
        return self._rows.put(Invitation(id=self._new_id(), org_id=self._org_id, **asdict(details)))

    async def get(self, invitation_id: int) -> Invitation:
        """Return one invitation."""
        return self._rows.get(invitation_id)

    async def page(self, window: Window) -> Page[Invitation]:
        """Return a page of invitations."""
        return self._rows.page(window, lambda _: True)

    async def remove(self, invitation_id: int) -> None:
        """Remove an invitation."""
        self._rows.remove(invitation_id)
