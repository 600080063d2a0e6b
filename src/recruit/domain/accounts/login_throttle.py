"""Guessing passwords made slow, without locking out whom they belong to.

An attempt is counted before its password is verified, and given back when that was right: what stays are failures. They
are counted for an account from one address, for an account from everywhere, and for an address over all accounts. Some
are free; each one more doubles the time until the next attempt, up to a minute. Where a user has come in from before,
the last two don't keep a right password out: nobody keeps them out there but who shares their address. A wrong one is
answered after the same work and in the same words as anybody's, so that nobody learns who has come in from there.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from recruit.domain.accounts.model.users import login_key
from recruit.domain.shared.errors import Refused, Throttled, Unavailable
from recruit.ports.clock import Clock
from recruit.ports.login_attempts import Attempts

LONGEST = 60
"""Seconds until the next attempt, at most."""

FORGOTTEN = 3600
"""Seconds after which failures count no more, when none has followed."""

FAMILIAR = 30 * 24 * 3600
"""Seconds for which an address from which a user came in is taken for theirs."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Whose failures are counted together, and how many are free."""

    key: str
    free: int

    def wait(self, count: int, since: float) -> float:
        """Return the seconds until the next attempt, `since` seconds after the last of so many failures."""
        if count < self.free or not 0 <= since <= FORGOTTEN:  # a time to come is one of a clock that was wrong
            return 0
        return max(0, min(1 << (count - self.free), LONGEST) - since)


class Reserved(NamedTuple):
    """An attempt that was counted: the count that it made, and the time of the one before it."""

    key: str
    counted: int
    before: float


class Throttle:
    """Counts attempts to give a password. Whether an account exists makes no difference to anything here."""

    def __init__(self, attempts: Attempts, clock: Clock) -> None:
        self._attempts = attempts
        self._clock = clock

    @asynccontextmanager
    async def attempt(self, email: str, address: str) -> AsyncIterator[None]:
        """Count an attempt, then let the block verify the password. Raises Throttled, and Unavailable in a crowd.

        It counts before anything is verified, so that of guesses sent all at once none is said to be right or wrong
        beyond the free ones, and a refusal says nothing of the password. A block that ends well gives its attempt back,
        takes the address for the user's, and forgets what failed from there. One that raises Unavailable gives it back,
        too.
        """
        self._check(email, address)  # without waiting for a turn
        async with self._attempts.turn():
            reserved, wait = self._reserve(email, address)
            try:
                yield
            except Refused:
                if wait:
                    raise Throttled(wait) from None
                self._count({one.key for one in _all(email, address)} - {one.key for one in reserved})
                raise
            except Unavailable:
                self._give_back(reserved)
                raise
            if wait and not self._is_familiar(email, address):
                raise Throttled(wait)
            self._give_back(reserved)
            now = self._clock.now().timestamp()
            self._attempts.keep(_pair(email, address), 0, now)
            self._attempts.keep(_familiar(email, address), 1, now)

    def _check(self, email: str, address: str) -> int:
        """Return the seconds that the account or the address has to wait. Raises Throttled where both together do."""
        now = self._clock.now().timestamp()
        pair, *others = (ceil(tally.wait(*self._seen(tally.key, now))) for tally in _all(email, address))
        wait = max(others)
        if pair > 0:
            raise Throttled(max(pair, wait))
        return wait

    def _reserve(self, email: str, address: str) -> tuple[Sequence[Reserved], int]:
        """Check and count in one step, in which no other process counts.

        An attempt within the wait counts for the account from this address alone: for others it is none.
        """
        with self._attempts.locked():
            wait = self._check(email, address)
            pair, *others = _all(email, address)
            counted = [pair] if wait or self._is_familiar(email, address) else [pair, *others]
            return [self._add(tally.key) for tally in counted], wait

    def _count(self, keys: Iterable[str]) -> None:
        with self._attempts.locked():
            for key in keys:
                self._add(key)

    def _add(self, key: str) -> Reserved:
        now = self._clock.now().timestamp()
        count, before = self._attempts.of(key)
        counted = 1 if now - before > FORGOTTEN else count + 1
        self._attempts.keep(key, counted, now)
        return Reserved(key, counted, before)

    def _give_back(self, reserved: Sequence[Reserved]) -> None:
        with self._attempts.locked():
            for key, counted, before in reserved:
                count, at = self._attempts.of(key)
                self._attempts.keep(key, max(count - 1, 0), before if count == counted else at)

    def _is_familiar(self, email: str, address: str) -> bool:
        """Tell whether the user has come in from the address before."""
        known, since = self._seen(_familiar(email, address), self._clock.now().timestamp())
        return bool(known) and since <= FAMILIAR

    def _seen(self, key: str, now: float) -> tuple[int, float]:
        count, at = self._attempts.of(key)
        return count, now - at


def _all(email: str, address: str) -> tuple[Tally, ...]:
    account = f"account {login_key(email)}"
    return Tally(_pair(email, address), 5), Tally(account, 50), Tally(f"address {address}", 200)


def _pair(email: str, address: str) -> str:
    return f"pair {address} {login_key(email)}"


def _familiar(email: str, address: str) -> str:
    return f"familiar {address} {login_key(email)}"
