"""Storage for hiring managers who see only their own jobs: those in whose team they are.

It wraps any storage. A unit of work of such a user has the repositories of `own_jobs_repositories`; all others refuse
every call, those of later features included, so that none can show another job by mistake.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, cast

from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.users import ACTOR, Actor, SystemActor
from recruit.domain.shared.errors import Forbidden
from recruit.domain.team import own_jobs_repositories as own
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

UNRESTRICTED = frozenset(
    {
        "organisations",
        "users",
        "sign_ins",
        "second_factors",
        "identities",
        "directory_users",
        "directory_groups",
        "password_links",
        "invitations",
        "api_keys",
        "keyed_requests",
        "outgoing_mail",
    }
)
"""Repositories without data of jobs and candidates: of accounts, of the user's own requests, and of mail."""

RESTRICTED: Mapping[str, Callable[[Any, own.OwnJobs], object]] = {
    "jobs": own.Jobs,
    "candidates": own.Candidates,
    "profiles": own.Profiles,
    "documents": own.Documents,
    "applications": own.Applications,
    "stages": own.Stages,
    "pipeline_templates": own.PipelineTemplates,
    "rejection_reasons": own.RejectionReasons,
    "notes": own.Notes,
    "tags": own.Tags,
    "external_ids": own.ExternalIds,
    "tasks": own.Tasks,
    "team": own.Team,
    "audit": own.AuditLog,
}


class OwnJobsStorage:
    """A storage that shows hiring managers the jobs of their teams, with their applications and candidates.

    The user is the actor whose permissions were checked last in this task (`ACTOR`). Without one, or with a user of
    another organisation, all records of jobs and candidates are refused, unless the actor is the system (`as_system`).
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self.outer_transaction = storage.outer_transaction
        self.new_organisation = storage.new_organisation
        self.claim = storage.claim
        self.organisations = storage.organisations
        self.organisations_with_webhooks = storage.organisations_with_webhooks
        self.credentials = storage.credentials
        self.ping = storage.ping
        self.connections = storage.connections

    def transaction(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work of any number of calls."""
        return _restricted(self._storage.transaction(org_id), org_id)

    def autocommit(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work of a single call, which takes several calls for a restricted user."""
        opened = self._storage.autocommit if sees_all_jobs(org_id) else self._storage.transaction
        return _restricted(opened(org_id), org_id)

    def reading(self, org_id: int) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work of reads."""
        return _restricted(self._storage.reading(org_id), org_id)


@asynccontextmanager
async def _restricted(opened: AbstractAsyncContextManager[UnitOfWork], org_id: int) -> AsyncIterator[UnitOfWork]:
    async with opened as work:
        yield cast("UnitOfWork", OwnJobsWork(work, org_id))


def sees_all_jobs(org_id: int) -> bool:
    """Return whether the actor of this task sees all jobs of an organisation."""
    actor = ACTOR.get()
    if isinstance(actor, Actor):
        return actor.org_id == org_id and actor.role is not Role.HIRING_MANAGER
    return actor is SystemActor.SYSTEM


class OwnJobsWork:
    """A unit of work whose repositories are restricted if its user is at the time of access."""

    def __init__(self, work: UnitOfWork, org_id: int) -> None:
        self._work = work
        self._org_id = org_id
        self._own_jobs: own.OwnJobs | None = None

    def __getattr__(self, name: str) -> object:
        """Return a repository. Raises Forbidden for one that isn't restricted to the user's jobs."""
        if name in UNRESTRICTED or sees_all_jobs(self._org_id):
            return getattr(self._work, name)
        actor = ACTOR.get()
        if name not in RESTRICTED or not isinstance(actor, Actor) or actor.org_id != self._org_id:
            raise Forbidden(own.ONLY_OWN_JOBS)
        if self._own_jobs is None:
            self._own_jobs = own.OwnJobs(self._work, actor.user_id)
        return RESTRICTED[name](getattr(self._work, name), self._own_jobs)
