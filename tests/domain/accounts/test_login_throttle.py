"""The login throttle: delays after wrong passwords, and no lasting lockout."""

import asyncio
import fcntl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from recruit.domain.accounts.login_throttle import Throttle
from recruit.domain.shared.errors import Refused, Throttled, Unavailable
from recruit.entrypoints.login_attempts import AT_ONCE, SharedLoginAttempts
from recruit.entrypoints.shared_counters import SIZE, SharedCounters, shared_counters

JANE, HOME, CAFE = "jane@example.com", "192.0.2.1", "198.51.100.9"


class ManualClock:
    """A clock that advances only by `advance`."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 25, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


class Logins:
    """A throttle, with methods that make login attempts."""

    def __init__(self, clock: ManualClock | None = None, cells: SharedCounters | None = None) -> None:
        self.clock = clock or ManualClock()
        # Without a salt, so that the same keys share a counter in every run.
        self.attempts = SharedLoginAttempts(cells or SharedCounters(bytearray(SIZE)))
        self.throttle = Throttle(self.attempts, self.clock)

    async def attempt(self, email: str, address: str, outcome: type[Exception]) -> None:
        """Make an attempt that ends with an error."""
        async with self.throttle.attempt(email, address):
            raise outcome

    async def wait(self, email: str = JANE, address: str = HOME) -> int:
        """Return the seconds until the next attempt on an account from an address."""
        return await self._seconds(email, address, Unavailable)

    async def wrong(self, email: str = JANE, address: str = HOME) -> int:
        """Give a wrong password. Return the seconds to wait from the error, or 0 if it was only refused."""
        return await self._seconds(email, address, Refused)

    async def _seconds(self, email: str, address: str, outcome: type[Exception]) -> int:
        try:
            await self.attempt(email, address, outcome)
        except Throttled as refused:
            return refused.seconds
        except outcome:
            return 0
        raise AssertionError

    async def fail(self, times: int, email: str = JANE, address: str = HOME) -> None:
        """Give wrong passwords, each as soon as the throttle allows, until `times` of them were verified."""
        for _ in range(times):
            while seconds := await self.wrong(email, address):
                self.clock.advance(seconds)

    async def succeed(self, email: str = JANE, address: str = HOME) -> None:
        """Give the right password."""
        async with self.throttle.attempt(email, address):
            pass


@pytest.fixture
def logins() -> Logins:
    return Logins()


async def test_four_wrong_passwords_cause_no_wait(logins: Logins) -> None:
    await logins.fail(4)
    assert await logins.wait() == 0


async def test_each_further_wrong_password_doubles_the_wait_up_to_a_minute(logins: Logins) -> None:
    await logins.fail(4)
    waits = []
    for _ in range(9):
        await logins.fail(1)
        waits.append(await logins.wait())
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    await logins.fail(2000)
    assert await logins.wait() == 60


async def test_the_wait_elapses_and_a_correct_password_resets_the_count(logins: Logins) -> None:
    await logins.fail(9)
    assert await logins.wait() == 16
    logins.clock.advance(10)
    assert await logins.wait() == 6
    logins.clock.advance(6.1)
    assert await logins.wait() == 0
    await logins.succeed()
    await logins.fail(4)
    assert await logins.wait() == 0


async def test_failures_are_forgotten_after_an_hour(logins: Logins) -> None:
    await logins.fail(50)
    logins.clock.advance(3601)
    assert await logins.wait() == 0
    await logins.fail(1)
    assert await logins.wait() == 0


async def test_the_case_of_an_email_address_does_not_matter(logins: Logins) -> None:
    await logins.fail(6, email=JANE.upper())
    assert await logins.wait() == 2


async def test_guesses_from_one_address_do_not_delay_logins_from_another(logins: Logins) -> None:
    await logins.fail(49, address=CAFE)
    assert (await logins.wait(address=CAFE), await logins.wait(address=HOME)) == (60, 0)


async def test_distributed_guesses_delay_an_account_except_at_familiar_addresses(logins: Logins) -> None:
    await logins.succeed()
    for number in range(60):
        await logins.fail(1, address=f"203.0.113.{number}")
    assert await logins.wrong(address=CAFE) == 60
    with pytest.raises(Throttled):
        await logins.succeed(address=CAFE)
    await logins.succeed(address=HOME)
    logins.clock.advance(31 * 24 * 3600)
    for number in range(60):
        await logins.fail(1, address=f"203.0.113.{number}")
    with pytest.raises(Throttled):
        await logins.succeed(address=HOME)


async def test_guesses_at_many_accounts_delay_their_address_but_not_familiar_accounts(logins: Logins) -> None:
    await logins.succeed()
    for number in range(205):
        await logins.fail(1, email=f"{number}@example.com", address=HOME)
    assert await logins.wrong("somebody@example.com", HOME) == 32
    await logins.succeed(JANE, HOME)
    assert await logins.wrong("somebody@example.com", CAFE) == 0


async def test_answers_to_wrong_passwords_do_not_reveal_familiar_addresses() -> None:
    answers_by_familiarity = []
    for familiar in (True, False):
        logins = Logins()
        if familiar:
            await logins.succeed()
        await logins.fail(210, email="nobody@example.com")
        answers = []
        for seconds in [0, 0, 0, 1, 0, 0, 5, 0, 10, 0, 30, 0, 61, 0, 3, 61, 61]:
            logins.clock.advance(seconds)
            answers += [await logins.wrong(), await logins.wrong("john@example.com")]
        answers_by_familiarity.append(answers)
    assert answers_by_familiarity[0] == answers_by_familiarity[1]
    assert answers_by_familiarity[0][0] == answers_by_familiarity[0][-1] == 60
    assert 0 in answers_by_familiarity[0]


async def test_a_stored_time_in_the_future_is_ignored(logins: Logins) -> None:
    await logins.fail(20)
    logins.clock.advance(-3600)
    assert await logins.wait() == 0


def test_counts_are_capped_at_a_thousand_and_times_are_kept_to_a_tenth_of_a_second(logins: Logins) -> None:
    logins.attempts.put("x", 5000, 1_800_000_000.26)
    assert logins.attempts.get("x") == (1000, 1_800_000_000.2)
    assert logins.attempts.get("y") == (0, 0)


async def test_processes_with_a_shared_file_share_their_counts(tmp_path: Path) -> None:
    clock, file = ManualClock(), tmp_path / "counts"
    one, another = (Logins(clock, shared_counters(file)) for _ in range(2))
    for _ in range(3):
        await one.fail(1)
        await another.fail(1)
    assert (await one.wait(), await another.wait()) == (2, 2)


async def test_an_attempt_counts_for_all_processes_while_its_password_is_verified(tmp_path: Path) -> None:
    clock, file = ManualClock(), tmp_path / "counts"
    one, another = (Logins(clock, shared_counters(file)) for _ in range(2))
    await one.fail(4)
    async with one.throttle.attempt(JANE, HOME):
        assert await another.wait() == 1
    assert await another.wait() == 0


def test_the_lock_on_the_counters_excludes_other_processes(tmp_path: Path) -> None:
    file = tmp_path / "counts"
    with shared_counters(file).lock(), file.open() as another, pytest.raises(BlockingIOError):
        fcntl.flock(another, fcntl.LOCK_EX | fcntl.LOCK_NB)


async def test_an_attempt_that_could_not_be_verified_does_not_count(logins: Logins) -> None:
    for _ in range(20):
        assert await logins.wait() == 0


async def test_a_cancelled_attempt_counts(logins: Logins) -> None:
    for _ in range(5):
        with pytest.raises(asyncio.CancelledError):
            async with logins.throttle.attempt(JANE, HOME):
                raise asyncio.CancelledError
    assert await logins.wait() == 1


async def test_logins_over_the_concurrency_limit_are_unavailable(
    logins: Logins, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recruit.entrypoints.login_attempts.MOST_WAITING", 3)
    finished = asyncio.Event()

    async def attempt(number: int) -> None:
        async with logins.throttle.attempt(f"{number}@example.com", HOME):
            await finished.wait()

    attempts = [asyncio.ensure_future(attempt(number)) for number in range(AT_ONCE + 3)]
    await asyncio.sleep(0)
    with pytest.raises(Unavailable, match="try again"):
        await attempt(99)
    finished.set()
    await asyncio.gather(*attempts)
