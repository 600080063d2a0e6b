"""Filters by presence of a field of a candidate or a job: "without an e-mail address", "with a salary"."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from recruit.domain.agent.arguments import Argument, Choice, Several
from recruit.domain.agent.calls import Arguments
from recruit.domain.agent.tools.support.common import optional
from recruit.domain.agent.tools.support.sifting import Test
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.profile import Contacts
from recruit.domain.engines.reading.resume import contacts
from recruit.domain.engines.skills import catalog
from recruit.domain.jobs.model import Job

T = TypeVar("T", Candidate, Job)


def _contacts(one: Candidate) -> Contacts:
    notes = one.notes or ""
    return contacts.find(notes, notes.splitlines())


OF_PEOPLE: Mapping[str, Callable[[Candidate], Any]] = {
    "email": lambda one: _contacts(one).emails,
    "phone": lambda one: _contacts(one).phones,
    "location": lambda one: one.location,
    "title": lambda one: one.current_title,
    "company": lambda one: one.current_company,
    "linkedin": lambda one: one.linkedin_url,
    "skills": lambda one: any(catalog.find(text) for text in (one.headline, one.notes) if text),
}
"""Getters of a candidate's fields. E-mail addresses and telephone numbers are those in the notes."""

OF_JOBS: Mapping[str, Callable[[Job], Any]] = {
    "salary": lambda one: one.salary_min is not None or one.salary_max is not None,
    "location": lambda one: one.location,
    "skills": lambda one: one.required_skills or one.nice_to_have_skills,
    "description": lambda one: one.description,
    "department": lambda one: one.department,
}


def known_fields(fields: Mapping[str, Any]) -> list[Argument]:
    """Return the arguments for the fields that must be present, and those that must be absent."""
    several = Several(Choice(list(fields)), 1)
    return [
        optional("has", several, "Fields that are known."),
        optional("lacks", several, "Fields that aren't known."),
    ]


def tests(given: Arguments, fields: Mapping[str, Callable[[T], Any]]) -> Sequence[Test[T]]:
    """Return tests for records in which some fields are present and others absent."""
    found: list[Test[T]] = [_known(fields[name]) for name in given.get("has", ())]
    found += [_unknown(fields[name]) for name in given.get("lacks", ())]
    return found


def _known(field: Callable[[T], Any]) -> Test[T]:
    def test(one: T) -> bool:
        return bool(field(one))

    return test


def _unknown(field: Callable[[T], Any]) -> Test[T]:
    def test(one: T) -> bool:
        return not field(one)

    return test
