"""Guessing passwords made slow, without locking out whom they belong to.

Failures are counted for an account from one address, for an account from everywhere, and for an address over all
accounts. Some are free; each one more doubles the time until the next attempt, up to a minute. Where a user has come in
from before, the last two don't count: nobody keeps them out there but who shares their address.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from recruit.domain.model.accounts import login_key
from recruit.domain.model.errors import Throttled
from recruit.ports.attempts import Attempts
from recruit.ports.clock import Clock

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


class Throttle:
    """Counts failed logins. Whether an account exists makes no difference to anything here."""

    def __init__(self, attempts: Attempts, clock: Clock) -> None:
        self._attempts = attempts
        self._clock = clock

    def check(self, email: str, address: str) -> None:
        """Return if a login may be attempted now, or may count that was attempted. Raises Throttled.

        Asked again after the password was found right, it makes guesses that were sent all at once worth no more than
        those that are free.
        """
        now = self._clock.now().timestamp()
        wait = max(tally.wait(*self._seen(tally.key, now)) for tally in self._tallies(email, address, now))
        if wait > 0:
            raise Throttled(ceil(wait))

    def failed(self, email: str, address: str) -> None:
        """Count a wrong password."""
        now = self._clock.now().timestamp()
        for tally in _all(email, address):
            count, since = self._seen(tally.key, now)
            self._attempts.keep(tally.key, 1 if since > FORGOTTEN else count + 1, now)

    def succeeded(self, email: str, address: str) -> None:
        """Take the address for the user's, and forget what failed from there."""
        now = self._clock.now().timestamp()
        self._attempts.keep(_pair(email, address), 0, now)
        self._attempts.keep(_familiar(email, address), 1, now)

    def _tallies(self, email: str, address: str, now: float) -> Iterator[Tally]:
        first, *others = _all(email, address)
        yield first
        known, since = self._seen(_familiar(email, address), now)
        if not known or since > FAMILIAR:
            yield from others

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
