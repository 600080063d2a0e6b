"""Storage of organisations, users, sessions, API keys and invitations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from recruit.domain.accounts.model.api_keys import ApiKey, ApiKeyDetails
from recruit.domain.accounts.model.oauth import Grant
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.sessions import Invitation, InvitationDetails, Renewed, SignIn, SignInDetails
from recruit.domain.accounts.model.users import Organisation, User, UserDetails
from recruit.domain.shared.pages import Page, Window
from recruit.ports.changes import Changes


class Organisations(Protocol):
    """The organisation that the unit of work is bound to."""

    async def add(self, name: str) -> Organisation:
        """Keep the organisation whose id `Storage.new_organisation` gave."""
        ...

    async def get(self) -> Organisation:
        """Return it. Raises NotFound."""
        ...

    async def hold(self) -> Organisation:
        """Return it. Until this unit of work ends, others who hold it wait. Raises NotFound."""
        ...


class Users(Protocol):
    """Users and what their logins are checked against."""

    async def add(self, details: UserDetails, password_hash: str) -> User:
        """Keep a user. Raises Duplicate when any organisation has a user with that e-mail address."""
        ...

    async def get(self, user_id: int) -> User:
        """Return one user. Raises NotFound, for one who was removed too."""
        ...

    async def page(self, window: Window) -> Page[User]:
        """Return users in ascending id."""
        ...

    async def count(self, role: Role) -> int:
        """Return how many users have a role."""
        ...

    async def change(self, user_id: int, changes: Changes) -> User:
        """Set the named fields and return the user. Raises NotFound."""
        ...

    async def password_hash(self, user_id: int) -> str:
        """Return what the user's password is checked against. Raises NotFound."""
        ...

    async def set_password(self, user_id: int, password_hash: str) -> None:
        """Set what the user's password is checked against."""
        ...

    async def remove(self, user_id: int) -> None:
        """Remove a user with their login, sign-ins and conversations. What they made stays, with their id.

        Their address is free again. Raises NotFound.
        """
        ...


class SignIns(Protocol):
    """The sign-ins of the organisation's users."""

    async def add(self, details: SignInDetails) -> SignIn:
        """Keep a sign-in. Raises Refused when that user is gone."""
        ...

    async def get(self, sign_in_id: int) -> SignIn:
        """Return one sign-in, which nobody else changes until this unit of work ends. Raises NotFound."""
        ...

    async def user(self, sign_in_id: int) -> User:
        """Return whose login it is. Raises NotFound when either is gone, and for a grant."""
        ...

    async def with_user(self, sign_in_id: int) -> tuple[SignIn, User]:
        """Return a sign-in, a login or a grant, and whose it is. Raises NotFound when either is gone."""
        ...

    async def grants(self, user_id: int, now: datetime) -> Sequence[SignIn]:
        """Return a user's grants that have not expired by then, in ascending id, without unused codes."""
        ...

    async def renew(self, sign_in_id: int, renewed: Renewed, granted: Grant | None = None) -> None:
        """Set which token renews it next, until when, and what it came of; and of a grant, what is granted.

        Raises NotFound.
        """
        ...

    async def end(self, sign_in_id: int) -> None:
        """Remove a sign-in, if it is there."""
        ...

    async def end_others(self, user_id: int, besides: int | None = None) -> None:
        """Remove all sign-ins of a user, `besides` one."""
        ...

    async def forget(self, user_id: int, before: datetime) -> None:
        """Remove those of a user that had expired then."""
        ...


class ApiKeys(Protocol):
    """Keys of the organisation's machines."""

    async def add(self, details: ApiKeyDetails) -> ApiKey:
        """Keep a key."""
        ...

    async def get(self, key_id: int) -> ApiKey:
        """Return one key. Raises NotFound."""
        ...

    async def with_role(self, key_id: int) -> tuple[ApiKey, Role]:
        """Return one key, and the role that its maker has. Raises NotFound, also when they were removed."""
        ...

    async def page(self, window: Window) -> Page[ApiKey]:
        """Return keys in ascending id, expired ones too."""
        ...

    async def used(self, key_id: int, at: datetime) -> None:
        """Note when a key was used, if it is there."""
        ...

    async def remove(self, key_id: int) -> None:
        """Remove a key. Of several who remove one, all but one raise NotFound."""
        ...


class Invitations(Protocol):
    """Invitations to join the organisation."""

    async def add(self, details: InvitationDetails) -> Invitation:
        """Keep an invitation, in place of others to the same address."""
        ...

    async def get(self, invitation_id: int) -> Invitation:
        """Return one invitation. Raises NotFound."""
        ...

    async def page(self, window: Window) -> Page[Invitation]:
        """Return invitations in ascending id, expired ones too."""
        ...

    async def remove(self, invitation_id: int) -> None:
        """Remove an invitation. Of several who remove one, all but one raise NotFound."""
        ...
