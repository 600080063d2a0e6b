"""In-memory unit of work, with copies of an organisation's committed rows."""

from collections import ChainMap
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from recruit.adapters.memory.actions import MemoryActions
from recruit.adapters.memory.api_keys import MemoryApiKeys
from recruit.adapters.memory.applications import MemoryApplications
from recruit.adapters.memory.audit import MemoryAuditLog
from recruit.adapters.memory.candidates import MemoryCandidates
from recruit.adapters.memory.conversations import MemoryConversations
from recruit.adapters.memory.demo import MemoryDemoRecords
from recruit.adapters.memory.directory import MemoryDirectoryGroups, MemoryDirectoryUsers, StoredMembership
from recruit.adapters.memory.documents import MemoryDocuments, StoredDocument
from recruit.adapters.memory.erasures import MemoryErasures
from recruit.adapters.memory.external_ids import MemoryExternalIds
from recruit.adapters.memory.idempotency import Keyed, MemoryKeyedRequests
from recruit.adapters.memory.identifiers import MemoryIdentifiers
from recruit.adapters.memory.identities import MemoryIdentities
from recruit.adapters.memory.imports import MemoryImports, StoredItem
from recruit.adapters.memory.invitations import MemoryInvitations
from recruit.adapters.memory.jobs import MemoryJobs
from recruit.adapters.memory.matching import MemoryEmbeddings, MemoryMatchLogs
from recruit.adapters.memory.notes import MemoryNotes, UnreadMention
from recruit.adapters.memory.organisations import MemoryOrganisations
from recruit.adapters.memory.outgoing_mail import MemoryOutgoingMail
from recruit.adapters.memory.password_links import MemoryPasswordLinks
from recruit.adapters.memory.personal_data import MemoryPersonalData
from recruit.adapters.memory.pipeline_templates import MemoryPipelineTemplates
from recruit.adapters.memory.profiles import MemoryProfiles, StoredProfile
from recruit.adapters.memory.rejection_reasons import MemoryRejectionReasons, StoredReason
from recruit.adapters.memory.reports import MemoryReports
from recruit.adapters.memory.rows import (
    VERSION,
    ApplicationRows,
    FeatureRows,
    NewId,
    RowChange,
    RowFeatures,
    Rows,
    Sequences,
)
from recruit.adapters.memory.saved_searches import MemorySavedSearches
from recruit.adapters.memory.second_factors import MemorySecondFactors
from recruit.adapters.memory.sign_ins import MemorySignIns
from recruit.adapters.memory.stages import MemoryStages
from recruit.adapters.memory.tags import MemoryTags
from recruit.adapters.memory.tasks import MemoryTasks
from recruit.adapters.memory.team import MemoryTeam
from recruit.adapters.memory.text_index import MemoryTextIndex
from recruit.adapters.memory.users import Logins, MemoryUsers
from recruit.adapters.memory.webhooks import MemoryDeliveries, MemoryWebhooks
from recruit.domain.accounts.model.api_keys import ApiKey
from recruit.domain.accounts.model.providers import Identity
from recruit.domain.accounts.model.second_factors import SecondFactor
from recruit.domain.accounts.model.sessions import Invitation, PasswordLink, SignIn
from recruit.domain.accounts.model.users import Credentials, Organisation, User
from recruit.domain.agent.model import Action, Conversation, Message
from recruit.domain.applications.model import Application
from recruit.domain.audit.model import ORIGIN, AuditEntry
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.demo.model import DemoRecord
from recruit.domain.directory.model import Account, Group
from recruit.domain.external_ids.model import RecordKind, StoredExternalId
from recruit.domain.imports.model import Import
from recruit.domain.jobs.model import Job
from recruit.domain.mail.model import Mail
from recruit.domain.matching.model import MATCHING_CANDIDATE_FIELDS, MATCHING_JOB_FIELDS, Embedded, MatchLog
from recruit.domain.notes.model import Note
from recruit.domain.pipelines.model import PipelineTemplate, Stage
from recruit.domain.privacy.model import Erasure
from recruit.domain.saved_searches.model import SavedSearch
from recruit.domain.tags.model import CandidateTag, Tag
from recruit.domain.tasks.model import Task
from recruit.domain.team.model import TeamMember
from recruit.domain.webhooks.model import Delivery, Webhook

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
    stages: dict[int, Stage] = field(default_factory=dict)
    pipeline_templates: dict[int, PipelineTemplate] = field(default_factory=dict)
    rejection_reasons: dict[int, StoredReason] = field(default_factory=dict)
    profiles: dict[int, StoredProfile] = field(default_factory=dict)
    documents: dict[int, StoredDocument] = field(default_factory=dict)
    notes: dict[int, Note] = field(default_factory=dict)
    unread_mentions: dict[int, UnreadMention] = field(default_factory=dict)
    tags: dict[int, Tag] = field(default_factory=dict)
    candidate_tags: dict[int, CandidateTag] = field(default_factory=dict)
    external_ids: dict[int, StoredExternalId] = field(default_factory=dict)
    tasks: dict[int, Task] = field(default_factory=dict)
    team_members: dict[int, TeamMember] = field(default_factory=dict)
    demo_records: dict[int, DemoRecord] = field(default_factory=dict)
    match_logs: list[MatchLog] = field(default_factory=list)
    job_features: dict[int, RowFeatures] = field(default_factory=dict)
    candidate_features: dict[int, RowFeatures] = field(default_factory=dict)
    embeddings: dict[tuple[str, bytes], Embedded] = field(default_factory=dict)
    imports: dict[int, Import] = field(default_factory=dict)
    import_items: dict[int, StoredItem] = field(default_factory=dict)
    saved_searches: dict[int, SavedSearch] = field(default_factory=dict)
    status_since: dict[int, datetime] = field(default_factory=dict)
    changed_at: dict[int, datetime] = field(default_factory=dict)
    conversations: dict[int, Conversation] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    actions: dict[int, Action] = field(default_factory=dict)
    sign_ins: dict[int, SignIn] = field(default_factory=dict)
    second_factors: dict[int, SecondFactor] = field(default_factory=dict)
    identities: dict[int, Identity] = field(default_factory=dict)
    inactive_users: dict[int, User] = field(default_factory=dict)
    directory_accounts: dict[int, Account] = field(default_factory=dict)
    directory_groups: dict[int, Group] = field(default_factory=dict)
    directory_members: dict[int, StoredMembership] = field(default_factory=dict)
    password_links: dict[int, PasswordLink] = field(default_factory=dict)
    outgoing_mail: dict[int, Mail] = field(default_factory=dict)
    invitations: dict[int, Invitation] = field(default_factory=dict)
    keyed_requests: Keyed = field(default_factory=dict)
    audit: dict[int, AuditEntry] = field(default_factory=dict)
    erasures: dict[int, Erasure] = field(default_factory=dict)
    api_keys: dict[int, ApiKey] = field(default_factory=dict)
    webhooks: dict[int, Webhook] = field(default_factory=dict)
    deliveries: dict[int, Delivery] = field(default_factory=dict)
    created_at: dict[str, dict[int, datetime]] = field(default_factory=lambda: {kind: {} for kind in SEARCHED})


AUDITED = {
    "organisations": "organisation",
    "users": "user",
    "sign_ins": "sign_in",
    "second_factors": "second_factor",
    "identities": "identity",
    "directory_accounts": "directory_account",
    "directory_groups": "directory_group",
    "directory_members": "directory_member",
    "password_links": "password_link",
    "invitations": "invitation",
    "api_keys": "api_key",
    "jobs": "job",
    "candidates": "candidate",
    "stages": "stage",
    "pipeline_templates": "pipeline_template",
    "rejection_reasons": "rejection_reason",
    "applications": "application",
    "documents": "document",
    "profiles": "profile",
    "notes": "note",
    "tags": "tag",
    "candidate_tags": "candidate_tag",
    "external_ids": "external_id",
    "tasks": "task",
    "team_members": "team_member",
    "imports": "import",
    "saved_searches": "saved_search",
    "conversations": "conversation",
    "messages": "message",
    "actions": "action",
    "erasures": "erasure",
    "webhooks": "webhook",
}
"""Field of `Tenant` → name of the entity in the audit log."""

UNAUDITED = (
    *("outgoing_mail", "import_items", "unread_mentions", "demo_records", "deliveries", "audit"),
    "inactive_users",  # what happens to them is in the entries of users
)
"""Fields of `Tenant` with other rows."""


class MemoryWork:
    """A unit of work: draft copies of one organisation's rows."""

    def __init__(self, org_id: int, tenant: Tenant, logins: Logins, next_id: Callable[[str], int]) -> None:
        self._tenant = tenant
        self._logins = logins
        self._new_version = partial(next_id, VERSION)
        self.new_logins: dict[str, Credentials | None] = {}
        self.new_logs: list[MatchLog] = []
        self._add_rows(Sequences(org_id, next_id))
        self._add_repositories(org_id, partial(next_id, "match log"))

    def _add_rows(self, sequences: Sequences) -> None:
        tenant, created_at = self._tenant, self._tenant.created_at
        self._organisations = Rows("organisation", sequences, tenant.organisations)
        self._users = Rows("user", sequences, tenant.users)
        self._jobs = FeatureRows(
            "job", sequences, tenant.jobs, tenant.job_features, MATCHING_JOB_FIELDS, created_at["job"]
        )
        self._candidates = FeatureRows(
            "candidate",
            sequences,
            tenant.candidates,
            tenant.candidate_features,
            MATCHING_CANDIDATE_FIELDS,
            created_at["candidate"],
            self._with_skills,
        )
        self._applications = ApplicationRows(
            sequences, tenant.applications, tenant.status_since, tenant.changed_at, created_at["application"]
        )
        self._stages = Rows("stage", sequences, tenant.stages)
        self._pipeline_templates = Rows("pipeline template", sequences, tenant.pipeline_templates)
        self._rejection_reasons = Rows("rejection reason", sequences, tenant.rejection_reasons)
        self._profiles = Rows("profile", sequences, tenant.profiles)
        self._documents = Rows("document", sequences, tenant.documents)
        self._notes = Rows("note", sequences, tenant.notes)
        self._unread_mentions = Rows("unread mention", sequences, tenant.unread_mentions)
        self._tags = Rows("tag", sequences, tenant.tags)
        self._candidate_tags = Rows("candidate tag", sequences, tenant.candidate_tags)
        self._external_ids = Rows("external id", sequences, tenant.external_ids)
        self._tasks = Rows("task", sequences, tenant.tasks)
        self._team_members = Rows("team member", sequences, tenant.team_members)
        self._demo_records = Rows("demo record", sequences, tenant.demo_records)
        self._imports = Rows("import", sequences, tenant.imports)
        self._import_items = Rows("import item", sequences, tenant.import_items)
        self._saved_searches = Rows("saved search", sequences, tenant.saved_searches)
        self._conversations = Rows("conversation", sequences, tenant.conversations)
        self._messages = Rows("message", sequences, tenant.messages)
        self._actions = Rows("action", sequences, tenant.actions)
        self._sign_ins = Rows("sign-in", sequences, tenant.sign_ins)
        self._second_factors = Rows("second factor", sequences, tenant.second_factors)
        self._identities = Rows("identity", sequences, tenant.identities)
        self._inactive_users = Rows("user", sequences, tenant.inactive_users)
        self._directory_accounts = Rows("account", sequences, tenant.directory_accounts)
        self._directory_groups = Rows("group", sequences, tenant.directory_groups)
        self._directory_members = Rows("membership", sequences, tenant.directory_members)
        self._password_links = Rows("password link", sequences, tenant.password_links)
        self._outgoing_mail = Rows("message", sequences, tenant.outgoing_mail)
        self._invitations = Rows("invitation", sequences, tenant.invitations)
        self._api_keys = Rows("key", sequences, tenant.api_keys)
        self._audit = Rows("audit entry", sequences, tenant.audit)
        self._erasures = Rows("erasure", sequences, tenant.erasures)
        self._webhooks = Rows("webhook", sequences, tenant.webhooks)
        self._deliveries = Rows("delivery", sequences, tenant.deliveries)
        self._add_cascades()

    def _add_cascades(self) -> None:
        """Have rows removed with those that they refer to, as foreign keys do in a database."""
        of_user: tuple[Rows[Any], ...] = (
            *(self._team_members, self._unread_mentions, self._second_factors, self._identities),
            *(self._password_links, self._directory_accounts, self._directory_members),
        )
        of_candidate: tuple[Rows[Any], ...] = (
            *(self._notes, self._candidate_tags, self._external_ids),
            *(self._tasks, self._demo_records),
        )
        for rows, field_, dependants in (
            (self._candidates, "candidate_id", of_candidate),
            (self._applications, "application_id", (self._notes, self._tasks, self._external_ids)),
            (self._jobs, "job_id", (self._tasks, self._team_members, self._external_ids, self._demo_records)),
            (self._notes, "note_id", (self._unread_mentions,)),
            (self._tags, "tag_id", (self._candidate_tags, self._demo_records)),
            (self._rejection_reasons, "reason_id", (self._demo_records,)),
            (self._directory_groups, "group_id", (self._directory_members,)),
            (self._users, "user_id", of_user),
            (self._inactive_users, "user_id", of_user),
        ):
            for dependant in dependants:
                rows.cascade_to(dependant, field_)

    def _add_repositories(self, org_id: int, new_log_id: NewId) -> None:
        tenant, users, candidates = self._tenant, self._users, self._candidates
        self.organisations = MemoryOrganisations(self._organisations)
        logins = ChainMap(self.new_logins, self._logins)
        self.users = MemoryUsers(
            users,
            logins,
            self._sign_ins,
            self._password_links,
            self._api_keys,
            self._conversations,
            self._notes,
            self._tasks,
            self._saved_searches,
            self._inactive_users,
            self._identities,
        )
        self.directory_users = MemoryDirectoryUsers(self._directory_accounts, users, self._inactive_users)
        self.directory_groups = MemoryDirectoryGroups(self._directory_groups, self._directory_members)
        self.api_keys = MemoryApiKeys(self._api_keys, users)
        self.sign_ins = MemorySignIns(self._sign_ins, users, self._second_factors)
        self.second_factors = MemorySecondFactors(self._second_factors)
        self.identities = MemoryIdentities(self._identities, users)
        self.password_links = MemoryPasswordLinks(self._password_links, users)
        self.outgoing_mail = MemoryOutgoingMail(self._outgoing_mail, users)
        self.invitations = MemoryInvitations(self._invitations)
        self.embeddings = MemoryEmbeddings(tenant.embeddings, self._new_version)
        self.jobs = MemoryJobs(self._jobs, users, self._applications, self._stages, self.embeddings)
        self.candidates = MemoryCandidates(
            candidates,
            self._organisations,
            self._applications,
            self._profiles,
            self._documents,
            self._candidate_tags,
            self.embeddings,
        )
        self.identifiers = MemoryIdentifiers(candidates, self._profiles, self._documents)
        self.profiles = MemoryProfiles(self._profiles, candidates)
        self.documents = MemoryDocuments(self._documents, candidates)
        self.stages = MemoryStages(self._stages, self._jobs, self._applications, self._pipeline_templates)
        self.pipeline_templates = MemoryPipelineTemplates(self._pipeline_templates)
        self.rejection_reasons = MemoryRejectionReasons(self._rejection_reasons, self._applications)
        self.applications = MemoryApplications(
            self._applications,
            self._jobs,
            candidates,
            self.stages,
            self.rejection_reasons,
            self._tags,
            self._candidate_tags,
        )
        self.notes = MemoryNotes(self._notes, self._unread_mentions, users, candidates, self._applications)
        self.external_ids = MemoryExternalIds(self._external_ids)
        self.tags = MemoryTags(self._tags, self._candidate_tags, candidates)
        self.tasks = MemoryTasks(self._tasks, users, candidates, self._jobs, self._applications)
        self.team = MemoryTeam(self._team_members, users, self._jobs, self._applications, self._stages)
        self.demo_records = MemoryDemoRecords(
            self._demo_records, self._jobs, candidates, self._tags, self._rejection_reasons
        )
        self.match_logs = MemoryMatchLogs(org_id, tenant.match_logs, self.new_logs, new_log_id)
        self.imports = MemoryImports(self._imports, self._import_items, users, candidates)
        self.saved_searches = MemorySavedSearches(self._saved_searches, users)
        self.texts = MemoryTextIndex()
        self.conversations = MemoryConversations(self._conversations, self._messages, users)
        self.keyed_requests = MemoryKeyedRequests(tenant.keyed_requests, users)
        self.actions = MemoryActions(self._actions, self._organisations)
        records: dict[RecordKind, Rows[Any]] = {
            RecordKind.JOB: self._jobs,
            RecordKind.CANDIDATE: candidates,
            RecordKind.APPLICATION: self._applications,
        }
        self.audit = MemoryAuditLog(self._audit, records)
        self.reports = MemoryReports(self._audit, self._stages, self._applications, candidates, self._jobs)
        self.erasures = MemoryErasures(self._erasures)
        self.webhooks = MemoryWebhooks(self._webhooks, self._deliveries, users)
        self.deliveries = MemoryDeliveries(self._deliveries, self._webhooks)

    @property
    def personal_data(self) -> MemoryPersonalData:
        """Personal data of one person across all tables."""
        return MemoryPersonalData(
            jobs=self._jobs,
            candidates=self._candidates,
            applications=self._applications,
            documents=self._documents,
            profiles=self._profiles,
            notes=self._notes,
            tasks=self._tasks,
            candidate_tags=self._candidate_tags,
            external_ids=self._external_ids,
            conversations=self._conversations,
            messages_=self._messages,
            actions=self._actions,
            imports=self._imports,
            import_items=self._import_items,
            saved_searches=self._saved_searches,
            match_logs=self.match_logs,
            embeddings=self.embeddings,
            keyed_requests=self.keyed_requests,
            deliveries=self._deliveries,
            audit=self.audit,
        )

    def _with_skills(self, candidate: Candidate) -> Candidate:
        row = self._profiles.current.get(candidate.id)
        return replace(candidate, skills=tuple(skill.name for skill in row.profile.skills)) if row else candidate

    async def watermark(self) -> int:
        """Return a new version, which is higher than that of any row."""
        return self._new_version()

    @property
    def has_changes(self) -> bool:
        """Whether rows, logins or match logs were changed."""
        rows = (getattr(self, f"_{name}") for name in (*AUDITED, "audit"))
        return any(any(one.row_changes()) for one in rows) or bool(self.new_logins or self.new_logs)

    def commit(self) -> Tenant:
        """Add this unit of work's changes to the audit log, and return the resulting rows."""
        changes = [(entity, one) for name, entity in AUDITED.items() for one in getattr(self, f"_{name}").row_changes()]
        for entity, change in sorted(changes, key=lambda found: found[1].number):
            self.audit.add_change(entity, change)
        for key, login in self.new_logins.items():
            if login is self._logins.get(key):  # None for a login that was added and removed
                continue
            self.audit.add_change("login", RowChange(self._logins.get(key), login, 0, ORIGIN.get()))
        self.audit.close()
        return Tenant(
            **{name: self._rows(name) for name in (*AUDITED, *UNAUDITED)},
            match_logs=self.match_logs.committed,
            job_features=self._jobs.row_features,
            candidate_features=self._candidates.row_features,
            embeddings=self.embeddings.committed,
            status_since=self._applications.status_since,
            changed_at=self._applications.changed_at,
            keyed_requests=self.keyed_requests.current,
            created_at=self._tenant.created_at,
        )

    def _rows(self, name: str) -> Any:
        """Return the current rows of a field of `Tenant`."""
        return getattr(self, f"_{name}").current
