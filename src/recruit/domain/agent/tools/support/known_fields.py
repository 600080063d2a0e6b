"""Filters by presence of a field of a candidate or a job: "without an e-mail address", "with a salary"."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from recruit.domain.agent.arguments import Argument, Choice, ListOf
from recruit.domain.agent.calls import Arguments
from recruit.domain.agent.tools.support.common import optional
from recruit.domain.agent.tools.support.row_filter import Test
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.profile import Contacts
from recruit.domain.engines.reading.resume import contacts
from recruit.domain.engines.skills import catalog
from recruit.domain.jobs.model import Job

T = TypeVar("T", Candidate, Job)


def _contacts(one: Candidate) -> Contacts:
    notes = one.notes or ""
    return contacts.find(notes, notes.splitlines())


CANDIDATE_GETTERS: Mapping[str, Callable[[Candidate], Any]] = {
    "email": lambda one: _contacts(one).emails,
    "phone": lambda one: _contacts(one).phones,
    "location": lambda one: one.location,
    "title": lambda one: one.current_title,
    "company": lambda one: one.current_company,
    "linkedin": lambda one: one.linkedin_url,
    "skills": lambda one: any(catalog.find(text) for text in (one.headline, one.notes) if text),
}
"""Getters of a candidate's fields. E-mail addresses and telephone numbers are those in the notes."""

JOB_GETTERS: Mapping[str, Callable[[Job], Any]] = {
    "salary": lambda one: one.salary_min is not None or one.salary_max is not None,
    "location": lambda one: one.location,
    "skills": lambda one: one.required_skills or one.nice_to_have_skills,
    "description": lambda one: one.description,
    "department": lambda one: one.department,
}


def presence_arguments(fields: Mapping[str, Any]) -> list[Argument]:
    """Return the arguments for the fields that must be present, and those that must be absent."""
    several = ListOf(Choice(list(fields)), 1)
    return [
        optional("has", several, "Fields that are known."),
        optional("lacks", several, "Fields that aren't known."),
    ]


def presence_tests(given: Arguments, getters: Mapping[str, Callable[[T], Any]]) -> Sequence[Test[T]]:
    """Return tests for records in which some fields are present and others absent."""
    wanted = [
        (name, known) for argument, known in (("has", True), ("lacks", False)) for name in given.get(argument, ())
    ]
    return [_presence_test(getters[name], known=known) for name, known in wanted]


def _presence_test(getter: Callable[[T], Any], *, known: bool) -> Test[T]:
    return lambda one: bool(getter(one)) is known
