"""Unit of work in PostgreSQL."""

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
from recruit.adapters.postgres.sign_ins import PostgresSignIns
from recruit.adapters.postgres.users import PostgresUsers

WATERMARK = Statement(select(OLDEST_RUNNING))


class PostgresWork:
    """The repositories of a session. Each is created on access, since most units of work need one."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def organisations(self) -> PostgresOrganisations:
        """The organisation itself."""
        return PostgresOrganisations(self._session)

    @property
    def users(self) -> PostgresUsers:
        """The organisation's users."""
        return PostgresUsers(self._session)

    @property
    def sign_ins(self) -> PostgresSignIns:
        """Sign-ins of its users."""
        return PostgresSignIns(self._session)

    @property
    def invitations(self) -> PostgresInvitations:
        """Invitations to join it."""
        return PostgresInvitations(self._session)

    @property
    def api_keys(self) -> PostgresApiKeys:
        """Its API keys."""
        return PostgresApiKeys(self._session)

    @property
    def jobs(self) -> PostgresJobs:
        """Its jobs."""
        return PostgresJobs(self._session)

    @property
    def candidates(self) -> PostgresCandidates:
        """Its candidates."""
        return PostgresCandidates(self._session)

    @property
    def identifiers(self) -> PostgresIdentifiers:
        """Identifiers of its candidates, which find duplicates."""
        return PostgresIdentifiers(self._session)

    @property
    def profiles(self) -> PostgresProfiles:
        """Profiles of its candidates."""
        return PostgresProfiles(self._session)

    @property
    def documents(self) -> PostgresDocuments:
        """Documents of its candidates."""
        return PostgresDocuments(self._session)

    @property
    def applications(self) -> PostgresApplications:
        """Its applications."""
        return PostgresApplications(self._session)

    @property
    def imports(self) -> PostgresImports:
        """Its imports."""
        return PostgresImports(self._session)

    @property
    def conversations(self) -> PostgresConversations:
        """Conversations of its users with the agent."""
        return PostgresConversations(self._session)

    @property
    def actions(self) -> PostgresActions:
        """Changes that the agent made or proposes."""
        return PostgresActions(self._session)

    @property
    def keyed_requests(self) -> PostgresKeyedRequests:
        """Requests of its users with an idempotency key."""
        return PostgresKeyedRequests(self._session)

    @property
    def match_logs(self) -> PostgresMatchLogs:
        """Its match logs."""
        return PostgresMatchLogs(self._session)

    @property
    def embeddings(self) -> PostgresEmbeddings:
        """Its embedding vectors."""
        return PostgresEmbeddings(self._session)

    @property
    def personal_data(self) -> PostgresPersonalData:
        """Personal data of one person across all tables."""
        return PostgresPersonalData(self._session)

    @property
    def erasures(self) -> PostgresErasures:
        """Its erasure receipts."""
        return PostgresErasures(self._session)

    @property
    def audit(self) -> PostgresAuditLog:
        """Its audit log."""
        return PostgresAuditLog(self._session)

    async def watermark(self) -> int:
        """Return the id of the oldest running transaction: the rows of all earlier ones are visible or rolled back."""
        ((oldest,),) = await self._session.fetch(WATERMARK, {})
        return int(oldest)
