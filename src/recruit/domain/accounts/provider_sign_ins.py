"""Signing in at an identity provider: the transaction between the two redirects, and the user of an identity.

A transaction isn't stored. It is handed to the browser or the program that starts it, signed with the server's key
(`SignedStates`), and comes back with the provider's answer. It is valid for ten minutes, and for one answer.
"""

import json
import logging
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, Self

from recruit.domain.accounts.members import check_other_admin
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.providers import NO_PASSWORD, Claims, IdentityDetails, Provider
from recruit.domain.accounts.model.users import Actor, User, UserDetails
from recruit.domain.accounts.signed_states import SignedStates, use_up
from recruit.domain.audit.model import acting
from recruit.domain.shared.errors import Duplicate, Invalid, NotFound, Refused, Unavailable
from recruit.domain.shared.mail_addresses import is_address
from recruit.domain.shared.single_line import check_name
from recruit.ports.clock import Clock
from recruit.ports.providers import IdentityProviders, SignInAnswer, SignInRequest
from recruit.ports.security import Tokens
from recruit.ports.storage import Storage

LIFETIME = timedelta(minutes=10)
CLOCK_LEEWAY = timedelta(seconds=60)
"""How much earlier than ours a provider's clock may be when a user enters the password there again."""

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
SECRET_BYTES = 32
NAME_LENGTH = 200
EXPIRED = "This sign-in is too old, was used before, or began in another browser: start again"
NO_ACCOUNT = "You have no account here that this sign-in leads to: ask an administrator of your organization"
OTHER_USER = "That is another user, or the password was not entered again: start again"

log = logging.getLogger(__name__)


class Purpose(StrEnum):
    """What a sign-in is for: a session of the console, a confirmation of one, or tokens for a program."""

    CONSOLE = "console"
    CONFIRMATION = "confirmation"
    API = "api"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """A sign-in that has begun. `target` is a digest of its target, `session` the id of the session to confirm."""

    provider: str
    purpose: Purpose
    request: SignInRequest
    started_at: int
    target: str
    session: int

    def __str__(self) -> str:
        """Return the transaction as text without full stops."""
        return urlsafe_b64encode(json.dumps(asdict(self)).encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return a transaction from its text."""
        fields = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        request, purpose = SignInRequest(**fields["request"]), Purpose(fields["purpose"])
        return cls(**{**fields, "request": request, "purpose": purpose})


class Begun(NamedTuple):
    """The URL at the provider, and the signed transaction that comes back with its answer."""

    url: str
    transaction: str


class SignedIn(NamedTuple):
    """A user whom a provider has signed in, and when they entered the password there, as far as it says so.

    A provider that knows the browser may not have asked for it, so that the session isn't a confirmed one.
    """

    actor: Actor
    authenticated_at: datetime


class ProviderSignIns:
    """Begins and finishes sign-ins at identity providers."""

    def __init__(self, storage: Storage, providers: IdentityProviders, tokens: Tokens, clock: Clock) -> None:
        self._storage = storage
        self._providers = providers
        self._clock = clock
        self._transactions = SignedStates(tokens, clock, "provider sign-in", LIFETIME)

    @property
    def providers(self) -> Sequence[Provider]:
        """All providers."""
        return self._providers.all

    def of_organisation(self, org_id: int) -> Sequence[Provider]:
        """Return the providers that sign users of an organisation in."""
        return [one for one in self._providers.all if one.org_id == org_id]

    async def begin(
        self, name: str, purpose: Purpose, redirect_uri: str, *, target: str = "", session: int = 0
    ) -> Begun:
        """Begin a sign-in. Raises NotFound and Unavailable."""
        provider = self._providers.get(name)
        state, nonce, verifier = (secrets.token_urlsafe(SECRET_BYTES) for _ in range(3))
        request = SignInRequest(
            redirect_uri=redirect_uri,
            state=state,
            nonce=nonce,
            verifier=verifier,
            again=purpose is Purpose.CONFIRMATION,
        )
        transaction = Transaction(
            provider=provider.name,
            purpose=purpose,
            request=request,
            started_at=int(self._clock.now().timestamp()),
            target=target,
            session=session,
        )
        url = await self._providers.authorization_url(name, request)
        return Begun(url, self._transactions.issue(str(transaction), state))

    def opened(self, name: str, purposes: Collection[Purpose], signed: str, state: str) -> Transaction:
        """Return the transaction of a provider's answer, which has its `state`.

        Raises Refused for one of another sign-in, and NotFound.
        """
        self._providers.get(name)
        try:
            transaction = Transaction.parse(self._transactions.subject(signed, state))
        except Refused as error:
            raise Refused(EXPIRED) from error
        if transaction.provider != name or transaction.purpose not in purposes:
            raise Refused(EXPIRED)
        return transaction

    async def finish(self, transaction: Transaction, answer: SignInAnswer) -> SignedIn:
        """Return the user whom the provider has signed in. Raises Refused and Unavailable."""
        provider = self._providers.get(transaction.provider)
        claims = await self._providers.identify(provider.name, transaction.request, answer)
        actor = await self._actor(provider, claims)
        with acting(actor):
            await self._use_up(transaction, actor)
        return SignedIn(actor, claims.authenticated_at or LONG_AGO)

    async def confirm(self, transaction: Transaction, answer: SignInAnswer, actor: Actor) -> None:
        """Check that an actor has entered the password at the provider again. Raises Refused and Unavailable."""
        provider = self._providers.get(transaction.provider)
        claims = await self._providers.identify(provider.name, transaction.request, answer)
        earliest = datetime.fromtimestamp(transaction.started_at, UTC) - CLOCK_LEEWAY
        if claims.authenticated_at is None or claims.authenticated_at < earliest or provider.org_id != actor.org_id:
            raise Refused(OTHER_USER)
        async with self._storage.autocommit(actor.org_id) as work:
            found = await work.identities.user(claims.issuer, claims.subject)
        if found is None or found.id != actor.user_id or transaction.session != actor.sign_in_id:
            raise Refused(OTHER_USER)
        await self._use_up(transaction, actor)

    async def sign_out_url(self, name: str, return_to: str) -> str | None:
        """Return the URL that ends the session at a provider, None without one. Raises NotFound and Unavailable."""
        return await self._providers.sign_out_url(name, return_to)

    async def that_signs_out(self, user: User) -> Provider | None:
        """Return a provider of a user at which a session can be ended, if there is one and it can be reached."""
        found = self.of_organisation(user.org_id)
        if not found:
            return None
        async with self._storage.autocommit(user.org_id) as work:
            issuers = {one.issuer for one in await work.identities.of_user(user.id)}
        for provider in found:
            with suppress(Unavailable):
                if provider.issuer in issuers and await self._providers.sign_out_url(provider.name, ""):
                    return provider
        return None

    async def _actor(self, provider: Provider, claims: Claims) -> Actor:
        """Return the user of an identity. Raises Refused without one."""
        role = provider.role_of(claims)
        if role is None and (provider.updates_role or provider.roles):
            raise _no_account(provider, "role_claim has no value that roles names, and there is no default_role")
        try:
            with suppress(Duplicate):  # another request has linked or created the same user at this moment
                return await self._linked(provider, claims, role)
            return await self._linked(provider, claims, role)
        except Duplicate as error:
            raise _no_account(provider, "the user with this address has another identity at the provider") from error
        except NotFound as error:
            raise _no_account(provider, "the organisation doesn't exist, or no longer has this user") from error

    async def _linked(self, provider: Provider, claims: Claims, role: Role | None) -> Actor:
        async with self._storage.transaction(provider.org_id) as work:
            user = await work.identities.user(claims.issuer, claims.subject)
        if user is None:
            user = await self._new_identity(provider, claims, role)
        actor = Actor(user_id=user.id, org_id=user.org_id, role=user.role)
        if not provider.updates_role or role is None or role is user.role:
            return actor
        with acting(actor), suppress(Invalid):  # the last admin stays one
            async with self._storage.transaction(provider.org_id) as work:
                if role is not Role.ORG_ADMIN:
                    await check_other_admin(work, user.id)
                user = await work.users.change(user.id, {"role": role})
        return Actor(user_id=user.id, org_id=user.org_id, role=user.role)

    async def _new_identity(self, provider: Provider, claims: Claims, role: Role | None) -> User:
        """Link an identity to the user with its verified address, or to a new one. Raises Refused and Duplicate."""
        email = claims.email
        if email is None or not is_address(email):
            raise _no_account(provider, "the provider gives no usable address, or email_verified_claim isn't true")
        found = await self._storage.credentials(email)
        if found is not None and found.org_id == provider.org_id:
            actor = Actor(user_id=found.user_id, org_id=found.org_id, role=role or Role.VIEWER)
            with acting(actor):
                async with self._storage.transaction(provider.org_id) as work:
                    await work.identities.add(self._identity(found.user_id, claims))
                    return await work.users.get(found.user_id)
        if found is not None:
            raise _no_account(provider, "the address has an account in another organisation")
        if not provider.creates(email):
            raise _no_account(provider, "the address has no account, and accounts and domains allow no new one")
        async with self._storage.transaction(provider.org_id) as work:
            await work.organisations.get()
            if await work.directory_users.is_deactivated(email):
                raise Refused(NO_ACCOUNT)
            user = await work.users.add(_details(claims, email, role or Role.VIEWER), NO_PASSWORD)
            await work.identities.add(self._identity(user.id, claims))
            return user

    def _identity(self, user_id: int, claims: Claims) -> IdentityDetails:
        return IdentityDetails(
            user_id=user_id, issuer=claims.issuer, subject=claims.subject, created_at=self._clock.now()
        )

    async def _use_up(self, transaction: Transaction, actor: Actor) -> None:
        """Store that a transaction was used. Raises Refused if it was used before."""
        try:
            async with self._storage.transaction(actor.org_id) as work:
                await use_up(work, actor.user_id, "provider", transaction.request.state, self._clock.now())
        except Duplicate as error:
            raise Refused(EXPIRED) from error


def _no_account(provider: Provider, reason: str) -> Refused:
    """Return the refusal, and log its reason for the operator: the user isn't told who has an account."""
    log.warning("provider sign-in without account", extra={"fields": {"provider": provider.name, "reason": reason}})
    return Refused(NO_ACCOUNT)


def _details(claims: Claims, email: str, role: Role) -> UserDetails:
    """Return the details of a new user, who is named by the address if the provider gives no usable name."""
    name = (claims.full_name or "").strip()[:NAME_LENGTH]
    try:
        check_name(full_name=name)
    except Invalid:
        name = ""
    return UserDetails(email=email, full_name=name or email.partition("@")[0][:NAME_LENGTH], role=role)
