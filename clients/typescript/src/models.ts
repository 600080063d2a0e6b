/** What the API takes and returns. Generated from the OpenAPI document by `make client`: don't edit it. */

/** An action of the agent that was undone, the records that are as before it, and a sentence for people. */
export interface ActionUndone {
  id: number;
  records: RecordReference[];
  text: string;
}

/** A key for a machine, of which only the beginning is shown. */
export interface ApiKeyOut {
  id: number;
  org_id: number;
  name: string;
  prefix: string;
  scopes: string[];
  created_by_user_id: number;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
}

/** Keys for machines. */
export interface ApiKeyPage {
  items: ApiKeyOut[];
  total: number;
}

/** The stages of an application in order, the current one last. */
export interface ApplicationHistory {
  application_id: number;
  items: StageVisitOut[];
}

/** An application. */
export interface ApplicationOut {
  id: number;
  org_id: number;
  job_id: number;
  candidate_id: number;
  status: string;
  source: string;
  fit_score: number | null;
  created_at?: string;
  updated_at?: string;
  external_ids?: ExternalIdOut[];
}

/** One page of applications, and how many there are in all. */
export interface ApplicationPage {
  items: ApplicationOut[];
  total: number;
}

/** What a candidate would have applied for. `job_id` is null when the job would be created, too. */
export interface ApplicationPreview {
  job_id: number | null;
  job_title: string;
  status: string;
}

/** Applications that changed, as they are now, and the ids of deleted ones. The last page has the next token. */
export interface ApplicationSync {
  items: ApplicationOut[];
  deleted: number[];
  sync_token: string | null;
}

/** One write or read. `hash` is null until the entry is in the chain, which takes a minute. */
export interface AuditEntryOut {
  id: number;
  org_id: number;
  at: string;
  kind: string;
  user_id: number | null;
  key_id: number | null;
  request_id: string | null;
  address: string | null;
  action: string;
  entity: string;
  entity_id: number | null;
  candidate_id: number | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  place: number | null;
  hash: string | null;
}

/** Effect of swapping details that must not count, such as names, on the scores for a job. None is expected. */
export interface AuditOut {
  job_id: number;
  swaps: DriftOut[];
}

/** Entries of the audit log. */
export interface AuditPage {
  items: AuditEntryOut[];
  total: number;
}

/** The outcome for each application, in the order of the request, and how many were moved. */
export interface BulkMoveOut {
  results: MoveOutcome[];
  moved: number;
}

/** The candidate who was made of a résumé. */
export interface CandidateFromResume {
  candidate: CandidateOut;
  summary: string;
}

/** How well one candidate fits, 0 to 100, and why. */
export interface CandidateMatch {
  candidate_id: number;
  full_name: string;
  current_title: string | null;
  current_company: string | null;
  location: string | null;
  score: number;
  reason: string;
  strategy: string;
}

/** Candidates for a job, best first. */
export interface CandidateMatches {
  job_id: number;
  matches: CandidateMatch[];
}

/** A candidate. */
export interface CandidateOut {
  id: number;
  org_id: number;
  full_name: string;
  headline: string | null;
  location: string | null;
  experience_years: number | null;
  current_title: string | null;
  current_company: string | null;
  linkedin_url: string | null;
  github_url: string | null;
  website_url: string | null;
  notes: string | null;
  created_at?: string;
  updated_at?: string;
  emails?: string[];
  phones?: string[];
  external_ids?: ExternalIdOut[];
}

/** One page of candidates, and how many there are in all. */
export interface CandidatePage {
  items: CandidateOut[];
  total: number;
}

/** Who would be created, without the notes, and their application where a row names a job. */
export interface CandidatePreview {
  full_name: string;
  headline: string | null;
  location: string | null;
  experience_years: number | null;
  current_title: string | null;
  current_company: string | null;
  linkedin_url: string | null;
  github_url: string | null;
  website_url: string | null;
  application?: ApplicationPreview | null;
}

/** What is known of a candidate beside their fields. What is left out is empty. */
export interface CandidateProfile {
  skills?: SkillEntry[];
  languages?: LanguageEntry[];
  education?: EducationEntry[];
  positions?: PositionEntry[];
  contacts?: ContactsEntry;
}

/** Candidates that changed, as they are now, and the ids of deleted ones. The last page has the next token. */
export interface CandidateSync {
  items: CandidateOut[];
  deleted: number[];
  sync_token: string | null;
}

/** A server-sent event of a turn. `data` is a JSON object. */
export interface ChatEvent {
  event: string;
  data: unknown;
}

/** What the recruiter agent answers. */
export interface ChatReply {
  reply: string;
}

/** A column, what it is taken for, and some of what it holds. "notes" are kept with the column's name. */
export interface ColumnOut {
  name: string;
  field: string;
  samples: string[];
}

/** One part of a score, 0 to 1, and what it counts; all weights add up to 1. */
export interface ComponentOut {
  name: string;
  weight: number;
  value: number;
}

/** Contact details of the candidate. */
export interface ContactsEntry {
  emails?: string[];
  phones?: string[];
}

/** A conversation, and when its first and its last message came. */
export interface ConversationOut {
  id: number;
  created_at: string;
  updated_at: string;
}

/** One page of conversations, and how many there are in all. */
export interface ConversationPage {
  items: ConversationOut[];
  total: number;
}

/** A conversation with its last 400 messages, in order, and the first 20,000 characters of each. */
export interface ConversationTranscript {
  id: number;
  created_at: string;
  updated_at: string;
  messages: MessageOut[];
}

/** A requirement, how many candidates meet it, and how many more would score 50 or above if it weren't required. */
export interface CostOut {
  name: string;
  required: boolean;
  met: number;
  lost: number;
}

/** An application that a number counts, as it is now, with the name of its stage. */
export interface CountedApplicationOut {
  application: ApplicationOut;
  candidate_name: string;
  job_title: string;
  stage: string;
  at: string;
}

/** One page of what a number counts, how many can be listed in all, and how many more are of erased people. */
export interface CountedApplicationsOut {
  items: CountedApplicationOut[];
  total: number;
  erased: number;
}

/** An attempt to deliver an event: what was sent, and what the receiver answered. */
export interface DeliveryOut {
  id: number;
  webhook_id: number;
  event_id: number | null;
  message_id: string;
  type: string;
  attempt: number;
  state: string;
  due_at: string;
  at: string | null;
  request_headers: Record<string, unknown> | null;
  request_body: string;
  status: number | null;
  response_body: string | null;
  duration_ms: number | null;
  error: string | null;
}

/** Attempts to deliver events. */
export interface DeliveryPage {
  items: DeliveryOut[];
  total: number;
}

/** A document. `hash` is the SHA-256 of its bytes in hexadecimal, `hidden` its invisible text, which isn't used. */
export interface DocumentOut {
  id: number;
  candidate_id: number;
  filename: string;
  kind: string;
  pages: number | null;
  size: number;
  hash: string;
  hidden: string[];
  warnings: string[];
  created_at: string;
}

/** One page of documents, and how many there are in all. */
export interface DocumentPage {
  items: DocumentOut[];
  total: number;
}

/** What one swap did: how many profiles it changed, and by how much at most it moved a score. */
export interface DriftOut {
  swap: string;
  changed: number;
  largest: number;
}

/** A candidate who may be the same person, how sure that is, and why. */
export interface DuplicateOut {
  candidate: CandidateOut;
  confidence: string;
  reasons: string[];
}

/** One page of possible duplicates, and how many there are in all. */
export interface DuplicatePage {
  items: DuplicateOut[];
  total: number;
}

/** What was studied where. Dates are YYYY or YYYY-MM; a single one is the end. */
export interface EducationEntry {
  degree?: string | null;
  school?: string | null;
  start?: string | null;
  end?: string | null;
}

/** The receipt of an erasure: who erased, which ids the person had, and how many things of which kind went. */
export interface ErasureOut {
  id: number;
  org_id: number;
  at: string;
  kind: string;
  user_id: number | null;
  candidate_ids: number[];
  counts: Record<string, unknown>;
  identified_by: string[];
}

/** Receipts of erasures. */
export interface ErasurePage {
  items: ErasureOut[];
  total: number;
}

/** Events in ascending sequence. Go on with `next_after`, at once if there is `more` by now. */
export interface EventFeed {
  items: EventOut[];
  next_after: number;
  more: boolean;
}

/** A server-sent event. `id` is its sequence, `event` its type, `data` an event as in the list. */
export interface EventMessage {
  id: number;
  event: string;
  data: unknown;
}

/** One change of a record, and who made it. */
export interface EventOut {
  id: number;
  sequence: number;
  type: string;
  at: string;
  kind: string;
  user_id: number | null;
  key_id: number | null;
  request_id: string | null;
  entity: string;
  entity_id: number | null;
  candidate_id: number | null;
  job_id: number | null;
  stage: string | null;
  tag_id: number | null;
  member_user_id: number | null;
  fields: string[];
  cause_id: number | null;
}

/** A quote from a field of the profile, with its position in characters. */
export interface EvidenceOut {
  field: string;
  quote: string;
  start: number;
  end: number;
}

/** The score of one pair with its components and evidence. */
export interface ExplanationOut {
  job_id: number;
  candidate_id: number;
  score: number;
  reason: string;
  strategy: string;
  components: ComponentOut[];
  requirements: RequirementOut[];
}

/** The id of the record in another system. Two records of one kind never have the same one. */
export interface ExternalIdIn {
  system: string;
  id: string;
}

/** An external id that the record gets in place of those of the same system. null removes these. */
export interface ExternalIdPatch {
  system: string;
  id: string | null;
}

/** What a number in a report counts. */
export type Figure = "applications" | "archived" | "current" | "ended" | "hires" | "reached";

/** How far applications came. `archived` counts those that are in an archived stage now, however far they came. */
export interface FunnelOut {
  applications: number;
  archived: number;
  steps: FunnelStepOut[];
}

/** Applications that reached a type of stage or a later one. */
export interface FunnelStepOut {
  type: string;
  reached: number;
  conversion: number | null;
}

/** Grants. */
export interface GrantList {
  items: GrantOut[];
  total: number;
}

/** What the current user allowed a program over OAuth. `expires_at` moves on whenever its tokens are renewed. */
export interface GrantOut {
  id: number;
  client_name: string;
  redirect_uri: string;
  resource: string;
  scopes: string[];
  created_at: string;
  expires_at: string;
}

/** The state of the server. */
export interface Health {
  status?: string;
}

/** An import, and one page of its items. */
export interface ImportDetail {
  id: number;
  kind: string;
  filename: string;
  status: string;
  dry_run: boolean;
  create_duplicates: boolean;
  total: number;
  done: number;
  created: number;
  valid: number;
  duplicates: number;
  failed: number;
  warnings: string[];
  created_at: string;
  items: ImportItemOut[];
}

/** A file of an archive, by its name, or a row of a table, by the number that spreadsheets give it. */
export interface ImportItemOut {
  number: number;
  name: string | null;
  status: string;
  candidate_id: number | null;
  application_id: number | null;
  error: string | null;
  warnings: string[];
  preview: CandidatePreview | null;
}

/** What was uploaded. */
export type ImportKind = "csv" | "zip";

/** An import: how many items it has, how many are done, and what they have come to. */
export interface ImportOut {
  id: number;
  kind: string;
  filename: string;
  status: string;
  dry_run: boolean;
  create_duplicates: boolean;
  total: number;
  done: number;
  created: number;
  valid: number;
  duplicates: number;
  failed: number;
  warnings: string[];
  created_at: string;
}

/** One page of imports, and how many there are in all. */
export interface ImportPage {
  items: ImportOut[];
  total: number;
}

/** How far an import has come. */
export type ImportStatus = "done" | "queued" | "running";

/** How many records of each kind are removed, and which are kept. */
export interface ImportUndoOut {
  candidates: number;
  applications: number;
  jobs: number;
  kept: KeptRecordOut[];
}

/** The beginning of each list, and its total. */
export interface InboxOut {
  tasks: TaskPage;
  mentions: NotePage;
  waiting: WaitingList;
}

/** An invitation that isn't accepted yet. */
export interface InvitationOut {
  id: number;
  org_id: number;
  email: string;
  role: string;
  invited_by_user_id: number;
  created_at: string;
  expires_at: string;
}

/** Invitations. */
export interface InvitationPage {
  items: InvitationOut[];
  total: number;
}

/** What has become of an item. */
export type ItemStatus = "created" | "duplicate" | "failed" | "queued" | "valid";

/** The job that was made of a file. */
export interface JobFromFile {
  filename: string;
  job: JobOut;
  summary: string;
}

/** The job that was made of a prompt. */
export interface JobFromPrompt {
  raw_prompt: string;
  job: JobOut;
}

/** How well one job fits, 0 to 100, and why. */
export interface JobMatch {
  job_id: number;
  title: string;
  location: string | null;
  status: string;
  score: number;
  reason: string;
  strategy: string;
}

/** Jobs for a candidate, best first. */
export interface JobMatches {
  candidate_id: number;
  matches: JobMatch[];
}

/** A job. */
export interface JobOut {
  id: number;
  org_id: number;
  created_by_user_id: number;
  title: string;
  department: string | null;
  location: string | null;
  employment_type: string | null;
  remote_option: string | null;
  salary_min: number | null;
  salary_max: number | null;
  currency: string;
  description: string | null;
  required_skills: string[];
  nice_to_have_skills: string[];
  status: string;
  is_public: boolean;
  created_at?: string;
  updated_at?: string;
  external_ids?: ExternalIdOut[];
}

/** One page of jobs, and how many there are in all. */
export interface JobPage {
  items: JobOut[];
  total: number;
}

/** The stages of a job in order. */
export interface JobStages {
  job_id: number;
  inherited: boolean;
  items: StageOut[];
}

/** Jobs that changed, as they are now, and the ids of deleted ones. The last page has the next token. */
export interface JobSync {
  items: JobOut[];
  deleted: number[];
  sync_token: string | null;
}

/** A record that the undo keeps, as it was changed after the import. An application has the name of its item. */
export interface KeptRecordOut {
  kind: string;
  id: number;
  name: string | null;
}

/** A language that the candidate speaks, its level, and the quote that shows it. */
export interface LanguageEntry {
  name: string;
  level?: string | null;
  evidence?: string;
}

/** One answered match, as it was logged. */
export interface MatchLogOut {
  id: number;
  org_id: number;
  direction: string;
  user_id: number;
  job_id: number;
  candidate_id: number;
  score: number;
  reason: string;
  strategy: string;
  created_at: string;
}

/** One page of match logs, and how many there are in all. */
export interface MatchLogPage {
  items: MatchLogOut[];
  total: number;
}

/** A logged match with what it takes to replay it: engine version, weights, components, hashes of the inputs. */
export interface MatchReceipt {
  id: number;
  org_id: number;
  direction: string;
  user_id: number;
  job_id: number;
  candidate_id: number;
  score: number;
  reason: string;
  strategy: string;
  created_at: string;
  receipt: Record<string, unknown>;
}

/** A logged score made again: the same where nothing has changed. Null when the job or the candidate is gone. */
export interface MatchReplay {
  log_id: number;
  logged_score: number;
  score: number | null;
  changed: string[];
}

/** What was said, and, of the assistant's messages, which tools were called for it, in order. */
export interface MessageOut {
  role: string;
  text: string;
  time: string;
  tools?: ToolCallOut[];
}

/** Why an application stayed where it is, and the code that a request for it alone would get. */
export interface MoveError {
  code: string;
  detail: string;
}

/** A candidate's rank, 1 for the best, and score, as they are and as they would be. */
export interface MoveOut {
  candidate_id: number;
  full_name: string;
  rank: number;
  new_rank: number;
  score: number;
  new_score: number;
}

/** The outcome for one application: the application after its move, or an error. */
export interface MoveOutcome {
  id: number;
  application: ApplicationOut | null;
  error: MoveError | null;
}

/** A key for a machine with its text, which is never shown again. */
export interface NewApiKey {
  id: number;
  org_id: number;
  name: string;
  prefix: string;
  scopes: string[];
  created_by_user_id: number;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  key: string;
}

/** An invitation with the token that accepts it, once, which is never shown again. */
export interface NewInvitation {
  id: number;
  org_id: number;
  email: string;
  role: string;
  invited_by_user_id: number;
  created_at: string;
  expires_at: string;
  token: string;
}

/** A note. `mentions` has the users that the text mentions, too; `author_user_id` is null for a removed user. */
export interface NoteOut {
  id: number;
  org_id: number;
  candidate_id: number;
  application_id: number | null;
  author_user_id: number | null;
  key_id: number | null;
  text: string;
  visibility: string;
  mentions: number[];
  created_at: string;
  edited_at: string | null;
}

/** One page of notes, and how many there are in all. */
export interface NotePage {
  items: NoteOut[];
  total: number;
}

/** Weights to try instead of the usual ones: how much each part of a score counts. */
export interface OtherWeights {
  lexical?: number;
  concepts?: number;
  occupation?: number;
  skills?: number;
  details?: number;
  similarity?: number;
}

/** What a caller may do. None includes another. API keys have them as scopes. */
export type Permission = "agent:chat" | "applications:change" | "applications:create" | "applications:delete" | "applications:read" | "audit:read" | "candidates:delete" | "candidates:erase" | "candidates:export" | "candidates:note" | "candidates:read" | "candidates:write" | "documents:delete" | "documents:read" | "documents:write" | "imports:read" | "imports:write" | "jobs:delete" | "jobs:read" | "jobs:write" | "keys:manage" | "matching:read" | "notes:manage" | "notes:restricted" | "pipelines:manage" | "searches:manage" | "searches:save" | "tasks:read" | "tasks:write" | "users:manage" | "users:provision" | "users:read" | "webhooks:manage";

/** Who a row would become. */
export interface PersonOut {
  full_name: string;
  headline: string | null;
  location: string | null;
  experience_years: number | null;
  current_title: string | null;
  current_company: string | null;
  linkedin_url: string | null;
  github_url: string | null;
  website_url: string | null;
  application?: ApplicationPreview | null;
  notes: string | null;
  emails: string[];
  phones: string[];
  skills: string[];
}

/** A template: stages in order. */
export interface PipelineTemplateOut {
  id: number;
  org_id: number;
  name: string;
  is_default: boolean;
  stages: TemplateStage[];
}

/** One page of templates, and how many there are in all. */
export interface PipelineTemplatePage {
  items: PipelineTemplateOut[];
  total: number;
}

/** A job. Dates are YYYY or YYYY-MM. */
export interface PositionEntry {
  title?: string | null;
  company?: string | null;
  start?: string | null;
  end?: string | null;
  goes_on?: boolean;
}

/** The detected format of a table, its first rows, and the number of rows by outcome. */
export interface PreviewOut {
  layout: string;
  encoding: string;
  delimiter: string;
  header_row: number;
  columns: ColumnOut[];
  fields: string[];
  rows: RowOut[];
  warnings: string[];
  total: number;
  valid: number;
  failed: number;
  with_warnings: number;
  applications: number;
}

/** Identity providers. */
export interface ProviderList {
  items: ProviderOut[];
  total: number;
}

/** An identity provider at which users sign in. `label` is its name for people. */
export interface ProviderOut {
  name: string;
  label: string;
}

/** A sign-in that has begun. It holds for `expires_in` seconds. */
export interface ProviderTransaction {
  authorization_url: string;
  transaction: string;
  expires_in: number;
}

/** A field as a résumé was read. */
export interface ReadFieldOut {
  name: string;
  value: string | null;
  confidence: number;
  suggestions: string[];
}

/** A candidate's fields as a résumé was read, whatever they are now. Empty where none was read. */
export interface ReadFields {
  items: ReadFieldOut[];
}

/** Which side declined. */
export type ReasonType = "other" | "they_declined" | "we_declined";

/** The kinds of records that have external ids. */
export type RecordKind = "application" | "candidate" | "job";

/** A record that was changed: its kind, such as application, and its id. */
export interface RecordReference {
  kind: string;
  id: number;
}

/** The number of events that are sent again. */
export interface Redelivered {
  events: number;
}

/** A reason for the end of an application. An archived one can't be given to further applications. */
export interface RejectionReasonOut {
  id: number;
  org_id: number;
  name: string;
  type: string;
  archived: boolean;
}

/** One page of reasons, and how many there are in all. */
export interface RejectionReasonPage {
  items: RejectionReasonOut[];
  total: number;
}

/** A new access token, and what renews it next: the token that was sent doesn't hold any more. */
export interface Renewed {
  access_token: string;
  refresh_token: string;
  token_type?: string;
}

/** A skill of the job, and whether the profile shows it: `unknown` where a short profile doesn't name it. */
export interface RequirementOut {
  name: string;
  required: boolean;
  status: string;
  evidence: EvidenceOut | null;
}

/** What a user is in the organisation, from least to most: each may do all that the one before may. */
export type Role = "hiring_manager" | "org_admin" | "recruiter" | "viewer";

/** A row by the number that spreadsheets give it: who it would become, or why it would fail. */
export interface RowOut {
  number: number;
  candidate: PersonOut | null;
  error: string | null;
  warnings: string[];
}

/** A saved search, and who saved it. */
export interface SavedSearchOut {
  id: number;
  org_id: number;
  user_id: number;
  name: string;
  kind: string;
  query: Record<string, unknown>;
  shared: boolean;
  created_at: string;
  updated_at: string;
}

/** One page of saved searches, and how many there are in all. */
export interface SavedSearchPage {
  items: SavedSearchOut[];
  total: number;
}

/** The list that a search is of. */
export type SearchKind = "candidates" | "jobs";

/** A skill, and the words that show it. */
export interface SkillEntry {
  name: string;
  evidence?: string;
}

/** The order of a list of candidates or jobs. `SCORE` is of candidates for a job alone, and no order of storage. */
export type Sort = "activity" | "id" | "name" | "newest" | "score";

/** Applications from a source, and those of them that came to an interview or further, and that were hired. */
export interface SourceOut {
  source: string;
  applications: number;
  interviewed: number;
  hired: number;
}

/** Applications by source. */
export interface SourcesOut {
  items: SourceOut[];
}

/** A stage. Without a key or a type it gets those that its name suggests, and it requires no reason. */
export interface StageIn {
  name: string;
  key?: string | null;
  type?: string | null;
  requires_reason?: boolean;
}

/** A stage. `key` is the status of its applications. `applications` is their number, where it was asked for. */
export interface StageOut {
  key: string;
  name: string;
  type: string;
  position: number;
  requires_reason: boolean;
  applications?: number | null;
}

/** The meaning of a stage, whatever its name: first those of the standard statuses, in their order. */
export type StageType = "applied" | "archived" | "hired" | "interview" | "lead" | "offer" | "screening";

/** The time of an application in a stage, and who moved it there. */
export interface StageVisitOut {
  stage: string;
  name: string;
  type: string;
  entered_at: string | null;
  left_at: string | null;
  seconds: number | null;
  kind: string | null;
  user_id: number | null;
  key_id: number | null;
  reason: VisitReason | null;
  note: string | null;
}

/** Which of the wanted tags a candidate must have. */
export type TagMatch = "all" | "any" | "none";

/** A tag. */
export interface TagOut {
  id: number;
  org_id: number;
  name: string;
  colour: string | null;
}

/** One page of tags, and how many there are in all. */
export interface TagPage {
  items: TagOut[];
  total: number;
}

/** A task. */
export interface TaskOut {
  id: number;
  org_id: number;
  title: string;
  due_at: string | null;
  assignee_user_id: number | null;
  candidate_id: number | null;
  job_id: number | null;
  application_id: number | null;
  created_by_user_id: number;
  created_at: string;
  done: boolean;
  done_at: string | null;
  done_by_user_id: number | null;
}

/** One page of tasks, and how many there are in all. */
export interface TaskPage {
  items: TaskOut[];
  total: number;
}

/** A user in a job's team. */
export interface TeamMemberOut {
  job_id: number;
  user_id: number;
  role: string;
}

/** A job's whole team, and how many members it has. */
export interface TeamOut {
  items: TeamMemberOut[];
  total: number;
}

/** What a user is in a job's team. At most one is the owner. It grants no permission. */
export type TeamRole = "hiring_manager" | "owner" | "recruiter";

/** A stage of a template. */
export interface TemplateStage {
  key: string;
  name: string;
  type: string;
  requires_reason: boolean;
}

/** Stays in stages of a type: those that go on now, and those that have ended with their statistics in days. */
export interface TimeInStageOut {
  type: string;
  current: number;
  ended: number;
  median_days: number | null;
  average_days: number | null;
  p90_days: number | null;
}

/** Hires, and the days from the creation of an application to its hire. */
export interface TimeToHireOut {
  hires: number;
  median_days: number | null;
  average_days: number | null;
  p90_days: number | null;
}

/** An event, as the change feed has it, and a sentence that describes it with current names. */
export interface TimelineItemOut {
  id: number;
  sequence: number;
  type: string;
  at: string;
  kind: string;
  user_id: number | null;
  key_id: number | null;
  request_id: string | null;
  entity: string;
  entity_id: number | null;
  candidate_id: number | null;
  job_id: number | null;
  stage: string | null;
  tag_id: number | null;
  member_user_id: number | null;
  fields: string[];
  cause_id: number | null;
  text: string;
  undo: UndoReferenceOut | null;
}

/** Events, the latest first. Earlier ones follow with `before=next_before`; it is null at the end. */
export interface TimelineOut {
  items: TimelineItemOut[];
  next_before: number | null;
}

/** Statistics of stays by type of stage. */
export interface TimesInStageOut {
  items: TimeInStageOut[];
}

/** What a login returns. */
export interface Token {
  access_token: string;
  token_type?: string;
}

/** A tool that was called, what it was told, and how that ended. */
export interface ToolCallOut {
  name: string;
  arguments: Record<string, unknown>;
  outcome: string;
}

/** The action that made the change: it can be undone until that time. */
export interface UndoReferenceOut {
  action_id: number;
  until: string;
}

/** A user. */
export interface UserOut {
  id: number;
  email: string;
  full_name: string;
  role: string;
  org_id: number;
}

/** Users. */
export interface UserPage {
  items: UserOut[];
  total: number;
}

/** The versions of a program. */
export interface Version {
  name: string;
  version: string;
  database_revision: string | null;
  matching_engine: number;
}

/** Who may read a note: every user who may read candidates, or only users with the permission for restricted notes. */
export type Visibility = "everyone" | "recruiters";

/** A rejection reason. */
export interface VisitReason {
  id: number;
  name: string;
  type: string;
}

/** The applications that have waited longest, and how many wait in all. */
export interface WaitingList {
  items: WaitingOut[];
  total: number;
}

/** An application, and since when it has had its status. */
export interface WaitingOut {
  application: ApplicationOut;
  since: string;
}

/** An address that events are sent to. */
export interface WebhookOut {
  id: number;
  org_id: number;
  url: string;
  event_types: string[];
  description: string | null;
  is_active: boolean;
  created_by_user_id: number;
  created_at: string;
  previous_secret_expires_at: string | null;
  disabled_reason: string | null;
  disabled_at: string | null;
}

/** Webhooks. */
export interface WebhookPage {
  items: WebhookOut[];
  total: number;
}

/** A webhook with the secret that its messages are signed with, which is never shown again. */
export interface WebhookWithSecret {
  id: number;
  org_id: number;
  url: string;
  event_types: string[];
  description: string | null;
  is_active: boolean;
  created_by_user_id: number;
  created_at: string;
  previous_secret_expires_at: string | null;
  disabled_reason: string | null;
  disabled_at: string | null;
  secret: string;
}

/** A ranking with other skills or weights. */
export interface WhatIfOut {
  job_id: number;
  matches: MoveOut[];
  fitting: number;
  new_fitting: number;
  requirements: CostOut[];
  costliest: string | null;
}

/** The id of the record in another system. */
export interface ExternalIdOut {
  system: string;
  id: string;
}
