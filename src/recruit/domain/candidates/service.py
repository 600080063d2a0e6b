"""Create, read, change and remove candidates."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.domain.shared.change_listeners import OnChange, ignore
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.preconditions import Condition, hold_seen, unit_of_work
from recruit.domain.shared.single_line import check_name, composed, composed_lines, refuse_hidden
from recruit.ports.changes import Changes
from recruit.ports.storage import Storage

SINGLE_LINE_FIELDS = ("headline", "location", "current_title", "current_company")
"""Fields of one line besides the name."""


def to_change_candidate(fields: Iterable[str]) -> Permission:
    """Return what it takes to set these fields of a candidate: notes alone take less."""
    return Permission.NOTE_CANDIDATES if set(fields) == {"notes"} else Permission.WRITE_CANDIDATES


class CandidateService:
    """Candidates of the organisation of the actor.

    Raises NotFound for a record that doesn't exist or belongs to another organisation. A change or removal whose
    condition isn't met raises Stale and changes nothing.
    """

    def __init__(self, storage: Storage, on_change: OnChange = ignore) -> None:
        """Call `on_change` after every change that affects matching."""
        self._storage = storage
        self._on_change = on_change

    async def create(self, actor: Actor, details: CandidateDetails) -> Candidate:
        """Keep a person."""
        actor.need(Permission.WRITE_CANDIDATES)
        lines = {name: getattr(details, name) for name in ("full_name", *SINGLE_LINE_FIELDS)}
        details = replace(details, **_checked(lines))
        async with self._storage.autocommit(actor.org_id) as work:
            candidate = await work.candidates.add(details)
        self._on_change(actor.org_id)
        return candidate

    async def get(self, actor: Actor, candidate_id: int) -> Candidate:
        """Return one candidate."""
        actor.need(Permission.READ_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.candidates.get(candidate_id)

    async def page(self, actor: Actor, window: Window, *, q: str | None = None) -> Page[Candidate]:
        """Return candidates with `q` somewhere in the full name."""
        actor.need(Permission.READ_CANDIDATES)
        async with self._storage.autocommit(actor.org_id) as work:
            return await work.candidates.page(window, q=q and composed(q))

    async def change(
        self, actor: Actor, candidate_id: int, changes: Changes, condition: Condition[Candidate] | None = None
    ) -> Candidate:
        """Set the named fields."""
        actor.need(to_change_candidate(changes))
        changes = _checked(changes)
        async with unit_of_work(self._storage, actor.org_id, condition) as work:
            candidates = work.candidates
            await hold_seen("candidate", candidates, candidate_id, condition)
            candidate = await candidates.change(candidate_id, changes)
        self._on_change(actor.org_id)
        return candidate

    async def remove(self, actor: Actor, candidate_id: int, condition: Condition[Candidate] | None = None) -> None:
        """Remove a candidate with their applications and documents; match logs stay."""
        actor.need(Permission.DELETE_CANDIDATES)
        async with unit_of_work(self._storage, actor.org_id, condition) as work:
            candidates = work.candidates
            await hold_seen("candidate", candidates, candidate_id, condition)
            await candidates.remove(candidate_id)


def _checked(fields: Changes) -> dict[str, Any]:
    """Return fields of a candidate, their lines composed. Raises Invalid for a name or another that can't be had."""
    check_name(full_name=fields.get("full_name"))
    refuse_hidden(**{name: fields.get(name) for name in SINGLE_LINE_FIELDS})
    return composed_lines(fields, "full_name", *SINGLE_LINE_FIELDS)
