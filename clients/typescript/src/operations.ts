/** The operations of the API. Generated from the OpenAPI document by `make client`: don't edit it. */

import type * as models from "./models.js";
import { Transport } from "./transport.js";

/** A method for each operation, with its name in the reference. */
export class Operations extends Transport {
  /** Return a JWT access token (OAuth2 password flow). Expects form-encoded data, not JSON. */
  login(params: {
    username: string;
    password: string;
    otp?: string | null;
    grant_type?: string | null;
    scope?: string;
    client_id?: string | null;
    client_secret?: string | null;
  }): Promise<models.Token> {
    return this.call("POST", "/api/v1/auth/login", { form: params });
  }

  /** Get the currently authenticated user. */
  me(): Promise<models.UserOut> {
    return this.call("GET", "/api/v1/users/me");
  }

  /** Create a new organization and the first user for that org. */
  register(params: { email: string; password: string; org_name?: string | null }): Promise<models.UserOut> {
    return this.call("POST", "/api/v1/auth/register", { json: params });
  }

  /** Join the organization that invited you. A token holds once, for seven days. */
  acceptInvitation(params: { token: string; password: string; full_name: string }): Promise<models.UserOut> {
    return this.call("POST", "/api/v1/auth/accept_invitation", { json: params });
  }

  /** Change the current user's password, and end their other sign-ins. */
  changePassword(params: { current_password: string; new_password: string }): Promise<void> {
    return this.do("POST", "/api/v1/users/me/password", { json: params, keyed: true });
  }

  /** End a grant: its program has no access after 5 seconds. */
  endGrant(grantId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/auth/grants/${encodeURIComponent(grantId)}`);
  }

  /** Send a link for a new password to the address, if it has an account: see docs/mail.md. */
  forgotPassword(params: { email: string }): Promise<void> {
    return this.do("POST", "/api/v1/auth/password/forgotten", { json: params });
  }

  /** Return the programs that the current user has let in over OAuth, in ascending id: see docs/mcp.md. */
  listGrants(): Promise<models.GrantList> {
    return this.call("GET", "/api/v1/auth/grants");
  }

  /** End the sign-in that the token belongs to, with its refresh token. */
  logout(): Promise<void> {
    return this.do("POST", "/api/v1/auth/logout", { keyed: true });
  }

  /** End all sign-ins of the current user. */
  logoutEverywhere(): Promise<void> {
    return this.do("POST", "/api/v1/auth/logout_everywhere", { keyed: true });
  }

  /** Return a new access token and the next refresh token, for 30 days. */
  refresh(params: { refresh_token: string }): Promise<models.Renewed> {
    return this.call("POST", "/api/v1/auth/refresh", { json: params });
  }

  /** Set a new password with the token of a link, and end all sign-ins of its user. */
  resetPassword(params: { token: string; password: string }): Promise<void> {
    return this.do("POST", "/api/v1/auth/password/reset", { json: params });
  }

  /** Begin a sign-in for a program on the user's machine: it opens `authorization_url` in a browser. */
  beginProviderSignIn(provider: string, params: { redirect_uri: string }): Promise<models.ProviderTransaction> {
    return this.call("POST", `/api/v1/auth/oidc/${encodeURIComponent(provider)}`, { json: params });
  }

  /** Exchange the provider's answer for an access token. A transaction holds once. */
  finishProviderSignIn(provider: string, params: {
    transaction: string;
    code: string;
    state: string;
    iss?: string | null;
    scope?: string;
  }): Promise<models.Token> {
    return this.call("POST", `/api/v1/auth/oidc/${encodeURIComponent(provider)}/session`, { json: params });
  }

  /** Return the identity providers at which users can sign in: see docs/sign-in.md. */
  listProviders(): Promise<models.ProviderList> {
    return this.call("GET", "/api/v1/auth/providers");
  }

  /** Return one user. */
  getUser(userId: number): Promise<models.UserOut> {
    return this.call("GET", `/api/v1/users/${encodeURIComponent(userId)}`);
  }

  /** Change a user's name or role. All users may change their own names; the last org_admin stays one. */
  updateUser(userId: number, params: { full_name?: string; role?: models.Role } = {}): Promise<models.UserOut> {
    return this.call("PATCH", `/api/v1/users/${encodeURIComponent(userId)}`, { json: params });
  }

  /** Remove a user, who has no access after 5 seconds. What they made stays; the last org_admin does, too. */
  removeUser(userId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/users/${encodeURIComponent(userId)}`);
  }

  /** Return the organization's users in ascending id. */
  listUsers(): AsyncGenerator<models.UserOut> {
    return this.rows("GET", "/api/v1/users");
  }

  /** Return the invitations that aren't accepted yet, in ascending id. */
  listInvitations(): AsyncGenerator<models.InvitationOut> {
    return this.rows("GET", "/api/v1/users/invitations");
  }

  /** Invite a person to join the organization. Pass on the token: it is shown once and can be used once. */
  inviteUser(params: { email: string; role: models.Role }): Promise<models.NewInvitation> {
    return this.call("POST", "/api/v1/users/invitations", { json: params });
  }

  /** Revoke an invitation. */
  revokeInvitation(invitationId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/users/invitations/${encodeURIComponent(invitationId)}`);
  }

  /** Return the organization's keys in ascending id, expired ones too. */
  listApiKeys(): AsyncGenerator<models.ApiKeyOut> {
    return this.rows("GET", "/api/v1/api_keys");
  }

  /** Make a key for a machine, which sends it in place of a token. It is shown this once. */
  createApiKey(params: { name: string; scopes: models.Permission[]; expires_at?: string | null }): Promise<models.NewApiKey> {
    return this.call("POST", "/api/v1/api_keys", { json: params });
  }

  /** Return one key, and when it was used last. */
  getApiKey(apiKeyId: number): Promise<models.ApiKeyOut> {
    return this.call("GET", `/api/v1/api_keys/${encodeURIComponent(apiKeyId)}`);
  }

  /** Revoke a key: it has no access after 5 seconds. */
  revokeApiKey(apiKeyId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/api_keys/${encodeURIComponent(apiKeyId)}`);
  }

  /** Return the jobs that meet all filters, in ascending id or as sorted, or what changed since a token. */
  listJobs(params: {
    status_filter?: string | null;
    q?: string | null;
    skill?: string[] | null;
    title?: string | null;
    location?: string | null;
    department?: string | null;
    text?: string | null;
    created_since?: string | null;
    created_until?: string | null;
    changed_since?: string | null;
    changed_until?: string | null;
    sort?: string;
    external_id?: string | null;
    include?: string[] | null;
  } = {}): AsyncGenerator<models.JobOut> {
    return this.rows("GET", "/api/v1/jobs", { query: params });
  }

  /** Return all rows and a token, or what changed since the token of an earlier call. */
  syncJobs(syncToken?: string, include: string[] = []): Promise<models.JobSync> {
    return this.sync("/api/v1/jobs", syncToken, include);
  }

  /** Create a job. Only the title is required. */
  createJob(params: {
    title: string;
    department?: string | null;
    location?: string | null;
    employment_type?: string | null;
    remote_option?: string | null;
    salary_min?: number | null;
    salary_max?: number | null;
    currency?: string;
    description?: string | null;
    required_skills?: string[];
    nice_to_have_skills?: string[];
    status?: string;
    is_public?: boolean;
    external_ids?: models.ExternalIdIn[];
    include?: string[] | null;
  }): Promise<models.JobOut> {
    return this.call("POST", "/api/v1/jobs", { json: params, keyed: true });
  }

  /** Return one job. */
  getJob(jobId: number, params: { include?: string[] | null } = {}): Promise<models.JobOut> {
    return this.call("GET", `/api/v1/jobs/${encodeURIComponent(jobId)}`, { query: params });
  }

  /** Change any subset of a job's fields. */
  updateJob(jobId: number, params: {
    title?: string;
    department?: string | null;
    location?: string | null;
    employment_type?: string | null;
    remote_option?: string | null;
    salary_min?: number | null;
    salary_max?: number | null;
    currency?: string;
    description?: string | null;
    required_skills?: string[];
    nice_to_have_skills?: string[];
    status?: string;
    is_public?: boolean;
    external_ids?: models.ExternalIdPatch[];
    include?: string[] | null;
  } = {}): Promise<models.JobOut> {
    return this.call("PATCH", `/api/v1/jobs/${encodeURIComponent(jobId)}`, { json: params });
  }

  /** Delete a job and its applications. */
  deleteJob(jobId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/jobs/${encodeURIComponent(jobId)}`);
  }

  /** Return a job's hiring team. The creator of the job is its owner until a member has that role. */
  getTeam(jobId: number): Promise<models.TeamOut> {
    return this.call("GET", `/api/v1/jobs/${encodeURIComponent(jobId)}/team`);
  }

  /** Add a user to a job's team, or change their role in it. */
  putTeamMember(jobId: number, userId: number, params: { role: models.TeamRole }): Promise<models.TeamMemberOut> {
    return this.call("PUT", `/api/v1/jobs/${encodeURIComponent(jobId)}/team/${encodeURIComponent(userId)}`, { json: params });
  }

  /** Remove a user from a job's team. */
  removeTeamMember(jobId: number, userId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/jobs/${encodeURIComponent(jobId)}/team/${encodeURIComponent(userId)}`);
  }

  /** Return the candidates that meet all filters, in ascending id or as sorted, or what changed since a token. */
  listCandidates(params: {
    q?: string | null;
    stage?: string | null;
    job_id?: number | null;
    source?: string | null;
    years_min?: number | null;
    years_max?: number | null;
    tag?: number[] | null;
    tag_match?: string;
    skill?: string[] | null;
    title?: string | null;
    location?: string | null;
    company?: string | null;
    text?: string | null;
    created_since?: string | null;
    created_until?: string | null;
    changed_since?: string | null;
    changed_until?: string | null;
    sort?: string;
    external_id?: string | null;
    email?: string | null;
    phone?: string | null;
    include?: string[] | null;
  } = {}): AsyncGenerator<models.CandidateOut> {
    return this.rows("GET", "/api/v1/candidates", { query: params });
  }

  /** Return all rows and a token, or what changed since the token of an earlier call. */
  syncCandidates(syncToken?: string, include: string[] = []): Promise<models.CandidateSync> {
    return this.sync("/api/v1/candidates", syncToken, include);
  }

  /** Create a candidate. Only the full name is required. */
  createCandidate(params: {
    full_name: string;
    headline?: string | null;
    location?: string | null;
    experience_years?: number | null;
    current_title?: string | null;
    current_company?: string | null;
    linkedin_url?: string | null;
    github_url?: string | null;
    website_url?: string | null;
    notes?: string | null;
    external_ids?: models.ExternalIdIn[];
    include?: string[] | null;
  }): Promise<models.CandidateOut> {
    return this.call("POST", "/api/v1/candidates", { json: params, keyed: true });
  }

  /** Return one candidate. */
  getCandidate(candidateId: number, params: { include?: string[] | null } = {}): Promise<models.CandidateOut> {
    return this.call("GET", `/api/v1/candidates/${encodeURIComponent(candidateId)}`, { query: params });
  }

  /** Change any subset of a candidate's fields. */
  updateCandidate(candidateId: number, params: {
    full_name?: string;
    headline?: string | null;
    location?: string | null;
    experience_years?: number | null;
    current_title?: string | null;
    current_company?: string | null;
    linkedin_url?: string | null;
    github_url?: string | null;
    website_url?: string | null;
    notes?: string | null;
    external_ids?: models.ExternalIdPatch[];
    include?: string[] | null;
  } = {}): Promise<models.CandidateOut> {
    return this.call("PATCH", `/api/v1/candidates/${encodeURIComponent(candidateId)}`, { json: params });
  }

  /** Delete a candidate and their applications. */
  deleteCandidate(candidateId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/candidates/${encodeURIComponent(candidateId)}`);
  }

  /** Return notes on a candidate and on their applications in ascending id, as far as the caller may read them. */
  listCandidateNotes(candidateId: number): AsyncGenerator<models.NoteOut> {
    return this.rows("GET", `/api/v1/candidates/${encodeURIComponent(candidateId)}/notes`);
  }

  /** Write a note on a candidate. The candidate's field `notes` stays as it is. */
  createCandidateNote(candidateId: number, params: { text: string; visibility?: models.Visibility; mentions?: number[] }): Promise<models.NoteOut> {
    return this.call("POST", `/api/v1/candidates/${encodeURIComponent(candidateId)}/notes`, { json: params, keyed: true });
  }

  /** Return a candidate's tags in ascending id. */
  listCandidateTags(candidateId: number): AsyncGenerator<models.TagOut> {
    return this.rows("GET", `/api/v1/candidates/${encodeURIComponent(candidateId)}/tags`);
  }

  /** Give a candidate a tag. Nothing changes if they have it. */
  tagCandidate(candidateId: number, tagId: number): Promise<models.TagOut> {
    return this.call("PUT", `/api/v1/candidates/${encodeURIComponent(candidateId)}/tags/${encodeURIComponent(tagId)}`);
  }

  /** Take a tag from a candidate. */
  untagCandidate(candidateId: number, tagId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/candidates/${encodeURIComponent(candidateId)}/tags/${encodeURIComponent(tagId)}`);
  }

  /** Return who may be the same person and why, the surest first. */
  listDuplicates(candidateId: number, params: { limit?: number } = {}): Promise<models.DuplicatePage> {
    return this.call("GET", `/api/v1/candidates/${encodeURIComponent(candidateId)}/duplicates`, { query: params });
  }

  /** Move all data of the candidate `from_id` to this one, and remove the other. */
  mergeCandidates(candidateId: number, params: { from_id: number }): Promise<models.CandidateOut> {
    return this.call("POST", `/api/v1/candidates/${encodeURIComponent(candidateId)}/merge`, { json: params, keyed: true });
  }

  /** Return skills, languages, education, positions and contacts; what isn't known is empty. */
  getProfile(candidateId: number): Promise<models.CandidateProfile> {
    return this.call("GET", `/api/v1/candidates/${encodeURIComponent(candidateId)}/profile`);
  }

  /** Replace the whole profile: what is left out becomes empty. */
  replaceProfile(candidateId: number, params: {
    skills?: models.SkillEntry[];
    languages?: models.LanguageEntry[];
    education?: models.EducationEntry[];
    positions?: models.PositionEntry[];
    contacts?: models.ContactsEntry;
  } = {}): Promise<models.CandidateProfile> {
    return this.call("PUT", `/api/v1/candidates/${encodeURIComponent(candidateId)}/profile`, { json: params });
  }

  /** Return how sure each field of a candidate's résumé was read, with what else it may be. */
  getReadFields(candidateId: number): Promise<models.ReadFields> {
    return this.call("GET", `/api/v1/candidates/${encodeURIComponent(candidateId)}/profile/fields`);
  }

  /** Return what is kept of a candidate's files in ascending id, without the files themselves. */
  listDocuments(candidateId: number): AsyncGenerator<models.DocumentOut> {
    return this.rows("GET", `/api/v1/candidates/${encodeURIComponent(candidateId)}/documents`);
  }

  /** Keep a file with a candidate, whose fields stay as they are. */
  addDocument(candidateId: number, params: { file: Blob }): Promise<models.DocumentOut> {
    return this.call("POST", `/api/v1/candidates/${encodeURIComponent(candidateId)}/documents`, { files: params, keyed: true });
  }

  /** Return a file as it came, to be saved. */
  getDocument(candidateId: number, documentId: number): Promise<Blob> {
    return this.download("GET", `/api/v1/candidates/${encodeURIComponent(candidateId)}/documents/${encodeURIComponent(documentId)}`);
  }

  /** Delete a file; the candidate stays. */
  deleteDocument(candidateId: number, documentId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/candidates/${encodeURIComponent(candidateId)}/documents/${encodeURIComponent(documentId)}`);
  }

  /** Return a candidate's fields as this file was read, with how sure each is. */
  getDocumentFields(candidateId: number, documentId: number): Promise<models.ReadFields> {
    return this.call("GET", `/api/v1/candidates/${encodeURIComponent(candidateId)}/documents/${encodeURIComponent(documentId)}/fields`);
  }

  /** Return an import with a page of its items, in the order of the file, of all statuses or of one. */
  getImport(importId: number, params: { limit?: number; status?: null | string } = {}): Promise<models.ImportDetail> {
    return this.call("GET", `/api/v1/imports/${encodeURIComponent(importId)}`, { query: params });
  }

  /** Stop an import where it is and forget it. The candidates that it has created stay. */
  deleteImport(importId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/imports/${encodeURIComponent(importId)}`);
  }

  /** Create candidates from a zip archive of résumés or from a CSV table, in the background. */
  importCandidates(params: {
    file: Blob;
    dry_run?: boolean;
    create_duplicates?: boolean;
    notes?: string | null;
    mapping?: string | null;
    create_jobs?: boolean;
    job_id?: number | null;
  }): Promise<models.ImportOut> {
    return this.call("POST", "/api/v1/candidates/import", { files: params, keyed: true });
  }

  /** Return imports in ascending id. */
  listImports(): AsyncGenerator<models.ImportOut> {
    return this.rows("GET", "/api/v1/imports");
  }

  /** Show what a CSV table is taken for and what its rows would become, and keep nothing. */
  previewImport(params: {
    file: Blob;
    notes?: string | null;
    mapping?: string | null;
    create_jobs?: boolean;
    limit?: number;
  }): Promise<models.PreviewOut> {
    return this.call("POST", "/api/v1/candidates/import/preview", { files: params });
  }

  /** Show what the undo of an import would remove and keep. */
  previewUndo(importId: number): Promise<models.ImportUndoOut> {
    return this.call("GET", `/api/v1/imports/${encodeURIComponent(importId)}/undo`);
  }

  /** Remove the candidates, applications and jobs that an import has created. */
  undoImport(importId: number): Promise<models.ImportUndoOut> {
    return this.call("POST", `/api/v1/imports/${encodeURIComponent(importId)}/undo`, { keyed: true });
  }

  /** Return one's own searches, and those that others share, in ascending id. */
  listSavedSearches(params: { kind?: models.SearchKind | null } = {}): AsyncGenerator<models.SavedSearchOut> {
    return this.rows("GET", "/api/v1/saved_searches", { query: params });
  }

  /** Save a search. Its query is checked as the list of its kind checks it; unknown names are refused. */
  createSavedSearch(params: {
    name: string;
    kind: models.SearchKind;
    query: Record<string, unknown>;
    shared?: boolean;
  }): Promise<models.SavedSearchOut> {
    return this.call("POST", "/api/v1/saved_searches", { json: params, keyed: true });
  }

  /** Return one search. */
  getSavedSearch(searchId: number): Promise<models.SavedSearchOut> {
    return this.call("GET", `/api/v1/saved_searches/${encodeURIComponent(searchId)}`);
  }

  /** Change the name or the query of a search, or share it. Its kind stays. */
  updateSavedSearch(searchId: number, params: { name?: string; query?: Record<string, unknown>; shared?: boolean } = {}): Promise<models.SavedSearchOut> {
    return this.call("PATCH", `/api/v1/saved_searches/${encodeURIComponent(searchId)}`, { json: params });
  }

  /** Delete a search. What it finds stays. */
  deleteSavedSearch(searchId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/saved_searches/${encodeURIComponent(searchId)}`);
  }

  /** Return what a search finds now, in its order: candidates or jobs, as their lists return them. */
  runSavedSearch(searchId: number): AsyncGenerator<models.CandidateOut> {
    return this.rows("GET", `/api/v1/saved_searches/${encodeURIComponent(searchId)}/results`);
  }

  /** Return applications in ascending id, or what changed since a token. */
  listApplications(params: {
    job_id?: number | null;
    candidate_id?: number | null;
    status_filter?: string | null;
    external_id?: string | null;
    include?: string[] | null;
  } = {}): AsyncGenerator<models.ApplicationOut> {
    return this.rows("GET", "/api/v1/applications", { query: params });
  }

  /** Return all rows and a token, or what changed since the token of an earlier call. */
  syncApplications(syncToken?: string, include: string[] = []): Promise<models.ApplicationSync> {
    return this.sync("/api/v1/applications", syncToken, include);
  }

  /** Create an application between an existing job and candidate, once for each pair. */
  createApplication(params: {
    job_id: number;
    candidate_id: number;
    status?: string;
    source?: string;
    fit_score?: number | null;
    external_ids?: models.ExternalIdIn[];
    include?: string[] | null;
  }): Promise<models.ApplicationOut> {
    return this.call("POST", "/api/v1/applications", { json: params, keyed: true });
  }

  /** Return one application. */
  getApplication(applicationId: number, params: { include?: string[] | null } = {}): Promise<models.ApplicationOut> {
    return this.call("GET", `/api/v1/applications/${encodeURIComponent(applicationId)}`, { query: params });
  }

  /** Change any subset of status, source and fit score. */
  updateApplication(applicationId: number, params: {
    status?: string;
    source?: string;
    fit_score?: number | null;
    external_ids?: models.ExternalIdPatch[];
    include?: string[] | null;
  } = {}): Promise<models.ApplicationOut> {
    return this.call("PATCH", `/api/v1/applications/${encodeURIComponent(applicationId)}`, { json: params });
  }

  /** Delete an application. */
  deleteApplication(applicationId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/applications/${encodeURIComponent(applicationId)}`);
  }

  /** Move up to 100 applications. One that can't be moved doesn't keep the others from moving. */
  bulkMoveApplications(params: {
    ids: number[];
    stage: string;
    reason_id?: number | null;
    note?: string | null;
  }): Promise<models.BulkMoveOut> {
    return this.call("POST", "/api/v1/applications/bulk_move", { json: params, keyed: true });
  }

  /** Reject up to 100 applications. One that can't be rejected doesn't keep the others from it. */
  bulkRejectApplications(params: {
    ids: number[];
    stage?: string | null;
    reason_id?: number | null;
    note?: string | null;
  }): Promise<models.BulkMoveOut> {
    return this.call("POST", "/api/v1/applications/bulk_reject", { json: params, keyed: true });
  }

  /** Return the stages that an application has been in, with times, reasons and notes. */
  getApplicationHistory(applicationId: number): Promise<models.ApplicationHistory> {
    return this.call("GET", `/api/v1/applications/${encodeURIComponent(applicationId)}/history`);
  }

  /** Move an application to a stage that its job has, with a rejection reason and a note. */
  moveApplication(applicationId: number, params: {
    stage?: string | null;
    status?: string | null;
    reason_id?: number | null;
    note?: string | null;
  } = {}): Promise<models.ApplicationOut> {
    return this.call("POST", `/api/v1/applications/${encodeURIComponent(applicationId)}/move`, { json: params, keyed: true });
  }

  /** Return the stages of a job in order, the organization's default ones if it has none of its own yet. */
  listStages(jobId: number, params: { counts?: boolean } = {}): Promise<models.JobStages> {
    return this.call("GET", `/api/v1/jobs/${encodeURIComponent(jobId)}/stages`, { query: params });
  }

  /** Add a stage to a job. */
  createStage(jobId: number, params: {
    name: string;
    key?: string | null;
    type?: models.StageType | null;
    requires_reason?: boolean;
    position?: number | null;
  }): Promise<models.StageOut> {
    return this.call("POST", `/api/v1/jobs/${encodeURIComponent(jobId)}/stages`, { json: params, keyed: true });
  }

  /** Replace all stages of a job, or take those of a template. */
  replaceStages(jobId: number, params: {
    stages?: models.StageIn[] | null;
    template_id?: number | null;
    move_to?: string | null;
  } = {}): Promise<models.JobStages> {
    return this.call("PUT", `/api/v1/jobs/${encodeURIComponent(jobId)}/stages`, { json: params });
  }

  /** Put the stages of a job into another order. */
  reorderStages(jobId: number, params: { keys: string[] }): Promise<models.JobStages> {
    return this.call("PATCH", `/api/v1/jobs/${encodeURIComponent(jobId)}/stages`, { json: params });
  }

  /** Return one stage of a job. */
  getStage(jobId: number, stageKey: string): Promise<models.StageOut> {
    return this.call("GET", `/api/v1/jobs/${encodeURIComponent(jobId)}/stages/${encodeURIComponent(stageKey)}`);
  }

  /** Change any subset of name, type, requires_reason and position. */
  updateStage(jobId: number, stageKey: string, params: {
    name?: string;
    type?: models.StageType;
    requires_reason?: boolean;
    position?: number;
  } = {}): Promise<models.StageOut> {
    return this.call("PATCH", `/api/v1/jobs/${encodeURIComponent(jobId)}/stages/${encodeURIComponent(stageKey)}`, { json: params });
  }

  /** Delete a stage of a job. One that has applications is only deleted with `move_to`. */
  deleteStage(jobId: number, stageKey: string, params: { move_to?: string | null } = {}): Promise<void> {
    return this.do("DELETE", `/api/v1/jobs/${encodeURIComponent(jobId)}/stages/${encodeURIComponent(stageKey)}`, { query: params });
  }

  /** Return templates in ascending id. */
  listPipelineTemplates(): AsyncGenerator<models.PipelineTemplateOut> {
    return this.rows("GET", "/api/v1/pipeline_templates");
  }

  /** Create a template. A default one takes the place of the default so far. */
  createPipelineTemplate(params: { name: string; stages: models.StageIn[]; is_default?: boolean }): Promise<models.PipelineTemplateOut> {
    return this.call("POST", "/api/v1/pipeline_templates", { json: params, keyed: true });
  }

  /** Return one template. */
  getPipelineTemplate(pipelineTemplateId: number): Promise<models.PipelineTemplateOut> {
    return this.call("GET", `/api/v1/pipeline_templates/${encodeURIComponent(pipelineTemplateId)}`);
  }

  /** Change any subset of name, stages and is_default. */
  updatePipelineTemplate(pipelineTemplateId: number, params: { name?: string; stages?: models.StageIn[]; is_default?: boolean } = {}): Promise<models.PipelineTemplateOut> {
    return this.call("PATCH", `/api/v1/pipeline_templates/${encodeURIComponent(pipelineTemplateId)}`, { json: params });
  }

  /** Delete a template. Stages of jobs stay. */
  deletePipelineTemplate(pipelineTemplateId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/pipeline_templates/${encodeURIComponent(pipelineTemplateId)}`);
  }

  /** Return reasons in ascending id. */
  listRejectionReasons(params: { archived?: boolean | null } = {}): AsyncGenerator<models.RejectionReasonOut> {
    return this.rows("GET", "/api/v1/rejection_reasons", { query: params });
  }

  /** Create a reason. */
  createRejectionReason(params: { name: string; type: models.ReasonType }): Promise<models.RejectionReasonOut> {
    return this.call("POST", "/api/v1/rejection_reasons", { json: params, keyed: true });
  }

  /** Return one reason. */
  getRejectionReason(rejectionReasonId: number): Promise<models.RejectionReasonOut> {
    return this.call("GET", `/api/v1/rejection_reasons/${encodeURIComponent(rejectionReasonId)}`);
  }

  /** Change any subset of name, type and archived. */
  updateRejectionReason(rejectionReasonId: number, params: { name?: string; type?: models.ReasonType; archived?: boolean } = {}): Promise<models.RejectionReasonOut> {
    return this.call("PATCH", `/api/v1/rejection_reasons/${encodeURIComponent(rejectionReasonId)}`, { json: params });
  }

  /** Delete a reason. One that an application has, or had, is archived. */
  deleteRejectionReason(rejectionReasonId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/rejection_reasons/${encodeURIComponent(rejectionReasonId)}`);
  }

  /** Return notes on an application in ascending id, as far as the caller may read them. */
  listApplicationNotes(applicationId: number): AsyncGenerator<models.NoteOut> {
    return this.rows("GET", `/api/v1/applications/${encodeURIComponent(applicationId)}/notes`);
  }

  /** Write a note on an application, which is among the notes of its candidate, too. */
  createApplicationNote(applicationId: number, params: { text: string; visibility?: models.Visibility; mentions?: number[] }): Promise<models.NoteOut> {
    return this.call("POST", `/api/v1/applications/${encodeURIComponent(applicationId)}/notes`, { json: params, keyed: true });
  }

  /** Return one note. */
  getNote(noteId: number): Promise<models.NoteOut> {
    return this.call("GET", `/api/v1/notes/${encodeURIComponent(noteId)}`);
  }

  /** Change the text or the mentions of a note of one's own, or, as an admin, of any note. */
  updateNote(noteId: number, params: { text?: string; mentions?: number[] } = {}): Promise<models.NoteOut> {
    return this.call("PATCH", `/api/v1/notes/${encodeURIComponent(noteId)}`, { json: params });
  }

  /** Delete a note of one's own, or, as an admin, any note. */
  deleteNote(noteId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/notes/${encodeURIComponent(noteId)}`);
  }

  /** Return the organisation's tags in ascending id. */
  listTags(): AsyncGenerator<models.TagOut> {
    return this.rows("GET", "/api/v1/tags");
  }

  /** Create a tag. */
  createTag(params: { name: string; colour?: string | null }): Promise<models.TagOut> {
    return this.call("POST", "/api/v1/tags", { json: params, keyed: true });
  }

  /** Return one tag. */
  getTag(tagId: number): Promise<models.TagOut> {
    return this.call("GET", `/api/v1/tags/${encodeURIComponent(tagId)}`);
  }

  /** Change the name or the colour of a tag. */
  updateTag(tagId: number, params: { name?: string; colour?: string | null } = {}): Promise<models.TagOut> {
    return this.call("PATCH", `/api/v1/tags/${encodeURIComponent(tagId)}`, { json: params });
  }

  /** Delete a tag, and take it from all candidates. */
  deleteTag(tagId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/tags/${encodeURIComponent(tagId)}`);
  }

  /** Give all candidates with this tag the tag `into_id`, delete this one, and return the other. */
  mergeTags(tagId: number, params: { into_id: number }): Promise<models.TagOut> {
    return this.call("POST", `/api/v1/tags/${encodeURIComponent(tagId)}/merge`, { json: params, keyed: true });
  }

  /** Return tasks in ascending id. */
  listTasks(params: {
    assignee_user_id?: number | null;
    candidate_id?: number | null;
    job_id?: number | null;
    done?: boolean | null;
    due_before?: string | null;
  } = {}): AsyncGenerator<models.TaskOut> {
    return this.rows("GET", "/api/v1/tasks", { query: params });
  }

  /** Create a task. Only the title is required. */
  createTask(params: {
    title: string;
    due_at?: string | null;
    assignee_user_id?: number | null;
    candidate_id?: number | null;
    job_id?: number | null;
    application_id?: number | null;
  }): Promise<models.TaskOut> {
    return this.call("POST", "/api/v1/tasks", { json: params, keyed: true });
  }

  /** Return one task. */
  getTask(taskId: number): Promise<models.TaskOut> {
    return this.call("GET", `/api/v1/tasks/${encodeURIComponent(taskId)}`);
  }

  /** Change any subset of title, due time and assignee; finish a task by `done`, or open it again. */
  updateTask(taskId: number, params: {
    title?: string;
    due_at?: string | null;
    assignee_user_id?: number | null;
    done?: boolean;
  } = {}): Promise<models.TaskOut> {
    return this.call("PATCH", `/api/v1/tasks/${encodeURIComponent(taskId)}`, { json: params });
  }

  /** Delete a task. */
  deleteTask(taskId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/tasks/${encodeURIComponent(taskId)}`);
  }

  /** Return what waits for the caller: at most `limit` of each kind. */
  getInbox(params: { limit?: number } = {}): Promise<models.InboxOut> {
    return this.call("GET", "/api/v1/inbox", { query: params });
  }

  /** Mark a note that mentions the caller as read. */
  markMentionRead(noteId: number): Promise<void> {
    return this.do("POST", `/api/v1/inbox/mentions/${encodeURIComponent(noteId)}/read`, { keyed: true });
  }

  /** Score candidates for a job with reasons, best first, and log them into match_logs. */
  candidatesForJob(params: { job_id: number; limit?: number }): Promise<models.CandidateMatches> {
    return this.call("POST", "/api/v1/matching/candidates_for_job", { json: params, keyed: true });
  }

  /** Return one score part by part, and every requirement with the profile's own words for it. Logs nothing. */
  explain(params: { job_id: number; candidate_id: number }): Promise<models.ExplanationOut> {
    return this.call("POST", "/api/v1/matching/explain", { json: params, keyed: true });
  }

  /** Score jobs for a candidate with reasons, best first, and log them into match_logs. */
  jobsForCandidate(params: { candidate_id: number; limit?: number }): Promise<models.JobMatches> {
    return this.call("POST", "/api/v1/matching/jobs_for_candidate", { json: params, keyed: true });
  }

  /** Swap names, pronouns, schools, postcodes and employment gaps, and score again. Logs nothing. */
  audit(params: { job_id: number }): Promise<models.AuditOut> {
    return this.call("POST", "/api/v1/matching/audit", { json: params, keyed: true });
  }

  /** Rank with other skills or weights, and say which requirement costs the most candidates. Logs nothing. */
  whatIf(params: {
    job_id: number;
    required_skills?: string[] | null;
    nice_to_have_skills?: string[] | null;
    weights?: models.OtherWeights | null;
    limit?: number;
  }): Promise<models.WhatIfOut> {
    return this.call("POST", "/api/v1/matching/what_if", { json: params, keyed: true });
  }

  /** Return one answered match with its receipt. */
  getLog(logId: number): Promise<models.MatchReceipt> {
    return this.call("GET", `/api/v1/matching/logs/${encodeURIComponent(logId)}`);
  }

  /** Return answered matches in ascending id, also those of jobs and candidates that are gone. */
  listLogs(params: {
    job_id?: number | null;
    candidate_id?: number | null;
    since?: string | null;
    until?: string | null;
  } = {}): AsyncGenerator<models.MatchLogOut> {
    return this.rows("GET", "/api/v1/matching/logs", { query: params });
  }

  /** Score the logged pair again, or say precisely what has changed since. */
  replayLog(logId: number): Promise<models.MatchReplay> {
    return this.call("POST", `/api/v1/matching/logs/${encodeURIComponent(logId)}/replay`, { keyed: true });
  }

  /** Create a candidate from a résumé as a file, and keep the file. */
  candidateFromResume(params: { resume: Blob; notes?: string | null }): Promise<models.CandidateFromResume> {
    return this.call("POST", "/api/v1/agent/candidates/from_resume", { files: params, keyed: true });
  }

  /** Say what you want in plain language. Without a conversation_id a conversation begins. */
  chat(params: {
    message: string;
    conversation_id?: number | string | null;
    mode?: string | null;
  }): Promise<models.ChatReply> {
    return this.call("POST", "/api/v1/agent/chat", { json: params, keyed: true });
  }

  /** Say what you want, and follow what is done. */
  chatStream(params: {
    message: string;
    conversation_id?: number | string | null;
    mode?: string | null;
  }): AsyncGenerator<models.ChatEvent> {
    return this.events("POST", "/api/v1/agent/chat/stream", { json: params });
  }

  /** Create a job from a natural language description. */
  jobFromPrompt(params: { prompt: string }): Promise<models.JobFromPrompt> {
    return this.call("POST", "/api/v1/agent/jobs/from_prompt", { json: params, keyed: true });
  }

  /** Create a job from a job description or job requisition as a file. */
  jobFromReq(params: { job_req: Blob; notes?: string | null }): Promise<models.JobFromFile> {
    return this.call("POST", "/api/v1/agent/jobs/from_req", { files: params, keyed: true });
  }

  /** Undo what the agent did in one action within the last 15 minutes, for whichever user. */
  undoAction(actionId: number): Promise<models.ActionUndone> {
    return this.call("POST", `/api/v1/agent/actions/${encodeURIComponent(actionId)}/undo`, { keyed: true });
  }

  /** Return a conversation with what was said, and the tools that were called. */
  getConversation(conversationId: number): Promise<models.ConversationTranscript> {
    return this.call("GET", `/api/v1/agent/conversations/${encodeURIComponent(conversationId)}`);
  }

  /** Delete a conversation. The record of what was changed in it stays. */
  deleteConversation(conversationId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/agent/conversations/${encodeURIComponent(conversationId)}`);
  }

  /** Return the user's conversations in ascending id. */
  listConversations(): AsyncGenerator<models.ConversationOut> {
    return this.rows("GET", "/api/v1/agent/conversations");
  }

  /** Return who wrote or read what in ascending id, with what was there before and after. */
  listAudit(params: {
    entity?: string | null;
    entity_id?: number | null;
    candidate_id?: number | null;
    user_id?: number | null;
    action?: null | string;
    since?: string | null;
    until?: string | null;
  } = {}): AsyncGenerator<models.AuditEntryOut> {
    return this.rows("GET", "/api/v1/audit", { query: params });
  }

  /** Return what changed after a position, in the order of commits. */
  listEvents(params: {
    after?: string;
    types?: string | null;
    entity?: string | null;
    limit?: number;
  } = {}): Promise<models.EventFeed> {
    return this.call("GET", "/api/v1/events", { query: params });
  }

  /** Return what changes, as server-sent events. The stream resumes after Last-Event-ID, or else after `after`. */
  streamEvents(params: { after?: string; types?: string | null; entity?: string | null } = {}): AsyncGenerator<models.EventMessage> {
    return this.events("GET", "/api/v1/events/stream", { query: params });
  }

  /** Return what happened to a candidate, the latest first. */
  getCandidateTimeline(candidateId: number, params: { limit?: number; before?: number; types?: string | null } = {}): Promise<models.TimelineOut> {
    return this.call("GET", `/api/v1/candidates/${encodeURIComponent(candidateId)}/timeline`, { query: params });
  }

  /** Return what happened to a job and to its applications and stages, the latest first. */
  getJobTimeline(jobId: number, params: { limit?: number; before?: number; types?: string | null } = {}): Promise<models.TimelineOut> {
    return this.call("GET", `/api/v1/jobs/${encodeURIComponent(jobId)}/timeline`, { query: params });
  }

  /** Return how far the applications came that were created in the period. */
  getFunnel(params: { job_id?: number | null; since?: string | null; until?: string | null } = {}): Promise<models.FunnelOut> {
    return this.call("GET", "/api/v1/reports/funnel", { query: params });
  }

  /** Return where the applications came from that were created in the period, the most frequent source first. */
  getSources(params: { job_id?: number | null; since?: string | null; until?: string | null } = {}): Promise<models.SourcesOut> {
    return this.call("GET", "/api/v1/reports/sources", { query: params });
  }

  /** Return how long applications stay in stages of each type, of stays that began in the period. */
  getTimeInStage(params: { job_id?: number | null; since?: string | null; until?: string | null } = {}): Promise<models.TimesInStageOut> {
    return this.call("GET", "/api/v1/reports/time_in_stage", { query: params });
  }

  /** Return how long it took from the creation of an application to its hire, of hires in the period. */
  getTimeToHire(params: { job_id?: number | null; since?: string | null; until?: string | null } = {}): Promise<models.TimeToHireOut> {
    return this.call("GET", "/api/v1/reports/time_to_hire", { query: params });
  }

  /** Return the applications that a number in a report counts, the latest first, with the names of the people. */
  listCountedApplications(params: {
    limit?: number;
    figure?: string;
    type?: models.StageType | null;
    source?: string | null;
    job_id?: number | null;
    since?: string | null;
    until?: string | null;
  } = {}): Promise<models.CountedApplicationsOut> {
    return this.call("GET", "/api/v1/reports/applications", { query: params });
  }

  /** Erase a person everywhere, with all whom they were merged from, for good; a receipt remains. */
  eraseCandidate(candidateId: number): Promise<models.ErasureOut> {
    return this.call("POST", `/api/v1/candidates/${encodeURIComponent(candidateId)}/erase`, { keyed: true });
  }

  /** Return all data about a candidate as a zip archive; its README.txt describes the files. */
  exportCandidate(candidateId: number): Promise<Blob> {
    return this.download("GET", `/api/v1/candidates/${encodeURIComponent(candidateId)}/export`);
  }

  /** Return one receipt. */
  getErasure(erasureId: number): Promise<models.ErasureOut> {
    return this.call("GET", `/api/v1/erasures/${encodeURIComponent(erasureId)}`);
  }

  /** Return receipts in ascending id. */
  listErasures(): AsyncGenerator<models.ErasureOut> {
    return this.rows("GET", "/api/v1/erasures");
  }

  /** Return webhooks in ascending id. */
  listWebhooks(): AsyncGenerator<models.WebhookOut> {
    return this.rows("GET", "/api/v1/webhooks");
  }

  /** Have events sent to an address from now on. Its secret is shown this once: see docs/webhooks.md. */
  createWebhook(params: {
    url: string;
    event_types?: string[];
    description?: string | null;
    is_active?: boolean;
  }): Promise<models.WebhookWithSecret> {
    return this.call("POST", "/api/v1/webhooks", { json: params });
  }

  /** Return one webhook. */
  getWebhook(webhookId: number): Promise<models.WebhookOut> {
    return this.call("GET", `/api/v1/webhooks/${encodeURIComponent(webhookId)}`);
  }

  /** Change any subset of a webhook's fields, and enable a webhook that was disabled. */
  updateWebhook(webhookId: number, params: {
    url?: string;
    event_types?: string[];
    description?: string | null;
    is_active?: boolean;
    resume?: string;
  } = {}): Promise<models.WebhookOut> {
    return this.call("PATCH", `/api/v1/webhooks/${encodeURIComponent(webhookId)}`, { json: params });
  }

  /** Delete a webhook with its deliveries. */
  deleteWebhook(webhookId: number): Promise<void> {
    return this.do("DELETE", `/api/v1/webhooks/${encodeURIComponent(webhookId)}`);
  }

  /** Return one attempt. */
  getDelivery(webhookId: number, deliveryId: number): Promise<models.DeliveryOut> {
    return this.call("GET", `/api/v1/webhooks/${encodeURIComponent(webhookId)}/deliveries/${encodeURIComponent(deliveryId)}`);
  }

  /** Return attempts in ascending id, pending ones and those of the last 30 days. */
  listDeliveries(webhookId: number, params: {
    event_id?: number | null;
    type?: string | null;
    state_filter?: null | string;
    since?: string | null;
    until?: string | null;
  } = {}): AsyncGenerator<models.DeliveryOut> {
    return this.rows("GET", `/api/v1/webhooks/${encodeURIComponent(webhookId)}/deliveries`, { query: params });
  }

  /** Send the event of an attempt again, and return the new attempt. One that is pending is made due. */
  redeliverEvent(webhookId: number, deliveryId: number): Promise<models.DeliveryOut> {
    return this.call("POST", `/api/v1/webhooks/${encodeURIComponent(webhookId)}/deliveries/${encodeURIComponent(deliveryId)}/redeliver`, { keyed: true });
  }

  /** Send the events of a period again, at most 10,000 of them. */
  redeliverPeriod(webhookId: number, params: { since: string; until?: string | null }): Promise<models.Redelivered> {
    return this.call("POST", `/api/v1/webhooks/${encodeURIComponent(webhookId)}/redeliver`, { json: params, keyed: true });
  }

  /** Replace the secret. The replaced one signs messages as well for 24 hours, unless it ends immediately. */
  rotateWebhookSecret(webhookId: number, params: { immediately?: boolean } = {}): Promise<models.WebhookWithSecret> {
    return this.call("POST", `/api/v1/webhooks/${encodeURIComponent(webhookId)}/rotate_secret`, { query: params });
  }

  /** Send a message of type webhook.ping at once, and return what the receiver answered. */
  testWebhook(webhookId: number): Promise<models.DeliveryOut> {
    return this.call("POST", `/api/v1/webhooks/${encodeURIComponent(webhookId)}/test`, { keyed: true });
  }

  /** Tell that the process answers. Asks nothing of the database. */
  healthz(): Promise<models.Health> {
    return this.call("GET", "/healthz");
  }

  /** Tell that the database answers. */
  readyz(): Promise<models.Health> {
    return this.call("GET", "/readyz");
  }

  /** Tell which version serves. Asks nothing of the database. */
  version(): Promise<models.Version> {
    return this.call("GET", "/version");
  }
}
