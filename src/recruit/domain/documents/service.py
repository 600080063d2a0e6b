"""Service of candidates' profiles and documents."""

from collections.abc import Sequence
from dataclasses import replace

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.audit.model import AuditAction
from recruit.domain.candidates.model.profile import Profile, ReadField
from recruit.domain.documents.model import Document
from recruit.domain.shared.change_listeners import OnChange, ignore
from recruit.domain.shared.errors import Stale
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.preconditions import Condition
from recruit.domain.shared.single_line import check_visible
from recruit.ports.storage import Storage


class CandidateFiles:
    """Profiles and documents of candidates. Raises NotFound, and Stale for a condition that isn't met."""

    def __init__(self, storage: Storage, on_change: OnChange = ignore) -> None:
        """Call `on_change` after every change that affects matching."""
        self._storage = storage
        self._on_change = on_change

    async def profile(self, actor: Actor, candidate_id: int) -> Profile:
        """Return a candidate's profile, which is empty if none is stored."""
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.profiles.get(candidate_id)

    async def replace_profile(
        self, actor: Actor, candidate_id: int, profile: Profile, condition: Condition[Profile] | None = None
    ) -> Profile:
        """Replace a candidate's profile and return it. Its `fields`, as read from a résumé, don't change."""
        actor.require(Permission.WRITE_CANDIDATES)
        _check_profile(profile)
        async with self._storage.transaction(actor.org_id) as work:
            await work.candidates.lock(candidate_id)  # changing a profile changes its candidate
            before = await work.profiles.get(candidate_id)
            if condition is not None and not condition(before):
                raise Stale("profile")
            profile = replace(profile, fields=before.fields)
            await work.profiles.put(candidate_id, profile)
        self._on_change(actor.org_id)
        return profile

    async def documents(self, actor: Actor, candidate_id: int, window: Window) -> Page[Document]:
        """Return the metadata of a candidate's documents."""
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.reading(actor.org_id) as work:
            found = await work.documents.page(window, candidate_id)
            if not found.total:  # of a candidate who may not exist
                await work.candidates.get(candidate_id)
        return found

    async def document(self, actor: Actor, candidate_id: int, document_id: int) -> tuple[Document, bytes]:
        """Return one document with its bytes, as uploaded. The read is recorded in the audit log."""
        actor.require(Permission.READ_DOCUMENTS)
        async with self._storage.transaction(actor.org_id) as work:
            found = await work.documents.content(candidate_id, document_id)
            await work.audit.note(AuditAction.READ, "document", document_id, candidate_id)
        return found

    async def document_text(self, actor: Actor, candidate_id: int, document_id: int) -> tuple[Document, str | None]:
        """Return one document with its visible text, None if it is still to be read. The read is recorded."""
        actor.require(Permission.READ_DOCUMENTS)
        async with self._storage.transaction(actor.org_id) as work:
            found = await work.documents.text(candidate_id, document_id)
            await work.audit.note(AuditAction.READ, "document", document_id, candidate_id)
        return found

    async def document_fields(self, actor: Actor, candidate_id: int, document_id: int) -> Sequence[ReadField]:
        """Return a candidate's fields as read from one document. The read is recorded in the audit log."""
        actor.require(Permission.READ_DOCUMENTS)
        async with self._storage.transaction(actor.org_id) as work:
            found = await work.documents.fields(candidate_id, document_id)
            await work.audit.note(AuditAction.READ, "document", document_id, candidate_id)
        return found

    async def remove_document(
        self, actor: Actor, candidate_id: int, document_id: int, condition: Condition[Document] | None = None
    ) -> None:
        """Remove one document.

        The condition is checked without a lock: a document never changes, so that a check holds until its removal.
        """
        actor.require(Permission.DELETE_DOCUMENTS)
        if condition is not None and not condition((await self.document(actor, candidate_id, document_id))[0]):
            raise Stale("document")
        async with self._storage.autocommit(actor.org_id) as work:
            await work.documents.remove(candidate_id, document_id)


def _check_profile(profile: Profile) -> None:
    """Raise Invalid for an entry that isn't on one line. Evidence may have several, since it is quoted from a text."""
    check_visible(
        skills=[skill.name for skill in profile.skills],
        languages=[text for language in profile.languages for text in (language.name, language.level)],
        education=[text for entry in profile.education for text in (entry.degree, entry.school)],
        positions=[text for position in profile.positions for text in (position.title, position.company)],
        phones=profile.contacts.phones,
    )
