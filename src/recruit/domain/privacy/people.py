"""Identification of a person: merged candidate ids, names and identifiers, from records and the audit log."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from recruit.domain.audit.model import AuditAction, AuditEntry
from recruit.domain.candidates.model.candidate import UNKNOWN_NAME
from recruit.domain.candidates.model.identifiers import FEWEST_DIGITS
from recruit.domain.privacy.model import Person
from recruit.domain.shared.errors import NotFound
from recruit.domain.shared.pages import Window, all_items
from recruit.ports.audit import AuditSearch
from recruit.ports.unit_of_work import UnitOfWork

URLS = ("linkedin_url", "github_url", "website_url")


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person and their e-mail addresses in lower case."""

    person: Person
    emails: frozenset[str]


async def find_person(work: UnitOfWork, candidate_id: int) -> KnownPerson:
    """Return the person of a candidate, also of a deleted one while the audit log has entries with values about them.

    Raises NotFound. If the candidate was merged into another one, the exception names that one in `merged_into`.
    """
    ids, has_values = {candidate_id}, False
    fields: list[Mapping[str, Any]] = []
    if stored := await work.candidates.lock_all([candidate_id]):
        fields += [asdict(stored[0]), asdict(await work.profiles.get(candidate_id))]
    else:
        await _raise_if_merged(work, candidate_id)
    waiting = [candidate_id]
    while waiting:
        async for entry in audit_entries(work, waiting.pop()):
            if entry.action == AuditAction.MERGE and entry.entity_id is not None and entry.entity_id not in ids:
                ids.add(entry.entity_id)
                waiting.append(entry.entity_id)
            has_values = has_values or entry.has_values
            fields += [values for values in (entry.before, entry.after) if values]
    if not stored and not has_values:
        raise NotFound("candidate", candidate_id)
    emails = frozenset(address.lower() for values in fields for address in _contacts(values, "emails"))
    names = [name for values in fields if (name := values.get("full_name")) and name != UNKNOWN_NAME]
    return KnownPerson(Person.of(ids, names, (one for values in fields for one in _identifiers(values))), emails)


async def _raise_if_merged(work: UnitOfWork, candidate_id: int) -> None:
    """Raise NotFound for a candidate that was merged into another, by the audit log, even if that one was erased."""
    merges = AuditSearch(entity="candidate", entity_id=candidate_id, action=AuditAction.MERGE)
    for entry in (await work.audit.page(Window(limit=1), merges)).items:
        into = entry.candidate_id
        try:
            if into is not None:
                await find_person(work, into)
        except NotFound as error:
            into = error.merged_into
        raise NotFound("candidate", candidate_id, into)


def audit_entries(work: UnitOfWork, candidate_id: int) -> AsyncIterator[AuditEntry]:
    """Yield the entries of the audit log about a candidate, in ascending id."""
    criteria = AuditSearch(candidate_id=candidate_id)
    return all_items(lambda window: work.audit.page(window, criteria))


def _identifiers(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield addresses and phone numbers, without malformed ones, which would match data of other people."""
    yield from (url for field in URLS if "." in (url := values.get(field) or ""))
    yield from (email for email in _contacts(values, "emails") if "@" in email)
    yield from (phone for phone in _contacts(values, "phones") if sum(map(str.isdigit, phone)) >= FEWEST_DIGITS)


def _contacts(values: Mapping[str, Any], kind: str) -> Iterator[str]:
    yield from (values.get("contacts") or {}).get(kind, ())
