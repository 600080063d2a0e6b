"""Storage contract: accounts and groups of a company's directory, and users whom it deactivates."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.providers import NO_PASSWORD, IdentityDetails
from recruit.domain.accounts.model.sessions import SignInDetails
from recruit.domain.accounts.model.users import Actor, UserDetails
from recruit.domain.directory.model import AccountDetails, Group, GroupDetails, Membership
from recruit.domain.shared.errors import Duplicate, NotFound, Refused
from recruit.domain.shared.pages import Window
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork
from worlds import Organisation, colleague, new_email

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
WHOLE = AccountDetails(
    user_id=0,
    user_name="",
    email="jane@example.com",
    external_id="00u1",
    active=True,
    display_name="Jane Doe",
    formatted_name="Ms Jane Doe",
    given_name="Jane",
    family_name="Doe",
    email_type="work",
    email_primary=True,
    role=Role.RECRUITER,
    created_at=NOON,
    changed_at=NOON,
)


def account(user: Actor, user_name: str, **changes: Any) -> AccountDetails:
    return replace(WHOLE, user_id=user.user_id, user_name=user_name, **changes)


async def group(storage: Storage, org_id: int, name: str = "Hiring", external_id: str | None = None) -> Group:
    async with storage.transaction(org_id) as work:
        return await work.directory_groups.add(
            GroupDetails(name=name, external_id=external_id, created_at=NOON, changed_at=NOON)
        )


async def with_login(storage: Storage, org_id: int, email: str) -> Actor:
    async with storage.transaction(org_id) as work:
        user = await work.users.add(UserDetails(email=email, full_name="Jo", role=Role.RECRUITER), "hash")
    return Actor(user_id=user.id, org_id=org_id, role=user.role)


async def test_users_are_found_with_their_accounts(storage: Storage, ours: Organisation, theirs: Organisation) -> None:
    org_id = ours.actor.org_id
    email = new_email()
    jane, john = await colleague(storage, org_id, Role.RECRUITER), await with_login(storage, org_id, email)
    async with storage.transaction(org_id) as work:
        stored = await work.directory_users.add(account(jane, "Jane.Doe"))
        assert (stored.user_name, stored.role, stored.changed_at) == ("Jane.Doe", Role.RECRUITER, NOON)
    async with storage.reading(org_id) as work:
        found = work.directory_users
        page = await found.page(Window(skip=1, limit=1))
        assert ([one.user.id for one in page.items], page.total, page.more) == ([jane.user_id], 3, True)
        assert (page.items[0].account, page.items[0].is_active) == (stored, True)
        assert await found.get(jane.user_id) == page.items[0] == await found.by_name("jane.doe")
        by_address = await found.by_name(email.upper())
        assert by_address is not None
        assert (by_address.user.id, by_address.account) == (john.user_id, None)
        assert await found.by_name("unknown") is None
        assert [one.user.id for one in await found.by_external_id("00u1")] == [jane.user_id]
        assert [one.user.id for one in await found.by_ids([john.user_id, 2**70, jane.user_id])] == [
            jane.user_id,
            john.user_id,
        ]
        assert set(await found.with_account([jane.user_id, john.user_id])) == {jane.user_id}
    async with storage.reading(theirs.actor.org_id) as work:
        assert await work.directory_users.by_name("jane.doe") is None
        assert await work.directory_users.by_name(email) is None
        assert list(await work.directory_users.by_external_id("00u1")) == []
        assert (await work.directory_users.page(Window())).total == 1
        for unknown_id in (jane.user_id, 0, 2**70):
            with pytest.raises(NotFound):
                await work.directory_users.get(unknown_id)


async def test_the_address_of_a_user_with_another_name_is_not_their_name(storage: Storage, ours: Organisation) -> None:
    email = new_email()
    user = await with_login(storage, ours.actor.org_id, email)
    async with storage.transaction(ours.actor.org_id) as work:
        await work.directory_users.add(account(user, "jo"))
        assert await work.directory_users.by_name(email) is None


async def test_a_name_has_one_user_and_a_user_one_account(storage: Storage, ours: Organisation) -> None:
    jane, john = [await colleague(storage, ours.actor.org_id, Role.VIEWER) for _ in range(2)]
    async with storage.transaction(ours.actor.org_id) as work:
        await work.directory_users.add(account(jane, "jane"))
        johns = await work.directory_users.add(account(john, "john"))
    for taken in (account(ours.actor, "JANE"), account(jane, "other")):
        with pytest.raises(Duplicate):
            async with storage.transaction(ours.actor.org_id) as work:
                await work.directory_users.add(taken)
    with pytest.raises(Duplicate):
        async with storage.transaction(ours.actor.org_id) as work:
            await work.directory_users.change(johns.id, account(john, "Jane"))
    async with storage.transaction(ours.actor.org_id) as work:
        later = account(john, "JOHN", external_id=None, role=None, active=None, changed_at=NOON + timedelta(days=1))
        changed = await work.directory_users.change(johns.id, later)
        assert (changed.user_name, changed.external_id, changed.role, changed.active) == ("JOHN", None, None, None)
        with pytest.raises(NotFound):
            await work.directory_users.change(2**70, later)


async def test_a_deactivated_user_has_no_access_and_can_come_back(storage: Storage, ours: Organisation) -> None:
    email, org_id = new_email(), ours.actor.org_id
    user = await with_login(storage, org_id, email)
    async with storage.transaction(org_id) as work:
        await work.directory_users.add(account(user, "jo", email=email))
        await work.identities.add(
            IdentityDetails(user_id=user.user_id, issuer="https://x.example", subject="1", created_at=NOON)
        )
        conversation = await work.conversations.add(user.user_id, NOON)
        await work.users.deactivate(user.user_id)
    assert await storage.credentials(email) is None
    async with storage.transaction(org_id) as work:
        found = await work.directory_users.get(user.user_id)
        assert (found.is_active, found.user.email) == (False, email)
        assert await work.identities.user("https://x.example", "1") is None
        assert list(await work.identities.of_user(user.user_id)) == []
        assert user.user_id not in [one.id for one in (await work.users.page(Window())).items]
        assert await work.users.count(Role.RECRUITER) == 0
        assert list(await work.users.by_ids([user.user_id])) == []
        assert not await work.directory_users.is_deactivated(email)
        assert found.account is not None
        await work.directory_users.change(found.account.id, account(user, "jo", email=email, active=False))
        assert await work.directory_users.is_deactivated(email.upper())
    refused: list[Callable[[UnitOfWork], Awaitable[object]]] = [
        lambda work: work.users.get(user.user_id),
        lambda work: work.users.change(user.user_id, {"full_name": "x"}),
        lambda work: work.users.deactivate(user.user_id),
        lambda work: work.identities.add(
            IdentityDetails(user_id=user.user_id, issuer="https://x.example", subject="1", created_at=NOON)
        ),
        lambda work: work.sign_ins.add(SignInDetails(user_id=user.user_id, expires_at=NOON)),
    ]
    for call in refused:
        with pytest.raises((NotFound, Refused)):
            async with storage.transaction(org_id) as work:
                await call(work)
    new = UserDetails(email=new_email(), full_name="Jo Again", role=Role.VIEWER)
    async with storage.transaction(org_id) as work:
        back = await work.users.reactivate(user.user_id, new)
        assert (back.id, back.email, back.full_name, back.role) == (user.user_id, new.email, "Jo Again", Role.VIEWER)
        assert await work.users.password_hash(user.user_id) == NO_PASSWORD
        assert (await work.conversations.get(user.user_id, conversation.id)).id == conversation.id
    login = await storage.credentials(new.email)
    assert login is not None
    assert login.user_id == user.user_id
    with pytest.raises(NotFound):
        async with storage.transaction(org_id) as work:
            await work.users.reactivate(user.user_id, new)


async def test_a_user_can_be_stored_and_deactivated_together(storage: Storage, ours: Organisation) -> None:
    email = new_email()
    async with storage.transaction(ours.actor.org_id) as work:
        user = await work.users.add(UserDetails(email=email, full_name="Jo", role=Role.VIEWER), NO_PASSWORD)
        await work.users.deactivate(user.id)
    assert await storage.credentials(email) is None
    async with storage.reading(ours.actor.org_id) as work:
        assert not (await work.directory_users.get(user.id)).is_active


async def test_an_address_that_is_taken_meanwhile_is_refused(storage: Storage, ours: Organisation) -> None:
    email, org_id = new_email(), ours.actor.org_id
    user, other = await with_login(storage, org_id, email), await with_login(storage, org_id, new_email())
    async with storage.transaction(org_id) as work:
        await work.users.deactivate(user.user_id)
    await with_login(storage, org_id, email)
    details = UserDetails(email=email, full_name="Jo", role=Role.VIEWER)
    with pytest.raises(Duplicate):
        async with storage.transaction(org_id) as work:
            await work.users.reactivate(user.user_id, details)
    with pytest.raises(Duplicate):
        async with storage.transaction(org_id) as work:
            await work.users.change_email(other.user_id, email)


async def test_a_changed_address_is_that_of_the_login(storage: Storage, ours: Organisation) -> None:
    before, after = new_email(), new_email()
    user = await with_login(storage, ours.actor.org_id, before)
    async with storage.transaction(ours.actor.org_id) as work:
        link = await work.password_links.add(user.user_id, b"digest", NOON)
        changed = await work.users.change_email(user.user_id, after.upper())
        assert changed.email == after.upper()
        assert (await work.users.change_email(user.user_id, after)).email == after
        with pytest.raises(NotFound):
            await work.password_links.get(link.id)
    assert await storage.credentials(before) is None
    login = await storage.credentials(after)
    assert login is not None
    assert login.user_id == user.user_id
    async with storage.transaction(ours.actor.org_id) as work:
        assert await work.users.password_hash(user.user_id) == "hash"


@pytest.mark.parametrize("deactivated", [False, True])
async def test_a_removed_user_leaves_no_account_and_no_group(
    storage: Storage, ours: Organisation, deactivated: bool
) -> None:
    org_id = ours.actor.org_id
    user = await with_login(storage, org_id, new_email())
    in_group = await group(storage, org_id)
    async with storage.transaction(org_id) as work:
        await work.directory_users.add(account(user, "jo"))
        await work.directory_groups.add_members(in_group.id, [user.user_id])
        if deactivated:
            await work.users.deactivate(user.user_id)
        await work.users.remove(user.user_id)
    async with storage.transaction(org_id) as work:
        with pytest.raises(NotFound):
            await work.directory_users.get(user.user_id)
        assert await work.directory_users.by_name("jo") is None
        assert list(await work.directory_groups.members([in_group.id])) == []
        await work.directory_users.add(account(ours.actor, "jo"))
    with pytest.raises(NotFound):
        async with storage.transaction(org_id) as work:
            await work.users.remove(user.user_id)


async def test_groups_have_members(storage: Storage, ours: Organisation, theirs: Organisation) -> None:
    org_id = ours.actor.org_id
    users = [ours.actor, *[await colleague(storage, org_id, Role.VIEWER) for _ in range(2)]]
    ids = [one.user_id for one in users]
    first, second = await group(storage, org_id, "A", "a"), await group(storage, org_id, "B")
    async with storage.transaction(org_id) as work:
        await work.directory_groups.add_members(first.id, ids)
        await work.directory_groups.add_members(second.id, ids[:1])
        await work.directory_groups.remove_members(first.id, [ids[1], 0])
    async with storage.reading(org_id) as work:
        groups = work.directory_groups
        assert list(await groups.members([first.id, second.id])) == [
            Membership(first.id, ids[0]),
            Membership(first.id, ids[2]),
            Membership(second.id, ids[0]),
        ]
        assert list(await groups.of_users(ids)) == [(ids[0], first), (ids[0], second), (ids[2], first)]
        assert list((await groups.page(Window(skip=1))).items) == [second]
        assert list((await groups.by_external_id("a", Window())).items) == [first]
    async with storage.transaction(theirs.actor.org_id) as work:
        assert (await work.directory_groups.page(Window())).total == 0
        assert list(await work.directory_groups.members([first.id])) == []
        await work.directory_groups.remove_members(first.id, ids)
        for call in (work.directory_groups.get, work.directory_groups.remove):
            with pytest.raises(NotFound):
                await call(first.id)
    async with storage.transaction(org_id) as work:
        renamed = await work.directory_groups.change(first.id, {"name": "C", "external_id": None})
        assert (renamed.name, renamed.external_id, await work.directory_groups.get(first.id)) == ("C", None, renamed)
        await work.directory_groups.remove(first.id)
        assert list(await work.directory_groups.of_users(ids)) == [(ids[0], second)]
