"""A circuit breaker: who keeps failing is left alone for a while."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from recruit.domain.shared.errors import Unavailable

FAILURES = 3
REST = 30.0


class Breaker:
    """Spares callers the wait for a service that is down.

    After FAILURES failures in a row nobody passes for REST seconds; then one caller does, as a trial, and
    everybody again once a trial succeeds. `clock` gives seconds and never goes back.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures = 0
        self._rests_until = 0.0

    @contextmanager
    def watch(self) -> Iterator[None]:
        """Let one call pass; its Unavailable is a failure, any other exception says nothing about the service.

        Raises Unavailable at once where the call may not pass.
        """
        trial = self._failures >= FAILURES
        if trial:
            if self._clock() < self._rests_until:
                raise Unavailable("The OpenAI service failed again and again and isn't asked for a while")
            self._rests_until = self._clock() + REST  # for those who come while the trial runs
        try:
            yield
        except Unavailable:
            self._failures += 1
            self._rests_until = self._clock() + REST
            raise
        except BaseException:
            if trial:  # cut short: the next caller is the trial
                self._rests_until = self._clock()
            raise
        self._failures = 0
