"""Guessing made slow, and nobody locked out for long."""

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


class Watch:
    """A clock that stands until somebody sets it forward."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 25, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def pass_by(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


class Door:
    """A throttle, and what happens before it."""

    def __init__(self, watch: Watch | None = None, cells: SharedCounters | None = None) -> None:
        self.watch = watch or Watch()
        # Salted with nothing: where two keys happen to have a cell in common is the same in every run.
        self.attempts = SharedLoginAttempts(cells or SharedCounters(bytearray(SIZE)))
        self.throttle = Throttle(self.attempts, self.watch)

    async def attempt(self, email: str, address: str, outcome: type[Exception]) -> None:
        """Have an attempt end with an error."""
        async with self.throttle.attempt(email, address):
            raise outcome

    async def wait(self, email: str = JANE, address: str = HOME) -> int:
        """The seconds until the next attempt on an account from an address, whatever was tried elsewhere."""
        return await self._told(email, address, Unavailable)

    async def wrong(self, email: str = JANE, address: str = HOME) -> int:
        """Give a wrong password. The seconds that its answer says to wait; 0 where it only says that it's wrong."""
        return await self._told(email, address, Refused)

    async def _told(self, email: str, address: str, outcome: type[Exception]) -> int:
        try:
            await self.attempt(email, address, outcome)
        except Throttled as refused:
            return refused.seconds
        except outcome:
            return 0
        raise AssertionError

    async def fail(self, times: int, email: str = JANE, address: str = HOME) -> None:
        """Give wrong passwords until so many are said to be wrong, each as soon as its time has come."""
        for _ in range(times):
            while seconds := await self.wrong(email, address):
                self.watch.pass_by(seconds)

    async def enter(self, email: str = JANE, address: str = HOME) -> None:
        """Give the right password."""
        async with self.throttle.attempt(email, address):
            pass


@pytest.fixture
def door() -> Door:
    return Door()


async def test_a_few_wrong_passwords_cost_nothing(door: Door) -> None:
    await door.fail(4)
    assert await door.wait() == 0


async def test_each_one_more_doubles_the_wait_up_to_a_minute(door: Door) -> None:
    await door.fail(4)
    waits = []
    for _ in range(9):
        await door.fail(1)
        waits.append(await door.wait())
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    await door.fail(2000)
    assert await door.wait() == 60


async def test_who_waits_may_try_again_and_who_is_right_starts_anew(door: Door) -> None:
    await door.fail(9)
    assert await door.wait() == 16
    door.watch.pass_by(10)
    assert await door.wait() == 6
    door.watch.pass_by(6.1)
    assert await door.wait() == 0
    await door.enter()
    await door.fail(4)
    assert await door.wait() == 0


async def test_failures_are_forgotten_after_an_hour(door: Door) -> None:
    await door.fail(50)
    door.watch.pass_by(3601)
    assert await door.wait() == 0
    await door.fail(1)
    assert await door.wait() == 0


async def test_the_case_of_an_address_makes_no_other_account(door: Door) -> None:
    await door.fail(6, email=JANE.upper())
    assert await door.wait() == 2


async def test_one_guesser_keeps_nobody_out_who_comes_from_elsewhere(door: Door) -> None:
    await door.fail(49, address=CAFE)
    assert (await door.wait(address=CAFE), await door.wait(address=HOME)) == (60, 0)


async def test_many_guessers_slow_an_account_down_everywhere_but_where_its_user_has_come_in_from(door: Door) -> None:
    await door.enter()
    for number in range(60):
        await door.fail(1, address=f"203.0.113.{number}")
    assert await door.wrong(address=CAFE) == 60
    with pytest.raises(Throttled):
        await door.enter(address=CAFE)
    await door.enter(address=HOME)
    door.watch.pass_by(31 * 24 * 3600)
    for number in range(60):
        await door.fail(1, address=f"203.0.113.{number}")
    with pytest.raises(Throttled):
        await door.enter(address=HOME)


async def test_who_tries_one_password_on_many_accounts_is_slowed_down_and_their_colleagues_are_not(door: Door) -> None:
    await door.enter()
    for number in range(205):
        await door.fail(1, email=f"{number}@example.com", address=HOME)
    assert await door.wrong("somebody@example.com", HOME) == 32
    await door.enter(JANE, HOME)
    assert await door.wrong("somebody@example.com", CAFE) == 0


async def test_wrong_passwords_are_answered_alike_whether_their_user_has_come_in_from_there_or_not() -> None:
    told = []
    for familiar in (True, False):
        door = Door()
        if familiar:
            await door.enter()
        await door.fail(210, email="nobody@example.com")
        answers = []
        for seconds in [0, 0, 0, 1, 0, 0, 5, 0, 10, 0, 30, 0, 61, 0, 3, 61, 61]:
            door.watch.pass_by(seconds)
            answers += [await door.wrong(), await door.wrong("john@example.com")]
        told.append(answers)
    assert told[0] == told[1]
    assert told[0][0] == told[0][-1] == 60
    assert 0 in told[0]


async def test_a_time_to_come_is_that_of_a_clock_that_was_wrong(door: Door) -> None:
    await door.fail(20)
    door.watch.pass_by(-3600)
    assert await door.wait() == 0


def test_counts_are_kept_to_a_thousand_and_times_to_a_tenth(door: Door) -> None:
    door.attempts.put("x", 5000, 1_800_000_000.26)
    assert door.attempts.get("x") == (1000, 1_800_000_000.2)
    assert door.attempts.get("y") == (0, 0)


async def test_processes_that_share_a_file_count_together(tmp_path: Path) -> None:
    watch, file = Watch(), tmp_path / "counts"
    one, another = (Door(watch, shared_counters(file)) for _ in range(2))
    for _ in range(3):
        await one.fail(1)
        await another.fail(1)
    assert (await one.wait(), await another.wait()) == (2, 2)


async def test_an_attempt_counts_for_all_processes_while_its_password_is_verified(tmp_path: Path) -> None:
    watch, file = Watch(), tmp_path / "counts"
    one, another = (Door(watch, shared_counters(file)) for _ in range(2))
    await one.fail(4)
    async with one.throttle.attempt(JANE, HOME):
        assert await another.wait() == 1
    assert await another.wait() == 0


def test_while_a_process_counts_no_other_does(tmp_path: Path) -> None:
    file = tmp_path / "counts"
    with shared_counters(file).lock(), file.open() as another, pytest.raises(BlockingIOError):
        fcntl.flock(another, fcntl.LOCK_EX | fcntl.LOCK_NB)


async def test_an_attempt_that_nobody_could_verify_is_given_back(door: Door) -> None:
    for _ in range(20):
        assert await door.wait() == 0


async def test_an_attempt_that_is_broken_off_stays_counted(door: Door) -> None:
    for _ in range(5):
        with pytest.raises(asyncio.CancelledError):
            async with door.throttle.attempt(JANE, HOME):
                raise asyncio.CancelledError
    assert await door.wait() == 1


async def test_a_crowd_of_logins_is_told_to_try_again(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recruit.entrypoints.login_attempts.MOST_WAITING", 3)
    over = asyncio.Event()

    async def slowly(number: int) -> None:
        async with door.throttle.attempt(f"{number}@example.com", HOME):
            await over.wait()

    crowd = [asyncio.ensure_future(slowly(number)) for number in range(AT_ONCE + 3)]
    await asyncio.sleep(0)
    with pytest.raises(Unavailable, match="try again"):
        await slowly(99)
    over.set()
    await asyncio.gather(*crowd)
