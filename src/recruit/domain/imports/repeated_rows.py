"""Rows equal to one that has created a candidate before: empty fields of the candidate are filled from them."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from recruit.domain.candidates.model.candidate import UNKNOWN_NAME, Candidate
from recruit.domain.candidates.model.profile import Contacts, Profile
from recruit.domain.imports import headers
from recruit.domain.imports.model import EarlierItem, Import, ImportKind, ItemStatus, Outcome
from recruit.domain.imports.rows import ParsedRow
from recruit.ports.changes import Changes
from recruit.ports.unit_of_work import UnitOfWork

SAME_CONTENT = "The same as {name}, which has been imported."
POSSIBLE_DUPLICATE = "Candidate #{id} has the same file or e-mail address."
FILLED = "The candidate had nothing in these fields, which are filled in now: {fields}."
WOULD_FILL = "The candidate has nothing in these fields, which would be filled in: {fields}."
DIFFERENT = (
    "The candidate has something else in these fields, which stays: {fields}. To have what the row says, change it"
    " there, or delete the candidate and import the row again."
)


def duplicate(running: Import, earlier: EarlierItem) -> Outcome:
    """Return the outcome of an item whose content has created a candidate before."""
    name = repr(earlier.name) if running.kind == ImportKind.ZIP else f"row {earlier.number}"
    name = name if earlier.import_id == running.id else f"{name} of import #{earlier.import_id}"
    error = SAME_CONTENT.format(name=name)
    return Outcome(status=ItemStatus.DUPLICATE, candidate_id=earlier.candidate_id, error=error)


async def complete(work: UnitOfWork, running: Import, earlier: EarlierItem, row: ParsedRow) -> tuple[Outcome, bool]:
    """Fill empty fields of the candidate that an equal row created. Return the outcome and whether anything changed.

    The mapping of the columns may differ from the earlier import. Existing values don't change. A dry run only reports
    the fields that it would fill.
    """
    outcome = replace(duplicate(running, earlier), warnings=row.warnings)
    if earlier.candidate_id is None:
        return outcome, False
    emails = row.identifiers
    other = await work.identifiers.oldest_candidate(emails, except_id=earlier.candidate_id) if emails else None
    candidate = await work.candidates.lock(earlier.candidate_id)
    profile = await work.profiles.get(candidate.id)
    filled, different = _compare_fields(candidate, row)
    completed, filled_lists, different_lists = _complete_profile(profile, row.profile)
    if not running.dry_run and filled:
        await work.candidates.change(candidate.id, filled)
    if not running.dry_run and filled_lists:
        await work.profiles.put(candidate.id, completed)
    messages = (
        (WOULD_FILL if running.dry_run else FILLED, [*filled, *filled_lists]),
        (DIFFERENT, [*different, *different_lists]),
    )
    warnings = [message.format(fields=", ".join(fields)) for message, fields in messages if fields]
    if other is not None and headers.EMAILS in filled_lists:
        warnings.append(POSSIBLE_DUPLICATE.format(id=other))
    changed = bool(filled or filled_lists) and not running.dry_run
    return replace(outcome, warnings=(*row.warnings, *warnings)), changed


def _compare_fields(candidate: Candidate, row: ParsedRow) -> tuple[Changes, Sequence[str]]:
    """Return the row's values for empty fields, and the names of fields that differ. An e-mail address is no name."""
    placeholders = {UNKNOWN_NAME, *row.profile.contacts.emails}
    given = {
        name: value for name, value in asdict(row.details).items() if value is not None and value not in placeholders
    }
    filled = {name: value for name, value in given.items() if getattr(candidate, name) in {None, "", *placeholders}}
    compared = given.keys() - filled.keys() - {headers.NOTES}
    return filled, [name for name in given if name in compared and getattr(candidate, name) != given[name]]


def _complete_profile(kept: Profile, row: Profile) -> tuple[Profile, Sequence[str], Sequence[str]]:
    """Return a profile with its empty lists filled, their names, and the names of lists in which the row has more."""
    lists = {
        headers.EMAILS: (kept.contacts.emails, row.contacts.emails),
        headers.PHONES: (kept.contacts.phones, row.contacts.phones),
        headers.SKILLS: (tuple(one.name for one in kept.skills), tuple(one.name for one in row.skills)),
    }
    filled = [name for name, (before, given) in lists.items() if given and not before]
    different = [name for name, (before, given) in lists.items() if before and not set(given) <= set(before)]
    contacts = Contacts(kept.contacts.emails or row.contacts.emails, kept.contacts.phones or row.contacts.phones)
    return replace(kept, skills=kept.skills or row.skills, contacts=contacts), filled, different
