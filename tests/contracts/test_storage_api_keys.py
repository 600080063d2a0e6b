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
UNKNOWN_IDS = [0, -1, 2**63 - 1, 10**30]


async def stored_key(storage: Storage, actor: Actor, expires_at: datetime | None = None) -> ApiKey:
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


async def test_a_key_is_returned_as_stored_with_the_role_of_its_creator(storage: Storage, ours: Organisation) -> None:
    recruiter = await colleague(storage, ours.actor.org_id, Role.RECRUITER)
    one, other = await stored_key(storage, ours.actor), await stored_key(storage, recruiter, NOON + timedelta(days=1))
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
        for unknown_id in UNKNOWN_IDS:
            for question in (work.api_keys.get, work.api_keys.with_role, work.api_keys.remove):
                with pytest.raises(NotFound):
                    await question(unknown_id)


async def test_the_last_use_of_a_key_is_recorded(storage: Storage, ours: Organisation) -> None:
    one, other = [await stored_key(storage, ours.actor) for _ in range(2)]
    async with storage.transaction(one.org_id) as work:
        await work.api_keys.record_use(one.id, NOON)
        await work.api_keys.record_use(UNKNOWN_IDS[2], NOON)
    async with storage.transaction(one.org_id) as work:
        assert list((await work.api_keys.page(Window())).items) == [replace(one, last_used_at=NOON), other]


async def test_keys_are_removed_with_their_creator(storage: Storage, ours: Organisation) -> None:
    leaving = await colleague(storage, ours.actor.org_id, Role.ORG_ADMIN)
    theirs, other_key = await stored_key(storage, leaving), await stored_key(storage, ours.actor)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.users.remove(leaving.user_id)
    async with storage.transaction(ours.actor.org_id) as work:
        assert list((await work.api_keys.page(Window())).items) == [other_key]
        with pytest.raises(NotFound):
            await work.api_keys.with_role(theirs.id)


async def test_one_of_concurrent_removals_of_a_key_succeeds(storage: Storage, ours: Organisation) -> None:
    one = await stored_key(storage, ours.actor)

    async def remove() -> None:
        async with storage.autocommit(one.org_id) as work:
            await work.api_keys.remove(one.id)

    outcomes = await asyncio.gather(*(remove() for _ in range(8)), return_exceptions=True)
    assert sum(outcome is None for outcome in outcomes) == 1
    assert sum(isinstance(outcome, NotFound) for outcome in outcomes) == 7


async def test_keys_belong_to_their_organisation(storage: Storage, ours: Organisation, theirs: Organisation) -> None:
    one = await stored_key(storage, ours.actor)
    async with storage.transaction(theirs.actor.org_id) as work:
        assert (await work.api_keys.page(Window())).total == 0
        await work.api_keys.record_use(one.id, NOON)
        for question in (work.api_keys.get, work.api_keys.with_role, work.api_keys.remove):
            with pytest.raises(NotFound):
                await question(one.id)
    async with storage.transaction(one.org_id) as work:
        assert await work.api_keys.get(one.id) == one
