"""Storage contract: API keys."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from recruit.domain.accounts.model.api_keys import ApiKey, ApiKeyDetails
from recruit.domain.accounts.model.permissions import Permission, Role
from recruit.domain.accounts.model.users import Actor
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Window
from recruit.ports.storage import Storage
from worlds import Organisation, colleague

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
SCOPES = (Permission.READ_JOBS, Permission.WRITE_CANDIDATES)
NOBODYS_IDS = [0, -1, 2**63 - 1, 10**30]


async def kept(storage: Storage, actor: Actor, expires_at: datetime | None = None) -> ApiKey:
    details = ApiKeyDetails(
        name="Careers page",
        scopes=SCOPES,
        digest=b"digest",
        created_by_user_id=actor.user_id,
        created_at=NOON,
        expires_at=expires_at,
    )
    async with storage.transaction(actor.org_id) as work:
        return await work.api_keys.add(details)


async def test_a_key_is_returned_as_it_was_kept_with_its_makers_role(storage: Storage, ours: Organisation) -> None:
    recruiter = await colleague(storage, ours.actor.org_id, Role.RECRUITER)
    one, other = await kept(storage, ours.actor), await kept(storage, recruiter, NOON + timedelta(days=1))
    assert (type(one), one.scopes, one.last_used_at) == (
        ApiKey,
        (Permission.READ_JOBS, Permission.WRITE_CANDIDATES),
        None,
    )
    async with storage.transaction(one.org_id) as work:
        assert await work.api_keys.get(one.id) == one
        assert await work.api_keys.with_role(one.id) == (one, Role.ORG_ADMIN)
        assert await work.api_keys.with_role(other.id) == (other, Role.RECRUITER)
        await work.users.change(recruiter.user_id, {"role": Role.VIEWER})
        assert await work.api_keys.with_role(other.id) == (other, Role.VIEWER)
        page = await work.api_keys.page(Window(limit=1))
        assert (list(page.items), page.total, page.more) == ([one], 2, True)
        for nobody in NOBODYS_IDS:
            for question in (work.api_keys.get, work.api_keys.with_role, work.api_keys.remove):
                with pytest.raises(NotFound):
                    await question(nobody)


async def test_it_is_noted_when_a_key_was_used(storage: Storage, ours: Organisation) -> None:
    one, other = [await kept(storage, ours.actor) for _ in range(2)]
    async with storage.transaction(one.org_id) as work:
        await work.api_keys.record_use(one.id, NOON)
        await work.api_keys.record_use(NOBODYS_IDS[2], NOON)
    async with storage.transaction(one.org_id) as work:
        assert list((await work.api_keys.page(Window())).items) == [replace(one, last_used_at=NOON), other]


async def test_keys_go_with_the_user_who_made_them(storage: Storage, ours: Organisation) -> None:
    leaving = await colleague(storage, ours.actor.org_id, Role.ORG_ADMIN)
    theirs, stays = await kept(storage, leaving), await kept(storage, ours.actor)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.users.remove(leaving.user_id)
    async with storage.transaction(ours.actor.org_id) as work:
        assert list((await work.api_keys.page(Window())).items) == [stays]
        with pytest.raises(NotFound):
            await work.api_keys.with_role(theirs.id)


async def test_a_key_is_removed_once_however_many_try(storage: Storage, ours: Organisation) -> None:
    one = await kept(storage, ours.actor)

    async def remove() -> None:
        async with storage.autocommit(one.org_id) as work:
            await work.api_keys.remove(one.id)

    outcomes = await asyncio.gather(*(remove() for _ in range(8)), return_exceptions=True)
    assert sum(outcome is None for outcome in outcomes) == 1
    assert sum(isinstance(outcome, NotFound) for outcome in outcomes) == 7


async def test_keys_are_their_organisations(storage: Storage, ours: Organisation, theirs: Organisation) -> None:
    one = await kept(storage, ours.actor)
    async with storage.transaction(theirs.actor.org_id) as work:
        assert (await work.api_keys.page(Window())).total == 0
        await work.api_keys.record_use(one.id, NOON)
        for question in (work.api_keys.get, work.api_keys.with_role, work.api_keys.remove):
            with pytest.raises(NotFound):
                await question(one.id)
    async with storage.transaction(one.org_id) as work:
        assert await work.api_keys.get(one.id) == one
