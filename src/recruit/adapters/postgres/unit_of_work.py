"""Unit of work in PostgreSQL."""

from collections.abc import Callable
from typing import Generic, TypeVar

from sqlalchemy import select

from recruit.adapters.postgres.actions import PostgresActions
from recruit.adapters.postgres.api_keys import PostgresApiKeys
from recruit.adapters.postgres.applications import PostgresApplications
from recruit.adapters.postgres.audit import PostgresAuditLog
from recruit.adapters.postgres.candidates import PostgresCandidates
from recruit.adapters.postgres.conversations import PostgresConversations
from recruit.adapters.postgres.documents import PostgresDocuments
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement
from recruit.adapters.postgres.engine.transaction_ids import OLDEST_RUNNING
from recruit.adapters.postgres.erasures import PostgresErasures
from recruit.adapters.postgres.idempotency import PostgresKeyedRequests
from recruit.adapters.postgres.identifiers import PostgresIdentifiers
from recruit.adapters.postgres.imports import PostgresImports
from recruit.adapters.postgres.invitations import PostgresInvitations
from recruit.adapters.postgres.jobs import PostgresJobs
from recruit.adapters.postgres.matching import PostgresEmbeddings, PostgresMatchLogs
from recruit.adapters.postgres.organisations import PostgresOrganisations
from recruit.adapters.postgres.personal_data import PostgresPersonalData
from recruit.adapters.postgres.profiles import PostgresProfiles
from recruit.adapters.postgres.saved_searches import PostgresSavedSearches
from recruit.adapters.postgres.sign_ins import PostgresSignIns
from recruit.adapters.postgres.users import PostgresUsers

WATERMARK = Statement(select(OLDEST_RUNNING))


Repository = TypeVar("Repository")


class OnAccess(Generic[Repository]):
    """Descriptor that creates a repository of a unit of work on access, since most units of work need only one."""

    def __init__(self, repository: Callable[[Session], Repository]) -> None:
        self._repository = repository

    def __get__(self, work: "PostgresWork", owner: type) -> Repository:
        """Return a new repository."""
        return self._repository(work.session)


class PostgresWork:
    """The repositories of a session."""

    __slots__ = ("session",)

    def __init__(self, session: Session) -> None:
        self.session = session

    organisations = OnAccess(PostgresOrganisations)
    users = OnAccess(PostgresUsers)
    sign_ins = OnAccess(PostgresSignIns)
    invitations = OnAccess(PostgresInvitations)
    api_keys = OnAccess(PostgresApiKeys)
    jobs = OnAccess(PostgresJobs)
    candidates = OnAccess(PostgresCandidates)
    identifiers = OnAccess(PostgresIdentifiers)
    profiles = OnAccess(PostgresProfiles)
    documents = OnAccess(PostgresDocuments)
    applications = OnAccess(PostgresApplications)
    imports = OnAccess(PostgresImports)
    saved_searches = OnAccess(PostgresSavedSearches)
    conversations = OnAccess(PostgresConversations)
    actions = OnAccess(PostgresActions)
    keyed_requests = OnAccess(PostgresKeyedRequests)
    match_logs = OnAccess(PostgresMatchLogs)
    embeddings = OnAccess(PostgresEmbeddings)
    personal_data = OnAccess(PostgresPersonalData)
    erasures = OnAccess(PostgresErasures)
    audit = OnAccess(PostgresAuditLog)

    async def watermark(self) -> int:
        """Return the id of the oldest running transaction: the rows of all earlier ones are visible or rolled back."""
        ((oldest,),) = await self.session.fetch(WATERMARK, {})
        return int(oldest)
