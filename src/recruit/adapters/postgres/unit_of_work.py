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
from recruit.adapters.postgres.deliveries import PostgresDeliveries
from recruit.adapters.postgres.demo import PostgresDemoRecords
from recruit.adapters.postgres.directory import PostgresDirectoryGroups, PostgresDirectoryUsers
from recruit.adapters.postgres.documents import PostgresDocuments
from recruit.adapters.postgres.engine.session import Session
from recruit.adapters.postgres.engine.statement import Statement
from recruit.adapters.postgres.engine.table_statements import ORG_ID
from recruit.adapters.postgres.engine.transaction_ids import OLDEST_RUNNING
from recruit.adapters.postgres.erasures import PostgresErasures
from recruit.adapters.postgres.external_ids import PostgresExternalIds
from recruit.adapters.postgres.idempotency import PostgresKeyedRequests
from recruit.adapters.postgres.identifiers import PostgresIdentifiers
from recruit.adapters.postgres.identities import PostgresIdentities
from recruit.adapters.postgres.imports import PostgresImports
from recruit.adapters.postgres.invitations import PostgresInvitations
from recruit.adapters.postgres.jobs import PostgresJobs
from recruit.adapters.postgres.matching import PostgresEmbeddings, PostgresMatchLogs
from recruit.adapters.postgres.notes import PostgresNotes
from recruit.adapters.postgres.organisations import PostgresOrganisations, organisations
from recruit.adapters.postgres.outgoing_mail import PostgresOutgoingMail
from recruit.adapters.postgres.password_links import PostgresPasswordLinks
from recruit.adapters.postgres.personal_data import PostgresPersonalData
from recruit.adapters.postgres.pipeline_templates import PostgresPipelineTemplates
from recruit.adapters.postgres.profiles import PostgresProfiles
from recruit.adapters.postgres.rejection_reasons import PostgresRejectionReasons
from recruit.adapters.postgres.reports import PostgresReports
from recruit.adapters.postgres.saved_searches import PostgresSavedSearches
from recruit.adapters.postgres.second_factors import PostgresSecondFactors
from recruit.adapters.postgres.sign_ins import PostgresSignIns
from recruit.adapters.postgres.stages import PostgresStages
from recruit.adapters.postgres.tags import PostgresTags
from recruit.adapters.postgres.tasks import PostgresTasks
from recruit.adapters.postgres.team import PostgresTeam
from recruit.adapters.postgres.text_index import PostgresTextIndex
from recruit.adapters.postgres.users import PostgresUsers
from recruit.adapters.postgres.webhooks import PostgresWebhooks

WATERMARK = Statement(select(OLDEST_RUNNING).where(organisations.c.id == ORG_ID))


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
    second_factors = OnAccess(PostgresSecondFactors)
    identities = OnAccess(PostgresIdentities)
    directory_users = OnAccess(PostgresDirectoryUsers)
    directory_groups = OnAccess(PostgresDirectoryGroups)
    password_links = OnAccess(PostgresPasswordLinks)
    outgoing_mail = OnAccess(PostgresOutgoingMail)
    invitations = OnAccess(PostgresInvitations)
    api_keys = OnAccess(PostgresApiKeys)
    jobs = OnAccess(PostgresJobs)
    candidates = OnAccess(PostgresCandidates)
    identifiers = OnAccess(PostgresIdentifiers)
    profiles = OnAccess(PostgresProfiles)
    documents = OnAccess(PostgresDocuments)
    applications = OnAccess(PostgresApplications)
    stages = OnAccess(PostgresStages)
    pipeline_templates = OnAccess(PostgresPipelineTemplates)
    rejection_reasons = OnAccess(PostgresRejectionReasons)
    notes = OnAccess(PostgresNotes)
    tags = OnAccess(PostgresTags)
    external_ids = OnAccess(PostgresExternalIds)
    tasks = OnAccess(PostgresTasks)
    team = OnAccess(PostgresTeam)
    imports = OnAccess(PostgresImports)
    saved_searches = OnAccess(PostgresSavedSearches)
    texts = OnAccess(PostgresTextIndex)
    demo_records = OnAccess(PostgresDemoRecords)
    conversations = OnAccess(PostgresConversations)
    actions = OnAccess(PostgresActions)
    keyed_requests = OnAccess(PostgresKeyedRequests)
    match_logs = OnAccess(PostgresMatchLogs)
    embeddings = OnAccess(PostgresEmbeddings)
    personal_data = OnAccess(PostgresPersonalData)
    erasures = OnAccess(PostgresErasures)
    audit = OnAccess(PostgresAuditLog)
    reports = OnAccess(PostgresReports)
    webhooks = OnAccess(PostgresWebhooks)
    deliveries = OnAccess(PostgresDeliveries)

    async def watermark(self) -> int:
        """Return the id of the oldest running transaction: the rows of all earlier ones are visible or rolled back."""
        rows = await self.session.fetch(WATERMARK, {"org_id": self.session.org_id})
        return int(rows[0][0]) if rows else 0
