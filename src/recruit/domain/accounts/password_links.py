"""Forgotten passwords: links that set a new one, once."""

from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any

from recruit.domain.accounts.model.sessions import PasswordLink
from recruit.domain.accounts.model.users import Actor, User, login_key
from recruit.domain.accounts.opaque_tokens import OpaqueToken, TokenKind, digest, new_secret, parse_token
from recruit.domain.accounts.passwords import check_not_email
from recruit.domain.audit.model import acting
from recruit.domain.mail.service import MailQueue
from recruit.domain.shared.errors import Invalid, NotFound, Refused, Throttled
from recruit.ports.clock import Clock
from recruit.ports.login_attempts import LoginAttempts
from recruit.ports.security import Passwords
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

LINK_LIFETIME = timedelta(hours=1)
LINK_INVALID = "This link doesn't hold any more: it was used or replaced, or has expired. Ask for a new one"

MOST_OF_ACCOUNT, MOST_OF_ADDRESS = 3, 60
"""Requests for a link that count, for one account and from one network address, until PAUSE has passed without one."""

PAUSE = 3600
"""In seconds."""


class PasswordLinks:
    """Sends links for a new password, and sets it."""

    def __init__(
        self,
        storage: Storage,
        passwords: Passwords,
        clock: Clock,
        attempts: LoginAttempts,
        mail: MailQueue,
        run_in_background: Callable[[Coroutine[Any, Any, None]], None],
        evict: Callable[[Actor], None],
        takes_password: Callable[[int, str], bool],
    ) -> None:
        """`evict` is called with a user whose sessions have ended. `takes_password` is that of `Accounts`."""
        self._storage = storage
        self._passwords = passwords
        self._clock = clock
        self._attempts = attempts
        self._mail = mail
        self._run_in_background = run_in_background
        self._evict = evict
        self._takes_password = takes_password

    def request(self, email: str, address: str, language: str) -> None:
        """Send a link to the address of an account, if there is one. `address` is the client's network address.

        The account is looked up after the caller has its answer, so that neither the answer nor its time reveals
        whether there is one. Requests for one account beyond MOST_OF_ACCOUNT are left undone for the same reason, and
        so that no inbox is filled. Raises Throttled after too many requests of one client.
        """
        if wait := self._count(f"password links to {address}", MOST_OF_ADDRESS):
            raise Throttled(wait, "requests")
        if not self._count(f"password links for {login_key(email)}", MOST_OF_ACCOUNT):
            self._run_in_background(self._queue(email, language))

    async def user(self, token: str) -> User:
        """Return the user for whom a link sets a new password. Raises Invalid."""
        try:
            parsed = parse_token(TokenKind.PASSWORD, token)
            async with self._storage.transaction(parsed.org_id) as work:
                return (await self._valid(work, parsed))[1]
        except (Refused, NotFound) as error:
            raise Invalid(LINK_INVALID) from error

    async def set_password(self, token: str, password: str) -> User:
        """Set the password of a link's user, and end all of their sessions. Raises Invalid.

        Of concurrent calls with one link, one succeeds.
        """
        try:
            parsed = parse_token(TokenKind.PASSWORD, token)
            user = await self.user(token)
            check_not_email(password, user.email)
            password_hash = await self._passwords.hash(password)  # after the token's check, since hashing is expensive
            actor = Actor(user_id=user.id, org_id=user.org_id, role=user.role)
            with acting(actor):
                async with self._storage.transaction(parsed.org_id) as work:
                    link, user = await self._valid(work, parsed)
                    await work.password_links.remove(link.id)
                    await work.users.set_password(user.id, password_hash)
                    await work.sign_ins.end_all(user.id)
        except (Refused, NotFound) as error:
            raise Invalid(LINK_INVALID) from error
        self._evict(actor)
        return user

    async def _queue(self, email: str, language: str) -> None:
        found = await self._storage.credentials(email)
        if found is None:
            return
        try:
            async with self._storage.transaction(found.org_id) as work:
                user = await work.users.get(found.user_id)
                if self._takes_password(user.org_id, user.email):
                    await self._mail.password_link(work, user, language)
        except NotFound:  # removed meanwhile
            return

    async def _valid(self, work: UnitOfWork, token: OpaqueToken) -> tuple[PasswordLink, User]:
        """Return a token's link with its user. Raises NotFound and Refused."""
        link = await work.password_links.get(token.id)
        if not compare_digest(link.digest, digest(token.secret)) or link.expires_at <= self._clock.now():
            raise Refused
        user = await work.users.get(link.user_id)
        if not self._takes_password(user.org_id, user.email):
            raise Refused
        return link, user

    def _count(self, key: str, most: int) -> int:
        """Count a request, and return 0, or the seconds until the next one counts if there were too many."""
        now = self._clock.now().timestamp()
        with self._attempts.lock():
            count, before = self._attempts.get(key)
            since = now - before
            if not 0 <= since <= PAUSE:  # a time in the future is from a wrong clock
                count = 0
            if count >= most:
                return max(1, int(PAUSE - since))
            self._attempts.put(key, count + 1, now)
        return 0


async def new_password_link(work: UnitOfWork, user: User, now: datetime) -> str:
    """Return a token that sets a user's password once, within an hour. Earlier ones of the user end."""
    secret = new_secret()
    link = await work.password_links.add(user.id, digest(secret), now + LINK_LIFETIME)
    return str(OpaqueToken(TokenKind.PASSWORD, user.org_id, link.id, secret))
