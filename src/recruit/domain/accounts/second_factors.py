"""Second factors: authenticator apps, recovery codes, their removal, and the step of a sign-in that asks for one."""

import logging
from base64 import b32decode, b32encode
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest
from secrets import token_bytes

from recruit.domain.accounts.login_throttle import Throttle
from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.second_factors import (
    FactorKind,
    SecondFactor,
    SecondFactorDetails,
    SecondFactorRequired,
    SecondFactorSetupRequired,
)
from recruit.domain.accounts.model.users import Actor
from recruit.domain.accounts.one_time_passwords import base32, matching_step, new_secret, provisioning_uri
from recruit.domain.accounts.opaque_tokens import digest
from recruit.domain.accounts.signed_states import SignedStates
from recruit.domain.audit.model import acting
from recruit.domain.shared.errors import Invalid, NotFound, Refused, Throttled
from recruit.domain.shared.organisations import for_each_organisation
from recruit.ports.clock import Clock
from recruit.ports.security import Tokens
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

PENDING_FOR = timedelta(minutes=5)
"""Time between the password and the second factor."""

SET_UP_FOR = timedelta(minutes=15)
"""Time to set a second factor up: apps have to be installed, and codes to be written down."""

RECOVERY_CODES = 10
RECOVERY_CODE_BYTES = 10
"""80 random bits, too many to be tried, so that a fast hash is enough."""

INCORRECT = "Incorrect code"
REQUIRED = "Your organization requires two-step sign-in: set up another way before you remove this one"
OWN_FIRST = "Set up two-step sign-in for your own account first"
NONE_YET = "Set up an authenticator app or a passkey first"
NOT_YOURS = "Remove your own second factor under Your account"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AppOffer:
    """The secret of an authenticator app that isn't stored yet: as text, as a URI for a QR code, and signed."""

    secret: str
    uri: str
    state: str


class SecondFactors:
    """Sets up, checks and removes second factors. Methods with an actor are for users who have logged in."""

    def __init__(self, storage: Storage, tokens: Tokens, clock: Clock, throttle: Throttle) -> None:
        self._storage = storage
        self._tokens = tokens
        self._clock = clock
        self._throttle = throttle
        self._pending = SignedStates(tokens, clock, "waiting for a second step", PENDING_FOR)
        self._settings_up = SignedStates(tokens, clock, "waiting for a set-up", SET_UP_FOR)
        self._offers = SignedStates(tokens, clock, "authenticator app", SET_UP_FOR)

    async def check(self, actor: Actor, code: str | None, address: str) -> None:
        """Check the code of a user whose password is right. Without a second factor no code is needed.

        Raises SecondFactorRequired if the user has one and sends no code, SecondFactorSetupRequired if the organisation
        requires one that the user doesn't have, and what `use_code` raises.
        """
        async with self._storage.reading(actor.org_id) as work:
            factors = await work.second_factors.of_user(actor.user_id)
            organisation = await work.organisations.get()
        if not factors and organisation.requires_second_factor:
            raise SecondFactorSetupRequired(actor)
        if factors and not code:
            raise SecondFactorRequired(actor)
        if factors and code:
            await self.use_code(actor, code, address)

    async def use_code(self, actor: Actor, code: str, address: str) -> None:
        """Accept the code of an app or a recovery code, once. Raises Refused, and Throttled as for passwords.

        Wrong codes are counted apart from wrong passwords: a right password must not reset them.
        """
        try:
            async with self._throttle.attempt(f"second factor of {_subject(actor)}", address):
                with acting(actor):
                    async with self._storage.transaction(actor.org_id) as work:
                        await self._accept(work, actor, code)
        except Throttled as error:
            raise Throttled(error.seconds, "wrong codes") from error

    async def pending(self, error: SecondFactorRequired, browser: str) -> str:
        """Return the state of a sign-in that waits for its second step.

        Only `browser` can go on with it, and only until the password changes.
        """
        actor = error.actor
        return self._states(type(error)).issue(f"{_subject(actor)}-{await self._password_digest(actor)}", browser)

    async def pending_actor(self, state: str, browser: str, kind: type[SecondFactorRequired]) -> Actor:
        """Return the user of a sign-in that waits, either for a second factor or for its set-up. Raises Refused.

        The password alone sets no second factor up after the user has one.
        """
        org_id, user_id, password = self._states(kind).subject(state, browser).split("-")
        actor = await self.actor_of(int(org_id), int(user_id))
        if not compare_digest(password, await self._password_digest(actor)):
            raise Refused
        if kind is SecondFactorSetupRequired and await self._of(actor):
            raise Refused
        return actor

    async def of_actor(self, actor: Actor) -> Sequence[SecondFactor]:
        """Return the actor's second factors in ascending id, with used recovery codes."""
        actor.require_login()
        return await self._of(actor)

    async def offer_app(self, actor: Actor, state: str | None = None) -> AppOffer:
        """Return a new secret for an authenticator app, or that of an offer again. Raises Refused if it has expired."""
        actor.require_login()
        secret = new_secret() if state is None else self._offered_secret(actor, state)
        async with self._storage.autocommit(actor.org_id) as work:
            email = (await work.users.get(actor.user_id)).email
        text = base32(secret)
        return AppOffer(text, provisioning_uri(secret, email), state or self._offers.issue(text, _subject(actor)))

    async def add_app(self, actor: Actor, state: str, code: str) -> Sequence[str]:
        """Store the app of an offer, which a code proves, and return recovery codes if the user had none.

        Raises Refused for an offer that has expired or is another user's, Invalid for a wrong code, and Duplicate if
        there is an app already.
        """
        actor.require_login()
        secret = self._offered_secret(actor, state)
        step = matching_step(secret, _normalised(code), self._clock.now())
        if step is None:
            raise Invalid(INCORRECT)
        app = SecondFactorDetails(
            user_id=actor.user_id,
            kind=FactorKind.TOTP,
            secret=self._tokens.seal(secret, _context_of(actor.org_id, actor.user_id)),
            counter=step,
            created_at=self._clock.now(),
        )
        with acting(actor):
            async with self._storage.transaction(actor.org_id) as work:
                return await self.add(work, app)

    async def add(self, work: UnitOfWork, details: SecondFactorDetails) -> Sequence[str]:
        """Store a second factor. Return new recovery codes if it is the user's first. Raises Duplicate."""
        before = await work.second_factors.lock_of_user(details.user_id)
        await work.second_factors.add(details)
        return () if before else await self._add_recovery_codes(work, details.user_id)

    async def new_recovery_codes(self, actor: Actor) -> Sequence[str]:
        """Replace the actor's recovery codes. Raises Invalid without another second factor."""
        actor.require_login()
        async with self._storage.transaction(actor.org_id) as work:
            factors = await work.second_factors.lock_of_user(actor.user_id)
            if not _main(factors):
                raise Invalid(NONE_YET)
            for one in factors:
                if one.kind is FactorKind.RECOVERY_CODE:
                    await work.second_factors.remove(one.id)
            return await self._add_recovery_codes(work, actor.user_id)

    async def remove(self, actor: Actor, factor_id: int) -> None:
        """Remove the actor's app or one of their passkeys, with the recovery codes if it is the last one.

        Raises NotFound for another user's, and Invalid for the last one if the organisation requires one.
        """
        actor.require_login()
        async with self._storage.transaction(actor.org_id) as work:
            organisation = await work.organisations.lock()
            main = _main(await work.second_factors.lock_of_user(actor.user_id))
            if factor_id not in {one.id for one in main}:
                raise NotFound("second factor", factor_id)
            if len(main) > 1:
                await work.second_factors.remove(factor_id)
            elif organisation.requires_second_factor:
                raise Invalid(REQUIRED)
            else:
                await work.second_factors.remove_of_user(actor.user_id)

    async def remove_of(self, actor: Actor, user_id: int) -> None:
        """Remove the second factor that a member has lost, and end the member's sessions. Raises NotFound and Invalid.

        Actors can't remove their own in this way, which takes no other one.
        """
        actor.require(Permission.MANAGE_USERS)
        if user_id == actor.user_id:
            raise Invalid(NOT_YOURS)
        await self.remove_all(actor.org_id, user_id)

    async def remove_all(self, org_id: int, user_id: int) -> None:
        """Remove a user's second factors, and end the user's sessions. Raises NotFound."""
        async with self._storage.transaction(org_id) as work:
            await work.users.get(user_id)
            await work.second_factors.remove_of_user(user_id)
            await work.sign_ins.end_all(user_id)

    async def users_with(self, actor: Actor, user_ids: Sequence[int]) -> Collection[int]:
        """Return those of the users who have a second factor."""
        actor.require(Permission.MANAGE_USERS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.second_factors.users_with(user_ids)

    async def is_required(self, actor: Actor) -> bool:
        """Return whether the actor's organisation requires a second factor."""
        async with self._storage.autocommit(actor.org_id) as work:
            return (await work.organisations.get()).requires_second_factor

    async def require(self, actor: Actor, *, required: bool) -> None:
        """Set whether the organisation requires a second factor. If so, sessions of users without one end.

        Raises Invalid if the actor has none.
        """
        actor.require(Permission.MANAGE_USERS)
        async with self._storage.transaction(actor.org_id) as work:
            await work.organisations.lock()
            if required and not await work.second_factors.of_user(actor.user_id):
                raise Invalid(OWN_FIRST)
            await work.organisations.require_second_factor(required=required)
            if required:
                await work.sign_ins.end_without_second_factor()

    async def reseal(self) -> int:
        """Encrypt the secrets of all apps with the newest key, and return the number of those that had another.

        Before keys are retired, by operators. A secret whose key is gone stays, and its codes are refused.
        """
        return await for_each_organisation(await self._storage.organisations(), self._reseal)

    async def actor_of(self, org_id: int, user_id: int) -> Actor:
        """Return a user as an actor. Raises Refused if there is none with this id."""
        try:
            async with self._storage.autocommit(org_id) as work:
                user = await work.users.get(user_id)
        except NotFound as error:
            raise Refused from error
        return Actor(user_id=user.id, org_id=user.org_id, role=user.role)

    async def _password_digest(self, actor: Actor) -> str:
        """Return a digest of the salted hash of a user's password, which tells whether it has changed."""
        async with self._storage.autocommit(actor.org_id) as work:
            return digest(await work.users.password_hash(actor.user_id)).hex()

    async def _of(self, actor: Actor) -> Sequence[SecondFactor]:
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.second_factors.of_user(actor.user_id)

    async def _accept(self, work: UnitOfWork, actor: Actor, code: str) -> None:
        """Record the use of a code. Raises Refused for a wrong one, and for one that was used."""
        now, given = self._clock.now(), _normalised(code)
        for one in await work.second_factors.lock_of_user(actor.user_id):
            if one.kind is FactorKind.TOTP:
                secret = self._unsealed(one)
                step = None if secret is None else matching_step(secret, given, now, one.counter)
                if step is not None:
                    await work.second_factors.change(one.id, {"counter": step, "used_at": now})
                    return
            is_unused = one.kind is FactorKind.RECOVERY_CODE and one.used_at is None
            if is_unused and compare_digest(one.secret, digest(given)):
                await work.second_factors.change(one.id, {"used_at": now})
                return
        raise Refused(INCORRECT)

    async def _add_recovery_codes(self, work: UnitOfWork, user_id: int) -> Sequence[str]:
        codes = [b32encode(token_bytes(RECOVERY_CODE_BYTES)).decode().lower() for _ in range(RECOVERY_CODES)]
        for code in codes:
            await work.second_factors.add(
                SecondFactorDetails(
                    user_id=user_id, kind=FactorKind.RECOVERY_CODE, secret=digest(code), created_at=self._clock.now()
                )
            )
        return ["-".join(code[at : at + 4] for at in range(0, len(code), 4)) for code in codes]

    async def _reseal(self, org_id: int) -> int:
        count = 0
        async with self._storage.transaction(org_id) as work:
            for one in await work.second_factors.all():
                if one.kind is not FactorKind.TOTP or self._tokens.is_newest_seal(one.secret):
                    continue
                if (secret := self._unsealed(one)) is not None:
                    sealed = self._tokens.seal(secret, _context_of(org_id, one.user_id))
                    await work.second_factors.change(one.id, {"secret": sealed})
                    count += 1
        return count

    def _offered_secret(self, actor: Actor, state: str) -> bytes:
        return b32decode(self._offers.subject(state, _subject(actor)))

    def _unsealed(self, app: SecondFactor) -> bytes | None:
        """Return the secret of an app, None if its key was retired too early: the user can sign in with other ways."""
        try:
            return self._tokens.unseal(app.secret, _context_of(app.org_id, app.user_id))
        except Refused:
            fields = {"org_id": app.org_id, "user_id": app.user_id}
            log.exception("the secret of an authenticator app can't be decrypted", extra={"fields": fields})
            return None

    def _states(self, kind: type[SecondFactorRequired]) -> SignedStates:
        return self._settings_up if issubclass(kind, SecondFactorSetupRequired) else self._pending


def _main(factors: Sequence[SecondFactor]) -> Sequence[SecondFactor]:
    """Return apps and passkeys, without the recovery codes."""
    return [one for one in factors if one.kind is not FactorKind.RECOVERY_CODE]


def _normalised(code: str) -> str:
    """Return a code without the blanks and hyphens between its groups, in lower case."""
    return "".join(code.split()).replace("-", "").lower()


def _subject(actor: Actor) -> str:
    return f"{actor.org_id}-{actor.user_id}"


def _context_of(org_id: int, user_id: int) -> bytes:
    """Return the context of a sealed secret: it can't be used in the row of another user."""
    return f"authenticator app of {org_id}-{user_id}".encode()
