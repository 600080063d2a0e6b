"""Storage of organisations, users, sessions, API keys and invitations."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from recruit.domain.accounts.model.api_keys import ApiKey, ApiKeyDetails
from recruit.domain.accounts.model.oauth import Grant
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.second_factors import SecondFactor, SecondFactorDetails
from recruit.domain.accounts.model.sessions import (
    Invitation,
    InvitationDetails,
    PasswordLink,
    Renewed,
    SignIn,
    SignInDetails,
)
from recruit.domain.accounts.model.users import Organisation, User, UserDetails
from recruit.domain.shared.pages import Page, Window
from recruit.ports.changes import Changes


class Organisations(Protocol):
    """The organisation that the unit of work is bound to."""

    async def add(self, name: str) -> Organisation:
        """Store the organisation under the id that `Storage.new_organisation` returned."""

    async def get(self) -> Organisation:
        """Return the organisation. Raise NotFound when it doesn't exist."""

    async def lock(self) -> Organisation:
        """Lock the organisation and return it. Raise NotFound when it doesn't exist.

        Other calls of `lock` wait until this unit of work ends.
        """

    async def rename(self, name: str) -> Organisation:
        """Set the name and return the organisation. Raise NotFound when it doesn't exist."""

    async def require_second_factor(self, *, required: bool) -> None:
        """Set whether all users need a second factor."""


class Users(Protocol):
    """Users and their credentials."""

    async def add(self, details: UserDetails, password_hash: str) -> User:
        """Store a user and their login. Raise Duplicate when any organisation has a user with that e-mail address."""

    async def get(self, user_id: int) -> User:
        """Return one user. Raise NotFound when the id doesn't exist or the user was removed."""

    async def by_ids(self, ids: Sequence[int]) -> Sequence[User]:
        """Return the users with these ids, as far as they exist and weren't removed, in ascending id."""

    async def page(self, window: Window) -> Page[User]:
        """Return a page of users in ascending id, without removed ones."""

    async def count(self, role: Role) -> int:
        """Return the number of users with a role."""

    async def change(self, user_id: int, changes: Changes) -> User:
        """Set the named fields and return the user. Raise NotFound."""

    async def change_email(self, user_id: int, email: str) -> User:
        """Set the e-mail address, of the login as well, and remove the user's password link.

        Raise NotFound, and Duplicate when any organisation has a user with that e-mail address.
        """

    async def password_hash(self, user_id: int) -> str:
        """Return the hash of the user's password, a PHC string. Raise NotFound."""

    async def set_password(self, user_id: int, password_hash: str) -> None:
        """Replace the hash of the user's password, a PHC string, and remove the user's password link."""

    async def deactivate(self, user_id: int) -> None:
        """End a user's access: remove login, identities, sign-ins, password link and API keys. Raise NotFound.

        Until `reactivate`, all methods but `remove` treat the user as removed. Records that the user created, and those
        that only this user sees, stay.
        """

    async def reactivate(self, user_id: int, details: UserDetails) -> User:
        """Give a deactivated user these details and a login without a password, and return the user.

        Raise NotFound, and Duplicate when any organisation has a user with that e-mail address.
        """

    async def remove(self, user_id: int) -> None:
        """Remove an active or deactivated user, and the records that only this user needs.

        These are login, second factors, identities, sign-ins, password link, API keys, conversations, the directory's
        account and places in groups and hiring teams.

        Notes that the user wrote stay without an author, and tasks without an assignee. Other records that the user
        created stay, with the user's id. The e-mail address can be registered again. Raise NotFound.
        """


class SignIns(Protocol):
    """Sign-ins of the organisation's users: login sessions, and grants to OAuth clients."""

    async def add(self, details: SignInDetails) -> SignIn:
        """Store a sign-in. Raise Refused when the user doesn't exist or was removed."""

    async def get(self, sign_in_id: int) -> SignIn:
        """Lock a sign-in until this unit of work ends and return it. Raise NotFound."""

    async def user(self, sign_in_id: int) -> User:
        """Return the user of a login session. Raise NotFound when either is gone, and for a grant."""

    async def with_user(self, sign_in_id: int) -> tuple[SignIn, User]:
        """Return a sign-in, a login session or a grant, with its user. Raise NotFound when either is gone."""

    async def grants(self, user_id: int, now: datetime) -> Sequence[SignIn]:
        """Return a user's grants that have not expired at `now`, in ascending id.

        Grants whose authorization code wasn't exchanged yet are left out. `now` is aware.
        """

    async def renew(self, sign_in_id: int, renewed: Renewed, granted: Grant | None = None) -> None:
        """Store a renewal of a sign-in and, for a grant, replace `granted`. Raise NotFound.

        A renewal is the hash and the salt of the next refresh token, the time and the new expiry.
        """

    async def browser_sessions(self, user_id: int, now: datetime) -> Sequence[SignIn]:
        """Return a user's sessions of the console that have not expired at `now`, in ascending id."""

    async def change(self, sign_in_id: int, changes: Changes) -> None:
        """Set the times `renewed_at` and `confirmed_at` of a session of the console. Raise NotFound."""

    async def end(self, sign_in_id: int) -> None:
        """Remove a sign-in. Do nothing when it doesn't exist."""

    async def end_all(self, user_id: int, except_id: int | None = None) -> None:
        """Remove all sign-ins of a user, except the one with the id `except_id`."""

    async def end_without_second_factor(self) -> None:
        """Remove all sign-ins of users without a second factor."""

    async def remove_expired(self, user_id: int, before: datetime) -> None:
        """Remove a user's sign-ins that expired before `before`, an aware time."""


class SecondFactors(Protocol):
    """Second factors of the organisation's users."""

    async def add(self, details: SecondFactorDetails) -> SecondFactor:
        """Store a second factor.

        Raise Duplicate when the user has an authenticator app already, or any user the passkey.
        """

    async def of_user(self, user_id: int) -> Sequence[SecondFactor]:
        """Return a user's second factors in ascending id."""

    async def lock_of_user(self, user_id: int) -> Sequence[SecondFactor]:
        """Lock a user's second factors until this unit of work ends and return them in ascending id."""

    async def users_with(self, user_ids: Sequence[int]) -> Collection[int]:
        """Return those of the users who have a second factor."""

    async def all(self) -> Sequence[SecondFactor]:
        """Return the second factors of all users in ascending id."""

    async def change(self, factor_id: int, changes: Changes) -> SecondFactor:
        """Set `secret`, `counter` or `used_at` and return the second factor. Raise NotFound."""

    async def remove(self, factor_id: int) -> None:
        """Remove one second factor. Raise NotFound."""

    async def remove_of_user(self, user_id: int) -> None:
        """Remove all second factors of a user."""


class ApiKeys(Protocol):
    """API keys of the organisation."""

    async def add(self, details: ApiKeyDetails) -> ApiKey:
        """Store an API key."""

    async def get(self, key_id: int) -> ApiKey:
        """Return one API key. Raise NotFound."""

    async def with_role(self, key_id: int) -> tuple[ApiKey, Role]:
        """Return one API key and the current role of its creator. Raise NotFound when either is gone."""

    async def page(self, window: Window) -> Page[ApiKey]:
        """Return a page of API keys in ascending id, including expired ones."""

    async def record_use(self, key_id: int, used_at: datetime) -> None:
        """Set the time of a key's last use, which is aware. Do nothing when the key doesn't exist."""

    async def remove(self, key_id: int) -> None:
        """Remove an API key. Raise NotFound.

        Of concurrent calls for one key, one succeeds and the others raise NotFound.
        """


class Invitations(Protocol):
    """Invitations to join the organisation."""

    async def add(self, details: InvitationDetails) -> Invitation:
        """Store an invitation. Earlier invitations to the same address are removed."""

    async def get(self, invitation_id: int) -> Invitation:
        """Return one invitation. Raise NotFound."""

    async def set_mailed_digest(self, invitation_id: int, digest: bytes) -> None:
        """Set the digest of the secret in the mail. Raise NotFound."""

    async def page(self, window: Window) -> Page[Invitation]:
        """Return a page of invitations in ascending id, including expired ones."""

    async def remove(self, invitation_id: int) -> None:
        """Remove an invitation. Raise NotFound.

        Of concurrent calls for one invitation, one succeeds and the others raise NotFound.
        """


class PasswordLinks(Protocol):
    """Links that set the passwords of the organisation's users."""

    async def add(self, user_id: int, digest: bytes, expires_at: datetime) -> PasswordLink:
        """Store a user's link in place of an earlier one. Raise NotFound when the user doesn't exist."""

    async def get(self, link_id: int) -> PasswordLink:
        """Return one link. Raise NotFound."""

    async def remove(self, link_id: int) -> None:
        """Remove a link. Raise NotFound.

        Of concurrent calls for one link, one succeeds and the others raise NotFound.
        """
