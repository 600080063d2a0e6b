"""Candidate service: create, read, change and remove candidates."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.candidates.model.profile import Contacts, Profile
from recruit.domain.external_ids.model import ExternalIdChange, RecordRef
from recruit.domain.shared.change_listeners import OnChange, ignore
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.preconditions import Condition, always, lock_and_check, unit_of_work
from recruit.domain.shared.single_line import check_name, check_visible, text_fields, to_nfc, to_nfc_lines
from recruit.ports.changes import Changes
from recruit.ports.storage import Storage

LINKS = ("linkedin_url", "github_url", "website_url")
SINGLE_LINE_FIELDS = text_fields(CandidateDetails, "full_name", "notes", *LINKS)
"""Single-line fields other than the name. Links are checked as URLs."""

NO_CONTACTS = Contacts()


def permission_to_change(fields: Iterable[str]) -> Permission:
    """Return the permission that setting these fields of a candidate requires: a lesser one for notes alone."""
    return Permission.NOTE_CANDIDATES if set(fields) == {"notes"} else Permission.WRITE_CANDIDATES


class CandidateService:
    """Candidates of the actor's organisation. Raises NotFound, and Stale for a condition that isn't met."""

    def __init__(self, storage: Storage, on_change: OnChange = ignore) -> None:
        """Call `on_change` after every change that affects matching."""
        self._storage = storage
        self._on_change = on_change

    async def create(
        self,
        actor: Actor,
        details: CandidateDetails,
        contacts: Contacts = NO_CONTACTS,
        external_ids: Sequence[ExternalIdChange] = (),
    ) -> Candidate:
        """Create a candidate, with a profile of their contacts if there are any.

        Raises Invalid, and Duplicate for an external id that another candidate has.
        """
        actor.require(Permission.WRITE_CANDIDATES)
        lines = {name: getattr(details, name) for name in ("full_name", *SINGLE_LINE_FIELDS)}
        if (checked := _check_candidate(lines)) != lines:
            details = replace(details, **checked)
        check_visible(phones=contacts.phones)
        is_reachable = bool(contacts.emails or contacts.phones)
        has_more = is_reachable or external_ids
        async with (self._storage.transaction if has_more else self._storage.autocommit)(actor.org_id) as work:
            candidate = await work.candidates.add(details)
            if external_ids:
                await work.external_ids.put(RecordRef.of(candidate), external_ids)
            if is_reachable:
                await work.profiles.put(candidate.id, Profile(contacts=contacts))
        self._on_change(actor.org_id)
        return candidate

    async def get(self, actor: Actor, candidate_id: int) -> Candidate:
        """Return one candidate."""
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.candidates.get(candidate_id)

    async def page(self, actor: Actor, window: Window, *, q: str | None = None) -> Page[Candidate]:
        """Return candidates whose full name contains `q`. None doesn't filter."""
        actor.require(Permission.READ_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.candidates.page(window, q=q and to_nfc(q))

    async def change(
        self,
        actor: Actor,
        candidate_id: int,
        changes: Changes,
        condition: Condition[Candidate] | None = None,
        external_ids: Sequence[ExternalIdChange] = (),
    ) -> Candidate:
        """Set the given fields, and the external ids of the systems that `external_ids` names.

        Raises Invalid, and Duplicate for an external id of another candidate.
        """
        actor.require(Permission.WRITE_CANDIDATES if external_ids else permission_to_change(changes))
        changes = _check_candidate(changes)
        if external_ids:
            condition = condition or always
        async with unit_of_work(self._storage, actor.org_id, condition) as work:
            candidates = work.candidates
            await lock_and_check("candidate", candidates, candidate_id, condition)
            candidate = await candidates.change(candidate_id, changes)
            if external_ids:
                await work.external_ids.put(RecordRef.of(candidate), external_ids)
        self._on_change(actor.org_id)
        return candidate

    async def remove(self, actor: Actor, candidate_id: int, condition: Condition[Candidate] | None = None) -> None:
        """Remove a candidate with their applications and documents. Match logs stay."""
        actor.require(Permission.DELETE_CANDIDATES)
        async with unit_of_work(self._storage, actor.org_id, condition) as work:
            candidates = work.candidates
            await lock_and_check("candidate", candidates, candidate_id, condition)
            await candidates.remove(candidate_id)


def _check_candidate(fields: Changes) -> dict[str, Any]:
    """Return a candidate's fields, single-line fields in Unicode form C.

    Raises Invalid for a blank name, and for hidden characters in a single-line field.
    """
    check_name(full_name=fields.get("full_name"))
    check_visible(**{name: fields.get(name) for name in SINGLE_LINE_FIELDS})
    return to_nfc_lines(fields, "full_name", *SINGLE_LINE_FIELDS)
