"""Registration and login, over the memory adapter."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from recruit.adapters.clock import SystemClock
from recruit.domain.accounts.login_throttle import Throttle
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import Actor
from recruit.domain.accounts.service import Accounts
from recruit.domain.shared.errors import Duplicate, Invalid, NotFound, Refused, Throttled
from recruit.entrypoints import kernel
from recruit.entrypoints.login_attempts import SharedLoginAttempts
from recruit.entrypoints.shared_counters import private_counters
from recruit.ports.plugins import AdapterConfig
from worlds import new_email


class CountingPasswords:
    """A password hasher that keeps the password readable and counts verifications."""

    def __init__(self) -> None:
        self.checked = 0

    async def hash(self, password: str) -> str:
        return f"hash of {password}"

    async def verify(self, password_hash: str | None, password: str) -> bool:
        self.checked += 1
        await asyncio.sleep(0)
        return password_hash == f"hash of {password}"


class FixedClock:
    """A clock that always returns the same time."""

    def now(self) -> datetime:
        return datetime(2026, 11, 25, 12, tzinfo=UTC)


class PlainTokens:
    """Access tokens in plain text."""

    lifetime = timedelta(hours=1)

    def issue(self, actor: Actor) -> str:
        return f"{actor.user_id} {actor.org_id} {actor.role} {actor.sign_in_id}"

    def read(self, token: str) -> Actor:
        user_id, org_id, role, sign_in_id = token.split()
        return Actor(user_id=int(user_id), org_id=int(org_id), role=Role(role), sign_in_id=int(sign_in_id))

    def sign(self, statement: bytes) -> str:
        return sha256(statement).hexdigest()

    def is_signed(self, statement: bytes, signature: str) -> bool:
        return signature == self.sign(statement)

    def seal(self, text: bytes, context: bytes) -> bytes:
        return context + text

    def unseal(self, sealed: bytes, context: bytes) -> bytes:
        return sealed.removeprefix(context)

    def is_newest_seal(self, sealed: bytes) -> bool:
        return bool(sealed)

    def read_keys(self) -> None:
        pass


@pytest.fixture
def passwords() -> CountingPasswords:
    return CountingPasswords()


@pytest.fixture
async def accounts(passwords: CountingPasswords) -> AsyncIterator[Accounts]:
    async with kernel.STORAGE.open(AdapterConfig("memory:", Path())) as storage:
        yield Accounts(
            storage,
            passwords,
            PlainTokens(),
            SystemClock(),
            Throttle(SharedLoginAttempts(private_counters()), SystemClock()),
        )


async def test_the_registering_user_is_the_admin_and_is_named_after_the_address(accounts: Accounts) -> None:
    user = await accounts.register("founder@example.com", "secret123")
    assert (user.full_name, user.role, user.email) == ("founder", "org_admin", "founder@example.com")


async def test_every_registration_creates_an_organisation(accounts: Accounts) -> None:
    first, second = [await accounts.register(new_email(), "secret123") for _ in range(2)]
    assert first.org_id != second.org_id


async def test_an_address_registers_once_regardless_of_case(accounts: Accounts) -> None:
    await accounts.register("founder@example.com", "secret123")
    with pytest.raises(Duplicate, match="Email already registered"):
        await accounts.register("FOUNDER@example.com", "another")


async def test_a_login_returns_an_access_token_of_the_user(accounts: Accounts) -> None:
    user = await accounts.register("founder@example.com", "secret123")
    token = (await accounts.login("Founder@Example.com", "secret123")).access_token
    found = PlainTokens().read(token)
    assert (found.user_id, found.org_id, found.role) == (user.id, user.org_id, Role.ORG_ADMIN)
    assert await accounts.actor(token) == found


async def test_an_unknown_address_is_refused_like_a_wrong_password_after_one_verification(
    accounts: Accounts, passwords: CountingPasswords
) -> None:
    await accounts.register("founder@example.com", "secret123")
    refusals = []
    for email, password in (("founder@example.com", "wrong"), ("nobody@example.com", "secret123")):
        before = passwords.checked
        with pytest.raises(Refused) as refusal:
            await accounts.login(email, password)
        refusals.append((str(refusal.value), passwords.checked - before))
    assert refusals == [("Incorrect email or password", 1)] * 2


@pytest.mark.parametrize("email", ["founder@example.com", "nobody@example.com"])
async def test_known_and_unknown_addresses_are_throttled_after_five_wrong_passwords(
    accounts: Accounts, passwords: CountingPasswords, email: str
) -> None:
    await accounts.register("founder@example.com", "secret123")
    for _ in range(5):
        with pytest.raises(Refused):
            await accounts.login(email, "wrong")
    with pytest.raises(Throttled, match=r"Too many wrong passwords; try again in 1 second$"):
        await accounts.login(email, "secret123")
    assert passwords.checked == 5


async def test_concurrent_guesses_are_verified_only_up_to_the_free_attempts(
    accounts: Accounts, passwords: CountingPasswords
) -> None:
    await accounts.register("founder@example.com", "secret123")
    guesses = ["wrong"] * 44 + ["secret123"]
    outcomes = await asyncio.gather(
        *(accounts.login("founder@example.com", guess) for guess in guesses), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [Refused] * 5 + [Throttled] * 40
    assert len({str(outcome) for outcome in outcomes[5:]}) == 1
    assert passwords.checked == 5


async def test_password_changes_are_throttled_like_logins(accounts: Accounts, passwords: CountingPasswords) -> None:
    user = await accounts.register("founder@example.com", "secret123")
    actor = Actor(user_id=user.id, org_id=user.org_id, role=user.role)
    guesses = ["wrong"] * 9 + ["secret123"]
    outcomes = await asyncio.gather(
        *(accounts.change_password(actor, guess, "secret456") for guess in guesses), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [Refused] * 5 + [Throttled] * 5
    assert passwords.checked == 5


async def test_correct_passwords_are_never_throttled(accounts: Accounts) -> None:
    await accounts.register("founder@example.com", "secret123")
    logins = [accounts.login("founder@example.com", "secret123") for _ in range(100)]
    assert all(await asyncio.gather(*logins))


async def test_a_token_of_a_deleted_user_is_refused(accounts: Accounts) -> None:
    with pytest.raises(Refused):
        await accounts.me(Actor(user_id=1, org_id=1, role=Role.ORG_ADMIN))


async def test_a_token_is_accepted_only_for_an_existing_user(accounts: Accounts) -> None:
    user = await accounts.register("founder@example.com", "secret123")
    token = (await accounts.login("founder@example.com", "secret123")).access_token
    found = await accounts.actor(token)
    assert (found.user_id, found.org_id) == (user.id, user.org_id)
    sign_in_id = found.sign_in_id
    for forged in (
        f"{user.id + 1} {user.org_id} org_admin {sign_in_id}",
        f"{user.id} {user.org_id + 1} org_admin {sign_in_id}",
    ):
        with pytest.raises(Refused):
            await accounts.actor(forged)


async def test_a_user_is_added_only_to_an_existing_organisation(accounts: Accounts) -> None:
    first = await accounts.register("first@example.com", "secret123")
    second = await accounts.add_user(first.org_id, "second@example.com", "secret456")
    assert second.org_id == first.org_id
    assert await accounts.login("second@example.com", "secret456")
    with pytest.raises(NotFound):
        await accounts.add_user(2**40, "third@example.com", "secret789")


async def test_a_password_reset_by_the_operator_ends_all_sessions(accounts: Accounts) -> None:
    await accounts.register("founder@example.com", "secret123")
    session = await accounts.login("founder@example.com", "secret123", renewable=True)
    await accounts.actor(session.access_token)
    await accounts.reset_password("Founder@example.com", "another one")
    with pytest.raises(Refused):
        await accounts.actor(session.access_token)
    with pytest.raises(Refused):
        await accounts.renew(session.refresh_token or "")
    with pytest.raises(Refused):
        await accounts.login("founder@example.com", "secret123")
    await accounts.actor((await accounts.login("founder@example.com", "another one")).access_token)
    with pytest.raises(Invalid, match=r"No user has the address nobody@example\.com"):
        await accounts.reset_password("nobody@example.com", "another one")


async def test_the_operator_lists_the_users_of_all_organisations_or_of_one(accounts: Accounts) -> None:
    first = await accounts.register("first@example.com", "secret123")
    second = await accounts.register("second@example.com", "secret123")
    added = [
        await accounts.add_user(second.org_id, f"user{n}@example.com", "secret123", Role.VIEWER) for n in range(60)
    ]
    assert [user async for user in accounts.all_users()] == [first, second, *added]
    assert [user async for user in accounts.all_users(first.org_id)] == [first]
    assert {user.role for user in added} == {Role.VIEWER}
    with pytest.raises(NotFound):
        [user async for user in accounts.all_users(second.org_id + 1)]
