"""Guessing made slow, and nobody locked out for long."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from recruit.domain.model.errors import Throttled
from recruit.domain.services.throttle import Throttle
from recruit.entrypoints.attempts import SharedAttempts
from recruit.entrypoints.cells import private_cells, shared_cells

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

    def __init__(self) -> None:
        self.watch = Watch()
        self.attempts = SharedAttempts(private_cells())
        self.throttle = Throttle(self.attempts, self.watch)

    def wait(self, email: str = JANE, address: str = HOME) -> int:
        """The seconds until the next attempt."""
        try:
            self.throttle.check(email, address)
        except Throttled as refused:
            return refused.seconds
        return 0

    def fail(self, times: int, email: str = JANE, address: str = HOME) -> None:
        for _ in range(times):
            self.throttle.failed(email, address)


@pytest.fixture
def door() -> Door:
    return Door()


def test_a_few_wrong_passwords_cost_nothing(door: Door) -> None:
    door.fail(4)
    assert door.wait() == 0


def test_each_one_more_doubles_the_wait_up_to_a_minute(door: Door) -> None:
    door.fail(4)
    waits = []
    for _ in range(9):
        door.fail(1)
        waits.append(door.wait())
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    door.fail(2000)
    assert door.wait() == 60


def test_who_waits_may_try_again_and_who_is_right_starts_anew(door: Door) -> None:
    door.fail(9)
    assert door.wait() == 16
    door.watch.pass_by(10)
    assert door.wait() == 6
    door.watch.pass_by(6.1)
    assert door.wait() == 0
    door.throttle.succeeded(JANE, HOME)
    door.fail(4)
    assert door.wait() == 0


def test_failures_are_forgotten_after_an_hour(door: Door) -> None:
    door.fail(50)
    door.watch.pass_by(3601)
    assert door.wait() == 0
    door.fail(1)
    assert door.wait() == 0


def test_the_case_of_an_address_makes_no_other_account(door: Door) -> None:
    door.fail(6, email=JANE.upper())
    assert door.wait() == 2


def test_one_guesser_keeps_nobody_out_who_comes_from_elsewhere(door: Door) -> None:
    door.fail(49, address=CAFE)
    assert (door.wait(address=CAFE), door.wait(address=HOME)) == (60, 0)


def test_many_guessers_slow_an_account_down_everywhere_but_where_its_user_has_come_in_from(door: Door) -> None:
    door.throttle.succeeded(JANE, HOME)
    for number in range(60):
        door.fail(1, address=f"203.0.113.{number}")
    assert door.wait(address=CAFE) == 60
    assert door.wait(address=HOME) == 0
    door.watch.pass_by(31 * 24 * 3600)
    for number in range(60):
        door.fail(1, address=f"203.0.113.{number}")
    assert door.wait(address=HOME) == 60


def test_who_tries_one_password_on_many_accounts_is_slowed_down_and_their_colleagues_are_not(door: Door) -> None:
    door.throttle.succeeded(JANE, HOME)
    for number in range(205):
        door.fail(1, email=f"{number}@example.com", address=HOME)
    assert door.wait("somebody@example.com", HOME) == 32
    assert door.wait(JANE, HOME) == 0
    assert door.wait("somebody@example.com", CAFE) == 0


def test_a_time_to_come_is_that_of_a_clock_that_was_wrong(door: Door) -> None:
    door.fail(20)
    door.watch.pass_by(-3600)
    assert door.wait() == 0


def test_counts_are_kept_to_a_thousand_and_times_to_a_tenth(door: Door) -> None:
    door.attempts.keep("x", 5000, 1_800_000_000.26)
    assert door.attempts.of("x") == (1000, 1_800_000_000.2)
    assert door.attempts.of("y") == (0, 0)


def test_processes_that_share_a_file_count_together(door: Door, tmp_path: Path) -> None:
    one, another = (Throttle(SharedAttempts(shared_cells(tmp_path / "counts")), door.watch) for _ in range(2))
    for _ in range(3):
        one.failed(JANE, HOME)
        another.failed(JANE, HOME)
    for throttle in (one, another):
        with pytest.raises(Throttled, match="2 seconds"):
            throttle.check(JANE, HOME)
