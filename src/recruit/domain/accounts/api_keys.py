"""Keys for machines: made, listed and revoked by people, and checked with each request."""

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
"""How far away a key's end may be. It needn't have any."""

USE_NOTED = timedelta(minutes=1)
"""How exactly it is known when a key was used last."""

NO_TIME_TO_END = "expires_at must be in the future, and at most ten years away"

RunInBackground: TypeAlias = Callable[[Coroutine[Any, Any, None]], None]
"""Has something done that nobody waits for."""


class _Held(NamedTuple):
    key: ApiKey
    actor: Actor


class ApiKeys:
    """Keys of one organisation each. Whatever isn't there, or is another's, raises NotFound."""

    def __init__(self, storage: Storage, clock: Clock, aside: RunInBackground) -> None:
        self._storage = storage
        self._clock = clock
        self._aside = aside
        self._believed: TtlCache[tuple[int, int], _Held] = TtlCache()

    async def create(
        self, actor: Actor, name: str, scopes: Collection[Permission], expires_at: datetime | None = None
    ) -> tuple[ApiKey, str]:
        """Return a key, and its text, which nobody learns again.

        Raises Invalid for a name that nobody can see, and for scopes and times that can't be.
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
        """Return keys, expired ones too."""
        actor.need(Permission.MANAGE_KEYS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.api_keys.page(window)

    async def get(self, actor: Actor, key_id: int) -> ApiKey:
        """Return one key."""
        actor.need(Permission.MANAGE_KEYS)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.api_keys.get(key_id)

    async def revoke(self, actor: Actor, key_id: int) -> None:
        """Let a key hold no more: here at once, in other processes after a few seconds."""
        actor.need(Permission.MANAGE_KEYS)
        async with self._storage.autocommit(actor.org_id) as work:
            await work.api_keys.remove(key_id)
        self._believed.forget((actor.org_id, key_id))

    async def actor(self, text: str) -> Actor:
        """Return who has a key: its maker, with the role that they have now, and the key's scopes.

        Raises Refused when it doesn't hold, has expired, or has outlived its maker.
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
        """Return a key as storage knows it. Raises Refused when it is gone."""
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
    """Tell whether a bearer token is a key, rather than one that a login has given."""
    return text.startswith(f"{MARK}_")


def _is_over(key: ApiKey, now: datetime) -> bool:
    return key.expires_at is not None and key.expires_at <= now
