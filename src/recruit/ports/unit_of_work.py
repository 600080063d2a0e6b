"""The unit of work: the repositories of one organisation."""

from typing import Protocol

from recruit.ports.accounts import ApiKeys, Invitations, Organisations, SignIns, Users
from recruit.ports.agent import Actions, Conversations
from recruit.ports.applications import Applications
from recruit.ports.audit import AuditLog
from recruit.ports.candidates import Candidates, Documents, Identifiers, Profiles
from recruit.ports.idempotency import KeyedRequests
from recruit.ports.imports import Imports
from recruit.ports.jobs import Jobs
from recruit.ports.matching import Embeddings, MatchLogs
from recruit.ports.privacy import Erasures, Traces


class UnitOfWork(Protocol):
    """One transaction, bound to one organisation: it can neither see nor touch another's rows."""

    @property
    def organisations(self) -> Organisations:
        """The organisation itself."""
        ...

    @property
    def users(self) -> Users:
        """Its users."""
        ...

    @property
    def sign_ins(self) -> SignIns:
        """Its users' sign-ins."""
        ...

    @property
    def invitations(self) -> Invitations:
        """Invitations to join it."""
        ...

    @property
    def api_keys(self) -> ApiKeys:
        """Keys of its machines."""
        ...

    @property
    def jobs(self) -> Jobs:
        """Its jobs."""
        ...

    @property
    def candidates(self) -> Candidates:
        """Its candidates."""
        ...

    @property
    def identifiers(self) -> Identifiers:
        """By what its candidates are found again."""
        ...

    @property
    def profiles(self) -> Profiles:
        """Its candidates' profiles."""
        ...

    @property
    def documents(self) -> Documents:
        """Its candidates' documents."""
        ...

    @property
    def applications(self) -> Applications:
        """Its applications."""
        ...

    @property
    def conversations(self) -> Conversations:
        """Its users' conversations with the agent."""
        ...

    @property
    def actions(self) -> Actions:
        """What the agent changed or proposes."""
        ...

    @property
    def embeddings(self) -> Embeddings:
        """Its vectors."""
        ...

    @property
    def imports(self) -> Imports:
        """Its bulk imports."""
        ...

    @property
    def keyed_requests(self) -> KeyedRequests:
        """What its users asked with a key."""
        ...

    @property
    def traces(self) -> Traces:
        """All that tells of a person."""
        ...

    @property
    def erasures(self) -> Erasures:
        """Its receipts of erasures."""
        ...

    @property
    def audit(self) -> AuditLog:
        """Its audit log."""
        ...

    async def frontier(self) -> int:
        """Return a version below which nothing will appear any more. Ask for it before `changes`."""
        ...

    @property
    def match_logs(self) -> MatchLogs:
        """Its match logs."""
        ...
