"""Two records of one person become one."""

from collections.abc import Iterator, Sequence
from dataclasses import fields

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.accounts.model.users import Actor
from recruit.domain.applications.model import Application, standing
from recruit.domain.audit.model import Deed
from recruit.domain.candidates.model.candidate import LONGEST_NOTES, UNKNOWN_NAME, Candidate, CandidateDetails
from recruit.domain.candidates.model.profile import left_over, union
from recruit.domain.shared.change_listeners import OnChange, ignore
from recruit.domain.shared.errors import Invalid, NotFound
from recruit.ports.changes import Changes
from recruit.ports.storage import Storage
from recruit.ports.unit_of_work import UnitOfWork

ONESELF = "A candidate can't be merged with themselves: give the id of another one as from_id"
TOO_LONG = f"The notes of both would be longer than {LONGEST_NOTES:,} characters together: shorten them and try again"
_FIELDS = [field.name for field in fields(CandidateDetails) if field.name != "notes"]


class Merging:
    """Merges candidates."""

    def __init__(self, storage: Storage, on_change: OnChange = ignore) -> None:
        """Tell `changed` the id of an organisation after each change of what matching reads of it."""
        self._storage = storage
        self._on_change = on_change

    async def merge(self, actor: Actor, kept_id: int, from_id: int) -> Candidate:
        """Give all that belongs to one candidate to another, remove the first, and return the other: all or nothing.

        Of two applications for one job `standing` says which stands; its score is the other's where it has none. The
        profiles become one. Fields of the kept candidate that are empty are filled. Added to the notes are the other's
        notes, those of its fields in which the kept candidate has something else, what an application that doesn't
        stand said, and entries that the profile has no room for. Match logs stay as they are. Raises NotFound for
        either, and Invalid for one and the same and for notes that are too long together.
        """
        actor.need(Permission.DELETE_CANDIDATES)
        if kept_id == from_id:
            raise Invalid(ONESELF)
        async with self._storage.transaction(actor.org_id) as work:
            held = {candidate.id: candidate for candidate in await work.candidates.hold_all([kept_id, from_id])}
            for wanted in (kept_id, from_id):
                if wanted not in held:
                    raise NotFound("candidate", wanted)
            kept, other = held[kept_id], held[from_id]
            gone = [*await _move_applications(work, kept, other)]
            await work.documents.move(other.id, kept.id)
            gone += await _join_profiles(work, kept, other)
            merged = await work.candidates.change(kept.id, _filled(kept, other, [*_unkept(kept, other), *gone]))
            await work.candidates.remove(other.id)
            await work.audit.note(Deed.MERGE, "candidate", other.id, kept.id)
        self._on_change(actor.org_id)
        return merged


async def _move_applications(work: UnitOfWork, kept: Candidate, other: Candidate) -> Sequence[str]:
    """Give one candidate's applications to another. Returns what those said that don't stand, as sentences."""
    mine = {application.job_id: application for application in await work.applications.hold_of(kept.id)}
    gone: list[str] = []
    for theirs in await work.applications.hold_of(other.id):
        if ours := mine.get(theirs.job_id):
            await work.applications.remove(theirs.id)
            await work.applications.change(ours.id, _joined(ours, theirs))
            gone += _unsaid(ours, theirs)
        else:
            await work.applications.change(theirs.id, {"candidate_id": kept.id})
    return gone


def _joined(ours: Application, theirs: Application) -> Changes:
    stands = standing(ours, theirs)
    falls = theirs if stands is ours else ours
    score = falls.fit_score if stands.fit_score is None else stands.fit_score
    return {"status": stands.status, "source": stands.source, "fit_score": score}


def _unsaid(ours: Application, theirs: Application) -> Iterator[str]:
    """Yield what the application that doesn't stand said, so far as the other says otherwise."""
    joined = _joined(ours, theirs)
    falls = theirs if standing(ours, theirs) is ours else ours
    said = {name: getattr(falls, name) for name in joined}
    if others := [name for name, value in said.items() if value not in {None, joined[name]}]:
        words = ", ".join(f"{name.replace('_', ' ')} {said[name]}" for name in others)
        yield f"Another application for job #{ours.job_id} had {words}."


async def _join_profiles(work: UnitOfWork, kept: Candidate, other: Candidate) -> Sequence[str]:
    """Make one of two profiles. Returns the entries that it has no room for, as lines."""
    mine, theirs = await work.profiles.get(kept.id), await work.profiles.get(other.id)
    if (both := union(mine, theirs)) != mine:
        await work.profiles.put(kept.id, both)
    return list(left_over(both, theirs))


def _filled(kept: Candidate, other: Candidate, gone: Sequence[str]) -> Changes:
    """Return what becomes of the kept candidate's fields."""
    filled = {name: getattr(other, name) for name in _FIELDS if getattr(kept, name) in {None, UNKNOWN_NAME}}
    return {**filled, "notes": _notes(kept, other, gone)}


def _unkept(kept: Candidate, other: Candidate) -> Iterator[str]:
    """Yield the other's fields in which the kept candidate has something else, as lines."""
    for name in _FIELDS:
        mine, theirs = getattr(kept, name), getattr(other, name)
        if mine not in {None, UNKNOWN_NAME, theirs} and theirs not in {None, UNKNOWN_NAME}:
            yield f"{name.replace('_', ' ').capitalize()}: {theirs}"


def _notes(kept: Candidate, other: Candidate, gone: Sequence[str]) -> str | None:
    theirs = None if other.notes == kept.notes else other.notes
    added = "\n".join(filter(None, [theirs, *gone]))
    if not added:
        return kept.notes
    notes = "\n\n".join(filter(None, [kept.notes, f"Merged from candidate #{other.id}:\n{added}"]))
    if len(notes) > LONGEST_NOTES:
        raise Invalid(TOO_LONG)
    return notes
