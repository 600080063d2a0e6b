"""API key service: create, list, revoke and authenticate API keys."""

from collections.abc import Callable, Collection, Coroutine
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any, NamedTuple, TypeAlias

from recruit.domain.accounts.model.api_keys import FOR_PEOPLE, MARK, ApiKey, ApiKeyDetails
from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor, ActorKind
from recruit.domain.accounts.opaque_tokens import Kind, OpaqueToken, digest, new_secret, read
from recruit.domain.shared.errors import Invalid, NotFound, Refused
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.single_line import check_name
from recruit.domain.shared.ttl_cache import TtlCache
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage

LONGEST = timedelta(days=3650)
"""Maximum lifetime of a key. A key without `expires_at` never expires."""

USE_NOTED = timedelta(minutes=1)
"""Resolution of `last_used_at`."""

NO_TIME_TO_END = "expires_at must be in the future, and at most ten years away"

RunInBackground: TypeAlias = Callable[[Coroutine[Any, Any, None]], None]
"""Starts a coroutine as a background task."""


class _Held(NamedTuple):
    key: ApiKey
    actor: Actor


class ApiKeys:
    """API keys of the actor's organisation.

    Raises NotFound for a key that doesn't exist or belongs to another organisation.
    """

    def __init__(self, storage: Storage, clock: Clock, aside: RunInBackground) -> None:
        self._storage = storage
        self._clock = clock
        self._aside = aside
        self._believed: TtlCache[tuple[int, int], _Held] = TtlCache()

    async def create(
        self, actor: Actor, name: str, scopes: Collection[Permission], expires_at: datetime | None = None
    ) -> tuple[ApiKey, str]:
        """Create a key. Return it with its text, which can't be retrieved again.

        Raises Invalid for a blank name, for scopes that a key can't have, and for `expires_at` in the past or more than
        ten years ahead.
        """
        actor.need(Permission.MANAGE_KEYS)
        check_name(name=name)
        now, secret = self._clock.now(), new_secret()
        if refused := FOR_PEOPLE & set(scopes):
            raise Invalid(f"A key can't have the scope {min(refused)}: it takes a user who has logged in")
        if expires_at is not None and not now < expires_at <= now + LONGEST:
            raise Invalid(NO_TIME_TO_END)
        details = ApiKeyDetails(
            name=name,
            scopes=tuple(one for one in Permission if one in scopes),
            digest=digest(secret),
            created_by_user_id=actor.user_id,
            created_at=now,
            expires_at=expires_at,
        )
        async with self._storage.transaction(actor.org_id) as work:
            made = await work.api_keys.add(details)
        return made, str(OpaqueToken(Kind.KEY, actor.org_id, made.id, secret))

    async def page(self, actor: Actor, window: Window) -> Page[ApiKey]:
        """Return keys, including expired ones."""
        actor.need(Permission.MANAGE_KEYS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.api_keys.page(window)

    async def get(self, actor: Actor, key_id: int) -> ApiKey:
        """Return one key."""
        actor.need(Permission.MANAGE_KEYS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.api_keys.get(key_id)

    async def revoke(self, actor: Actor, key_id: int) -> None:
        """Revoke a key. It is rejected at once in this process, and after five seconds at most in others."""
        actor.need(Permission.MANAGE_KEYS)
        async with self._storage.autocommit(actor.org_id) as work:
            await work.api_keys.remove(key_id)
        self._believed.forget((actor.org_id, key_id))

    async def actor(self, text: str) -> Actor:
        """Return the actor of a key: its creator with their current role, narrowed by the key's scopes.

        Raises Refused for a key that is invalid, revoked or expired, or whose creator was removed.
        """
        given, now = read(Kind.KEY, text), self._clock.now()
        place = given.org_id, given.id
        held = (known := self._believed.get(place, now)) or await self._present(given)
        if not compare_digest(held.key.digest, digest(given.secret)) or _is_over(held.key, now):
            raise Refused
        if known is None:
            self._believed.keep(place, now, held)
            if held.key.last_used_at is None or held.key.last_used_at <= now - USE_NOTED:
                self._aside(self._note_use(held.key, now))
        return held.actor

    async def _present(self, given: OpaqueToken) -> _Held:
        """Return a key and its actor from storage. Raises Refused if the key doesn't exist."""
        try:
            async with self._storage.autocommit(given.org_id) as work:
                key, role = await work.api_keys.with_role(given.id)
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
        return _Held(key, actor)

    async def _note_use(self, key: ApiKey, now: datetime) -> None:
        async with self._storage.autocommit(key.org_id) as work:
            await work.api_keys.used(key.id, now)


def is_key(text: str) -> bool:
    """Return whether a bearer token is an API key rather than an access token."""
    return text.startswith(f"{MARK}_")


def _is_over(key: ApiKey, now: datetime) -> bool:
    return key.expires_at is not None and key.expires_at <= now
