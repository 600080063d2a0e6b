"""Sessions of the console, which browsers keep in a cookie."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hmac import compare_digest

from recruit.domain.accounts.model.sessions import SignIn, SignInDetails
from recruit.domain.accounts.model.users import Actor, User
from recruit.domain.accounts.opaque_tokens import OpaqueToken, TokenKind, digest, new_secret, parse_token
from recruit.domain.accounts.service import Accounts
from recruit.domain.audit.model import acting
from recruit.domain.shared.errors import NotFound, Refused
from recruit.domain.shared.ttl_cache import TtlCache
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage

IDLE, ABSOLUTE = timedelta(hours=12), timedelta(days=7)
"""A session ends after this time without a request, and after this time at all."""

RENEWAL_INTERVAL = timedelta(minutes=5)
"""The time of the last request is stored this often at most."""

CONFIRMED_FOR = timedelta(minutes=15)
"""Time after which API keys, roles and erasures take the password again."""

USER_AGENT_LENGTH = 200

NAMED_FOR = timedelta(hours=1)
"""Time for which the name of an organisation is cached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserSession:
    """A session with its user and the name of their organisation. `digest` is the SHA-256 of the cookie's secret."""

    actor: Actor
    user: User
    organisation: str
    digest: bytes
    confirmed_at: datetime


class BrowserSessions:
    """Opens, reads, confirms and ends sessions of the console."""

    def __init__(self, storage: Storage, accounts: Accounts, clock: Clock) -> None:
        self._storage = storage
        self._accounts = accounts
        self._clock = clock
        self._cache: TtlCache[tuple[int, int], tuple[SignIn, User]] = TtlCache()
        self._names: TtlCache[int, str] = TtlCache(NAMED_FOR)

    async def open(self, actor: Actor, user_agent: str, confirmed_at: datetime | None = None) -> str:
        """Open a session for an authenticated actor, and return its cookie's value. Raises Refused.

        `confirmed_at` is when the user entered the password, which is now by default.
        """
        now, secret = self._clock.now(), new_secret()
        details = SignInDetails(
            user_id=actor.user_id,
            expires_at=now + ABSOLUTE,
            family=digest(secret),
            user_agent=user_agent[:USER_AGENT_LENGTH],
            opened_at=now,
            confirmed_at=min(now, confirmed_at or now),
        )
        with acting(actor):
            async with self._storage.transaction(actor.org_id) as work:
                await work.sign_ins.remove_expired(actor.user_id, now)
                created = await work.sign_ins.add(details)
        return str(OpaqueToken(TokenKind.SESSION, actor.org_id, created.id, secret))

    async def read(self, cookie: str) -> BrowserSession:
        """Return the session of a cookie, and store that it is used. Raises Refused for one that has ended.

        A session that another process has ended, or whose user was removed, is refused after five seconds at most.
        """
        token = parse_token(TokenKind.SESSION, cookie)
        session, user = await self._session(token.org_id, token.id)
        now, used_at = self._clock.now(), session.renewed_at or session.opened_at
        if session.user_agent is None or used_at is None or session.confirmed_at is None or session.family is None:
            raise Refused
        if not compare_digest(session.family, digest(token.secret)):
            raise Refused
        if now >= session.expires_at or now - used_at >= IDLE:
            raise Refused
        if now - used_at >= RENEWAL_INTERVAL:
            await self._change(replace(session, renewed_at=now), user)
        actor = Actor(user_id=user.id, org_id=user.org_id, role=user.role, sign_in_id=session.id)
        return BrowserSession(
            actor=actor,
            user=user,
            organisation=await self._organisation(user.org_id),
            digest=session.family,
            confirmed_at=session.confirmed_at,
        )

    async def confirm(self, session: BrowserSession, password: str, address: str = "") -> BrowserSession:
        """Store that the user has entered the password again, and return the session with that time.

        Raises Refused and Throttled as a login does.
        """
        await self._accounts.check_password(session.user.email, password, address)
        return await self.confirmed(session)

    async def confirmed(self, session: BrowserSession) -> BrowserSession:
        """Store that the user was authenticated again, and return the session with that time. Raises Refused."""
        actor = session.actor
        stored, user = await self._session(actor.org_id, actor.sign_in_id or 0)
        now = self._clock.now()
        await self._change(replace(stored, confirmed_at=now), user)
        return replace(session, confirmed_at=now)

    def is_confirmed(self, session: BrowserSession) -> bool:
        """Return whether the password was entered a short time ago (`CONFIRMED_FOR`)."""
        return self._clock.now() - session.confirmed_at < CONFIRMED_FOR

    async def of_user(self, actor: Actor) -> Sequence[SignIn]:
        """Return the actor's sessions that have not expired, in ascending id."""
        actor.require_login()
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.sign_ins.browser_sessions(actor.user_id, self._clock.now())

    async def end(self, actor: Actor, session_id: int) -> None:
        """End a session of the actor. Raises NotFound for another user's."""
        if session_id not in {one.id for one in await self.of_user(actor)}:
            raise NotFound("session", session_id)
        async with self._storage.autocommit(actor.org_id) as work:
            await work.sign_ins.end(session_id)
        self._cache.remove((actor.org_id, session_id))

    async def end_own(self, actor: Actor) -> None:
        """End the session that the actor uses, which may have ended meanwhile."""
        session_id = actor.sign_in_id or 0
        async with self._storage.autocommit(actor.org_id) as work:
            await work.sign_ins.end(session_id)
        self._cache.remove((actor.org_id, session_id))

    async def end_others(self, actor: Actor) -> None:
        """End the actor's sessions of the console except their own."""
        others = [one.id for one in await self.of_user(actor) if one.id != actor.sign_in_id]
        async with self._storage.transaction(actor.org_id) as work:
            for session_id in others:
                await work.sign_ins.end(session_id)
        self._cache.remove_where(lambda found: found[0].org_id == actor.org_id and found[0].id in others)

    def evict(self, actor: Actor) -> None:
        """Remove a user's sessions of every kind from the caches, after they have ended."""
        self._accounts.evict(actor)
        self._cache.remove_where(lambda found: (found[1].org_id, found[1].id) == (actor.org_id, actor.user_id))

    def read_again(self, actor: Actor) -> None:
        """Have the next request of the actor's session read their name, role and organisation from storage."""
        self._cache.remove((actor.org_id, actor.sign_in_id or 0))
        self._names.remove(actor.org_id)

    async def _session(self, org_id: int, session_id: int) -> tuple[SignIn, User]:
        """Return a session from the cache or storage. Raises Refused if it doesn't exist."""
        key, now = (org_id, session_id), self._clock.now()
        if found := self._cache.get(key, now):
            return found
        try:
            async with self._storage.autocommit(org_id) as work:
                found = await work.sign_ins.with_user(session_id)
        except NotFound as error:
            raise Refused from error
        self._cache.put(key, now, found)
        return found

    async def _organisation(self, org_id: int) -> str:
        """Return the name of an organisation from the cache or storage."""
        now = self._clock.now()
        name = self._names.get(org_id, now)
        if name is None:
            async with self._storage.autocommit(org_id) as work:
                name = (await work.organisations.get()).name
            self._names.put(org_id, now, name)
        return name

    async def _change(self, session: SignIn, user: User) -> None:
        """Store the times of a session. Raises Refused if it ended meanwhile."""
        changes = {"renewed_at": session.renewed_at, "confirmed_at": session.confirmed_at}
        try:
            async with self._storage.autocommit(session.org_id) as work:
                await work.sign_ins.change(session.id, changes)
        except NotFound as error:
            raise Refused from error
        self._cache.put((session.org_id, session.id), self._clock.now(), (session, user))
