"""The operations of the API. Generated from the OpenAPI document by `make client`: don't edit it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from msgspec import UNSET, UnsetType

from recruit_client import models
from recruit_client.transport import File, Transport, quoted


class Operations(Transport):
    """A method for each operation, with its name in the reference."""

    def login(
        self,
        *,
        username: str,
        password: str,
        otp: str | UnsetType | None = UNSET,
        grant_type: str | UnsetType | None = UNSET,
        scope: str | UnsetType = UNSET,
        client_id: str | UnsetType | None = UNSET,
        client_secret: str | UnsetType | None = UNSET,
    ) -> models.Token:
        """Return a JWT access token (OAuth2 password flow). Expects form-encoded data, not JSON."""
        return self._call(
            models.Token,
            "POST",
            "/api/v1/auth/login",
            form={
                "username": username,
                "password": password,
                "otp": otp,
                "grant_type": grant_type,
                "scope": scope,
                "client_id": client_id,
                "client_secret": client_secret,
            },
        )

    def me(self) -> models.UserOut:
        """Get the currently authenticated user."""
        return self._call(models.UserOut, "GET", "/api/v1/users/me")

    def register(self, *, email: str, password: str, org_name: str | UnsetType | None = UNSET) -> models.UserOut:
        """Create a new organization and the first user for that org."""
        return self._call(
            models.UserOut,
            "POST",
            "/api/v1/auth/register",
            json={"email": email, "password": password, "org_name": org_name},
        )

    def accept_invitation(self, *, token: str, password: str, full_name: str) -> models.UserOut:
        """Join the organization that invited you. A token holds once, for seven days."""
        return self._call(
            models.UserOut,
            "POST",
            "/api/v1/auth/accept_invitation",
            json={"token": token, "password": password, "full_name": full_name},
        )

    def change_password(self, *, current_password: str, new_password: str) -> None:
        """Change the current user's password, and end their other sign-ins."""
        self._do(
            "POST",
            "/api/v1/users/me/password",
            json={"current_password": current_password, "new_password": new_password},
            keyed=True,
        )

    def end_grant(self, grant_id: int) -> None:
        """End a grant: its program has no access after 5 seconds."""
        self._do("DELETE", f"/api/v1/auth/grants/{grant_id}")

    def forgot_password(self, *, email: str) -> None:
        """Send a link for a new password to the address, if it has an account: see docs/mail.md."""
        self._do("POST", "/api/v1/auth/password/forgotten", json={"email": email})

    def list_grants(self) -> models.GrantList:
        """Return the programs that the current user has let in over OAuth, in ascending id: see docs/mcp.md."""
        return self._call(models.GrantList, "GET", "/api/v1/auth/grants")

    def logout(self) -> None:
        """End the sign-in that the token belongs to, with its refresh token."""
        self._do("POST", "/api/v1/auth/logout", keyed=True)

    def logout_everywhere(self) -> None:
        """End all sign-ins of the current user."""
        self._do("POST", "/api/v1/auth/logout_everywhere", keyed=True)

    def refresh(self, *, refresh_token: str) -> models.Renewed:
        """Return a new access token and the next refresh token, for 30 days."""
        return self._call(models.Renewed, "POST", "/api/v1/auth/refresh", json={"refresh_token": refresh_token})

    def reset_password(self, *, token: str, password: str) -> None:
        """Set a new password with the token of a link, and end all sign-ins of its user."""
        self._do("POST", "/api/v1/auth/password/reset", json={"token": token, "password": password})

    def begin_provider_sign_in(self, provider: str, *, redirect_uri: str) -> models.ProviderTransaction:
        """Begin a sign-in for a program on the user's machine: it opens `authorization_url` in a browser."""
        return self._call(
            models.ProviderTransaction,
            "POST",
            f"/api/v1/auth/oidc/{quoted(provider)}",
            json={"redirect_uri": redirect_uri},
        )

    def finish_provider_sign_in(
        self,
        provider: str,
        *,
        transaction: str,
        code: str,
        state: str,
        iss: str | UnsetType | None = UNSET,
        scope: str | UnsetType = UNSET,
    ) -> models.Token:
        """Exchange the provider's answer for an access token. A transaction holds once."""
        return self._call(
            models.Token,
            "POST",
            f"/api/v1/auth/oidc/{quoted(provider)}/session",
            json={"transaction": transaction, "code": code, "state": state, "iss": iss, "scope": scope},
        )

    def list_providers(self) -> models.ProviderList:
        """Return the identity providers at which users can sign in: see docs/sign-in.md."""
        return self._call(models.ProviderList, "GET", "/api/v1/auth/providers")

    def get_user(self, user_id: int) -> models.UserOut:
        """Return one user."""
        return self._call(models.UserOut, "GET", f"/api/v1/users/{user_id}")

    def update_user(
        self, user_id: int, *, full_name: str | UnsetType = UNSET, role: models.Role | UnsetType = UNSET
    ) -> models.UserOut:
        """Change a user's name or role. All users may change their own names; the last org_admin stays one."""
        return self._call(
            models.UserOut, "PATCH", f"/api/v1/users/{user_id}", json={"full_name": full_name, "role": role}
        )

    def remove_user(self, user_id: int) -> None:
        """Remove a user, who has no access after 5 seconds. What they made stays; the last org_admin does, too."""
        self._do("DELETE", f"/api/v1/users/{user_id}")

    def list_users(self) -> Iterator[models.UserOut]:
        """Return the organization's users in ascending id."""
        return self._rows(models.UserOut, "GET", "/api/v1/users")

    def list_invitations(self) -> Iterator[models.InvitationOut]:
        """Return the invitations that aren't accepted yet, in ascending id."""
        return self._rows(models.InvitationOut, "GET", "/api/v1/users/invitations")

    def invite_user(self, *, email: str, role: models.Role) -> models.NewInvitation:
        """Invite a person to join the organization. Pass on the token: it is shown once and can be used once."""
        return self._call(
            models.NewInvitation, "POST", "/api/v1/users/invitations", json={"email": email, "role": role}
        )

    def revoke_invitation(self, invitation_id: int) -> None:
        """Revoke an invitation."""
        self._do("DELETE", f"/api/v1/users/invitations/{invitation_id}")

    def list_api_keys(self) -> Iterator[models.ApiKeyOut]:
        """Return the organization's keys in ascending id, expired ones too."""
        return self._rows(models.ApiKeyOut, "GET", "/api/v1/api_keys")

    def create_api_key(
        self, *, name: str, scopes: Sequence[models.Permission], expires_at: datetime | UnsetType | None = UNSET
    ) -> models.NewApiKey:
        """Make a key for a machine, which sends it in place of a token. It is shown this once."""
        return self._call(
            models.NewApiKey,
            "POST",
            "/api/v1/api_keys",
            json={"name": name, "scopes": scopes, "expires_at": expires_at},
        )

    def get_api_key(self, api_key_id: int) -> models.ApiKeyOut:
        """Return one key, and when it was used last."""
        return self._call(models.ApiKeyOut, "GET", f"/api/v1/api_keys/{api_key_id}")

    def revoke_api_key(self, api_key_id: int) -> None:
        """Revoke a key: it has no access after 5 seconds."""
        self._do("DELETE", f"/api/v1/api_keys/{api_key_id}")

    def list_jobs(
        self,
        *,
        status_filter: str | UnsetType | None = UNSET,
        q: str | UnsetType | None = UNSET,
        skill: Sequence[str] | UnsetType | None = UNSET,
        title: str | UnsetType | None = UNSET,
        location: str | UnsetType | None = UNSET,
        department: str | UnsetType | None = UNSET,
        text: str | UnsetType | None = UNSET,
        created_since: datetime | UnsetType | None = UNSET,
        created_until: datetime | UnsetType | None = UNSET,
        changed_since: datetime | UnsetType | None = UNSET,
        changed_until: datetime | UnsetType | None = UNSET,
        sort: str | UnsetType = UNSET,
        external_id: str | UnsetType | None = UNSET,
        include: Sequence[str] | UnsetType | None = UNSET,
    ) -> Iterator[models.JobOut]:
        """Return the jobs that meet all filters, in ascending id or as sorted, or what changed since a token."""
        return self._rows(
            models.JobOut,
            "GET",
            "/api/v1/jobs",
            query={
                "status_filter": status_filter,
                "q": q,
                "skill": skill,
                "title": title,
                "location": location,
                "department": department,
                "text": text,
                "created_since": created_since,
                "created_until": created_until,
                "changed_since": changed_since,
                "changed_until": changed_until,
                "sort": sort,
                "external_id": external_id,
                "include": include,
            },
        )

    def sync_jobs(self, sync_token: str | None = None, include: Sequence[str] = ()) -> models.JobSync:
        """Return all rows and a token, or what changed since the token of an earlier call."""
        return self._sync(models.JobSync, "/api/v1/jobs", sync_token, include)

    def create_job(
        self,
        *,
        title: str,
        department: str | UnsetType | None = UNSET,
        location: str | UnsetType | None = UNSET,
        employment_type: str | UnsetType | None = UNSET,
        remote_option: str | UnsetType | None = UNSET,
        salary_min: int | UnsetType | None = UNSET,
        salary_max: int | UnsetType | None = UNSET,
        currency: str | UnsetType = UNSET,
        description: str | UnsetType | None = UNSET,
        required_skills: Sequence[str] | UnsetType = UNSET,
        nice_to_have_skills: Sequence[str] | UnsetType = UNSET,
        status: str | UnsetType = UNSET,
        is_public: bool | UnsetType = UNSET,
        external_ids: Sequence[models.ExternalIdIn] | UnsetType = UNSET,
        include: Sequence[str] | UnsetType | None = UNSET,
    ) -> models.JobOut:
        """Create a job. Only the title is required."""
        return self._call(
            models.JobOut,
            "POST",
            "/api/v1/jobs",
            query={"include": include},
            json={
                "title": title,
                "department": department,
                "location": location,
                "employment_type": employment_type,
                "remote_option": remote_option,
                "salary_min": salary_min,
                "salary_max": salary_max,
                "currency": currency,
                "description": description,
                "required_skills": required_skills,
                "nice_to_have_skills": nice_to_have_skills,
                "status": status,
                "is_public": is_public,
                "external_ids": external_ids,
            },
            keyed=True,
        )

    def get_job(self, job_id: int, *, include: Sequence[str] | UnsetType | None = UNSET) -> models.JobOut:
        """Return one job."""
        return self._call(models.JobOut, "GET", f"/api/v1/jobs/{job_id}", query={"include": include})

    def update_job(
        self,
        job_id: int,
        *,
        title: str | UnsetType = UNSET,
        department: str | UnsetType | None = UNSET,
        location: str | UnsetType | None = UNSET,
        employment_type: str | UnsetType | None = UNSET,
        remote_option: str | UnsetType | None = UNSET,
        salary_min: int | UnsetType | None = UNSET,
        salary_max: int | UnsetType | None = UNSET,
        currency: str | UnsetType = UNSET,
        description: str | UnsetType | None = UNSET,
        required_skills: Sequence[str] | UnsetType = UNSET,
        nice_to_have_skills: Sequence[str] | UnsetType = UNSET,
        status: str | UnsetType = UNSET,
        is_public: bool | UnsetType = UNSET,
        external_ids: Sequence[models.ExternalIdPatch] | UnsetType = UNSET,
        include: Sequence[str] | UnsetType | None = UNSET,
    ) -> models.JobOut:
        """Change any subset of a job's fields."""
        return self._call(
            models.JobOut,
            "PATCH",
            f"/api/v1/jobs/{job_id}",
            query={"include": include},
            json={
                "title": title,
                "department": department,
                "location": location,
                "employment_type": employment_type,
                "remote_option": remote_option,
                "salary_min": salary_min,
                "salary_max": salary_max,
                "currency": currency,
                "description": description,
                "required_skills": required_skills,
                "nice_to_have_skills": nice_to_have_skills,
                "status": status,
                "is_public": is_public,
                "external_ids": external_ids,
            },
        )

    def delete_job(self, job_id: int) -> None:
        """Delete a job and its applications."""
        self._do("DELETE", f"/api/v1/jobs/{job_id}")

    def get_team(self, job_id: int) -> models.TeamOut:
        """Return a job's hiring team. The creator of the job is its owner until a member has that role."""
        return self._call(models.TeamOut, "GET", f"/api/v1/jobs/{job_id}/team")

    def put_team_member(self, job_id: int, user_id: int, *, role: models.TeamRole) -> models.TeamMemberOut:
        """Add a user to a job's team, or change their role in it."""
        return self._call(models.TeamMemberOut, "PUT", f"/api/v1/jobs/{job_id}/team/{user_id}", json={"role": role})

    def remove_team_member(self, job_id: int, user_id: int) -> None:
        """Remove a user from a job's team."""
        self._do("DELETE", f"/api/v1/jobs/{job_id}/team/{user_id}")

    def list_candidates(
        self,
        *,
        q: str | UnsetType | None = UNSET,
        stage: str | UnsetType | None = UNSET,
        job_id: int | UnsetType | None = UNSET,
        source: str | UnsetType | None = UNSET,
        years_min: int | UnsetType | None = UNSET,
        years_max: int | UnsetType | None = UNSET,
        tag: Sequence[int] | UnsetType | None = UNSET,
        tag_match: str | UnsetType = UNSET,
        skill: Sequence[str] | UnsetType | None = UNSET,
        title: str | UnsetType | None = UNSET,
        location: str | UnsetType | None = UNSET,
        company: str | UnsetType | None = UNSET,
        text: str | UnsetType | None = UNSET,
        created_since: datetime | UnsetType | None = UNSET,
        created_until: datetime | UnsetType | None = UNSET,
        changed_since: datetime | UnsetType | None = UNSET,
        changed_until: datetime | UnsetType | None = UNSET,
        sort: str | UnsetType = UNSET,
        external_id: str | UnsetType | None = UNSET,
        email: str | UnsetType | None = UNSET,
        phone: str | UnsetType | None = UNSET,
        include: Sequence[str] | UnsetType | None = UNSET,
    ) -> Iterator[models.CandidateOut]:
        """Return the candidates that meet all filters, in ascending id or as sorted, or what changed since a token."""
        return self._rows(
            models.CandidateOut,
            "GET",
            "/api/v1/candidates",
            query={
                "q": q,
                "stage": stage,
                "job_id": job_id,
                "source": source,
                "years_min": years_min,
                "years_max": years_max,
                "tag": tag,
                "tag_match": tag_match,
                "skill": skill,
                "title": title,
                "location": location,
                "company": company,
                "text": text,
                "created_since": created_since,
                "created_until": created_until,
                "changed_since": changed_since,
                "changed_until": changed_until,
                "sort": sort,
                "external_id": external_id,
                "email": email,
                "phone": phone,
                "include": include,
            },
        )

    def sync_candidates(self, sync_token: str | None = None, include: Sequence[str] = ()) -> models.CandidateSync:
        """Return all rows and a token, or what changed since the token of an earlier call."""
        return self._sync(models.CandidateSync, "/api/v1/candidates", sync_token, include)

    def create_candidate(
        self,
        *,
        full_name: str,
        headline: str | UnsetType | None = UNSET,
        location: str | UnsetType | None = UNSET,
        experience_years: int | UnsetType | None = UNSET,
        current_title: str | UnsetType | None = UNSET,
        current_company: str | UnsetType | None = UNSET,
        linkedin_url: str | UnsetType | None = UNSET,
        github_url: str | UnsetType | None = UNSET,
        website_url: str | UnsetType | None = UNSET,
        notes: str | UnsetType | None = UNSET,
        external_ids: Sequence[models.ExternalIdIn] | UnsetType = UNSET,
        include: Sequence[str] | UnsetType | None = UNSET,
    ) -> models.CandidateOut:
        """Create a candidate. Only the full name is required."""
        return self._call(
            models.CandidateOut,
            "POST",
            "/api/v1/candidates",
            query={"include": include},
            json={
                "full_name": full_name,
                "headline": headline,
                "location": location,
                "experience_years": experience_years,
                "current_title": current_title,
                "current_company": current_company,
                "linkedin_url": linkedin_url,
                "github_url": github_url,
                "website_url": website_url,
                "notes": notes,
                "external_ids": external_ids,
            },
            keyed=True,
        )

    def get_candidate(
        self, candidate_id: int, *, include: Sequence[str] | UnsetType | None = UNSET
    ) -> models.CandidateOut:
        """Return one candidate."""
        return self._call(models.CandidateOut, "GET", f"/api/v1/candidates/{candidate_id}", query={"include": include})

    def update_candidate(
        self,
        candidate_id: int,
        *,
        full_name: str | UnsetType = UNSET,
        headline: str | UnsetType | None = UNSET,
        location: str | UnsetType | None = UNSET,
        experience_years: int | UnsetType | None = UNSET,
        current_title: str | UnsetType | None = UNSET,
        current_company: str | UnsetType | None = UNSET,
        linkedin_url: str | UnsetType | None = UNSET,
        github_url: str | UnsetType | None = UNSET,
        website_url: str | UnsetType | None = UNSET,
        notes: str | UnsetType | None = UNSET,
        external_ids: Sequence[models.ExternalIdPatch] | UnsetType = UNSET,
        include: Sequence[str] | UnsetType | None = UNSET,
    ) -> models.CandidateOut:
        """Change any subset of a candidate's fields."""
        return self._call(
            models.CandidateOut,
            "PATCH",
            f"/api/v1/candidates/{candidate_id}",
            query={"include": include},
            json={
                "full_name": full_name,
                "headline": headline,
                "location": location,
                "experience_years": experience_years,
                "current_title": current_title,
                "current_company": current_company,
                "linkedin_url": linkedin_url,
                "github_url": github_url,
                "website_url": website_url,
                "notes": notes,
                "external_ids": external_ids,
            },
        )

    def delete_candidate(self, candidate_id: int) -> None:
        """Delete a candidate and their applications."""
        self._do("DELETE", f"/api/v1/candidates/{candidate_id}")

    def list_candidate_notes(self, candidate_id: int) -> Iterator[models.NoteOut]:
        """Return notes on a candidate and on their applications in ascending id, as far as the caller may read them."""
        return self._rows(models.NoteOut, "GET", f"/api/v1/candidates/{candidate_id}/notes")

    def create_candidate_note(
        self,
        candidate_id: int,
        *,
        text: str,
        visibility: models.Visibility | UnsetType = UNSET,
        mentions: Sequence[int] | UnsetType = UNSET,
    ) -> models.NoteOut:
        """Write a note on a candidate. The candidate's field `notes` stays as it is."""
        return self._call(
            models.NoteOut,
            "POST",
            f"/api/v1/candidates/{candidate_id}/notes",
            json={"text": text, "visibility": visibility, "mentions": mentions},
            keyed=True,
        )

    def list_candidate_tags(self, candidate_id: int) -> Iterator[models.TagOut]:
        """Return a candidate's tags in ascending id."""
        return self._rows(models.TagOut, "GET", f"/api/v1/candidates/{candidate_id}/tags")

    def tag_candidate(self, candidate_id: int, tag_id: int) -> models.TagOut:
        """Give a candidate a tag. Nothing changes if they have it."""
        return self._call(models.TagOut, "PUT", f"/api/v1/candidates/{candidate_id}/tags/{tag_id}")

    def untag_candidate(self, candidate_id: int, tag_id: int) -> None:
        """Take a tag from a candidate."""
        self._do("DELETE", f"/api/v1/candidates/{candidate_id}/tags/{tag_id}")

    def list_duplicates(self, candidate_id: int, *, limit: int | UnsetType = UNSET) -> models.DuplicatePage:
        """Return who may be the same person and why, the surest first."""
        return self._call(
            models.DuplicatePage, "GET", f"/api/v1/candidates/{candidate_id}/duplicates", query={"limit": limit}
        )

    def merge_candidates(self, candidate_id: int, *, from_id: int) -> models.CandidateOut:
        """Move all data of the candidate `from_id` to this one, and remove the other."""
        return self._call(
            models.CandidateOut,
            "POST",
            f"/api/v1/candidates/{candidate_id}/merge",
            json={"from_id": from_id},
            keyed=True,
        )

    def get_profile(self, candidate_id: int) -> models.CandidateProfile:
        """Return skills, languages, education, positions and contacts; what isn't known is empty."""
        return self._call(models.CandidateProfile, "GET", f"/api/v1/candidates/{candidate_id}/profile")

    def replace_profile(
        self,
        candidate_id: int,
        *,
        skills: Sequence[models.SkillEntry] | UnsetType = UNSET,
        languages: Sequence[models.LanguageEntry] | UnsetType = UNSET,
        education: Sequence[models.EducationEntry] | UnsetType = UNSET,
        positions: Sequence[models.PositionEntry] | UnsetType = UNSET,
        contacts: models.ContactsEntry | UnsetType = UNSET,
    ) -> models.CandidateProfile:
        """Replace the whole profile: what is left out becomes empty."""
        return self._call(
            models.CandidateProfile,
            "PUT",
            f"/api/v1/candidates/{candidate_id}/profile",
            json={
                "skills": skills,
                "languages": languages,
                "education": education,
                "positions": positions,
                "contacts": contacts,
            },
        )

    def get_read_fields(self, candidate_id: int) -> models.ReadFields:
        """Return how sure each field of a candidate's résumé was read, with what else it may be."""
        return self._call(models.ReadFields, "GET", f"/api/v1/candidates/{candidate_id}/profile/fields")

    def list_documents(self, candidate_id: int) -> Iterator[models.DocumentOut]:
        """Return what is kept of a candidate's files in ascending id, without the files themselves."""
        return self._rows(models.DocumentOut, "GET", f"/api/v1/candidates/{candidate_id}/documents")

    def add_document(self, candidate_id: int, *, file: File) -> models.DocumentOut:
        """Keep a file with a candidate, whose fields stay as they are."""
        return self._call(
            models.DocumentOut, "POST", f"/api/v1/candidates/{candidate_id}/documents", files={"file": file}, keyed=True
        )

    def get_document(self, candidate_id: int, document_id: int) -> bytes:
        """Return a file as it came, to be saved."""
        return self._download("GET", f"/api/v1/candidates/{candidate_id}/documents/{document_id}")

    def delete_document(self, candidate_id: int, document_id: int) -> None:
        """Delete a file; the candidate stays."""
        self._do("DELETE", f"/api/v1/candidates/{candidate_id}/documents/{document_id}")

    def get_document_fields(self, candidate_id: int, document_id: int) -> models.ReadFields:
        """Return a candidate's fields as this file was read, with how sure each is."""
        return self._call(models.ReadFields, "GET", f"/api/v1/candidates/{candidate_id}/documents/{document_id}/fields")

    def get_import(
        self, import_id: int, *, limit: int | UnsetType = UNSET, status: str | UnsetType | None = UNSET
    ) -> models.ImportDetail:
        """Return an import with a page of its items, in the order of the file, of all statuses or of one."""
        return self._call(
            models.ImportDetail, "GET", f"/api/v1/imports/{import_id}", query={"limit": limit, "status": status}
        )

    def delete_import(self, import_id: int) -> None:
        """Stop an import where it is and forget it. The candidates that it has created stay."""
        self._do("DELETE", f"/api/v1/imports/{import_id}")

    def import_candidates(
        self,
        *,
        file: File,
        dry_run: bool | UnsetType = UNSET,
        create_duplicates: bool | UnsetType = UNSET,
        notes: str | UnsetType | None = UNSET,
        mapping: str | UnsetType | None = UNSET,
        create_jobs: bool | UnsetType = UNSET,
        job_id: int | UnsetType | None = UNSET,
    ) -> models.ImportOut:
        """Create candidates from a zip archive of résumés or from a CSV table, in the background."""
        return self._call(
            models.ImportOut,
            "POST",
            "/api/v1/candidates/import",
            files={
                "file": file,
                "dry_run": dry_run,
                "create_duplicates": create_duplicates,
                "notes": notes,
                "mapping": mapping,
                "create_jobs": create_jobs,
                "job_id": job_id,
            },
            keyed=True,
        )

    def list_imports(self) -> Iterator[models.ImportOut]:
        """Return imports in ascending id."""
        return self._rows(models.ImportOut, "GET", "/api/v1/imports")

    def preview_import(
        self,
        *,
        file: File,
        notes: str | UnsetType | None = UNSET,
        mapping: str | UnsetType | None = UNSET,
        create_jobs: bool | UnsetType = UNSET,
        limit: int | UnsetType = UNSET,
    ) -> models.PreviewOut:
        """Show what a CSV table is taken for and what its rows would become, and keep nothing."""
        return self._call(
            models.PreviewOut,
            "POST",
            "/api/v1/candidates/import/preview",
            files={"file": file, "notes": notes, "mapping": mapping, "create_jobs": create_jobs, "limit": limit},
        )

    def preview_undo(self, import_id: int) -> models.ImportUndoOut:
        """Show what the undo of an import would remove and keep."""
        return self._call(models.ImportUndoOut, "GET", f"/api/v1/imports/{import_id}/undo")

    def undo_import(self, import_id: int) -> models.ImportUndoOut:
        """Remove the candidates, applications and jobs that an import has created."""
        return self._call(models.ImportUndoOut, "POST", f"/api/v1/imports/{import_id}/undo", keyed=True)

    def list_saved_searches(
        self, *, kind: models.SearchKind | UnsetType | None = UNSET
    ) -> Iterator[models.SavedSearchOut]:
        """Return one's own searches, and those that others share, in ascending id."""
        return self._rows(models.SavedSearchOut, "GET", "/api/v1/saved_searches", query={"kind": kind})

    def create_saved_search(
        self, *, name: str, kind: models.SearchKind, query: Any, shared: bool | UnsetType = UNSET
    ) -> models.SavedSearchOut:
        """Save a search. Its query is checked as the list of its kind checks it; unknown names are refused."""
        return self._call(
            models.SavedSearchOut,
            "POST",
            "/api/v1/saved_searches",
            json={"name": name, "kind": kind, "query": query, "shared": shared},
            keyed=True,
        )

    def get_saved_search(self, search_id: int) -> models.SavedSearchOut:
        """Return one search."""
        return self._call(models.SavedSearchOut, "GET", f"/api/v1/saved_searches/{search_id}")

    def update_saved_search(
        self,
        search_id: int,
        *,
        name: str | UnsetType = UNSET,
        query: Any | UnsetType = UNSET,
        shared: bool | UnsetType = UNSET,
    ) -> models.SavedSearchOut:
        """Change the name or the query of a search, or share it. Its kind stays."""
        return self._call(
            models.SavedSearchOut,
            "PATCH",
            f"/api/v1/saved_searches/{search_id}",
            json={"name": name, "query": query, "shared": shared},
        )

    def delete_saved_search(self, search_id: int) -> None:
        """Delete a search. What it finds stays."""
        self._do("DELETE", f"/api/v1/saved_searches/{search_id}")

    def run_saved_search(self, search_id: int) -> Iterator[models.CandidateOut]:
        """Return what a search finds now, in its order: candidates or jobs, as their lists return them."""
        return self._rows(models.CandidateOut, "GET", f"/api/v1/saved_searches/{search_id}/results")

    def list_applications(
        self,
        *,
        job_id: int | UnsetType | None = UNSET,
        candidate_id: int | UnsetType | None = UNSET,
        status_filter: str | UnsetType | None = UNSET,
        external_id: str | UnsetType | None = UNSET,
        include: Sequence[str] | UnsetType | None = UNSET,
    ) -> Iterator[models.ApplicationOut]:
        """Return applications in ascending id, or what changed since a token."""
        return self._rows(
            models.ApplicationOut,
            "GET",
            "/api/v1/applications",
            query={
                "job_id": job_id,
                "candidate_id": candidate_id,
                "status_filter": status_filter,
                "external_id": external_id,
                "include": include,
            },
        )

    def sync_applications(self, sync_token: str | None = None, include: Sequence[str] = ()) -> models.ApplicationSync:
        """Return all rows and a token, or what changed since the token of an earlier call."""
        return self._sync(models.ApplicationSync, "/api/v1/applications", sync_token, include)

    def create_application(
        self,
        *,
        job_id: int,
        candidate_id: int,
        status: str | UnsetType = UNSET,
        source: str | UnsetType = UNSET,
        fit_score: int | UnsetType | None = UNSET,
        external_ids: Sequence[models.ExternalIdIn] | UnsetType = UNSET,
        include: Sequence[str] | UnsetType | None = UNSET,
    ) -> models.ApplicationOut:
        """Create an application between an existing job and candidate, once for each pair."""
        return self._call(
            models.ApplicationOut,
            "POST",
            "/api/v1/applications",
            query={"include": include},
            json={
                "job_id": job_id,
                "candidate_id": candidate_id,
                "status": status,
                "source": source,
                "fit_score": fit_score,
                "external_ids": external_ids,
            },
            keyed=True,
        )

    def get_application(
        self, application_id: int, *, include: Sequence[str] | UnsetType | None = UNSET
    ) -> models.ApplicationOut:
        """Return one application."""
        return self._call(
            models.ApplicationOut, "GET", f"/api/v1/applications/{application_id}", query={"include": include}
        )

    def update_application(
        self,
        application_id: int,
        *,
        status: str | UnsetType = UNSET,
        source: str | UnsetType = UNSET,
        fit_score: int | UnsetType | None = UNSET,
        external_ids: Sequence[models.ExternalIdPatch] | UnsetType = UNSET,
        include: Sequence[str] | UnsetType | None = UNSET,
    ) -> models.ApplicationOut:
        """Change any subset of status, source and fit score."""
        return self._call(
            models.ApplicationOut,
            "PATCH",
            f"/api/v1/applications/{application_id}",
            query={"include": include},
            json={"status": status, "source": source, "fit_score": fit_score, "external_ids": external_ids},
        )

    def delete_application(self, application_id: int) -> None:
        """Delete an application."""
        self._do("DELETE", f"/api/v1/applications/{application_id}")

    def bulk_move_applications(
        self,
        *,
        ids: Sequence[int],
        stage: str,
        reason_id: int | UnsetType | None = UNSET,
        note: str | UnsetType | None = UNSET,
    ) -> models.BulkMoveOut:
        """Move up to 100 applications. One that can't be moved doesn't keep the others from moving."""
        return self._call(
            models.BulkMoveOut,
            "POST",
            "/api/v1/applications/bulk_move",
            json={"ids": ids, "stage": stage, "reason_id": reason_id, "note": note},
            keyed=True,
        )

    def bulk_reject_applications(
        self,
        *,
        ids: Sequence[int],
        stage: str | UnsetType | None = UNSET,
        reason_id: int | UnsetType | None = UNSET,
        note: str | UnsetType | None = UNSET,
    ) -> models.BulkMoveOut:
        """Reject up to 100 applications. One that can't be rejected doesn't keep the others from it."""
        return self._call(
            models.BulkMoveOut,
            "POST",
            "/api/v1/applications/bulk_reject",
            json={"ids": ids, "stage": stage, "reason_id": reason_id, "note": note},
            keyed=True,
        )

    def get_application_history(self, application_id: int) -> models.ApplicationHistory:
        """Return the stages that an application has been in, with times, reasons and notes."""
        return self._call(models.ApplicationHistory, "GET", f"/api/v1/applications/{application_id}/history")

    def move_application(
        self,
        application_id: int,
        *,
        stage: str | UnsetType | None = UNSET,
        status: str | UnsetType | None = UNSET,
        reason_id: int | UnsetType | None = UNSET,
        note: str | UnsetType | None = UNSET,
    ) -> models.ApplicationOut:
        """Move an application to a stage that its job has, with a rejection reason and a note."""
        return self._call(
            models.ApplicationOut,
            "POST",
            f"/api/v1/applications/{application_id}/move",
            json={"stage": stage, "status": status, "reason_id": reason_id, "note": note},
            keyed=True,
        )

    def list_stages(self, job_id: int, *, counts: bool | UnsetType = UNSET) -> models.JobStages:
        """Return the stages of a job in order, the organization's default ones if it has none of its own yet."""
        return self._call(models.JobStages, "GET", f"/api/v1/jobs/{job_id}/stages", query={"counts": counts})

    def create_stage(
        self,
        job_id: int,
        *,
        name: str,
        key: str | UnsetType | None = UNSET,
        type: models.StageType | UnsetType | None = UNSET,
        requires_reason: bool | UnsetType = UNSET,
        position: int | UnsetType | None = UNSET,
    ) -> models.StageOut:
        """Add a stage to a job."""
        return self._call(
            models.StageOut,
            "POST",
            f"/api/v1/jobs/{job_id}/stages",
            json={"name": name, "key": key, "type": type, "requires_reason": requires_reason, "position": position},
            keyed=True,
        )

    def replace_stages(
        self,
        job_id: int,
        *,
        stages: Sequence[models.StageIn] | UnsetType | None = UNSET,
        template_id: int | UnsetType | None = UNSET,
        move_to: str | UnsetType | None = UNSET,
    ) -> models.JobStages:
        """Replace all stages of a job, or take those of a template."""
        return self._call(
            models.JobStages,
            "PUT",
            f"/api/v1/jobs/{job_id}/stages",
            json={"stages": stages, "template_id": template_id, "move_to": move_to},
        )

    def reorder_stages(self, job_id: int, *, keys: Sequence[str]) -> models.JobStages:
        """Put the stages of a job into another order."""
        return self._call(models.JobStages, "PATCH", f"/api/v1/jobs/{job_id}/stages", json={"keys": keys})

    def get_stage(self, job_id: int, stage_key: str) -> models.StageOut:
        """Return one stage of a job."""
        return self._call(models.StageOut, "GET", f"/api/v1/jobs/{job_id}/stages/{quoted(stage_key)}")

    def update_stage(
        self,
        job_id: int,
        stage_key: str,
        *,
        name: str | UnsetType = UNSET,
        type: models.StageType | UnsetType = UNSET,
        requires_reason: bool | UnsetType = UNSET,
        position: int | UnsetType = UNSET,
    ) -> models.StageOut:
        """Change any subset of name, type, requires_reason and position."""
        return self._call(
            models.StageOut,
            "PATCH",
            f"/api/v1/jobs/{job_id}/stages/{quoted(stage_key)}",
            json={"name": name, "type": type, "requires_reason": requires_reason, "position": position},
        )

    def delete_stage(self, job_id: int, stage_key: str, *, move_to: str | UnsetType | None = UNSET) -> None:
        """Delete a stage of a job. One that has applications is only deleted with `move_to`."""
        self._do("DELETE", f"/api/v1/jobs/{job_id}/stages/{quoted(stage_key)}", query={"move_to": move_to})

    def list_pipeline_templates(self) -> Iterator[models.PipelineTemplateOut]:
        """Return templates in ascending id."""
        return self._rows(models.PipelineTemplateOut, "GET", "/api/v1/pipeline_templates")

    def create_pipeline_template(
        self, *, name: str, stages: Sequence[models.StageIn], is_default: bool | UnsetType = UNSET
    ) -> models.PipelineTemplateOut:
        """Create a template. A default one takes the place of the default so far."""
        return self._call(
            models.PipelineTemplateOut,
            "POST",
            "/api/v1/pipeline_templates",
            json={"name": name, "stages": stages, "is_default": is_default},
            keyed=True,
        )

    def get_pipeline_template(self, pipeline_template_id: int) -> models.PipelineTemplateOut:
        """Return one template."""
        return self._call(models.PipelineTemplateOut, "GET", f"/api/v1/pipeline_templates/{pipeline_template_id}")

    def update_pipeline_template(
        self,
        pipeline_template_id: int,
        *,
        name: str | UnsetType = UNSET,
        stages: Sequence[models.StageIn] | UnsetType = UNSET,
        is_default: bool | UnsetType = UNSET,
    ) -> models.PipelineTemplateOut:
        """Change any subset of name, stages and is_default."""
        return self._call(
            models.PipelineTemplateOut,
            "PATCH",
            f"/api/v1/pipeline_templates/{pipeline_template_id}",
            json={"name": name, "stages": stages, "is_default": is_default},
        )

    def delete_pipeline_template(self, pipeline_template_id: int) -> None:
        """Delete a template. Stages of jobs stay."""
        self._do("DELETE", f"/api/v1/pipeline_templates/{pipeline_template_id}")

    def list_rejection_reasons(
        self, *, archived: bool | UnsetType | None = UNSET
    ) -> Iterator[models.RejectionReasonOut]:
        """Return reasons in ascending id."""
        return self._rows(models.RejectionReasonOut, "GET", "/api/v1/rejection_reasons", query={"archived": archived})

    def create_rejection_reason(self, *, name: str, type: models.ReasonType) -> models.RejectionReasonOut:
        """Create a reason."""
        return self._call(
            models.RejectionReasonOut,
            "POST",
            "/api/v1/rejection_reasons",
            json={"name": name, "type": type},
            keyed=True,
        )

    def get_rejection_reason(self, rejection_reason_id: int) -> models.RejectionReasonOut:
        """Return one reason."""
        return self._call(models.RejectionReasonOut, "GET", f"/api/v1/rejection_reasons/{rejection_reason_id}")

    def update_rejection_reason(
        self,
        rejection_reason_id: int,
        *,
        name: str | UnsetType = UNSET,
        type: models.ReasonType | UnsetType = UNSET,
        archived: bool | UnsetType = UNSET,
    ) -> models.RejectionReasonOut:
        """Change any subset of name, type and archived."""
        return self._call(
            models.RejectionReasonOut,
            "PATCH",
            f"/api/v1/rejection_reasons/{rejection_reason_id}",
            json={"name": name, "type": type, "archived": archived},
        )

    def delete_rejection_reason(self, rejection_reason_id: int) -> None:
        """Delete a reason. One that an application has, or had, is archived."""
        self._do("DELETE", f"/api/v1/rejection_reasons/{rejection_reason_id}")

    def list_application_notes(self, application_id: int) -> Iterator[models.NoteOut]:
        """Return notes on an application in ascending id, as far as the caller may read them."""
        return self._rows(models.NoteOut, "GET", f"/api/v1/applications/{application_id}/notes")

    def create_application_note(
        self,
        application_id: int,
        *,
        text: str,
        visibility: models.Visibility | UnsetType = UNSET,
        mentions: Sequence[int] | UnsetType = UNSET,
    ) -> models.NoteOut:
        """Write a note on an application, which is among the notes of its candidate, too."""
        return self._call(
            models.NoteOut,
            "POST",
            f"/api/v1/applications/{application_id}/notes",
            json={"text": text, "visibility": visibility, "mentions": mentions},
            keyed=True,
        )

    def get_note(self, note_id: int) -> models.NoteOut:
        """Return one note."""
        return self._call(models.NoteOut, "GET", f"/api/v1/notes/{note_id}")

    def update_note(
        self, note_id: int, *, text: str | UnsetType = UNSET, mentions: Sequence[int] | UnsetType = UNSET
    ) -> models.NoteOut:
        """Change the text or the mentions of a note of one's own, or, as an admin, of any note."""
        return self._call(
            models.NoteOut, "PATCH", f"/api/v1/notes/{note_id}", json={"text": text, "mentions": mentions}
        )

    def delete_note(self, note_id: int) -> None:
        """Delete a note of one's own, or, as an admin, any note."""
        self._do("DELETE", f"/api/v1/notes/{note_id}")

    def list_tags(self) -> Iterator[models.TagOut]:
        """Return the organisation's tags in ascending id."""
        return self._rows(models.TagOut, "GET", "/api/v1/tags")

    def create_tag(self, *, name: str, colour: str | UnsetType | None = UNSET) -> models.TagOut:
        """Create a tag."""
        return self._call(models.TagOut, "POST", "/api/v1/tags", json={"name": name, "colour": colour}, keyed=True)

    def get_tag(self, tag_id: int) -> models.TagOut:
        """Return one tag."""
        return self._call(models.TagOut, "GET", f"/api/v1/tags/{tag_id}")

    def update_tag(
        self, tag_id: int, *, name: str | UnsetType = UNSET, colour: str | UnsetType | None = UNSET
    ) -> models.TagOut:
        """Change the name or the colour of a tag."""
        return self._call(models.TagOut, "PATCH", f"/api/v1/tags/{tag_id}", json={"name": name, "colour": colour})

    def delete_tag(self, tag_id: int) -> None:
        """Delete a tag, and take it from all candidates."""
        self._do("DELETE", f"/api/v1/tags/{tag_id}")

    def merge_tags(self, tag_id: int, *, into_id: int) -> models.TagOut:
        """Give all candidates with this tag the tag `into_id`, delete this one, and return the other."""
        return self._call(models.TagOut, "POST", f"/api/v1/tags/{tag_id}/merge", json={"into_id": into_id}, keyed=True)

    def list_tasks(
        self,
        *,
        assignee_user_id: int | UnsetType | None = UNSET,
        candidate_id: int | UnsetType | None = UNSET,
        job_id: int | UnsetType | None = UNSET,
        done: bool | UnsetType | None = UNSET,
        due_before: datetime | UnsetType | None = UNSET,
    ) -> Iterator[models.TaskOut]:
        """Return tasks in ascending id."""
        return self._rows(
            models.TaskOut,
            "GET",
            "/api/v1/tasks",
            query={
                "assignee_user_id": assignee_user_id,
                "candidate_id": candidate_id,
                "job_id": job_id,
                "done": done,
                "due_before": due_before,
            },
        )

    def create_task(
        self,
        *,
        title: str,
        due_at: datetime | UnsetType | None = UNSET,
        assignee_user_id: int | UnsetType | None = UNSET,
        candidate_id: int | UnsetType | None = UNSET,
        job_id: int | UnsetType | None = UNSET,
        application_id: int | UnsetType | None = UNSET,
    ) -> models.TaskOut:
        """Create a task. Only the title is required."""
        return self._call(
            models.TaskOut,
            "POST",
            "/api/v1/tasks",
            json={
                "title": title,
                "due_at": due_at,
                "assignee_user_id": assignee_user_id,
                "candidate_id": candidate_id,
                "job_id": job_id,
                "application_id": application_id,
            },
            keyed=True,
        )

    def get_task(self, task_id: int) -> models.TaskOut:
        """Return one task."""
        return self._call(models.TaskOut, "GET", f"/api/v1/tasks/{task_id}")

    def update_task(
        self,
        task_id: int,
        *,
        title: str | UnsetType = UNSET,
        due_at: datetime | UnsetType | None = UNSET,
        assignee_user_id: int | UnsetType | None = UNSET,
        done: bool | UnsetType = UNSET,
    ) -> models.TaskOut:
        """Change any subset of title, due time and assignee; finish a task by `done`, or open it again."""
        return self._call(
            models.TaskOut,
            "PATCH",
            f"/api/v1/tasks/{task_id}",
            json={"title": title, "due_at": due_at, "assignee_user_id": assignee_user_id, "done": done},
        )

    def delete_task(self, task_id: int) -> None:
        """Delete a task."""
        self._do("DELETE", f"/api/v1/tasks/{task_id}")

    def get_inbox(self, *, limit: int | UnsetType = UNSET) -> models.InboxOut:
        """Return what waits for the caller: at most `limit` of each kind."""
        return self._call(models.InboxOut, "GET", "/api/v1/inbox", query={"limit": limit})

    def mark_mention_read(self, note_id: int) -> None:
        """Mark a note that mentions the caller as read."""
        self._do("POST", f"/api/v1/inbox/mentions/{note_id}/read", keyed=True)

    def candidates_for_job(self, *, job_id: int, limit: int | UnsetType = UNSET) -> models.CandidateMatches:
        """Score candidates for a job with reasons, best first, and log them into match_logs."""
        return self._call(
            models.CandidateMatches,
            "POST",
            "/api/v1/matching/candidates_for_job",
            json={"job_id": job_id, "limit": limit},
            keyed=True,
        )

    def explain(self, *, job_id: int, candidate_id: int) -> models.ExplanationOut:
        """Return one score part by part, and every requirement with the profile's own words for it. Logs nothing."""
        return self._call(
            models.ExplanationOut,
            "POST",
            "/api/v1/matching/explain",
            json={"job_id": job_id, "candidate_id": candidate_id},
            keyed=True,
        )

    def jobs_for_candidate(self, *, candidate_id: int, limit: int | UnsetType = UNSET) -> models.JobMatches:
        """Score jobs for a candidate with reasons, best first, and log them into match_logs."""
        return self._call(
            models.JobMatches,
            "POST",
            "/api/v1/matching/jobs_for_candidate",
            json={"candidate_id": candidate_id, "limit": limit},
            keyed=True,
        )

    def audit(self, *, job_id: int) -> models.AuditOut:
        """Swap names, pronouns, schools, postcodes and employment gaps, and score again. Logs nothing."""
        return self._call(models.AuditOut, "POST", "/api/v1/matching/audit", json={"job_id": job_id}, keyed=True)

    def what_if(
        self,
        *,
        job_id: int,
        required_skills: Sequence[str] | UnsetType | None = UNSET,
        nice_to_have_skills: Sequence[str] | UnsetType | None = UNSET,
        weights: models.OtherWeights | UnsetType | None = UNSET,
        limit: int | UnsetType = UNSET,
    ) -> models.WhatIfOut:
        """Rank with other skills or weights, and say which requirement costs the most candidates. Logs nothing."""
        return self._call(
            models.WhatIfOut,
            "POST",
            "/api/v1/matching/what_if",
            json={
                "job_id": job_id,
                "required_skills": required_skills,
                "nice_to_have_skills": nice_to_have_skills,
                "weights": weights,
                "limit": limit,
            },
            keyed=True,
        )

    def get_log(self, log_id: int) -> models.MatchReceipt:
        """Return one answered match with its receipt."""
        return self._call(models.MatchReceipt, "GET", f"/api/v1/matching/logs/{log_id}")

    def list_logs(
        self,
        *,
        job_id: int | UnsetType | None = UNSET,
        candidate_id: int | UnsetType | None = UNSET,
        since: datetime | UnsetType | None = UNSET,
        until: datetime | UnsetType | None = UNSET,
    ) -> Iterator[models.MatchLogOut]:
        """Return answered matches in ascending id, also those of jobs and candidates that are gone."""
        return self._rows(
            models.MatchLogOut,
            "GET",
            "/api/v1/matching/logs",
            query={"job_id": job_id, "candidate_id": candidate_id, "since": since, "until": until},
        )

    def replay_log(self, log_id: int) -> models.MatchReplay:
        """Score the logged pair again, or say precisely what has changed since."""
        return self._call(models.MatchReplay, "POST", f"/api/v1/matching/logs/{log_id}/replay", keyed=True)

    def candidate_from_resume(
        self, *, resume: File, notes: str | UnsetType | None = UNSET
    ) -> models.CandidateFromResume:
        """Create a candidate from a résumé as a file, and keep the file."""
        return self._call(
            models.CandidateFromResume,
            "POST",
            "/api/v1/agent/candidates/from_resume",
            files={"resume": resume, "notes": notes},
            keyed=True,
        )

    def chat(
        self,
        *,
        message: str,
        conversation_id: int | str | UnsetType | None = UNSET,
        mode: str | UnsetType | None = UNSET,
    ) -> models.ChatReply:
        """Say what you want in plain language. Without a conversation_id a conversation begins."""
        return self._call(
            models.ChatReply,
            "POST",
            "/api/v1/agent/chat",
            json={"message": message, "conversation_id": conversation_id, "mode": mode},
            keyed=True,
        )

    def chat_stream(
        self,
        *,
        message: str,
        conversation_id: int | str | UnsetType | None = UNSET,
        mode: str | UnsetType | None = UNSET,
    ) -> Iterator[models.ChatEvent]:
        """Say what you want, and follow what is done."""
        return self._events(
            models.ChatEvent,
            "POST",
            "/api/v1/agent/chat/stream",
            json={"message": message, "conversation_id": conversation_id, "mode": mode},
        )

    def job_from_prompt(self, *, prompt: str) -> models.JobFromPrompt:
        """Create a job from a natural language description."""
        return self._call(
            models.JobFromPrompt, "POST", "/api/v1/agent/jobs/from_prompt", json={"prompt": prompt}, keyed=True
        )

    def job_from_req(self, *, job_req: File, notes: str | UnsetType | None = UNSET) -> models.JobFromFile:
        """Create a job from a job description or job requisition as a file."""
        return self._call(
            models.JobFromFile,
            "POST",
            "/api/v1/agent/jobs/from_req",
            files={"job_req": job_req, "notes": notes},
            keyed=True,
        )

    def undo_action(self, action_id: int) -> models.ActionUndone:
        """Undo what the agent did in one action within the last 15 minutes, for whichever user."""
        return self._call(models.ActionUndone, "POST", f"/api/v1/agent/actions/{action_id}/undo", keyed=True)

    def get_conversation(self, conversation_id: int) -> models.ConversationTranscript:
        """Return a conversation with what was said, and the tools that were called."""
        return self._call(models.ConversationTranscript, "GET", f"/api/v1/agent/conversations/{conversation_id}")

    def delete_conversation(self, conversation_id: int) -> None:
        """Delete a conversation. The record of what was changed in it stays."""
        self._do("DELETE", f"/api/v1/agent/conversations/{conversation_id}")

    def list_conversations(self) -> Iterator[models.ConversationOut]:
        """Return the user's conversations in ascending id."""
        return self._rows(models.ConversationOut, "GET", "/api/v1/agent/conversations")

    def list_audit(
        self,
        *,
        entity: str | UnsetType | None = UNSET,
        entity_id: int | UnsetType | None = UNSET,
        candidate_id: int | UnsetType | None = UNSET,
        user_id: int | UnsetType | None = UNSET,
        action: str | UnsetType | None = UNSET,
        since: datetime | UnsetType | None = UNSET,
        until: datetime | UnsetType | None = UNSET,
    ) -> Iterator[models.AuditEntryOut]:
        """Return who wrote or read what in ascending id, with what was there before and after."""
        return self._rows(
            models.AuditEntryOut,
            "GET",
            "/api/v1/audit",
            query={
                "entity": entity,
                "entity_id": entity_id,
                "candidate_id": candidate_id,
                "user_id": user_id,
                "action": action,
                "since": since,
                "until": until,
            },
        )

    def list_events(
        self,
        *,
        after: str | UnsetType = UNSET,
        types: str | UnsetType | None = UNSET,
        entity: str | UnsetType | None = UNSET,
        limit: int | UnsetType = UNSET,
    ) -> models.EventFeed:
        """Return what changed after a position, in the order of commits."""
        return self._call(
            models.EventFeed,
            "GET",
            "/api/v1/events",
            query={"after": after, "types": types, "entity": entity, "limit": limit},
        )

    def stream_events(
        self,
        *,
        after: str | UnsetType = UNSET,
        types: str | UnsetType | None = UNSET,
        entity: str | UnsetType | None = UNSET,
    ) -> Iterator[models.EventMessage]:
        """Return what changes, as server-sent events. The stream resumes after Last-Event-ID, or else after `after`."""
        return self._events(
            models.EventMessage,
            "GET",
            "/api/v1/events/stream",
            query={"after": after, "types": types, "entity": entity},
        )

    def get_candidate_timeline(
        self,
        candidate_id: int,
        *,
        limit: int | UnsetType = UNSET,
        before: int | UnsetType = UNSET,
        types: str | UnsetType | None = UNSET,
    ) -> models.TimelineOut:
        """Return what happened to a candidate, the latest first."""
        return self._call(
            models.TimelineOut,
            "GET",
            f"/api/v1/candidates/{candidate_id}/timeline",
            query={"limit": limit, "before": before, "types": types},
        )

    def get_job_timeline(
        self,
        job_id: int,
        *,
        limit: int | UnsetType = UNSET,
        before: int | UnsetType = UNSET,
        types: str | UnsetType | None = UNSET,
    ) -> models.TimelineOut:
        """Return what happened to a job and to its applications and stages, the latest first."""
        return self._call(
            models.TimelineOut,
            "GET",
            f"/api/v1/jobs/{job_id}/timeline",
            query={"limit": limit, "before": before, "types": types},
        )

    def get_funnel(
        self,
        *,
        job_id: int | UnsetType | None = UNSET,
        since: datetime | UnsetType | None = UNSET,
        until: datetime | UnsetType | None = UNSET,
    ) -> models.FunnelOut:
        """Return how far the applications came that were created in the period."""
        return self._call(
            models.FunnelOut, "GET", "/api/v1/reports/funnel", query={"job_id": job_id, "since": since, "until": until}
        )

    def get_sources(
        self,
        *,
        job_id: int | UnsetType | None = UNSET,
        since: datetime | UnsetType | None = UNSET,
        until: datetime | UnsetType | None = UNSET,
    ) -> models.SourcesOut:
        """Return where the applications came from that were created in the period, the most frequent source first."""
        return self._call(
            models.SourcesOut,
            "GET",
            "/api/v1/reports/sources",
            query={"job_id": job_id, "since": since, "until": until},
        )

    def get_time_in_stage(
        self,
        *,
        job_id: int | UnsetType | None = UNSET,
        since: datetime | UnsetType | None = UNSET,
        until: datetime | UnsetType | None = UNSET,
    ) -> models.TimesInStageOut:
        """Return how long applications stay in stages of each type, of stays that began in the period."""
        return self._call(
            models.TimesInStageOut,
            "GET",
            "/api/v1/reports/time_in_stage",
            query={"job_id": job_id, "since": since, "until": until},
        )

    def get_time_to_hire(
        self,
        *,
        job_id: int | UnsetType | None = UNSET,
        since: datetime | UnsetType | None = UNSET,
        until: datetime | UnsetType | None = UNSET,
    ) -> models.TimeToHireOut:
        """Return how long it took from the creation of an application to its hire, of hires in the period."""
        return self._call(
            models.TimeToHireOut,
            "GET",
            "/api/v1/reports/time_to_hire",
            query={"job_id": job_id, "since": since, "until": until},
        )

    def list_counted_applications(
        self,
        *,
        limit: int | UnsetType = UNSET,
        figure: str | UnsetType = UNSET,
        type: models.StageType | UnsetType | None = UNSET,
        source: str | UnsetType | None = UNSET,
        job_id: int | UnsetType | None = UNSET,
        since: datetime | UnsetType | None = UNSET,
        until: datetime | UnsetType | None = UNSET,
    ) -> models.CountedApplicationsOut:
        """Return the applications that a number in a report counts, the latest first, with the names of the people."""
        return self._call(
            models.CountedApplicationsOut,
            "GET",
            "/api/v1/reports/applications",
            query={
                "limit": limit,
                "figure": figure,
                "type": type,
                "source": source,
                "job_id": job_id,
                "since": since,
                "until": until,
            },
        )

    def erase_candidate(self, candidate_id: int) -> models.ErasureOut:
        """Erase a person everywhere, with all whom they were merged from, for good; a receipt remains."""
        return self._call(models.ErasureOut, "POST", f"/api/v1/candidates/{candidate_id}/erase", keyed=True)

    def export_candidate(self, candidate_id: int) -> bytes:
        """Return all data about a candidate as a zip archive; its README.txt describes the files."""
        return self._download("GET", f"/api/v1/candidates/{candidate_id}/export")

    def get_erasure(self, erasure_id: int) -> models.ErasureOut:
        """Return one receipt."""
        return self._call(models.ErasureOut, "GET", f"/api/v1/erasures/{erasure_id}")

    def list_erasures(self) -> Iterator[models.ErasureOut]:
        """Return receipts in ascending id."""
        return self._rows(models.ErasureOut, "GET", "/api/v1/erasures")

    def list_webhooks(self) -> Iterator[models.WebhookOut]:
        """Return webhooks in ascending id."""
        return self._rows(models.WebhookOut, "GET", "/api/v1/webhooks")

    def create_webhook(
        self,
        *,
        url: str,
        event_types: Sequence[str] | UnsetType = UNSET,
        description: str | UnsetType | None = UNSET,
        is_active: bool | UnsetType = UNSET,
    ) -> models.WebhookWithSecret:
        """Have events sent to an address from now on. Its secret is shown this once: see docs/webhooks.md."""
        return self._call(
            models.WebhookWithSecret,
            "POST",
            "/api/v1/webhooks",
            json={"url": url, "event_types": event_types, "description": description, "is_active": is_active},
        )

    def get_webhook(self, webhook_id: int) -> models.WebhookOut:
        """Return one webhook."""
        return self._call(models.WebhookOut, "GET", f"/api/v1/webhooks/{webhook_id}")

    def update_webhook(
        self,
        webhook_id: int,
        *,
        url: str | UnsetType = UNSET,
        event_types: Sequence[str] | UnsetType = UNSET,
        description: str | UnsetType | None = UNSET,
        is_active: bool | UnsetType = UNSET,
        resume: str | UnsetType = UNSET,
    ) -> models.WebhookOut:
        """Change any subset of a webhook's fields, and enable a webhook that was disabled."""
        return self._call(
            models.WebhookOut,
            "PATCH",
            f"/api/v1/webhooks/{webhook_id}",
            json={
                "url": url,
                "event_types": event_types,
                "description": description,
                "is_active": is_active,
                "resume": resume,
            },
        )

    def delete_webhook(self, webhook_id: int) -> None:
        """Delete a webhook with its deliveries."""
        self._do("DELETE", f"/api/v1/webhooks/{webhook_id}")

    def get_delivery(self, webhook_id: int, delivery_id: int) -> models.DeliveryOut:
        """Return one attempt."""
        return self._call(models.DeliveryOut, "GET", f"/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}")

    def list_deliveries(
        self,
        webhook_id: int,
        *,
        event_id: int | UnsetType | None = UNSET,
        type: str | UnsetType | None = UNSET,
        state_filter: str | UnsetType | None = UNSET,
        since: datetime | UnsetType | None = UNSET,
        until: datetime | UnsetType | None = UNSET,
    ) -> Iterator[models.DeliveryOut]:
        """Return attempts in ascending id, pending ones and those of the last 30 days."""
        return self._rows(
            models.DeliveryOut,
            "GET",
            f"/api/v1/webhooks/{webhook_id}/deliveries",
            query={"event_id": event_id, "type": type, "state_filter": state_filter, "since": since, "until": until},
        )

    def redeliver_event(self, webhook_id: int, delivery_id: int) -> models.DeliveryOut:
        """Send the event of an attempt again, and return the new attempt. One that is pending is made due."""
        return self._call(
            models.DeliveryOut, "POST", f"/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver", keyed=True
        )

    def redeliver_period(
        self, webhook_id: int, *, since: datetime, until: datetime | UnsetType | None = UNSET
    ) -> models.Redelivered:
        """Send the events of a period again, at most 10,000 of them."""
        return self._call(
            models.Redelivered,
            "POST",
            f"/api/v1/webhooks/{webhook_id}/redeliver",
            json={"since": since, "until": until},
            keyed=True,
        )

    def rotate_webhook_secret(
        self, webhook_id: int, *, immediately: bool | UnsetType = UNSET
    ) -> models.WebhookWithSecret:
        """Replace the secret. The replaced one signs messages as well for 24 hours, unless it ends immediately."""
        return self._call(
            models.WebhookWithSecret,
            "POST",
            f"/api/v1/webhooks/{webhook_id}/rotate_secret",
            query={"immediately": immediately},
        )

    def test_webhook(self, webhook_id: int) -> models.DeliveryOut:
        """Send a message of type webhook.ping at once, and return what the receiver answered."""
        return self._call(models.DeliveryOut, "POST", f"/api/v1/webhooks/{webhook_id}/test", keyed=True)

    def healthz(self) -> models.Health:
        """Tell that the process answers. Asks nothing of the database."""
        return self._call(models.Health, "GET", "/healthz")

    def readyz(self) -> models.Health:
        """Tell that the database answers."""
        return self._call(models.Health, "GET", "/readyz")

    def version(self) -> models.Version:
        """Tell which version serves. Asks nothing of the database."""
        return self._call(models.Version, "GET", "/version")
