"""Forgotten passwords: who gets a link, what it does, and what ends it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mail_world import BASE, PASSWORD, Configured, MailWorld, mail_world, token_in
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.providers import Provider
from recruit.domain.accounts.model.users import User
from recruit.domain.accounts.password_links import LINK_LIFETIME, MOST_OF_ACCOUNT, MOST_OF_ADDRESS, PAUSE
from recruit.domain.mail.model import MailState
from recruit.domain.shared.errors import Invalid, Refused, Throttled
from recruit.domain.shared.pages import Window
from recruit.entrypoints import kernel
from recruit.ports.audit import AuditSearch
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from worlds import colleague, new_email

NEW = "correct horse battery"
TICK = timedelta(microseconds=1)


@pytest.fixture(params=["memory:", "postgresql+asyncpg:"])
async def storage(request: pytest.FixtureRequest, database: str) -> AsyncIterator[Storage]:
    url = request.param if request.param == "memory:" else database
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as found:
        yield found


@pytest.fixture
async def world(storage: Storage) -> MailWorld:
    return await mail_world(storage)


async def holds(world: MailWorld, token: str) -> bool:
    try:
        await world.links.user(token)
    except Invalid:
        return False
    return True


async def test_a_link_sets_the_password_once_and_ends_all_sessions(world: MailWorld) -> None:
    email, admin = world.user.email, world.admin
    token, (access, _) = await world.link(), await world.accounts.login(email, PASSWORD)
    cookie = await world.sessions.open(admin, "Test")
    await world.sessions.read(cookie)  # now cached
    await world.accounts.actor(access)
    with pytest.raises(Invalid, match="e-mail address"):
        await world.links.set_password(token, email.partition("@")[0])
    assert (await world.links.set_password(token, NEW)).id == admin.user_id
    with pytest.raises(Refused):
        await world.accounts.actor(access)
    with pytest.raises(Refused):
        await world.sessions.read(cookie)
    with pytest.raises(Refused):
        await world.accounts.login(email, PASSWORD)
    await world.accounts.login(email, NEW)
    with pytest.raises(Invalid, match="doesn't hold any more"):
        await world.links.set_password(token, "another good password")
    async with world.storage.autocommit(admin.org_id) as work:
        entries = (await work.audit.page(Window(), AuditSearch(entity="password_link"))).items
    assert [(one.action, one.user_id) for one in entries] == [("insert", None), ("delete", admin.user_id)]
    assert all(set(one.before or one.after or {}) == {"user_id", "expires_at"} for one in entries)


async def test_of_concurrent_uses_of_a_link_one_succeeds(world: MailWorld) -> None:
    token = await world.link()
    found = await asyncio.gather(
        *(world.links.set_password(token, f"{NEW} {number}") for number in range(4)), return_exceptions=True
    )
    assert sum(isinstance(one, User) for one in found) == 1
    assert sum(isinstance(one, Invalid) for one in found) == 3


async def test_a_link_ends_with_its_time_a_newer_link_and_any_change_of_the_password(world: MailWorld) -> None:
    first = await world.link()
    second = await world.link()
    assert (await holds(world, first), await holds(world, second)) == (False, True)
    await world.accounts.change_password(world.admin, PASSWORD, NEW)
    assert not await holds(world, second)
    third = await world.link()
    world.clock.passes(LINK_LIFETIME - TICK)
    assert await holds(world, third)
    world.clock.passes(TICK)
    assert not await holds(world, third)
    fourth = await world.accounts.password_link(world.user.email)
    assert await holds(world, fourth)
    await world.accounts.reset_password(world.user.email, PASSWORD)
    assert not await holds(world, fourth)
    fifth = await world.accounts.password_link(world.user.email.upper())
    other = await colleague(world.storage, world.user.org_id, Role.ORG_ADMIN)
    await world.members.remove_user(other, world.user.id)
    assert not await holds(world, fifth)


async def test_guessed_forged_and_other_users_links_do_not_hold(world: MailWorld) -> None:
    token = await world.link()
    other = await mail_world(world.storage)
    others = await other.link()
    secret = token.split("_", 3)[3]
    prefix = token.removesuffix(f"_{secret}")
    stranger = "_".join(others.split("_", 3)[:3])
    mixed = [
        f"{stranger}_{secret}",
        f"{prefix}_{'a' * 43}",
        token[:-1],
        token.replace("rp_", "ri_"),
        "",
        "rp_1_1_",
        "x",
    ]
    mixed += [token.replace(f"rp_{world.user.org_id}_", "rp_999999999_")]
    for wrong in mixed:
        with pytest.raises(Invalid):
            await world.links.set_password(wrong, NEW)
    invitation = await world.members.invite(world.admin, new_email(), Role.VIEWER)
    with pytest.raises(Invalid):
        await world.links.user(invitation[1])
    with pytest.raises(Invalid):
        await world.members.invited(token)
    assert (await world.links.set_password(token, NEW)).id == world.user.id
    assert await holds(other, others)


async def test_an_unknown_address_makes_no_difference_before_the_answer(world: MailWorld) -> None:
    asked = []
    for email in (world.user.email, new_email()):
        world.links.request(email, "192.0.2.1", "en")  # it returns before anything was looked up
        asked.append(len(world.tasks_beside))
        while world.tasks_beside:
            await world.tasks_beside.pop()
    assert asked == [1, 1]
    assert len(await world.stored()) == 1


async def test_an_account_gets_three_links_and_every_request_the_same_answer(world: MailWorld) -> None:
    for number in range(MOST_OF_ACCOUNT + 3):
        email = world.user.email.upper() if number % 2 else world.user.email
        await world.forget(email, address=f"192.0.2.{number}")
    assert len(await world.stored()) == MOST_OF_ACCOUNT
    world.clock.passes(timedelta(seconds=PAUSE + 1))
    await world.forget(world.user.email)
    assert len(await world.stored()) == MOST_OF_ACCOUNT + 1


async def test_requests_of_a_clock_that_went_ahead_hold_no_later_ones_back(world: MailWorld) -> None:
    for _ in range(MOST_OF_ACCOUNT):
        await world.forget(world.user.email)
    world.clock.passes(-timedelta(days=1))
    await world.forget(world.user.email)
    assert len(await world.stored()) == MOST_OF_ACCOUNT + 1


async def test_where_passwords_are_off_no_link_is_sent(storage: Storage) -> None:
    providers = Configured()
    world = await mail_world(storage, providers=providers)
    provider = Provider(name="a", label="A", issuer="https://a.example", org_id=world.user.org_id, passwords=False)
    providers.all.append(provider)
    await world.forget(world.user.email)
    assert not await world.stored()
    providers.all[0] = replace(provider, break_glass=frozenset({world.user.email}))
    await world.forget(world.user.email)
    assert len(await world.stored()) == 1


async def test_a_client_may_not_ask_for_many_accounts(world: MailWorld) -> None:
    for _ in range(MOST_OF_ADDRESS):
        await world.forget(new_email())
    with pytest.raises(Throttled, match="Too many requests; try again in") as refused:
        await world.forget(world.user.email)
    assert 0 < refused.value.seconds <= PAUSE
    await world.forget(world.user.email, address="192.0.2.2")
    assert len(await world.stored()) == 1


async def test_the_token_is_in_the_message_alone(world: MailWorld) -> None:
    await world.forget(world.user.email, language="de")
    (message,) = await world.send()
    token = token_in(message)
    assert (message.recipient, message.language) == (world.user.email, "de")
    assert f"\n{BASE}/password/{token}\n" in message.text
    secret = token.split("_", 3)[3]
    (mail,) = await world.stored()
    assert (mail.state, secret in repr(mail)) == (MailState.SENT, False)
    async with world.storage.autocommit(world.user.org_id) as work:
        link = await work.password_links.get(int(token.split("_")[2]))
    assert secret not in repr(link)
    async with world.storage.autocommit(world.user.org_id) as work:
        assert secret not in repr((await work.audit.page(Window(limit=1000), AuditSearch())).items)


async def test_a_link_is_not_sent_late(world: MailWorld) -> None:
    await world.forget(world.user.email)
    world.clock.passes(LINK_LIFETIME + TICK)
    assert await world.send() == []
    (mail,) = await world.stored()
    assert (mail.state, mail.error) == (MailState.FAILED, "It could not be sent in time")
