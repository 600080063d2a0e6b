"""Identities of users at identity providers: which are linked, and their removal."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.providers import NO_PASSWORD, Identity
from recruit.domain.accounts.model.users import Actor
from recruit.domain.accounts.service import Accounts
from recruit.domain.shared.errors import Invalid, NotFound
from recruit.ports.providers import IdentityProviders
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

ONLY_WAY_IN = (
    "This is your only way to sign in. Get a password first: use “Forgotten your password?” on the login page, or ask "
    "this server's operator for a link"
)
PASSWORDS_OFF = (
    "This is your only way to sign in, since passwords are switched off. If you have a new account there, an "
    "administrator can unlink the old one"
)
NOT_YOURS = "Unlink your own identity under Your account"


@dataclass(frozen=True, slots=True)
class LinkedIdentity:
    """An identity, and its provider's name for people, or the issuer if the provider isn't configured any more."""

    identity: Identity
    provider: str


class IdentityService:
    """Lists and unlinks identities. A next sign-in at the provider links by the verified address again."""

    def __init__(self, storage: Storage, accounts: Accounts, providers: IdentityProviders) -> None:
        self._storage = storage
        self._accounts = accounts
        self._providers = providers

    async def of_actor(self, actor: Actor) -> Sequence[LinkedIdentity]:
        """Return the actor's identities in ascending id, none if the organisation has no provider."""
        actor.require_login()
        labels = self._labels(actor.org_id)
        if not labels:
            return ()
        async with self._storage.autocommit(actor.org_id) as work:
            found = await work.identities.of_user(actor.user_id)
        return [LinkedIdentity(one, labels.get(one.issuer, one.issuer)) for one in found]

    async def unlink(self, actor: Actor, identity_id: int) -> None:
        """Unlink one of the actor's identities. Sessions go on.

        Raises NotFound for another user's, and Invalid for one without which the actor could not sign in: there is
        neither a password that is accepted nor another identity.
        """
        actor.require_login()
        async with self._storage.transaction(actor.org_id) as work:
            await work.organisations.lock()  # of two requests at the same moment, the second sees what the first left
            found = await work.identities.of_user(actor.user_id)
            if identity_id not in {one.id for one in found}:
                raise NotFound("identity", identity_id)
            others = {one.issuer for one in found if one.id != identity_id}
            if not others & self._labels(actor.org_id).keys():
                await self._check_password(work, actor.user_id)
            await work.identities.remove(identity_id)

    async def unlink_of(self, actor: Actor, user_id: int) -> None:
        """Unlink all identities of a member, and end the member's sessions. Raises NotFound and Invalid.

        Actors can't unlink their own in this way, which doesn't check that there is another way to sign in.
        """
        actor.require(Permission.MANAGE_USERS)
        if user_id == actor.user_id:
            raise Invalid(NOT_YOURS)
        async with self._storage.transaction(actor.org_id) as work:
            await work.users.get(user_id)
            await work.identities.remove_of_user(user_id)
            await work.sign_ins.end_all(user_id)

    async def users_with(self, actor: Actor, user_ids: Sequence[int]) -> Collection[int]:
        """Return those of the users who have an identity, none if the organisation has no provider."""
        actor.require(Permission.MANAGE_USERS)
        if not self._labels(actor.org_id):
            return ()
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.identities.users_with(user_ids)

    async def _check_password(self, work: UnitOfWork, user_id: int) -> None:
        """Raise Invalid unless a user can sign in with a password."""
        user = await work.users.get(user_id)
        if not self._accounts.takes_password(user.org_id, user.email):
            raise Invalid(PASSWORDS_OFF)
        if await work.users.password_hash(user_id) == NO_PASSWORD:
            raise Invalid(ONLY_WAY_IN)

    def _labels(self, org_id: int) -> dict[str, str]:
        """Return the labels of an organisation's providers by issuer. Of several with one issuer the first counts."""
        return {one.issuer: one.label for one in reversed(self._providers.all) if one.org_id == org_id}
