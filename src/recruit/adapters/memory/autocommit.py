"""Unit of work of a single call."""

from collections.abc import Callable
from typing import Generic, TypeVar

from recruit.adapters.memory.unit_of_work import MemoryWork

Repository = TypeVar("Repository")


class SingleUse(Generic[Repository]):
    """Descriptor that returns a repository of a unit of work once."""

    def __init__(self, repository: Callable[[MemoryWork], Repository]) -> None:
        self._repository = repository

    def __get__(self, unit: "AutocommitWork", owner: type) -> Repository:
        """Return the repository. Raise RuntimeError when any repository was returned before."""
        return self._repository(unit.take())


class AutocommitWork:
    """Delegates a single call to another unit of work. A second call raises RuntimeError."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work
        self._called = False

    organisations = SingleUse(lambda work: work.organisations)
    users = SingleUse(lambda work: work.users)
    sign_ins = SingleUse(lambda work: work.sign_ins)
    second_factors = SingleUse(lambda work: work.second_factors)
    identities = SingleUse(lambda work: work.identities)
    directory_users = SingleUse(lambda work: work.directory_users)
    directory_groups = SingleUse(lambda work: work.directory_groups)
    password_links = SingleUse(lambda work: work.password_links)
    outgoing_mail = SingleUse(lambda work: work.outgoing_mail)
    invitations = SingleUse(lambda work: work.invitations)
    api_keys = SingleUse(lambda work: work.api_keys)
    jobs = SingleUse(lambda work: work.jobs)
    candidates = SingleUse(lambda work: work.candidates)
    identifiers = SingleUse(lambda work: work.identifiers)
    profiles = SingleUse(lambda work: work.profiles)
    documents = SingleUse(lambda work: work.documents)
    applications = SingleUse(lambda work: work.applications)
    stages = SingleUse(lambda work: work.stages)
    pipeline_templates = SingleUse(lambda work: work.pipeline_templates)
    rejection_reasons = SingleUse(lambda work: work.rejection_reasons)
    notes = SingleUse(lambda work: work.notes)
    external_ids = SingleUse(lambda work: work.external_ids)
    tags = SingleUse(lambda work: work.tags)
    tasks = SingleUse(lambda work: work.tasks)
    team = SingleUse(lambda work: work.team)
    demo_records = SingleUse(lambda work: work.demo_records)
    conversations = SingleUse(lambda work: work.conversations)
    actions = SingleUse(lambda work: work.actions)
    embeddings = SingleUse(lambda work: work.embeddings)
    imports = SingleUse(lambda work: work.imports)
    saved_searches = SingleUse(lambda work: work.saved_searches)
    texts = SingleUse(lambda work: work.texts)
    keyed_requests = SingleUse(lambda work: work.keyed_requests)
    personal_data = SingleUse(lambda work: work.personal_data)
    erasures = SingleUse(lambda work: work.erasures)
    audit = SingleUse(lambda work: work.audit)
    reports = SingleUse(lambda work: work.reports)
    match_logs = SingleUse(lambda work: work.match_logs)
    webhooks = SingleUse(lambda work: work.webhooks)
    deliveries = SingleUse(lambda work: work.deliveries)

    async def watermark(self) -> int:
        """Return a new version, which is higher than that of any row."""
        return await self.take().watermark()

    def take(self) -> MemoryWork:
        """Return the unit of work for the one call. Raise RuntimeError at the second call."""
        if self._called:
            raise RuntimeError("a unit of work of a single call was called twice")
        self._called = True
        return self._work
