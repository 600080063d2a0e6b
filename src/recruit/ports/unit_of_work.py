"""The unit of work: the repositories of one organisation."""

from typing import Protocol

from recruit.ports.accounts import (
    ApiKeys,
    Invitations,
    Organisations,
    PasswordLinks,
    SecondFactors,
    SignIns,
    Users,
)
from recruit.ports.agent import Actions, Conversations
from recruit.ports.applications import Applications
from recruit.ports.audit import AuditLog
from recruit.ports.candidates import Candidates, Documents, Identifiers, Profiles
from recruit.ports.demo import DemoRecords
from recruit.ports.directory import DirectoryGroups, DirectoryUsers
from recruit.ports.external_ids import ExternalIds
from recruit.ports.idempotency import KeyedRequests
from recruit.ports.imports import Imports
from recruit.ports.jobs import Jobs
from recruit.ports.mail import OutgoingMail
from recruit.ports.matching import Embeddings, MatchLogs
from recruit.ports.notes import Notes
from recruit.ports.pipelines import PipelineTemplates, RejectionReasons, Stages
from recruit.ports.privacy import Erasures, PersonalData
from recruit.ports.providers import Identities
from recruit.ports.reports import Reports
from recruit.ports.saved_searches import SavedSearches
from recruit.ports.search import TextIndex
from recruit.ports.tags import Tags
from recruit.ports.tasks import Tasks
from recruit.ports.team import Team
from recruit.ports.webhooks import Deliveries, Webhooks


class UnitOfWork(Protocol):
    """One transaction, bound to one organisation: other organisations' rows are neither visible nor writable.

    Rules for all repositories:

    - Every call raises Unavailable when storage is down or saturated.
    - NotFound doesn't reveal whether an id is unused or another organisation's. An id above 64 bits is not found.
    - Times are aware.
    - Pages follow `Window`: `limit` rows after the id `after`, without the first `skip`, and the total of the list.
    - Locks end with the unit of work, or with the outer transaction around it.
    """

    @property
    def organisations(self) -> Organisations:
        """The organisation itself."""

    @property
    def users(self) -> Users:
        """The organisation's users."""

    @property
    def sign_ins(self) -> SignIns:
        """Sign-ins of its users."""

    @property
    def second_factors(self) -> SecondFactors:
        """Second factors of its users."""

    @property
    def identities(self) -> Identities:
        """Identities of its users at providers."""

    @property
    def directory_users(self) -> DirectoryUsers:
        """Its users as a company's directory sees them."""

    @property
    def directory_groups(self) -> DirectoryGroups:
        """Groups of a company's directory."""

    @property
    def invitations(self) -> Invitations:
        """Invitations to join it."""

    @property
    def password_links(self) -> PasswordLinks:
        """Links that set passwords of its users."""

    @property
    def outgoing_mail(self) -> OutgoingMail:
        """Its mail to users and invited persons."""

    @property
    def api_keys(self) -> ApiKeys:
        """Its API keys."""

    @property
    def jobs(self) -> Jobs:
        """Its jobs."""

    @property
    def candidates(self) -> Candidates:
        """Its candidates."""

    @property
    def identifiers(self) -> Identifiers:
        """Identifiers of its candidates, which find duplicates."""

    @property
    def profiles(self) -> Profiles:
        """Profiles of its candidates."""

    @property
    def documents(self) -> Documents:
        """Documents of its candidates."""

    @property
    def applications(self) -> Applications:
        """Its applications."""

    @property
    def external_ids(self) -> ExternalIds:
        """Ids of its jobs, candidates and applications in other systems."""

    @property
    def texts(self) -> TextIndex:
        """Its index of full-text search."""

    @property
    def saved_searches(self) -> SavedSearches:
        """Searches that its users saved."""

    @property
    def stages(self) -> Stages:
        """Stages of its jobs."""

    @property
    def pipeline_templates(self) -> PipelineTemplates:
        """Its pipeline templates."""

    @property
    def rejection_reasons(self) -> RejectionReasons:
        """Its rejection reasons."""

    @property
    def notes(self) -> Notes:
        """Notes on its candidates and applications."""

    @property
    def tags(self) -> Tags:
        """Its tags, and those of its candidates."""

    @property
    def tasks(self) -> Tasks:
        """Tasks of its users."""

    @property
    def team(self) -> Team:
        """Hiring teams of its jobs."""

    @property
    def demo_records(self) -> DemoRecords:
        """Which of its records are demo data."""

    @property
    def conversations(self) -> Conversations:
        """Conversations of its users with the agent."""

    @property
    def actions(self) -> Actions:
        """Changes that the agent made or proposes."""

    @property
    def embeddings(self) -> Embeddings:
        """Its embedding vectors."""

    @property
    def imports(self) -> Imports:
        """Its bulk imports."""

    @property
    def keyed_requests(self) -> KeyedRequests:
        """Requests of its users with an idempotency key."""

    @property
    def personal_data(self) -> PersonalData:
        """Personal data of one person across all tables."""

    @property
    def erasures(self) -> Erasures:
        """Its erasure receipts."""

    @property
    def audit(self) -> AuditLog:
        """Its audit log."""

    @property
    def reports(self) -> Reports:
        """Reports on its applications."""

    async def watermark(self) -> int:
        """Return the watermark: no row with a lower version will appear any more. Call it before `changes`."""

    @property
    def match_logs(self) -> MatchLogs:
        """Its match logs."""

    @property
    def webhooks(self) -> Webhooks:
        """Its webhooks."""

    @property
    def deliveries(self) -> Deliveries:
        """Deliveries to its webhooks."""
