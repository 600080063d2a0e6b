"""Users, their sign-ins, and invitations, in memory."""

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
"""By address, over all organisations; None where one was removed."""


class MemoryUsers:
    """Users, and the logins of every organisation, in which an address stands once."""

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
        """Keep a user and their login."""
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
        """Return users inside the window."""
        return self._rows.page(window, lambda _: True)

    async def count(self, role: Role) -> int:
        """Count those of a role."""
        return sum(user.role == role for user in self._rows.current.values())

    async def change(self, user_id: int, changes: Changes) -> User:
        """Set fields."""
        return self._rows.change(user_id, changes)

    async def password_hash(self, user_id: int) -> str:
        """Return the hash."""
        return self._login(user_id).password_hash

    async def set_password(self, user_id: int, password_hash: str) -> None:
        """Set the hash."""
        key = login_key(self._rows.get(user_id).email)
        self._logins[key] = replace(self._login(user_id), password_hash=password_hash)

    async def remove(self, user_id: int) -> None:
        """Remove a user and what is theirs alone."""
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
    """Sign-ins."""

    def __init__(self, org_id: int, rows: Rows[SignIn], new_id: NewId, users: Rows[User]) -> None:
        self._org_id = org_id
        self._rows = rows
        self._new_id = new_id
        self._users = users

    async def add(self, details: SignInDetails) -> SignIn:
        """Keep a sign-in."""
        if details.user_id not in self._users.current:
            raise Refused
        return self._rows.put(
            SignIn(id=self._new_id(), org_id=self._org_id, **asdict(details) | {"granted": details.granted})
        )

    async def get(self, sign_in_id: int) -> SignIn:
        """Return one sign-in."""
        return self._rows.get(sign_in_id)

    async def user(self, sign_in_id: int) -> User:
        """Return whose login it is."""
        found, user = await self.with_user(sign_in_id)
        if found.granted is not None:
            raise NotFound("sign-in", sign_in_id)
        return user

    async def with_user(self, sign_in_id: int) -> tuple[SignIn, User]:
        """Return one sign-in, and whose it is."""
        found = self._rows.get(sign_in_id)
        return found, self._users.get(found.user_id)

    async def grants(self, user_id: int, now: datetime) -> Sequence[SignIn]:
        """Return grants."""
        return [
            one
            for one in self._rows.all()
            if one.user_id == user_id and one.expires_at >= now and one.granted and one.granted.challenge is None
        ]

    async def renew(self, sign_in_id: int, renewed: Renewed, granted: Grant | None = None) -> None:
        """Set what renews it next."""
        self._rows.change(sign_in_id, asdict(renewed) | ({"granted": granted} if granted else {}))

    async def end(self, sign_in_id: int) -> None:
        """Remove one."""
        self._rows.remove_where(lambda one: one.id == sign_in_id)

    async def end_others(self, user_id: int, besides: int | None = None) -> None:
        """Remove those of a user."""
        self._rows.remove_where(lambda one: one.user_id == user_id and one.id != besides)

    async def forget(self, user_id: int, before: datetime) -> None:
        """Remove expired ones."""
        self._rows.remove_where(lambda one: one.user_id == user_id and one.expires_at < before)


class MemoryInvitations:
    """Invitations."""

    def __init__(self, org_id: int, rows: Rows[Invitation], new_id: NewId) -> None:
        self._org_id = org_id
        self._rows = rows
        self._new_id = new_id

    async def add(self, details: InvitationDetails) -> Invitation:
        """Keep an invitation."""
        key = login_key(details.email)
        self._rows.remove_where(lambda one: login_key(one.email) == key)
        return self._rows.put(Invitation(id=self._new_id(), org_id=self._org_id, **asdict(details)))

    async def get(self, invitation_id: int) -> Invitation:
        """Return one invitation."""
        return self._rows.get(invitation_id)

    async def page(self, window: Window) -> Page[Invitation]:
        """Return invitations inside the window."""
        return self._rows.page(window, lambda _: True)

    async def remove(self, invitation_id: int) -> None:
        """Remove one."""
        self._rows.remove(invitation_id)
