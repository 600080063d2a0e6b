"""Login throttle: slows down password guessing without locking out the owner of an account.

An attempt is counted before its password is verified, and subtracted if the password was right, so that failures
remain. Three counts are kept: for an account from one address, for an account from all addresses, and for an address
over all accounts. Some failures are free. Each further failure doubles the time until the next attempt, up to a minute.
At an address from which the user has logged in before, the last two counts don't reject a right password: only clients
that share the address can lock the user out there. A wrong password takes the same work and gets the same response as
at any other address, so that a response doesn't reveal the addresses from which a user has logged in.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from recruit.domain.accounts.model.users import login_key
from recruit.domain.shared.errors import Refused, Throttled, Unavailable
from recruit.ports.clock import Clock
from recruit.ports.login_attempts import LoginAttempts

LONGEST_WAIT = 60
"""Maximum number of seconds until the next attempt."""

FAILURE_LIFETIME = 3600
"""Seconds after the last failure after which failures expire."""

FAMILIAR_LIFETIME = 30 * 24 * 3600
"""Seconds for which an address is familiar after a login of the user."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A counter of failures: its key, and the number of free failures."""

    key: str
    free: int

    def wait(self, count: int, since: float) -> float:
        """Return the seconds until the next attempt, `since` seconds after the last of `count` failures."""
        if count < self.free or not 0 <= since <= FAILURE_LIFETIME:  # a time in the future is from a wrong clock
            return 0
        return max(0, min(1 << (count - self.free), LONGEST_WAIT) - since)


class Reservation(NamedTuple):
    """A counted attempt: the counter's key, the resulting count, and the time of the attempt before."""

    key: str
    counted: int
    before: float


class Throttle:
    """Counts login attempts. The existence of an account makes no difference."""

    def __init__(self, attempts: LoginAttempts, clock: Clock) -> None:
        self._attempts = attempts
        self._clock = clock

    @asynccontextmanager
    async def attempt(self, email: str, address: str) -> AsyncIterator[None]:
        """Count an attempt, then run the block, which verifies the password.

        The attempt is counted before verification. Therefore guesses sent concurrently get no verdict beyond the free
        ones, and a rejection doesn't depend on the password. If the block ends without an exception, the attempt is
        subtracted, the address becomes familiar, and failures of the account from the address are reset. If the block
        raises Unavailable, the attempt is subtracted, too. Raises Throttled, and Unavailable if too many attempts wait
        for verification.
        """
        self._check(email, address)  # first without a turn, so that a throttled attempt doesn't wait
        async with self._attempts.slot():
            reservations, wait = self._reserve(email, address)
            try:
                yield
            except Refused:
                if wait:
                    raise Throttled(wait) from None
                self._count({one.key for one in _tallies(email, address)} - {one.key for one in reservations})
                raise
            except Unavailable:
                self._release(reservations)
                raise
            if wait and not self._is_familiar(email, address):
                raise Throttled(wait)
            self._release(reservations)
            now = self._clock.now().timestamp()
            self._attempts.put(_pair_key(email, address), 0, now)
            self._attempts.put(_familiar_key(email, address), 1, now)

    def _check(self, email: str, address: str) -> int:
        """Return the seconds that the account or the address has to wait. Raises Throttled if their pair has to."""
        now = self._clock.now().timestamp()
        pair, *others = (ceil(tally.wait(*self._count_and_age(tally.key, now))) for tally in _tallies(email, address))
        wait = max(others)
        if pair > 0:
            raise Throttled(max(pair, wait))
        return wait

    def _reserve(self, email: str, address: str) -> tuple[Sequence[Reservation], int]:
        """Check and count an attempt, under a lock. During the wait it counts for account and address together only."""
        with self._attempts.lock():
            wait = self._check(email, address)
            pair, *others = _tallies(email, address)
            counted = [pair] if wait or self._is_familiar(email, address) else [pair, *others]
            return [self._add(tally.key) for tally in counted], wait

    def _count(self, keys: Iterable[str]) -> None:
        with self._attempts.lock():
            for key in keys:
                self._add(key)

    def _add(self, key: str) -> Reservation:
        now = self._clock.now().timestamp()
        count, before = self._attempts.get(key)
        counted = 1 if now - before > FAILURE_LIFETIME else count + 1
        self._attempts.put(key, counted, now)
        return Reservation(key, counted, before)

    def _release(self, reservations: Sequence[Reservation]) -> None:
        with self._attempts.lock():
            for key, counted, before in reservations:
                count, time = self._attempts.get(key)
                self._attempts.put(key, max(count - 1, 0), before if count == counted else time)

    def _is_familiar(self, email: str, address: str) -> bool:
        """Return whether the user has logged in from the address in the last 30 days."""
        known, since = self._count_and_age(_familiar_key(email, address), self._clock.now().timestamp())
        return bool(known) and since <= FAMILIAR_LIFETIME

    def _count_and_age(self, key: str, now: float) -> tuple[int, float]:
        count, time = self._attempts.get(key)
        return count, now - time


def _tallies(email: str, address: str) -> tuple[Tally, ...]:
    account = f"account {login_key(email)}"
    return Tally(_pair_key(email, address), 5), Tally(account, 50), Tally(f"address {address}", 200)


def _pair_key(email: str, address: str) -> str:
    return f"pair {address} {login_key(email)}"


def _familiar_key(email: str, address: str) -> str:
    return f"familiar {address} {login_key(email)}"
