"""API key service: create, list, revoke and authenticate API keys."""

from collections.abc import Callable, Collection, Coroutine
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any, NamedTuple, TypeAlias

from recruit.domain.accounts.model.api_keys import KEY_PREFIX, LOGIN_ONLY, ApiKey, ApiKeyDetails
from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor, ActorKind
from recruit.domain.accounts.opaque_tokens import OpaqueToken, TokenKind, digest, new_secret, parse_token
from recruit.domain.shared.errors import Invalid, NotFound, Refused
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.single_line import check_name
from recruit.domain.shared.ttl_cache import TtlCache
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage

LONGEST_LIFETIME = timedelta(days=3650)
"""Maximum lifetime of a key. A key without `expires_at` never expires."""

USE_RESOLUTION = timedelta(minutes=1)
"""Resolution of `last_used_at`."""

INVALID_EXPIRY = "expires_at must be in the future, and at most ten years away"

RunInBackground: TypeAlias = Callable[[Coroutine[Any, Any, None]], None]
"""Starts a coroutine as a background task."""


class _CachedKey(NamedTuple):
    key: ApiKey
    actor: Actor


class ApiKeys:
    """API keys of the actor's organisation. Raises NotFound for any other key."""

    def __init__(self, storage: Storage, clock: Clock, run_in_background: RunInBackground) -> None:
        self._storage = storage
        self._clock = clock
        self._run_in_background = run_in_background
        self._cache: TtlCache[tuple[int, int], _CachedKey] = TtlCache()

    async def create(
        self, actor: Actor, name: str, scopes: Collection[Permission], expires_at: datetime | None = None
    ) -> tuple[ApiKey, str]:
        """Create a key, and return it with its text, which can't be retrieved again.

        Raises Invalid for a blank name, a scope for users only, and an expiry in the past or too late.
        """
        actor.require(Permission.MANAGE_KEYS)
        check_name(name=name)
        now, secret = self._clock.now(), new_secret()
        if refused := LOGIN_ONLY & set(scopes):
            raise Invalid(f"A key can't have the scope {min(refused)}: it takes a user who has logged in")
        if expires_at is not None and not now < expires_at <= now + LONGEST_LIFETIME:
            raise Invalid(INVALID_EXPIRY)
        details = ApiKeyDetails(
            name=name,
            scopes=tuple(permission for permission in Permission if permission in scopes),
            digest=digest(secret),
            created_by_user_id=actor.user_id,
            created_at=now,
            expires_at=expires_at,
        )
        async with self._storage.transaction(actor.org_id) as work:
            created = await work.api_keys.add(details)
        return created, str(OpaqueToken(TokenKind.KEY, actor.org_id, created.id, secret))

    async def page(self, actor: Actor, window: Window) -> Page[ApiKey]:
        """Return keys, including expired ones."""
        actor.require(Permission.MANAGE_KEYS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.api_keys.page(window)

    async def get(self, actor: Actor, key_id: int) -> ApiKey:
        """Return one key."""
        actor.require(Permission.MANAGE_KEYS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.api_keys.get(key_id)

    async def revoke(self, actor: Actor, key_id: int) -> None:
        """Revoke a key. It is rejected at once in this process, and after five seconds at most in others."""
        actor.require(Permission.MANAGE_KEYS)
        async with self._storage.autocommit(actor.org_id) as work:
            await work.api_keys.remove(key_id)
        self._cache.remove((actor.org_id, key_id))

    async def actor(self, text: str) -> Actor:
        """Return the creator of a valid key, with their current role and the key's scopes. Raises Refused."""
        token, now = parse_token(TokenKind.KEY, text), self._clock.now()
        cache_key = token.org_id, token.id
        key_and_actor = (known := self._cache.get(cache_key, now)) or await self._load(token)
        if not compare_digest(key_and_actor.key.digest, digest(token.secret)) or _is_expired(key_and_actor.key, now):
            raise Refused
        if known is None:
            self._cache.put(cache_key, now, key_and_actor)
            if key_and_actor.key.last_used_at is None or key_and_actor.key.last_used_at <= now - USE_RESOLUTION:
                self._run_in_background(self._record_use(key_and_actor.key, now))
        return key_and_actor.actor

    async def _load(self, token: OpaqueToken) -> _CachedKey:
        """Return a key and its actor from storage. Raises Refused if the key doesn't exist."""
        try:
            async with self._storage.autocommit(token.org_id) as work:
                key, role = await work.api_keys.with_role(token.id)
        except NotFound as error:
            raise Refused from error
        actor = Actor(
            user_id=key.created_by_user_id,
            org_id=key.org_id,
            role=role,
            kind=ActorKind.KEY,
            scopes=frozenset(key.scopes),
            api_key_id=key.id,
        )
        return _CachedKey(key, actor)

    async def _record_use(self, key: ApiKey, now: datetime) -> None:
        async with self._storage.autocommit(key.org_id) as work:
            await work.api_keys.record_use(key.id, now)


def is_key(text: str) -> bool:
    """Return whether a bearer token is an API key rather than an access token."""
    return text.startswith(f"{KEY_PREFIX}_")


def _is_expired(key: ApiKey, now: datetime) -> bool:
    return key.expires_at is not None and key.expires_at <= now
