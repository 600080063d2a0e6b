"""Merging of two candidate records of the same person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.applications.model import Application, preferred
from recruit.domain.audit.model import AuditAction, causing, set_cause
from recruit.domain.candidates.model.candidate import UNKNOWN_NAME, Candidate, CandidateDetails
from recruit.domain.candidates.model.profile import overflow, union
from recruit.domain.notes.model import NoteDetails
from recruit.domain.shared.change_listeners import OnChange, ignore
from recruit.domain.shared.errors import Invalid, NotFound, Stale
from recruit.domain.shared.limits import LONGEST_TEXT
from recruit.domain.shared.pages import Window
from recruit.domain.shared.preconditions import Condition
from recruit.ports.audit import AuditSearch
from recruit.ports.changes import Changes
from recruit.ports.clock import Clock
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

SAME_CANDIDATE = "A candidate can't be merged with themselves: give the id of another one as from_id"
TOO_LONG = f"The notes of both would be longer than {LONGEST_TEXT:,} characters together: shorten them and try again"
_FIELDS = [field.name for field in fields(CandidateDetails) if field.name != "notes"]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """The two candidates of a merge as they are, and the one that it would leave."""

    kept: Candidate
    other: Candidate
    merged: Candidate


class Merging:
    """Merges candidates."""

    def __init__(self, storage: Storage, clock: Clock, on_change: OnChange = ignore) -> None:
        """Call `on_change` after every change that affects matching."""
        self._storage = storage
        self._clock = clock
        self._on_change = on_change

    async def survivor(self, actor: Actor, candidate_id: int) -> int | None:
        """Return the id of the candidate into whom another one was merged, also by way of others, None without one."""
        actor.require(Permission.READ_CANDIDATES)
        last = candidate_id
        async with self._storage.reading(actor.org_id) as work:
            while True:
                merges = AuditSearch(entity="candidate", entity_id=last, action=AuditAction.MERGE)
                found = (await work.audit.page(Window(limit=1), merges)).items
                if not found or found[0].candidate_id is None:
                    break
                last = found[0].candidate_id
            return last if last != candidate_id and await work.candidates.by_ids([last]) else None

    async def merge(
        self, actor: Actor, kept_id: int, from_id: int, condition: Condition[Candidate] | None = None
    ) -> Candidate:
        """Merge the candidate `from_id` into `kept_id`, remove `from_id` and return the merged candidate. Atomic.

        Applications: of two applications for the same job, the `preferred` one is kept, with the notes on both and the
        tasks about both, and a note with the other one's values that differ. If it has no score, it takes the score of
        the other one. Profiles and tags: the union of both. Documents, notes, tasks and external ids move. Fields:
        empty fields of the kept candidate are filled from the removed one. The field `notes`: the removed candidate's
        is appended, and so are its fields whose values differ from the kept candidate's, and profile entries beyond the
        profile's limit. Match logs don't change. Raises NotFound for either id, Invalid if both ids are equal or the
        merged notes are too long, and Stale if the kept candidate doesn't meet the condition.
        """
        actor.require(Permission.DELETE_CANDIDATES)
        if kept_id == from_id:
            raise Invalid(SAME_CANDIDATE)
        with causing():
            merged = await self._merge(actor, kept_id, from_id, condition)
        self._on_change(actor.org_id)
        return merged

    async def preview(self, actor: Actor, kept_id: int, from_id: int) -> MergePreview:
        """Return what `merge` would make of two candidates, without changing them. Raises as `merge` does."""
        actor.require(Permission.DELETE_CANDIDATES)
        if kept_id == from_id:
            raise Invalid(SAME_CANDIDATE)
        async with self._storage.reading(actor.org_id) as work:
            kept, other = await work.candidates.get(kept_id), await work.candidates.get(from_id)
            before, added = await work.profiles.get(kept_id), await work.profiles.get(from_id)
        overflowing = overflow(union(before, added), added)
        changes: dict[str, Any] = dict(_merged_fields(kept, other, [*_discarded_values(kept, other), *overflowing]))
        return MergePreview(kept, other, replace(kept, **changes))

    async def _merge(
        self, actor: Actor, kept_id: int, from_id: int, condition: Condition[Candidate] | None
    ) -> Candidate:
        async with self._storage.transaction(actor.org_id) as work:
            stored = {candidate.id: candidate for candidate in await work.candidates.lock_all([kept_id, from_id])}
            for wanted in (kept_id, from_id):
                if wanted not in stored:
                    raise NotFound("candidate", wanted)
            kept, other = stored[kept_id], stored[from_id]
            if condition is not None and not condition(kept):
                raise Stale("candidate")
            set_cause(await work.audit.note(AuditAction.MERGE, "candidate", other.id, kept.id))
            for application_id, text in await _move_applications(work, kept, other):
                await work.notes.add(self._note(actor, kept.id, application_id, text))
            await work.documents.move(other.id, kept.id)
            await work.notes.move(other.id, kept.id)
            await work.tasks.move(other.id, kept.id)
            await work.tags.unite(other.id, kept.id)
            await work.external_ids.move(other.id, kept.id)
            await _keep_of_demo(work, kept.id, other.id)
            overflowing = await _merge_profiles(work, kept, other)
            merged = await work.candidates.change(
                kept.id, _merged_fields(kept, other, [*_discarded_values(kept, other), *overflowing])
            )
            await work.candidates.remove(other.id)
        return merged

    def _note(self, actor: Actor, candidate_id: int, application_id: int, text: str) -> NoteDetails:
        """Return a note on an application. Who may not see the application doesn't see it."""
        return NoteDetails(
            candidate_id=candidate_id,
            application_id=application_id,
            author_user_id=actor.user_id,
            key_id=actor.api_key_id,
            text=text,
            created_at=self._clock.now(),
        )


async def _move_applications(work: UnitOfWork, kept: Candidate, other: Candidate) -> Sequence[tuple[int, str]]:
    """Move the applications of `other` to `kept`.

    Return sentences with differing values of discarded applications, each with the id of the application that is kept.
    """
    by_job = {application.job_id: application for application in await work.applications.lock_of_candidate(kept.id)}
    discarded: list[tuple[int, str]] = []
    for moved in await work.applications.lock_of_candidate(other.id):
        if existing := by_job.get(moved.job_id):
            await work.notes.move_application(moved.id, existing.id)
            await work.tasks.move_application(moved.id, existing.id)
            await work.external_ids.move_application(moved.id, existing.id)
            await work.applications.remove(moved.id)
            await work.applications.change(existing.id, _merged_values(existing, moved))
            discarded += [(existing.id, text) for text in _differing_values(existing, moved)]
        else:
            await work.applications.change(moved.id, {"candidate_id": kept.id})
    return discarded


async def _keep_of_demo(work: UnitOfWork, kept_id: int, other_id: int) -> None:
    """Take a candidate out of the demo data that gets the data of one who isn't in it."""
    demo = {record.candidate_id: record.id for record in await work.demo_records.all()}
    if kept_id in demo and other_id not in demo:
        await work.demo_records.remove(demo[kept_id])


def _merged_values(existing: Application, moved: Application) -> Changes:
    chosen, discarded = _ranked(existing, moved)
    score = discarded.fit_score if chosen.fit_score is None else chosen.fit_score
    return {"status": chosen.status, "source": chosen.source, "fit_score": score}


def _ranked(existing: Application, moved: Application) -> tuple[Application, Application]:
    """Return the application to keep, and the other one."""
    chosen = preferred(existing, moved)
    return chosen, moved if chosen is existing else existing


def _differing_values(existing: Application, moved: Application) -> Iterator[str]:
    """Yield a sentence with the values of the discarded application that differ from the merged one, if any."""
    merged, (_, discarded) = _merged_values(existing, moved), _ranked(existing, moved)
    values = {name: getattr(discarded, name) for name in merged}
    if differing := [name for name, value in values.items() if value not in {None, merged[name]}]:
        words = ", ".join(f"{name.replace('_', ' ')} {values[name]}" for name in differing)
        yield f"Merged with another application for the job, which had {words}."


async def _merge_profiles(work: UnitOfWork, kept: Candidate, other: Candidate) -> Sequence[str]:
    """Merge two profiles. Returns the entries beyond the profile's limit, one line each."""
    before, added = await work.profiles.get(kept.id), await work.profiles.get(other.id)
    if (merged := union(before, added)) != before:
        await work.profiles.put(kept.id, merged)
    return list(overflow(merged, added))


def _merged_fields(kept: Candidate, other: Candidate, discarded: Sequence[str]) -> Changes:
    """Return the changes to the kept candidate's fields."""
    filled = {name: getattr(other, name) for name in _FIELDS if getattr(kept, name) in {None, UNKNOWN_NAME}}
    return {**filled, "notes": _notes(kept, other, discarded)}


def _discarded_values(kept: Candidate, other: Candidate) -> Iterator[str]:
    """Yield the other candidate's fields whose values differ from the kept candidate's, one line each."""
    for name in _FIELDS:
        before, discarded = getattr(kept, name), getattr(other, name)
        if before not in {None, UNKNOWN_NAME, discarded} and discarded not in {None, UNKNOWN_NAME}:
            yield f"{name.replace('_', ' ').capitalize()}: {discarded}"


def _notes(kept: Candidate, other: Candidate, discarded: Sequence[str]) -> str | None:
    other_notes = None if other.notes == kept.notes else other.notes
    added = "\n".join(filter(None, [other_notes, *discarded]))
    if not added:
        return kept.notes
    notes = "\n\n".join(filter(None, [kept.notes, f"Merged from candidate #{other.id}:\n{added}"]))
    if len(notes) > LONGEST_TEXT:
        raise Invalid(TOO_LONG)
    return notes
