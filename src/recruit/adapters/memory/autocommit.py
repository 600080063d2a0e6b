"""Unit of work of a single call."""

from collections.abc import Callable
from typing import Generic, TypeVar

from recruit.adapters.memory.unit_of_work import MemoryWork

Repository = TypeVar("Repository")


class Single(Generic[Repository]):
    """Descriptor that returns a repository of a unit of work once."""

    def __init__(self, repository: Callable[[MemoryWork], Repository]) -> None:
        self._repository = repository

    def __get__(self, unit: "AutocommitWork", owner: type) -> Repository:
        """Return the repository. Raise RuntimeError when any repository was returned before."""
        return self._repository(unit.called())


class AutocommitWork:
    """Delegates a single call to another unit of work. A second call raises RuntimeError."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work
        self._called = False

    organisations = Single(lambda work: work.organisations)
    users = Single(lambda work: work.users)
    sign_ins = Single(lambda work: work.sign_ins)
    invitations = Single(lambda work: work.invitations)
    api_keys = Single(lambda work: work.api_keys)
    jobs = Single(lambda work: work.jobs)
    candidates = Single(lambda work: work.candidates)
    identifiers = Single(lambda work: work.identifiers)
    profiles = Single(lambda work: work.profiles)
    documents = Single(lambda work: work.documents)
    applications = Single(lambda work: work.applications)
    conversations = Single(lambda work: work.conversations)
    actions = Single(lambda work: work.actions)
    embeddings = Single(lambda work: work.embeddings)
    imports = Single(lambda work: work.imports)
    keyed_requests = Single(lambda work: work.keyed_requests)
    traces = Single(lambda work: work.traces)
    erasures = Single(lambda work: work.erasures)
    audit = Single(lambda work: work.audit)
    match_logs = Single(lambda work: work.match_logs)

    async def frontier(self) -> int:
        """Return a new version, which is higher than that of any row."""
        return await self.called().frontier()

    def called(self) -> MemoryWork:
        """Return the unit of work for the one call. Raise RuntimeError at the second call."""
        if self._called:
            raise RuntimeError("a unit of work of a single call was called twice")
        self._called = True
        return self._work
