"""Rows equal to one that has created a candidate before: empty fields of the candidate are filled from them."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from recruit.domain.candidates.model.candidate import UNKNOWN_NAME, Candidate
from recruit.domain.candidates.model.profile import Contacts, Profile
from recruit.domain.imports import headers
from recruit.domain.imports.model import EarlierItem, Import, ItemStatus, Outcome
from recruit.domain.imports.rows import Person
from recruit.ports.changes import Changes
from recruit.ports.unit_of_work import UnitOfWork

TWIN = "The same as {name}, which has been imported."
LIKE = "Candidate #{id} has the same file or e-mail address."
FILLED = "The candidate had nothing in these fields, which are filled in now: {fields}."
WOULD_FILL = "The candidate has nothing in these fields, which would be filled in: {fields}."
OTHERS = (
    "The candidate has something else in these fields, which stays: {fields}. To have what the row says, change it"
    " there, or delete the candidate and import the row again."
)


def as_twin(job: Import, found: EarlierItem) -> Outcome:
    """Return the outcome of an item whose content has created a candidate before."""
    name = repr(found.name) if found.name else f"row {found.number}"
    name = name if found.import_id == job.id else f"{name} of import #{found.import_id}"
    return Outcome(status=ItemStatus.DUPLICATE, candidate_id=found.candidate_id, error=TWIN.format(name=name))


async def complete(work: UnitOfWork, job: Import, found: EarlierItem, row: Person) -> tuple[Outcome, bool]:
    """Fill empty fields of the candidate that an equal row created. Return the outcome and whether anything changed.

    The mapping of the columns may differ from the earlier import. Existing values don't change. A dry run only reports
    the fields that it would fill.
    """
    outcome = replace(as_twin(job, found), warnings=row.warnings)
    if found.candidate_id is None:
        return outcome, False
    emails = row.identifiers
    like = await work.identifiers.oldest_candidate(emails, except_id=found.candidate_id) if emails else None
    candidate = await work.candidates.lock(found.candidate_id)
    profile = await work.profiles.get(candidate.id)
    changes, others = _compared(candidate, row)
    completed, added, more = _joined(profile, row.profile)
    if not job.dry_run and changes:
        await work.candidates.change(candidate.id, changes)
    if not job.dry_run and added:
        await work.profiles.put(candidate.id, completed)
    told = _told([*changes, *added], [*others, *more], dry_run=job.dry_run)
    told += [LIKE.format(id=like)] if like is not None and headers.EMAILS in added else []
    return replace(outcome, warnings=(*row.warnings, *told)), bool(changes or added) and not job.dry_run


def _compared(candidate: Candidate, row: Person) -> tuple[Changes, Sequence[str]]:
    """Return the row's values for the candidate's empty fields, and the names of fields whose values differ.

    An e-mail address in place of a name counts as empty.
    """
    stand_ins = {UNKNOWN_NAME, *row.profile.contacts.emails}
    said = {name: value for name, value in asdict(row.details).items() if value is not None and value not in stand_ins}
    lacking = {name: value for name, value in said.items() if getattr(candidate, name) in {None, "", *stand_ins}}
    others = [name for name in said if name not in {*lacking, headers.NOTES} and getattr(candidate, name) != said[name]]
    return lacking, others


def _joined(kept: Profile, row: Profile) -> tuple[Profile, Sequence[str], Sequence[str]]:
    """Return a profile with its empty lists filled, their names, and the names of lists in which the row has more."""
    lists = {
        headers.EMAILS: (kept.contacts.emails, row.contacts.emails),
        headers.PHONES: (kept.contacts.phones, row.contacts.phones),
        headers.SKILLS: (tuple(one.name for one in kept.skills), tuple(one.name for one in row.skills)),
    }
    added = [name for name, (has, says) in lists.items() if says and not has]
    more = [name for name, (has, says) in lists.items() if has and not set(says) <= set(has)]
    contacts = Contacts(kept.contacts.emails or row.contacts.emails, kept.contacts.phones or row.contacts.phones)
    return replace(kept, skills=kept.skills or row.skills, contacts=contacts), added, more


def _told(filled: Sequence[str], others: Sequence[str], *, dry_run: bool) -> list[str]:
    """Return messages about filled and differing fields, named as in a mapping."""
    sentences = ((WOULD_FILL if dry_run else FILLED, filled), (OTHERS, others))
    return [words.format(fields=", ".join(fields)) for words, fields in sentences if fields]
