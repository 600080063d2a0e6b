"""Storage contract: second factors, and organisations that require them."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.second_factors import FactorKind, SecondFactorDetails
from recruit.domain.accounts.model.sessions import SignInDetails
from recruit.domain.audit.model import AuditAction
from recruit.domain.shared.errors import Duplicate, NotFound
from recruit.domain.shared.pages import Window
from recruit.ports.audit import AuditSearch
from recruit.ports.storage import Storage
from worlds import Organisation, colleague

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def factor(user_id: int, kind: FactorKind = FactorKind.TOTP, **details: Any) -> SecondFactorDetails:
    return SecondFactorDetails(user_id=user_id, kind=kind, created_at=NOON, **{"secret": b"secret", **details})


async def test_second_factors_are_returned_as_stored_and_changed(storage: Storage, ours: Organisation) -> None:
    user_id, passkey = ours.actor.user_id, {"credential_id": b"id", "name": "Key", "counter": 3}
    async with storage.transaction(ours.actor.org_id) as work:
        app = await work.second_factors.add(factor(user_id))
        key = await work.second_factors.add(factor(user_id, FactorKind.PASSKEY, **passkey))
        assert (app.kind, app.counter, app.used_at, key.credential_id, key.name) == ("totp", 0, None, b"id", "Key")
        used = await work.second_factors.change(app.id, {"counter": 5, "used_at": NOON})
        assert (used.counter, used.used_at) == (5, NOON)
    async with storage.transaction(ours.actor.org_id) as work:
        assert list(await work.second_factors.of_user(user_id)) == [used, key]
        assert list(await work.second_factors.lock_of_user(user_id)) == [used, key]
        assert list(await work.second_factors.all()) == [used, key]
        assert not await work.second_factors.of_user(user_id + 1)
        await work.second_factors.remove(app.id)
        with pytest.raises(NotFound):
            await work.second_factors.remove(app.id)
        assert list(await work.second_factors.of_user(user_id)) == [key]
        await work.second_factors.remove_of_user(user_id)
        assert not await work.second_factors.all()


async def test_uses_of_a_users_factors_are_serialised(storage: Storage, ours: Organisation) -> None:
    async with storage.transaction(ours.actor.org_id) as work:
        await work.second_factors.add(factor(ours.actor.user_id))

    async def use() -> None:
        async with storage.transaction(ours.actor.org_id) as work:
            (app,) = await work.second_factors.lock_of_user(ours.actor.user_id)
            await work.second_factors.change(app.id, {"counter": app.counter + 1})

    await asyncio.gather(*(use() for _ in range(8)))
    async with storage.transaction(ours.actor.org_id) as work:
        assert [one.counter for one in await work.second_factors.all()] == [8]


async def test_a_user_has_one_app_and_a_passkey_one_user(storage: Storage, ours: Organisation) -> None:
    other = await colleague(storage, ours.actor.org_id, Role.VIEWER)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.second_factors.add(factor(ours.actor.user_id))
        await work.second_factors.add(factor(other.user_id))
        await work.second_factors.add(factor(other.user_id, FactorKind.PASSKEY, credential_id=b"id"))
        for _ in range(2):
            await work.second_factors.add(factor(other.user_id, FactorKind.RECOVERY_CODE))
    for refused in (
        factor(other.user_id),
        factor(ours.actor.user_id, FactorKind.PASSKEY, credential_id=b"id"),
    ):
        with pytest.raises(Duplicate):
            async with storage.transaction(ours.actor.org_id) as work:
                await work.second_factors.add(refused)


async def test_second_factors_go_with_their_user(storage: Storage, ours: Organisation) -> None:
    leaving = await colleague(storage, ours.actor.org_id, Role.VIEWER)
    async with storage.transaction(ours.actor.org_id) as work:
        for user_id in (ours.actor.user_id, leaving.user_id):
            await work.second_factors.add(factor(user_id))
        ids = [ours.actor.user_id, leaving.user_id, 10**30]
        assert set(await work.second_factors.users_with(ids)) == set(ids[:2])
        assert set(await work.second_factors.users_with(ids[1:])) == {leaving.user_id}
        await work.users.remove(leaving.user_id)
        assert [one.user_id for one in await work.second_factors.all()] == [ours.actor.user_id]


async def test_sessions_of_users_without_a_second_factor_end(storage: Storage, ours: Organisation) -> None:
    other = await colleague(storage, ours.actor.org_id, Role.VIEWER)
    later = datetime.now(UTC) + timedelta(hours=1)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.second_factors.add(factor(ours.actor.user_id))
        mine, theirs = [
            await work.sign_ins.add(SignInDetails(user_id=one.user_id, expires_at=later)) for one in (ours.actor, other)
        ]
        await work.sign_ins.end_without_second_factor()
        assert await work.sign_ins.get(mine.id) == mine
        with pytest.raises(NotFound):
            await work.sign_ins.get(theirs.id)


async def test_an_organisation_requires_second_factors_or_not(storage: Storage, ours: Organisation) -> None:
    for required in (True, False):
        async with storage.transaction(ours.actor.org_id) as work:
            await work.organisations.require_second_factor(required=required)
            assert (await work.organisations.get()).requires_second_factor is required
            assert (await work.organisations.lock()).requires_second_factor is required


async def test_the_log_has_setup_use_and_removal_without_secrets(storage: Storage, ours: Organisation) -> None:
    async with storage.transaction(ours.actor.org_id) as work:
        app = await work.second_factors.add(factor(ours.actor.user_id, credential_id=b"id"))
    for changes in ({"secret": b"again"}, {"counter": 4, "used_at": NOON}):
        async with storage.transaction(ours.actor.org_id) as work:
            await work.second_factors.change(app.id, changes)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.second_factors.remove(app.id)
    async with storage.transaction(ours.actor.org_id) as work:
        found = (await work.audit.page(Window(), AuditSearch(entity="second_factor"))).items
        whole = {"user_id": ours.actor.user_id, "kind": "totp", "name": ""}
        noon = NOON.isoformat()
        assert [(one.action, one.before, one.after) for one in found] == [
            (AuditAction.INSERT, None, whole | {"used_at": None}),
            (AuditAction.UPDATE, {"used_at": None}, {"used_at": noon}),
            (AuditAction.DELETE, whole | {"used_at": noon}, None),
        ]
