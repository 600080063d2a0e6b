"""OAuth grants: sessions of clients, bound to one resource and to scopes.

A grant is a lasting session (`SignIn`), so that every action that ends sessions ends grants. Its authorization code is
the first of its refresh tokens, with a prefix of its own and a PKCE challenge. A code or refresh token that is reused,
or presented with other parameters than those it was issued for, ends the grant.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import NamedTuple

from recruit.domain.accounts.model.oauth import Grant, OAuthClient, Scope, scopes_up_to
from recruit.domain.accounts.model.sessions import SignIn, SignInDetails
from recruit.domain.accounts.model.users import Actor, User
from recruit.domain.accounts.opaque_tokens import (
    OpaqueToken,
    TokenKind,
    digest,
    new_secret,
    next_secret,
    parse_token,
)
from recruit.domain.accounts.service import matches_digest, rotate
from recruit.domain.accounts.signed_states import use_up
from recruit.domain.audit.model import acting
from recruit.domain.shared.errors import NotFound, Refused
from recruit.domain.shared.ttl_cache import TtlCache
from recruit.ports.clock import Clock
from recruit.ports.security import Tokens
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

CODE_LIFETIME = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizationRequest:
    """An authorization request of a client. `challenge` is the PKCE challenge, method S256.

    `scopes` are those that the user may choose from, in ascending order: each includes the one before.
    """

    client: OAuthClient
    redirect_uri: str
    resource: str
    challenge: str
    scopes: Sequence[Scope]


class IssuedTokens(NamedTuple):
    """The tokens issued for a grant. `lifetime` is that of the access token."""

    access_token: str
    refresh_token: str
    lifetime: timedelta
    scopes: Sequence[str]


class Bearer(NamedTuple):
    """The bearer of an access token. `scopes` and `resource` are those of a grant, and None for a login."""

    actor: Actor
    resource: str | None
    scopes: Collection[str] | None


ProofCheck = Callable[[Grant], bool]


class Grants:
    """Service of OAuth grants: authorise, exchange, renew, revoke, list and end them."""

    def __init__(self, storage: Storage, tokens: Tokens, clock: Clock) -> None:
        self._storage = storage
        self._tokens = tokens
        self._clock = clock
        self._cache: TtlCache[tuple[int, int], Bearer] = TtlCache()

    async def allow(self, actor: Actor, request: AuthorizationRequest, scope: Scope, form_id: str) -> str:
        """Create a grant of an authenticated actor, and return its code.

        Raises Duplicate for a form that was used, Refused for a user who was removed, and NotFound if the session in
        which the actor has allowed it has ended: caches know five seconds later, and a grant lasts for longer.
        """
        now, family, latest = self._clock.now(), new_secret(), new_secret()
        granted = Grant(
            client=request.client.digest,
            client_name=request.client.name,
            redirect_uri=request.redirect_uri,
            resource=request.resource,
            scopes=scopes_up_to(scope),
            challenge=request.challenge,
            created_at=now,
        )
        details = SignInDetails(
            user_id=actor.user_id,
            expires_at=now + CODE_LIFETIME,
            family=digest(family),
            latest=digest(latest),
            granted=granted,
        )
        with acting(actor):
            async with self._storage.transaction(actor.org_id) as work:
                if actor.sign_in_id is not None:
                    await work.sign_ins.get(actor.sign_in_id)
                await use_up(work, actor.user_id, "consent", form_id, now)
                await work.sign_ins.remove_expired(actor.user_id, now)
                created = await work.sign_ins.add(details)
        return str(OpaqueToken(TokenKind.CODE, actor.org_id, created.id, f"{family}.{latest}"))

    async def exchange(self, code: str, client: OAuthClient, verifier: str, redirect_uri: str | None) -> IssuedTokens:
        """Exchange an authorization code for tokens. A code can be used once. Raises Refused."""
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")

        def proves(grant: Grant) -> bool:
            is_verified = grant.challenge is not None and compare_digest(grant.challenge, challenge)
            return is_verified and redirect_uri in {None, grant.redirect_uri}

        return await self._rotate(parse_token(TokenKind.CODE, code), client, proves)

    async def renew(self, refresh_token: str, client: OAuthClient) -> IssuedTokens:
        """Return new tokens for a refresh token, which can be used once. Raises Refused."""
        return await self._rotate(
            parse_token(TokenKind.RENEWAL, refresh_token), client, lambda grant: grant.challenge is None
        )

    async def revoke(self, token: str, client: OAuthClient | None) -> None:
        """End the grant of a refresh or access token. With a `client`, only a grant of that client is ended.

        Any other token is ignored, as RFC 7009 has it.
        """
        try:
            if token.startswith(f"{TokenKind.RENEWAL}_"):
                given = parse_token(TokenKind.RENEWAL, token)
                org_id, sign_in_id, family = given.org_id, given.id, given.secret.partition(".")[0]
            else:
                claimed = self._tokens.read(token)
                org_id, sign_in_id, family = claimed.org_id, claimed.sign_in_id or 0, None
            async with self._storage.transaction(org_id) as work:
                session, grant, _ = await _lock_grant(work, sign_in_id)
                ours = family is None or matches_digest(session.family, family)
                if ours and (client is None or client.digest == grant.client):
                    await work.sign_ins.end(session.id)
                    self._cache.remove((org_id, session.id))
        except Refused:
            return

    async def bearer(self, token: str, resource: str) -> Bearer:
        """Return the bearer of an access token of a login, or of a grant for `resource`. Raises Refused."""
        claimed = self._tokens.read(token)
        if claimed.sign_in_id is None:
            raise Refused
        key, now = (claimed.org_id, claimed.sign_in_id), self._clock.now()
        found = self._cache.get(key, now)
        if found is None:
            found = await self._load(claimed, claimed.sign_in_id)
            self._cache.put(key, now, found)
        if found.actor.user_id != claimed.user_id or found.resource not in {None, resource}:
            raise Refused
        return found

    async def of_actor(self, actor: Actor) -> Sequence[SignIn]:
        """Return the actor's unexpired grants whose authorization code was exchanged."""
        actor.require_login()
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.sign_ins.grants(actor.user_id, self._clock.now())

    async def end(self, actor: Actor, grant_id: int) -> None:
        """End a grant of the actor. Raises NotFound."""
        actor.require_login()
        async with self._storage.transaction(actor.org_id) as work:
            try:
                session, _, _ = await _lock_grant(work, grant_id)
            except Refused as error:
                raise NotFound("grant", grant_id) from error
            if session.user_id != actor.user_id:
                raise NotFound("grant", grant_id)
            await work.sign_ins.end(session.id)
        self._cache.remove((actor.org_id, grant_id))

    async def _rotate(self, token: OpaqueToken, client: OAuthClient, proves: ProofCheck) -> IssuedTokens:
        """Issue the next tokens of a grant, or end the grant if the given token was copied or guessed.

        As with logins, a refresh token is accepted again for ten seconds (`RENEWAL_GRACE`) after its use, with the same
        next token in the response. The first refresh token isn't derived from the code, since a code is visible in
        browsers and can be used once only. Raises Refused.
        """
        family, _, latest = token.secret.partition(".")
        now, previous = self._clock.now(), new_secret() if token.kind is TokenKind.CODE else latest
        async with self._storage.transaction(token.org_id) as work:
            session, grant, user = await _lock_grant(work, token.id)
            if not matches_digest(session.family, family):
                raise Refused
            salt = None
            if grant.client == client.digest and proves(grant):
                salt = await rotate(work, session, latest, previous, now, replace(grant, challenge=None))
            else:
                await work.sign_ins.end(session.id)
        if salt is None:
            self._cache.remove((token.org_id, token.id))
            raise Refused
        actor = Actor(user_id=user.id, org_id=user.org_id, role=user.role, sign_in_id=session.id)
        renewal = OpaqueToken(TokenKind.RENEWAL, token.org_id, session.id, f"{family}.{next_secret(previous, salt)}")
        return IssuedTokens(self._tokens.issue(actor), str(renewal), self._tokens.lifetime, grant.scopes)

    async def _load(self, claimed: Actor, sign_in_id: int) -> Bearer:
        """Return the bearer of a token from storage. Raises Refused if the session doesn't exist."""
        try:
            async with self._storage.autocommit(claimed.org_id) as work:
                session, user = await work.sign_ins.with_user(sign_in_id)
        except NotFound as error:
            raise Refused from error
        actor = replace(claimed, user_id=user.id, role=user.role)
        if session.granted is None:
            return Bearer(actor, None, None)
        return Bearer(actor, session.granted.resource, frozenset(session.granted.scopes))


async def _lock_grant(work: UnitOfWork, sign_in_id: int) -> tuple[SignIn, Grant, User]:
    """Lock a grant, and return its session, the grant and its user. Raises Refused for a session without a grant."""
    try:
        session, (_, user) = await work.sign_ins.get(sign_in_id), await work.sign_ins.with_user(sign_in_id)
    except NotFound as error:
        raise Refused from error
    if session.granted is None:
        raise Refused
    return session, session.granted, user
