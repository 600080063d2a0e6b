"""Account service: registration, logins, sessions and passwords."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import NamedTuple

from recruit.domain.accounts.login_throttle import Throttle
from recruit.domain.accounts.model.oauth import Grant
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.providers import NO_PASSWORD, refuses_password
from recruit.domain.accounts.model.sessions import Renewed, SignIn, SignInDetails
from recruit.domain.accounts.model.users import Actor, Credentials, User, UserDetails
from recruit.domain.accounts.opaque_tokens import (
    OpaqueToken,
    TokenKind,
    digest,
    new_salt,
    new_secret,
    next_secret,
    parse_token,
)
from recruit.domain.accounts.password_links import new_password_link
from recruit.domain.accounts.passwords import check_not_email
from recruit.domain.accounts.second_factors import SecondFactors
from recruit.domain.audit.model import acting
from recruit.domain.shared.errors import Invalid, NotFound, Refused
from recruit.domain.shared.mail_addresses import check_address
from recruit.domain.shared.pages import all_items
from recruit.domain.shared.single_line import check_name
from recruit.domain.shared.ttl_cache import TtlCache
from recruit.ports.clock import Clock
from recruit.ports.providers import IdentityProviders
from recruit.ports.security import Passwords, Tokens
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

DEFAULT_ORGANISATION = "My Organization"
NAME_LENGTH = 200
SESSION_LIFETIME = timedelta(days=30)
"""Time after its last renewal for which a lasting session can be renewed."""

RENEWAL_GRACE = timedelta(seconds=10)
"""Time after a renewal for which the used refresh token is accepted again. Several tabs can send it at the same moment,
and a client whose connection broke doesn't have the response. A copied token is of use for these seconds only."""


NEEDS_PROVIDER = (
    "{email} has to sign in at the organisation's identity provider, where passwords of this server don't count: let "
    "this user sign in there. If the provider is down, add the address to break_glass in RECRUIT_OIDC_FILE and restart "
    "the server first"
)
"""For operators."""


class SessionTokens(NamedTuple):
    """The tokens of a session: an access token, and for a lasting session a refresh token, which can be used once."""

    access_token: str
    refresh_token: str | None = None


class Accounts:
    """Registers organisations and users, and opens, renews and ends sessions."""

    def __init__(
        self,
        storage: Storage,
        passwords: Passwords,
        tokens: Tokens,
        clock: Clock,
        throttle: Throttle,
        providers: IdentityProviders | None = None,
    ) -> None:
        """`providers` may require members of an organisation to sign in there."""
        self._storage = storage
        self._passwords = passwords
        self._tokens = tokens
        self._clock = clock
        self._throttle = throttle
        self._providers = providers
        self.second_factors = SecondFactors(storage, tokens, clock, throttle)
        """The service that checks the second step of a sign-in."""

        self._cache: TtlCache[tuple[int, int], Actor] = TtlCache()

    async def register(self, email: str, password: str, org_name: str | None = None) -> User:
        """Create an organisation and its first user, an admin. Raises Duplicate and Invalid."""
        check_name(org_name=org_name)
        check_address(email)
        check_not_email(password, email)
        password_hash = await self._passwords.hash(password)
        org_id = await self._storage.new_organisation()
        async with self._storage.transaction(org_id) as work:
            await work.organisations.add(org_name or DEFAULT_ORGANISATION)
            return await work.users.add(_admin(email), password_hash)

    async def add_user(self, org_id: int, email: str, password: str, role: Role = Role.ORG_ADMIN) -> User:
        """Create a user in an existing organisation. Raises NotFound, Invalid and Duplicate."""
        check_address(email)
        check_not_email(password, email)
        password_hash = await self._passwords.hash(password)
        async with self._storage.transaction(org_id) as work:
            await work.organisations.get()
            return await work.users.add(replace(_admin(email), role=role), password_hash)

    async def login(
        self, email: str, password: str, address: str = "", code: str | None = None, *, renewable: bool = False
    ) -> SessionTokens:
        """Log a user in from a network address. A `renewable` session can be renewed.

        Raises what `authenticate` raises.
        """
        return await self.sign_in(await self.authenticate(email, password, address, code), renewable=renewable)

    async def authenticate(self, email: str, password: str, address: str = "", code: str | None = None) -> Actor:
        """Return the user with an e-mail address, a password and, if they have a second factor, a code of it.

        Raises what `check_password` raises. The code counts only after a right password. Raises SecondFactorRequired
        without one, and Refused or Throttled for a wrong one.
        """
        actor = await self.check_password(email, password, address)
        await self.second_factors.check(actor, code, address)
        return actor

    async def check_password(self, email: str, password: str, address: str = "") -> Actor:
        """Return the user with an e-mail address and a password, which opens nothing without `authenticate`.

        `address` is the client's network address.

        An unknown e-mail address and a wrong password get the same message after the same work, so that a response
        doesn't reveal the existence of an account. So do the password of a user who has to sign in at a provider, and
        that of a user without one. Raises Refused, and Throttled after too many of them.
        """
        async with self._throttle.attempt(email, address):
            found = await self._storage.credentials(email)
            known = found.password_hash if found is not None and found.password_hash != NO_PASSWORD else None
            is_right = await self._passwords.verify(known, password)
            if not is_right or found is None or not self.takes_password(found.org_id, email):
                raise Refused("Incorrect email or password")
        return await self._actor(found)

    def takes_password(self, org_id: int, email: str) -> bool:
        """Return whether a user of an organisation can sign in with a password, or only at a provider."""
        return self._providers is None or not refuses_password(self._providers.all, org_id, email)

    async def has_password(self, user: User) -> bool:
        """Return whether a user has a password and can sign in with it."""
        async with self._storage.autocommit(user.org_id) as work:
            stored = await work.users.password_hash(user.id)
        return stored != NO_PASSWORD and self.takes_password(user.org_id, user.email)

    async def sign_in(self, actor: Actor, *, renewable: bool = False) -> SessionTokens:
        """Open a session for an authenticated actor. Raises Refused if the user was removed."""
        now, family, latest = self._clock.now(), new_secret(), new_secret()
        details = SignInDetails(user_id=actor.user_id, expires_at=now + self._tokens.lifetime)
        if renewable:
            details = replace(details, expires_at=now + SESSION_LIFETIME, family=digest(family), latest=digest(latest))
        with acting(actor):
            async with self._storage.transaction(actor.org_id) as work:
                await work.sign_ins.remove_expired(actor.user_id, now)
                created = await work.sign_ins.add(details)
        token = self._tokens.issue(replace(actor, sign_in_id=created.id))
        renewal = OpaqueToken(TokenKind.RENEWAL, actor.org_id, created.id, f"{family}.{latest}") if renewable else None
        return SessionTokens(token, renewal and str(renewal))

    async def renew(self, refresh_token: str) -> SessionTokens:
        """Return a new access token and the next refresh token.

        A refresh token that is reused counts as copied: the session ends, for both holders. Within `RENEWAL_GRACE`
        after a renewal it counts as sent several times by one client, and gets the same next refresh token. Raises
        Refused.
        """
        token = parse_token(TokenKind.RENEWAL, refresh_token)
        family, _, latest = token.secret.partition(".")
        now = self._clock.now()
        async with self._storage.transaction(token.org_id) as work:
            session, user = await _lock_session(work, token.id, family)
            salt = await rotate(work, session, latest, latest, now)
        if salt is None:
            raise Refused
        actor = Actor(user_id=user.id, org_id=user.org_id, role=user.role, sign_in_id=session.id)
        return SessionTokens(
            self._tokens.issue(actor), str(token._replace(secret=f"{family}.{next_secret(latest, salt)}"))
        )

    async def log_out(self, actor: Actor) -> None:
        """End the actor's session, at once in this process, and after five seconds at most in others."""
        actor.require_login()
        if actor.sign_in_id is not None:
            async with self._storage.autocommit(actor.org_id) as work:
                await work.sign_ins.end(actor.sign_in_id)
            self._cache.remove((actor.org_id, actor.sign_in_id))

    async def log_out_everywhere(self, actor: Actor) -> None:
        """End all sessions of the actor."""
        actor.require_login()
        async with self._storage.autocommit(actor.org_id) as work:
            await work.sign_ins.end_all(actor.user_id)
        self.evict(actor)

    async def change_password(self, actor: Actor, current: str, new: str, address: str = "") -> None:
        """Set the actor's password, and end their other sessions. `address` is the client's network address.

        Raises Refused if `current` is wrong, Invalid if `new` isn't allowed, and Throttled after too many wrong ones,
        since the holder of a token may guess, too.
        """
        actor.require_login()
        async with self._storage.transaction(actor.org_id) as work:
            email = (await work.users.get(actor.user_id)).email
            known_hash = await work.users.password_hash(actor.user_id)
        async with self._throttle.attempt(email, address):
            if not await self._passwords.verify(None if known_hash == NO_PASSWORD else known_hash, current):
                raise Refused("Incorrect password")
        check_not_email(new, email)
        password_hash = await self._passwords.hash(new)
        async with self._storage.transaction(actor.org_id) as work:
            await work.users.set_password(actor.user_id, password_hash)
            await work.sign_ins.end_all(actor.user_id, actor.sign_in_id)
        self.evict(actor)

    async def actor(self, token: str) -> Actor:
        """Return the actor of an access token, with their current role. Raises Refused for an invalid one."""
        claimed = self._tokens.read(token)
        if claimed.sign_in_id is None:
            raise Refused
        key, now = (claimed.org_id, claimed.sign_in_id), self._clock.now()
        actor = self._cache.get(key, now)
        if actor is None:
            actor = await self._load(claimed, claimed.sign_in_id)
            self._cache.put(key, now, actor)
        if actor.user_id != claimed.user_id:
            raise Refused
        return actor

    async def actor_by_email(self, email: str) -> Actor:
        """Return the user with an e-mail address, for operators with access to storage. Raises Invalid without one."""
        found = await self._storage.credentials(email)
        if found is None:
            raise Invalid(f"No user has the address {email}: create one with `recruit user create`")
        return await self._actor(found)

    async def all_users(self, org_id: int | None = None) -> AsyncIterator[User]:
        """Yield the users of one or all organisations, for operators with access to storage. Raises NotFound."""
        for each in await self._storage.organisations() if org_id is None else [org_id]:
            async with self._storage.transaction(each) as work:
                await work.organisations.get()
                async for user in all_items(work.users.page):
                    yield user

    async def reset_password(self, email: str, new: str) -> User:
        """Set a user's password and end all of their sessions, for operators with access to storage. Raises Invalid."""
        actor = await self.actor_by_email(email)
        check_not_email(new, email)
        password_hash = await self._passwords.hash(new)
        async with self._storage.transaction(actor.org_id) as work:
            await work.users.set_password(actor.user_id, password_hash)
            await work.sign_ins.end_all(actor.user_id)
            changed = await work.users.get(actor.user_id)
        self.evict(actor)
        return changed

    async def password_link(self, email: str) -> str:
        """Return a token that sets a user's password once, for operators with access to storage.

        Raises Invalid, also for a user who can't sign in with a password.
        """
        actor = await self.actor_by_email(email)
        async with self._storage.transaction(actor.org_id) as work:
            user = await work.users.get(actor.user_id)
            if not self.takes_password(user.org_id, user.email):
                raise Invalid(NEEDS_PROVIDER.format(email=user.email))
            return await new_password_link(work, user, self._clock.now())

    async def me(self, actor: Actor) -> User:
        """Return the actor's user. Raises Refused if the user was removed."""
        try:
            async with self._storage.autocommit(actor.org_id) as work:
                return await work.users.get(actor.user_id)
        except NotFound as error:
            raise Refused from error

    async def _actor(self, found: Credentials) -> Actor:
        async with self._storage.autocommit(found.org_id) as work:
            user = await work.users.get(found.user_id)
        return Actor(user_id=user.id, org_id=user.org_id, role=user.role)

    async def _load(self, claimed: Actor, sign_in_id: int) -> Actor:
        """Return an actor from storage. Raises Refused if the session doesn't exist."""
        try:
            async with self._storage.autocommit(claimed.org_id) as work:
                user = await work.sign_ins.user(sign_in_id)
        except NotFound as error:
            raise Refused from error
        return replace(claimed, user_id=user.id, role=user.role)

    def evict(self, actor: Actor) -> None:
        """Remove a user's sessions from the cache."""
        self._cache.remove_where(lambda one: _user_key(one) == _user_key(actor))


def _user_key(actor: Actor) -> tuple[int, int]:
    return actor.org_id, actor.user_id


async def _lock_session(work: UnitOfWork, sign_in_id: int, family: str) -> tuple[SignIn, User]:
    """Lock a lasting session and return it with its user. Raises Refused unless `family` is the session's."""
    try:
        session, user = await work.sign_ins.get(sign_in_id), await work.sign_ins.user(sign_in_id)
    except NotFound as error:
        raise Refused from error
    if session.family is None or not matches_digest(session.family, family):
        raise Refused
    return session, user


async def rotate(
    work: UnitOfWork, session: SignIn, latest: str, previous: str, now: datetime, grant: Grant | None = None
) -> bytes | None:
    """Renew a session, and return the salt from which the next token is derived, with the secret `previous`.

    A wrong or reused `latest`, or an expired session, ends the session, and None is returned. Within `RENEWAL_GRACE`
    after a renewal, the salt of this renewal is returned. `grant` replaces the session's grant.
    """
    if session.salt is not None and session.renewed_at is not None:
        is_recent = now <= min(session.renewed_at + RENEWAL_GRACE, session.expires_at)
        if is_recent and matches_digest(session.latest, next_secret(latest, session.salt)):
            return session.salt
    if session.expires_at < now or not matches_digest(session.latest, latest):
        await work.sign_ins.end(session.id)
        return None
    salt, until = new_salt(), now + SESSION_LIFETIME
    renewed = Renewed(latest=digest(next_secret(previous, salt)), salt=salt, renewed_at=now, expires_at=until)
    await work.sign_ins.renew(session.id, renewed, grant)
    return salt


def matches_digest(kept: bytes | None, secret: str) -> bool:
    """Return whether `kept` is the digest of a secret, in constant time."""
    return compare_digest(kept or b"", digest(secret))


def _admin(email: str) -> UserDetails:
    """Return an admin's details, named by the part of the e-mail address before the @."""
    return UserDetails(email=email, full_name=email.partition("@")[0][:NAME_LENGTH], role=Role.ORG_ADMIN)
