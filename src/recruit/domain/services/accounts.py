"""Who may come in: organisations, users and logins."""

from datetime import datetime, timedelta

from recruit.domain.model.accounts import Actor, Credentials, User, UserDetails
from recruit.domain.model.errors import Invalid, NotFound, Refused
from recruit.domain.model.permissions import Role
from recruit.domain.services.throttle import Throttle
from recruit.ports.clock import Clock
from recruit.ports.persistence import Storage
from recruit.ports.security import Passwords, Tokens

DEFAULT_ORGANISATION = "My Organization"
NAME_LENGTH = 200
BELIEVED = timedelta(seconds=5)
"""How long a user who was there is taken to be there still: whoever is removed has no access after that."""

MOST_BELIEVED = 10_000
"""Users of whom that is kept, some hundred bytes each."""


class Accounts:
    """Registration and login."""

    def __init__(
        self, storage: Storage, passwords: Passwords, tokens: Tokens, clock: Clock, throttle: Throttle
    ) -> None:
        self._storage = storage
        self._passwords = passwords
        self._tokens = tokens
        self._clock = clock
        self._throttle = throttle
        self._believed: dict[tuple[int, int], datetime] = {}

    async def register(self, email: str, password: str, org_name: str | None = None) -> User:
        """Create an organisation and its first user, who is its admin.

        An e-mail address has one account over all organisations, whatever its case. Raises Duplicate.
        """
        password_hash = await self._passwords.hash(password)
        org_id = await self._storage.new_organisation()
        async with self._storage.begin(org_id) as work:
            await work.organisations.add(org_name or DEFAULT_ORGANISATION)
            return await work.users.add(_admin(email), password_hash)

    async def add_user(self, org_id: int, email: str, password: str) -> User:
        """Create a user in an organisation that exists. Raises NotFound and Duplicate."""
        password_hash = await self._passwords.hash(password)
        async with self._storage.begin(org_id) as work:
            await work.organisations.get()
            return await work.users.add(_admin(email), password_hash)

    async def login(self, email: str, password: str, address: str = "") -> str:
        """Return an access token, for somebody who asks from an address.

        An unknown address and a wrong password are refused in the same words and after the same work, so that
        nobody can learn here which addresses have accounts. Raises Refused, and Throttled after too many of them.
        """
        self._throttle.check(email, address)
        found = await self._storage.credentials(email)
        if not await self._passwords.verify(found.password_hash if found else None, password) or found is None:
            self._throttle.failed(email, address)
            raise Refused("Incorrect email or password")
        self._throttle.check(email, address)
        self._throttle.succeeded(email, address)
        return self._tokens.issue(await self._actor(found))

    async def actor(self, token: str) -> Actor:
        """Return whom a token was issued to. Raises Refused when it doesn't hold or has outlived its user."""
        actor = self._tokens.read(token)
        user, now = (actor.org_id, actor.user_id), self._clock.now()
        until = self._believed.get(user)
        if until is None or until < now:
            await self.me(actor)
            self._believe(user, now + BELIEVED)
        return actor

    async def operator(self, email: str) -> Actor:
        """Return the user with an address, for whoever may reach storage itself. Raises Invalid when there is none."""
        found = await self._storage.credentials(email)
        if found is None:
            raise Invalid(f"No user has the address {email}: create one with `recruit user create`")
        return await self._actor(found)

    async def me(self, actor: Actor) -> User:
        """Return the user who asks. Raises Refused when the token has outlived its user."""
        try:
            async with self._storage.once(actor.org_id) as work:
                return await work.users.get(actor.user_id)
        except NotFound as error:
            raise Refused from error

    async def _actor(self, found: Credentials) -> Actor:
        async with self._storage.once(found.org_id) as work:
            user = await work.users.get(found.user_id)
        return Actor(user_id=user.id, org_id=user.org_id, role=user.role)

    def _believe(self, user: tuple[int, int], until: datetime) -> None:
        """Take a user to be there, and forget whoever came first when they become too many."""
        if len(self._believed) >= MOST_BELIEVED:
            del self._believed[next(iter(self._believed))]
        self._believed[user] = until


def _admin(email: str) -> UserDetails:
    """The first name we have for somebody is the part of their address before the @."""
    return UserDetails(email=email, full_name=email.partition("@")[0][:NAME_LENGTH], role=Role.ORG_ADMIN)
