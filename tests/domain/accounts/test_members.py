"""Users, invitations and renewable sessions, over every storage adapter."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from domain.accounts.test_accounts import CountingPasswords, PlainTokens
from domain.agent.agent_world import StoppedClock
from recruit.domain.accounts.login_throttle import Throttle
from recruit.domain.accounts.members import INVITATION_LIFETIME, LAST_ADMIN, Members
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import Actor
from recruit.domain.accounts.service import RENEWAL_GRACE, SESSION_LIFETIME, Accounts
from recruit.domain.shared.errors import Duplicate, Forbidden, Invalid, NotFound, Refused, Unavailable
from recruit.domain.shared.pages import Window
from recruit.domain.shared.ttl_cache import LIFETIME
from recruit.entrypoints import kernel
from recruit.entrypoints.login_attempts import SharedLoginAttempts
from recruit.entrypoints.shared_counters import private_counters
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from worlds import colleague, new_email, new_organisation, no_mail

TICK = timedelta(microseconds=1)


@pytest.fixture(params=["memory:", "postgresql+asyncpg:"])
async def storage(request: pytest.FixtureRequest, database: str) -> AsyncIterator[Storage]:
    url = request.param if request.param == "memory:" else database
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as found:
        yield found


@dataclass
class World:
    """An organisation with an admin, and the services that its users log in with."""

    storage: Storage
    clock: StoppedClock
    accounts: Accounts
    members: Members
    admin: Actor
    email: str

    async def log_in(self, *, renewable: bool = False) -> tuple[str, str | None]:
        return await self.accounts.login(self.email, "secret123", renewable=renewable)

    async def refused(self, token: str) -> bool:
        try:
            await self.accounts.actor(token)
        except Refused:
            return True
        return False


@pytest.fixture
async def world(storage: Storage) -> World:
    clock, passwords, email = StoppedClock(), CountingPasswords(), new_email()
    accounts = Accounts(
        storage, passwords, PlainTokens(), clock, Throttle(SharedLoginAttempts(private_counters()), clock)
    )
    user = await accounts.register(email, "secret123")
    admin = Actor(user_id=user.id, org_id=user.org_id, role=user.role)
    return World(storage, clock, accounts, Members(storage, passwords, clock, no_mail(clock)), admin, email)


async def test_two_admins_cannot_demote_or_remove_each_other_concurrently(world: World) -> None:
    for remove in (False, True):
        first = (await new_organisation(world.storage)).actor
        admins = [first, await colleague(world.storage, first.org_id, Role.ORG_ADMIN)]

        async def leave(actor: Actor, other: Actor, *, remove: bool = remove) -> None:
            if remove:
                await world.members.remove_user(actor, other.user_id)
            else:
                await world.members.change_user(actor, other.user_id, {"role": Role.VIEWER})

        done = await asyncio.gather(leave(*admins), leave(*reversed(admins)), return_exceptions=True)
        assert sorted(str(one) for one in done) == sorted(["None", LAST_ADMIN])
        async with world.storage.autocommit(first.org_id) as work:
            assert await work.users.count(Role.ORG_ADMIN) == 1


async def test_the_last_admin_cannot_be_demoted_but_may_change_their_name(world: World) -> None:
    members, admin = world.members, world.admin
    with pytest.raises(Invalid, match="last org_admin"):
        await members.remove_user(admin, admin.user_id)
    with pytest.raises(Invalid, match="last org_admin"):
        await members.change_user(admin, admin.user_id, {"role": Role.RECRUITER})
    assert (
        await members.change_user(admin, admin.user_id, {"full_name": "Jo", "role": Role.ORG_ADMIN})
    ).full_name == "Jo"


async def test_a_viewer_may_change_only_their_own_name(world: World) -> None:
    viewer = await colleague(world.storage, world.admin.org_id, Role.VIEWER)
    assert (await world.members.change_user(viewer, viewer.user_id, {"full_name": "Jo"})).full_name == "Jo"
    for user_id, changes in (
        (viewer.user_id, {"role": Role.ORG_ADMIN}),
        (viewer.user_id, {"full_name": "Jo", "role": Role.ORG_ADMIN}),
        (world.admin.user_id, {"full_name": "Jo"}),
    ):
        with pytest.raises(Forbidden, match="users:manage"):
            await world.members.change_user(viewer, user_id, changes)


async def test_an_invitation_is_accepted_once_with_its_role(world: World) -> None:
    email = new_email()
    made, token, _ = await world.members.invite(world.admin, email, Role.RECRUITER)
    assert made.digest not in token.encode()
    joining = (world.members.accept(token, "secret456", "Jo Doe") for _ in range(4))
    outcomes = await asyncio.gather(*joining, return_exceptions=True)
    (user,) = [one for one in outcomes if not isinstance(one, BaseException)]
    assert (user.email, user.full_name, user.role, user.org_id) == (email, "Jo Doe", "recruiter", world.admin.org_id)
    assert sum(isinstance(one, Invalid) for one in outcomes) == 3
    assert (await world.members.invitations(world.admin, Window())).total == 0
    session = await world.accounts.login(email, "secret456")
    assert (await world.accounts.actor(session.access_token)).role is Role.RECRUITER
    with pytest.raises(Duplicate):
        await world.members.invite(world.admin, email.upper(), Role.VIEWER)


async def test_only_accepting_an_invitation_reveals_that_its_address_is_registered(world: World) -> None:
    email = new_email()
    await world.accounts.register(email, "secret123")
    made, token, _ = await world.members.invite(world.admin, email, Role.VIEWER)
    assert (made.email, made.role) == (email, "viewer")
    with pytest.raises(Duplicate, match="Email already registered"):
        await world.members.accept(token, "secret456", "Jo Doe")
    assert await world.accounts.login(email, "secret123")


async def test_no_service_accepts_the_own_email_address_as_a_password(world: World) -> None:
    email = "jane.roe." + new_email()
    local, _, _ = email.partition("@")
    _, token, _ = await world.members.invite(world.admin, email, Role.VIEWER)
    calls = (
        lambda: world.accounts.register(email, local),
        lambda: world.accounts.add_user(world.admin.org_id, email, email.upper()),
        lambda: world.members.accept(token, local, "Jane Roe"),
        lambda: world.accounts.change_password(world.admin, "secret123", world.email),
        lambda: world.accounts.reset_password(world.email, world.email),
    )
    for call in calls:
        with pytest.raises(Invalid, match="Your e-mail address"):
            await call()


async def test_names_must_be_visible_and_on_one_line(world: World) -> None:
    _, token, _ = await world.members.invite(world.admin, new_email(), Role.VIEWER)
    for name in ("\u200b", "\U000e0041\U000e0042", "\u3164 \u2800"):
        calls = (
            world.accounts.register(new_email(), "secret123", name),
            world.members.accept(token, "secret456", name),
            world.members.change_user(world.admin, world.admin.user_id, {"full_name": name}),
        )
        for call in calls:
            with pytest.raises(Invalid, match="no character that shows"):
                await call
        for call in (
            world.accounts.register(new_email(), "secret123", f"Acme{name}\u202e"),
            world.members.accept(token, "secret456", "Jo\nDoe"),
            world.members.change_user(world.admin, world.admin.user_id, {"full_name": "Jo\U00013441"}),
        ):
            with pytest.raises(Invalid, match="should be on one line"):
                await call
    assert (await world.members.accept(token, "secret456", "\u200bJo")).full_name == "\u200bJo"


async def test_revoked_replaced_expired_and_forged_invitations_are_refused(world: World) -> None:
    tokens = []
    for ending in ("revoked", "replaced", "expired"):
        email = new_email()
        made, token, _ = await world.members.invite(world.admin, email, Role.VIEWER)
        tokens.append(token)
        if ending == "revoked":
            await world.members.revoke(world.admin, made.id)
        elif ending == "replaced":
            await world.members.invite(world.admin, email, Role.VIEWER)
    world.clock.passes(INVITATION_LIFETIME + TICK)
    whole = tokens[-1]
    for token in (*tokens, "", "ri_1_1_x", whole[:-1], whole + "x", whole.replace("ri_", "rr_"), "ri_1_1_" + "é" * 43):
        with pytest.raises(Invalid, match="doesn't hold any more"):
            await world.members.accept(token, "secret456", "Jo Doe")
    assert (await world.members.users(world.admin, Window())).total == 1


@pytest.mark.parametrize("change", ["removed", "demoted"])
async def test_an_invitation_is_invalid_once_its_creator_may_not_invite(world: World, change: str) -> None:
    inviter = await colleague(world.storage, world.admin.org_id, Role.ORG_ADMIN)
    _, token, _ = await world.members.invite(inviter, new_email(), Role.ORG_ADMIN)
    _, kept, _ = await world.members.invite(world.admin, new_email(), Role.ORG_ADMIN)
    if change == "removed":
        await world.members.remove_user(world.admin, inviter.user_id)
    else:
        await world.members.change_user(world.admin, inviter.user_id, {"role": Role.RECRUITER})
    with pytest.raises(Invalid, match="doesn't hold any more"):
        await world.members.accept(token, "secret456", "Jo Doe")
    assert (await world.members.accept(kept, "secret456", "Jo Doe")).role is Role.ORG_ADMIN


async def test_a_removal_or_demotion_takes_effect_within_five_seconds(world: World) -> None:
    admin = world.admin
    removed, demoted = [await colleague(world.storage, admin.org_id, Role.ORG_ADMIN) for _ in range(2)]
    tokens = [(await world.accounts.sign_in(one)).access_token for one in (removed, demoted)]
    assert [(await world.accounts.actor(token)).role for token in tokens] == ["org_admin"] * 2
    await world.members.remove_user(admin, removed.user_id)
    await world.members.change_user(admin, demoted.user_id, {"role": Role.VIEWER})
    world.clock.passes(LIFETIME + TICK)
    assert await world.refused(tokens[0])
    assert (await world.accounts.actor(tokens[1])).role is Role.VIEWER


async def test_a_logout_ends_only_its_own_session(world: World) -> None:
    (one, refresh_token), (other, _) = await world.log_in(renewable=True), await world.log_in()
    await world.accounts.log_out(await world.accounts.actor(one))
    assert await world.refused(one)
    with pytest.raises(Refused):
        await world.accounts.renew(str(refresh_token))
    assert not await world.refused(other)


async def test_a_logout_everywhere_ends_all_sessions(world: World) -> None:
    tokens = [(await world.log_in())[0] for _ in range(3)]
    for token in tokens:
        await world.accounts.actor(token)
    await world.accounts.log_out_everywhere(await world.accounts.actor(tokens[0]))
    assert [await world.refused(token) for token in tokens] == [True] * 3


async def test_a_password_change_ends_all_other_sessions(world: World) -> None:
    (own, refresh_token), (other, _) = await world.log_in(renewable=True), await world.log_in()
    actor = await world.accounts.actor(own)
    await world.accounts.actor(other)
    with pytest.raises(Refused, match="Incorrect password"):
        await world.accounts.change_password(actor, "wrong", "secret456")
    assert not await world.refused(other)
    await world.accounts.change_password(actor, "secret123", "secret456")
    assert (await world.refused(own), await world.refused(other)) == (False, True)
    assert await world.accounts.renew(str(refresh_token))
    with pytest.raises(Refused):
        await world.log_in()
    assert await world.accounts.login(world.email, "secret456")


async def test_a_session_is_renewed_with_a_new_refresh_token_each_time(world: World) -> None:
    _, refresh_token = await world.log_in(renewable=True)
    seen = {refresh_token}
    for _ in range(3):
        world.clock.passes(SESSION_LIFETIME - timedelta(days=1))
        token, refresh_token = await world.accounts.renew(str(refresh_token))
        assert (await world.accounts.actor(token)).user_id == world.admin.user_id
        seen.add(refresh_token)
    assert len(seen) == 4
    world.clock.passes(SESSION_LIFETIME + TICK)
    with pytest.raises(Refused):
        await world.accounts.renew(str(refresh_token))


async def test_a_reused_refresh_token_ends_the_session(world: World) -> None:
    _, first = await world.log_in(renewable=True)
    token, second = await world.accounts.renew(str(first))
    world.clock.passes(RENEWAL_GRACE + TICK)
    with pytest.raises(Refused):
        await world.accounts.renew(str(first))
    world.clock.passes(LIFETIME + TICK)
    assert await world.refused(token)
    with pytest.raises(Refused):
        await world.accounts.renew(str(second))


async def test_concurrent_renewals_return_the_same_refresh_token(world: World) -> None:
    _, refresh_token = await world.log_in(renewable=True)
    admitted = await asyncio.gather(*(world.accounts.renew(str(refresh_token)) for _ in range(20)))
    (second,) = {one.refresh_token for one in admitted}
    for one in admitted:
        assert (await world.accounts.actor(one.access_token)).user_id == world.admin.user_id
    world.clock.passes(RENEWAL_GRACE)
    assert (await world.accounts.renew(str(refresh_token))).refresh_token == second
    third = (await world.accounts.renew(str(second))).refresh_token
    assert len({refresh_token, second, third}) == 3
    assert await world.accounts.renew(str(third))


async def test_an_older_refresh_token_ends_the_session_even_within_the_grace_period(world: World) -> None:
    _, first = await world.log_in(renewable=True)
    _, second = await world.accounts.renew(str(first))
    _, third = await world.accounts.renew(str(second))
    for one in (first, third):
        with pytest.raises(Refused):
            await world.accounts.renew(str(one))


async def test_a_guessed_refresh_token_does_not_end_a_session(world: World) -> None:
    token, refresh_token = await world.log_in(renewable=True)
    parts = str(refresh_token).split("_", 3)
    guesses = ["_".join([*parts[:3], secret]) for secret in ("x.y", "x", ".", parts[3][::-1])]
    for guess in (*guesses, "", "x", f"rr_{10**17}_1_x.y", f"rr_1_{10**17}_x.y", f"rr_{10**30}_1_x.y"):
        with pytest.raises(Refused):
            await world.accounts.renew(guess)
    world.clock.passes(LIFETIME + TICK)
    assert not await world.refused(token)
    assert await world.accounts.renew(str(refresh_token))


async def test_a_session_that_is_not_renewable_has_no_refresh_token(world: World) -> None:
    assert (await world.log_in())[1] is None


async def test_a_removed_user_cannot_sign_in(world: World) -> None:
    removed = await colleague(world.storage, world.admin.org_id, Role.VIEWER)
    await world.members.remove_user(world.admin, removed.user_id)
    with pytest.raises(Refused):
        await world.accounts.sign_in(removed)
    with pytest.raises(NotFound):
        await world.members.user(world.admin, removed.user_id)


async def test_a_cached_session_expires_also_while_storage_is_down(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, _ = await world.log_in()
    await world.accounts.actor(token)

    def down(_org_id: int) -> None:
        raise Unavailable("The database is not available; try again")

    monkeypatch.setattr(world.storage, "autocommit", down)
    assert (await world.accounts.actor(token)).user_id == world.admin.user_id
    world.clock.passes(LIFETIME + TICK)
    with pytest.raises(Unavailable):
        await world.accounts.actor(token)
