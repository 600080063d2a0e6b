"""Users, invitations and lasting sign-ins, over every storage that they race in."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from domain.accounts.test_accounts import CountingPasswords, OpenTokens
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
from worlds import colleague, new_email, new_organisation

MOMENT = timedelta(microseconds=1)


@pytest.fixture(params=["memory:", "postgresql+asyncpg:"])
async def storage(request: pytest.FixtureRequest, database: str) -> AsyncIterator[Storage]:
    url = request.param if request.param == "memory:" else database
    async with kernel.STORAGE.open(AdapterConfig(url, Path())) as found:
        yield found


@dataclass
class House:
    """An organisation with an admin, and who lets in."""

    storage: Storage
    clock: StoppedClock
    accounts: Accounts
    members: Members
    admin: Actor
    email: str

    async def enter(self, *, lasting: bool = False) -> tuple[str, str | None]:
        return await self.accounts.login(self.email, "secret123", renewable=lasting)

    async def refused(self, token: str) -> bool:
        try:
            await self.accounts.actor(token)
        except Refused:
            return True
        return False


@pytest.fixture
async def house(storage: Storage) -> House:
    clock, passwords, email = StoppedClock(), CountingPasswords(), new_email()
    accounts = Accounts(
        storage, passwords, OpenTokens(), clock, Throttle(SharedLoginAttempts(private_counters()), clock)
    )
    user = await accounts.register(email, "secret123")
    admin = Actor(user_id=user.id, org_id=user.org_id, role=user.role)
    return House(storage, clock, accounts, Members(storage, passwords, clock), admin, email)


async def test_two_admins_who_demote_or_remove_each_other_at_once_leave_one(house: House) -> None:
    for remove in (False, True):
        ours = (await new_organisation(house.storage)).actor
        admins = [ours, await colleague(house.storage, ours.org_id, Role.ORG_ADMIN)]

        async def leave(actor: Actor, other: Actor, *, remove: bool = remove) -> None:
            if remove:
                await house.members.remove_user(actor, other.user_id)
            else:
                await house.members.change_user(actor, other.user_id, {"role": Role.VIEWER})

        done = await asyncio.gather(leave(*admins), leave(*reversed(admins)), return_exceptions=True)
        assert sorted(str(one) for one in done) == sorted(["None", LAST_ADMIN])
        async with house.storage.autocommit(ours.org_id) as work:
            assert await work.users.count(Role.ORG_ADMIN) == 1


async def test_the_last_admin_stays_one_and_may_change_their_name(house: House) -> None:
    members, admin = house.members, house.admin
    with pytest.raises(Invalid, match="last org_admin"):
        await members.remove_user(admin, admin.user_id)
    with pytest.raises(Invalid, match="last org_admin"):
        await members.change_user(admin, admin.user_id, {"role": Role.RECRUITER})
    assert (
        await members.change_user(admin, admin.user_id, {"full_name": "Jo", "role": Role.ORG_ADMIN})
    ).full_name == "Jo"


async def test_everybody_changes_their_own_name_and_nothing_else(house: House) -> None:
    viewer = await colleague(house.storage, house.admin.org_id, Role.VIEWER)
    assert (await house.members.change_user(viewer, viewer.user_id, {"full_name": "Jo"})).full_name == "Jo"
    for user_id, changes in (
        (viewer.user_id, {"role": Role.ORG_ADMIN}),
        (viewer.user_id, {"full_name": "Jo", "role": Role.ORG_ADMIN}),
        (house.admin.user_id, {"full_name": "Jo"}),
    ):
        with pytest.raises(Forbidden, match="users:manage"):
            await house.members.change_user(viewer, user_id, changes)


async def test_who_is_invited_joins_once_as_what_they_were_invited(house: House) -> None:
    email = new_email()
    made, token = await house.members.invite(house.admin, email, Role.RECRUITER)
    assert made.digest not in token.encode()
    joining = (house.members.accept(token, "secret456", "Jo Doe") for _ in range(4))
    outcomes = await asyncio.gather(*joining, return_exceptions=True)
    (user,) = [one for one in outcomes if not isinstance(one, BaseException)]
    assert (user.email, user.full_name, user.role, user.org_id) == (email, "Jo Doe", "recruiter", house.admin.org_id)
    assert sum(isinstance(one, Invalid) for one in outcomes) == 3
    assert (await house.members.invitations(house.admin, Window())).total == 0
    entered = await house.accounts.login(email, "secret456")
    assert (await house.accounts.actor(entered.access_token)).role is Role.RECRUITER
    with pytest.raises(Duplicate):
        await house.members.invite(house.admin, email.upper(), Role.VIEWER)


async def test_that_an_address_belongs_to_somebody_elsewhere_is_told_to_nobody_but_who_accepts(house: House) -> None:
    email = new_email()
    await house.accounts.register(email, "secret123")
    made, token = await house.members.invite(house.admin, email, Role.VIEWER)
    assert (made.email, made.role) == (email, "viewer")
    with pytest.raises(Duplicate, match="Email already registered"):
        await house.members.accept(token, "secret456", "Jo Doe")
    assert await house.accounts.login(email, "secret123")


async def test_ones_own_address_is_a_password_nowhere(house: House) -> None:
    email = "jane.roe." + new_email()
    local, _, _ = email.partition("@")
    _, token = await house.members.invite(house.admin, email, Role.VIEWER)
    ways = (
        lambda: house.accounts.register(email, local),
        lambda: house.accounts.add_user(house.admin.org_id, email, email.upper()),
        lambda: house.members.accept(token, local, "Jane Roe"),
        lambda: house.accounts.change_password(house.admin, "secret123", house.email),
        lambda: house.accounts.reset_password(house.email, house.email),
    )
    for way in ways:
        with pytest.raises(Invalid, match="Your e-mail address"):
            await way()


async def test_nobody_is_called_by_what_nobody_sees(house: House) -> None:
    _, token = await house.members.invite(house.admin, new_email(), Role.VIEWER)
    for name in ("\u200b", "\U000e0041\U000e0042", "\u3164 \u2800"):
        ways = (
            house.accounts.register(new_email(), "secret123", name),
            house.members.accept(token, "secret456", name),
            house.members.change_user(house.admin, house.admin.user_id, {"full_name": name}),
        )
        for way in ways:
            with pytest.raises(Invalid, match="no character that shows"):
                await way
        for way in (
            house.accounts.register(new_email(), "secret123", f"Acme{name}\u202e"),
            house.members.accept(token, "secret456", "Jo\nDoe"),
            house.members.change_user(house.admin, house.admin.user_id, {"full_name": "Jo\U00013441"}),
        ):
            with pytest.raises(Invalid, match="should be on one line"):
                await way
    assert (await house.members.accept(token, "secret456", "\u200bJo")).full_name == "\u200bJo"


async def test_an_invitation_that_is_revoked_replaced_expired_or_invented_lets_nobody_in(house: House) -> None:
    tokens = []
    for way in ("revoked", "replaced", "expired"):
        email = new_email()
        made, token = await house.members.invite(house.admin, email, Role.VIEWER)
        tokens.append(token)
        if way == "revoked":
            await house.members.revoke(house.admin, made.id)
        elif way == "replaced":
            await house.members.invite(house.admin, email, Role.VIEWER)
    house.clock.passes(INVITATION_LIFETIME + MOMENT)
    whole = tokens[-1]
    for token in (*tokens, "", "ri_1_1_x", whole[:-1], whole + "x", whole.replace("ri_", "rr_"), "ri_1_1_" + "é" * 43):
        with pytest.raises(Invalid, match="doesn't hold any more"):
            await house.members.accept(token, "secret456", "Jo Doe")
    assert (await house.members.users(house.admin, Window())).total == 1


@pytest.mark.parametrize("way", ["removed", "demoted"])
async def test_an_invitation_ends_with_its_makers_right_to_invite(house: House, way: str) -> None:
    inviter = await colleague(house.storage, house.admin.org_id, Role.ORG_ADMIN)
    _, token = await house.members.invite(inviter, new_email(), Role.ORG_ADMIN)
    _, kept = await house.members.invite(house.admin, new_email(), Role.ORG_ADMIN)
    if way == "removed":
        await house.members.remove_user(house.admin, inviter.user_id)
    else:
        await house.members.change_user(house.admin, inviter.user_id, {"role": Role.RECRUITER})
    with pytest.raises(Invalid, match="doesn't hold any more"):
        await house.members.accept(token, "secret456", "Jo Doe")
    assert (await house.members.accept(kept, "secret456", "Jo Doe")).role is Role.ORG_ADMIN


async def test_who_is_removed_or_demoted_is_so_after_five_seconds(house: House) -> None:
    ours = house.admin
    gone, lower = [await colleague(house.storage, ours.org_id, Role.ORG_ADMIN) for _ in range(2)]
    tokens = [(await house.accounts.sign_in(one)).access_token for one in (gone, lower)]
    assert [(await house.accounts.actor(token)).role for token in tokens] == ["org_admin"] * 2
    await house.members.remove_user(ours, gone.user_id)
    await house.members.change_user(ours, lower.user_id, {"role": Role.VIEWER})
    house.clock.passes(LIFETIME + MOMENT)
    assert await house.refused(tokens[0])
    assert (await house.accounts.actor(tokens[1])).role is Role.VIEWER


async def test_a_sign_in_that_ends_ends_alone(house: House) -> None:
    (one, renewal), (other, _) = await house.enter(lasting=True), await house.enter()
    await house.accounts.log_out(await house.accounts.actor(one))
    assert await house.refused(one)
    with pytest.raises(Refused):
        await house.accounts.renew(str(renewal))
    assert not await house.refused(other)


async def test_all_sign_ins_end_together(house: House) -> None:
    tokens = [(await house.enter())[0] for _ in range(3)]
    for token in tokens:
        await house.accounts.actor(token)
    await house.accounts.log_out_everywhere(await house.accounts.actor(tokens[0]))
    assert [await house.refused(token) for token in tokens] == [True] * 3


async def test_a_new_password_ends_all_other_sign_ins(house: House) -> None:
    (mine, renewal), (other, _) = await house.enter(lasting=True), await house.enter()
    actor = await house.accounts.actor(mine)
    await house.accounts.actor(other)
    with pytest.raises(Refused, match="Incorrect password"):
        await house.accounts.change_password(actor, "wrong", "secret456")
    assert not await house.refused(other)
    await house.accounts.change_password(actor, "secret123", "secret456")
    assert (await house.refused(mine), await house.refused(other)) == (False, True)
    assert await house.accounts.renew(str(renewal))
    with pytest.raises(Refused):
        await house.enter()
    assert await house.accounts.login(house.email, "secret456")


async def test_a_sign_in_is_renewed_with_a_new_token_each_time(house: House) -> None:
    _, renewal = await house.enter(lasting=True)
    seen = {renewal}
    for _ in range(3):
        house.clock.passes(SESSION_LIFETIME - timedelta(days=1))
        token, renewal = await house.accounts.renew(str(renewal))
        assert (await house.accounts.actor(token)).user_id == house.admin.user_id
        seen.add(renewal)
    assert len(seen) == 4
    house.clock.passes(SESSION_LIFETIME + MOMENT)
    with pytest.raises(Refused):
        await house.accounts.renew(str(renewal))


async def test_a_renewal_that_comes_again_ends_the_sign_in(house: House) -> None:
    _, first = await house.enter(lasting=True)
    token, second = await house.accounts.renew(str(first))
    house.clock.passes(RENEWAL_GRACE + MOMENT)
    with pytest.raises(Refused):
        await house.accounts.renew(str(first))
    house.clock.passes(LIFETIME + MOMENT)
    assert await house.refused(token)
    with pytest.raises(Refused):
        await house.accounts.renew(str(second))


async def test_a_renewal_that_comes_many_times_at_once_renews_once_and_is_answered_alike(house: House) -> None:
    _, renewal = await house.enter(lasting=True)
    admitted = await asyncio.gather(*(house.accounts.renew(str(renewal)) for _ in range(20)))
    (second,) = {one.refresh_token for one in admitted}
    for one in admitted:
        assert (await house.accounts.actor(one.access_token)).user_id == house.admin.user_id
    house.clock.passes(RENEWAL_GRACE)
    assert (await house.accounts.renew(str(renewal))).refresh_token == second
    third = (await house.accounts.renew(str(second))).refresh_token
    assert len({renewal, second, third}) == 3
    assert await house.accounts.renew(str(third))


async def test_a_renewal_before_the_last_one_ends_the_sign_in_within_the_grace_too(house: House) -> None:
    _, first = await house.enter(lasting=True)
    _, second = await house.accounts.renew(str(first))
    _, third = await house.accounts.renew(str(second))
    for one in (first, third):
        with pytest.raises(Refused):
            await house.accounts.renew(str(one))


async def test_who_guesses_a_renewal_ends_nobodys_sign_in(house: House) -> None:
    token, renewal = await house.enter(lasting=True)
    parts = str(renewal).split("_", 3)
    guesses = ["_".join([*parts[:3], secret]) for secret in ("x.y", "x", ".", parts[3][::-1])]
    for guess in (*guesses, "", "x", f"rr_{10**17}_1_x.y", f"rr_1_{10**17}_x.y", f"rr_{10**30}_1_x.y"):
        with pytest.raises(Refused):
            await house.accounts.renew(guess)
    house.clock.passes(LIFETIME + MOMENT)
    assert not await house.refused(token)
    assert await house.accounts.renew(str(renewal))


async def test_a_sign_in_that_does_not_last_cannot_be_renewed(house: House) -> None:
    assert (await house.enter())[1] is None


async def test_of_a_user_who_is_gone_no_sign_in_is_made(house: House) -> None:
    gone = await colleague(house.storage, house.admin.org_id, Role.VIEWER)
    await house.members.remove_user(house.admin, gone.user_id)
    with pytest.raises(Refused):
        await house.accounts.sign_in(gone)
    with pytest.raises(NotFound):
        await house.members.user(house.admin, gone.user_id)


async def test_while_storage_is_down_nobody_is_believed_for_longer(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, _ = await house.enter()
    await house.accounts.actor(token)

    def down(_org_id: int) -> None:
        raise Unavailable("The database is not available; try again")

    monkeypatch.setattr(house.storage, "autocommit", down)
    assert (await house.accounts.actor(token)).user_id == house.admin.user_id
    house.clock.passes(LIFETIME + MOMENT)
    with pytest.raises(Unavailable):
        await house.accounts.actor(token)
