"""What the API takes and returns. Generated from the OpenAPI document by `make client`: don't edit it."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from msgspec import UNSET, Struct, UnsetType

Figure: TypeAlias = Literal["applications", "archived", "current", "ended", "hires", "reached"]
"""What a number in a report counts."""

ImportKind: TypeAlias = Literal["csv", "zip"]
"""What was uploaded."""

ImportStatus: TypeAlias = Literal["done", "queued", "running"]
"""How far an import has come."""

ItemStatus: TypeAlias = Literal["created", "duplicate", "failed", "queued", "valid"]
"""What has become of an item."""

Permission: TypeAlias = Literal[
    "agent:chat",
    "applications:change",
    "applications:create",
    "applications:delete",
    "applications:read",
    "audit:read",
    "candidates:delete",
    "candidates:erase",
    "candidates:export",
    "candidates:note",
    "candidates:read",
    "candidates:write",
    "documents:delete",
    "documents:read",
    "documents:write",
    "imports:read",
    "imports:write",
    "jobs:delete",
    "jobs:read",
    "jobs:write",
    "keys:manage",
    "matching:read",
    "notes:manage",
    "notes:restricted",
    "pipelines:manage",
    "searches:manage",
    "searches:save",
    "tasks:read",
    "tasks:write",
    "users:manage",
    "users:provision",
    "users:read",
    "webhooks:manage",
]
"""What a caller may do. None includes another. API keys have them as scopes."""

ReasonType: TypeAlias = Literal["other", "they_declined", "we_declined"]
"""Which side declined."""

RecordKind: TypeAlias = Literal["application", "candidate", "job"]
"""The kinds of records that have external ids."""

Role: TypeAlias = Literal["hiring_manager", "org_admin", "recruiter", "viewer"]
"""What a user is in the organisation, from least to most: each may do all that the one before may."""

SearchKind: TypeAlias = Literal["candidates", "jobs"]
"""The list that a search is of."""

Sort: TypeAlias = Literal["activity", "id", "name", "newest", "score"]
"""The order of a list of candidates or jobs. `SCORE` is of candidates for a job alone, and no order of storage."""

StageType: TypeAlias = Literal["applied", "archived", "hired", "interview", "lead", "offer", "screening"]
"""The meaning of a stage, whatever its name: first those of the standard statuses, in their order."""

TagMatch: TypeAlias = Literal["all", "any", "none"]
"""Which of the wanted tags a candidate must have."""

TeamRole: TypeAlias = Literal["hiring_manager", "owner", "recruiter"]
"""What a user is in a job's team. At most one is the owner. It grants no permission."""

Visibility: TypeAlias = Literal["everyone", "recruiters"]
"""Who may read a note: every user who may read candidates, or only users with the permission for restricted notes."""


class ActionUndone(Struct, kw_only=True):
    """An action of the agent that was undone, the records that are as before it, and a sentence for people."""

    id: int
    records: list[RecordReference]
    text: str


class ApiKeyOut(Struct, kw_only=True):
    """A key for a machine, of which only the beginning is shown."""

    id: int
    org_id: int
    name: str
    prefix: str
    scopes: list[str]
    created_by_user_id: int
    created_at: str
    expires_at: str | None
    last_used_at: str | None


class ApiKeyPage(Struct, kw_only=True):
    """Keys for machines."""

    items: list[ApiKeyOut]
    total: int


class ApplicationHistory(Struct, kw_only=True):
    """The stages of an application in order, the current one last."""

    application_id: int
    items: list[StageVisitOut]


class ApplicationOut(Struct, kw_only=True):
    """An application."""

    id: int
    org_id: int
    job_id: int
    candidate_id: int
    status: str
    source: str
    fit_score: int | None
    created_at: str | UnsetType = UNSET
    updated_at: str | UnsetType = UNSET
    external_ids: list[ExternalIdOut] | UnsetType = UNSET


class ApplicationPage(Struct, kw_only=True):
    """One page of applications, and how many there are in all."""

    items: list[ApplicationOut]
    total: int


class ApplicationPreview(Struct, kw_only=True):
    """What a candidate would have applied for. `job_id` is null when the job would be created, too."""

    job_id: int | None
    job_title: str
    status: str


class ApplicationSync(Struct, kw_only=True):
    """Applications that changed, as they are now, and the ids of deleted ones. The last page has the next token."""

    items: list[ApplicationOut]
    deleted: list[int]
    sync_token: str | None


class AuditEntryOut(Struct, kw_only=True):
    """One write or read. `hash` is null until the entry is in the chain, which takes a minute."""

    id: int
    org_id: int
    at: str
    kind: str
    user_id: int | None
    key_id: int | None
    request_id: str | None
    address: str | None
    action: str
    entity: str
    entity_id: int | None
    candidate_id: int | None
    before: Any | None
    after: Any | None
    place: int | None
    hash: str | None


class AuditOut(Struct, kw_only=True):
    """Effect of swapping details that must not count, such as names, on the scores for a job. None is expected."""

    job_id: int
    swaps: list[DriftOut]


class AuditPage(Struct, kw_only=True):
    """Entries of the audit log."""

    items: list[AuditEntryOut]
    total: int


class BulkMoveOut(Struct, kw_only=True):
    """The outcome for each application, in the order of the request, and how many were moved."""

    results: list[MoveOutcome]
    moved: int


class CandidateFromResume(Struct, kw_only=True):
    """The candidate who was made of a résumé."""

    candidate: CandidateOut
    summary: str


class CandidateMatch(Struct, kw_only=True):
    """How well one candidate fits, 0 to 100, and why."""

    candidate_id: int
    full_name: str
    current_title: str | None
    current_company: str | None
    location: str | None
    score: int
    reason: str
    strategy: str


class CandidateMatches(Struct, kw_only=True):
    """Candidates for a job, best first."""

    job_id: int
    matches: list[CandidateMatch]


class CandidateOut(Struct, kw_only=True):
    """A candidate."""

    id: int
    org_id: int
    full_name: str
    headline: str | None
    location: str | None
    experience_years: int | None
    current_title: str | None
    current_company: str | None
    linkedin_url: str | None
    github_url: str | None
    website_url: str | None
    notes: str | None
    created_at: str | UnsetType = UNSET
    updated_at: str | UnsetType = UNSET
    emails: list[str] | UnsetType = UNSET
    phones: list[str] | UnsetType = UNSET
    external_ids: list[ExternalIdOut] | UnsetType = UNSET


class CandidatePage(Struct, kw_only=True):
    """One page of candidates, and how many there are in all."""

    items: list[CandidateOut]
    total: int


class CandidatePreview(Struct, kw_only=True):
    """Who would be created, without the notes, and their application where a row names a job."""

    full_name: str
    headline: str | None
    location: str | None
    experience_years: int | None
    current_title: str | None
    current_company: str | None
    linkedin_url: str | None
    github_url: str | None
    website_url: str | None
    application: ApplicationPreview | None = None


class CandidateProfile(Struct, kw_only=True):
    """What is known of a candidate beside their fields. What is left out is empty."""

    skills: list[SkillEntry] | UnsetType = UNSET
    languages: list[LanguageEntry] | UnsetType = UNSET
    education: list[EducationEntry] | UnsetType = UNSET
    positions: list[PositionEntry] | UnsetType = UNSET
    contacts: ContactsEntry | UnsetType = UNSET


class CandidateSync(Struct, kw_only=True):
    """Candidates that changed, as they are now, and the ids of deleted ones. The last page has the next token."""

    items: list[CandidateOut]
    deleted: list[int]
    sync_token: str | None


class ChatEvent(Struct, kw_only=True):
    """A server-sent event of a turn. `data` is a JSON object."""

    event: str
    data: Any


class ChatReply(Struct, kw_only=True):
    """What the recruiter agent answers."""

    reply: str


class ColumnOut(Struct, kw_only=True):
    """A column, what it is taken for, and some of what it holds. "notes" are kept with the column's name."""

    name: str
    field: str
    samples: list[str]


class ComponentOut(Struct, kw_only=True):
    """One part of a score, 0 to 1, and what it counts; all weights add up to 1."""

    name: str
    weight: float
    value: float


class ContactsEntry(Struct, kw_only=True):
    """Contact details of the candidate."""

    emails: list[str] | UnsetType = UNSET
    phones: list[str] | UnsetType = UNSET


class ConversationOut(Struct, kw_only=True):
    """A conversation, and when its first and its last message came."""

    id: int
    created_at: str
    updated_at: str


class ConversationPage(Struct, kw_only=True):
    """One page of conversations, and how many there are in all."""

    items: list[ConversationOut]
    total: int


class ConversationTranscript(Struct, kw_only=True):
    """A conversation with its last 400 messages, in order, and the first 20,000 characters of each."""

    id: int
    created_at: str
    updated_at: str
    messages: list[MessageOut]


class CostOut(Struct, kw_only=True):
    """A requirement, how many candidates meet it, and how many more would score 50 or above if it weren't required."""

    name: str
    required: bool
    met: int
    lost: int


class CountedApplicationOut(Struct, kw_only=True):
    """An application that a number counts, as it is now, with the name of its stage."""

    application: ApplicationOut
    candidate_name: str
    job_title: str
    stage: str
    at: str


class CountedApplicationsOut(Struct, kw_only=True):
    """One page of what a number counts, how many can be listed in all, and how many more are of erased people."""

    items: list[CountedApplicationOut]
    total: int
    erased: int


class DeliveryOut(Struct, kw_only=True):
    """An attempt to deliver an event: what was sent, and what the receiver answered."""

    id: int
    webhook_id: int
    event_id: int | None
    message_id: str
    type: str
    attempt: int
    state: str
    due_at: str
    at: str | None
    request_headers: Any | None
    request_body: str
    status: int | None
    response_body: str | None
    duration_ms: int | None
    error: str | None


class DeliveryPage(Struct, kw_only=True):
    """Attempts to deliver events."""

    items: list[DeliveryOut]
    total: int


class DocumentOut(Struct, kw_only=True):
    """A document. `hash` is the SHA-256 of its bytes in hexadecimal, `hidden` its invisible text, which isn't used."""

    id: int
    candidate_id: int
    filename: str
    kind: str
    pages: int | None
    size: int
    hash: str
    hidden: list[str]
    warnings: list[str]
    created_at: str


class DocumentPage(Struct, kw_only=True):
    """One page of documents, and how many there are in all."""

    items: list[DocumentOut]
    total: int


class DriftOut(Struct, kw_only=True):
    """What one swap did: how many profiles it changed, and by how much at most it moved a score."""

    swap: str
    changed: int
    largest: int


class DuplicateOut(Struct, kw_only=True):
    """A candidate who may be the same person, how sure that is, and why."""

    candidate: CandidateOut
    confidence: str
    reasons: list[str]


class DuplicatePage(Struct, kw_only=True):
    """One page of possible duplicates, and how many there are in all."""

    items: list[DuplicateOut]
    total: int


class EducationEntry(Struct, kw_only=True):
    """What was studied where. Dates are YYYY or YYYY-MM; a single one is the end."""

    degree: str | None = None
    school: str | None = None
    start: str | None = None
    end: str | None = None


class ErasureOut(Struct, kw_only=True):
    """The receipt of an erasure: who erased, which ids the person had, and how many things of which kind went."""

    id: int
    org_id: int
    at: str
    kind: str
    user_id: int | None
    candidate_ids: list[int]
    counts: Any
    identified_by: list[str]


class ErasurePage(Struct, kw_only=True):
    """Receipts of erasures."""

    items: list[ErasureOut]
    total: int


class EventFeed(Struct, kw_only=True):
    """Events in ascending sequence. Go on with `next_after`, at once if there is `more` by now."""

    items: list[EventOut]
    next_after: int
    more: bool


class EventMessage(Struct, kw_only=True):
    """A server-sent event. `id` is its sequence, `event` its type, `data` an event as in the list."""

    id: int
    event: str
    data: Any


class EventOut(Struct, kw_only=True):
    """One change of a record, and who made it."""

    id: int
    sequence: int
    type: str
    at: str
    kind: str
    user_id: int | None
    key_id: int | None
    request_id: str | None
    entity: str
    entity_id: int | None
    candidate_id: int | None
    job_id: int | None
    stage: str | None
    tag_id: int | None
    member_user_id: int | None
    fields: list[str]
    cause_id: int | None


class EvidenceOut(Struct, kw_only=True):
    """A quote from a field of the profile, with its position in characters."""

    field: str
    quote: str
    start: int
    end: int


class ExplanationOut(Struct, kw_only=True):
    """The score of one pair with its components and evidence."""

    job_id: int
    candidate_id: int
    score: int
    reason: str
    strategy: str
    components: list[ComponentOut]
    requirements: list[RequirementOut]


class ExternalIdIn(Struct, kw_only=True):
    """The id of the record in another system. Two records of one kind never have the same one."""

    system: str
    id: str


class ExternalIdPatch(Struct, kw_only=True):
    """An external id that the record gets in place of those of the same system. null removes these."""

    system: str
    id: str | None


class FunnelOut(Struct, kw_only=True):
    """How far applications came. `archived` counts those that are in an archived stage now, however far they came."""

    applications: int
    archived: int
    steps: list[FunnelStepOut]


class FunnelStepOut(Struct, kw_only=True):
    """Applications that reached a type of stage or a later one."""

    type: str
    reached: int
    conversion: float | None


class GrantList(Struct, kw_only=True):
    """Grants."""

    items: list[GrantOut]
    total: int


class GrantOut(Struct, kw_only=True):
    """What the current user allowed a program over OAuth. `expires_at` moves on whenever its tokens are renewed."""

    id: int
    client_name: str
    redirect_uri: str
    resource: str
    scopes: list[str]
    created_at: str
    expires_at: str


class Health(Struct, kw_only=True):
    """The state of the server."""

    status: str | UnsetType = UNSET


class ImportDetail(Struct, kw_only=True):
    """An import, and one page of its items."""

    id: int
    kind: str
    filename: str
    status: str
    dry_run: bool
    create_duplicates: bool
    total: int
    done: int
    created: int
    valid: int
    duplicates: int
    failed: int
    warnings: list[str]
    created_at: str
    items: list[ImportItemOut]


class ImportItemOut(Struct, kw_only=True):
    """A file of an archive, by its name, or a row of a table, by the number that spreadsheets give it."""

    number: int
    name: str | None
    status: str
    candidate_id: int | None
    application_id: int | None
    error: str | None
    warnings: list[str]
    preview: CandidatePreview | None


class ImportOut(Struct, kw_only=True):
    """An import: how many items it has, how many are done, and what they have come to."""

    id: int
    kind: str
    filename: str
    status: str
    dry_run: bool
    create_duplicates: bool
    total: int
    done: int
    created: int
    valid: int
    duplicates: int
    failed: int
    warnings: list[str]
    created_at: str


class ImportPage(Struct, kw_only=True):
    """One page of imports, and how many there are in all."""

    items: list[ImportOut]
    total: int


class ImportUndoOut(Struct, kw_only=True):
    """How many records of each kind are removed, and which are kept."""

    candidates: int
    applications: int
    jobs: int
    kept: list[KeptRecordOut]


class InboxOut(Struct, kw_only=True):
    """The beginning of each list, and its total."""

    tasks: TaskPage
    mentions: NotePage
    waiting: WaitingList


class InvitationOut(Struct, kw_only=True):
    """An invitation that isn't accepted yet."""

    id: int
    org_id: int
    email: str
    role: str
    invited_by_user_id: int
    created_at: str
    expires_at: str


class InvitationPage(Struct, kw_only=True):
    """Invitations."""

    items: list[InvitationOut]
    total: int


class JobFromFile(Struct, kw_only=True):
    """The job that was made of a file."""

    filename: str
    job: JobOut
    summary: str


class JobFromPrompt(Struct, kw_only=True):
    """The job that was made of a prompt."""

    raw_prompt: str
    job: JobOut


class JobMatch(Struct, kw_only=True):
    """How well one job fits, 0 to 100, and why."""

    job_id: int
    title: str
    location: str | None
    status: str
    score: int
    reason: str
    strategy: str


class JobMatches(Struct, kw_only=True):
    """Jobs for a candidate, best first."""

    candidate_id: int
    matches: list[JobMatch]


class JobOut(Struct, kw_only=True):
    """A job."""

    id: int
    org_id: int
    created_by_user_id: int
    title: str
    department: str | None
    location: str | None
    employment_type: str | None
    remote_option: str | None
    salary_min: int | None
    salary_max: int | None
    currency: str
    description: str | None
    required_skills: list[str]
    nice_to_have_skills: list[str]
    status: str
    is_public: bool
    created_at: str | UnsetType = UNSET
    updated_at: str | UnsetType = UNSET
    external_ids: list[ExternalIdOut] | UnsetType = UNSET


class JobPage(Struct, kw_only=True):
    """One page of jobs, and how many there are in all."""

    items: list[JobOut]
    total: int


class JobStages(Struct, kw_only=True):
    """The stages of a job in order."""

    job_id: int
    inherited: bool
    items: list[StageOut]


class JobSync(Struct, kw_only=True):
    """Jobs that changed, as they are now, and the ids of deleted ones. The last page has the next token."""

    items: list[JobOut]
    deleted: list[int]
    sync_token: str | None


class KeptRecordOut(Struct, kw_only=True):
    """A record that the undo keeps, as it was changed after the import. An application has the name of its item."""

    kind: str
    id: int
    name: str | None


class LanguageEntry(Struct, kw_only=True):
    """A language that the candidate speaks, its level, and the quote that shows it."""

    name: str
    level: str | None = None
    evidence: str | UnsetType = UNSET


class MatchLogOut(Struct, kw_only=True):
    """One answered match, as it was logged."""

    id: int
    org_id: int
    direction: str
    user_id: int
    job_id: int
    candidate_id: int
    score: int
    reason: str
    strategy: str
    created_at: str


class MatchLogPage(Struct, kw_only=True):
    """One page of match logs, and how many there are in all."""

    items: list[MatchLogOut]
    total: int


class MatchReceipt(Struct, kw_only=True):
    """A logged match with what it takes to replay it: engine version, weights, components, hashes of the inputs."""

    id: int
    org_id: int
    direction: str
    user_id: int
    job_id: int
    candidate_id: int
    score: int
    reason: str
    strategy: str
    created_at: str
    receipt: Any


class MatchReplay(Struct, kw_only=True):
    """A logged score made again: the same where nothing has changed. Null when the job or the candidate is gone."""

    log_id: int
    logged_score: int
    score: int | None
    changed: list[str]


class MessageOut(Struct, kw_only=True):
    """What was said, and, of the assistant's messages, which tools were called for it, in order."""

    role: str
    text: str
    time: str
    tools: list[ToolCallOut] | UnsetType = UNSET


class MoveError(Struct, kw_only=True):
    """Why an application stayed where it is, and the code that a request for it alone would get."""

    code: str
    detail: str


class MoveOut(Struct, kw_only=True):
    """A candidate's rank, 1 for the best, and score, as they are and as they would be."""

    candidate_id: int
    full_name: str
    rank: int
    new_rank: int
    score: int
    new_score: int


class MoveOutcome(Struct, kw_only=True):
    """The outcome for one application: the application after its move, or an error."""

    id: int
    application: ApplicationOut | None
    error: MoveError | None


class NewApiKey(Struct, kw_only=True):
    """A key for a machine with its text, which is never shown again."""

    id: int
    org_id: int
    name: str
    prefix: str
    scopes: list[str]
    created_by_user_id: int
    created_at: str
    expires_at: str | None
    last_used_at: str | None
    key: str


class NewInvitation(Struct, kw_only=True):
    """An invitation with the token that accepts it, once, which is never shown again."""

    id: int
    org_id: int
    email: str
    role: str
    invited_by_user_id: int
    created_at: str
    expires_at: str
    token: str


class NoteOut(Struct, kw_only=True):
    """A note. `mentions` has the users that the text mentions, too; `author_user_id` is null for a removed user."""

    id: int
    org_id: int
    candidate_id: int
    application_id: int | None
    author_user_id: int | None
    key_id: int | None
    text: str
    visibility: str
    mentions: list[int]
    created_at: str
    edited_at: str | None


class NotePage(Struct, kw_only=True):
    """One page of notes, and how many there are in all."""

    items: list[NoteOut]
    total: int


class OtherWeights(Struct, kw_only=True):
    """Weights to try instead of the usual ones: how much each part of a score counts."""

    lexical: float | UnsetType = UNSET
    concepts: float | UnsetType = UNSET
    occupation: float | UnsetType = UNSET
    skills: float | UnsetType = UNSET
    details: float | UnsetType = UNSET
    similarity: float | UnsetType = UNSET


class PersonOut(Struct, kw_only=True):
    """Who a row would become."""

    full_name: str
    headline: str | None
    location: str | None
    experience_years: int | None
    current_title: str | None
    current_company: str | None
    linkedin_url: str | None
    github_url: str | None
    website_url: str | None
    notes: str | None
    emails: list[str]
    phones: list[str]
    skills: list[str]
    application: ApplicationPreview | None = None


class PipelineTemplateOut(Struct, kw_only=True):
    """A template: stages in order."""

    id: int
    org_id: int
    name: str
    is_default: bool
    stages: list[TemplateStage]


class PipelineTemplatePage(Struct, kw_only=True):
    """One page of templates, and how many there are in all."""

    items: list[PipelineTemplateOut]
    total: int


class PositionEntry(Struct, kw_only=True):
    """A job. Dates are YYYY or YYYY-MM."""

    title: str | None = None
    company: str | None = None
    start: str | None = None
    end: str | None = None
    goes_on: bool | UnsetType = UNSET


class PreviewOut(Struct, kw_only=True):
    """The detected format of a table, its first rows, and the number of rows by outcome."""

    layout: str
    encoding: str
    delimiter: str
    header_row: int
    columns: list[ColumnOut]
    fields: list[str]
    rows: list[RowOut]
    warnings: list[str]
    total: int
    valid: int
    failed: int
    with_warnings: int
    applications: int


class ProviderList(Struct, kw_only=True):
    """Identity providers."""

    items: list[ProviderOut]
    total: int


class ProviderOut(Struct, kw_only=True):
    """An identity provider at which users sign in. `label` is its name for people."""

    name: str
    label: str


class ProviderTransaction(Struct, kw_only=True):
    """A sign-in that has begun. It holds for `expires_in` seconds."""

    authorization_url: str
    transaction: str
    expires_in: int


class ReadFieldOut(Struct, kw_only=True):
    """A field as a résumé was read."""

    name: str
    value: str | None
    confidence: float
    suggestions: list[str]


class ReadFields(Struct, kw_only=True):
    """A candidate's fields as a résumé was read, whatever they are now. Empty where none was read."""

    items: list[ReadFieldOut]


class RecordReference(Struct, kw_only=True):
    """A record that was changed: its kind, such as application, and its id."""

    kind: str
    id: int


class Redelivered(Struct, kw_only=True):
    """The number of events that are sent again."""

    events: int


class RejectionReasonOut(Struct, kw_only=True):
    """A reason for the end of an application. An archived one can't be given to further applications."""

    id: int
    org_id: int
    name: str
    type: str
    archived: bool


class RejectionReasonPage(Struct, kw_only=True):
    """One page of reasons, and how many there are in all."""

    items: list[RejectionReasonOut]
    total: int


class Renewed(Struct, kw_only=True):
    """A new access token, and what renews it next: the token that was sent doesn't hold any more."""

    access_token: str
    refresh_token: str
    token_type: str | UnsetType = UNSET


class RequirementOut(Struct, kw_only=True):
    """A skill of the job, and whether the profile shows it: `unknown` where a short profile doesn't name it."""

    name: str
    required: bool
    status: str
    evidence: EvidenceOut | None


class RowOut(Struct, kw_only=True):
    """A row by the number that spreadsheets give it: who it would become, or why it would fail."""

    number: int
    candidate: PersonOut | None
    error: str | None
    warnings: list[str]


class SavedSearchOut(Struct, kw_only=True):
    """A saved search, and who saved it."""

    id: int
    org_id: int
    user_id: int
    name: str
    kind: str
    query: Any
    shared: bool
    created_at: str
    updated_at: str


class SavedSearchPage(Struct, kw_only=True):
    """One page of saved searches, and how many there are in all."""

    items: list[SavedSearchOut]
    total: int


class SkillEntry(Struct, kw_only=True):
    """A skill, and the words that show it."""

    name: str
    evidence: str | UnsetType = UNSET


class SourceOut(Struct, kw_only=True):
    """Applications from a source, and those of them that came to an interview or further, and that were hired."""

    source: str
    applications: int
    interviewed: int
    hired: int


class SourcesOut(Struct, kw_only=True):
    """Applications by source."""

    items: list[SourceOut]


class StageIn(Struct, kw_only=True):
    """A stage. Without a key or a type it gets those that its name suggests, and it requires no reason."""

    name: str
    key: str | None = None
    type: str | None = None
    requires_reason: bool | UnsetType = UNSET


class StageOut(Struct, kw_only=True):
    """A stage. `key` is the status of its applications. `applications` is their number, where it was asked for."""

    key: str
    name: str
    type: str
    position: int
    requires_reason: bool
    applications: int | None = None


class StageVisitOut(Struct, kw_only=True):
    """The time of an application in a stage, and who moved it there."""

    stage: str
    name: str
    type: str
    entered_at: str | None
    left_at: str | None
    seconds: int | None
    kind: str | None
    user_id: int | None
    key_id: int | None
    reason: VisitReason | None
    note: str | None


class TagOut(Struct, kw_only=True):
    """A tag."""

    id: int
    org_id: int
    name: str
    colour: str | None


class TagPage(Struct, kw_only=True):
    """One page of tags, and how many there are in all."""

    items: list[TagOut]
    total: int


class TaskOut(Struct, kw_only=True):
    """A task."""

    id: int
    org_id: int
    title: str
    due_at: str | None
    assignee_user_id: int | None
    candidate_id: int | None
    job_id: int | None
    application_id: int | None
    created_by_user_id: int
    created_at: str
    done: bool
    done_at: str | None
    done_by_user_id: int | None


class TaskPage(Struct, kw_only=True):
    """One page of tasks, and how many there are in all."""

    items: list[TaskOut]
    total: int


class TeamMemberOut(Struct, kw_only=True):
    """A user in a job's team."""

    job_id: int
    user_id: int
    role: str


class TeamOut(Struct, kw_only=True):
    """A job's whole team, and how many members it has."""

    items: list[TeamMemberOut]
    total: int


class TemplateStage(Struct, kw_only=True):
    """A stage of a template."""

    key: str
    name: str
    type: str
    requires_reason: bool


class TimeInStageOut(Struct, kw_only=True):
    """Stays in stages of a type: those that go on now, and those that have ended with their statistics in days."""

    type: str
    current: int
    ended: int
    median_days: float | None
    average_days: float | None
    p90_days: float | None


class TimeToHireOut(Struct, kw_only=True):
    """Hires, and the days from the creation of an application to its hire."""

    hires: int
    median_days: float | None
    average_days: float | None
    p90_days: float | None


class TimelineItemOut(Struct, kw_only=True):
    """An event, as the change feed has it, and a sentence that describes it with current names."""

    id: int
    sequence: int
    type: str
    at: str
    kind: str
    user_id: int | None
    key_id: int | None
    request_id: str | None
    entity: str
    entity_id: int | None
    candidate_id: int | None
    job_id: int | None
    stage: str | None
    tag_id: int | None
    member_user_id: int | None
    fields: list[str]
    cause_id: int | None
    text: str
    undo: UndoReferenceOut | None


class TimelineOut(Struct, kw_only=True):
    """Events, the latest first. Earlier ones follow with `before=next_before`; it is null at the end."""

    items: list[TimelineItemOut]
    next_before: int | None


class TimesInStageOut(Struct, kw_only=True):
    """Statistics of stays by type of stage."""

    items: list[TimeInStageOut]


class Token(Struct, kw_only=True):
    """What a login returns."""

    access_token: str
    token_type: str | UnsetType = UNSET


class ToolCallOut(Struct, kw_only=True):
    """A tool that was called, what it was told, and how that ended."""

    name: str
    arguments: Any
    outcome: str


class UndoReferenceOut(Struct, kw_only=True):
    """The action that made the change: it can be undone until that time."""

    action_id: int
    until: str


class UserOut(Struct, kw_only=True):
    """A user."""

    id: int
    email: str
    full_name: str
    role: str
    org_id: int


class UserPage(Struct, kw_only=True):
    """Users."""

    items: list[UserOut]
    total: int


class Version(Struct, kw_only=True):
    """The versions of a program."""

    name: str
    version: str
    database_revision: str | None
    matching_engine: int


class VisitReason(Struct, kw_only=True):
    """A rejection reason."""

    id: int
    name: str
    type: str


class WaitingList(Struct, kw_only=True):
    """The applications that have waited longest, and how many wait in all."""

    items: list[WaitingOut]
    total: int


class WaitingOut(Struct, kw_only=True):
    """An application, and since when it has had its status."""

    application: ApplicationOut
    since: str


class WebhookOut(Struct, kw_only=True):
    """An address that events are sent to."""

    id: int
    org_id: int
    url: str
    event_types: list[str]
    description: str | None
    is_active: bool
    created_by_user_id: int
    created_at: str
    previous_secret_expires_at: str | None
    disabled_reason: str | None
    disabled_at: str | None


class WebhookPage(Struct, kw_only=True):
    """Webhooks."""

    items: list[WebhookOut]
    total: int


class WebhookWithSecret(Struct, kw_only=True):
    """A webhook with the secret that its messages are signed with, which is never shown again."""

    id: int
    org_id: int
    url: str
    event_types: list[str]
    description: str | None
    is_active: bool
    created_by_user_id: int
    created_at: str
    previous_secret_expires_at: str | None
    disabled_reason: str | None
    disabled_at: str | None
    secret: str


class WhatIfOut(Struct, kw_only=True):
    """A ranking with other skills or weights."""

    job_id: int
    matches: list[MoveOut]
    fitting: int
    new_fitting: int
    requirements: list[CostOut]
    costliest: str | None


class ExternalIdOut(Struct, kw_only=True):
    """The id of the record in another system."""

    system: str
    id: str
