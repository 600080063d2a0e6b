"""Password hashing with Argon2id (RFC 9106)."""

import asyncio
import secrets
import sys
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from recruit.domain.shared.errors import Unavailable
from recruit.ports.plugins import AdapterConfig
from recruit.ports.security import Passwords
from recruit.process_priority import lower_priority

T = TypeVar("T")

MEMORY_KIB, PASSES, LANES = 19 * 1024, 2, 1
"""OWASP's minimum for Argon2id (Password Storage Cheat Sheet); more would let a few logins fill a small machine."""

THREADS = 2
MOST_WAITING = 500
"""Limit of queued hashes; further calls raise Unavailable. A thread hashes 50 passwords a second at best."""


class Argon2Passwords:
    """Password hasher on a few low-priority threads, so that a burst of logins neither blocks nor slows requests."""

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self._threads = threads
        self._waiting = 0
        self._hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)
        self._dummy_hash = self._hasher.hash(secrets.token_hex())

    async def hash(self, password: str) -> str:
        """Return a salted PHC string."""
        return await self._run(lambda: self._hasher.hash(password))

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """Return whether `password` matches `password_hash`; without a hash, do the same work and return False."""
        matches = await self._run(lambda: self._matches(password_hash or self._dummy_hash, password))
        return matches and password_hash is not None

    def _matches(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _run(self, work: Callable[[], T]) -> T:
        if self._waiting >= MOST_WAITING:
            raise Unavailable("Too many logins at this moment; try again")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting -= 1


def _yield_to_requests() -> None:
    """Lower the thread's priority on Linux only; elsewhere priority belongs to the whole process."""
    if sys.platform == "linux":
        lower_priority()


@asynccontextmanager
async def passwords(_config: AdapterConfig) -> AsyncIterator[Passwords]:
    """Open the adapter."""
    with ThreadPoolExecutor(THREADS, "passwords", initializer=_yield_to_requests) as threads:
        yield Argon2Passwords(threads)
