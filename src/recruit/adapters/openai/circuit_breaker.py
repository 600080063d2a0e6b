"""Circuit breaker for a service that keeps failing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from recruit.domain.shared.errors import Unavailable

MOST_FAILURES = 3
OPEN_SECONDS = 30.0


class CircuitBreaker:
    """Circuit breaker that rejects calls while the service is down, so that callers don't wait for it.

    After MOST_FAILURES failures in a row, the breaker is open: no call passes for OPEN_SECONDS. Then one call passes as
    a trial; once a trial succeeds, all calls pass again. `clock` returns seconds and is monotonic.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures = 0
        self._open_until = 0.0

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Run one call in the block. Unavailable counts as a failure; other exceptions count neither way.

        Raises Unavailable at once if the call may not pass.
        """
        trial = self._failures >= MOST_FAILURES
        if trial:
            if self._clock() < self._open_until:
                raise Unavailable("The OpenAI service failed again and again and isn't asked for a while")
            self._open_until = self._clock() + OPEN_SECONDS  # for concurrent calls during the trial
        try:
            yield
        except Unavailable:
            self._failures += 1
            self._open_until = self._clock() + OPEN_SECONDS
            raise
        except BaseException:
            if trial:  # interrupted: the next call is the trial
                self._open_until = self._clock()
            raise
        self._failures = 0
