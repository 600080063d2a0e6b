"""In-memory unit of work, with copies of an organisation's committed rows."""

from collections import ChainMap
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from recruit.adapters.memory.actions import MemoryActions
from recruit.adapters.memory.api_keys import MemoryApiKeys
from recruit.adapters.memory.applications import MemoryApplications
from recruit.adapters.memory.audit import MemoryAuditLog
from recruit.adapters.memory.candidates import MemoryCandidates
from recruit.adapters.memory.conversations import MemoryConversations
from recruit.adapters.memory.documents import MemoryDocuments, StoredDocument
from recruit.adapters.memory.erasures import MemoryErasures
from recruit.adapters.memory.idempotency import Keyed, MemoryKeyedRequests
from recruit.adapters.memory.identifiers import MemoryIdentifiers
from recruit.adapters.memory.imports import MemoryImports, StoredItem
from recruit.adapters.memory.invitations import MemoryInvitations
from recruit.adapters.memory.jobs import MemoryJobs
from recruit.adapters.memory.matching import MemoryEmbeddings, MemoryMatchLogs
from recruit.adapters.memory.organisations import MemoryOrganisations
from recruit.adapters.memory.personal_data import MemoryPersonalData
from recruit.adapters.memory.profiles import MemoryProfiles, StoredProfile
from recruit.adapters.memory.rows import ApplicationRows, FeatureRows, RowFeatures, Rows
from recruit.adapters.memory.sign_ins import MemorySignIns
from recruit.adapters.memory.users import Logins, MemoryUsers
from recruit.domain.accounts.model.api_keys import ApiKey
from recruit.domain.accounts.model.sessions import Invitation, SignIn
from recruit.domain.accounts.model.users import Credentials, Organisation, User
from recruit.domain.agent.model import Action, Conversation, Message
from recruit.domain.applications.model import Application
from recruit.domain.audit.model import AuditEntry
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.imports.model import Import
from recruit.domain.jobs.model import Job
from recruit.domain.matching.model import MATCHING_CANDIDATE_FIELDS, MATCHING_JOB_FIELDS, Embedded, MatchLog
from recruit.domain.privacy.model import Erasure

SEARCHED = ("job", "candidate", "application")
"""Kinds of rows whose creation times are stored, for searches by time."""


@dataclass(frozen=True, slots=True)
class Tenant:
    """Committed rows of one organisation."""

    organisations: dict[int, Organisation] = field(default_factory=dict)
    users: dict[int, User] = field(default_factory=dict)
    jobs: dict[int, Job] = field(default_factory=dict)
    candidates: dict[int, Candidate] = field(default_factory=dict)
    applications: dict[int, Application] = field(default_factory=dict)
    profiles: dict[int, StoredProfile] = field(default_factory=dict)
    documents: dict[int, StoredDocument] = field(default_factory=dict)
    match_logs: list[MatchLog] = field(default_factory=list)
    job_features: dict[int, RowFeatures] = field(default_factory=dict)
    candidate_features: dict[int, RowFeatures] = field(default_factory=dict)
    embeddings: dict[tuple[str, bytes], Embedded] = field(default_factory=dict)
    imports: dict[int, Import] = field(default_factory=dict)
    import_items: dict[int, StoredItem] = field(default_factory=dict)
    status_since: dict[int, datetime] = field(default_factory=dict)
    conversations: dict[int, Conversation] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    actions: dict[int, Action] = field(default_factory=dict)
    sign_ins: dict[int, SignIn] = field(default_factory=dict)
    invitations: dict[int, Invitation] = field(default_factory=dict)
    keyed_requests: Keyed = field(default_factory=dict)
    audit: dict[int, AuditEntry] = field(default_factory=dict)
    erasures: dict[int, Erasure] = field(default_factory=dict)
    api_keys: dict[int, ApiKey] = field(default_factory=dict)
    created_at: dict[str, dict[int, datetime]] = field(default_factory=lambda: {kind: {} for kind in SEARCHED})


class MemoryWork:
    """A unit of work: draft copies of one organisation's rows."""

    def __init__(self, org_id: int, tenant: Tenant, logins: Logins, ids: Callable[[str], int]) -> None:
        self._tenant = tenant
        self._organisations = Rows("organisation", tenant.organisations)
        self._users = Rows("user", tenant.users)
        new_version = partial(ids, "version")
        created_at = tenant.created_at
        self._jobs = FeatureRows(
            "job", tenant.jobs, tenant.job_features, new_version, MATCHING_JOB_FIELDS, created_at["job"]
        )
        self._candidates = FeatureRows(
            "candidate",
            tenant.candidates,
            tenant.candidate_features,
            new_version,
            MATCHING_CANDIDATE_FIELDS,
            created_at["candidate"],
            self._with_skills,
        )
        self._applications = ApplicationRows(
            "application", tenant.applications, tenant.status_since, created_at["application"]
        )
        self._profiles = Rows("profile", tenant.profiles)
        self._documents = Rows("document", tenant.documents)
        self._imports = Rows("import", tenant.imports)
        self._import_items = Rows("import item", tenant.import_items)
        self._conversations = Rows("conversation", tenant.conversations)
        self._messages = Rows("message", tenant.messages)
        self._actions = Rows("action", tenant.actions)
        self._sign_ins = Rows("sign-in", tenant.sign_ins)
        self._invitations = Rows("invitation", tenant.invitations)
        self._api_keys = Rows("key", tenant.api_keys)
        self.new_logins: dict[str, Credentials | None] = {}
        self.new_logs: list[MatchLog] = []
        self._new_version = new_version

        self.organisations = MemoryOrganisations(org_id, self._organisations)
        current_logins = ChainMap(self.new_logins, logins)
        user_rows = self._sign_ins, self._api_keys, self._conversations
        self.users = MemoryUsers(org_id, self._users, partial(ids, "user"), current_logins, *user_rows)
        self.api_keys = MemoryApiKeys(org_id, self._api_keys, partial(ids, "API key"), self._users)
        self.sign_ins = MemorySignIns(org_id, self._sign_ins, partial(ids, "sign-in"), self._users)
        self.invitations = MemoryInvitations(org_id, self._invitations, partial(ids, "invitation"))
        self.embeddings = MemoryEmbeddings(tenant.embeddings, new_version)
        self.jobs = MemoryJobs(
            org_id, self._jobs, partial(ids, "job"), self._users, self._applications, self.embeddings
        )
        self.candidates = MemoryCandidates(
            org_id,
            self._candidates,
            partial(ids, "candidate"),
            self._organisations,
            self._applications,
            self._profiles,
            self._documents,
            self.embeddings,
        )
        self.identifiers = MemoryIdentifiers(self._candidates, self._profiles, self._documents)
        self.profiles = MemoryProfiles(self._profiles, self._candidates)
        self.documents = MemoryDocuments(org_id, self._documents, partial(ids, "document"), self._candidates)
        self.applications = MemoryApplications(
            org_id, self._applications, partial(ids, "application"), self._jobs, self._candidates
        )
        self.match_logs = MemoryMatchLogs(org_id, tenant.match_logs, self.new_logs, partial(ids, "match log"))
        self.imports = MemoryImports(
            org_id,
            self._imports,
            self._import_items,
            partial(ids, "import"),
            partial(ids, "import item"),
            self._users,
            self._candidates,
        )

        self.conversations = MemoryConversations(
            org_id,
            self._conversations,
            self._messages,
            partial(ids, "conversation"),
            partial(ids, "message"),
            self._users,
        )
        self.keyed_requests = MemoryKeyedRequests(tenant.keyed_requests, self._users)
        self.actions = MemoryActions(org_id, self._actions, partial(ids, "action"), self._organisations)
        self._logins = logins
        self._audit = Rows("audit entry", tenant.audit)
        self.audit = MemoryAuditLog(org_id, self._audit, partial(ids, "audit entry"))
        self._erasures = Rows("erasure", tenant.erasures)
        self.erasures = MemoryErasures(org_id, self._erasures, partial(ids, "erasure"))

    @property
    def personal_data(self) -> MemoryPersonalData:
        """Personal data of one person across all tables."""
        return MemoryPersonalData(
            jobs=self._jobs,
            candidates=self._candidates,
            applications=self._applications,
            documents=self._documents,
            profiles=self._profiles,
            conversations=self._conversations,
            messages_=self._messages,
            actions=self._actions,
            imports=self._imports,
            import_items=self._import_items,
            match_logs=self.match_logs,
            embeddings=self.embeddings,
            keyed_requests=self.keyed_requests,
            audit=self.audit,
        )

    def _with_skills(self, candidate: Candidate) -> Candidate:
        row = self._profiles.current.get(candidate.id)
        return replace(candidate, skills=tuple(skill.name for skill in row.profile.skills)) if row else candidate

    async def watermark(self) -> int:
        """Return a new version, which is higher than that of any row."""
        return self._new_version()

    def commit(self) -> Tenant:
        """Add this unit of work's changes to the audit log, and return the resulting rows."""
        self._audit_changes()
        return Tenant(
            self._organisations.current,
            self._users.current,
            self._jobs.current,
            self._candidates.current,
            self._applications.current,
            self._profiles.current,
            self._documents.current,
            self.match_logs.committed,
            self._jobs.row_features,
            self._candidates.row_features,
            self.embeddings.committed,
            self._imports.current,
            self._import_items.current,
            self._applications.status_since,
            self._conversations.current,
            self._messages.current,
            self._actions.current,
            self._sign_ins.current,
            self._invitations.current,
            self.keyed_requests.current,
            self._audit.current,
            self._erasures.current,
            self._api_keys.current,
            self._tenant.created_at,
        )

    def _audit_changes(self) -> None:
        tenant = self._tenant
        for entity, before, rows in (
            ("organisation", tenant.organisations, self._organisations),
            ("user", tenant.users, self._users),
            ("sign_in", tenant.sign_ins, self._sign_ins),
            ("invitation", tenant.invitations, self._invitations),
            ("api_key", tenant.api_keys, self._api_keys),
            ("job", tenant.jobs, self._jobs),
            ("candidate", tenant.candidates, self._candidates),
            ("application", tenant.applications, self._applications),
            ("document", tenant.documents, self._documents),
            ("profile", tenant.profiles, self._profiles),
            ("import", tenant.imports, self._imports),
            ("conversation", tenant.conversations, self._conversations),
            ("message", tenant.messages, self._messages),
            ("action", tenant.actions, self._actions),
            ("erasure", tenant.erasures, self._erasures),
        ):
            self.audit.changed(entity, before, rows.current)
        self.audit.changed("login", {key: self._logins.get(key) for key in self.new_logins}, self.new_logins)
        self.audit.close()
